"""What the assistant answers, whole and as it streams."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.answers.compare import Comparison
from assistant.intent import Intent
from ranking.ranked import RankedItem
from retrieval.knowledge import Passage, Promotion


class Origin(StrEnum):
    """Who phrased an explanation."""

    MODEL = "model"
    FACTS = "facts"


class Outcome(StrEnum):
    """What came of a turn, for the shop's own figures."""

    ANSWERED = "answered"
    NOT_CARRIED = "not_carried"
    NOTHING_FITS = "nothing_fits"
    UNANSWERED = "unanswered"
    HANDED_OVER = "handed_over"
    PASSED_ON = "passed_on"


@dataclass(frozen=True, slots=True)
class Claim:
    """A span of an explanation and the fact it rests on.

    Attributes:
        start: Index of the span's first character in the text.
        end: Index after its last.
        field: The item's field, such as ``price``, ``colour`` or ``rating``; or
            ``request`` for a claim about what the shopper said.
        version: The item's version it was checked against.
    """

    start: int
    end: int
    field: str
    version: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an item is on the list, in a sentence or two."""

    item_id: str
    text: str
    claims: tuple[Claim, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A one-tap refinement: ``label`` on the button, ``text`` said when tapped."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A clarifying question with tappable answers.

    Attributes:
        text: The question.
        field: The field it asks about.
        answers: What can be tapped, at least two.
    """

    text: str
    field: str
    answers: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one turn.

    Attributes:
        text: The lead: what was found, or what was in the way.
        items: The list, best first; may be empty.
        explanations: One an item, in the list's order; fewer while streaming.
        intent: What was understood.
        question: One clarifying question, or None.
        suggestions: One-tap refinements.
        passages: The policy passages cited, best first.
        promotions: The promotions spoken of.
        comparison: Items side by side where that was asked, or None.
        outcome: What came of the turn.
        missing: What was asked for and is not there, as the shopper put it: the
            subject, then the conditions in the way; empty where all is well.
        attended_by: Name of the agent who has taken the conversation over, so
            that the answer comes later and from them; None otherwise.
        currency: Of the shop's prices, ISO 4217, in which limits are meant; None
            where the shop has none.
    """

    text: str
    intent: Intent
    items: tuple[RankedItem, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    question: Question | None = None
    suggestions: tuple[Suggestion, ...] = ()
    passages: tuple[Passage, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    comparison: Comparison | None = None
    outcome: Outcome = Outcome.ANSWERED
    missing: tuple[str, ...] = ()
    attended_by: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """First event of a turn: everything but the explanations."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation is ready, in no fixed order."""

    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Finished:
    """Last event of a turn: the whole reply."""

    reply: Reply


Event = Shown | Explained | Finished
