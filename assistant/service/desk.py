"""The service desk: which conversations wait, which a person has, and what happened in them."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Engine, Select, func, insert, or_, select, update

from assistant.attendance import Turned
from assistant.reply import Outcome
from assistant.service.conversations import (
    Conversation,
    Status,
    conversation_of,
    row_of,
    with_agents,
)
from assistant.service.events import Kind, latest_outcome, log_event, turn_detail
from assistant.service.notices import QUEUE, Notices
from assistant.service.reasons import Reason, reason_of
from assistant.service.shown_lists import ShownList, keep_list, kept_lists
from assistant.service.tables import AGENTS, CONVERSATIONS
from retrieval.database import writing

AWAY: Final = timedelta(minutes=10)
"""After this long without a sign of the agent, a conversation waits for another one."""

LIVE: Final = timedelta(minutes=30)
"""A conversation in which something was said within this time is live."""


class TakenError(Exception):
    """Another agent has the conversation; the message says who."""


class Desk:
    """Watches over the conversations; safe for several threads."""

    def __init__(self, engine: Engine, notices: Notices, now: Callable[[], datetime]) -> None:
        """Take the database, who is to be woken, and the clock."""
        self._engine = engine
        self._now = now
        self.notices = notices

    # What the assistant asks and tells (see ``attendance.Attendance``).

    def attended_by(self, session_id: str) -> str | None:
        """Return the name of the agent who has the conversation.

        One whose agent has not been seen for ``AWAY`` waits for another from
        here on, so that no shopper talks to an empty chair.
        """
        query = with_agents().where(CONVERSATIONS.c.session_id == session_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None or row["status"] != Status.AGENT:
            return None
        if row["seen"] is not None and self._now() - row["seen"] > AWAY:
            self._wait(session_id, Reason.AGENT_LEFT)
            return None
        return row["name"]

    def is_staffed(self) -> bool:
        """Tell whether there is anybody who could take a conversation over."""
        with self._engine.connect() as connection:
            return bool(connection.scalar(select(func.count()).where(AGENTS.c.active)))

    def turned(self, turned: Turned) -> None:
        """Take note of a turn; a request for a person puts the conversation in the queue."""
        now, reply = self._now(), turned.reply
        with writing(self._engine) as connection:
            self._touch(connection, turned.session_id, now)
            was_unanswered = latest_outcome(connection, turned.session_id) == Outcome.UNANSWERED
            log_event(
                connection,
                now,
                turned.session_id,
                Kind.TURN,
                turn=turned.turn,
                detail=turn_detail(reply),
            )
            if reply.items:
                keep_list(connection, turned)
        if reply.outcome is Outcome.HANDED_OVER:
            self._wait(turned.session_id, reason_of(turned.said, was_unanswered=was_unanswered))
        else:
            self.notices.tell(turned.session_id, QUEUE)

    # What agents do.

    def take(self, ref: str, agent_id: int, *, from_others: bool = False) -> Conversation:
        """Give a conversation to an agent.

        Args:
            ref: The conversation.
            agent_id: Who takes it.
            from_others: Whether it may be taken from a colleague.

        Raises:
            UnknownConversationError: If there is none.
            TakenError: If a colleague has it and it may not be taken.
        """
        with writing(self._engine) as connection:
            row = row_of(connection, ref)
            has_other = row["status"] == Status.AGENT and row["agent_id"] != agent_id
            if has_other and not from_others:
                raise TakenError(f"{row['name']} has this conversation already.")
            waited = row["status"] == Status.WAITING
            seconds = (self._now() - row["since"]).total_seconds() if waited else None
            self._put(connection, row["session_id"], Status.AGENT, agent_id=agent_id)
            log_event(connection, self._now(), row["session_id"], Kind.TAKEN, seconds=seconds)
        return self._told(ref)

    def give_back(self, ref: str) -> Conversation:
        """Let the assistant answer again; one that waited no longer does.

        Raises:
            UnknownConversationError: If there is none.
        """
        with writing(self._engine) as connection:
            row = row_of(connection, ref)
            self._put(connection, row["session_id"], Status.ASSISTANT)
            log_event(connection, self._now(), row["session_id"], Kind.RETURNED)
        return self._told(ref)

    def leave_all(self, agent_id: int) -> list[str]:
        """Put everything an agent has back into the queue; return the references."""
        query = select(CONVERSATIONS.c.session_id, CONVERSATIONS.c.ref).where(
            CONVERSATIONS.c.agent_id == agent_id, CONVERSATIONS.c.status == Status.AGENT
        )
        with self._engine.connect() as connection:
            held = list(connection.execute(query))
        for row in held:
            self._wait(row.session_id, Reason.AGENT_LEFT)
        return [row.ref for row in held]

    def changed(self, session_id: str) -> None:
        """Take note that something was said or noted beside the assistant's turns."""
        with writing(self._engine) as connection:
            self._touch(connection, session_id, self._now())
        self.notices.tell(session_id, QUEUE)

    # What can be seen.

    def conversation(self, ref: str) -> Conversation:
        """Return a conversation.

        Raises:
            UnknownConversationError: If there is none.
        """
        with self._engine.connect() as connection:
            return conversation_of(row_of(connection, ref))

    def of_session(self, session_id: str) -> Conversation | None:
        """Return the conversation of a session, None before its first turn."""
        query = with_agents().where(CONVERSATIONS.c.session_id == session_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else conversation_of(row)

    def waiting(self) -> list[Conversation]:
        """Return what waits, longest first."""
        return self._listed(
            with_agents()
            .where(CONVERSATIONS.c.status == Status.WAITING)
            .order_by(CONVERSATIONS.c.since)
        )

    def live(self, limit: int = 60) -> list[Conversation]:
        """Return what agents have, and what was active within ``LIVE``; latest first."""
        is_live = or_(
            CONVERSATIONS.c.status == Status.AGENT,
            CONVERSATIONS.c.active > self._now() - LIVE,
        )
        return self._listed(
            with_agents()
            .where(CONVERSATIONS.c.status != Status.WAITING, is_live)
            .order_by(CONVERSATIONS.c.active.desc())
            .limit(limit)
        )

    def lists(self, session_id: str) -> dict[int, ShownList]:
        """Return the lists shown in a conversation, by the turn of their reply."""
        with self._engine.connect() as connection:
            return kept_lists(connection, session_id)

    def _listed(self, query: Select[Any]) -> list[Conversation]:
        with self._engine.connect() as connection:
            return [conversation_of(row) for row in connection.execute(query).mappings()]

    def _told(self, ref: str) -> Conversation:
        conversation = self.conversation(ref)
        self.notices.tell(conversation.session_id, QUEUE)
        return conversation

    def _wait(self, session_id: str, reason: Reason) -> None:
        with writing(self._engine) as connection:
            same = CONVERSATIONS.c.session_id == session_id
            status = connection.scalar(select(CONVERSATIONS.c.status).where(same))
            if status == Status.WAITING:
                return  # it keeps its place
            self._put(connection, session_id, Status.WAITING, reason=reason)
            log_event(connection, self._now(), session_id, Kind.WAITING, detail=reason)
        self.notices.tell(session_id, QUEUE)

    def _put(
        self,
        connection: Connection,
        session_id: str,
        status: Status,
        *,
        agent_id: int | None = None,
        reason: Reason | None = None,
    ) -> None:
        values: dict[str, Any] = {
            "status": status.value,
            "since": self._now(),
            "agent_id": agent_id,
            "revision": CONVERSATIONS.c.revision + 1,
        }
        if reason is not None:
            values["reason"] = reason.value
        same = CONVERSATIONS.c.session_id == session_id
        connection.execute(update(CONVERSATIONS).where(same).values(values))

    @staticmethod
    def _touch(connection: Connection, session_id: str, now: datetime) -> None:
        same = CONVERSATIONS.c.session_id == session_id
        later = {"active": now, "revision": CONVERSATIONS.c.revision + 1}
        if connection.execute(update(CONVERSATIONS).where(same).values(later)).rowcount:
            return
        connection.execute(
            insert(CONVERSATIONS).values(
                session_id=session_id,
                ref=secrets.token_hex(6),
                status=Status.ASSISTANT.value,
                reason="",
                since=now,
                began=now,
                active=now,
                revision=1,
            )
        )
