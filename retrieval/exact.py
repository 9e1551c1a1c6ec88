"""Exact nearest-neighbour search over vectors held in memory."""

from collections.abc import Collection, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.vectors import Vectors

# Sums over 384 float32 differ in the last digits by row order; beyond these they mean nothing,
# and equal vectors must tie.
_DECIMALS: Final = 6
# Gathering scattered rows costs about this many times as much a row as scanning them in order.
_GATHERING: Final = 3


class VectorMatrix:
    """Unit vectors in one matrix, its rows in the order of their ids.

    Attributes:
        ids: In ascending order, one a row.
    """

    def __init__(self, ids: Collection[str], vectors: Vectors) -> None:
        """Take over the vectors.

        Args:
            ids: Distinct.
            vectors: One unit vector an id, in the same order, shape
                (len(ids), dimensions).
        """
        given = list(ids)
        order = sorted(range(len(given)), key=given.__getitem__)
        self.ids = [given[place] for place in order]
        self._vectors = np.ascontiguousarray(vectors[order], dtype=np.float32)
        self._rows: Mapping[str, int] = {item_id: row for row, item_id in enumerate(self.ids)}

    def __len__(self) -> int:
        """Return the number of vectors."""
        return len(self.ids)

    def vectors(self, ids: Collection[str]) -> dict[str, NDArray[np.float32]]:
        """Return copies of the vectors of those ids that are known."""
        return {i: self._vectors[self._rows[i]].copy() for i in ids if i in self._rows}

    def nearest(
        self, vector: NDArray[np.float32], k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Find the nearest; see ``VectorIndex.nearest``, which this fulfils exactly."""
        rows = None if allowed is None else self._rows_of(allowed)
        count = len(self) if rows is None else len(rows)
        # vecdot and not matmul: it stays on this thread. A sum this short gains nothing from a
        # second one, and waits for it when the processor is busy (40 ms instead of 0.2).
        if count == 0:
            return []
        if rows is None:
            cosines = np.vecdot(self._vectors, vector)
        elif _GATHERING * count > len(self):
            cosines = np.vecdot(self._vectors, vector)[rows]
        else:
            cosines = np.vecdot(self._vectors[rows], vector)
        cosines = np.clip(np.round(cosines.astype(np.float64), _DECIMALS), -1.0, 1.0)
        best = _best(cosines, k)
        found = best if rows is None else rows[best]
        return [
            (self.ids[row], float(cosines[place])) for row, place in zip(found, best, strict=True)
        ]

    def _rows_of(self, ids: Collection[str]) -> NDArray[np.intp]:
        rows = {self._rows[item_id] for item_id in ids if item_id in self._rows}
        return np.array(sorted(rows), dtype=np.intp)


def _best(values: NDArray[np.float64], k: int) -> NDArray[np.intp]:
    """Return the places of the ``k`` largest, largest first, ties in order of place."""
    if k < len(values):
        bound = np.partition(values, len(values) - k)[len(values) - k]
        places = np.flatnonzero(values >= bound)
    else:
        places = np.arange(len(values))
    return places[np.argsort(-values[places], kind="stable")][:k]
