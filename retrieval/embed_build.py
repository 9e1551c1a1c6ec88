"""The vectors of a build: those that serve are copied, the others made."""

from collections.abc import Sequence

from retrieval.catalog import Build, Catalogue
from retrieval.embed import Embedding, Encoding, Engine, embed
from retrieval.engines.local import LocalEngine
from retrieval.fill import Progress
from retrieval.live_index import LiveIndex
from retrieval.vectors import VectorIndex, VectorStore


def embed_all(
    encodings: Sequence[Encoding],
    build: Build,
    catalogue: Catalogue,
    vectors: VectorStore,
    progress: Progress,
    *,
    engine: Engine = LocalEngine(),  # noqa: B008 - has no state
) -> tuple[Embedding, ...]:
    """Give every item of a build its vectors, leg by leg in the order given; see ``embed``.

    Raises:
        EncodingError: If an encoder gives other shapes than it says.
        CatalogueError: If items cannot be read.
        VectorStoreError: If an index cannot be opened, read or written.
    """
    serves = catalogue.published()
    served = serves if serves != build.build_id else None
    return tuple(
        embed(
            encoding,
            catalogue=catalogue,
            build_id=build.build_id,
            index=vectors.open(encoding.leg, build.build_id, encoding.name, encoding.dimensions),
            served=served_index(encoding, served, catalogue, vectors) if served else None,
            engine=engine,
            progress=progress,
        )
        for encoding in encodings
    )


def served_index(
    encoding: Encoding, build_id: str, catalogue: Catalogue, vectors: VectorStore
) -> VectorIndex | None:
    """Open a published build's index with its later changes; None where it has none."""
    base = vectors.find(encoding.leg, build_id, encoding.name, encoding.dimensions)
    if base is None:
        return None
    index = LiveIndex(base, encoding.dimensions)
    changes = catalogue.changes(build_id, -1)
    index.delete(changes.removed)
    index.follow(changes.vectors.get(encoding.leg, {}), encoding.name)
    return index
