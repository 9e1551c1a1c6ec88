"""What an item measures, as numbers that can be held against each other: "1.2 kg" and "390 g"."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from retrieval.items import Item

_QUANTITY: Final = re.compile(r"^(\d+(?:\.\d+)?)\s*([a-z]+)\b(?!.*\d)")
_UNITS: Final = {
    "g": ("weight", "1"), "kg": ("weight", "1000"), "oz": ("weight", "28.35"),
    "lb": ("weight", "453.6"), "lbs": ("weight", "453.6"),
    "ml": ("volume", "1"), "cl": ("volume", "10"), "l": ("volume", "1000"),
    "litre": ("volume", "1000"), "litres": ("volume", "1000"),
    "minutes": ("time", "1"), "hour": ("time", "60"), "hours": ("time", "60"),
    "day": ("time", "1440"), "days": ("time", "1440"), "weeks": ("time", "10080"),
    "months": ("time", "43200"), "mm": ("length", "1"), "cm": ("length", "10"),
    "m": ("length", "1000"), "inch": ("length", "25.4"), "w": ("power", "1"),
    "lumens": ("light", "1"), "people": ("people", "1"), "cups": ("cups", "1"),
}  # fmt: skip

Quantity = tuple[str, Decimal]
"""What is measured, and how much of it in one unit for all."""


def quantity(written: str) -> Quantity | None:
    """Read "1.2 kg" or "390 g per pair"; None for "33 x 23 cm" and what is no measure."""
    found = _QUANTITY.match(written.strip().casefold())
    if found is None or found[2] not in _UNITS:
        return None
    measured, factor = _UNITS[found[2]]
    return measured, Decimal(found[1]) * Decimal(factor)


def attribute_measure(*fields: str) -> Callable[[Item], Quantity | None]:
    """Return what reads an item's measure from the first of the fields that it lists."""

    def read(item: Item) -> Quantity | None:
        written: Sequence[str] = next((item.values(f) for f in fields if item.values(f)), ())
        return quantity(written[0]) if len(written) == 1 else None

    return read
