"""How fast texts are encoded, and what eight bits cost."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import perf_counter
from typing import Any, Final

import numpy as np

from retrieval.encoders.encoder import Vectors
from retrieval.encoders.minilm import MAX_TOKENS, MINILM, MiniLm, open_minilm

_BATCH: Final = 32
_OURS: Final = 32
_NEAREST: Final = 10


@dataclass(frozen=True, slots=True)
class Encoded:
    """The figures.

    Attributes:
        ours: Texts a second, as ``aisle index`` encodes them.
        plain: Texts a second of the loop that sentence-transformers runs.
        cosine: Mean cosine of a text's vector to its vector in 32 bits.
        lowest_cosine: The lowest of them.
        recall: Share of the ten nearest texts in 32 bits that are among the ten
            nearest in eight, requests and texts both encoded in either.
    """

    ours: float
    plain: float
    cosine: float
    lowest_cosine: float
    recall: float


def measure(models: Path, texts: Sequence[str], queries: Sequence[str], threads: int) -> Encoded:
    """Encode the texts both ways, one after the other, on the same threads.

    Args:
        models: Where models are kept.
        texts: Some hundred.
        queries: Requests.
        threads: For either way.
    """
    encoder = open_minilm(models)
    plain = _PlainLoop(models / MINILM.name, threads)
    eight, ours = _timed(lambda: _ours(encoder, texts, threads))
    full, theirs = _timed(lambda: plain.encode(texts))
    cosines = np.vecdot(eight, full)
    return Encoded(
        ours=len(texts) / ours,
        plain=len(texts) / theirs,
        cosine=float(cosines.mean()),
        lowest_cosine=float(cosines.min()),
        recall=_recall(encoder.encode(list(queries)) @ eight.T, plain.encode(queries) @ full.T),
    )


def _ours(encoder: MiniLm, texts: Sequence[str], threads: int) -> Vectors:
    parts = [texts[start : start + _OURS] for start in range(0, len(texts), _OURS)]
    with ThreadPoolExecutor(threads) as pool:
        return np.concatenate(list(pool.map(encoder.encode, parts)))


class _PlainLoop:
    """What sentence-transformers does, with transformers and torch.

    Longest texts first, 32 at a time, padded to the longest of them, the mean
    of the tokens, scaled to length 1.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        import torch  # noqa: PLC0415  seconds that only this needs
        from transformers import PreTrainedTokenizerFast  # noqa: PLC0415

        from retrieval.encoders.minilm_network import load  # noqa: PLC0415

        torch.set_num_threads(threads)
        self._torch: Any = torch
        self._network = load(folder)
        self._tokenizer: Any = PreTrainedTokenizerFast(
            tokenizer_file=str(folder / "tokenizer.json"),
            pad_token="[PAD]",  # noqa: S106 - a token of text
        )
        self.encode(["warm"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        vectors = np.empty((len(texts), 384), dtype=np.float32)
        with self._torch.inference_mode():
            for start in range(0, len(order), _BATCH):
                places = order[start : start + _BATCH]
                read = self._tokenizer(
                    [texts[place] for place in places],
                    padding=True,
                    truncation=True,
                    max_length=MAX_TOKENS,
                    return_tensors="pt",
                )
                found = self._network(read["input_ids"], read["attention_mask"])
                vectors[places] = found.numpy()
        return vectors


def _recall(found: Vectors, right: Vectors) -> float:
    both = zip(np.argsort(-found)[:, :_NEAREST], np.argsort(-right)[:, :_NEAREST], strict=True)
    return fmean(len(set(ours.tolist()) & set(theirs.tolist())) / _NEAREST for ours, theirs in both)


def _timed(work: Callable[[], Vectors]) -> tuple[Vectors, float]:
    began = perf_counter()
    answer = work()
    return answer, perf_counter() - began
