"""What a title calls its item."""

import re
from typing import Final

_END: Final = re.compile(
    r"[,;:(\[|/+]|\s[-–—]\s"
    r"|(?<!-)\b(?:with|for|in|by|from|and|on|at|without|featuring)\b(?!-)"  # not of "slip-on"
)
COLLECTIVES: Final = frozenset(
    {"set", "pair", "pack", "multipack", "box", "bundle", "collection", "kit"}
)
"""What things come in, in the singular: the word beside it tells which things."""

_OF: Final = re.compile(
    rf"^.*\b(?:{'|'.join(sorted(COLLECTIVES))}|case|bag|tin)(?:e?s)?\s+of\s+(?:\d+\s+)?"
)
_T_SHIRT: Final = re.compile(r"\bt[- ]shirt")  # one word, or every T-shirt would be a shirt
_MEASURE: Final = re.compile(
    r"(?:\s\d[\d.,]*(?:\s?[x×]\s?\d[\d.,]*)*\s?(?:[cmk]?m|inch|in|foot|feet|ft|[cm]?l|k?g|oz|lbs?"
    r"|[gmt]b|w|v|k|%|mah|packs?|pcs|pieces?)?|\sa\d|\s(?:spf|upf)\s?\d+)+\s*$"
)
"""Measures at the end: "750 ml", "45 x 45 cm", "8 foot", "A5", "SPF 50"."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def unpacked(text: str) -> str:
    """Return a text in lower case, less what its things come in: "mugs" of "a set of 4 mugs"."""
    return _OF.sub("", text.casefold())


def title_nouns(title: str) -> tuple[str, ...]:
    """Return the noun of a title, and the noun with the word before it.

    The noun is the last word before the first preposition or mark: "jacket" in
    "Cairn Men's Hiking Jacket with Storm Hood", "mugs" in "Set of 4 Stoneware
    Mugs", "bottle" in "Insulated Bottle 750 ml". English word order; a title in
    another one gives words that no shopper's noun will meet.

    Args:
        title: As the shop writes it.

    Returns:
        One or two lower-case phrases; none for a title without words.

    >>> title_nouns("Cairn Men's Hiking Jacket with Storm Hood")
    ('jacket', 'hiking jacket')
    """
    lowered = _T_SHIRT.sub("tshirt", unpacked(title))
    heads = (part for part in _END.split(lowered) if _WORD.search(part))
    words = _WORD.findall(_MEASURE.sub("", next(heads, "")))[-2:]
    if not words:
        return ()
    return (words[-1],) if len(words) == 1 else (words[-1], " ".join(words))
