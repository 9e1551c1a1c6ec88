"""The answer to a turn as JSON: what was understood, the list, and why each item is on it."""

from assistant import intent as operations
from assistant.answers.compare import Comparison
from assistant.intent import Act, Intent, Operation
from assistant.reply import Explanation, Origin, Question, Reply, Suggestion
from retrieval.constraints import Constraint, Preference
from retrieval.knowledge import Passage, Promotion
from ui.api.messages.items import RankedItemMessage
from ui.api.messages.message import Message
from ui.api.messages.taps import ClearTap, RemoveTap, SimilarTap
from ui.chips import Chip, chips


class ClaimMessage(Message):
    """A span of an explanation, by character index, and the field it rests on."""

    start: int
    end: int
    field: str
    version: int


class ExplanationMessage(Message):
    """Why an item is on the list."""

    item_id: str
    text: str
    claims: tuple[ClaimMessage, ...]
    origin: Origin

    @classmethod
    def of(cls, explanation: Explanation) -> "ExplanationMessage":
        """Return the message of an explanation."""
        return cls(
            item_id=explanation.item_id,
            text=explanation.text,
            claims=tuple(
                ClaimMessage(start=c.start, end=c.end, field=c.field, version=c.version)
                for c in explanation.claims
            ),
            origin=explanation.origin,
        )


class ChipMessage(Message):
    """One thing understood; post ``remove`` as a tap to take it away."""

    label: str
    required: bool
    remove: RemoveTap | ClearTap | SimilarTap | None

    @classmethod
    def of(cls, chip: Chip) -> "ChipMessage":
        """Return the message of a chip."""
        return cls(label=chip.label, required=chip.required, remove=_removal(chip.operation))


def _removal(operation: Operation | None) -> RemoveTap | ClearTap | SimilarTap | None:
    match operation:
        case operations.Remove(constraint):
            return RemoveTap(op="remove", constraint=constraint)
        case operations.Clear(field):
            return ClearTap(op="clear", field=field)
        case operations.SeekSimilar(item_ids):
            return SimilarTap(op="seek_similar", item_ids=item_ids)
        case _:
            return None


class IntentMessage(Message):
    """What was understood."""

    act: Act
    request: str
    language: str
    constraints: tuple[Constraint, ...]
    preferences: tuple[Preference, ...]
    liked: tuple[str, ...]
    disliked: tuple[str, ...]
    references: tuple[str, ...]
    similar_to: tuple[str, ...]
    by_photo: bool

    @classmethod
    def of(cls, intent: Intent) -> "IntentMessage":
        """Return the message of an intent."""
        return cls(
            act=intent.act,
            request=intent.request,
            language=intent.language,
            constraints=intent.constraints.all,
            preferences=intent.preferences,
            liked=intent.liked,
            disliked=intent.disliked,
            references=intent.references,
            similar_to=intent.similar_to,
            by_photo=intent.photo_id is not None,
        )


class ReplyMessage(Message):
    """The answer to a turn; in the ``items`` event the explanations are still missing."""

    text: str
    intent: IntentMessage
    chips: tuple[ChipMessage, ...]
    items: tuple[RankedItemMessage, ...]
    explanations: tuple[ExplanationMessage, ...]
    question: Question | None
    suggestions: tuple[Suggestion, ...]
    passages: tuple[Passage, ...]
    promotions: tuple[Promotion, ...]
    comparison: Comparison | None

    @classmethod
    def of(cls, reply: Reply) -> "ReplyMessage":
        """Return the message of a reply."""
        return cls(
            text=reply.text,
            intent=IntentMessage.of(reply.intent),
            chips=chip_messages(reply.intent, reply.currency),
            items=tuple(RankedItemMessage.of(ranked) for ranked in reply.items),
            explanations=tuple(ExplanationMessage.of(e) for e in reply.explanations),
            question=reply.question,
            suggestions=reply.suggestions,
            passages=reply.passages,
            promotions=reply.promotions,
            comparison=reply.comparison,
        )


def chip_messages(intent: Intent, currency: str | None) -> tuple[ChipMessage, ...]:
    """Return the intent's chips; see ``chips``."""
    return tuple(ChipMessage.of(chip) for chip in chips(intent, currency))
