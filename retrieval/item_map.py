"""The catalogue on a plane: items that are alike in words and in looks stand together."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.query import Leg
from retrieval.shop import Shop
from retrieval.vectors import Vectors

SEED: Final = 7
MOST: Final = 3_000
"""Items on a map; of a larger catalogue so many are drawn at random."""

_LEGS: Final = (Leg.TEXT, Leg.IMAGE)
_COMPONENTS: Final = 50
_PERPLEXITY: Final = 30.0
_FEWEST: Final = 5
"""With fewer items there are no neighbourhoods to keep: their two principal axes are shown."""


@dataclass(frozen=True, slots=True)
class ItemMap:
    """Where items stand.

    Attributes:
        build_id: The build whose vectors were projected.
        item_ids: Those on the map, in ascending order.
        positions: One pair an item, each number in [0, 1]; distances between
            near ones mean something, those between far ones little.
        total: How many items have vectors, on the map or not.
        legs: What was compared: ``text``, and ``image`` where photos have vectors.
    """

    build_id: str
    item_ids: Sequence[str]
    positions: Sequence[tuple[float, float]]
    total: int
    legs: Sequence[str]


def map_items(shop: Shop, most: int = MOST, seed: int = SEED) -> ItemMap:
    """Project the items of a shop; takes seconds, some 20 for 3,000 items on two cores.

    The same vectors and seed give the same map on the same machine.

    Args:
        shop: Its text vectors are projected, and its image vectors where it has them.
        most: How many items at most, drawn evenly from all.
        seed: Of the drawing and of the projection.
    """
    ids = sorted(shop.ids(Leg.TEXT))
    drawn = sorted(random.Random(seed).sample(ids, most)) if len(ids) > most else ids  # noqa: S311 - no secret
    known = {leg: shop.vectors(leg, drawn) for leg in _LEGS}
    legs = [leg for leg in _LEGS if known[leg]]
    blocks = [_block(drawn, known[leg]) for leg in legs]
    plane = _project(np.hstack(blocks), seed) if blocks else np.zeros((0, 2), np.float32)
    return ItemMap(
        build_id=shop.build_id,
        item_ids=drawn,
        positions=[(round(float(x), 4), round(float(y), 4)) for x, y in _in_unit_square(plane)],
        total=len(ids),
        legs=[leg.value for leg in legs],
    )


def _block(ids: Sequence[str], known: Mapping[str, NDArray[np.float32]]) -> Vectors:
    """Return one leg's vectors about their mean, at which an item without one stands.

    Each leg is brought to the same mean length, so that neither drowns the other.
    """
    width = len(next(iter(known.values())))
    block = np.zeros((len(ids), width), np.float32)
    rows = [row for row, item_id in enumerate(ids) if item_id in known]
    there = np.stack([known[ids[row]] for row in rows])
    there -= there.mean(axis=0)
    length = float(np.linalg.norm(there, axis=1).mean())
    block[rows] = there / length if length else there
    return block


def _project(vectors: Vectors, seed: int) -> Vectors:
    """Lay vectors out by t-SNE (van der Maaten and Hinton, 2008) on their principal components."""
    if len(vectors) < _FEWEST:
        return _principal(vectors, 2)
    from sklearn.manifold import TSNE  # noqa: PLC0415 - takes a second, and only a map wants it

    components = _principal(vectors, _COMPONENTS)
    # Neighbours cannot be more than a third of the items.
    perplexity = min(_PERPLEXITY, (len(vectors) - 1) / 3)
    tsne = TSNE(perplexity=perplexity, init="pca", random_state=seed)
    return np.asarray(tsne.fit_transform(components), np.float32)


def _principal(vectors: Vectors, count: int) -> Vectors:
    """Return coordinates along the ``count`` principal axes, zero beyond those there are."""
    about = vectors - vectors.mean(axis=0)
    left, lengths, _ = np.linalg.svd(about, full_matrices=False)
    kept = min(count, len(lengths))
    # An axis may point either way; the sign is set so that equal input gives equal output.
    signs = np.where(left[np.abs(left).argmax(axis=0), np.arange(left.shape[1])] < 0, -1.0, 1.0)
    coordinates = np.zeros((len(vectors), max(2, kept)), np.float32)
    coordinates[:, :kept] = (left * signs * lengths)[:, :kept]
    return coordinates


def _in_unit_square(plane: Vectors) -> Vectors:
    """Move and scale the plane into [0, 1] both ways, keeping its proportions."""
    if not len(plane):
        return plane
    low, high = plane.min(axis=0), plane.max(axis=0)
    extent = float((high - low).max()) or 1.0
    return (plane - (low + high) / 2) / extent + 0.5
