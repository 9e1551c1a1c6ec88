"""The catalogue's database: its tables, its transactions and its errors."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, insert, inspect, make_url, select
from sqlalchemy.exc import ArgumentError

from retrieval.catalog_change_tables import FIRST_REVISION, revision
from retrieval.catalog_errors import CatalogueEmptyError, CatalogueError, reporting
from retrieval.catalog_layouts import upgrade
from retrieval.catalog_tables import LAYOUT, layout, metadata, serving
from retrieval.database import folder_of, make_tables, open_engine, reading, writing


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
        self._base = folder_of(parsed)
        self._where = _name_of(parsed)
        if self._base is not None:
            try:
                self._base.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CatalogueError(f"cannot make the folder {self._base}: {error}") from error
        with reporting(self._where):
            self._engine = open_engine(parsed)
            self._prepare()

    def close(self) -> None:
        """Give every connection back; the catalogue is of no use afterwards."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Generator[Connection]:
        """Yield a connection that sees one state of the database throughout."""
        with reporting(self._where), reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Generator[Connection]:
        """Yield a connection whose changes are kept all together or not at all."""
        with reporting(self._where), writing(self._engine) as connection:
            yield connection

    def _prepare(self) -> None:
        with self._reading() as connection:
            known = inspect(connection).has_table(layout.name)
            number = connection.scalar(select(layout.c.number)) if known else None
        if number is None:
            with self._writing() as connection:
                make_tables(connection, metadata)
                if connection.scalar(select(layout.c.number)) is None:
                    connection.execute(insert(layout).values(number=LAYOUT))
                    connection.execute(insert(revision).values(FIRST_REVISION))
                number = connection.scalar(select(layout.c.number))
        elif number < LAYOUT:
            with self._writing() as connection:
                number = upgrade(connection)
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


def _name_of(url: URL) -> str:
    if folder_of(url) is not None:
        return str(url.database)
    return url.render_as_string(hide_password=True)
