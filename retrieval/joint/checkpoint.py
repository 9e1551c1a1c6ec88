"""A checkpoint that encodes texts and photos into one space as it is: only judged, never fitted."""

from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from retrieval.catalog import Catalogue
from retrieval.fill import Progress
from retrieval.joint.artefact import Artefact, ArtefactError, read_artefact, write_artefact
from retrieval.joint.drift import pair_hashes, sha256_of
from retrieval.joint.encoder import JointEncoder, TextSide
from retrieval.joint.fitting import FEWEST_PAIRS, Method
from retrieval.joint.heads import Head, Heads
from retrieval.joint.held_out import judge
from retrieval.joint.serving import heads_path
from retrieval.joint.stage import Stored, gather

MOST_JUDGED: Final = 2_000
"""Items that a checkpoint is judged on, the first by id."""


def judge_checkpoint(
    build_id: str,
    joint: JointEncoder,
    *,
    catalogue: Catalogue,
    home: Path,
    stored: Stored,
    progress: Progress,
) -> Artefact | None:
    """Judge a checkpoint on a build's items, none of which it was fitted to.

    Args:
        build_id: The build, its joint legs embedded.
        joint: The checkpoint.
        catalogue: Holds the items.
        home: Where the figures are kept.
        stored: The legs of captions and photos.
        progress: Told of the texts that are encoded.

    Returns:
        What it reached, or None where there are too few photos to judge by.

    Raises:
        CatalogueError: If items cannot be read.
        VectorStoreError: If vectors cannot be read.
        OSError: If the figures cannot be written.
    """
    path = heads_path(home, build_id)
    if path.exists() and (known := _known(path, joint)) is not None:
        return known
    both = stored.image.ids() & stored.text.ids()
    shown = (item for item in catalogue.every_item(build_id) if item.item_id in both)
    items = list(islice(shown, MOST_JUDGED))
    if len(items) < FEWEST_PAIRS:
        return None
    as_it_is = _unchanged(joint.dimensions)
    figures = judge(as_it_is, gather(items, TextSide(joint), stored, progress))
    pairs = pair_hashes(items)
    artefact = Artefact(
        heads=as_it_is,
        text_encoder=joint.name,
        image_encoder=joint.name,
        method=Method.CHECKPOINT,
        figures={Method.CHECKPOINT: figures},
        data_sha256=sha256_of(pairs),
        pairs=pairs,
        notes={"items": str(len(items))},
    )
    write_artefact(artefact, path)
    return artefact


def _known(path: Path, joint: JointEncoder) -> Artefact | None:
    try:
        artefact = read_artefact(path)
    except ArtefactError:
        return None
    return artefact if artefact.text_encoder == joint.name else None


def _unchanged(dimensions: int) -> Heads:
    head = Head(np.zeros(dimensions, dtype=np.float32), np.eye(dimensions, dtype=np.float32))
    return Heads(head, replace(head))
