"""Embeddings computed in this process."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from retrieval.embed import Encoded, Encoding
from retrieval.items import Item

# So many batches a thread are read ahead, so that none waits for the catalogue.
_AHEAD: Final = 2


class LocalEngine:
    """An ``Engine``: a batch on each thread, given back in the order they came.

    Encoders work outside the interpreter's lock, on one thread a call, so two
    processors encode twice as much as one.
    """

    def __init__(self, threads: int | None = 1) -> None:
        """Set how many batches are encoded at once.

        Args:
            threads: At least 1; None means as many as there are processors. With
                one, nothing is encoded before what came before it was taken.

        Raises:
            ValueError: If ``threads`` is below 1.
        """
        if threads is not None and threads < 1:
            raise ValueError(f"the local engine needs at least 1 thread, not {threads}")
        self._threads = threads or len(os.sched_getaffinity(0))

    def encode(self, encoding: Encoding, batches: Iterable[Sequence[Item]], /) -> Iterator[Encoded]:
        """Encode every batch in order; see ``Engine.encode``."""
        if self._threads == 1:
            yield from (_encoded(encoding, batch) for batch in batches)
            return
        waiting: deque[Future[Encoded]] = deque()
        with ThreadPoolExecutor(self._threads, "encode") as threads:
            try:
                for batch in batches:
                    waiting.append(threads.submit(_encoded, encoding, batch))
                    if len(waiting) >= _AHEAD * self._threads:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                # Where one failed or nobody wants the rest, what has not begun is left.
                for later in waiting:
                    later.cancel()


def _encoded(encoding: Encoding, batch: Sequence[Item]) -> Encoded:
    items, vectors = encoding.encode(batch)
    return Encoded(
        asked=tuple(item.item_id for item in batch),
        ids=tuple(item.item_id for item in items),
        vectors=vectors,
    )
