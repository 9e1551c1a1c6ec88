"""What an item measures, as numbers that can be held against each other: "1.2 kg" and "390 g"."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from retrieval.items import Item

_QUANTITY: Final = re.compile(r"^(\d+(?:\.\d+)?)\s*([a-z]+)\b(?!.*\d)")
_SIDES: Final = re.compile(
    r"^(\d+(?:\.\d+)?(?: ?[x×] ?\d+(?:\.\d+)?)*) ?(mm|cm|m|inch)\b ?([a-z]*)"
)
_SPELLINGS: Final = {
    ("weight", "1"): "g gram grams gr", ("weight", "1000"): "kg kgs kilo kilos kilogram kilograms",
    ("weight", "28.35"): "oz ounce ounces", ("weight", "453.6"): "lb lbs",
    ("volume", "1"): "ml mls millilitre millilitres milliliter milliliters",
    ("volume", "10"): "cl", ("volume", "1000"): "l litre litres liter liters ltr ltrs",
    ("time", "1"): "minutes minute mins", ("time", "60"): "hour hours hr hrs",
    ("time", "1440"): "day days", ("time", "10080"): "week weeks",
    ("time", "43200"): "month months", ("length", "1"): "mm millimetres millimeters",
    ("length", "10"): "cm cms centimetre centimetres centimeter centimeters",
    ("length", "1000"): "m metre metres meter meters", ("length", "25.4"): "inch inches",
    ("length", "304.8"): "ft feet foot", ("power", "1"): "w watt watts",
    ("charge", "1"): "mah", ("storage", "1"): "gb", ("light", "1"): "lumens lumen",
    ("people", "1"): "people", ("cups", "1"): "cups",
}  # fmt: skip
UNITS: Final = {
    word: (measured, Decimal(factor))
    for (measured, factor), spelled in _SPELLINGS.items()
    for word in spelled.split()
}
"""What a unit measures, and how many of the smallest unit it is."""
LENGTH: Final = "length"
_LABELS: Final = {
    "wide": "width",
    "deep": "depth",
    "high": "height",
    "tall": "height",
    "long": LENGTH,
}
_BOX: Final = ("width", "depth", "height")

Quantity = tuple[str, Decimal]
"""What is measured, and how much of it in one unit for all."""


def quantity(written: str) -> Quantity | None:
    """Read "1.2 kg" or "390 g per pair"; None for "33 x 23 cm" and what is no measure."""
    found = _QUANTITY.match(written.strip().casefold())
    if found is None or found[2] not in UNITS:
        return None
    measured, factor = UNITS[found[2]]
    return measured, Decimal(found[1]) * factor


def sides(written: str) -> Mapping[str, Decimal]:
    """Read how long the sides of something are, in millimetres, by their names.

    "142 x 80 x 82 cm" is width, depth and height, "230 x 160 cm" width and depth, "48 cm
    high" a height, and "30 cm" has no name, which is "". The longest is the length too.
    Nothing is read of what has no sides.
    """
    found = _SIDES.match(written.strip().casefold())
    if found is None:
        return {}
    factor = UNITS[found[2]][1]
    told = [Decimal(one) * factor for one in re.split(r" ?[x×] ?", found[1])]
    names = _BOX if len(told) > 1 else (_LABELS.get(found[3], ""),)
    named = dict(zip(names, told, strict=False))
    return {LENGTH: max(told), **named} if len(told) > 1 else named


def attribute_measure(*fields: str) -> Callable[[Item], Quantity | None]:
    """Return what reads an item's measure from the first of the fields that it lists."""

    def read(item: Item) -> Quantity | None:
        written: Sequence[str] = next((item.values(f) for f in fields if item.values(f)), ())
        return quantity(written[0]) if len(written) == 1 else None

    return read
