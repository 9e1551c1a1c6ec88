"""Where a figure comes from: command, code, libraries, machine and data."""

import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from retrieval.encoders.efficientnet import EFFICIENTNET_LITE0
from retrieval.encoders.minilm import MINILM
from retrieval.items import Item

_LIBRARIES: Final = ("numpy", "torch", "onnxruntime", "chromadb", "langchain", "xllamacpp")
_BLOCK: Final = 1 << 20
_ROOT: Final = Path(__file__).parent.parent
_SHORT: Final = 16


def machine_line() -> str:
    """Describe the machine in a line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores, {platform.python_version()}"


def now() -> str:
    """Return this second, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def command_line() -> str:
    """Return the command that runs, as it can be typed again."""
    program = Path(sys.argv[0]).name
    return shlex.join(["aisle" if program == "__main__.py" else program, *sys.argv[1:]])


def code_version() -> str:
    """Return the commit that runs, marked where files differ from it; empty without git."""
    asked = ["git", "-C", str(_ROOT), "describe", "--always", "--dirty", "--abbrev=12"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, check=True)  # noqa: S603 - a fixed command
    except (OSError, subprocess.CalledProcessError):
        return ""
    return told.stdout.strip()


def library_versions() -> dict[str, str]:
    """Return the versions of the libraries that figures depend on, those installed."""
    found: dict[str, str] = {}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def encoder_line() -> str:
    """Name the encoders with the hashes of their weights."""
    return ", ".join(
        f"{model.name} (sha256 {model.files[0].sha256[:_SHORT]})"
        for model in (MINILM, EFFICIENTNET_LITE0)
    )


def items_line(items: Iterable[Item]) -> str:
    """Return how many items there are, and a hash of their ids, versions and prices."""
    lines = sorted(f"{item.item_id}\t{item.version}\t{item.price}" for item in items)
    return f"{len(lines)} items, sha256 {sha256(chr(10).join(lines).encode()).hexdigest()[:_SHORT]}"


def file_line(path: Path) -> str:
    """Return a file's name and the hash of what is in it.

    Raises:
        OSError: If it can't be read.
    """
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return f"{path.name}, sha256 {digest.hexdigest()[:_SHORT]}"
