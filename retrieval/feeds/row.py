"""What a feed is read into: items, and what was wrong with its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from retrieval.items import Item


class FeedError(Exception):
    """The feed as a whole cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something wrong with one row.

    Attributes:
        line: Line of the file that the row begins on, from 1.
        field: The column or key at fault; ``row`` where it is the whole row.
        reason: What is wrong and, where it helps, how to write it.
        item_id: The row's item, or None where it has no id.
        lost: True where the row was left out; False where its item was loaded
            without what was wrong.
    """

    line: int
    field: str
    reason: str
    item_id: str | None = None
    lost: bool = True

    def __str__(self) -> str:
        of_item = f" of {self.item_id}" if self.item_id else ""
        return f"line {self.line}: {self.field}{of_item}: {self.reason}"


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item as the feed has it, its photos still to be fetched.

    Attributes:
        item: With no ``image_paths`` yet.
        photos: Paths or URLs as the feed writes them, the main one first.
        line: Line of the file that its row begins on, from 1.
        given: For a row that changes an item it does not describe in full, what
            it says something of: ``price``, ``availability``, ``stock`` or
            another field of the item. None for a full row.
    """

    item: Item
    photos: tuple[str, ...]
    line: int
    given: frozenset[str] | None = None


FeedRecord = FeedItem | RowProblem


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of any format, its fields found but nothing checked yet.

    Attributes:
        line: Line of the file that the row begins on, from 1.
        category: Names from the broadest to the narrowest.
        price: What it costs now, as text with or without its currency, or as a
            number.
        list_price: The price before a reduction, as ``price``.
        currency: Of a price that names none.
        attributes: Name as the feed has it to its values.
        photos: Paths or URLs, the main one first.
    """

    line: int
    item_id: str = ""
    family_id: str = ""
    title: str = ""
    description: str = ""
    brand: str = ""
    category: Sequence[str] = ()
    price: str | Decimal = ""
    list_price: str | Decimal = ""
    currency: str = ""
    availability: str = ""
    stock: str = ""
    rating: str = ""
    rating_count: str = ""
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    photos: Sequence[str] = ()
    link: str = ""
