"""Vectors by what they were made from, in a file that outlives a build."""

import logging
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.batches import batches
from retrieval.encoders.encoder import Vectors

_log = logging.getLogger(__name__)

EMBEDDINGS: Final = "embeddings.sqlite"
"""Name of the cache's file in a shop's home; it can be deleted at any time."""
LARGEST: Final = 2_000_000_000
"""Bytes from which on the oldest vectors are forgotten: 1.2 million texts of 384 numbers."""

_AT_ONCE: Final = 500
_WAIT_SECONDS: Final = 30.0


class EmbeddingCache:
    """Remembers vectors by encoder and content; any thread may ask.

    It only saves work: where its file fails or is damaged, it says so once,
    finds nothing and keeps nothing, and what asks it goes on.
    """

    def __init__(self, path: Path, *, largest: int = LARGEST) -> None:
        """Open the cache, made empty where there is none.

        Args:
            path: The file; a damaged one is replaced.
            largest: Bytes the file may grow to, about.
        """
        self._path = path
        self._largest = largest
        self._lock = threading.Lock()
        self._connection = self._open()

    def find(
        self, encoder_name: str, dimensions: int, keys: Sequence[bytes]
    ) -> dict[bytes, NDArray[np.float32]]:
        """Return the vectors of those keys that are known to the encoder."""
        found: dict[bytes, NDArray[np.float32]] = {}
        with self._lock:
            if self._connection is None:
                return found
            try:
                for group in batches(dict.fromkeys(keys), _AT_ONCE):
                    marks = ",".join("?" * len(group))
                    rows = self._connection.execute(
                        "SELECT content, vector FROM vectors "  # noqa: S608 - only marks
                        f"WHERE encoder = ? AND content IN ({marks})",
                        (encoder_name, *group),
                    )
                    found |= {key: np.frombuffer(vector, dtype="<f4") for key, vector in rows}
            except sqlite3.Error as error:
                self._give_up(error)
        return {key: vector for key, vector in found.items() if vector.shape == (dimensions,)}

    def keep(self, encoder_name: str, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Remember one vector a key, shape (len(keys), dimensions); all or none."""
        rows = [
            (encoder_name, key, vector.astype("<f4").tobytes())
            for key, vector in zip(keys, vectors, strict=True)
        ]
        with self._lock:
            if self._connection is None:
                return
            try:
                with self._connection:
                    self._connection.executemany(
                        "INSERT OR REPLACE INTO vectors (encoder, content, vector) "
                        "VALUES (?, ?, ?)",
                        rows,
                    )
                    self._forget_oldest()
            except sqlite3.Error as error:
                self._give_up(error)

    def __len__(self) -> int:
        """Return how many vectors are kept."""
        with self._lock:
            if self._connection is None:
                return 0
            return int(self._connection.execute("SELECT COUNT(*) FROM vectors").fetchone()[0])

    def close(self) -> None:
        """Close the file; afterwards nothing is found or kept."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _forget_oldest(self) -> None:
        if self._connection is None or self._used() <= self._largest:
            return
        self._connection.execute(
            "DELETE FROM vectors WHERE number <= (SELECT number FROM vectors ORDER BY number "
            "LIMIT 1 OFFSET (SELECT COUNT(*) / 10 FROM vectors))"
        )

    def _used(self) -> int:
        size, pages, free = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0] if self._connection else 0
            for name in ("page_size", "page_count", "freelist_count")
        )
        return size * (pages - free)

    def _open(self) -> sqlite3.Connection | None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return self._connect()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                _log.warning("%s is damaged (%s) and is begun anew", self._path, error)
                self._path.unlink()
                return self._connect()
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)
            return None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_WAIT_SECONDS, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors (number INTEGER PRIMARY KEY, "
                "encoder TEXT NOT NULL, content BLOB NOT NULL, vector BLOB NOT NULL, "
                "UNIQUE (encoder, content))"
            )
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _give_up(self, error: Exception) -> None:
        _log.warning("going on without the embeddings kept in %s: %s", self._path, error)
        self._connection = None
