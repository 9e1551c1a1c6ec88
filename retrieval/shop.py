"""What retrieval keeps in memory of the build that serves."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from retrieval.catalog_errors import CatalogueEmptyError
from retrieval.changes import Changes, Revision
from retrieval.constraints import Constraints
from retrieval.items import Item
from retrieval.joint.encoder import JointEncoder, OpenJoint
from retrieval.lexical import LexicalIndex
from retrieval.live_index import LiveIndex
from retrieval.query import Leg
from retrieval.vectors import VectorIndex, VectorStoreError

_log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class LegEncoder(Protocol):
    """What is known of the encoder of a leg."""

    @property
    def name(self) -> str:
        """Name of the encoder, by which its vectors are told from others'."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of every vector."""
        ...


OpenIndex = Callable[[Leg, str], VectorIndex | None]
"""Opens the index of a leg of a build; None where the build has none."""


class Shelves(Protocol):
    """The part of the catalogue that retrieval reads; ``Catalogue`` has the words."""

    def revision(self) -> Revision | None:
        """Return where the catalogue stands, or None before the first build."""
        ...

    def changes(self, build_id: str, since: int) -> Changes:
        """Return what happened to a build after a revision's number."""
        ...

    def every_item(self, build_id: str | None = None) -> Iterator[Item]:
        """Go through the items of a build."""
        ...

    def items(self, item_ids: list[str], /) -> Mapping[str, Item]:
        """Return those of the ids that are sold."""
        ...

    def allowed(self, constraints: Constraints) -> AbstractSet[str] | None:
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
        number: Of the revision whose changes it has.
        lexical: Its words.
        indexes: Its vectors; a leg that it lacks is absent.
        joint: Encodes for its joint legs; None where they do not serve.
    """

    def __init__(
        self,
        build_id: str,
        lexical: LexicalIndex,
        indexes: Mapping[Leg, VectorIndex],
        number: int = 0,
        joint: JointEncoder | None = None,
    ) -> None:
        self.build_id = build_id
        self.number = number
        self.lexical = lexical
        self.indexes = indexes
        self.joint = joint
        self._failing: set[Leg] = set()

    def nearest(
        self, leg: Leg, vector: NDArray[np.float32], k: int, allowed: AbstractSet[str] | None
    ) -> list[tuple[str, float]]:
        """Search one leg; see ``VectorIndex.nearest``."""
        return self._try(leg, lambda index: index.nearest(vector, k, allowed)) or []

    def mean(self, leg: Leg, item_ids: tuple[str, ...]) -> NDArray[np.float32] | None:
        """Return the mean of the items' vectors, or None where none is stored."""
        vectors = self._try(leg, lambda index: index.vectors(item_ids)) if item_ids else None
        return np.mean(list(vectors.values()), axis=0) if vectors else None

    def ids(self, leg: Leg) -> frozenset[str]:
        """Return the items that have a vector on a leg; none where the leg does not serve."""
        return self._try(leg, lambda index: index.ids()) or frozenset()

    def vectors(self, leg: Leg, item_ids: Sequence[str]) -> Mapping[str, NDArray[np.float32]]:
        """Return the vectors of those items that have one on a leg."""
        return self._try(leg, lambda index: index.vectors(item_ids)) or {}

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

    While one thread makes the new one, the others go on with the old. What was
    changed since, by this process or another, is in it before it is given out.
    """

    def __init__(
        self,
        shelves: Shelves,
        open_index: OpenIndex,
        encoders: Mapping[Leg, LegEncoder],
        open_joint: OpenJoint,
    ) -> None:
        """Remember where to look; nothing is read yet.

        Args:
            shelves: The catalogue.
            open_index: Opens a build's vectors.
            encoders: What made the vectors of each leg.
            open_joint: Opens a build's joint encoder.
        """
        self._shelves = shelves
        self._open_index = open_index
        self._encoders = encoders
        self._open_joint = open_joint
        self._making = threading.Lock()
        self._following = threading.Lock()
        self._shop: Shop | None = None

    def current(self) -> Shop:
        """Return the shop that serves now.

        Raises:
            CatalogueEmptyError: If nothing was published yet.
        """
        revision = self._shelves.revision()
        if revision is None:
            raise CatalogueEmptyError("the catalogue is empty: run `aisle index FEED` to fill it")
        build_id, shop = revision.build_id, self._shop
        if shop is not None and shop.build_id == build_id:
            if shop.number < revision.number:
                with self._following:
                    self._follow(shop, revision.number)
            return shop
        if not self._making.acquire(blocking=shop is None) and shop is not None:
            return shop
        try:
            if self._shop is None or self._shop.build_id != build_id:
                self._shop = self._make(build_id, revision.number)
            return self._shop
        finally:
            self._making.release()

    def _follow(self, shop: Shop, number: int) -> None:
        """Apply what changed in the build since the shop was made or last followed."""
        if shop.number >= number:
            return
        changes = self._shelves.changes(shop.build_id, shop.number)
        items = self._shelves.items(sorted(changes.reworded))
        gone = changes.removed | (changes.reworded - items.keys())
        if items or gone:
            shop.lexical = shop.lexical.with_changes(items.values(), gone)
        self._follow_vectors(shop, changes)
        shop.number = changes.number

    def _follow_vectors(self, shop: Shop, changes: Changes) -> None:
        for leg, index in shop.indexes.items():
            index.delete(changes.removed)
            if leg in changes.vectors and isinstance(index, LiveIndex):
                index.follow(changes.vectors[leg], self._legs(shop.joint)[leg].name)

    def _legs(self, joint: JointEncoder | None) -> Mapping[Leg, LegEncoder]:
        if joint is None:
            return self._encoders
        return {**self._encoders, Leg.JOINT: joint, Leg.CAPTION: joint}

    def _make(self, build_id: str, number: int) -> Shop:
        lexical = LexicalIndex.over(self._shelves.every_item(build_id))
        joint = self._open_joint(build_id)
        indexes: dict[Leg, VectorIndex] = {}
        for leg, encoder in self._legs(joint).items():
            try:
                index = self._open_index(leg, build_id)
            except VectorStoreError as error:
                _log.warning("build %s serves without its %s leg: %s", build_id, leg.value, error)
                continue
            if index is None:
                _log.warning("build %s has no %s index; the other legs serve", build_id, leg.value)
            else:
                indexes[leg] = LiveIndex(index, encoder.dimensions)
        shop = Shop(build_id, lexical, indexes, number, joint)
        # All changes since the build was published; those after ``number`` are told again later.
        self._follow_vectors(shop, self._shelves.changes(build_id, -1))
        return shop
