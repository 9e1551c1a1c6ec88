"""Items of which nothing is known get a bounded share of the places."""

import math

import numpy as np
from numpy.typing import NDArray

from ranking.shoppers.errors import ShopperError

Items = NDArray[np.int64]


def explore(ranked: Items, fresh: Items, *, share: float, shopper: int, seed: int = 0) -> Items:
    """Give new items a share of a list, never more.

    Of a list of k places ``share * k`` go to new items, in whole places: the fraction left
    over is a chance, drawn for this shopper, so that over many lists the share is kept
    exactly. They take the last places, where they cost least.

    Args:
        ranked: Item numbers of the list, best first; none of them new.
        fresh: New items, best first, by what they are alone; may be fewer than are wanted.
        share: In [0, 1], at most so much of all places.
        shopper: Number of the shopper, so that the same one sees the same list.
        seed: Of the draw.

    Returns:
        As many items as ``ranked`` has.

    Raises:
        ShopperError: If the share lies outside [0, 1] or an item stands in both.
    """
    if not 0 <= share <= 1:
        raise ShopperError(f"an exploration share must lie in [0, 1], not {share}")
    wanted = share * len(ranked)
    places = math.floor(wanted)
    places += bool(np.random.default_rng((seed, shopper)).random() < wanted - places)
    taken = fresh[: min(places, len(fresh))]
    if np.isin(taken, ranked).any():
        raise ShopperError("a new item stands on the list already")
    return np.concatenate([ranked[: len(ranked) - len(taken)], taken])
