"""Keeps the deletion of unused photos apart from those who are about to use one."""

import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_LOCK: Final = "photos.lock"


@contextmanager
def using_photos(home: Path) -> Generator[None]:
    """Hold off the deletion of photos, from keeping one until its item is stored.

    Any number of processes may; the system ends it however the process ends.
    """
    with _held(home, fcntl.LOCK_SH):
        yield


@contextmanager
def deleting_photos(home: Path) -> Generator[None]:
    """Wait until nobody is about to use a photo, and hold all off who would."""
    with _held(home, fcntl.LOCK_EX):
        yield


@contextmanager
def _held(home: Path, how: int) -> Generator[None]:
    home.mkdir(parents=True, exist_ok=True)
    with (home / _LOCK).open("w") as file:
        fcntl.flock(file, how)
        yield
