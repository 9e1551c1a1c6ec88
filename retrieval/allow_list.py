"""Which items a search may answer with, as one bit an item.

A build gives every item a number that it keeps. Sets of ids as strings take
tens of milliseconds to make and to look up at 100,000 items; bits take one.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
"""One value a number, and a last one that is False and stands for unknown items."""

UNKNOWN = -1
"""The number of an item that has none; as an index it means a mask's last value."""


class Numbering:
    """The items of one build by number; grows, and never changes a number."""

    def __init__(self, build_id: str) -> None:
        """Begin with no items; see ``extended``.

        Args:
            build_id: The build whose numbers these are.
        """
        self.build_id = build_id
        self._ids: list[str | None] = []
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        """Return how many numbers were given out, also to items that are gone."""
        return len(self._ids)

    def extend(self, numbered: Iterable[tuple[int, str]], length: int) -> None:
        """Learn of items that were numbered since.

        Args:
            numbered: Numbers and ids, in any order; an id that came back has
                another number than before.
            length: How many numbers were given out by now.
        """
        ids: list[str | None] = [None] * (length - len(self._ids))
        begin = len(self._ids)
        for number, item_id in numbered:
            ids[number - begin] = item_id
            self._numbers[item_id] = number
        # Last, since other threads read up to the length.
        self._ids += ids

    def number(self, item_id: str) -> int:
        """Return the item's number, ``UNKNOWN`` where it has none."""
        return self._numbers.get(item_id, UNKNOWN)

    def numbers(self, item_ids: Sequence[str]) -> NDArray[np.int32]:
        """Return the number of every item, ``UNKNOWN`` for those that have none."""
        known = self._numbers.get
        return np.fromiter(
            (known(item_id, UNKNOWN) for item_id in item_ids), np.int32, count=len(item_ids)
        )

    def ids(self, numbers: NDArray[np.intp]) -> list[str]:
        """Return the ids of the items with these numbers, in that order, less those gone."""
        found = (self._ids[number] for number in numbers)
        return [item_id for item_id in found if item_id is not None]


class AllowList(AbstractSet[str]):
    """Item ids that may be found; a set that searches can read as bits.

    Attributes:
        numbering: What the bits mean.
        mask: True for every number that is allowed; never changed.
    """

    __slots__ = ("_length", "mask", "numbering")

    def __init__(self, numbering: Numbering, mask: Mask) -> None:
        """Take over a mask.

        Args:
            numbering: What the bits mean.
            mask: At most one value a number, and a last one that is False.
        """
        self.numbering = numbering
        self.mask = mask
        self.mask.setflags(write=False)
        self._length = int(np.count_nonzero(mask))

    @classmethod
    def _from_iterable(cls, it: Iterable[str]) -> frozenset[str]:  # pyright: ignore[reportIncompatibleMethodOverride]  what `&` and `|` give has no numbers
        return frozenset(it)

    def __contains__(self, item_id: object) -> bool:
        """Tell whether the item is allowed."""
        number = self.numbering.number(item_id) if isinstance(item_id, str) else UNKNOWN
        return number < len(self.mask) - 1 and bool(self.mask[number])

    def __iter__(self) -> Iterator[str]:
        """Go through the ids in order of number."""
        return iter(self.numbering.ids(np.flatnonzero(self.mask)))

    def __len__(self) -> int:
        """Return how many items are allowed."""
        return self._length

    def __sub__(self, other: AbstractSet[str]) -> "AllowList":  # pyright: ignore[reportIncompatibleMethodOverride]  narrower, as wanted
        """Return the list less some ids."""
        numbers = self.numbering.numbers([i for i in other if i in self])
        if not len(numbers):
            return self
        mask = self.mask.copy()
        mask[numbers] = False
        return AllowList(self.numbering, mask)


class RowNumbers:
    """Translates a leg's rows into a build's numbers, keeping what it worked out.

    Any thread may ask.
    """

    def __init__(self, ids: Sequence[str]) -> None:
        """Remember whose rows they are.

        Args:
            ids: One a row; must not change.
        """
        self._ids = ids
        self._worked_out: tuple[Numbering, int, NDArray[np.int32]] | None = None

    def allowed(self, allow: AllowList) -> Mask:
        """Tell for every row whether its item is allowed, shape (len(ids),)."""
        numbers = self._of(allow.numbering)
        # An item numbered after the list was made is not on it.
        if len(allow.mask) <= len(allow.numbering):
            numbers = np.where(numbers < len(allow.mask) - 1, numbers, UNKNOWN)
        return allow.mask[numbers]

    def _of(self, numbering: Numbering) -> NDArray[np.int32]:
        worked_out = self._worked_out
        if worked_out is not None:
            known, length, numbers = worked_out
            if known is numbering and length == len(numbering):
                return numbers
        length = len(numbering)
        numbers = numbering.numbers(self._ids)
        self._worked_out = (numbering, length, numbers)
        return numbers
