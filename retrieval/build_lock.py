"""One build of a shop at a time, and what it fails with told in one kind of error."""

import errno
import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from retrieval.catalog_errors import CatalogueError
from retrieval.embed import EncodingError
from retrieval.feeds.row import FeedError
from retrieval.joint.artefact import ArtefactError
from retrieval.vectors import VectorStoreError

LOCK: Final = "index.lock"
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class BuildError(Exception):
    """The index was not built; what served before still serves."""


@contextmanager
def alone(home: Path) -> Generator[None]:
    """Hold the shop's lock; the system gives it back however the process ends.

    Raises:
        BuildError: If another process holds it.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(
                f"another process is indexing into {home}: wait until it is done"
            ) from error
        yield


@contextmanager
def explained() -> Generator[None]:
    """Turn what a build fails with into a ``BuildError`` that says what to do.

    Raises:
        BuildError: In place of what was raised within.
    """
    try:
        yield
    except (
        FeedError,
        CatalogueError,
        EncodingError,
        VectorStoreError,
        ArtefactError,
    ) as error:
        raise BuildError(str(error)) from error
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise BuildError(
                f"the disk is full ({error}): free some space and run the same command again; "
                "it goes on where it stopped"
            ) from error
        raise BuildError(f"a file cannot be read or written: {error}") from error
