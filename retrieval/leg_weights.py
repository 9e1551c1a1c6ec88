"""How much each leg counts in the fusion."""

from collections.abc import Collection, Mapping
from typing import Final

from retrieval.query import Leg

OF_WORDS: Final[Mapping[Leg, float]] = {Leg.TEXT: 1.0, Leg.LEXICAL: 1.0, Leg.JOINT: 0.5}
"""Of the legs that look for the request's words; chosen by ``aisle eval fusion``."""

OF_LOOKS: Final[Mapping[Leg, float]] = {Leg.IMAGE: 1.0, Leg.CAPTION: 0.5}
"""Of the legs that look for the photo's like."""


def leg_weights(legs: Collection[Leg]) -> dict[Leg, float]:
    """Return the weights of the legs that found something.

    Words and looks have one vote each, however many legs share it.

    Args:
        legs: Any.
    """
    weights: dict[Leg, float] = {}
    for shares in (OF_WORDS, OF_LOOKS):
        voting = [leg for leg in legs if leg in shares]
        total = sum(shares[leg] for leg in voting)
        weights |= {leg: shares[leg] / total for leg in voting}
    return weights
