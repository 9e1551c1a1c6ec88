"""Who is seen on the lists: by popularity and brand, and what a floor for the tail costs."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval.benchmarks.ranking_balance import Pools
from eval.metrics.exposure import deciles, exposure, shares
from eval.metrics.variety import gini
from ranking.shoppers.group_floor import with_floor
from ranking.shoppers.item_content import ItemContent

Floats = NDArray[np.float64]

FLOORS: Final = (0.0, 0.1, 0.2, 0.3, 0.5)
_K: Final = 10
_TAIL: Final = 5
"""Deciles from this on, half of the items, are the tail that a floor is held for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The lists at one floor.

    Attributes:
        floor: Share of the places of each list that the tail has at least.
        ndcg: At 10.
        tail: The tail's share of the exposure.
        gini: Of exposure over items.
        deciles: Share of the exposure, from the most taken tenth of the items.
        brands: Share of the exposure of the tenth of the brands that is seen most.
    """

    floor: float
    ndcg: float
    tail: float
    gini: float
    deciles: tuple[float, ...]
    brands: float


def seen(pools: Pools, taken: Floats, content: ItemContent) -> list[Seen]:
    """Return who is seen at every floor."""
    tenths = deciles(taken)
    tail = tenths >= _TAIL
    return [_at(floor, pools, tenths, tail, content) for floor in FLOORS]


def _at(
    floor: float,
    pools: Pools,
    tenths: NDArray[np.int64],
    tail: NDArray[np.bool_],
    content: ItemContent,
) -> Seen:
    lists = with_floor(list(pools.items), list(pools.probabilities), tail, k=_K, floor=floor)
    hits = lists == pools.chosen[:, None]
    gains = (hits / np.log2(np.arange(2, _K + 2))).sum(axis=1)
    each = exposure(lists, len(tenths))
    by_decile = shares(each, tenths)
    by_brand = np.sort(shares(each, content.brands)[1:])[::-1]
    return Seen(
        floor=floor,
        ndcg=float(gains.mean()),
        tail=float(by_decile[_TAIL:].sum()),
        gini=gini(each.tolist()),
        deciles=tuple(by_decile.tolist()),
        brands=float(by_brand[: max(len(by_brand) // 10, 1)].sum()),
    )
