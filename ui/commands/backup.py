"""A whole shop in one file, taken while it serves, and put back from it."""

import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from assistant.settings import Settings
from retrieval.build_lock import alone
from ui.commands.errors import CommandError
from ui.commands.progress import Told

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
"""Last in the file, so that a file that has it is whole."""

_HEADER: Final = b"SQLite format 3\x00"
# Weights are fetched again; the rest belongs to a process that is running.
_LEFT_OUT: Final = ("models",)
_PASSING: Final = ("-wal", "-shm", "-journal", ".lock", ".tmp", ".part")


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds.

    Attributes:
        file: Where it is.
        size: Of the file, in bytes.
        files: How many files of the shop it holds.
        made_at: When, in UTC (ISO 8601).
    """

    file: str
    size: int
    files: int
    made_at: str


def back_up(settings: Settings, target: Path, tell: Told) -> Backup:
    """Write catalogue, vectors, conversations and photos into one file.

    Each database is copied as it stands at one moment, however much is written
    meanwhile; while an index is being built, the backup is refused.

    Args:
        settings: Which shop.
        target: A file that is not there yet, or a folder to put one into.
        tell: Told how far it is.

    Raises:
        CommandError: If there is nothing to back up, the target is there
            already, or a database lies elsewhere.
        BuildError: If an index is being built.
        OSError: If the disk can't be written to.
    """
    _refuse_databases_elsewhere(settings)
    home = settings.home
    if not (home / "catalogue.sqlite").is_file():
        raise CommandError(f"there is no shop in {home}: index a feed first, or give --home")
    made_at = datetime.now(UTC)
    if target.is_dir():
        target /= f"aisle-{made_at:%Y%m%d-%H%M%S}.tar.gz"
    if target.exists():
        raise CommandError(f"{target} is there already: name another file")
    unfinished = target.with_name(f"{target.name}.part")
    with alone(home):
        try:
            files = _write(home, unfinished, made_at, tell)
            unfinished.rename(target)
        finally:
            unfinished.unlink(missing_ok=True)
    return Backup(str(target), target.stat().st_size, files, made_at.isoformat(timespec="seconds"))


def restore(settings: Settings, source: Path, tell: Told, *, replace: bool = False) -> Path | None:
    """Put a shop back from a backup; nothing is touched before all of it is checked.

    Args:
        settings: Where to.
        source: The backup.
        tell: Told how far it is.
        replace: Whether a shop that is there gives way; it is kept beside.

    Returns:
        Where the shop that was there is kept, or None.

    Raises:
        CommandError: If the file is no whole backup, or a shop is there and
            ``replace`` is false.
        OSError: If the disk can't be written to.
    """
    _refuse_databases_elsewhere(settings)
    home = settings.home.absolute()
    if (home / "catalogue.sqlite").exists() and not replace:
        raise CommandError(
            f"there is a shop in {settings.home}: stop it and give --replace, which keeps it beside"
        )
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{home.name}-", dir=home.parent) as folder:
        fresh = Path(folder) / home.name
        _unpack(source, fresh, tell)
        kept = _move_aside(home)
        fresh.rename(home)
    if kept is not None and (kept / "models").is_dir() and not (home / "models").exists():
        (kept / "models").rename(home / "models")
    return kept


def _write(home: Path, target: Path, made_at: datetime, tell: Told) -> int:
    sums: dict[str, str] = {}
    found = sorted(_files(home), key=lambda path: (not _is_database(path), path))
    with (
        tarfile.open(target, "w:gz", compresslevel=3) as archive,
        tempfile.TemporaryDirectory(prefix="aisle-backup-") as folder,
    ):
        # Databases come first: a file of vectors is never older than its database.
        for done, path in enumerate(found, start=1):
            name = path.relative_to(home).as_posix()
            content = path
            if _is_database(path):
                content = Path(folder) / "snapshot"
                content.unlink(missing_ok=True)
                _snapshot(path, content)
            sums[name] = _sum(content)
            archive.add(content, arcname=name, recursive=False)
            tell("Backing up", done, len(found))
        manifest = {
            "format": FORMAT,
            "made_at": made_at.isoformat(timespec="seconds"),
            "sha256": sums,
        }
        data = json.dumps(manifest, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return len(found)


def _files(home: Path) -> Iterator[Path]:
    for path in home.rglob("*"):
        if path.relative_to(home).parts[0] in _LEFT_OUT or path.name.endswith(_PASSING):
            continue
        if path.is_file() and not path.is_symlink():
            yield path


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER


def _snapshot(database: Path, target: Path) -> None:
    """Copy a database as it stands at one moment, by SQLite's own backup."""
    with (
        closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _unpack(source: Path, folder: Path, tell: Told) -> None:
    """Unpack a backup and check all of it.

    Raises:
        CommandError: If it is damaged, cut off or no backup of a shop.
    """
    try:
        with tarfile.open(source, "r:*") as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise CommandError(f"{source} can't be read as a backup: {error}") from error
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise CommandError(f"{source} is no whole backup: it has no {MANIFEST} at its end")
    try:
        described = json.loads(manifest.read_text(encoding="utf-8"))
        version, sums = described["format"], dict[str, str](described["sha256"])
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{source} has a {MANIFEST} that can't be read") from error
    if version != FORMAT:
        raise CommandError(f"{source} is of format {version}; this Aisle reads {FORMAT}")
    for done, (name, expected) in enumerate(sums.items(), start=1):
        path = folder / PurePosixPath(name)
        if not path.is_file() or _sum(path) != expected:
            raise CommandError(f"{source} is damaged: {name} is not what was backed up")
        if _is_database(path):
            _check_database(path, name, source)
        tell("Checking", done, len(sums))
    manifest.unlink()


def _check_database(path: Path, name: str, source: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
    if verdict != "ok":
        raise CommandError(f"{source} holds a damaged database: {name}: {verdict}")


def _move_aside(home: Path) -> Path | None:
    if not home.exists():
        return None
    if not any(home.iterdir()):
        home.rmdir()
        return None
    kept = home.with_name(f"{home.name}.before-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    shutil.move(home, kept)
    return kept


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_databases_elsewhere(settings: Settings) -> None:
    if settings.database_url is not None:
        raise CommandError(
            "AISLE_DATABASE_URL names a database of its own: use its tools (pg_dump, pg_restore)"
        )
    if settings.chroma_url is not None:
        raise CommandError("AISLE_CHROMA_URL names a server of its own: back up its folder")


def as_json(backup: Backup) -> dict[str, str | int]:
    """Return the backup for ``--json``."""
    return asdict(backup)
