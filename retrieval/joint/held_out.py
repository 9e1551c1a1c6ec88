"""How good heads are, seen on products that they were not fitted to."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.encoders.encoder import Vectors
from retrieval.joint.heads import Heads
from retrieval.joint.pairs import Length, Pairs

DEPTH: Final = 10
_SHARE: Final = 5
# One-sided, one in a hundred.
_CERTAIN: Final = 2.33


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on unseen products.

    Attributes:
        photos: Photos that were searched for, over all folds.
        depth: How many answers count; ten, and a fifth of the photos at most.
        found: Share whose photo is among those ``depth`` answers to its title
            and colour.
        chance: The share that answers drawn at random would have.
        reciprocal_rank: Mean of 1 / rank of the first right photo, over the
            texts of every length; what methods are compared by.
    """

    photos: int
    depth: int
    found: float
    chance: float
    reciprocal_rank: float

    @property
    def beats_chance(self) -> bool:
        """Whether the share found lies above chance with 99 % certainty."""
        return lower_bound(self.found, self.photos) > self.chance

    def as_json(self) -> dict[str, float]:
        """Return the figures by name."""
        return asdict(self)


def judge(heads: Heads, unseen: Pairs) -> Figures:
    """Search the unseen photos with their own texts.

    For a text, the photos of all items with an equal text of that length are
    right; of several, the first that is met counts. A wrong photo that is as
    near as the right one comes before it.

    Args:
        heads: Fitted without any of these products.
        unseen: At least one.
    """
    photos = heads.photo.project(unseen.photos)
    depth = max(1, min(DEPTH, len(unseen) // _SHARE))
    ranks = [
        first_right(
            heads.text.project(unseen.texts[length]) @ photos.T,
            unseen.said[length][:, None] == unseen.said[length][None, :],
        )
        for length in Length
    ]
    by_colour = unseen.said[Length.COLOUR]
    right = (by_colour[:, None] == by_colour[None, :]).sum(axis=1)
    return Figures(
        photos=len(unseen),
        depth=depth,
        found=float((ranks[Length.COLOUR] <= depth).mean()),
        chance=float(np.mean([_chance(len(unseen), int(n), depth) for n in right])),
        reciprocal_rank=float(np.mean([(1 / of_length).mean() for of_length in ranks])),
    )


def judge_unseen(
    fit: Callable[[Pairs], Heads], pairs: Pairs, folds: Sequence[NDArray[np.bool_]]
) -> Figures:
    """Fit without each fold's products and judge on them; the mean over the folds.

    Args:
        fit: Makes heads of the pairs that it is given.
        pairs: All of them.
        folds: For each, which pairs are held out.
    """
    each = [judge(fit(pairs.of(~held_out)), pairs.of(held_out)) for held_out in folds]
    weights = [one.photos for one in each]
    return Figures(
        photos=sum(weights),
        depth=min(one.depth for one in each),
        found=float(np.average([one.found for one in each], weights=weights)),
        chance=float(np.average([one.chance for one in each], weights=weights)),
        reciprocal_rank=float(np.average([one.reciprocal_rank for one in each], weights=weights)),
    )


def folds_by_family(
    families: NDArray[np.int64], count: int, *, seed: int
) -> list[NDArray[np.bool_]]:
    """Split pairs so that all variants of a product are on one side.

    Args:
        families: The product of every pair.
        count: How many folds, at least 2 and at most as many as products.
        seed: Of the draw.

    Returns:
        For each fold, which pairs it holds; every pair is in exactly one.
    """
    products = np.unique(families)
    drawn = np.random.default_rng(seed).permutation(len(products))
    fold_of = drawn % count
    placed = fold_of[np.searchsorted(products, families)]
    return [placed == fold for fold in range(count)]


def first_right(nearness: Vectors, right: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return for each row the rank, from 1, of its nearest right column.

    Args:
        nearness: Shape (rows, columns).
        right: Of that shape, with at least one right column in every row.

    Returns:
        Shape (rows,); a wrong column that ties comes first.
    """
    best = np.where(right, nearness, -np.inf).max(axis=1, keepdims=True)
    return ((nearness >= best) & ~right).sum(axis=1) + 1


def lower_bound(share: float, count: int) -> float:
    """Return the lower end of the 99 % one-sided Wilson interval (Wilson, 1927)."""
    if not count:
        return 0.0
    z2 = _CERTAIN * _CERTAIN
    middle = share + z2 / (2 * count)
    spread = _CERTAIN * sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    return (middle - spread) / (1 + z2 / count)


def _chance(photos: int, right: int, depth: int) -> float:
    """Return the probability that one of ``right`` is among ``depth`` drawn without return."""
    missed = 1.0
    for drawn in range(depth):
        missed *= max(photos - right - drawn, 0) / max(photos - drawn, 1)
    return 1 - missed
