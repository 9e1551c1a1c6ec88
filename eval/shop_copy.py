"""A copy of an indexed shop, to change what a measurement must not change for real."""

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from assistant.settings import Settings

_COPIED: Final = ("catalogue.sqlite", "catalogue.sqlite-wal", "chroma", "joint")
_SHARED: Final = ("models", "photos")


@contextmanager
def copy_of(settings: Settings) -> Generator[Settings]:
    """Yield settings of a copy of the shop that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        for name in _COPIED:
            source = settings.home / name
            if source.is_dir():
                shutil.copytree(source, home / name)
            elif source.exists():
                shutil.copy(source, home / name)
        for name in _SHARED:
            (home / name).symlink_to((settings.home / name).resolve())
        yield settings.model_copy(update={"home": home, "database_url": None, "chroma_url": None})
