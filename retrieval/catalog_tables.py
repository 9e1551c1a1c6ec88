"""How the catalogue lies in SQL: the tables, and an item as a row of them."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    RowMapping,
    Table,
    Text,
)

from retrieval.constraints import AVAILABILITY, BRAND, CATEGORY, PATH_SEPARATOR
from retrieval.items import Availability, Item, Price
from retrieval.money import from_steps, to_steps

LAYOUT: Final = 2
"""Counts up when the tables change; ``catalog_layouts.py`` brings older catalogues up to it."""

Row = dict[str, Any]

Word: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""An id or another word; compares by code point, so that ties fall alike in every database."""

metadata: Final = MetaData()

layout: Final = Table("layout", metadata, Column("number", Integer, primary_key=True))

builds: Final = Table(
    "builds",
    metadata,
    Column("build_id", Word, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("fingerprint", Text, nullable=False),
    Column("begun", DateTime(timezone=True), nullable=False),
    Column("published", DateTime(timezone=True)),
    # How many items were given a number.
    Column("numbered", Integer, nullable=False, server_default="0"),
)

# One row at most: the build that serves.
serving: Final = Table(
    "serving",
    metadata,
    Column("slot", Integer, primary_key=True),
    Column("build_id", ForeignKey("builds.build_id"), nullable=False),
)


def of_build() -> Column[str]:
    """Return the first part of the key of a table whose rows go with their build."""
    return Column("build_id", ForeignKey("builds.build_id", ondelete="CASCADE"), primary_key=True)


items: Final = Table(
    "items",
    metadata,
    of_build(),
    Column("item_id", Word, primary_key=True),
    # Of the item in its build, from 0; kept as long as the item is there and never given again.
    Column("number", Integer, nullable=False, server_default="0"),
    Column("family_id", Word, nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("brand", Text),
    Column("category", JSON, nullable=False),
    Column("price_steps", BigInteger),
    Column("price_currency", Text),
    Column("list_steps", BigInteger),
    Column("list_currency", Text),
    Column("availability", Text, nullable=False),
    Column("stock", BigInteger),
    Column("rating", Double),
    Column("rating_count", BigInteger, nullable=False),
    Column("attributes", JSON, nullable=False),
    Column("image_paths", JSON, nullable=False),
    Column("link", Text),
    Column("version", Integer, nullable=False),
    Column("content_sha256", Text, nullable=False),
    Index("items_by_family", "build_id", "family_id"),
    # Each with the number, so that a filter is answered without a look at the items.
    Index("items_by_number", "build_id", "number", unique=True),
    Index("items_by_price", "build_id", "price_steps", "number"),
    Index("items_by_rating", "build_id", "rating", "number"),
    Index("items_by_availability", "build_id", "availability", "number"),
)

# What a constraint's values are compared with: every prefix of the category
# path, the brand and the attributes' values.
item_values: Final = Table(
    "item_values",
    metadata,
    Column("build_id", Word, primary_key=True),
    Column("field", Word, primary_key=True),
    Column("value", Word, primary_key=True),
    Column("number", Integer, primary_key=True),
    ForeignKeyConstraint(
        ["build_id", "number"], ["items.build_id", "items.number"], ondelete="CASCADE"
    ),
    Index("item_values_by_item", "build_id", "number"),
    sqlite_with_rowid=False,
)

# The latest version of every item that ever served, so that versions count up
# across builds.
versions: Final = Table(
    "versions",
    metadata,
    Column("item_id", Word, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content_sha256", Text, nullable=False),
)

passages: Final = Table(
    "passages",
    metadata,
    of_build(),
    Column("passage_id", Word, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
)

promotions: Final = Table(
    "promotions",
    metadata,
    of_build(),
    Column("promotion_id", Word, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("code", Text),
    Column("percent_off", Integer, nullable=False),
    Column("category", Text),
    Column("brand", Text),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
)


def row_of(item: Item, build_id: str, base: Path | None) -> Row:
    """Write an item as a row without its number; its version is settled when it is published.

    Args:
        item: The item.
        build_id: The build it belongs to.
        base: Folder that photos inside it are kept relative to, so that the
            folder can be moved as a whole; None keeps paths as they are.

    Raises:
        ValueError: If an amount has more decimals than are kept.
    """
    row: Row = {
        "item_id": item.item_id,
        "family_id": item.family_id,
        "title": item.title,
        "description": item.description,
        "brand": item.brand,
        "category": list(item.category),
        "price_steps": to_steps(item.price.amount) if item.price else None,
        "price_currency": item.price.currency if item.price else None,
        "list_steps": to_steps(item.list_price.amount) if item.list_price else None,
        "list_currency": item.list_price.currency if item.list_price else None,
        "availability": item.availability.value,
        "stock": item.stock,
        "rating": item.rating,
        "rating_count": item.rating_count,
        "attributes": {name: list(values) for name, values in item.attributes.items()},
        "image_paths": [_relative(path, base) for path in item.image_paths],
        "link": item.link,
    }
    content = json.dumps(row, sort_keys=True).encode()
    return row | {
        "build_id": build_id,
        "version": 1,
        "content_sha256": hashlib.sha256(content).hexdigest(),
    }


def item_of(row: RowMapping, base: Path | None) -> Item:
    """Read an item back from its row, as ``row_of`` wrote it."""
    attributes: Mapping[str, list[str]] = row["attributes"]
    return Item(
        item_id=row["item_id"],
        family_id=row["family_id"],
        title=row["title"],
        description=row["description"],
        brand=row["brand"],
        category=tuple(row["category"]),
        price=_price(row["price_steps"], row["price_currency"]),
        list_price=_price(row["list_steps"], row["list_currency"]),
        availability=Availability(row["availability"]),
        stock=row["stock"],
        rating=row["rating"],
        rating_count=row["rating_count"],
        attributes={name: tuple(values) for name, values in attributes.items()},
        image_paths=tuple((base or Path()) / path for path in row["image_paths"]),
        link=row["link"],
        version=row["version"],
    )


def values_of(item: Item, build_id: str, number: int) -> list[Row]:
    """List what the item answers to in constraints, one row a field and value."""
    named = {(CATEGORY, prefix) for prefix in category_prefixes(item.category)}
    if item.brand is not None:
        named.add((BRAND, item.brand.casefold()))
    for name, values in item.attributes.items():
        # An attribute may not pass for the field of the same name.
        if name not in (CATEGORY, BRAND, AVAILABILITY):
            named.update((name, value) for value in values)
    return [
        {"build_id": build_id, "number": number, "field": field, "value": value}
        for field, value in sorted(named)
    ]


def category_prefixes(path: tuple[str, ...]) -> list[str]:
    """List a category path and what it lies under, case-folded, broadest first.

    >>> category_prefixes(("Outdoor", "Tents"))
    ['outdoor', 'outdoor > tents']
    """
    joined = PATH_SEPARATOR.join(path).casefold()
    prefixes: list[str] = []
    end = joined.find(PATH_SEPARATOR)
    while end >= 0:
        prefixes.append(joined[:end])
        end = joined.find(PATH_SEPARATOR, end + 1)
    return [*prefixes, joined]


def _price(steps: int | None, currency: str | None) -> Price | None:
    if steps is None or currency is None:
        return None
    return Price(from_steps(steps, currency), currency)


def _relative(path: Path, base: Path | None) -> str:
    if base is not None and path.is_relative_to(base):
        return path.relative_to(base).as_posix()
    return str(path)
