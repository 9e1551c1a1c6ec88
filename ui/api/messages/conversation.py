"""A conversation as JSON: what a shopper says, and the conversation as it stands."""

from typing import Final

from pydantic import Field

from assistant.dialogue import Role, Turn
from ui.api.messages.items import ItemMessage
from ui.api.messages.message import Message
from ui.api.messages.replies import ChipMessage, IntentMessage

MAX_TEXT: Final = 200_000
"""Characters of one turn; the beginning of a long one is read."""


class SessionOpened(Message):
    """A new conversation; keep the id secret, whoever has it has the conversation."""

    session_id: str


class TurnRequest(Message):
    """What the shopper says; as JSON, or as form fields beside a ``photo`` file."""

    text: str = Field("", max_length=MAX_TEXT, description="In the shopper's words.")
    k: int | None = Field(None, ge=1, le=50, description="Length of the list wanted.")
    trade_off: float | None = Field(
        None, ge=0, le=1, description="Weight of variety: 0 is similar, 1 is varied."
    )


class TurnMessage(Message):
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


class SessionMessage(Message):
    """A conversation as it stands; ``items`` are those shown last, in order."""

    session_id: str
    intent: IntentMessage
    chips: tuple[ChipMessage, ...]
    can_undo: bool
    turns: tuple[TurnMessage, ...]
    items: tuple[ItemMessage, ...]
