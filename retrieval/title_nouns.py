"""What a title calls its item."""

import re
from typing import Final

_END: Final = re.compile(
    r"[,;:(\[|/+]|\s[-–—]\s|\b(?:with|for|in|by|from|and|on|at|without|featuring)\b"
)
_OF: Final = re.compile(
    r"^.*\b(?:set|pair|pack|box|bundle|collection|case|bag|tin)\s+of\s+(?:\d+\s+)?"
)
_T_SHIRT: Final = re.compile(r"\bt[- ]shirt")  # one word, or every T-shirt would be a shirt
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def title_nouns(title: str) -> tuple[str, ...]:
    """Return the noun of a title, and the noun with the word before it.

    The noun is the last word before the first preposition or mark: "jacket" in
    "Cairn Men's Hiking Jacket with Storm Hood", "mugs" in "Set of 4 Stoneware
    Mugs". English word order; a title in another one gives words that no
    shopper's noun will meet.

    Args:
        title: As the shop writes it.

    Returns:
        One or two lower-case phrases; none for a title without words.

    >>> title_nouns("Cairn Men's Hiking Jacket with Storm Hood")
    ('jacket', 'hiking jacket')
    """
    lowered = _T_SHIRT.sub("tshirt", _OF.sub("", title.casefold()))
    heads = (part for part in _END.split(lowered) if _WORD.search(part))
    words = _WORD.findall(next(heads, ""))[-2:]
    if not words:
        return ()
    return (words[-1],) if len(words) == 1 else (words[-1], " ".join(words))
