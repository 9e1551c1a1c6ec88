"""Women's clothes sizes of Britain and America by the letters that shops mark clothes with.

Makers differ by a size; the rules of thumb here are the usual ones of size charts: S is
8 to 10 in Britain, each letter spans two numbers, and American numbers lie four below.
"""

from decimal import Decimal
from typing import Final

_LETTERS: Final = ("xs", "s", "m", "l", "xl", "xxl")
_SMALLEST: Final = {"uk": 4, "us": 0}
_NUMBERS_A_LETTER: Final = 4


def lettered(system: str, number: Decimal) -> str | None:
    """Return the letter of a women's size; None where none is so numbered.

    Args:
        system: "uk" or "us".
        number: As said, such as 14.

    >>> lettered("uk", Decimal(14))
    'm'
    >>> lettered("us", Decimal(14))
    'l'
    """
    place = int(number - _SMALLEST[system]) // _NUMBERS_A_LETTER
    whole = number >= _SMALLEST[system] and number % 2 == 0
    return _LETTERS[place] if whole and place < len(_LETTERS) else None
