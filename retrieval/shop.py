"""What retrieval keeps in memory of the build that serves."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from retrieval.catalog_errors import CatalogueEmptyError
from retrieval.constraints import Constraints
from retrieval.items import Item
from retrieval.lexical import LexicalIndex
from retrieval.query import Leg
from retrieval.vectors import VectorIndex, VectorStoreError

_log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

OpenIndex = Callable[[Leg, str], VectorIndex | None]
"""Opens the index of a leg of a build; None where the build has none."""


class Shelves(Protocol):
    """The part of the catalogue that retrieval reads; ``Catalogue`` has the words."""

    def published(self) -> str | None:
        """Return the id of the build that serves, or None before the first."""
        ...

    def every_item(self, build_id: str | None = None) -> Iterator[Item]:
        """Go through the items of a build."""
        ...

    def items(self, item_ids: list[str], /) -> Mapping[str, Item]:
        """Return those of the ids that are sold."""
        ...

    def allowed(self, constraints: Constraints) -> frozenset[str] | None:
        """Return the ids that the constraints allow, None where they allow all."""
        ...

    def popular(
        self, constraints: Constraints, k: int, exclude: frozenset[str] = frozenset()
    ) -> list[Item]:
        """Return the most popular items that the constraints allow."""
        ...


class Shop:
    """The indexes of one build.

    A leg that is absent or fails finds nothing, so that the others serve; a
    failure is logged when it begins and when it is over.

    Attributes:
        build_id: The build.
        lexical: Its words.
        indexes: Its vectors; a leg that it lacks is absent.
    """

    def __init__(
        self, build_id: str, lexical: LexicalIndex, indexes: Mapping[Leg, VectorIndex]
    ) -> None:
        self.build_id = build_id
        self.lexical = lexical
        self.indexes = indexes
        self._failing: set[Leg] = set()

    def nearest(
        self, leg: Leg, vector: NDArray[np.float32], k: int, allowed: frozenset[str] | None
    ) -> list[tuple[str, float]]:
        """Search one leg; see ``VectorIndex.nearest``."""
        return self._try(leg, lambda index: index.nearest(vector, k, allowed)) or []

    def mean(self, leg: Leg, item_ids: tuple[str, ...]) -> NDArray[np.float32] | None:
        """Return the mean of the items' vectors, or None where none is stored."""
        vectors = self._try(leg, lambda index: index.vectors(item_ids)) if item_ids else None
        return np.mean(list(vectors.values()), axis=0) if vectors else None

    def _try(self, leg: Leg, ask: Callable[[VectorIndex], Answer]) -> Answer | None:
        index = self.indexes.get(leg)
        if index is None:
            return None
        try:
            answer = ask(index)
        except VectorStoreError as error:
            if leg not in self._failing:
                _log.warning("searching goes on without the %s leg: %s", leg.value, error)
            self._failing.add(leg)
            return None
        if leg in self._failing:
            _log.warning("the %s leg serves again", leg.value)
            self._failing.discard(leg)
        return answer


class ServingShop:
    """Keeps the ``Shop`` of the published build, made anew when another is published.

    While one thread makes the new one, the others go on with the old.
    """

    def __init__(self, shelves: Shelves, open_index: OpenIndex) -> None:
        """Remember where to look; nothing is read yet.

        Args:
            shelves: The catalogue.
            open_index: Opens a build's vectors.
        """
        self._shelves = shelves
        self._open_index = open_index
        self._making = threading.Lock()
        self._shop: Shop | None = None

    def current(self) -> Shop:
        """Return the shop that serves now.

        Raises:
            CatalogueEmptyError: If nothing was published yet.
        """
        build_id = self._shelves.published()
        if build_id is None:
            raise CatalogueEmptyError("the catalogue is empty: run `aisle index FEED` to fill it")
        shop = self._shop
        if shop is not None and shop.build_id == build_id:
            return shop
        if not self._making.acquire(blocking=shop is None) and shop is not None:
            return shop
        try:
            if self._shop is None or self._shop.build_id != build_id:
                self._shop = self._make(build_id)
            return self._shop
        finally:
            self._making.release()

    def _make(self, build_id: str) -> Shop:
        lexical = LexicalIndex.over(self._shelves.every_item(build_id))
        indexes: dict[Leg, VectorIndex] = {}
        for leg in (Leg.TEXT, Leg.IMAGE):
            try:
                index = self._open_index(leg, build_id)
            except VectorStoreError as error:
                _log.warning("build %s serves without its %s leg: %s", build_id, leg.value, error)
                continue
            if index is None:
                _log.warning("build %s has no %s index; the other legs serve", build_id, leg.value)
            else:
                indexes[leg] = index
        return Shop(build_id, lexical, indexes)
