"""The stage of a build that fits the joint space and projects every item into it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from retrieval.batches import batches
from retrieval.catalog import Catalogue
from retrieval.embed import Encoding
from retrieval.encoders.encoder import ImageEncoder, TextEncoder, Vectors
from retrieval.fill import Progress
from retrieval.items import Item
from retrieval.joint.artefact import (
    GENERIC_FILE,
    Artefact,
    ArtefactError,
    read_artefact,
    write_artefact,
)
from retrieval.joint.drift import MOST_NEW, drift, pair_hashes, sha256_of
from retrieval.joint.encoder import HeadedEncoder
from retrieval.joint.fitting import can_fit, fit_shop
from retrieval.joint.heads import Head
from retrieval.joint.pairs import Length, Pairs, describe, numbered
from retrieval.joint.serving import carry_heads, heads_path, joint_encodings
from retrieval.joint.trained_on import trained_on
from retrieval.vectors import VectorIndex

_log = logging.getLogger(__name__)

MOST_ITEMS: Final = 30_000
"""Items that heads are fitted to; of more, so many are drawn, whole products at a time."""

_TEXTS_AT_ONCE: Final = 256


@dataclass(frozen=True, slots=True)
class Encoders:
    """What the vectors of a build were made with."""

    text: TextEncoder
    image: ImageEncoder


@dataclass(frozen=True, slots=True)
class Stored:
    """Where the vectors of a build are."""

    text: VectorIndex
    image: VectorIndex


def fit_joint(
    build_id: str,
    *,
    served: str | None,
    catalogue: Catalogue,
    home: Path,
    encoders: Encoders,
    stored: Stored,
    progress: Progress,
) -> Artefact | None:
    """Give a build its heads: those it has, those that serve, or new ones.

    The heads of the build that serves are kept while at most a fifth of the
    catalogue's pairs of words and photo are new to them; see ``drift.py``.

    Args:
        build_id: The build; its items and their vectors are stored.
        served: The build that serves, if another one does.
        catalogue: Holds the items.
        home: The heads are kept in its folder ``joint``.
        encoders: That made the vectors.
        stored: The vectors.
        progress: Told of the texts that are encoded.

    Returns:
        The heads in force, or None where the shop has too little to judge by.
        Equal shops give equal heads on one machine.

    Raises:
        CatalogueError: If items cannot be read.
        VectorStoreError: If vectors cannot be read.
        OSError: If the heads cannot be written.
    """
    path = heads_path(home, build_id)
    now = pair_hashes(catalogue.every_item(build_id))
    names = (encoders.text.name, encoders.image.name)
    if served is not None and not path.exists():
        carry_heads(home, served, build_id)
    if (kept := _usable(path, names)) is not None:
        share = drift(kept.pairs, now)
        if share <= MOST_NEW:
            return kept
        _log.info("%.0f %% of the catalogue is new to the joint heads: fitting", 100 * share)
    path.unlink(missing_ok=True)
    items = _sample(catalogue, build_id, stored)
    generic = generic_heads(names)
    products = len({item.family_id for item in items})
    if not can_fit(len(items), products, has_generic=generic is not None):
        return None
    fitted = fit_shop(
        gather(items, encoders.text, stored, progress),
        generic.heads if generic else None,
        seen=trained_on(items, generic.photos) if generic else None,
    )
    if fitted is None:
        return None
    artefact = Artefact(
        heads=fitted.heads,
        text_encoder=encoders.text.name,
        image_encoder=encoders.image.name,
        method=fitted.method,
        figures=fitted.figures,
        data_sha256=sha256_of(now),
        pairs=now,
        notes={"items": str(len(items))},
    )
    write_artefact(artefact, path)
    return artefact


def stage_encodings(artefact: Artefact, encoders: Encoders, stored: Stored) -> tuple[Encoding, ...]:
    """Return the encodings of the joint legs that project stored vectors, and encode nothing."""
    joint = HeadedEncoder(artefact, encoders.text, encoders.image)
    photos, texts = joint_encodings(joint)
    return (
        _projecting(photos, artefact.heads.photo, stored.image),
        _projecting(texts, artefact.heads.text, stored.text),
    )


def gather(
    items: Sequence[Item], encoder: TextEncoder, stored: Stored, progress: Progress
) -> Pairs:
    """Read the photos' vectors and encode the texts at every length.

    Args:
        items: At least one; their photos and their words have vectors.
        encoder: For all lengths but the whole text, whose vectors are stored.
        stored: The vectors.
        progress: Told of the texts.
    """
    ids = [item.item_id for item in items]
    photos, wholes = stored.image.vectors(ids), stored.text.vectors(ids)
    said = list(zip(*(describe(item) for item in items), strict=True))
    short = _encoded(said[: Length.WHOLE], encoder, progress)
    return Pairs(
        photos=np.stack([photos[one] for one in ids]),
        texts=np.stack([*short, np.stack([wholes[one] for one in ids])]),
        said=np.stack([numbered(texts) for texts in said]),
        families=numbered([item.family_id for item in items]),
        kinds=numbered([item.category for item in items]),
    )


def generic_heads(names: tuple[str, str]) -> Artefact | None:
    """Return the heads that travel with the program, if they fit the encoders of those names."""
    if not GENERIC_FILE.exists():
        return None
    artefact = read_artefact(GENERIC_FILE)
    return artefact if (artefact.text_encoder, artefact.image_encoder) == names else None


def _usable(path: Path, names: tuple[str, str]) -> Artefact | None:
    if not path.exists():
        return None
    try:
        artefact = read_artefact(path)
    except ArtefactError as error:
        _log.warning("the joint heads are fitted again: %s", error)
        return None
    return artefact if (artefact.text_encoder, artefact.image_encoder) == names else None


def _sample(catalogue: Catalogue, build_id: str, stored: Stored) -> list[Item]:
    """Return the items with both vectors; of too many, whole products drawn with a fixed seed."""
    both = stored.image.ids() & stored.text.ids()
    families: dict[str, int] = {}
    for item in catalogue.every_item(build_id):
        if item.item_id in both:
            families[item.family_id] = families.get(item.family_id, 0) + 1
    if sum(families.values()) > MOST_ITEMS:
        names = sorted(families)
        drawn = np.random.default_rng(0).permutation(len(names))
        sizes = np.cumsum([families[names[place]] for place in drawn])
        chosen = {names[place] for place in drawn[sizes <= MOST_ITEMS]}
    else:
        chosen = set(families)
    return [
        item
        for item in catalogue.every_item(build_id)
        if item.item_id in both and item.family_id in chosen
    ]


def _encoded(
    said: Sequence[Sequence[str]], encoder: TextEncoder, progress: Progress
) -> list[Vectors]:
    """Encode every distinct text once."""
    distinct = list(dict.fromkeys(text for texts in said for text in texts))
    rows = {text: row for row, text in enumerate(distinct)}
    vectors = np.empty((len(distinct), encoder.dimensions), dtype=np.float32)
    done = 0
    for batch in batches(distinct, _TEXTS_AT_ONCE):
        vectors[done : done + len(batch)] = encoder.encode(batch)
        done += len(batch)
        progress("fitting", done, len(distinct))
    return [vectors[[rows[text] for text in texts]] for texts in said]


def _projecting(encoding: Encoding, head: Head, stored: VectorIndex) -> Encoding:
    def encode(batch: Sequence[Item]) -> tuple[list[Item], Vectors]:
        known = stored.vectors([item.item_id for item in batch])
        found = [item for item in batch if item.item_id in known]
        if not found:
            return [], np.empty((0, encoding.dimensions), dtype=np.float32)
        return found, head.project(np.stack([known[item.item_id] for item in found]))

    return replace(encoding, encode=encode)
