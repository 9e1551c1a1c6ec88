"""What the shopper wants, as a typed state, and the operations that change it."""

from dataclasses import dataclass
from enum import StrEnum

from retrieval.constraints import Constraint, Constraints, Preference


class Act(StrEnum):
    """What the shopper does with a turn."""

    RECOMMEND = "recommend"
    REFINE = "refine"
    COMPARE = "compare"
    ASK_ABOUT = "ask_about"
    BROWSE_POPULAR = "browse_popular"
    PROMOTIONS = "promotions"
    POLICY_QUESTION = "policy_question"
    CHAT = "chat"
    HANDOFF = "handoff"


@dataclass(frozen=True, slots=True)
class Intent:
    """Everything understood so far.

    Attributes:
        act: What the latest turn does.
        request: What is sought, in words, without what became a constraint's
            bound; may be empty.
        lacking: What was sought last and is not carried, until something else is.
        constraints: What must hold.
        unmet: Of these, what the last list had to leave out, as was said beside it.
        preferences: What would be nice.
        liked: Item ids the shopper liked, oldest first.
        disliked: Item ids the shopper turned down; never shown again.
        passed: Item ids the shopper has seen and wants others than ("show me
            more"); not shown again until something else is asked than more.
        references: Item ids the latest turn speaks of ("the second one").
        similar_to: Item ids whose like is wanted.
        photo_id: The photo whose look-alikes are wanted, or None.
        question: The latest turn's own words where the act asks something.
        language: ISO 639-1 code of the shopper's latest turn.
    """

    act: Act = Act.RECOMMEND
    request: str = ""
    lacking: str = ""
    constraints: Constraints = Constraints()
    unmet: tuple[Constraint, ...] = ()
    preferences: tuple[Preference, ...] = ()
    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    similar_to: tuple[str, ...] = ()
    photo_id: str | None = None
    question: str = ""
    language: str = "en"

    @property
    def seeks_nothing(self) -> bool:
        """Whether nothing is understood of what is sought."""
        return not (
            self.request
            or len(self.constraints)
            or self.preferences
            or self.similar_to
            or self.photo_id
        )


@dataclass(frozen=True, slots=True)
class Set:
    """Require it; replaces what the same field and operator required before."""

    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Require:
    """Require it beside what the same field requires already.

    For fields of which an item has several at once: "waterproof", then "and it
    should be breathable too".
    """

    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Exclude:
    """Rule values out; adds to those ruled out before."""

    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Clear:
    """Drop every constraint and preference on a field."""

    field: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Drop one constraint: the shopper tapped its chip away."""

    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Prefer:
    """Note a wish that is no condition."""

    preference: Preference


@dataclass(frozen=True, slots=True)
class Describe:
    """Say in words what is sought.

    Attributes:
        text: The words.
        afresh: True for a new subject (replaces the request and drops what
            belonged to the old one), False to add to the request.
    """

    text: str
    afresh: bool


@dataclass(frozen=True, slots=True)
class Like:
    """Approve of an item."""

    item_id: str


@dataclass(frozen=True, slots=True)
class Dislike:
    """Turn an item down."""

    item_id: str


@dataclass(frozen=True, slots=True)
class Pass:
    """Ask for others than these, without turning them down."""

    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refer:
    """Speak of items that were shown."""

    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeekSimilar:
    """Ask for more like these items."""

    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Ask for look-alikes of a photo."""

    photo_id: str


@dataclass(frozen=True, slots=True)
class Return:
    """Go back to what was last sought in one of these categories, as it stood then.

    Where none was sought, nothing; what the turn names is then sought anew.
    """

    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last turn's changes back."""


@dataclass(frozen=True, slots=True)
class StartOver:
    """Forget everything understood."""


Operation = (
    Set
    | Require
    | Exclude
    | Clear
    | Remove
    | Prefer
    | Describe
    | Like
    | Dislike
    | Pass
    | Refer
    | SeekSimilar
    | Look
    | Return
    | Undo
    | StartOver
)


@dataclass(frozen=True, slots=True)
class State:
    """The intent and how it came about.

    Attributes:
        intent: What holds now.
        past: The intents before it, oldest first, at most ``HISTORY`` of them.
    """

    intent: Intent = Intent()
    past: tuple[Intent, ...] = ()
