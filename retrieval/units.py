"""Measures in texts: "65 cm", "65-centimetre" and "0.65 m" are one thing to look for."""

import re
from decimal import Decimal
from typing import Final

# Unit as written, its family, and how many of the family's smallest unit it is. Ounces weigh or
# hold, and nobody says which, so they stay a family of their own.
_UNITS: Final = (
    ("mm", "mm|millimet(?:er|re)s?|毫米", "mm", "1"),
    ("cm", "cm|centimet(?:er|re)s?|厘米|公分", "mm", "10"),
    ("m", "m|met(?:er|re)s?|米", "mm", "1000"),
    ("in", 'in|inch(?:es)?|["”″]|英寸|寸', "in", "1"),
    ("ft", "ft|foot|feet|['’′]|英尺", "in", "12"),
    ("ml", "ml|millilit(?:er|re)s?|毫升", "ml", "1"),
    ("cl", "cl|centilit(?:er|re)s?", "ml", "10"),
    ("l", "l|lt|lit(?:er|re)s?|公升|升", "ml", "1000"),
    ("oz", "oz|ounces?|盎司", "oz", "1"),
    ("qt", "qts?|quarts?|夸脱", "qt", "1"),
    ("gal", "gals?|gallons?|加仑", "qt", "4"),
    ("g", "g|gr|grams?|grammes?|克", "g", "1"),
    ("kg", "kgs?|kilos?|kilogram(?:me)?s?|公斤|千克", "g", "1000"),
    ("lb", "lbs?|pounds?|磅", "lb", "1"),
    ("w", "w|watts?|瓦", "w", "1"),
    ("mah", "mah|毫安", "mah", "1"),
    ("gb", "gb|gigabytes?", "gb", "1"),
    ("tb", "tb|terabytes?", "gb", "1000"),
    ("pc", "pcs?|pieces?|件套", "pc", "1"),
    ("pack", "packs?|packets?", "pack", "1"),
)  # fmt: skip
_COUNTING: Final = "one two three four five six seven eight nine ten eleven twelve"
_NUMBER_WORDS: Final = {word: str(n) for n, word in enumerate(_COUNTING.split(), start=1)}
_BY_UNIT: Final = "|".join(f"(?P<{name}>{written})" for name, written, _, _ in _UNITS)
_FAMILIES: Final = {name: (family, Decimal(many)) for name, _, family, many in _UNITS}
_MEASURE: Final = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,6}}(?:[.,]\d{{1,3}})?|{'|'.join(_NUMBER_WORDS)})"
    rf"\s*-?\s*(?:{_BY_UNIT})(?![a-z0-9])",
    re.IGNORECASE,
)


def measures(text: str) -> list[str]:
    """Return a term for every measure in the text, in order.

    Terms of equal measures are equal, whatever the unit within one system; no
    word of a text looks like one.

    >>> measures("a 65 cm ball, or 0.65-metre; 16oz, ten feet")
    ['650.mm', '650.mm', '16.oz', '120.in']
    """
    found: list[str] = []
    for match in _MEASURE.finditer(text):
        written = match["number"].casefold()
        number = Decimal(_NUMBER_WORDS.get(written, written).replace(",", "."))
        name = str(match.lastgroup)
        family, many = _FAMILIES[name]
        found.append(f"{(number * many).normalize():f}.{family}")
    return found
