"""Putting the changes of a shop that serves into a build of its own."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from retrieval.batches import batches
from retrieval.build_lock import alone, explained
from retrieval.catalog import Catalogue
from retrieval.embed import Encoding
from retrieval.embed_build import embed_all
from retrieval.fill import Progress, ignore_progress
from retrieval.joint.serving import carry_heads
from retrieval.publish import publish, tidy
from retrieval.vectors import VectorStore

_log = logging.getLogger(__name__)

FOLDED_SHARE: Final = 0.1
"""Of the shop's items that changed: from there on every process holds too much beside its index."""
FEWEST: Final = 1_000
"""Changed items that are no burden in a shop of any size."""

_ITEMS_AT_ONCE: Final = 200


def is_due(catalogue: Catalogue) -> bool:
    """Tell whether so much was changed that it should be folded.

    Raises:
        CatalogueEmptyError: If no build was published yet.
    """
    return catalogue.changed_count() > max(FEWEST, FOLDED_SHARE * catalogue.count())


def fold(
    catalogue: Catalogue,
    *,
    home: Path,
    vectors: VectorStore,
    encodings: Sequence[Encoding],
    progress: Progress = ignore_progress,
) -> None:
    """Make a new build of what serves, so that no change stands beside its index.

    Changes go on meanwhile and are carried over. Vectors are copied; nothing is
    encoded. A call that was interrupted is gone on with by the next one.

    Args:
        catalogue: The shop.
        home: The shop's folder.
        vectors: Where vectors go.
        encodings: Of every leg that serves.
        progress: Told of the stages.

    Raises:
        BuildError: If another process builds, or the disk, the catalogue or an
            index fails.
    """
    with explained(), alone(home):
        build = catalogue.begin_fold()
        served = catalogue.published()
        there = catalogue.built_ids(build.build_id)
        done = 0
        for batch in batches(catalogue.every_item(served), _ITEMS_AT_ONCE):
            catalogue.put(build.build_id, [item for item in batch if item.item_id not in there])
            done += len(batch)
            progress("folding", done, None)
        if served is not None:
            carry_heads(home, served, build.build_id)
        embed_all(encodings, build, catalogue, vectors, progress)
        publish(build.build_id, catalogue, vectors, encodings, keep_knowledge=True)
        tidy(catalogue, home, vectors)
    _log.info("folded the changes into build %s", build.build_id)
