"""What a shopper says in a turn, and what an answer to it must hold."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from retrieval.items import Item


class Move(StrEnum):
    """What a turn does, as a transcript calls it."""

    OPEN = "open"
    ADD = "add"
    ANSWER = "answer"
    NO_PREFERENCE = "no preference"
    CHANGE = "change"
    UNDO = "undo"
    RELENT = "relent"
    MORE = "more"
    RESTATE = "restate"
    ASK = "ask"
    ASIDE = "aside"
    ACCEPT = "accept"
    GIVE_UP = "give up"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer can be told by.

    Attributes:
        price_of: The item whose price was asked.
        value_of: The item of which a value was asked.
        value: That value.
        has: Whether the item has it beyond doubt; False where it has not, None
            where that can't be told.
        not_again: Ids of items that others than these were asked for.
    """

    price_of: Item | None = None
    value_of: Item | None = None
    value: str = ""
    has: bool | None = None
    not_again: frozenset[str] = frozenset()


PLAIN: Final = Expected()
"""Nothing in particular."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn of the shopper.

    Attributes:
        text: The words as typed.
        move: What it does.
        seeks: Whether items are what it asks for.
        meant: The words before any slip, for the leak detector.
        expected: What a right answer can be told by.
    """

    text: str
    move: Move
    seeks: bool
    meant: str
    expected: Expected = PLAIN
