"""Fusion: one list out of several, by how near the items of each are to its best."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from math import fsum
from typing import Final, TypeVar

K0: Final = 40
"""How slowly the standing falls from place to place."""

_DECIMALS: Final = 9
"""Beyond these sums differ by nothing but rounding, and likes must tie."""

Leg = TypeVar("Leg", bound=Hashable)


def fuse(
    found: Mapping[Leg, Sequence[tuple[str, float]]], weights: Mapping[Leg, float], depth: int
) -> list[str]:
    """Join what legs found by a weighted sum of similarities, each as a share of its leg's best.

    An item that a leg did not find may be as near as the last one that it
    found, and counts as that one; as nothing where the leg found less than it
    was asked for, since then there is no more.

    >>> words, meaning = [("a", 8.0), ("b", 6.0)], [("b", 0.5), ("c", 0.4)]
    >>> fuse({"words": words, "meaning": meaning}, {"words": 1, "meaning": 1}, depth=3)
    ['b', 'a', 'c']

    Args:
        found: For each leg distinct ids with similarities, best first; may be
            empty. A similarity below 0 says no more than 0.
        weights: For every leg, above 0; only their proportions matter.
        depth: How many each leg was asked for.

    Returns:
        Every id once, best first, ties by id.

    Raises:
        ValueError: If a leg has no weight or one not above 0, or repeats an id.
    """
    for leg, pairs in found.items():
        if not weights.get(leg, 0.0) > 0 or len(dict(pairs)) != len(pairs):
            raise ValueError(f"leg {leg!r} needs a weight above 0 and distinct ids")
    whole = fsum(weights[leg] for leg in found)
    shares: defaultdict[str, list[float]] = defaultdict(list)
    for leg, pairs in found.items():
        best = max(0.0, pairs[0][1]) if pairs else 0.0
        said = [max(0.0, similarity) / best if best else 0.0 for _, similarity in pairs]
        floor = said[-1] if len(pairs) >= depth else 0.0
        for (item_id, _), share in zip(pairs, said, strict=True):
            shares[item_id].append(weights[leg] / whole * (share - floor))
    # Summed exactly, so that the order of the legs makes no difference.
    sums = {item_id: round(fsum(each), _DECIMALS) for item_id, each in shares.items()}
    return sorted(sums, key=lambda item_id: (-sums[item_id], item_id))


def standing(place: int) -> float:
    """Return what a place on a list counts: 1 for the first, from 0, and ever less after it."""
    return (K0 + 1) / (K0 + 1 + place)
