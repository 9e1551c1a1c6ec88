"""Shopify's product export, in both generations of its header."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from retrieval.feeds.cleaning import attribute_name, attribute_value
from retrieval.feeds.fields import read_row
from retrieval.feeds.row import FeedRecord, RawRow, RowProblem
from retrieval.feeds.tables import TableRow, table_rows
from retrieval.feeds.variants import SIZE_NAMES

_HANDLE: Final = ("handle", "url handle")
_BODY: Final = ("body (html)", "description")
_SKU: Final = ("variant sku", "sku")
_PRICE: Final = ("variant price", "price")
_BEFORE: Final = ("variant compare at price", "compare-at price")
_QUANTITY: Final = ("variant inventory qty", "inventory quantity")
_TRACKER: Final = ("variant inventory tracker", "inventory tracker")
_POLICY: Final = ("variant inventory policy", "continue selling when out of stock")
_PUBLISHED: Final = ("published", "published on online store")
_IMAGE: Final = ("image src", "product image url")
_VARIANT_IMAGE: Final = ("variant image", "variant image url")
_REQUIRED: Final = (_HANDLE, ("title",), _PRICE)

_ASSUMED_CURRENCY: Final = "USD"
_OPTIONS: Final = (1, 2, 3)
_NO_OPTION: Final = "default title"
_METAFIELD: Final = "(product.metafields."


def read_shopify_csv(path: Path, *, currency: str | None) -> Iterator[FeedRecord]:
    """Read a Shopify export, every variant an item of its own, in the file's order.

    The variants of one colour have one id, the product's handle with the colour
    (and whatever else it is sold in but sizes) behind it, so that they can be
    merged; see ``variants.py``.

    Args:
        path: The export.
        currency: Of the prices, ISO 4217. The export does not say, so without
            it US dollars are assumed and a problem says so.

    Raises:
        FeedError: If the file is no text or lacks the columns handle, title or
            price.
    """
    if currency is None:
        reason = f"the export names none; {_ASSUMED_CURRENCY} is assumed: set it if that is wrong"
        yield RowProblem(1, "currency", reason, lost=False)
    rows = table_rows(path, _REQUIRED)
    for handle, group in groupby(rows, key=_handle):
        product: list[TableRow] = []
        for row in group:
            if isinstance(row, RowProblem):
                yield row
            elif handle:
                product.append(row)
            else:
                yield RowProblem(row.line, "handle", "is missing")
        if product:
            yield from _product(handle, product, currency or _ASSUMED_CURRENCY)


def _handle(row: TableRow | RowProblem) -> str:
    return "" if isinstance(row, RowProblem) else row.first(*_HANDLE).strip()


def _product(handle: str, rows: Sequence[TableRow], currency: str) -> Iterator[FeedRecord]:
    head = rows[0]
    status = head.first("status").strip().lower()
    if status not in ("", "active") or head.first(*_PUBLISHED).strip().lower() == "false":
        reason = f"is {status}" if status not in ("", "active") else "is not published"
        yield RowProblem(head.line, "status", f"{reason}, so not on sale", handle)
        return
    names = {number: head.first(f"option{number} name") for number in _OPTIONS}
    for row in rows:
        if row.first(*_PRICE) or row.first(*_SKU) or row.first("option1 value"):
            yield from read_row(_variant(handle, rows, row, names, currency))


def _variant(
    handle: str, rows: Sequence[TableRow], row: TableRow, names: dict[int, str], currency: str
) -> RawRow:
    head = rows[0]
    options = {
        name: value
        for number, name in names.items()
        if (value := row.first(f"option{number} value").strip())
        and name
        and value.lower() != _NO_OPTION
    }
    look = {name: value for name, value in options.items() if _is_look(name)}
    quantity = row.first(*_QUANTITY)
    return RawRow(
        line=row.line,
        item_id="-".join([handle, *("-".join(value.lower().split()) for value in look.values())]),
        family_id=handle,
        title=" ".join([head.first("title"), *_in_brackets(look.values())]),
        description=head.first(*_BODY),
        brand=head.first("vendor"),
        category=_category(head),
        price=row.first(*_PRICE),
        list_price=row.first(*_BEFORE),
        currency=currency,
        availability=_availability(row, quantity),
        stock=quantity if row.first(*_TRACKER) else "",
        attributes=_attributes(head, options),
        photos=_photos(rows, row, look.values()),
    )


def _is_look(option: str) -> bool:
    return attribute_name(option) not in SIZE_NAMES


def _in_brackets(look: Iterable[str]) -> list[str]:
    shown = ", ".join(look)
    return [f"({shown})"] if shown else []


def _category(head: TableRow) -> tuple[str, ...]:
    standard = head.first("product category", "standard product type")
    if standard.strip() and not standard.strip().isdigit():
        return tuple(level.strip() for level in standard.split(">"))
    return (head.first("type", "custom product type"),)


def _availability(row: TableRow, quantity: str) -> str:
    counted = quantity.strip().lstrip("-").isdigit()
    if not row.first(*_TRACKER) or not counted or int(quantity) > 0:
        return "in_stock"
    sells_on = row.first(*_POLICY).strip().lower() in ("continue", "true", "yes")
    return "backorder" if sells_on else "out_of_stock"


def _attributes(head: TableRow, options: dict[str, str]) -> dict[str, list[str]]:
    found = {name: [value] for name, value in options.items()}
    own = {attribute_name(name) for name in options}
    for column, values in head.cells.items():
        # What the options say of the variant goes before what is said of all.
        if _METAFIELD in column and attribute_name(column) not in own:
            parts = [part for value in values for part in value.replace("\n", ";").split(";")]
            found.setdefault(column, []).extend(parts)
    found.setdefault("type", []).append(head.first("type"))
    found.setdefault("tag", []).extend(head.first("tags").split(","))
    return found


def _photos(rows: Sequence[TableRow], row: TableRow, look: Iterable[str]) -> list[str]:
    """List the variant's own photos, or the product's where it has none."""
    wanted = [attribute_value(value) for value in look]
    ordered = sorted((one for one in rows if one.first(*_IMAGE)), key=_position)
    own = [row.first(*_VARIANT_IMAGE)] if row.first(*_VARIANT_IMAGE) else []
    own += [
        one.first(*_IMAGE)
        for one in ordered
        if wanted and all(word in attribute_value(one.first("image alt text")) for word in wanted)
    ]
    return own or [one.first(*_IMAGE) for one in ordered]


def _position(row: TableRow) -> int:
    position = row.first("image position").strip()
    return int(position) if position.isdigit() else len(position) + 10**6
