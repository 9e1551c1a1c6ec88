"""Shoe sizes of Britain and America by the European numbers that shops mark shoes with.

Makers differ by half a size; the rules of thumb here are the usual ones of size charts:
women's EU = UK + 33 = US + 31, men's EU = UK + 34 = US + 33. Children's sizes start anew
at 1 after 13 and are not told.
"""

from collections.abc import Container
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

WOMEN: Final = "women"
MEN: Final = "men"

SYSTEMS: Final = ("uk", "us")
_ADDED: Final = {
    (WOMEN, "uk"): 33,
    (WOMEN, "us"): 31,
    (MEN, "uk"): 34,
    (MEN, "us"): 33,
}
_WORN: Final = {
    (WOMEN, "uk"): (2, 10),
    (WOMEN, "us"): (4, 12),
    (MEN, "uk"): (5, 14),
    (MEN, "us"): (6, 15),
}
"""From which number to which a grown-up's shoes come."""


def european(
    system: str, number: Decimal, wearers: tuple[str, ...], carried: Container[str]
) -> tuple[str, ...]:
    """Return the European sizes a shop carries for a British or American one.

    Args:
        system: One of ``SYSTEMS``.
        number: As said, such as 6 or 10.5.
        wearers: Of ``WOMEN`` and ``MEN``; both where it is not known who wears them.
        carried: The shop's own sizes.

    Returns:
        In ascending order; of a half size the one below and above where the shop has
        no halves. Empty where no grown-up's shoe is so numbered or the shop has none.

    >>> european("uk", Decimal(6), ("women",), {"39", "40"})
    ('39',)
    """
    sizes = {
        size
        for wearer in wearers
        if _WORN[wearer, system][0] <= number <= _WORN[wearer, system][1]
        for size in _near(number + _ADDED[wearer, system], carried)
    }
    return tuple(sorted(sizes, key=Decimal))


def _near(number: Decimal, carried: Container[str]) -> list[str]:
    """Return the number as the shop writes it, or the whole ones beside it."""
    exact = f"{number.normalize():f}"
    if exact in carried:
        return [exact]
    beside = (number.to_integral_value(way) for way in (ROUND_FLOOR, ROUND_CEILING))
    return [found for each in beside if (found := f"{each:f}") in carried]
