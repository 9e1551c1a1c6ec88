"""The last stage of a build: it takes the place of the one that serves, and that one goes."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from retrieval.catalog import Catalogue
from retrieval.catalog_errors import CatalogueMovedError
from retrieval.changes import Carried, LiveVector
from retrieval.embed import Encoding
from retrieval.embed_build import served_index
from retrieval.items import Item
from retrieval.live import live_vectors
from retrieval.photo_locks import deleting_photos
from retrieval.photos import PHOTOS
from retrieval.vectors import VectorIndex, VectorStore

_log = logging.getLogger(__name__)


def publish(
    build_id: str,
    catalogue: Catalogue,
    vectors: VectorStore,
    encodings: Sequence[Encoding],
    *,
    keep_knowledge: bool = False,
) -> None:
    """Let a build serve, with everything that was changed while it was made.

    What changed since the build was begun is carried over with its vectors, and
    again where something changes in the meantime.

    Args:
        build_id: The build, whole.
        catalogue: Holds it.
        vectors: Holds the vectors of the build that serves.
        encodings: Of the new build.
        keep_knowledge: True to take policy and promotions over.

    Raises:
        EncodingError: If a changed item cannot be encoded.
        CatalogueError: If the catalogue cannot be changed.
        VectorStoreError: If the serving vectors cannot be read.
    """
    while True:
        carried = _with_vectors(catalogue.pending(build_id), catalogue, vectors, encodings)
        try:
            catalogue.publish(build_id, carried, keep_knowledge=keep_knowledge)
        except CatalogueMovedError:
            continue
        return


def tidy(catalogue: Catalogue, home: Path, vectors: VectorStore) -> None:
    """Delete the builds that nothing needs any more, and the photos that no item has.

    Kept are the photos of the build that serves and of the one it replaced. Only
    to be called by the one process that builds.

    Raises:
        CatalogueError: If the catalogue cannot be changed.
        VectorStoreError: If vectors cannot be deleted.
        OSError: If a photo cannot be deleted.
    """
    for old in catalogue.old_builds():
        # First the vectors: a build that is gone could not name them.
        vectors.drop([old])
        catalogue.drop_build(old)
    folder = home / PHOTOS
    if not folder.is_dir():
        return
    with deleting_photos(home):
        used = catalogue.photos()
        unused = [path for path in folder.resolve().iterdir() if path not in used]
        for path in unused:
            path.unlink(missing_ok=True)
    if unused:
        _log.info("deleted %d photos that no item has", len(unused))


def _with_vectors(
    carried: Carried,
    catalogue: Catalogue,
    vectors: VectorStore,
    encodings: Sequence[Encoding],
) -> Carried:
    if not carried.items:
        return carried
    served = catalogue.published() or ""
    return replace(
        carried,
        vectors={
            one.leg: _vectors_of(carried.items, one, served_index(one, served, catalogue, vectors))
            for one in encodings
        },
    )


def _vectors_of(
    items: Sequence[Item], encoding: Encoding, served: VectorIndex | None
) -> dict[str, LiveVector]:
    ids = [item.item_id for item in items if encoding.source(item) is not None]
    known = served.vectors(ids) if served is not None else {}
    rest = [item for item in items if item.item_id not in known]
    copied = {item_id: LiveVector(encoding.name, vector) for item_id, vector in known.items()}
    return copied | live_vectors(encoding, rest)
