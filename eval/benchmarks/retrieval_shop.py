"""A shop of any size for measuring retrieval: real texts, repeated with variation.

The titles and categories are those of the data sets (15,000 products). From the
second round on they are sold in other colours, materials and by other brands,
so no two items say the same. Everything follows from the item's number.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from eval.data_sets import NoDataError
from retrieval.constraints import (
    BRAND,
    PRICE,
    Constraint,
    Constraints,
    Operator,
    Source,
)
from retrieval.items import Item, Price

COLOURS: Final = [
    "black",
    "white",
    "grey",
    "navy",
    "blue",
    "green",
    "olive",
    "red",
    "burgundy",
    "pink",
    "purple",
    "yellow",
    "orange",
    "brown",
    "beige",
    "teal",
]
MATERIALS: Final = [
    "cotton",
    "wool",
    "linen",
    "leather",
    "steel",
    "wood",
    "bamboo",
    "glass",
    "ceramic",
    "plastic",
]
BRANDS: Final = 100
HIGHEST_PRICE: Final = 200

_SETS: Final = {
    "retail_demo_store_text": "products.jsonl",
    "magento_luma": "products.jsonl",
    "amazon_beauty_5core": "items.jsonl",
}
_BY_BENCHMARK: Final = Source(0, "")


@dataclass(frozen=True, slots=True)
class Product:
    """One real product.

    Attributes:
        title: As its shop wrote it.
        category: Path from the broadest name to the narrowest.
        brand: As its shop wrote it, or None.
    """

    title: str
    category: tuple[str, ...]
    brand: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """A kind of filter and the part of the shop that it keeps.

    Attributes:
        name: For the table and the figures.
        share: Kept, in [0, 1].
    """

    name: str
    share: float


FILTERS: Final = (
    Filter("none", 1.0),
    Filter("50", 0.5),
    Filter("6", 1 / len(COLOURS)),
    Filter("1", 1 / BRANDS),
    Filter("0.1", 1 / (BRANDS * len(MATERIALS))),
)
"""By price, by colour, by brand, by brand and material."""


class BenchmarkShop:
    """Items and queries by number; nothing is kept but the real products."""

    def __init__(self, products: Sequence[Product]) -> None:
        """Take the products; see ``open_shop``."""
        self._products = products
        counted = Counter(product.brand for product in products if product.brand)
        common = sorted(counted, key=lambda brand: (-counted[brand], brand))
        self._brands = [*common[:BRANDS], *(f"House {n}" for n in range(BRANDS))][:BRANDS]

    def items(self, count: int) -> Iterator[Item]:
        """Go through the first items of the shop."""
        return (self.item(number) for number in range(count))

    def item(self, number: int) -> Item:
        """Return the item of a number; equal numbers give equal items."""
        product = self._products[number % len(self._products)]
        colour, material = COLOURS[number % len(COLOURS)], self._material(number)
        title = product.title
        if number >= len(self._products):
            title = f"{title}, {colour.capitalize()} {material}"
        item_id = f"item-{number:07d}"
        return Item(
            item_id=item_id,
            family_id=item_id,
            title=title,
            description="",
            brand=self._brand(number),
            category=product.category,
            price=Price(_price(number), "USD"),
            attributes={"colour": (colour,), "material": (material,)},
        )

    def filter(self, wanted: Filter, query: int) -> Constraints:
        """Return the filter that goes with a query; another query has other values."""
        match wanted.name:
            case "none":
                found: tuple[Constraint, ...] = ()
            case "50":
                # Never the same twice, so that no remembered answer helps.
                bound = Decimal(HIGHEST_PRICE) / 2 + Decimal(query) / 100
                found = (Constraint(PRICE, Operator.AT_MOST, _BY_BENCHMARK, bound=bound),)
            case "6":
                found = (_equals("colour", COLOURS[query % len(COLOURS)]),)
            case _:
                found = (_equals(BRAND, self._brands[query % BRANDS].casefold()),)
                if wanted.name == "0.1":
                    found += (_equals("material", MATERIALS[query // BRANDS % len(MATERIALS)]),)
        return Constraints(found)

    def query(self, number: int) -> str:
        """Return a request: a few words of a product's title, sometimes with a colour."""
        product = self._products[_mixed(number, "query") % len(self._products)]
        words = [word for word in product.title.split() if word[0].isalpha()] or [product.title]
        wanted = " ".join(words[: 3 + number % 3])
        return f"{COLOURS[number % len(COLOURS)]} {wanted}" if number % 4 == 0 else wanted

    def _brand(self, number: int) -> str:
        return self._brands[number // len(COLOURS) % BRANDS]

    def _material(self, number: int) -> str:
        return MATERIALS[number // (len(COLOURS) * BRANDS) % len(MATERIALS)]


def open_shop(folder: Path) -> BenchmarkShop:
    """Read the products of the data sets, in a fixed order.

    Raises:
        NoDataError: If one of the sets is missing.
    """
    products: list[Product] = []
    for name, file in _SETS.items():
        path = folder / name / file
        try:
            lines = path.read_text("utf-8").splitlines()
        except OSError as error:
            raise NoDataError(
                f"the texts come from {path}, which cannot be read ({error.strerror}): set "
                "AISLE_DATA to the folder of the data sets"
            ) from error
        products += [product for line in lines if (product := _product(json.loads(line)))]
    return BenchmarkShop(products)


def _product(row: Mapping[str, Any]) -> Product | None:
    title = str(row.get("title") or row.get("name") or "").strip()
    if not title:
        return None
    if paths := row.get("category_paths"):
        path = paths[0]
    elif "category_path" in row:
        path = row["category_path"] or ["Beauty"]
    else:
        path = [part for part in (row.get("category"), row.get("style")) if part]
    return Product(title[:200], tuple(str(part) for part in path), row.get("brand"))


def _price(number: int) -> Decimal:
    return Decimal(_mixed(number, "price") % (HIGHEST_PRICE * 100) + 1) / 100


def _mixed(number: int, what: str) -> int:
    return int.from_bytes(hashlib.blake2b(f"{what} {number}".encode(), digest_size=6).digest())


def _equals(field: str, value: str) -> Constraint:
    return Constraint(field, Operator.ANY_OF, _BY_BENCHMARK, (value,))
