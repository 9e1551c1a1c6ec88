"""Filtering as Chroma's own documentation shows it: metadata beside the vectors, ``where``."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from langchain_chroma import Chroma
from numpy.typing import NDArray

from retrieval.encoders.encoder import Vectors


class ChromaWhere:
    """A collection with all of Chroma's defaults but the distance, cosine as ours."""

    def __init__(self, folder: Path) -> None:
        """Open the collection, made empty where there is none.

        Args:
            folder: Where Chroma keeps it; it goes on from where it was left.
        """
        store = Chroma(
            "where",
            persist_directory=str(folder),
            collection_configuration={"hnsw": {"space": "cosine"}},
        )
        # LangChain computes embeddings itself; here they are known.
        self._collection = store._collection  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

    def __len__(self) -> int:
        """Return the number of items."""
        return self._collection.count()

    def add(self, ids: Sequence[str], vectors: Vectors, said: Iterable[dict[str, str]]) -> None:
        """Add items with what they are filtered by."""
        self._collection.upsert(ids=list(ids), embeddings=vectors, metadatas=list(said))

    def nearest(self, vector: NDArray[np.float32], k: int, where: dict[str, str]) -> list[str]:
        """Return at most ``k`` ids of items that have these values, nearest first."""
        answer = self._collection.query(
            query_embeddings=vector[np.newaxis, :],
            n_results=k,
            where={**where},
            include=[],
        )
        return answer["ids"][0]
