"""Generic heads: trained on photo sets, carried to shops that have too little of their own."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from retrieval.joint.artefact import Artefact
from retrieval.joint.contrastive import DEFAULT, Training, fit_contrastive
from retrieval.joint.drift import Hashes
from retrieval.joint.fitting import Method
from retrieval.joint.heads import Heads
from retrieval.joint.held_out import Figures, folds_by_family, judge_unseen
from retrieval.joint.pairs import Pairs

MOST_PHOTOS: Final = 40
"""Photos of one product that are trained on; a product with hundreds would drown the others."""

TRAINING: Final = replace(DEFAULT, steps=600, members=1)
"""One member, since the first of a shop's begins with these heads."""


def train_generic(sets: Sequence[Pairs], *, training: Training = TRAINING, seed: int = 0) -> Heads:
    """Train heads on several sets together; equal arguments give equal heads."""
    return fit_contrastive(joined(sets, seed=seed), replace(training, seed=seed))


def generic_artefact(
    sets: Mapping[str, Pairs],
    hashes: Mapping[str, str],
    photos: Hashes,
    *,
    text_encoder: str,
    image_encoder: str,
    seed: int = 0,
) -> Artefact:
    """Train heads on all sets, and judge such heads on each set without it.

    Args:
        sets: By name; two at least.
        hashes: Of each set's content, by the same names.
        photos: Of all sets' photos, as ``photo_hashes`` gives them.
        text_encoder: Name of the encoder that the texts were encoded by.
        image_encoder: Likewise for the photos.
        seed: Of the draws and the training.
    """
    notes = {"sets": ", ".join(sets), "seed": str(seed)}
    for name, pairs in sets.items():
        others = [other for other_name, other in sets.items() if other_name != name]
        figures = carried(train_generic(others, seed=seed), pairs, seed=seed)
        notes[f"carried to {name}"] = (
            f"right photo among {figures.depth} for {figures.found:.3f}, chance "
            f"{figures.chance:.3f}, of {figures.photos}"
        )
    return Artefact(
        heads=train_generic(list(sets.values()), seed=seed),
        text_encoder=text_encoder,
        image_encoder=image_encoder,
        method=Method.GENERIC,
        figures={},
        data_sha256=hashlib.sha256(repr(sorted(hashes.items())).encode()).hexdigest(),
        pairs=np.empty(0, dtype=np.uint64),
        notes=notes | {f"sha256 of {name}": value for name, value in hashes.items()},
        photos=photos,
    )


def carried(heads: Heads, pairs: Pairs, *, seed: int) -> Figures:
    """Judge heads on a set that they never saw, in the folds that fitted heads are judged in."""
    count = min(5, len(np.unique(pairs.families)))
    return judge_unseen(lambda _: heads, pairs, folds_by_family(pairs.families, count, seed=seed))


def joined(sets: Sequence[Pairs], *, seed: int) -> Pairs:
    """Put sets one after the other, at most ``MOST_PHOTOS`` of each product."""
    thinned = [_thinned(pairs, seed) for pairs in sets]
    return Pairs(
        photos=np.concatenate([one.photos for one in thinned]),
        texts=np.concatenate([one.texts for one in thinned], axis=1),
        said=np.concatenate(_apart([one.said for one in thinned]), axis=1),
        families=np.concatenate(_apart([one.families for one in thinned])),
        kinds=np.concatenate(_apart([one.kinds for one in thinned])),
    )


def _thinned(pairs: Pairs, seed: int) -> Pairs:
    drawn = np.random.default_rng(seed).permutation(len(pairs))
    taken: dict[int, int] = {}
    rows: list[int] = []
    for row in drawn.tolist():
        family = int(pairs.families[row])
        taken[family] = taken.get(family, 0) + 1
        if taken[family] <= MOST_PHOTOS:
            rows.append(row)
    return pairs.of(np.array(sorted(rows), dtype=np.intp))


def _apart(
    numbers: Sequence[np.ndarray[tuple[int, ...], np.dtype[np.int64]]],
) -> list[np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    """Number each set's values after those of the sets before it."""
    moved: list[np.ndarray[tuple[int, ...], np.dtype[np.int64]]] = []
    start = 0
    for one in numbers:
        moved.append(one + start)
        start += int(one.max()) + 1
    return moved
