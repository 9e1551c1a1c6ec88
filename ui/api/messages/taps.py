"""Taps as JSON: what a shopper can do to what was understood, other than say something."""

from typing import Annotated, Final, Literal

from pydantic import Field

from assistant import intent as operations
from assistant.intent import Operation
from retrieval.constraints import Constraint
from ui.api.messages.message import Message

MAX_OPERATIONS: Final = 20


class SetTap(Message):
    """Require something."""

    op: Literal["set"]
    constraint: Constraint

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.Set(self.constraint)


class ExcludeTap(Message):
    """Rule values out."""

    op: Literal["exclude"]
    constraint: Constraint

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.Exclude(self.constraint)


class RemoveTap(Message):
    """Take a chip away: the constraint exactly as the chip's ``remove`` holds it."""

    op: Literal["remove"]
    constraint: Constraint

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.Remove(self.constraint)


class ClearTap(Message):
    """Drop everything required or wished on one field."""

    op: Literal["clear"]
    field: str = Field(min_length=1, max_length=100)

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.Clear(self.field)


class ItemTap(Message):
    """Like an item, or turn it down."""

    op: Literal["like", "dislike"]
    item_id: str = Field(min_length=1, max_length=500)

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        if self.op == "like":
            return operations.Like(self.item_id)
        return operations.Dislike(self.item_id)


class SimilarTap(Message):
    """Ask for more like these items; none takes that wish back."""

    op: Literal["seek_similar"]
    item_ids: tuple[str, ...] = Field(max_length=10)

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.SeekSimilar(self.item_ids)


class CompareTap(Message):
    """Lay items side by side, from whichever list they are."""

    op: Literal["compare"]
    item_ids: tuple[str, ...] = Field(min_length=2, max_length=4)

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.Refer(self.item_ids)


class HistoryTap(Message):
    """Take the last change back, or forget everything understood."""

    op: Literal["undo", "start_over"]

    def operation(self) -> Operation:
        """Return the assistant's word for it."""
        return operations.Undo() if self.op == "undo" else operations.StartOver()


Tap = Annotated[
    SetTap | ExcludeTap | RemoveTap | ClearTap | ItemTap | SimilarTap | CompareTap | HistoryTap,
    Field(discriminator="op"),
]


class TapsRequest(Message):
    """What the shopper tapped; an empty list asks again, say with another trade-off."""

    operations: tuple[Tap, ...] = Field((), max_length=MAX_OPERATIONS)
    k: int | None = Field(None, ge=1, le=50)
    trade_off: float | None = Field(None, ge=0, le=1)
    said: str = Field(
        "", max_length=500, description="What the tap is called where it is a turn of its own."
    )
