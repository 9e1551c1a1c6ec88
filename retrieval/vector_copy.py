"""A copy of an index's vectors on this machine, which is searched exactly."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from retrieval.exact import VectorMatrix
from retrieval.vector_file import read_vectors, write_vectors
from retrieval.vectors import Vectors, VectorStoreError


class Copied(Protocol):
    """What vectors are copied from."""

    def ids(self) -> frozenset[str]:
        """Return every id stored."""
        ...

    def pages(self, ids: Sequence[str]) -> Iterator[Vectors]:
        """Yield the ids' vectors in their order, some at a time."""
        ...


class VectorCopy:
    """The vectors in a file, mapped into memory, or in memory where no file is named."""

    def __init__(self, file: Path | None, dimensions: int, store: Copied) -> None:
        """Name the file; nothing is read or written yet.

        Args:
            file: Replaced whenever what it copies has changed; None keeps none.
            dimensions: Length of every vector.
            store: What is copied.
        """
        self._file = file
        self._dimensions = dimensions
        self._store = store

    def write(self, settled: str) -> None:
        """Write the file, where one is named.

        Args:
            settled: Names the state of the store that is copied.

        Raises:
            VectorStoreError: If the store or the disk fails.
        """
        if self._file is None:
            return
        ids = sorted(self._store.ids())
        try:
            write_vectors(self._file, settled, ids, self._store.pages(ids), self._dimensions)
        except OSError as error:
            raise VectorStoreError(
                f"the vectors cannot be copied to {self._file} ({error}): free some space"
            ) from error

    def read(self, settled: str) -> VectorMatrix:
        """Return the vectors, from a file that is of the store's state or is written anew.

        Args:
            settled: Names the store's state; empty while it changes, when the file is
                left alone.

        Raises:
            VectorStoreError: If the store or the disk fails.
        """
        if self._file is None or not settled:
            ids = sorted(self._store.ids())
            pages = [np.empty((0, self._dimensions), dtype=np.float32), *self._store.pages(ids)]
            return VectorMatrix(ids, np.concatenate(pages))
        stored = read_vectors(self._file, settled, self._dimensions)
        if stored is None:
            self.write(settled)
            stored = read_vectors(self._file, settled, self._dimensions)
        if stored is None:
            raise VectorStoreError(f"{self._file} reads back otherwise than written: a bad disk?")
        return VectorMatrix(stored.ids, stored.vectors)
