"""How long ``aisle index`` takes for the joint space, at two sizes of catalogue."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from time import perf_counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.encoders.encoder import TextEncoder
from retrieval.joint.fitting import fit_shop
from retrieval.joint.heads import unit
from retrieval.joint.pairs import Length, Pairs
from retrieval.joint.photo_sets import Photographed
from retrieval.joint.stage import MOST_ITEMS

SMALL, LARGE = 1_000, 100_000
"""Products of a catalogue."""

_SEED: Final = 0
# So unlike its origin a copy is: cosine about 0.9, as a product to another of its kind.
_PERTURBATION: Final = 0.5


def index_times(
    pairs: Pairs,
    photographed: Sequence[Photographed],
    encoder: TextEncoder,
    figures: dict[str, float],
) -> list[str]:
    """Time what ``aisle index`` does for the joint space at two sizes of catalogue.

    Real pairs are repeated, each perturbed so that no two are equal. As there,
    heads are fitted to at most ``MOST_ITEMS``, their texts shorter than the whole
    are encoded (equal ones only once there, so this is the most it takes), and
    every item is projected.

    Args:
        pairs: What is repeated.
        photographed: Whose texts tell how long a short one takes to encode.
        encoder: Encodes them.
        figures: Where the figures go, in seconds.

    Returns:
        A sentence for each size.
    """
    encode_s = _seconds_a_text(photographed, encoder)
    told: list[str] = []
    for size in (SMALL, LARGE):
        fitted_to = min(size, MOST_ITEMS)
        many = _perturbed(pairs, fitted_to)
        began = perf_counter()
        fitted = fit_shop(many, None)
        fit_s = perf_counter() - began
        began = perf_counter()
        if fitted is not None:
            for _ in range(ceil(size / fitted_to)):
                fitted.heads.photo.project(many.photos)
                fitted.heads.text.project(many.texts[Length.WHOLE])
        project_s = perf_counter() - began
        texts_s = (len(Length) - 1) * fitted_to * encode_s
        total = texts_s + fit_s + project_s
        figures |= {f"fit_{size}.s": total, f"fit_{size}.fit_alone_s": fit_s}
        parts = f"{texts_s:.0f} s texts, {fit_s:.0f} s fit and judge, {project_s:.0f} s project"
        told.append(f"{size:,} products: {total:.0f} s at `aisle index` ({parts}).")
    return told


def _seconds_a_text(photographed: Sequence[Photographed], encoder: TextEncoder) -> float:
    texts = [f"{one.said[Length.KIND]} {number}" for number, one in enumerate(photographed)]
    began = perf_counter()
    encoder.encode(texts)
    return (perf_counter() - began) / len(texts)


def _perturbed(pairs: Pairs, size: int) -> Pairs:
    """Repeat pairs to ``size`` products of one item each, with noise on every vector."""
    drawn = np.random.default_rng(_SEED)
    rows = drawn.integers(len(pairs), size=size)
    some = pairs.of(rows.astype(np.intp))

    def noisy(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        spread = np.float32(_PERTURBATION / np.sqrt(vectors.shape[-1]))
        noise = drawn.standard_normal(vectors.shape, dtype=np.float32) * spread
        moved: NDArray[np.float32] = (vectors + noise).astype(np.float32)
        return unit(moved.reshape(-1, vectors.shape[-1])).reshape(vectors.shape)

    own = np.arange(size, dtype=np.int64)
    return replace(
        some,
        photos=noisy(some.photos),
        texts=np.stack([noisy(one) for one in some.texts]),
        said=np.stack([own] * len(some.texts)),
        families=own,
    )
