"""What heads are fitted to: photos, and each photo's text at several lengths."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from retrieval.encoders.encoder import Vectors
from retrieval.item_text import item_text
from retrieval.items import Item


class Length(IntEnum):
    """How much a text says, and its place in ``Pairs.texts``.

    Shoppers write at every length; heads that were only shown whole texts read
    "red hoodie" badly. ``KIND`` is what most of them write: a colour and the
    name of a thing, no product's title. ``CATEGORY`` is the name alone.
    """

    TITLE = 0
    COLOUR = 1
    KIND = 2
    CATEGORY = 3
    WHOLE = 4


@dataclass(frozen=True, slots=True)
class Pairs:
    """Photos with their texts, as the encoders give them.

    Attributes:
        photos: Unit vectors, shape (n, photo dimensions).
        texts: Unit vectors by ``Length``, shape (5, n, text dimensions).
        said: For each length, which text it is: equal numbers for equal texts,
            shape (5, n).
        families: Which product each is a variant of, from 0, shape (n,).
        kinds: Which category each is of, from 0, shape (n,).
    """

    photos: Vectors
    texts: Vectors
    said: NDArray[np.int64]
    families: NDArray[np.int64]
    kinds: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of photos."""
        return len(self.photos)

    def of(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> "Pairs":
        """Return some of the pairs."""
        return Pairs(
            self.photos[rows],
            self.texts[:, rows],
            self.said[:, rows],
            self.families[rows],
            self.kinds[rows],
        )


def describe(item: Item) -> tuple[str, str, str, str, str]:
    """Write an item down at every ``Length``.

    >>> describe(Item("1", "1", "Ida Hoodie", "", None, ("Men", "Hoodies"), None,
    ...               attributes={"colour": ("red",)}))[:4]
    ('Ida Hoodie', 'Ida Hoodie, red', 'red Hoodies Men', 'Hoodies Men')
    """
    colours = " ".join(item.values("colour"))
    named = not colours or colours.casefold() in item.title.casefold()
    category = " ".join(reversed(item.category))
    return (
        item.title,
        item.title if named else f"{item.title}, {colours}",
        f"{colours} {category}".strip(),
        category,
        item_text(item),
    )


def numbered(values: Sequence[object]) -> NDArray[np.int64]:
    """Return a number for each value, from 0 in order of appearance, equal for equals.

    >>> numbered(["b", "a", "b"]).tolist()
    [0, 1, 0]
    """
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)
