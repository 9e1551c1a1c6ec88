"""A conversation as JSON: what a shopper says, and the conversation as it stands."""

from typing import Final

from pydantic import Field

from assistant.dialogue import Role, Turn
from assistant.exchanges import Exchange
from ui.api.messages.items import ItemMessage
from ui.api.messages.message import Message
from ui.api.messages.replies import ChipMessage, IntentMessage, ReplyMessage

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


class ExchangeMessage(Message):
    """What was said and what was answered.

    ``said`` is empty for a tap without a name, whose list takes the place of the
    one before it. A busy exchange is still being answered: listen at
    ``/turns/{key}``.
    """

    key: str
    said: str
    with_photo: bool
    agent: str
    busy: bool
    reply: ReplyMessage | None

    @classmethod
    def of(cls, exchange: Exchange, *, busy: bool) -> "ExchangeMessage":
        """Return the message of an exchange; a busy one is still being answered."""
        return cls(
            key=exchange.key,
            said=exchange.said,
            with_photo=exchange.photo_id is not None,
            agent=exchange.agent,
            busy=busy,
            reply=None if exchange.reply is None else ReplyMessage.of(exchange.reply),
        )


class ExchangesMessage(Message):
    """A conversation to be shown again: its last exchanges, and what holds now.

    ``earlier`` is how many exchanges came before those.
    """

    session_id: str
    request: str
    language: str
    chips: tuple[ChipMessage, ...]
    can_undo: bool
    earlier: int
    exchanges: tuple[ExchangeMessage, ...]
