"""What a store of vectors is; ``chroma.py`` has the one we use."""

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.query import Leg

Vectors = NDArray[np.float32]


class VectorStoreError(Exception):
    """The vector store cannot serve; the message says why and what to do."""


class VectorIndex(Protocol):
    """Unit vectors by item id, searchable by cosine."""

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store one vector an id, shape (len(ids), dimensions), replacing older ones."""
        ...

    def delete(self, ids: Collection[str]) -> None:
        """Forget the ids; unknown ones are ignored."""
        ...

    def settle(self) -> None:
        """Make what was stored ready to be searched; for after the last change."""
        ...

    def ids(self) -> frozenset[str]:
        """Return every id stored."""
        ...

    def vectors(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those ids that are stored."""
        ...

    def nearest(
        self, vector: NDArray[np.float32], k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Find the nearest items.

        Args:
            vector: Unit vector, shape (dimensions,).
            k: How many at most, at least 1.
            allowed: The only ids that may be found; None allows all.

        Returns:
            Up to ``k`` pairs of id and cosine in [-1, 1], nearest first, ties by
            id. Exactly ``min(k, len(allowed))`` where ids are given and stored.
        """
        ...


class VectorStore(Protocol):
    """The vector indexes of a shop's builds."""

    def open(self, leg: Leg, build_id: str, encoder_name: str, dimensions: int) -> VectorIndex:
        """Open the index of a leg of a build, by one encoder, made empty where there is none."""
        ...

    def find(
        self, leg: Leg, build_id: str, encoder_name: str, dimensions: int
    ) -> VectorIndex | None:
        """Open such an index, or return None where there is none."""
        ...

    def drop(self, build_ids: Collection[str]) -> None:
        """Delete every index of those builds; unknown ones are ignored."""
        ...
