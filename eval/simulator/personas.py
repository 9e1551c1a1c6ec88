"""Kinds of shoppers: how much they say at once, how long they stay, what they get up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Errand(StrEnum):
    """Something a shopper does beside saying what they want."""

    ASK_PRICE = "ask price"
    ASK_VALUE = "ask value"
    COMPARE = "compare"
    POLICY = "policy"
    DEALS = "deals"
    OFF_TOPIC = "off topic"
    ATTACK = "attack"
    CHEAPER = "cheaper"
    CHEAPER_THAN = "cheaper than"
    DISLIKE = "dislike"
    OTHER_BRAND = "other brand"
    CHANGE_COLOUR = "change colour"
    REGRET = "change and undo"
    RELEASE = "release"
    TOO_TIGHT = "too tight"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Persona:
    """A kind of shopper.

    Attributes:
        name: As the report calls it.
        opens_with: How many needs the first sentence holds beside the kind.
        adds: How many needs a later sentence adds, at least 1.
        patience: Searches without success until they give up, at least 1.
        answers: Probability in [0, 1] that a question asked is answered.
        errands: Probability in [0, 1] that each is run, once.
        terse: Whether they type fragments.
        slips: Probability that a sentence has a typing slip.
        chinese: Probability that a sentence is in Chinese.
        price_first: Whether the budget is told before anything else.
    """

    name: str
    opens_with: int
    adds: int
    patience: int
    answers: float = 0.9
    errands: Mapping[Errand, float] = field(default_factory=dict[Errand, float])
    terse: bool = False
    slips: float = 0.0
    chinese: float = 0.0
    price_first: bool = False


_CURIOUS: Final = {Errand.ASK_PRICE: 0.2, Errand.ASK_VALUE: 0.2, Errand.POLICY: 0.1}
_WANDERING: Final = {Errand.CHANGE_COLOUR: 0.35, Errand.DISLIKE: 0.2, Errand.MORE: 0.2}

PERSONAS: Final = (
    Persona("decided", opens_with=3, adds=2, patience=6, errands=_CURIOUS),
    Persona("vague", opens_with=0, adds=1, patience=9, errands=_CURIOUS | _WANDERING),
    Persona(
        "contradictory",
        opens_with=2,
        adds=1,
        patience=9,
        errands={
            Errand.CHANGE_COLOUR: 0.6,
            Errand.REGRET: 0.5,
            Errand.RELEASE: 0.4,
            Errand.TOO_TIGHT: 0.4,
        },
    ),
    Persona("impatient", opens_with=2, adds=2, patience=4, answers=0.4, terse=True),
    Persona(
        "bargain hunter",
        opens_with=1,
        adds=1,
        patience=8,
        errands={
            Errand.CHEAPER: 0.5,
            Errand.CHEAPER_THAN: 0.5,
            Errand.DEALS: 0.4,
            Errand.TOO_TIGHT: 0.3,
        },
        price_first=True,
    ),
    Persona(
        "comparer",
        opens_with=2,
        adds=1,
        patience=8,
        errands={
            Errand.COMPARE: 0.9,
            Errand.ASK_PRICE: 0.5,
            Errand.ASK_VALUE: 0.5,
            Errand.MORE: 0.4,
            Errand.OTHER_BRAND: 0.4,
        },
    ),
    Persona("slip-prone", opens_with=2, adds=1, patience=8, errands=_WANDERING, slips=0.6),
    Persona(
        "off-topic",
        opens_with=1,
        adds=1,
        patience=8,
        answers=0.6,
        errands={Errand.OFF_TOPIC: 0.9, Errand.POLICY: 0.6, Errand.DEALS: 0.3, Errand.REGRET: 0.3},
    ),
    Persona(
        "adversarial",
        opens_with=2,
        adds=1,
        patience=7,
        answers=0.5,
        errands={Errand.ATTACK: 1.0, Errand.TOO_TIGHT: 0.3, Errand.DISLIKE: 0.3},
    ),
    Persona("bilingual", opens_with=2, adds=1, patience=8, errands=_WANDERING, chinese=0.5),
    Persona("chinese", opens_with=2, adds=1, patience=8, errands=_CURIOUS, chinese=1.0),
)
"""Every persona; a run gives each the same number of dialogues."""
