"""What happened in the conversations, logged as it happens and counted by ``figures``."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, insert, select

from assistant.reply import Reply
from assistant.service.tables import EVENTS

SEPARATOR: Final = "|"
"""Parts the outcome, the act and what was missing in a turn's detail."""


class Kind(StrEnum):
    """What happened in a conversation."""

    TURN = "turn"
    WAITING = "waiting"
    TAKEN = "taken"
    RETURNED = "returned"


def log_event(
    connection: Connection,
    at: datetime,
    session_id: str,
    kind: Kind,
    *,
    turn: int = -1,
    detail: str = "",
    seconds: float | None = None,
) -> None:
    """Log an event.

    Args:
        connection: Within a transaction.
        at: When it happened.
        session_id: The conversation.
        kind: What happened.
        turn: Index of the reply in the dialogue, -1 where it is no turn's.
        detail: What else is to be known; its first 255 characters are kept.
        seconds: How long the shopper had waited, or None.
    """
    connection.execute(
        insert(EVENTS).values(
            session_id=session_id,
            at=at,
            kind=kind.value,
            turn=turn,
            detail=detail[:255],
            seconds=seconds,
        )
    )


def turn_detail(reply: Reply) -> str:
    """Return the outcome, the act and what was missing, parted by ``SEPARATOR``."""
    parts = (reply.outcome, reply.intent.act, *reply.missing)
    return SEPARATOR.join(part.replace(SEPARATOR, "/") for part in parts)


def latest_outcome(connection: Connection, session_id: str) -> str:
    """Return the outcome of the conversation's latest turn, empty before any."""
    query = (
        select(EVENTS.c.detail)
        .where(EVENTS.c.session_id == session_id, EVENTS.c.kind == Kind.TURN)
        .order_by(EVENTS.c.event_id.desc())
        .limit(1)
    )
    return str(connection.scalar(query) or "").partition(SEPARATOR)[0]
