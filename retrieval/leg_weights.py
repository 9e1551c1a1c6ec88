"""How much each leg counts in the fusion."""

from collections.abc import Collection, Mapping
from typing import Final

from retrieval.query import Leg

SHARPNESS: Final = 1.5
"""How fast the leg of words loses weight when the items have fewer of the request's words."""

LEAST_COVERAGE: Final = 0.05
"""Below this it loses no more."""

OF_WORDS: Final[Mapping[Leg, float]] = {Leg.LEXICAL: 1.0, Leg.TEXT: 0.7, Leg.JOINT: 0.2}
"""Of the legs that look for the request's words.

These and the figures above were chosen by ``aisle eval fusion``, on its validation requests.
"""

OF_LOOKS: Final[Mapping[Leg, float]] = {Leg.IMAGE: 1.0, Leg.CAPTION: 0.5}
"""Of the legs that look for the photo's like."""


def leg_weights(
    legs: Collection[Leg],
    coverage: float = 1.0,
    *,
    of_words: Mapping[Leg, float] = OF_WORDS,
    sharpness: float = SHARPNESS,
) -> dict[Leg, float]:
    """Return the weights of the legs that found something.

    Words and looks have one vote each, however many legs share it. Where items
    have all that a request says, its words are the best guide; where a shopper
    tells a story, its meaning is: the weight of words falls with the power
    ``sharpness`` of their coverage.

    Args:
        legs: Any.
        coverage: Of the request by the items with most of its words, in [0, 1];
            see ``Matches``.
        of_words: Shares of the legs that look for words, above 0.
        sharpness: At least 0, where 0 makes coverage of no account.
    """
    trusted = max(coverage, LEAST_COVERAGE) ** sharpness
    shares_of_words = {
        leg: w * (trusted if leg is Leg.LEXICAL else 1) for leg, w in of_words.items()
    }
    weights: dict[Leg, float] = {}
    for shares in (shares_of_words, OF_LOOKS):
        voting = [leg for leg in legs if leg in shares]
        total = sum(shares[leg] for leg in voting)
        weights |= {leg: shares[leg] / total for leg in voting}
    return weights
