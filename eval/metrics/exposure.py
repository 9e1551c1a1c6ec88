"""Who is seen: how much each item of a catalogue, and each group of items."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def exposure(lists: NDArray[np.int64], items: int) -> Floats:
    """Return how much each item is seen, shape (items,).

    A place counts ``1 / log2(1 + place)``, as in nDCG: who stands first is seen most.

    Args:
        lists: Item numbers, shape (lists, k).
        items: Size of the catalogue.
    """
    seen = 1 / np.log2(np.arange(2, lists.shape[1] + 2))
    weights = np.broadcast_to(seen, lists.shape).ravel()
    return np.bincount(lists.ravel(), weights=weights, minlength=items).astype(np.float64)


def deciles(taken: Floats) -> NDArray[np.int64]:
    """Return each item's decile by how often it was taken: 0 the most taken, 9 the least.

    Ties are split by the item's number, so that all deciles are equally large.
    """
    order = np.argsort(-taken, kind="stable")
    found = np.empty(len(taken), dtype=np.int64)
    found[order] = np.arange(len(taken)) * 10 // max(len(taken), 1)
    return found


def shares(seen: Floats, groups: NDArray[np.int64]) -> Floats:
    """Return each group's share of all exposure, shape (groups,); 0 throughout for none."""
    sums = np.bincount(groups, weights=seen).astype(np.float64)
    total = sums.sum()
    return sums / total if total > 0 else sums
