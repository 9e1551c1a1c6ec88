"""Exact nearest-neighbour search over vectors that lie in memory or are mapped into it."""

from bisect import bisect_left
from collections.abc import Collection
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.allow_list import AllowList, RowNumbers
from retrieval.planner import MEASURED
from retrieval.vectors import Vectors

# Sums over 384 float32 differ in the last digits by row order; beyond these they mean nothing,
# and equal vectors must tie.
_DECIMALS: Final = 6
# So many numbers fit the processor's own cache, where picking out rows and comparing them is quick.
_GATHERED_AT_ONCE: Final = 200_000


class VectorMatrix:
    """Unit vectors in one matrix, its rows in the order of their ids; any thread may search.

    Attributes:
        ids: In ascending order, one a row.
    """

    def __init__(self, ids: Collection[str], vectors: Vectors) -> None:
        """Take over the vectors.

        Args:
            ids: Distinct.
            vectors: One unit vector an id, in the same order, shape
                (len(ids), dimensions). Not copied where the ids are in
                ascending order.
        """
        given = list(ids)
        self.ids = sorted(given)
        self._vectors = vectors
        if given != self.ids:
            order = sorted(range(len(given)), key=given.__getitem__)
            self._vectors = np.ascontiguousarray(vectors[order], dtype=np.float32)
        self._numbers = RowNumbers(self.ids)

    def __len__(self) -> int:
        """Return the number of vectors."""
        return len(self.ids)

    def vectors(self, ids: Collection[str]) -> dict[str, NDArray[np.float32]]:
        """Return copies of the vectors of those ids that are known."""
        places = ((item_id, self._row(item_id)) for item_id in ids)
        return {i: self._vectors[row].copy() for i, row in places if row is not None}

    def rows(self, allowed: Collection[str]) -> NDArray[np.intp]:
        """Return the rows of those ids that are known, in order."""
        if isinstance(allowed, AllowList):
            return np.flatnonzero(self._numbers.allowed(allowed))
        rows = {row for item_id in allowed if (row := self._row(item_id)) is not None}
        return np.array(sorted(rows), dtype=np.intp)

    def nearest(
        self, vector: NDArray[np.float32], k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Find the nearest; see ``VectorIndex.nearest``, which this fulfils exactly."""
        return self.nearest_rows(vector, k, None if allowed is None else self.rows(allowed))

    def nearest_rows(
        self, vector: NDArray[np.float32], k: int, rows: NDArray[np.intp] | None
    ) -> list[tuple[str, float]]:
        """Find the nearest among some rows, or all where ``rows`` is None."""
        cosines = np.round(self._cosines(vector, rows).astype(np.float64), _DECIMALS)
        best = _best(np.clip(cosines, -1.0, 1.0, out=cosines), k)
        found = best if rows is None else rows[best]
        return [
            (self.ids[row], float(cosines[place])) for row, place in zip(found, best, strict=True)
        ]

    def _cosines(
        self, vector: NDArray[np.float32], rows: NDArray[np.intp] | None
    ) -> NDArray[np.float32]:
        # vecdot and not matmul: it stays on this thread. A sum this short gains nothing from a
        # second one, and waits for it when the processor is busy (40 ms instead of 0.2).
        if rows is None:
            return np.vecdot(self._vectors, vector)
        if MEASURED.gathered * len(rows) > MEASURED.scanned * len(self):
            return np.vecdot(self._vectors, vector)[rows]
        at_once = max(1, _GATHERED_AT_ONCE // max(1, len(vector)))
        gathered = np.empty((min(at_once, len(rows)), len(vector)), dtype=np.float32)
        cosines = np.empty(len(rows), dtype=np.float32)
        for start in range(0, len(rows), at_once):
            part = rows[start : start + at_once]
            picked = gathered[: len(part)]
            np.take(self._vectors, part, axis=0, out=picked, mode="clip")
            np.vecdot(picked, vector, out=cosines[start : start + len(part)])
        return cosines

    def _row(self, item_id: str) -> int | None:
        row = bisect_left(self.ids, item_id)
        return row if row < len(self.ids) and self.ids[row] == item_id else None


def _best(values: NDArray[np.float64], k: int) -> NDArray[np.intp]:
    """Return the places of the ``k`` largest, largest first, ties in order of place."""
    if k < len(values):
        bound = np.partition(values, len(values) - k)[len(values) - k]
        places = np.flatnonzero(values >= bound)
    else:
        places = np.arange(len(values))
    return places[np.argsort(-values[places], kind="stable")][:k]
