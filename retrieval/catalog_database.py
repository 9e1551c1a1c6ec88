"""Opening the catalogue's database: SQLite by default, PostgreSQL by URL."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    StaticPool,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from retrieval.catalog_errors import CatalogueEmptyError, CatalogueError, reporting
from retrieval.catalog_tables import LAYOUT, layout, metadata, serving

WAIT_FOR_WRITER: Final = 30.0
"""Seconds a writer waits for another before it gives up."""

_WRITES: Final = "aisle_writes"


class CatalogueDatabase:
    """A database with the catalogue's tables; safe to share between threads."""

    def __init__(self, url: str) -> None:
        """Open the database, making file and tables where there are none.

        Args:
            url: SQLAlchemy URL, such as ``sqlite:///shop/catalogue.sqlite`` or
                ``postgresql+psycopg://user:password@host/shop``.

        Raises:
            CatalogueError: If it cannot be opened or is of another layout.
        """
        try:
            parsed = make_url(url)
        except ArgumentError as error:
            raise CatalogueError(
                f"{url!r} is no database URL; one looks like sqlite:///shop/catalogue.sqlite"
            ) from error
        self._base = _folder_of(parsed)
        self._where = _name_of(parsed)
        if self._base is not None:
            try:
                self._base.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CatalogueError(f"cannot make the folder {self._base}: {error}") from error
        with reporting(self._where):
            self._engine = _engine(parsed)
            self._prepare()

    def close(self) -> None:
        """Give every connection back; the catalogue is of no use afterwards."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Generator[Connection]:
        """Yield a connection that sees one state of the database throughout."""
        with reporting(self._where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Generator[Connection]:
        """Yield a connection whose changes are kept all together or not at all."""
        with (
            reporting(self._where),
            self._engine.connect().execution_options(**{_WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    def _prepare(self) -> None:
        with self._reading() as connection:
            known = inspect(connection).has_table(layout.name)
        if not known:
            with self._writing() as connection:
                metadata.create_all(connection)
                if connection.scalar(select(layout.c.number)) is None:
                    connection.execute(insert(layout).values(number=LAYOUT))
        with self._reading() as connection:
            number = connection.scalar(select(layout.c.number))
        if number != LAYOUT:
            self.close()
            raise CatalogueError(
                f"{self._where} was made by another version of Aisle (layout {number}, this is "
                f"{LAYOUT}): move it away and run `aisle index FEED` to build it again"
            )


def serving_build(connection: Connection) -> str | None:
    """Return the id of the build that serves, or None before the first."""
    return connection.scalar(select(serving.c.build_id))


def required_build(connection: Connection) -> str:
    """Return the id of the build that serves.

    Raises:
        CatalogueEmptyError: If none was published yet.
    """
    build_id = serving_build(connection)
    if build_id is None:
        raise CatalogueEmptyError("the catalogue is empty: run `aisle index FEED` to fill it")
    return build_id


def _folder_of(url: URL) -> Path | None:
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(url.database or "").resolve().parent if in_file else None


def _name_of(url: URL) -> str:
    if _folder_of(url) is not None:
        return str(url.database)
    return url.render_as_string(hide_password=True)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    waiting = {"timeout": WAIT_FOR_WRITER, "check_same_thread": False}
    if _folder_of(url) is None:
        # Every connection to an in-memory database would see one of its own.
        engine = create_engine(url, connect_args=waiting, poolclass=StaticPool)
    else:
        engine = create_engine(url, connect_args=waiting)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver opens transactions late by itself; we begin them in `_begin_sqlite`.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: one that read first could not wait for it.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
