"""The agents of the service desk: who they are, and whether they are signed in."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.service.passwords import Cost, hash_password, is_password
from assistant.service.tables import AGENTS, FAILURES, LONGEST_NAME, SIGN_INS
from assistant.untrusted import normalise
from retrieval.database import writing

TRIES: Final = 5
LOCKED: Final = timedelta(minutes=5)
IDLE: Final = timedelta(hours=1)
LONGEST_SHIFT: Final = timedelta(hours=12)
_SEEN_EVERY: Final = timedelta(seconds=20)


class Role(StrEnum):
    """What an agent may do: a lead may also see figures and the audit log."""

    AGENT = "agent"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Agent:
    """One of the shop's people.

    Attributes:
        agent_id: Unique.
        name: As shoppers and colleagues see it.
        role: What they may do.
        active: False where they may no longer sign in.
    """

    agent_id: int
    name: str
    role: Role
    active: bool = True


@dataclass(frozen=True, slots=True)
class SignIn:
    """An agent who is signed in.

    Attributes:
        agent: Who.
        csrf: What every form must carry.
    """

    agent: Agent
    csrf: str


class AgentError(ValueError):
    """What is asked of the list of agents cannot be done; the message says why."""


class RefusedError(Exception):
    """The sign-in was refused; the message is the same whatever was wrong."""


class LockedError(RefusedError):
    """Too many sign-ins failed under this name; the message says for how long."""


class People:
    """Keeps the agents and their sign-ins; safe for several threads."""

    def __init__(
        self, engine: Engine, now: Callable[[], datetime], cost: Cost | None = None
    ) -> None:
        """Take the database, the clock, and what a password hash may cost."""
        self._engine = engine
        self._now = now
        self._cost = cost or Cost()

    def add(self, name: str, password: str, role: Role) -> Agent:
        """Add an agent.

        Raises:
            AgentError: If the name is empty, too long or taken.
            WeakPasswordError: If the password is too short or too long.
        """
        shown = normalise(name, LONGEST_NAME + 1)
        if not shown or len(shown) > LONGEST_NAME:
            raise AgentError(f"a name takes 1 to {LONGEST_NAME} characters")
        row = {
            "name": shown,
            "folded": shown.casefold(),
            "role": role.value,
            "password": hash_password(password, self._cost),
            "created": self._now(),
            "active": True,
        }
        try:
            with writing(self._engine) as connection:
                key = connection.execute(insert(AGENTS).values(row)).inserted_primary_key
        except IntegrityError:
            raise AgentError(f"there is an agent called {shown!r} already") from None
        return Agent(int(key[0]) if key else 0, shown, role)

    def all(self) -> list[Agent]:
        """Return every agent, by name."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(AGENTS).order_by(AGENTS.c.folded)).mappings()
            return [_agent(row) for row in rows]

    def is_staffed(self) -> bool:
        """Tell whether anybody could sign in."""
        with self._engine.connect() as connection:
            found = connection.scalar(select(func.count()).where(AGENTS.c.active))
        return bool(found)

    def change(
        self,
        name: str,
        *,
        password: str | None = None,
        role: Role | None = None,
        active: bool | None = None,
    ) -> Agent:
        """Change what is given, and sign the agent out everywhere.

        Raises:
            AgentError: If there is no agent of that name.
            WeakPasswordError: If the password is too short or too long.
        """
        changes: dict[str, Any] = {}
        if password is not None:
            changes["password"] = hash_password(password, self._cost)
        if role is not None:
            changes["role"] = role.value
        if active is not None:
            changes["active"] = active
        with writing(self._engine) as connection:
            row = _named(connection, name)
            if row is None:
                raise AgentError(f"there is no agent called {name!r}; `aisle agents list` has all")
            same = AGENTS.c.agent_id == row["agent_id"]
            if changes:
                connection.execute(update(AGENTS).where(same).values(changes))
            connection.execute(delete(SIGN_INS).where(SIGN_INS.c.agent_id == row["agent_id"]))
            changed = connection.execute(select(AGENTS).where(same)).mappings().one()
        return _agent(changed)

    def sign_in(self, name: str, password: str) -> tuple[str, SignIn]:
        """Check a password and open a sign-in.

        A name that nobody has is refused like a wrong password, takes as long,
        and is locked alike, so that names cannot be found out.

        Returns:
            The token that the browser keeps, and who it stands for.

        Raises:
            LockedError: If ``TRIES`` sign-ins under the name failed within ``LOCKED``.
            RefusedError: If name and password do not fit.
        """
        folded = hashlib.sha256(normalise(name, LONGEST_NAME).casefold().encode()).hexdigest()
        self._check_lock(folded)
        with self._engine.connect() as connection:
            row = _named(connection, name)
        fits = is_password(password, row["password"] if row else self._nobodys)
        if row is None or not fits or not row["active"]:
            self._count_failure(folded)
            raise RefusedError("This name and password do not fit together.")
        return self._open(_agent(row), folded)

    def signed_in(self, token: str) -> SignIn | None:
        """Return who a token stands for; None where it is unknown, idle or outlived."""
        now = self._now()
        with self._engine.connect() as connection:
            joined = SIGN_INS.join(AGENTS, SIGN_INS.c.agent_id == AGENTS.c.agent_id)
            query = select(SIGN_INS, AGENTS).select_from(joined)
            row = (
                connection.execute(query.where(SIGN_INS.c.token_hash == _hashed(token)))
                .mappings()
                .one_or_none()
            )
        if row is None or not row[AGENTS.c.active]:
            return None
        if now - row[SIGN_INS.c.used] > IDLE or now - row[SIGN_INS.c.began] > LONGEST_SHIFT:
            self.sign_out(token)
            return None
        if now - row[SIGN_INS.c.used] > _SEEN_EVERY:
            self._touch(token, row[AGENTS.c.agent_id], now)
        agent = Agent(row[AGENTS.c.agent_id], row[AGENTS.c.name], Role(row[AGENTS.c.role]))
        return SignIn(agent, row[SIGN_INS.c.csrf])

    def sign_out(self, token: str) -> None:
        """End a sign-in; an unknown one is ignored."""
        with writing(self._engine) as connection:
            connection.execute(delete(SIGN_INS).where(SIGN_INS.c.token_hash == _hashed(token)))

    @cached_property
    def _nobodys(self) -> str:
        return hash_password(secrets.token_urlsafe(24), self._cost)

    def _open(self, agent: Agent, folded: str) -> tuple[str, SignIn]:
        now, token = self._now(), secrets.token_urlsafe(32)
        sign_in = SignIn(agent, secrets.token_urlsafe(24))
        with writing(self._engine) as connection:
            connection.execute(delete(FAILURES).where(FAILURES.c.folded == folded))
            connection.execute(delete(SIGN_INS).where(SIGN_INS.c.began < now - LONGEST_SHIFT))
            connection.execute(
                insert(SIGN_INS).values(
                    token_hash=_hashed(token),
                    agent_id=agent.agent_id,
                    csrf=sign_in.csrf,
                    began=now,
                    used=now,
                )
            )
            _see(connection, agent.agent_id, now)
        return token, sign_in

    def _touch(self, token: str, agent_id: int, now: datetime) -> None:
        with writing(self._engine) as connection:
            same = SIGN_INS.c.token_hash == _hashed(token)
            connection.execute(update(SIGN_INS).where(same).values(used=now))
            _see(connection, agent_id, now)

    def _check_lock(self, folded: str) -> None:
        with self._engine.connect() as connection:
            found = select(FAILURES).where(FAILURES.c.folded == folded)
            row = connection.execute(found).mappings().one_or_none()
        if row is None or row["count"] < TRIES:
            return
        left = row["latest"] + LOCKED - self._now()
        if left > timedelta(0):
            minutes = int(left.total_seconds() // 60) + 1
            raise LockedError(f"Too many tries. Wait {minutes} minutes, or ask your lead.")

    def _count_failure(self, folded: str) -> None:
        now = self._now()
        with writing(self._engine) as connection:
            connection.execute(delete(FAILURES).where(FAILURES.c.latest < now - LOCKED))
            same = FAILURES.c.folded == folded
            before = connection.scalar(select(FAILURES.c["count"]).where(same)) or 0
            connection.execute(delete(FAILURES).where(same))
            connection.execute(insert(FAILURES).values(folded=folded, count=before + 1, latest=now))


def is_same(one: str, other: str) -> bool:
    """Compare two secrets in a time that tells nothing of them."""
    return hmac.compare_digest(one.encode(), other.encode())


def _see(connection: Connection, agent_id: int, now: datetime) -> None:
    connection.execute(update(AGENTS).where(AGENTS.c.agent_id == agent_id).values(seen=now))


def _named(connection: Connection, name: str) -> RowMapping | None:
    folded = normalise(name, LONGEST_NAME).casefold()
    found = select(AGENTS).where(AGENTS.c.folded == folded)
    return connection.execute(found).mappings().one_or_none()


def _agent(row: RowMapping) -> Agent:
    return Agent(row["agent_id"], row["name"], Role(row["role"]), bool(row["active"]))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
