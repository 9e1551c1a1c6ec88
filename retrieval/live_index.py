"""A vector index that follows changes which its store does not have."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.changes import LiveVector
from retrieval.exact import VectorMatrix
from retrieval.vectors import VectorIndex, Vectors


@dataclass(frozen=True, slots=True)
class _Overlay:
    """What stands in place of the base; never changed, so that a search sees one state.

    Attributes:
        changed: Ids whose vector in the base no longer counts.
        matrix: Their vectors now; those that have none are left out.
    """

    changed: frozenset[str]
    matrix: VectorMatrix


class LiveIndex:
    """A ``VectorIndex`` as it was published, with later changes over it in memory.

    The base stays as it is: an embedded Chroma shows no other process what one
    of them writes to it. Any thread may search while one makes changes; changes
    must come one after the other.
    """

    def __init__(self, base: VectorIndex, dimensions: int) -> None:
        """Begin with no changes.

        Args:
            base: The index as it was published.
            dimensions: Length of every vector.
        """
        self._base = base
        self._dimensions = dimensions
        self._overlay = _Overlay(frozenset(), VectorMatrix((), self._stacked(())))

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Put a unit vector an id in place of what the base has, in memory only."""
        self._change(ids, dict(zip(ids, vectors, strict=True)))

    def delete(self, ids: Collection[str]) -> None:
        """Forget the ids, in memory only; unknown ones are ignored."""
        self._change(ids, {})

    def follow(self, changes: Mapping[str, LiveVector], encoder: str | None) -> None:
        """Apply changes; a vector of another encoder or length only hides the old one.

        Args:
            changes: By item id.
            encoder: The one that the base was made with; None takes all.
        """
        usable = {
            item_id: live.vector
            for item_id, live in changes.items()
            if live.vector is not None
            and live.vector.shape == (self._dimensions,)
            and encoder in (None, live.encoder)
        }
        self._change(changes, usable)

    def settle(self) -> None:
        """Make the base ready; the changes over it always are."""
        self._base.settle()

    def ids(self) -> frozenset[str]:
        """Return every id that can be found."""
        overlay = self._overlay
        return (self._base.ids() - overlay.changed) | frozenset(overlay.matrix.ids)

    def vectors(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those ids that have one."""
        overlay = self._overlay
        of_base = self._base.vectors([i for i in ids if i not in overlay.changed])
        return of_base | overlay.matrix.vectors([i for i in ids if i in overlay.changed])

    def nearest(
        self, vector: NDArray[np.float32], k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Find the nearest; see ``VectorIndex.nearest``."""
        overlay = self._overlay
        if not overlay.changed:
            return self._base.nearest(vector, k, allowed)
        changed = overlay.matrix.ids
        among = None if allowed is None else [i for i in changed if i in allowed]
        found = overlay.matrix.nearest(vector, k, among) if among is None or among else []
        found += self._unchanged(vector, k, allowed, overlay.changed)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]

    def _unchanged(
        self,
        vector: NDArray[np.float32],
        k: int,
        allowed: Collection[str] | None,
        changed: frozenset[str],
    ) -> list[tuple[str, float]]:
        # A few more than asked for are mostly enough to make up for those that are dropped.
        for depth in (2 * k, k + len(changed)):
            found = self._base.nearest(vector, depth, allowed)
            kept = [pair for pair in found if pair[0] not in changed]
            if len(kept) >= k or len(found) < depth or depth >= k + len(changed):
                return kept[:k]
        return []

    def _change(self, ids: Collection[str], vectors: Mapping[str, NDArray[np.float32]]) -> None:
        if not ids:
            return
        old = self._overlay
        new = frozenset(ids)
        kept = old.matrix.vectors([i for i in old.matrix.ids if i not in new])
        merged = kept | dict(vectors)
        matrix = VectorMatrix(merged, self._stacked(list(merged.values())))
        self._overlay = _Overlay(old.changed | new, matrix)

    def _stacked(self, vectors: Sequence[NDArray[np.float32]]) -> Vectors:
        return np.array(vectors, dtype=np.float32).reshape(len(vectors), self._dimensions)
