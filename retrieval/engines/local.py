"""Embeddings computed in this process."""

from collections.abc import Iterable, Iterator, Sequence

from retrieval.embed import Encoded, Encoding
from retrieval.items import Item


class LocalEngine:
    """An ``Engine``: one batch after the other, as they come."""

    def encode(self, encoding: Encoding, batches: Iterable[Sequence[Item]], /) -> Iterator[Encoded]:
        """Encode every batch in order; see ``Engine.encode``."""
        for batch in batches:
            items, vectors = encoding.encode(batch)
            yield Encoded(
                asked=tuple(item.item_id for item in batch),
                ids=tuple(item.item_id for item in items),
                vectors=vectors,
            )
