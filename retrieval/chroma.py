"""Vectors in ChromaDB; the only file that imports it.

Chroma is the store of record. A copy in a file beside it, mapped into memory, is
searched exactly where that is quicker than Chroma's own index, and always where
a filter leaves little: Chroma's own filters take ten times as long.
"""

import hashlib
import logging
import re
import threading
import uuid
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError
from numpy.typing import NDArray

from retrieval.batches import batches
from retrieval.exact import VectorMatrix
from retrieval.planner import MEASURED, Costs, Way, plan
from retrieval.query import Leg
from retrieval.vector_copy import VectorCopy
from retrieval.vectors import Vectors, VectorStoreError

_log = logging.getLogger(__name__)

FILES: Final = "vectors"
"""Folder, in the shop's home, of the copies that are searched."""

# Wider than the defaults (100, 100, 16), which lose neighbours.
_HNSW: Final = {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}
_IDS_AT_ONCE: Final = 2_000
# A page comes from a server as text and becomes a Python number a dimension: larger ones leave
# the heap in pieces, and copying takes more memory the more items there are.
_VECTORS_AT_ONCE: Final = 50
_SEPARATOR: Final = "."
# Key in a collection's metadata: names its content once it is whole, is empty while it changes.
_SETTLED: Final = "settled"


def collection_name(leg: Leg, build_id: str, encoder_name: str) -> str:
    """Return the collection of one leg of one build, by one encoder.

    Names are made of the characters that Chroma takes; where one had to be
    replaced, a short hash keeps two names apart.
    """
    return _SEPARATOR.join((leg.value, _plain(build_id), _plain(encoder_name)))


def _plain(name: str) -> str:
    plain = re.sub(r"[^a-zA-Z0-9-]+", "-", name).strip("-")
    if plain == name:
        return name
    return f"{plain}-{hashlib.sha256(name.encode()).hexdigest()[:8]}".lstrip("-")


class ChromaIndex:
    """A ``VectorIndex`` kept in one Chroma collection; safe to share by threads.

    What other processes change in the collection after its first search is not
    seen; a build's collections do not change once it is published.
    """

    def __init__(
        self,
        client: ClientAPI,
        collection: chromadb.Collection,
        dimensions: int,
        *,
        costs: Costs,
        file: Path | None,
    ) -> None:
        """Wrap a collection; see ``ChromaStore.open``.

        Args:
            client: Has the collection.
            collection: Must have been made without an embedding function.
            dimensions: Length of every vector.
            costs: By which the way to search is chosen.
            file: Where a copy of the vectors is kept; None keeps it in memory.
        """
        self._client = client
        self._collection = collection
        self._dimensions = dimensions
        self._batch = client.get_max_batch_size()
        self._costs = costs
        self._copy = VectorCopy(file, dimensions, self)
        self._lock = threading.RLock()
        self._matrix: VectorMatrix | None = None
        self._changed = False

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store one unit vector an id, shape (len(ids), dimensions).

        Raises:
            ValueError: If the shape is another, an id repeats or a number is
                not finite.
            VectorStoreError: If Chroma fails.
        """
        if vectors.shape != (len(ids), self._dimensions):
            raise ValueError(
                f"{len(ids)} ids need vectors of shape ({len(ids)}, {self._dimensions}), "
                f"not {vectors.shape}"
            )
        if len(set(ids)) != len(ids) or not np.isfinite(vectors).all():
            raise ValueError("ids must be distinct and every number of a vector finite")
        with self._changing():
            for start in range(0, len(ids), self._batch):
                part = slice(start, start + self._batch)
                self._collection.upsert(
                    ids=list(ids[part]), embeddings=vectors[part].astype(np.float32)
                )

    def delete(self, ids: Collection[str]) -> None:
        """Forget the ids; unknown ones are ignored.

        Raises:
            VectorStoreError: If Chroma fails.
        """
        unwanted = sorted(set(ids))
        with self._changing():
            for start in range(0, len(unwanted), self._batch):
                self._collection.delete(ids=unwanted[start : start + self._batch])

    def settle(self) -> None:
        """Make what was stored ready to be searched, for other processes too.

        Raises:
            VectorStoreError: If Chroma or the disk fails.
        """
        with self._lock:
            if self._changed or not self._settled():
                settled = uuid.uuid4().hex
                self._mark(settled)
                self._changed = False
                self._copy.write(settled)

    def ids(self) -> frozenset[str]:
        """Return every id stored, as Chroma has it now."""
        found: list[str] = []
        with _chroma_errors():
            while page := self._collection.get(include=[], limit=_IDS_AT_ONCE, offset=len(found))[
                "ids"
            ]:
                found += page
        return frozenset(found)

    def pages(self, ids: Sequence[str]) -> Iterator[Vectors]:
        """Yield the ids' vectors in their order, some at a time.

        Asked for by id, since offsets take ever longer.

        Raises:
            VectorStoreError: If Chroma fails, or an id is not there any more.
        """
        for page in batches(ids, _VECTORS_AT_ONCE):
            with _chroma_errors():
                got = self._collection.get(ids=page, include=["embeddings"])
            vectors = np.asarray(got["embeddings"], dtype=np.float32)
            place = {item_id: number for number, item_id in enumerate(got["ids"])}
            if len(place) != len(page):
                raise VectorStoreError(
                    f"the collection {self._collection.name} changed while it was copied: "
                    "is another process indexing? Try again."
                )
            yield vectors[[place[item_id] for item_id in page]]

    def vectors(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those ids that are stored."""
        return self._loaded().vectors(ids)

    def nearest(
        self, vector: NDArray[np.float32], k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Find the nearest items; see ``VectorIndex.nearest``.

        Exact while that is the cheapest way (``planner.py``); beyond that the
        items come from Chroma's approximate index, with their cosines computed
        exactly.

        Raises:
            ValueError: If the vector has another length or ``k`` is below 1.
            VectorStoreError: If Chroma fails.
        """
        if vector.shape != (self._dimensions,) or k < 1:
            raise ValueError(
                f"wants a vector of shape ({self._dimensions},) and k from 1, "
                f"not {vector.shape} and {k}"
            )
        matrix = self._loaded()
        rows = None if allowed is None else matrix.rows(allowed)
        compared = None if rows is None else len(rows)
        chosen = plan(len(matrix), compared, k, self._dimensions, self._costs)
        if chosen.way is Way.INDEX:
            near = matrix.rows(self._approximately(vector, chosen.fetch))
            kept = near if rows is None else np.intersect1d(near, rows, assume_unique=True)
            if len(kept) >= min(k, len(matrix) if compared is None else compared):
                return matrix.nearest_rows(vector, k, kept)
        return matrix.nearest_rows(vector, k, rows)

    def _approximately(self, vector: NDArray[np.float32], count: int) -> list[str]:
        with _chroma_errors():
            answer = self._collection.query(
                query_embeddings=vector[np.newaxis, :], n_results=count, include=[]
            )
        return answer["ids"][0]

    def _loaded(self) -> VectorMatrix:
        matrix = self._matrix
        if matrix is not None:
            return matrix
        with self._lock:
            if self._matrix is None:
                self._matrix = self._copy.read(self._settled())
            return self._matrix

    def _settled(self) -> str:
        """Return the name of the collection's content, empty where it is not whole."""
        with _chroma_errors():
            now = self._client.get_collection(self._collection.name, embedding_function=None)
        return str((now.metadata or {}).get(_SETTLED) or "")

    def _mark(self, settled: str) -> None:
        with _chroma_errors():
            said = dict(self._collection.metadata or {}) | {_SETTLED: settled}
            self._collection.modify(metadata=said)

    @contextmanager
    def _changing(self) -> Generator[None]:
        with self._lock, _chroma_errors():
            if not self._changed:
                # Before the first change, so that no copy made meanwhile is ever taken for whole.
                self._mark("")
                self._changed = True
            try:
                yield
            finally:
                self._matrix = None


class ChromaStore:
    """The collections of a shop's builds; see ``open_chroma``."""

    def __init__(
        self, client: ClientAPI, *, files: Path | None = None, costs: Costs = MEASURED
    ) -> None:
        """Wrap a client.

        Args:
            client: Embedded or of a server.
            files: Folder for copies of the vectors; None keeps them in memory.
            costs: By which the way to search is chosen.
        """
        self._client = client
        self._files = files
        self._costs = costs

    def open(self, leg: Leg, build_id: str, encoder_name: str, dimensions: int) -> ChromaIndex:
        """Open a build's index, made empty where there is none.

        Raises:
            VectorStoreError: If the collection holds another encoder's vectors,
                or Chroma fails.
        """
        made_by = {"leg": leg.value, "build": build_id} | {
            "encoder": encoder_name,
            "dimensions": dimensions,
        }
        with _chroma_errors():
            collection = self._client.get_or_create_collection(
                collection_name(leg, build_id, encoder_name),
                metadata=made_by,
                configuration={"hnsw": _HNSW},  # pyright: ignore[reportArgumentType]  a TypedDict
                embedding_function=None,  # the default one would download its model
            )
        return self._checked(collection, encoder_name, dimensions)

    def find(
        self, leg: Leg, build_id: str, encoder_name: str, dimensions: int
    ) -> ChromaIndex | None:
        """Open a build's index, or return None where there is none.

        Raises:
            VectorStoreError: As for ``open``.
        """
        name = collection_name(leg, build_id, encoder_name)
        with _chroma_errors():
            try:
                collection = self._client.get_collection(name, embedding_function=None)
            except NotFoundError:
                return None
        return self._checked(collection, encoder_name, dimensions)

    def builds(self) -> frozenset[str]:
        """Return the builds that have collections."""
        with _chroma_errors():
            collections = self._client.list_collections()
        return frozenset(str((c.metadata or {})["build"]) for c in collections if _is_ours(c))

    def drop(self, build_ids: Collection[str]) -> None:
        """Delete every collection of those builds."""
        with _chroma_errors():
            for collection in self._client.list_collections():
                if _is_ours(collection) and (collection.metadata or {})["build"] in build_ids:
                    self._client.delete_collection(collection.name)
                    if file := self._file(collection.name):
                        file.unlink(missing_ok=True)
                    _log.info("deleted the vectors %s", collection.name)

    def _checked(
        self, collection: chromadb.Collection, encoder_name: str, dimensions: int
    ) -> ChromaIndex:
        made_by = collection.metadata or {}
        if (made_by.get("encoder"), made_by.get("dimensions")) != (encoder_name, dimensions):
            raise VectorStoreError(
                f"the collection {collection.name} holds vectors of {made_by.get('encoder')!r} "
                f"with {made_by.get('dimensions')} numbers, and {encoder_name!r} with {dimensions} "
                "was asked for. Run `aisle index` again with the encoder that is to serve."
            )
        file = self._file(collection.name)
        return ChromaIndex(self._client, collection, dimensions, costs=self._costs, file=file)

    def _file(self, collection_name: str) -> Path | None:
        return None if self._files is None else self._files / f"{collection_name}.vectors"


def open_chroma(home: Path, url: str | None = None, *, costs: Costs = MEASURED) -> ChromaStore:
    """Open the vector store.

    Args:
        home: An embedded store lives in its folder ``chroma``, made if missing; in
            ``vectors`` are copies that can be made again.
        url: ``http://host:port`` or ``https://host:port`` of a Chroma server;
            None opens the embedded one.
        costs: By which the way to search is chosen.

    Raises:
        VectorStoreError: If the folder cannot be used or the server not reached.
    """
    settings = Settings(anonymized_telemetry=False)
    if url is None:
        folder = home / "chroma"
        with _chroma_errors(f"The folder is {folder}: check its disk and its permissions."):
            folder.mkdir(parents=True, exist_ok=True)
            client = chromadb.PersistentClient(folder, settings=settings)
            return ChromaStore(client, files=home / FILES, costs=costs)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise VectorStoreError(f"AISLE_CHROMA_URL is {url!r}; it should look like http://host:8000")
    with _chroma_errors(f"Is a Chroma server running at {url} (AISLE_CHROMA_URL)?"):
        client = chromadb.HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if parts.scheme == "https" else 8000),
            ssl=parts.scheme == "https",
            settings=settings,
        )
    return ChromaStore(client, files=home / FILES, costs=costs)


def _is_ours(collection: chromadb.Collection) -> bool:
    return "build" in (collection.metadata or {})


@contextmanager
def _chroma_errors(remedy: str = "Check the disk, or index the feed again.") -> Generator[None]:
    """Turn what Chroma and its transport raise into our error.

    An unreachable server is a bare ``ValueError`` in Chroma, and its embedded
    engine raises ``RuntimeError`` and ``OSError`` for a broken disk.
    """
    try:
        yield
    except (ChromaError, httpx.HTTPError, OSError, RuntimeError, ValueError) as error:
        raise VectorStoreError(f"Chroma failed: {error}. {remedy}") from error
