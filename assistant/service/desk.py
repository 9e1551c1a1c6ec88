"""The service desk: which conversations wait, which a person has, and what happened in them."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Engine, RowMapping, Select, func, insert, or_, select, update

from assistant.attendance import Turned
from assistant.reply import Outcome, Reply
from assistant.service.notices import QUEUE, Notices
from assistant.service.reasons import Reason, reason_of
from assistant.service.tables import AGENTS, CONVERSATIONS, EVENTS, LISTS
from ranking.ranked import RankedItem
from retrieval.database import writing

AWAY: Final = timedelta(minutes=10)
"""After this long without a sign of the agent, a conversation waits for another one."""

LIVE: Final = timedelta(minutes=30)
"""A conversation in which something was said within this time is live."""


SEPARATOR: Final = "|"
"""Parts the outcome, the act and what was missing in a turn's detail."""


class Status(StrEnum):
    """Who has a conversation."""

    ASSISTANT = "assistant"
    WAITING = "waiting"
    AGENT = "agent"


class Kind(StrEnum):
    """What happened in a conversation."""

    TURN = "turn"
    WAITING = "waiting"
    TAKEN = "taken"
    RETURNED = "returned"


class UnknownConversationError(LookupError):
    """There is no conversation of that reference; it may have been deleted."""


class TakenError(Exception):
    """Another agent has the conversation; the message says who."""


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


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item of a list as it was shown; see ``RankedItem``."""

    item_id: str
    rank: int
    relevance: float
    novelty: float
    contributions: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list as it was shown.

    Attributes:
        turn: Index of the reply in the dialogue.
        trade_off: Weight of variety that it was chosen by, in [0, 1].
        items: Best first.
    """

    turn: int
    trade_off: float
    items: tuple[ListedItem, ...]


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
        query = _conversations().where(CONVERSATIONS.c.session_id == session_id)
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
            was_unanswered = _latest_outcome(connection, turned.session_id) == Outcome.UNANSWERED
            self._log(
                connection,
                turned.session_id,
                Kind.TURN,
                turn=turned.turn,
                detail=_turn_detail(reply),
            )
            if reply.items:
                _keep_list(connection, turned)
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
            row = _row(connection, ref)
            has_other = row["status"] == Status.AGENT and row["agent_id"] != agent_id
            if has_other and not from_others:
                raise TakenError(f"{row['name']} has this conversation already.")
            waited = row["status"] == Status.WAITING
            seconds = (self._now() - row["since"]).total_seconds() if waited else None
            self._put(connection, row["session_id"], Status.AGENT, agent_id=agent_id)
            self._log(connection, row["session_id"], Kind.TAKEN, seconds=seconds)
        return self._told(ref)

    def give_back(self, ref: str) -> Conversation:
        """Let the assistant answer again; one that waited no longer does.

        Raises:
            UnknownConversationError: If there is none.
        """
        with writing(self._engine) as connection:
            row = _row(connection, ref)
            self._put(connection, row["session_id"], Status.ASSISTANT)
            self._log(connection, row["session_id"], Kind.RETURNED)
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
            return _conversation(_row(connection, ref))

    def of_session(self, session_id: str) -> Conversation | None:
        """Return the conversation of a session, None before its first turn."""
        query = _conversations().where(CONVERSATIONS.c.session_id == session_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else _conversation(row)

    def waiting(self) -> list[Conversation]:
        """Return what waits, longest first."""
        return self._listed(
            _conversations()
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
            _conversations()
            .where(CONVERSATIONS.c.status != Status.WAITING, is_live)
            .order_by(CONVERSATIONS.c.active.desc())
            .limit(limit)
        )

    def lists(self, session_id: str) -> dict[int, ShownList]:
        """Return the lists shown in a conversation, by the turn of their reply."""
        query = select(LISTS).where(LISTS.c.session_id == session_id).order_by(LISTS.c.turn)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings()
            return {row["turn"]: _shown(row) for row in rows}

    def _listed(self, query: Select[Any]) -> list[Conversation]:
        with self._engine.connect() as connection:
            return [_conversation(row) for row in connection.execute(query).mappings()]

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
            self._log(connection, session_id, Kind.WAITING, detail=reason)
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

    def _log(
        self,
        connection: Connection,
        session_id: str,
        kind: Kind,
        *,
        turn: int = -1,
        detail: str = "",
        seconds: float | None = None,
    ) -> None:
        connection.execute(
            insert(EVENTS).values(
                session_id=session_id,
                at=self._now(),
                kind=kind.value,
                turn=turn,
                detail=detail[:255],
                seconds=seconds,
            )
        )


def listed(items: Sequence[RankedItem]) -> tuple[ListedItem, ...]:
    """Return what is kept of a list."""
    return tuple(
        ListedItem(
            each.item.item_id,
            each.rank,
            round(each.relevance, 4),
            round(each.novelty, 4),
            {name: round(value, 4) for name, value in each.contributions.items()},
        )
        for each in items
    )


def _turn_detail(reply: Reply) -> str:
    parts = (reply.outcome, reply.intent.act, *reply.missing)
    return SEPARATOR.join(part.replace(SEPARATOR, "/") for part in parts)


def _keep_list(connection: Connection, turned: Turned) -> None:
    content = [
        [each.item_id, each.rank, each.relevance, each.novelty, dict(each.contributions)]
        for each in listed(turned.reply.items)
    ]
    connection.execute(
        insert(LISTS).values(
            session_id=turned.session_id,
            turn=turned.turn,
            trade_off=turned.trade_off,
            content=json.dumps(content),
        )
    )


def _shown(row: RowMapping) -> ShownList:
    items = tuple(ListedItem(*fields) for fields in json.loads(row["content"]))
    return ShownList(row["turn"], row["trade_off"], items)


def _latest_outcome(connection: Connection, session_id: str) -> str:
    query = (
        select(EVENTS.c.detail)
        .where(EVENTS.c.session_id == session_id, EVENTS.c.kind == Kind.TURN)
        .order_by(EVENTS.c.event_id.desc())
        .limit(1)
    )
    return str(connection.scalar(query) or "").partition(SEPARATOR)[0]


def _conversations() -> Select[Any]:
    joined = CONVERSATIONS.outerjoin(AGENTS, CONVERSATIONS.c.agent_id == AGENTS.c.agent_id)
    return select(CONVERSATIONS, AGENTS.c.name, AGENTS.c.seen).select_from(joined)


def _row(connection: Connection, ref: str) -> RowMapping:
    query = _conversations().where(CONVERSATIONS.c.ref == ref)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise UnknownConversationError("There is no such conversation; it may have been deleted.")
    return row


def _conversation(row: RowMapping) -> Conversation:
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
