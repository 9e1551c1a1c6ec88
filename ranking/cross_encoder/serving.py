"""The cross-encoder as it serves: eight bits, no torch."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from ranking.cross_encoder.artefact import SHIPPED, Artefact, read_artefact
from ranking.cross_encoder.errors import CrossEncoderError
from ranking.cross_encoder.pairs import MAX_TOKENS, PairTokenizer, told
from retrieval.encoders.minilm import MINILM
from retrieval.encoders.onnx_files import SLOWER, EncoderError, open_session, run
from retrieval.items import Item
from retrieval.weights import Progress, fetch, silent

INPUTS: Final = ("input_ids", "token_type_ids", "asked", "said")

_TOGETHER: Final = 5
"""Rows at once: fewer leave the processor idle between them, and more fall out of its cache."""

_FOLDER: Final = "cross-encoder"
_REMEMBERED: Final = 4_096


class CrossEncoder:
    """Reads a request and items together; any thread may ask."""

    def __init__(self, onnx: Path, tokenizer: PairTokenizer, name: str, threads: int) -> None:
        """Open the ONNX file; see ``open_cross_encoder``."""
        self.name = name
        self._session = open_session(onnx, threads, without=SLOWER)
        self._tokenizer = tokenizer
        self._said = lru_cache(_REMEMBERED)(tokenizer.ids)

    def scores(self, request: str, items: Sequence[Item]) -> list[float]:
        """Return how well each item answers, as a logit; higher is better.

        Args:
            request: In English, without the words of prices and refusals; not empty.
            items: To be read, each cut to what fits beside the request; may be empty.

        Returns:
            One number an item, in their order. Up to ``_TOGETHER`` items share the scale
            of eight-bit arithmetic, so an item's last digits hang on those beside it.

        Raises:
            CrossEncoderError: If the request has no words.
        """
        asked = self._tokenizer.ids(request)
        if not asked:
            raise CrossEncoderError("there are no words to read an item by")
        said = [self._said(told(item)) for item in items]
        scores = [0.0] * len(items)
        for places in _alike(said):
            tokens = self._tokenizer.rows([(asked, said[place]) for place in places])
            rows = (tokens.ids, tokens.sides, tokens.asked, tokens.said)
            found = run(self._session, dict(zip(INPUTS, rows, strict=True)))
            for place, score in zip(places, np.asarray(found).tolist(), strict=True):
                scores[place] = score
        return scores


def _alike(said: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield places whose rows will be of one length, at most ``_TOGETHER`` at once."""
    by_length: dict[int, list[int]] = {}
    for place, ids in enumerate(said):
        by_length.setdefault(min(len(ids), MAX_TOKENS), []).append(place)
    for places in by_length.values():
        for start in range(0, len(places), _TOGETHER):
            yield places[start : start + _TOGETHER]


def open_cross_encoder(
    models_dir: Path,
    artefact: Path = SHIPPED,
    *,
    threads: int = 1,
    progress: Progress = silent,
) -> CrossEncoder:
    """Open the cross-encoder, after fetching MiniLM and converting it the first time.

    Args:
        models_dir: Where models are kept.
        artefact: The fine-tuned weights.
        threads: How many threads one call may use, at least 1.
        progress: Told of the download and the conversion.

    Raises:
        CrossEncoderError: If the weights are missing, damaged or of another MiniLM, or the
            converted file is damaged.
        WeightsError: If MiniLM cannot be had.
    """
    weights = read_artefact(artefact)
    minilm = fetch(MINILM, models_dir, progress)
    _check_base(weights, artefact)
    onnx = models_dir / _FOLDER / f"{weights.sha256[:16]}.onnx"
    try:
        if not onnx.exists():
            progress("converting the cross-encoder for serving", 0, 1)
            # Brings torch and transformers, seconds that only the first start pays.
            from ranking.cross_encoder.export import network_of, write_onnx  # noqa: PLC0415

            write_onnx(network_of(weights, minilm), onnx)
        return CrossEncoder(onnx, PairTokenizer(minilm), weights.sha256[:16], threads)
    except EncoderError as error:
        raise CrossEncoderError(str(error)) from error


def _check_base(artefact: Artefact, path: Path) -> None:
    base = next(file.sha256 for file in MINILM.files if file.name == "model.safetensors")
    if artefact.stated.base_sha256 != base:
        raise CrossEncoderError(f"{path} was fine-tuned from another MiniLM; train it again")
