"""Reciprocal-rank fusion: one list out of several."""

from collections.abc import Hashable, Mapping, Sequence
from math import fsum
from typing import Final, TypeVar

K0: Final = 60
"""Of Cormack, Clarke and Buettcher (2009): how little the first ranks stand out."""

Leg = TypeVar("Leg", bound=Hashable)


def fuse(
    rankings: Mapping[Leg, Sequence[str]], weights: Mapping[Leg, float], k0: float = K0
) -> list[tuple[str, float]]:
    """Join rankings by the ranks in them, whatever their values mean.

    An item gets ``weight / (k0 + rank)`` from each ranking that has it, ranks
    from 1, and the sum is divided by the best one.

    >>> joined = fuse({"words": ["a", "b"], "meaning": ["b"]}, {"words": 1, "meaning": 1})
    >>> [(item_id, round(share, 3)) for item_id, share in joined]
    [('b', 1.0), ('a', 0.504)]

    Args:
        rankings: For each leg its distinct ids, best first; may be empty.
        weights: For every leg, above 0; only their proportions matter.
        k0: How little the first ranks stand out, at least 0.

    Returns:
        Every id with its share of the best, in (0, 1], best first, ties by id.

    Raises:
        ValueError: If a leg has no weight or one not above 0, or repeats an id.
    """
    shares: dict[str, list[float]] = {}
    for leg, ranking in rankings.items():
        weight = weights.get(leg, 0.0)
        if not weight > 0 or len(set(ranking)) != len(ranking):
            raise ValueError(f"leg {leg!r} needs a weight above 0 and distinct ids")
        for rank, item_id in enumerate(ranking, start=1):
            shares.setdefault(item_id, []).append(weight / (k0 + rank))
    sums = {item_id: fsum(parts) for item_id, parts in shares.items()}
    best = max(sums.values(), default=1.0)
    return sorted(
        ((item_id, total / best) for item_id, total in sums.items()),
        key=lambda pair: (-pair[1], pair[0]),
    )
