"""What can go wrong with the catalogue's database, said so that one can act on it."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, NoSuchModuleError


class CatalogueError(Exception):
    """The catalogue cannot do what was asked; the message says what to do."""


class CatalogueEmptyError(CatalogueError):
    """No feed was indexed yet."""


class CatalogueFullError(CatalogueError):
    """The disk has no room left."""


class CatalogueBusyError(CatalogueError):
    """Another process holds the database."""


class CatalogueMovedError(CatalogueError):
    """What a change was decided on no longer holds; look again."""


class CatalogueDamagedError(CatalogueError):
    """The database file is not one, or is broken."""


_FULL: Final = 13
# By SQLite's primary result code (the low byte of every extended one).
_CAUSES: Final[dict[int, tuple[type[CatalogueError], str]]] = {
    _FULL: (
        CatalogueFullError,
        (
            "the disk is full at {where}: free some space and run the same command again; "
            "it goes on where it stopped"
        ),
    ),
    5: (CatalogueBusyError, "another process is writing to {where}: wait for it, then try again"),
    6: (CatalogueBusyError, "another thread is writing to {where}: wait for it, then try again"),
    8: (CatalogueError, "{where} may not be written: check the permissions of its folder"),
    10: (CatalogueError, "the disk failed at {where} ({cause}): check it and its free space"),
    14: (CatalogueError, "{where} cannot be opened: check that its folder exists and is yours"),
    11: (
        CatalogueDamagedError,
        (
            "{where} is damaged ({cause}): move it away and run `aisle index FEED` to build it "
            "again from the feed"
        ),
    ),
    26: (
        CatalogueDamagedError,
        (
            "{where} is no catalogue ({cause}): move it away and run `aisle index FEED` to build "
            "it from the feed"
        ),
    ),
}
_POSTGRES_FULL: Final = "53100"


@contextmanager
def reporting(where: str) -> Generator[None]:
    """Turn the driver's errors into catalogue errors.

    Args:
        where: The database, named so that a person finds it and without a
            password.

    Raises:
        CatalogueError: In place of any error of the driver.
    """
    try:
        yield
    except DBAPIError as error:
        raise _understood(error, where) from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise CatalogueError(
            f"no driver for the catalogue's database {where}: {error}. For PostgreSQL, write "
            "postgresql+psycopg://... and run: "
            "python -m pip install --constraint constraints.txt --editable '.[postgres]'"
        ) from error


def _understood(error: DBAPIError, where: str) -> CatalogueError:
    cause = error.orig
    code = getattr(cause, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if getattr(cause, "sqlstate", None) == _POSTGRES_FULL:
        primary = _FULL
    kind, text = _CAUSES.get(
        primary or 0, (CatalogueError, "the catalogue's database {where} failed: {cause}")
    )
    return kind(text.format(where=where, cause=str(cause).strip()))
