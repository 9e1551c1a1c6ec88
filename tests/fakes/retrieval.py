"""Retrieval without weights, files or a database: small, exact and repeatable."""

import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

import numpy as np
from PIL.Image import Image

from retrieval.changes import Changes, LiveVector, Revision
from retrieval.constraints import Constraints
from retrieval.items import Availability, Item, Price
from retrieval.knowledge import Passage, Promotion
from retrieval.query import Leg
from retrieval.vectors import Vectors


def make_item(item_id, title="", **fields):
    """An item with sensible fields; the price may be a plain number."""
    price = fields.pop("price", 10)
    if price is not None and not isinstance(price, Price):
        price = Price(Decimal(str(price)), "USD")
    return Item(
        item_id=item_id,
        family_id=fields.pop("family_id", item_id),
        title=title or item_id,
        description=fields.pop("description", ""),
        brand=fields.pop("brand", None),
        category=fields.pop("category", ("Things",)),
        price=price,
        **fields,
    )


class FakeTextEncoder:
    """Adds up one fixed random direction a word: texts that share words are near."""

    def __init__(self, name="fake-text", dimensions=64):
        self.name = name
        self.dimensions = dimensions
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded.extend(texts)
        rows = [self._vector(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.dimensions)

    def _vector(self, text):
        words = re.findall(r"\w+", text.casefold()) or [""]
        total = sum(_direction(word, self.dimensions) for word in words)
        return total / np.linalg.norm(total)


@cache
def _direction(word, dimensions):
    return np.random.default_rng(zlib.crc32(word.encode())).standard_normal(dimensions)


class FakeImageEncoder:
    """A colour histogram of 4 x 4 x 4 bins: photos of like colours are near."""

    def __init__(self, name="fake-image"):
        self.name = name
        self.dimensions = 64

    def encode(self, photos: Sequence[Image]) -> Vectors:
        rows = [self._histogram(photo) for photo in photos]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.dimensions)

    def _histogram(self, photo):
        levels = np.asarray(photo.convert("RGB").resize((32, 32)), dtype=np.int64) // 64
        bins = levels[..., 0] * 16 + levels[..., 1] * 4 + levels[..., 2]
        counts = np.bincount(bins.ravel(), minlength=64).astype(np.float64)
        return counts / np.linalg.norm(counts)


class InMemoryIndex:
    """A VectorIndex in a dict: exact cosine, ties by id."""

    def __init__(self):
        self._rows: dict[str, np.ndarray] = {}

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        self._rows.update(zip(ids, np.asarray(vectors, dtype=np.float32), strict=True))

    def delete(self, ids: Collection[str]) -> None:
        for item_id in ids:
            self._rows.pop(item_id, None)

    def settle(self) -> None:
        """Nothing needs to be made ready."""

    def ids(self) -> frozenset[str]:
        return frozenset(self._rows)

    def vectors(self, ids: Sequence[str]) -> dict[str, np.ndarray]:
        return {item_id: self._rows[item_id] for item_id in ids if item_id in self._rows}

    def nearest(self, vector, k, allowed: Collection[str] | None = None):
        allowed = self._rows if allowed is None else allowed
        pairs = [(i, float(self._rows[i] @ vector)) for i in set(allowed) if i in self._rows]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:k]


class FakeCatalogue:
    """A catalogue in memory that obeys the same rules as the SQL one.

    ``publish`` replaces everything under a new build id, as a new index does.
    """

    def __init__(self, items: Iterable[Item] = (), *, build_id="b1", passages=(), promotions=()):
        self._passages: tuple[Passage, ...] = tuple(passages)
        self._promotions: tuple[Promotion, ...] = tuple(promotions)
        self.publish(items, build_id)

    def publish(self, items: Iterable[Item], build_id: str | None) -> None:
        self._items = {item.item_id: item for item in items}
        self._build_id = build_id
        self._number = getattr(self, "_number", 0) + 1
        self._log: list[tuple[int, str, Item | None, dict[Leg, LiveVector]]] = []
        self._knowledge = self._number

    def published(self) -> str | None:
        return self._build_id

    def revision(self) -> Revision | None:
        if self._build_id is None:
            return None
        return Revision(self._build_id, self._number, self._number, self._knowledge)

    def change(self, item_id: str, item: Item | None, vectors=None) -> None:
        """Put or take out one item, its vectors by leg; None takes it out."""
        self._number += 1
        self._items.pop(item_id, None)
        if item is not None:
            self._items[item_id] = item
        self._log.append((self._number, item_id, item, vectors or {}))

    def changes(self, build_id: str, since: int) -> Changes:  # noqa: ARG002  one build only
        last = {i: (item, vectors) for number, i, item, vectors in self._log if number > since}
        by_leg: dict[Leg, dict[str, LiveVector]] = {}
        for item_id, (_, vectors) in last.items():
            for leg, vector in vectors.items():
                by_leg.setdefault(leg, {})[item_id] = vector
        return Changes(
            number=self._number,
            removed=frozenset(i for i, (item, _) in last.items() if item is None),
            reworded=frozenset(i for i, (item, _) in last.items() if item is not None),
            vectors=by_leg,
        )

    def items(self, item_ids: Iterable[str]) -> dict[str, Item]:
        return {i: self._items[i] for i in item_ids if i in self._items}

    def every_item(self, build_id=None) -> Iterator[Item]:  # noqa: ARG002  one build only
        return iter(sorted(self._items.values(), key=lambda item: item.item_id))

    def family(self, family_id: str) -> list[Item]:
        return [item for item in self.every_item() if item.family_id == family_id]

    def allowed(self, constraints: Constraints, exclude=frozenset()) -> frozenset[str] | None:
        if not constraints and not exclude:
            return None
        kept = (i for i, item in self._items.items() if constraints.allow(item))
        return frozenset(kept) - frozenset(exclude)

    def count(self, constraints: Constraints) -> int:
        return sum(constraints.allow(item) for item in self._items.values())

    def popular(self, constraints: Constraints, k: int, exclude=frozenset()) -> list[Item]:
        kept = [
            item
            for item in self._items.values()
            if constraints.allow(item) and item.item_id not in exclude
        ]
        return sorted(kept, key=_popularity)[:k]

    def passages(self) -> list[Passage]:
        return list(self._passages)

    def promotions(self, on: date) -> list[Promotion]:
        return [p for p in self._promotions if p.starts <= on <= p.ends]


def _popularity(item):
    out_of_stock = item.availability is Availability.OUT_OF_STOCK
    return (out_of_stock, -(item.rating or 0) * item.rating_count, item.item_id)
