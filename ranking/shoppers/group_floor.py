"""A floor below which a group's share of the places is not to fall."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ranking.shoppers.errors import ShopperError

Items = NDArray[np.int64]
Floats = NDArray[np.float64]


def with_floor(
    ranked: Sequence[Items],
    values: Sequence[Floats],
    favoured: NDArray[np.bool_],
    *,
    k: int,
    floor: float,
) -> Items:
    """Choose lists of which a group has at least so many places, at the least cost in value.

    Every list keeps the floor by itself: of its ``k`` places at least ``ceil(floor * k)``
    go to the group, as far as its pool has members. They take the places of the
    lowest others; the order stays by value.

    Args:
        ranked: Pools of item numbers, best first, each of ``k`` items or more.
        values: Of the pools' items, descending.
        favoured: Which items are of the group, shape (items,).
        k: Length of the lists, at least 1.
        floor: Share of the places, in [0, 1].

    Returns:
        Shape (lists, k).

    Raises:
        ShopperError: If the floor or ``k`` is out of range, or a pool too short.
    """
    if not 0 <= floor <= 1 or k < 1:
        raise ShopperError(f"floor must lie in [0, 1] and k be at least 1, not {floor}, {k}")
    needed = int(np.ceil(floor * k - 1e-9))
    lists: list[Items] = []
    for pool, worth in zip(ranked, values, strict=True):
        if len(pool) < k or (np.diff(worth) > 0).any():
            raise ShopperError(f"a pool of {len(pool)} cannot fill {k} places in falling order")
        ours = np.flatnonzero(favoured[pool])[:needed]
        others = np.setdiff1d(np.arange(len(pool)), ours)[: k - len(ours)]
        lists.append(pool[np.sort(np.concatenate([ours, others]))])
    return np.stack(lists)
