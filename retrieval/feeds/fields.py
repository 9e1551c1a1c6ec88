"""From a raw row of any format to an item, every field checked."""

import math
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from retrieval.feeds.cleaning import attribute_name, attribute_value, one_line, plain_text
from retrieval.feeds.prices import PriceError, parse_price
from retrieval.feeds.row import FeedItem, FeedRecord, RawRow, RowProblem
from retrieval.items import Availability, Item, Price

UNCATEGORISED: Final = "Other"
"""The category of an item whose row names none."""

LONGEST_DESCRIPTION: Final = 10_000
"""Characters kept of a description."""
LONGEST_LINE: Final = 300
"""Characters allowed in a title, an id, a name."""
LONGEST_VALUE: Final = 120
"""Characters allowed in an attribute's value."""
MOST_VALUES: Final = 60
"""Values kept of one attribute."""
MOST_PHOTOS: Final = 8
"""Photos kept of one item."""

# Markup takes room that the text does not; beyond this it is not even parsed.
_LONGEST_MARKUP: Final = 20 * LONGEST_DESCRIPTION
_MOST_STOCK: Final = 10**9
_RATINGS: Final = (1.0, 5.0)

_AVAILABLE: Final = {
    "instock": Availability.IN_STOCK,
    "available": Availability.IN_STOCK,
    "availablefororder": Availability.IN_STOCK,
    "limitedavailability": Availability.IN_STOCK,
    "onlineonly": Availability.IN_STOCK,
    "instoreonly": Availability.IN_STOCK,
    "yes": Availability.IN_STOCK,
    "true": Availability.IN_STOCK,
    "outofstock": Availability.OUT_OF_STOCK,
    "soldout": Availability.OUT_OF_STOCK,
    "unavailable": Availability.OUT_OF_STOCK,
    "discontinued": Availability.OUT_OF_STOCK,
    "no": Availability.OUT_OF_STOCK,
    "false": Availability.OUT_OF_STOCK,
    "preorder": Availability.PREORDER,
    "presale": Availability.PREORDER,
    "backorder": Availability.BACKORDER,
    "backordered": Availability.BACKORDER,
}


def read_row(row: RawRow, *, partial: bool = False) -> Iterable[FeedRecord]:
    """Check a row.

    Args:
        row: The row.
        partial: True to take a row without title for a change of the fields
            that it has.

    Returns:
        The problems found, then the item unless one of them lost it: a row
        without id or title is lost, and one with a price that is none.
    """
    reading = _Reading(row, partial=partial)
    item = reading.item()
    return reading.problems if item is None else [*reading.problems, item]


class _Reading:
    """One row being read; notes what is wrong as it goes."""

    def __init__(self, row: RawRow, *, partial: bool) -> None:
        self._row = row
        self._partial = partial
        self._id = one_line(row.item_id[: 2 * LONGEST_LINE])
        self.problems: list[RowProblem] = []

    def item(self) -> FeedItem | None:
        """Return the item, or None if the row is lost."""
        title = self._line("title", self._row.title)
        price = self._price()
        if not self._id or len(self._id) > LONGEST_LINE:
            self._note("id", "is missing" if not self._id else "is too long", lost=True)
        given = None if title or not self._partial else _given(self._row)
        if not title and not given:
            self._note("title", "is missing", lost=True)
        if any(problem.lost for problem in self.problems):
            return None
        rating, rating_count = self._rating()
        stock = self._count("stock", self._row.stock)
        item = Item(
            item_id=self._id,
            family_id=self._line("family", self._row.family_id) or self._id,
            title=title,
            description=self._description(),
            brand=self._line("brand", self._row.brand) or None,
            category=self._category(),
            price=price,
            list_price=self._list_price(price),
            availability=self._availability(stock),
            stock=stock,
            rating=rating,
            rating_count=rating_count,
            attributes=self._attributes(),
            link=self._link(),
        )
        return FeedItem(item, self._photos(), self._row.line, given)

    def _note(self, field: str, reason: str, *, lost: bool = False) -> None:
        self.problems.append(RowProblem(self._row.line, field, reason, self._id or None, lost))

    def _line(self, field: str, text: str) -> str:
        line = one_line(text[:_LONGEST_MARKUP])
        if len(line) <= LONGEST_LINE:
            return line
        self._note(field, f"has {len(line):,} characters; the first {LONGEST_LINE} are kept")
        return line[:LONGEST_LINE].rstrip()

    def _description(self) -> str:
        raw = self._row.description
        text = plain_text(raw[:_LONGEST_MARKUP])
        if len(raw) <= _LONGEST_MARKUP and len(text) <= LONGEST_DESCRIPTION:
            return text
        kept = text[:LONGEST_DESCRIPTION].rstrip()
        self._note("description", f"has {len(raw):,} characters; the first {len(kept):,} are kept")
        return kept

    def _category(self) -> tuple[str, ...]:
        names = [self._line("category", name) for name in self._row.category]
        return tuple(name for name in names if name) or (UNCATEGORISED,)

    def _price(self) -> Price | None:
        if _blank(self._row.price):
            return None
        try:
            return parse_price(self._row.price, self._row.currency)
        except PriceError as error:
            self._note("price", str(error), lost=True)
            return None

    def _list_price(self, price: Price | None) -> Price | None:
        if _blank(self._row.list_price) or price is None:
            return None
        try:
            before = parse_price(self._row.list_price, self._row.currency)
        except PriceError as error:
            self._note("list price", str(error))
            return None
        if before.currency != price.currency:
            self._note("list price", f"is in {before.currency} and the price in {price.currency}")
            return None
        return before if before.amount > price.amount else None

    def _availability(self, stock: int | None) -> Availability:
        # Spelled in many ways, also as a schema.org address.
        written = one_line(self._row.availability)
        word = re.sub(r"[^a-z]", "", written.rpartition("/")[2].lower())
        if not word:
            return Availability.OUT_OF_STOCK if stock == 0 else Availability.IN_STOCK
        known = _AVAILABLE.get(word)
        if known is None:
            self._note(
                "availability",
                f"{written[:40]!r} is not known and taken as out of stock: "
                "use in_stock, out_of_stock, preorder or backorder",
            )
            return Availability.OUT_OF_STOCK
        return known

    def _count(self, field: str, text: str) -> int | None:
        if not text.strip():
            return None
        number = _number(text)
        if number is None or number != int(number) or abs(number) > _MOST_STOCK:
            self._note(field, f"{text[:40]!r} is not a whole number")
            return None
        # Shops count what they owe as less than nothing.
        return max(0, int(number))

    def _rating(self) -> tuple[float | None, int]:
        count = self._count("rating count", self._row.rating_count)
        if not self._row.rating.strip() or count == 0:
            return None, 0
        rating = _number(self._row.rating)
        lowest, highest = _RATINGS
        if rating is None or not lowest <= rating <= highest:
            self._note("rating", f"{self._row.rating[:40]!r} is not a number from 1 to 5")
            return None, 0
        return rating, 1 if count is None else count

    def _attributes(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name, values in self._row.attributes.items():
            clean = attribute_name(name[:LONGEST_LINE])
            for value in values if clean else ():
                word = attribute_value(value[:_LONGEST_MARKUP])
                if len(word) > LONGEST_VALUE:
                    self._note(clean, f"{word[:40]!r}… is too long for a value and left out")
                elif word and word not in found.setdefault(clean, []):
                    found[clean].append(word)
        return {name: tuple(words[:MOST_VALUES]) for name, words in found.items() if words}

    def _link(self) -> str | None:
        link = self._row.link.strip()
        if not link:
            return None
        try:
            parts = urlsplit(link)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.netloc:
            self._note("link", f"{link[:40]!r} is not a web address and left out")
            return None
        return link

    def _photos(self) -> tuple[str, ...]:
        photos = list(dict.fromkeys(photo.strip() for photo in self._row.photos if photo.strip()))
        if len(photos) > MOST_PHOTOS:
            self._note("photos", f"{len(photos)} are given; the first {MOST_PHOTOS} are kept")
        return tuple(photos[:MOST_PHOTOS])


def _given(row: RawRow) -> frozenset[str]:
    """Name the fields of an item that the row says something of."""
    said = {
        "family_id": row.family_id,
        "description": row.description,
        "brand": row.brand,
        "category": "".join(row.category),
        "price": "" if _blank(row.price) else "1",
        "availability": row.availability,
        "stock": row.stock,
        "rating": row.rating,
        "attributes": "".join(value for values in row.attributes.values() for value in values),
        "photos": "".join(row.photos),
        "link": row.link,
    }
    return frozenset(name for name, text in said.items() if text.strip())


def _blank(value: str | Decimal) -> bool:
    return isinstance(value, str) and not value.strip()


def _number(text: str) -> float | None:
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
