"""Whether a person answers a conversation in the assistant's place."""

from dataclasses import dataclass
from typing import Protocol

from assistant.reply import Reply


@dataclass(frozen=True, slots=True)
class Turned:
    """What came of one turn, for those who watch over the conversations.

    Attributes:
        session_id: The conversation.
        turn: Index in the dialogue of the reply, or of the shopper's own turn
            where a person has the conversation.
        said: The shopper's words; empty for a tap.
        reply: The answer.
        trade_off: Weight of variety that its list was chosen by, in [0, 1].
    """

    session_id: str
    turn: int
    said: str
    reply: Reply
    trade_off: float


class Attendance(Protocol):
    """Knows who answers which conversation; ``service.desk.Desk`` is the real one."""

    def attended_by(self, session_id: str) -> str | None:
        """Return the name of the agent who answers here, None where the assistant does."""
        ...

    def is_staffed(self) -> bool:
        """Tell whether there is anybody whom a conversation could be handed to."""
        ...

    def turned(self, turned: Turned) -> None:
        """Take note of a turn that was answered or passed on."""
        ...


class Unattended:
    """A shop without a service desk: the assistant answers everything."""

    def attended_by(self, session_id: str) -> str | None:  # noqa: ARG002 - whichever it is
        """Return None."""
        return None

    def is_staffed(self) -> bool:
        """Return False."""
        return False

    def turned(self, turned: Turned) -> None:
        """Let it pass."""
