"""The audit log: it only grows, and every entry seals those before it."""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from assistant.service.tables import AUDIT, AUDIT_HEAD
from retrieval.database import writing

_FIRST: Final = "0" * 64
_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did.

    Attributes:
        seq: From 1, without gaps.
        at: When, ISO 8601 in UTC.
        agent: Who; empty before anybody is signed in.
        action: What, such as ``took over``.
        subject: On what: a conversation's reference, a product, a name.
        detail: More, by name; no words of a shopper.
        seal: HMAC-SHA-256 over the entry and the seal before it, in hex.
    """

    seq: int
    at: str
    agent: str
    action: str
    subject: str
    detail: Mapping[str, str]
    seal: str


@dataclass(frozen=True, slots=True)
class Check:
    """Whether the log is whole.

    Attributes:
        entries: How many entries it has.
        broken_at: The first sequence number that does not fit, None if all do.
    """

    entries: int
    broken_at: int | None


class Audit:
    """Writes and verifies the log; safe for several threads and processes."""

    def __init__(self, engine: Engine, key: bytes, now: Callable[[], datetime]) -> None:
        """Take the database, the secret that seals, and the clock."""
        self._engine = engine
        self._key = key
        self._now = now

    def note(self, agent: str, action: str, subject: str = "", **detail: str) -> None:
        """Append an entry."""
        with writing(self._engine) as connection:
            head = select(AUDIT_HEAD).with_for_update()
            is_new = connection.execute(head).one_or_none() is None
            latest = select(AUDIT.c.seq, AUDIT.c.seal).order_by(AUDIT.c.seq.desc()).limit(1)
            last = connection.execute(latest).one_or_none()
            seq, before = (last.seq + 1, last.seal) if last else (1, _FIRST)
            entry: dict[str, str | int] = {
                "seq": seq,
                "at": self._now().isoformat(timespec="milliseconds"),
                "agent": agent,
                "action": action,
                "subject": subject,
                "detail": json.dumps(detail, sort_keys=True, ensure_ascii=False),
            }
            seal = self._seal(before, entry)
            connection.execute(insert(AUDIT).values(**entry, seal=seal))
            self._put_head(connection, seq, seal, is_new=is_new)

    def entries(
        self, *, before: int | None = None, limit: int = 100, action: str = "", agent: str = ""
    ) -> list[Entry]:
        """Return entries, newest first.

        Args:
            before: Only those with a smaller sequence number.
            limit: How many at most.
            action: Only those of this action; all where it is empty.
            agent: Only those of this agent; all where it is empty.
        """
        query = select(AUDIT).order_by(AUDIT.c.seq.desc()).limit(limit)
        if before is not None:
            query = query.where(AUDIT.c.seq < before)
        if action:
            query = query.where(AUDIT.c.action == action)
        if agent:
            query = query.where(AUDIT.c.agent == agent)
        with self._engine.connect() as connection:
            return [_entry(row) for row in connection.execute(query).mappings()]

    def actions(self) -> list[str]:
        """Return every action that was ever noted, by name."""
        query = select(AUDIT.c.action).distinct().order_by(AUDIT.c.action)
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def verify(self) -> Check:
        """Go through the whole log and compare every seal.

        An entry that was changed, taken out, added or moved is found, and so is
        an end that was cut off, since the last seal is kept apart.
        """
        seal, last = _FIRST, 0
        with self._engine.connect() as connection:
            head = connection.execute(select(AUDIT_HEAD)).mappings().one_or_none()
            for row in self._rows(connection):
                stored = {name: row[name] for name in row if name != "seal"}
                seal = self._seal(seal, stored)
                if row["seq"] != last + 1 or not hmac.compare_digest(seal, row["seal"]):
                    return Check(last, row["seq"])
                last = row["seq"]
        ends = head is None if last == 0 else (head is not None and self._fits(head, last, seal))
        return Check(last, None if ends else last + 1)

    @staticmethod
    def _rows(connection: Connection) -> Iterator[RowMapping]:
        yield from connection.execute(select(AUDIT).order_by(AUDIT.c.seq)).mappings()

    def _fits(self, head: RowMapping, last: int, seal: str) -> bool:
        return head["seq"] == last and hmac.compare_digest(head["seal"], self._end(last, seal))

    def _end(self, seq: int, seal: str) -> str:
        """Return the seal of an end, which cannot be had from the entries themselves."""
        return self._seal(seal, {"end": seq})

    def _put_head(self, connection: Connection, seq: int, seal: str, *, is_new: bool) -> None:
        values = {"seq": seq, "seal": self._end(seq, seal)}
        if is_new:
            connection.execute(insert(AUDIT_HEAD).values(one=1, **values))
        else:
            connection.execute(update(AUDIT_HEAD).values(values))

    def _seal(self, before: str, entry: Mapping[str, object]) -> str:
        content = json.dumps([before, sorted(entry.items())], ensure_ascii=False).encode()
        return hmac.new(self._key, content, hashlib.sha256).hexdigest()


def audit_key(path: Path) -> bytes:
    """Return the secret kept in a file, making it, for its owner only, where it is missing.

    Raises:
        OSError: If it can be neither read nor written.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        key = secrets.token_bytes(_BYTES)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was faster
            return path.read_bytes()
        with os.fdopen(handle, "wb") as file:
            file.write(key)
        return key


def _entry(row: RowMapping) -> Entry:
    return Entry(
        seq=row["seq"],
        at=row["at"],
        agent=row["agent"],
        action=row["action"],
        subject=row["subject"],
        detail=json.loads(row["detail"]),
        seal=row["seal"],
    )
