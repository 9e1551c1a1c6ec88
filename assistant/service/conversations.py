"""A conversation as the desk sees it, and how it is read from its rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from assistant.service.reasons import Reason
from assistant.service.tables import AGENTS, CONVERSATIONS


class Status(StrEnum):
    """Who has a conversation."""

    ASSISTANT = "assistant"
    WAITING = "waiting"
    AGENT = "agent"


class UnknownConversationError(LookupError):
    """There is no conversation of that reference; it may have been deleted."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as the desk sees it.

    Attributes:
        session_id: The shopper's own secret; never shown to anybody else.
        ref: What agents call it by; tells nothing of the session id.
        status: Who has it.
        reason: Why it waits or waited last; None if it never did.
        since: When the status began.
        began: When its first turn was.
        active: When something was said last.
        agent: Name of the agent who has it, or None.
        revision: Counts up whenever anything changes.
    """

    session_id: str
    ref: str
    status: Status
    reason: Reason | None
    since: datetime
    began: datetime
    active: datetime
    agent: str | None
    revision: int


def with_agents() -> Select[Any]:
    """Select conversations, each with the name of its agent and when they were seen last."""
    joined = CONVERSATIONS.outerjoin(AGENTS, CONVERSATIONS.c.agent_id == AGENTS.c.agent_id)
    return select(CONVERSATIONS, AGENTS.c.name, AGENTS.c.seen).select_from(joined)


def row_of(connection: Connection, ref: str) -> RowMapping:
    """Return the row of a conversation, as ``with_agents`` selects it.

    Raises:
        UnknownConversationError: If there is none.
    """
    query = with_agents().where(CONVERSATIONS.c.ref == ref)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise UnknownConversationError("There is no such conversation; it may have been deleted.")
    return row


def conversation_of(row: RowMapping) -> Conversation:
    """Return what a row of ``with_agents`` holds."""
    return Conversation(
        session_id=row["session_id"],
        ref=row["ref"],
        status=Status(row["status"]),
        reason=Reason(row["reason"]) if row["reason"] else None,
        since=row["since"],
        began=row["began"],
        active=row["active"],
        agent=row["name"],
        revision=row["revision"],
    )
