"""How the faces put an item's figures into words."""

from decimal import ROUND_DOWN
from typing import Final

from assistant.models.chat_model import ModelStatus, Readiness
from retrieval.items import Availability, Item

FEW_LEFT: Final = 5
"""From this many pieces down the number left is named."""

_AVAILABILITY: Final = {
    Availability.IN_STOCK: "In stock",
    Availability.OUT_OF_STOCK: "Out of stock",
    Availability.PREORDER: "Pre-order",
    Availability.BACKORDER: "On back-order",
}


def percent_off(item: Item) -> int | None:
    """Return the reduction in whole percent, rounded down so that it never flatters.

    Returns:
        None where the item is not reduced, or by less than one percent.
    """
    if item.price is None or item.list_price is None or item.list_price.amount <= 0:
        return None
    share = (item.list_price.amount - item.price.amount) * 100 / item.list_price.amount
    percent = int(share.to_integral_value(rounding=ROUND_DOWN))
    return percent if percent >= 1 else None


def few_left(item: Item) -> int | None:
    """Return how many pieces are left where they are few, else None."""
    in_stock = item.availability is Availability.IN_STOCK
    return item.stock if in_stock and item.stock and item.stock <= FEW_LEFT else None


def stock_note(item: Item) -> str:
    """Return what to say of the stock; a small number left is named."""
    count = few_left(item)
    return f"Only {count} left" if count else _AVAILABILITY[item.availability]


def writer_note(status: ModelStatus) -> str | None:
    """Return the line about the language model, or None when all is well."""
    match status.readiness:
        case Readiness.READY:
            return None
        case Readiness.WARMING:
            return "Sentences come straight from the product facts until the writer is ready."
        case Readiness.UNAVAILABLE:
            return "Sentences come straight from the product facts."
