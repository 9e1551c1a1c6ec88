"""What goes in and out of the HTTP interface, as JSON."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from assistant import intent as operations
from assistant.answers.compare import Comparison
from assistant.dialogue import Role, Turn
from assistant.intent import Act, Intent, Operation
from assistant.models.chat_model import Readiness
from assistant.reply import Explanation, Origin, Question, Reply, Suggestion
from ranking.ranked import RankedItem
from retrieval.constraints import Constraint, Preference
from retrieval.items import Availability, Item, Price
from retrieval.knowledge import Passage, Promotion
from ui.chips import Chip, chips
from ui.wording import currency_of, percent_off

MAX_TEXT = 200_000
MAX_OPERATIONS = 20


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SessionOpened(_Message):
    """A new conversation; keep the id secret, whoever has it has the conversation."""

    session_id: str


class TurnRequest(_Message):
    """What the shopper says; as JSON, or as form fields beside a ``photo`` file."""

    text: str = Field("", max_length=MAX_TEXT, description="In the shopper's words.")
    k: int | None = Field(None, ge=1, le=50, description="Length of the list wanted.")
    trade_off: float | None = Field(
        None, ge=0, le=1, description="Weight of variety: 0 is similar, 1 is varied."
    )


class SetTap(_Message):
    """Require something."""

    op: Literal["set"]
    constraint: Constraint

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.Set(self.constraint)


class ExcludeTap(_Message):
    """Rule values out."""

    op: Literal["exclude"]
    constraint: Constraint

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.Exclude(self.constraint)


class RemoveTap(_Message):
    """Take a chip away: the constraint exactly as the chip's ``remove`` holds it."""

    op: Literal["remove"]
    constraint: Constraint

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.Remove(self.constraint)


class ClearTap(_Message):
    """Drop everything required or wished on one field."""

    op: Literal["clear"]
    field: str = Field(min_length=1, max_length=100)

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.Clear(self.field)


class ItemTap(_Message):
    """Like an item, or turn it down."""

    op: Literal["like", "dislike"]
    item_id: str = Field(min_length=1, max_length=500)

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        if self.op == "like":
            return operations.Like(self.item_id)
        return operations.Dislike(self.item_id)


class SimilarTap(_Message):
    """Ask for more like these items; none takes that wish back."""

    op: Literal["seek_similar"]
    item_ids: tuple[str, ...] = Field(max_length=10)

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.SeekSimilar(self.item_ids)


class HistoryTap(_Message):
    """Take the last change back, or forget everything understood."""

    op: Literal["undo", "start_over"]

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.Undo() if self.op == "undo" else operations.StartOver()


Tap = Annotated[
    SetTap | ExcludeTap | RemoveTap | ClearTap | ItemTap | SimilarTap | HistoryTap,
    Field(discriminator="op"),
]


class TapsRequest(_Message):
    """What the shopper tapped; an empty list asks again, say with another trade-off."""

    operations: tuple[Tap, ...] = Field((), max_length=MAX_OPERATIONS)
    k: int | None = Field(None, ge=1, le=50)
    trade_off: float | None = Field(None, ge=0, le=1)


class PriceMessage(_Message):
    """An amount as a decimal string, so that 19.99 stays 19.99."""

    amount: str
    currency: str

    @classmethod
    def of(cls, price: Price | None) -> "PriceMessage | None":
        """Return the message of a price, None of none."""
        if price is None:
            return None
        return cls(amount=f"{price.amount:f}", currency=price.currency)


class ItemMessage(_Message):
    """An item; where its photos lie on the shop's disk stays there."""

    item_id: str
    family_id: str
    title: str
    description: str
    brand: str | None
    category: tuple[str, ...]
    price: PriceMessage | None
    list_price: PriceMessage | None
    percent_off: int | None
    availability: Availability
    stock: int | None
    rating: float | None
    rating_count: int
    attributes: Mapping[str, tuple[str, ...]]
    photo_url: str | None
    link: str | None
    version: int

    @classmethod
    def of(cls, item: Item) -> "ItemMessage":
        """Return the message of an item."""
        return cls(
            item_id=item.item_id,
            family_id=item.family_id,
            title=item.title,
            description=item.description,
            brand=item.brand,
            category=item.category,
            price=PriceMessage.of(item.price),
            list_price=PriceMessage.of(item.list_price),
            percent_off=percent_off(item),
            availability=item.availability,
            stock=item.stock,
            rating=item.rating,
            rating_count=item.rating_count,
            attributes=dict(item.attributes),
            photo_url=photo_url(item),
            link=item.link,
            version=item.version,
        )


def photo_url(item: Item) -> str | None:
    """Return the path of the item's main picture, None where it has none.

    The version is part of it, so that a picture may be cached for ever.
    """
    if not item.image_paths:
        return None
    return f"/api/photos/{quote(item.item_id, safe='')}?v={item.version}"


class RankedItemMessage(_Message):
    """An item in its place on the list."""

    item: ItemMessage
    rank: int
    relevance: float
    novelty: float
    contributions: Mapping[str, float]

    @classmethod
    def of(cls, ranked: RankedItem) -> "RankedItemMessage":
        """Return the message of a ranked item."""
        return cls(
            item=ItemMessage.of(ranked.item),
            rank=ranked.rank,
            relevance=ranked.relevance,
            novelty=ranked.novelty,
            contributions=dict(ranked.contributions),
        )


class ClaimMessage(_Message):
    """A span of an explanation, by character index, and the field it rests on."""

    start: int
    end: int
    field: str
    version: int


class ExplanationMessage(_Message):
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


class ChipMessage(_Message):
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


class IntentMessage(_Message):
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


class ReplyMessage(_Message):
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
            chips=chip_messages(reply.intent, [ranked.item for ranked in reply.items]),
            items=tuple(RankedItemMessage.of(ranked) for ranked in reply.items),
            explanations=tuple(ExplanationMessage.of(e) for e in reply.explanations),
            question=reply.question,
            suggestions=reply.suggestions,
            passages=reply.passages,
            promotions=reply.promotions,
            comparison=reply.comparison,
        )


def chip_messages(intent: Intent, items: Sequence[Item]) -> tuple[ChipMessage, ...]:
    """Return the intent's chips, price limits in the currency of the items shown."""
    return tuple(ChipMessage.of(chip) for chip in chips(intent, currency_of(items)))


class TurnMessage(_Message):
    """One contribution to the conversation."""

    role: Role
    text: str
    with_photo: bool
    shown: tuple[str, ...]

    @classmethod
    def of(cls, turn: Turn) -> "TurnMessage":
        """Return the message of a turn."""
        return cls(
            role=turn.role, text=turn.text, with_photo=turn.photo_id is not None, shown=turn.shown
        )


class SessionMessage(_Message):
    """A conversation as it stands; ``items`` are those shown last, in order."""

    session_id: str
    intent: IntentMessage
    chips: tuple[ChipMessage, ...]
    can_undo: bool
    turns: tuple[TurnMessage, ...]
    items: tuple[ItemMessage, ...]


class ModelMessage(_Message):
    """Whether the language model can be asked now, and one line for people."""

    readiness: Readiness
    detail: str


class ReadyMessage(_Message):
    """Whether shoppers can be served: they can without a model, never without a catalogue."""

    ready: bool
    catalogue: str
    model: ModelMessage


class HealthMessage(_Message):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Problem(_Message):
    """What went wrong and what to do about it."""

    code: str
    message: str
    remedy: str


class ProblemMessage(_Message):
    """The body of every answer that is not a success."""

    error: Problem
