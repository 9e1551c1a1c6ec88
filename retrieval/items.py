"""What a shop sells: items and their prices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path


class Availability(StrEnum):
    """Whether an item can be bought now; the words of the Google Merchant feed."""

    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"
    BACKORDER = "backorder"


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of money.

    Attributes:
        amount: In the currency's main unit, at least 0; never a float, so that
            19.99 stays 19.99.
        currency: ISO 4217 code in capitals, such as ``USD``.
    """

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be bought: one colour of one product.

    Attributes:
        item_id: Unique in the shop.
        family_id: Shared by the variants of one product; the ``item_id`` itself
            for a product without variants.
        title: As the shop writes it.
        description: Plain text; may be empty. Seller text, so untrusted.
        brand: As the shop writes it, or None where the feed names none.
        category: Path from the broadest to the narrowest, at least one name,
            such as ``("Outdoor", "Tents")``.
        price: What it costs now; None where the feed gives no price.
        list_price: The price before a reduction, above ``price``; None where
            the item is not reduced.
        availability: Whether it can be bought now.
        stock: Pieces left, at least 0; None where the feed does not say.
        rating: Mean of the shoppers' ratings in [1, 5]; None without ratings.
        rating_count: How many ratings ``rating`` is the mean of, at least 0.
        attributes: Lower-case name (``colour``, ``size``, ``material``,
            ``feature``, ``pattern``, ``audience``, ...) to its lower-case
            values, each tuple non-empty and in the feed's order.
        image_paths: Local photo files, the main one first; may be empty.
        link: The product's page in the shop, or None.
        version: Counts up from 1 whenever any other field changes.
    """

    item_id: str
    family_id: str
    title: str
    description: str
    brand: str | None
    category: tuple[str, ...]
    price: Price | None
    list_price: Price | None = None
    availability: Availability = Availability.IN_STOCK
    stock: int | None = None
    rating: float | None = None
    rating_count: int = 0
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    image_paths: tuple[Path, ...] = ()
    link: str | None = None
    version: int = 1

    def values(self, name: str) -> tuple[str, ...]:
        """Return the attribute's values, empty where the item has none."""
        return self.attributes.get(name, ())
