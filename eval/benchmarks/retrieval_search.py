"""How long the retrieve step takes under filters, and whether it finds what is nearest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean, median
from time import perf_counter
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from eval.baselines.chroma_where import ChromaWhere
from eval.benchmarks.retrieval_home import home_of
from eval.benchmarks.retrieval_shop import FILTERS, BenchmarkShop, Filter
from retrieval.allow_list import AllowList
from retrieval.batches import batches
from retrieval.catalog import Catalogue
from retrieval.chroma import open_chroma
from retrieval.encoders.encoder import TextEncoder, Vectors
from retrieval.planner import MEASURED, Costs, Way
from retrieval.query import Leg, Query
from retrieval.retrieve import Retriever
from retrieval.vectors import VectorIndex

NEAREST: Final = 10
"""Recall is measured on so many."""

_CANDIDATES: Final = 100
_WHERE: Final = "6"
_NEVER: Final = 1e12
_WAYS: Final[Mapping[Way, Costs]] = {
    Way.SCAN: replace(MEASURED, gathered=_NEVER, asked=_NEVER),
    Way.GATHER: replace(MEASURED, scanned=_NEVER, asked=_NEVER),
    Way.INDEX: replace(MEASURED, scanned=_NEVER, gathered=_NEVER),
}

Ids = Sequence[str]


@dataclass(frozen=True, slots=True)
class Timed:
    """One filter's figures in a shop of one size.

    Attributes:
        wanted: The filter.
        seconds: Of every stage and of the whole (``total``), one a query.
        recall: Share of the ten nearest that the text leg found among its
            hundred, as the first ten.
        ways: Seconds of a search by each way to search, with that recall; a way
            that the filter rules out is left out.
    """

    wanted: Filter
    seconds: Mapping[str, Sequence[float]]
    recall: float
    ways: Mapping[Way, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Compared:
    """Ours against Chroma's ``where``, ten nearest under the same filter.

    Attributes:
        ours: Seconds of filter and search, one a query.
        theirs: Seconds of their query.
        our_recall: Against comparing everything.
        their_recall: Likewise.
    """

    ours: Sequence[float]
    theirs: Sequence[float]
    our_recall: float
    their_recall: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """A search and the answer it should have."""

    vector: NDArray[np.float32]
    allowed: AllowList | None
    exact: Ids


class SearchBenchmark:
    """Asks a shop that was made; everything is open and warm from the beginning."""

    def __init__(self, folder: Path, count: int, shop: BenchmarkShop, encoder: TextEncoder) -> None:
        """Open the shop of a size.

        Args:
            folder: Where the benchmark keeps its shops.
            count: Items.
            shop: Says what they are.
            encoder: Encodes requests; must not know them yet.
        """
        self._shop = shop
        self._encoder = encoder
        self._count = count
        home = home_of(folder, count)
        self._where = home / "where"
        self._catalogue = Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}")
        self._build_id = self._catalogue.published() or ""
        self._home = home
        self._stages: dict[str, list[float]] = defaultdict(list)
        self._index = self._open(MEASURED)
        self._retriever = Retriever(
            self._catalogue,
            text_encoder=encoder,
            image_encoder=None,
            open_index=lambda leg, _: self._index if leg is Leg.TEXT else None,
            timings=lambda stage, seconds: self._stages[stage].append(seconds),
        )
        self._retriever.warm()
        self._ids = sorted(self._index.ids())
        self._ids_array = np.array(self._ids)
        known = self._index.vectors(self._ids)
        self._vectors = np.stack([known[item_id] for item_id in self._ids])

    def time(self, wanted: Filter, queries: range) -> Timed:
        """Ask the queries under a filter; each must not have been asked before."""
        self._stages.clear()
        seconds: list[float] = []
        for number in queries:
            query = Query(
                text=self._shop.query(number),
                constraints=self._shop.filter(wanted, number),
                k=_CANDIDATES,
            )
            began = perf_counter()
            self._retriever.retrieve(query)
            seconds.append(perf_counter() - began)
        stages = {name: list(values) for name, values in self._stages.items()}
        asked = [self._asked(wanted, number) for number in queries]
        recall = _searched(self._index, asked)[1]
        ways = {
            way: _searched(self._open(costs), asked)
            for way, costs in _WAYS.items()
            if self._possible(way, wanted)
        }
        return Timed(wanted, stages | {"total": seconds}, recall, ways)

    def compare(self, queries: range) -> Compared:
        """Ask the same of Chroma with its metadata filter, in turns with ours."""
        theirs = ChromaWhere(self._where)
        self._fill(theirs)
        wanted = next(one for one in FILTERS if one.name == _WHERE)
        ours_took: list[float] = []
        they_took: list[float] = []
        ours_found: list[Ids] = []
        they_found: list[Ids] = []
        exact: list[Ids] = []
        for number in queries:
            vector = self._encoder.encode([self._shop.query(number)])[0]
            constraints = self._shop.filter(wanted, number)
            colour = constraints.all[0].values[0]
            began = perf_counter()
            allowed = self._catalogue.allowed(constraints)
            found = self._index.nearest(vector, NEAREST, allowed)
            ours_took.append(perf_counter() - began)
            began = perf_counter()
            they_found.append(theirs.nearest(vector, NEAREST, {"colour": colour}))
            they_took.append(perf_counter() - began)
            ours_found.append([item_id for item_id, _ in found])
            exact.append(self._exactly(vector, allowed))
        return Compared(
            ours_took, they_took, _recall(ours_found, exact), _recall(they_found, exact)
        )

    def _open(self, costs: Costs) -> VectorIndex:
        store = open_chroma(self._home, costs=costs)
        index = store.find(Leg.TEXT, self._build_id, self._encoder.name, self._encoder.dimensions)
        if index is None:
            raise FileNotFoundError(f"{self._home} has no text index; delete the folder")
        return index

    def _asked(self, wanted: Filter, number: int) -> _Asked:
        vector = self._encoder.encode([self._shop.query(number)])[0]
        allowed = self._catalogue.allowed(self._shop.filter(wanted, number))
        return _Asked(vector, allowed, self._exactly(vector, allowed))

    def _exactly(self, vector: NDArray[np.float32], allowed: AllowList | None) -> Ids:
        """Compare everything, by a way of its own; ties go by id as in the product."""
        cosines = np.round((self._vectors @ vector).astype(np.float64), 6)
        if allowed is not None:
            keep = np.isin(self._ids_array, list(allowed))
            cosines[~keep] = -2
            size = int(keep.sum())
        else:
            size = len(self._ids)
        order = np.argsort(-cosines, kind="stable")[: min(NEAREST, size)]
        return [self._ids[row] for row in order]

    def _possible(self, way: Way, wanted: Filter) -> bool:
        if way is Way.GATHER:
            return wanted.share < 1
        fetch = _CANDIDATES if wanted.share == 1 else 2 * _CANDIDATES / wanted.share
        return way is Way.SCAN or fetch <= min(MEASURED.deepest, self._count)

    def _fill(self, theirs: ChromaWhere) -> None:
        missing = range(len(theirs), self._count)
        for numbers in track(list(batches(missing, 1000)), "Filling Chroma with metadata"):
            items = [self._shop.item(number) for number in numbers]
            known = self._index.vectors([item.item_id for item in items])
            vectors: Vectors = np.stack([known[item.item_id] for item in items])
            said = ({"colour": item.values("colour")[0]} for item in items)
            theirs.add([item.item_id for item in items], vectors, said)


def _searched(index: VectorIndex, asked: Sequence[_Asked]) -> tuple[float, float]:
    """Return the median seconds of a search and the recall of its first ten."""
    index.nearest(asked[0].vector, 1)
    took: list[float] = []
    found: list[Ids] = []
    for one in asked:
        began = perf_counter()
        pairs = index.nearest(one.vector, _CANDIDATES, one.allowed)
        took.append(perf_counter() - began)
        found.append([item_id for item_id, _ in pairs[:NEAREST]])
    return median(took), _recall(found, [one.exact for one in asked])


def _recall(found: Sequence[Ids], exact: Sequence[Ids]) -> float:
    shares = [
        len(set(ours) & set(right)) / len(right)
        for ours, right in zip(found, exact, strict=True)
        if right
    ]
    return fmean(shares) if shares else 1.0
