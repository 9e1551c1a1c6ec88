"""The retriever that a LangChain tutorial ends with: one collection in Chroma, nothing else."""

import uuid
from collections.abc import Sequence
from typing import Final

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from retrieval.encoders.encoder import TextEncoder
from retrieval.item_text import item_text
from retrieval.items import Item

_AT_ONCE: Final = 1000


class LangChainChroma:
    """Ranks items by the distance of their text, with all defaults of both libraries."""

    def __init__(self, items: Sequence[Item], encoder: TextEncoder) -> None:
        """Embed the items into a collection in memory.

        Args:
            items: At least one.
            encoder: The same as the product's, so that only the rest differs.
        """
        self._store = Chroma(f"items-{uuid.uuid4().hex}", _Encoder(encoder))
        for start in range(0, len(items), _AT_ONCE):
            batch = items[start : start + _AT_ONCE]
            self._store.add_documents(
                [Document(item_text(item), id=item.item_id) for item in batch]
            )

    def rank(self, text: str, k: int) -> list[str]:
        """Return at most ``k`` ids, nearest first."""
        retriever = self._store.as_retriever(search_kwargs={"k": k})
        return [document.id for document in retriever.invoke(text) if document.id is not None]

    def close(self) -> None:
        """Forget the collection."""
        self._store.delete_collection()


class _Encoder(Embeddings):
    """The product's encoder as LangChain knows one."""

    def __init__(self, encoder: TextEncoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._encoder.encode([text])[0].tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._encoder.encode([text])[0].tolist()
