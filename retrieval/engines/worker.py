"""What embeds batches in a process of its own, and says what it failed at."""

import pickle
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.embed import Encoding, EncodingError
from retrieval.items import Item
from retrieval.vectors import Vectors

OpenEncoding = Callable[[], Encoding]
"""Opens an encoding in the process where it is to work; must be picklable."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker makes of a batch.

    Attributes:
        places: Of the items it encoded, in the batch.
        vectors: One for each of them.
        absent: Ids and photos of items whose photo it did not find.
        host: Where it works.
        failure: Why it could not encode the batch; None where it could.
    """

    places: tuple[int, ...]
    vectors: Vectors
    absent: tuple[tuple[str, Path], ...]
    host: str
    failure: str | None = None


class Worker:
    """Embeds the batches that it is called with; opens its encoder at the first, once."""

    def __init__(self, opened: OpenEncoding, name: str) -> None:
        """Remember what to open.

        Args:
            opened: Opens the encoding.
            name: The encoder's that is wanted; another is refused.
        """
        self._open = opened
        self._name = name
        self._encoding: Encoding | None = None

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Answer a pickled ``batch`` of items with a pickled ``Answer``, under its ``number``."""
        batch: list[Item] = pickle.loads(row["batch"])  # noqa: S301  the driver's own
        return {"number": row["number"], "answer": pickle.dumps(self._answer(batch))}

    def _answer(self, batch: Sequence[Item]) -> Answer:
        none = np.empty((0, 0), dtype=np.float32)
        here = socket.gethostname()
        try:
            encoding = self._opened()
        except Exception as error:  # noqa: BLE001  crosses to the driver, which raises it
            return Answer((), none, (), here, f"cannot open {self._name}: {_said(error)}")
        try:
            items, vectors = encoding.encode(batch)
        except Exception as error:  # noqa: BLE001  crosses to the driver, which raises it
            return Answer((), none, (), here, _blamed(encoding, batch, error))
        places = {item.item_id: place for place, item in enumerate(batch)}
        encoded = tuple(places[item.item_id] for item in items)
        left_out = [batch[place] for place in sorted(frozenset(places.values()) - {*encoded})]
        sources = [(item.item_id, encoding.source(item)) for item in left_out]
        absent = [(i, path) for i, path in sources if isinstance(path, Path) and not path.exists()]
        return Answer(encoded, vectors, tuple(absent), here)

    def _opened(self) -> Encoding:
        if self._encoding is None:
            encoding = self._open()
            if encoding.name != self._name:
                raise EncodingError(f"it has {encoding.name}: install the same version everywhere")
            self._encoding = encoding
        return self._encoding


def _blamed(encoding: Encoding, batch: Sequence[Item], error: Exception) -> str:
    """Name the item that a batch fails at, found by encoding each by itself."""
    for item in batch:
        try:
            encoding.encode([item])
        except type(error) as its:
            return f"item {item.item_id!r} cannot be encoded by {encoding.name}: {_said(its)}"
    first, last = batch[0].item_id, batch[-1].item_id
    return f"items {first!r} to {last!r} cannot be encoded by {encoding.name}: {_said(error)}"


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, EncodingError) else f"{type(error).__name__}: {error}"


def check(answer: Answer) -> None:
    """Raise what a worker failed with.

    Raises:
        EncodingError: If it could not encode the batch, or did not find a photo
            that this machine has.
    """
    if answer.failure is not None:
        raise EncodingError(f"the worker on {answer.host} failed: {answer.failure}")
    for item_id, photo in answer.absent:
        if photo.exists():
            raise EncodingError(
                f"the worker on {answer.host} cannot reach the photo {photo} of item {item_id!r}: "
                "put the shop's home on a disk that every machine has at the same path"
            )
