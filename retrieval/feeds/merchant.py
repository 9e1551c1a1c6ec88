"""The attributes of a Google Merchant product, in whichever syntax they came."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from retrieval.feeds.row import RawRow

_ATTRIBUTES: Final = (
    "color",
    "size",
    "material",
    "pattern",
    "energy_efficiency_class",
    "multipack",
)
_SLASHED: Final = frozenset({"color", "material"})
_AUDIENCE: Final = {
    "male": "men",
    "female": "women",
    "unisex": "unisex",
    "newborn": "kids",
    "infant": "kids",
    "toddler": "kids",
    "kids": "kids",
}
_DETAIL_PARTS: Final = 3
_DAYS: Final = 2

Cells = Mapping[str, Sequence[str]]


def merchant_name(column: str) -> str:
    """Bring an attribute's name to one spelling.

    >>> merchant_name("g:Image Link")
    'image_link'
    """
    bare = column.strip().lower().removeprefix("g:").partition("(")[0]
    return "_".join(bare.split())


def merchant_row(line: int, cells: Cells, *, currency: str | None, now: datetime) -> RawRow:
    """Turn a product's attributes into a raw row.

    The shop's own ``product_type`` is preferred to Google's category, and a
    sale price to the price while it holds.

    Args:
        line: Where the product begins.
        cells: Attribute names as ``merchant_name`` gives them, to their values.
        currency: Of a price that names none.
        now: With a time zone; decides which sale prices hold.
    """

    def first(*names: str) -> str:
        return next((cells[name][0] for name in names if cells.get(name)), "")

    price, before = first("price"), ""
    if first("sale_price") and _holds(first("sale_price_effective_date"), now):
        price, before = first("sale_price"), price
    highlights = "".join(f"\n{text}" for text in cells.get("product_highlight", ()))
    return RawRow(
        line=line,
        item_id=first("id"),
        family_id=first("item_group_id"),
        title=first("title", "structured_title"),
        description=first("description", "structured_description", "summary", "content")
        + highlights,
        brand=first("brand"),
        category=_category(cells),
        price=price,
        list_price=before,
        currency=currency or "",
        availability=first("availability"),
        stock=first("quantity", "stock", "sell_on_google_quantity"),
        rating=first("rating", "average_rating"),
        rating_count=first("rating_count", "number_of_ratings"),
        attributes=_attributes(cells),
        photos=_photos(cells),
        link=first("link"),
    )


def _holds(period: str, now: datetime) -> bool:
    days = period.split("/")
    if len(days) != _DAYS:
        return True
    try:
        begins, ends = (datetime.fromisoformat(day.strip()) for day in days)
    except ValueError:
        return True
    return _zoned(begins) <= now <= _zoned(ends)


def _zoned(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _category(cells: Cells) -> tuple[str, ...]:
    for name in ("product_type", "google_product_category"):
        for path in cells.get(name, ()):
            # Google's categories also come as bare numbers, which say nothing.
            if not path.strip().isdigit():
                return tuple(level.strip() for level in path.split(">"))
    return ()


def _attributes(cells: Cells) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in _ATTRIBUTES:
        for value in cells.get(name, ()):
            parts = value.split("/") if name in _SLASHED else [value]
            found.setdefault(name, []).extend(parts)
    people = [_AUDIENCE.get(word.strip().lower()) for word in cells.get("gender", ())]
    people += [_AUDIENCE.get(word.strip().lower()) for word in cells.get("age_group", ())]
    found["audience"] = [word for word in people if word]
    used = [word for word in cells.get("condition", ()) if word.strip().lower() != "new"]
    found["condition"] = used
    for detail in cells.get("product_detail", ()):
        for one in next(csv.reader([detail.replace("\n", " ")]), []):
            parts = one.split(":", _DETAIL_PARTS - 1)
            if len(parts) == _DETAIL_PARTS:
                found.setdefault(parts[1], []).append(parts[2])
    return found


def _photos(cells: Cells) -> list[str]:
    return [*cells.get("image_link", ())[:1], *_listed(cells.get("additional_image_link", ()))]


def _listed(values: Iterable[str]) -> list[str]:
    # In a table several addresses share a cell; one address may hold a comma.
    return [
        link
        for value in values
        for link in value.replace(",http", "\nhttp").replace(", http", "\nhttp").split("\n")
    ]
