"""What changed in the build that serves, as the processes that serve it hear of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from retrieval.items import Item
from retrieval.query import Leg


@dataclass(frozen=True, slots=True)
class Revision:
    """Where the catalogue stands; equal revisions mean an equal shop.

    Attributes:
        build_id: The build that serves.
        number: Counts up with every change, over all builds.
        words: The number at which the words of an item last changed, or an item
            came or went; what only changes prices and stock leaves it.
        knowledge: The number at which policy or promotions last changed.
    """

    build_id: str
    number: int
    words: int
    knowledge: int


@dataclass(frozen=True, slots=True)
class LiveVector:
    """A vector that takes the place of the one the build was published with.

    Attributes:
        encoder: Name of the encoder that made it.
        vector: Unit vector; None where the item has none on this leg any more.
    """

    encoder: str
    vector: NDArray[np.float32] | None


LiveVectors = Mapping[Leg, Mapping[str, LiveVector]]
"""By leg and item id."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to a build since a number, each item in its last state only.

    Attributes:
        number: Up to which everything is told; ask from there the next time.
        removed: Ids of the items that are no longer sold.
        reworded: Ids of the items whose words changed, or that are new.
        vectors: The vectors that changed.
    """

    number: int
    removed: frozenset[str] = frozenset()
    reworded: frozenset[str] = frozenset()
    vectors: LiveVectors = field(default_factory=dict[Leg, Mapping[str, LiveVector]])


@dataclass(frozen=True, slots=True)
class Carried:
    """Changes of the serving build that the next build takes over.

    Attributes:
        number: The revision's number up to which they are told.
        items: Items that changed or came, as they are now.
        removed: Ids of items that went.
        vectors: Every vector of ``items``, made as the next build makes them.
    """

    number: int
    items: tuple[Item, ...] = ()
    removed: frozenset[str] = frozenset()
    vectors: LiveVectors = field(default_factory=dict[Leg, Mapping[str, LiveVector]])


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed, and what it was decided on.

    Attributes:
        upserts: Items as they are to be, with distinct ids.
        removals: Ids of items to take out; none of the upserts'.
        seen: Every item concerned as it was when the change was decided on;
            items that were not sold are left out.
        vectors: For every upsert whose source differs from that of the item
            seen, its vector; legs by which it did not change are left out.
    """

    upserts: tuple[Item, ...]
    removals: frozenset[str]
    seen: Mapping[str, Item]
    vectors: LiveVectors


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change did.

    Attributes:
        number: The revision's number afterwards.
        added: Ids that were not sold before.
        updated: Ids whose content differs now.
        unchanged: Ids that said the same before.
        removed: Ids that were sold and are not any more.
    """

    number: int
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
