"""What indexing takes of memory as the catalogue grows, beside a Chroma server."""

import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from eval.benchmarks.retrieval_home import CACHE, make
from retrieval.chroma import open_chroma
from retrieval.vectors import VectorStoreError

SIZES: Final = (5_000, 50_000)
"""Items of the two catalogues, indexed one after the other."""

_START_SECONDS: Final = 60.0
_END_SECONDS: Final = 20.0


def peaks(folder: Path, models: Path, data: Path) -> dict[int, float]:
    """Return the most memory, in MB, that indexing took at each of ``SIZES``.

    Each is indexed by a process of its own into a Chroma server of its own, as a large
    shop is: embedded, Chroma would hold its graph of all vectors in the same process.

    Args:
        folder: Where the benchmark keeps its shops, and the vectors of texts seen before.
        models: Where models are kept.
        data: Folder of the data sets.

    Raises:
        VectorStoreError: If the server does not start.
    """
    found: dict[int, float] = {}
    for size in SIZES:
        with TemporaryDirectory() as temporary:
            home = Path(temporary)
            (home / CACHE).symlink_to((folder / CACHE).resolve())
            with _chroma_server(home) as url:
                found[size] = make(home, size, models, data, url).peak_mb
    return found


@contextmanager
def _chroma_server(folder: Path) -> Generator[str]:
    """Run an empty Chroma server while the block lasts, and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    where = ("--path", str(folder / "server"), "--host", "127.0.0.1", "--port", str(port))
    command = [str(Path(sys.executable).parent / "chroma"), "run", *where]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own
    try:
        _await(folder, url)
        yield url
    finally:
        server.terminate()
        server.wait(_END_SECONDS)


def _await(folder: Path, url: str) -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            open_chroma(folder, url)
        except VectorStoreError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
        else:
            return
