"""How long ranking takes: features, combining and choosing, with and without the cross-encoder."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pyversity
from numpy.typing import NDArray

from assistant.settings import Settings
from eval.metrics.variety import intra_list_diversity
from eval.report import Report, percentile
from ranking.choosing.greedy import choose_places
from ranking.choosing.methods import METHODS, MethodName
from ranking.choosing.pool import make_pool, path_vectors
from ranking.cross_encoder.reading import READ, Reading
from ranking.cross_encoder.serving import CrossEncoder, open_cross_encoder
from ranking.linear import LinearRelevance
from ranking.rank import Ranker
from retrieval.demo_shop.catalogue import demo_items
from retrieval.one_thread import one_blas_thread
from retrieval.query import Candidate, Leg, Query

CANDIDATES: Final = 200
LENGTH: Final = 10
TRADE_OFF: Final = 0.3
ROUNDS: Final = 60
QUIET_ROUNDS: Final = 3

LIBRARY: Final = {
    MethodName.MMR: "mmr",
    MethodName.MSD: "msd",
    MethodName.DPP: "dpp",
    MethodName.SSD: "ssd",
}
"""What pyversity can choose by too."""

REQUESTS: Final = (
    "waterproof jacket for hiking",
    "gift for a gardener",
    "headphones for the train",
    "blue sofa for a small flat",
    "non-stick frying pan",
)
_COLUMNS: Final = ("what", "p50 ms", "p95 ms", "processor ms", "threads busy", "variety")


class _Timed:
    """Wall and processor seconds of calls.

    More processor than wall time is more than one thread at work.
    """

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.processor: list[float] = []

    def call(self, function: Callable[[], object]) -> None:
        wall, processor = time.perf_counter(), time.process_time()
        function()
        self.processor.append(time.process_time() - processor)
        self.wall.append(time.perf_counter() - wall)

    @property
    def busy(self) -> float:
        return sum(self.processor) / sum(self.wall)

    def figures(self, name: str) -> dict[str, float]:
        return {
            f"{name}.p50_ms": percentile(self.wall, 0.5) * 1000,
            f"{name}.p95_ms": percentile(self.wall, 0.95) * 1000,
            f"{name}.processor_ms": percentile(self.processor, 0.5) * 1000,
            f"{name}.threads_busy": self.busy,
        }

    def row(self, name: str, variety: str = "") -> tuple[str, ...]:
        values = list(self.figures(name).values())
        return (name, *(f"{value:.2f}" for value in values), variety)


def run(data: Path | None = None) -> Report:
    """Rank 200 items of the demo shop, and choose from as many vectors, ours beside pyversity.

    Args:
        data: Not needed; the demo shop travels with the program.

    Raises:
        CrossEncoderError: If the cross-encoder cannot be opened.
        WeightsError: If MiniLM cannot be had.
    """
    del data
    one_blas_thread()
    reader = open_cross_encoder(Settings().models_dir())
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for name, model in (
        ("rank", LinearRelevance()),
        ("rank_read", LinearRelevance([Reading(reader)])),
    ):
        timed = _ranked(Ranker(model))
        rows.append(timed.row(name))
        figures |= timed.figures(name)
    chosen_rows, chosen = _choices()
    return Report(
        name="ranking-speed",
        columns=_COLUMNS,
        rows=[*rows, *chosen_rows],
        figures=figures | chosen | {"threads_busy.max": _most_busy(figures | chosen)},
        facts={
            "candidates": str(CANDIDATES),
            "length": str(LENGTH),
            "read": f"the first {READ}",
            "cross-encoder": _name(reader),
            "pyversity": pyversity.__version__,
        },
        notes=[
            "rank: features, combining and choosing; rank_read: with the cross-encoder.",
            "Texts are tokenized once an item, requests are new every time.",
            "Variety is the path distance of the ten chosen.",
        ],
    )


def _name(reader: CrossEncoder) -> str:
    return reader.name


def _most_busy(figures: dict[str, float]) -> float:
    ours = ("rank.", "rank_read.", "choose.")
    busy = [v for n, v in figures.items() if n.startswith(ours) and n.endswith("threads_busy")]
    return max(busy)


def _ranked(ranker: Ranker) -> _Timed:
    candidates, timed = _candidates(), _Timed()
    for number in range(QUIET_ROUNDS + ROUNDS):
        query = Query(f"{REQUESTS[number % len(REQUESTS)]} {number}")
        if number == QUIET_ROUNDS:
            timed = _Timed()
        timed.call(lambda q=query: ranker.rank(q, candidates, k=LENGTH, trade_off=TRADE_OFF))
    return timed


def _candidates() -> list[Candidate]:
    draw = np.random.default_rng(0)
    items = sorted(demo_items(), key=lambda item: item.item_id)
    places = draw.permutation(len(items))[:CANDIDATES]
    near = np.sort(draw.uniform(0.2, 0.7, CANDIDATES))[::-1]
    return [
        Candidate(
            items[place],
            {Leg.TEXT: float(cosine), Leg.LEXICAL: float(cosine), Leg.JOINT: float(cosine)},
            41 / (41 + rank),
        )
        for rank, (place, cosine) in enumerate(zip(places, near, strict=True))
    ]


def _choices() -> tuple[list[tuple[str, ...]], dict[str, float]]:
    """Time every method on the same lists, beside the library where it has the method."""
    items = [candidate.item for candidate in _candidates()]
    draw = np.random.default_rng(1)
    paths = [item.category for item in items]
    leaves = path_vectors(paths)
    vectors = leaves @ draw.normal(size=(leaves.shape[1], 384)) + draw.normal(
        size=(len(items), 384)
    )
    relevance = np.sort(draw.uniform(0, 1, len(items)))[::-1]
    pool = make_pool(relevance, vectors=vectors, facets=leaves > 0, categories=leaves)
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for method in MethodName:
        ways: dict[str, Callable[[], Sequence[int]]] = {
            f"choose.{method}": lambda m=method: choose_places(
                pool, METHODS[m], trade_off=TRADE_OFF, k=LENGTH
            )
        }
        if method in LIBRARY:
            ways[f"pyversity.{method}"] = lambda m=method: _library(vectors, relevance, LIBRARY[m])
        for name, way in ways.items():
            timed = _Timed()
            for _ in range(ROUNDS):
                timed.call(way)
            variety = intra_list_diversity([paths[place] for place in way()])
            rows.append(timed.row(name, f"{variety:.3f}"))
            figures |= timed.figures(name) | {f"{name}.variety": variety}
    return rows, figures


def _library(
    vectors: NDArray[np.float64], relevance: NDArray[np.float64], name: str
) -> Sequence[int]:
    chosen = pyversity.diversify(vectors, relevance, LENGTH, name, TRADE_OFF)
    return chosen.indices.tolist()
