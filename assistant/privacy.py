"""What is kept of a shopper: told whole, and deleted for good.

Both go by the database itself: whatever table says which conversation a row
belongs to, by a column ``session_id``, is told and deleted, whoever keeps it.
"""

import base64
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, MetaData, Table, make_url, select
from sqlalchemy.exc import OperationalError

from assistant.memory import Memory, UnknownSessionError
from retrieval.database import open_engine, writing

Record = dict[str, Any]


def export_sessions(url: str, session_ids: Sequence[str]) -> Record:
    """Return everything kept of the conversations, as it can be written as JSON.

    Args:
        url: SQLAlchemy URL of the sessions.
        session_ids: One shopper's conversations.

    Returns:
        Every table's rows by the table's name; photos as base64, JSON unfolded.

    Raises:
        UnknownSessionError: If one of them is not kept; nothing is told then.
    """
    engine = _open(url)
    try:
        told: Record = {}
        tables = _tables(engine)
        _require(engine, tables, session_ids)
        with engine.connect() as connection:
            for table in tables:
                rows = connection.execute(
                    select(table).where(table.c.session_id.in_(session_ids))
                ).mappings()
                told[table.name] = [{name: _plain(row[name]) for name in row} for row in rows]
        return told
    finally:
        engine.dispose()


def forget_sessions(url: str, session_ids: Sequence[str]) -> int:
    """Delete everything kept of the conversations; see ``export_sessions``.

    An SQLite file keeps no trace: deleted rows are overwritten and its log is
    emptied.

    Returns:
        How many rows are gone; those that the database deletes along with them
        are not counted.

    Raises:
        UnknownSessionError: If one of them is not kept; nothing is deleted then.
    """
    engine = _open(url)
    try:
        tables = _tables(engine)
        _require(engine, tables, session_ids)
        gone = 0
        is_sqlite = engine.dialect.name == "sqlite"
        with writing(engine) as connection:
            if is_sqlite:
                connection.exec_driver_sql("PRAGMA secure_delete = ON")
            for table in reversed(tables):
                deleted = connection.execute(
                    table.delete().where(table.c.session_id.in_(session_ids))
                )
                gone += deleted.rowcount
        if is_sqlite:
            _empty_log(engine)
        return gone
    finally:
        engine.dispose()


def _open(url: str) -> Engine:
    Memory(url).close()  # Makes the tables of a shop that nobody has talked with yet.
    return open_engine(make_url(url))


def _tables(engine: Engine) -> list[Table]:
    """Return the tables that name a conversation, those that others point at first."""
    metadata = MetaData()
    metadata.reflect(engine)
    return [table for table in metadata.sorted_tables if "session_id" in table.c]


def _require(engine: Engine, tables: Sequence[Table], session_ids: Sequence[str]) -> None:
    sessions = next(table for table in tables if table.name == "sessions")
    with engine.connect() as connection:
        known = set(
            connection.scalars(
                select(sessions.c.session_id).where(sessions.c.session_id.in_(session_ids))
            )
        )
    unknown = [one for one in session_ids if one not in known]
    if unknown:
        raise UnknownSessionError(f"no conversation is kept under {', '.join(unknown)}")


def _empty_log(engine: Engine) -> None:
    """Write the log into the database and cut it to nothing.

    While a reader is in the middle of the file that has to wait for the next
    checkpoint, which the server does by itself.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            return
        with suppress(OperationalError):
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str) and value[:1] in "{[":
        with suppress(ValueError):
            return json.loads(value)
    return value
