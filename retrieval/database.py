"""Opening an SQL database: SQLite by default, PostgreSQL by URL."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

WAIT_FOR_WRITER: Final = 30.0
"""Seconds a writer waits for another before it gives up."""

_WRITES: Final = "aisle_writes"


def open_engine(url: URL) -> Engine:
    """Return an engine for the URL; SQLite's readers go on while one writes.

    Raises:
        NoSuchModuleError: If there is no driver for it.
    """
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    waiting = {"timeout": WAIT_FOR_WRITER, "check_same_thread": False}
    if folder_of(url) is None:
        # Every connection to an in-memory database would see one of its own.
        engine = create_engine(url, connect_args=waiting, poolclass=StaticPool)
    else:
        engine = create_engine(url, connect_args=waiting)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def folder_of(url: URL) -> Path | None:
    """Return the folder of an SQLite file, or None for any other database."""
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(url.database or "").resolve().parent if in_file else None


@contextmanager
def writing(engine: Engine) -> Generator[Connection]:
    """Yield a connection whose changes are kept all together or not at all."""
    options = {_WRITES: True}
    with (
        engine.connect().execution_options(**options) as connection,
        connection.begin(),
    ):
        yield connection


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver opens transactions late by itself; we begin them in `_begin_sqlite`.
    connection.isolation_level = None
    with closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: one that read first could not wait for it.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
