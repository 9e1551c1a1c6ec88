"""Opening an SQL database: SQLite by default, PostgreSQL by URL."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    MetaData,
    StaticPool,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

WAIT_FOR_WRITER: Final = 30.0
"""Seconds a writer waits for another before it gives up."""

_WRITES: Final = "aisle_writes"
_POSTGRES: Final = "postgresql"
_TABLES_LOCK: Final = 0x4149534C45
"""Any number will do that others who share the database do not use."""


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


@contextmanager
def reading(engine: Engine) -> Generator[Connection]:
    """Yield a connection that sees one state of the database throughout."""
    with engine.connect() as connection:
        if connection.dialect.name == _POSTGRES:
            # By default each of its statements sees what was kept just before it.
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def make_tables(connection: Connection, tables: MetaData) -> None:
    """Make those of the tables that are missing; several processes may do so at once.

    Args:
        connection: Of ``writing``.
        tables: All of them.
    """
    if connection.dialect.name == _POSTGRES:
        # It looks first and makes then, and so would two at once; held until the transaction ends.
        connection.execute(select(func.pg_advisory_xact_lock(_TABLES_LOCK)))
    tables.create_all(connection)


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
