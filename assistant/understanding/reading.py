"""A turn, and what a reader makes of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.intent import Act, Intent, Operation
from retrieval.items import Item
from retrieval.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything a reader may look at.

    Attributes:
        turn: Index of the shopper's turn in the dialogue, from 0.
        text: What the shopper said; untrusted, of any length.
        photo_id: Id of the photo that came with it, or None.
        intent: What held before this turn.
        shown: The items shown last, in order; empty before any.
        vocabulary: The words of the shop's catalogue.
        question: Field that the last answer asked about, or None.
    """

    turn: int
    text: str
    photo_id: str | None
    intent: Intent
    shown: tuple[Item, ...]
    vocabulary: Vocabulary
    question: str | None = None


class Remark(StrEnum):
    """What is said beside any request, and wants a word in return."""

    COMPLAINT = "complaint"
    BARGAIN = "bargain"
    ORDER = "order"
    ORDER_ASKING = "order asking"
    NOT_SHOWN = "not shown"
    OTHER_CURRENCY = "other currency"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a turn.

    Attributes:
        act: What the turn does.
        operations: What it changes, in the order it was said.
        question: The turn's own words where the act asks something, else empty.
        language: ISO 639-1 code of the turn.
        unresolved: Phrases that were understood but point at nothing, such as
            "the ninth one" of six or a price in another currency.
        sure: False where the reader recognised nothing in the turn, so that
            another reader's act may stand instead.
        remark: What was said beside the request, or None.
    """

    act: Act
    operations: tuple[Operation, ...] = ()
    question: str = ""
    language: str = "en"
    unresolved: tuple[str, ...] = ()
    sure: bool = True
    remark: Remark | None = None


class Reader(Protocol):
    """Reads a turn.

    Attributes:
        name: For people and reports.
    """

    name: str

    def ready(self) -> bool:
        """Tell at once whether it can read now."""
        ...

    def read(self, moment: Moment, seconds: float | None = None) -> Reading:
        """Read the turn; an unreadable one gives a reading without operations.

        Args:
            moment: The turn and what surrounds it.
            seconds: How long it may take, above 0; None leaves it to the reader.
        """
        ...
