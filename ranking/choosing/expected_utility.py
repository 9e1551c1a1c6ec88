"""A list by what it is expected to be worth: a probability for relevance, a distance for variety.

The other methods scale relevance within each list, so that all lists pay the same share of it
for variety. With calibrated probabilities the price is the same *sum* everywhere: a list whose
first place is nearly certain keeps it, one where all are alike varies freely. Over many lists
that is the cheapest way to a given variety (one Lagrange multiplier for all).

Not one of ``METHODS``: the combiner's relevance is no calibrated probability. ``aisle eval
ranking`` judges it with those of the blend of shopper models.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ranking.choosing.pool import Floats, RankingError

_ROUNDS: Final = 10
_ADDS: Final = 1e-12
"""What an exchange must add at least; less is rounding."""


def choose_set(
    probabilities: Floats, distances: Floats, *, price: float, k: int
) -> NDArray[np.int64]:
    """Choose ``k`` candidates that are worth most together, and order them by probability.

    The worth of a list is ``sum(p / log2(1 + place)) + price * (mean distance of its
    pairs)``: its expected nDCG for a shopper who takes one item, and its intra-list
    diversity. A greedy set is improved by the best exchange of one member for one other until
    none is left that adds; at most ten times, or k where that is more.

    Unlike the greedy methods, a shorter list is not always the start of a longer one.

    Args:
        probabilities: Of being taken, shape (n,), at least 0; comparable between lists.
        distances: Shape (n, n), symmetrical, in [0, 1].
        price: What one whole unit of diversity is worth in nDCG, at least 0. At 0 the
            result is the plain top-k.
        k: List length wanted, at least 1.

    Returns:
        Up to ``k`` distinct rows, the most probable first, ties to the earlier.

    Raises:
        RankingError: If a number is NaN or out of range, or the shapes do not fit.
    """
    n = len(probabilities)
    if k < 1 or not 0 <= price < np.inf:
        raise RankingError(f"k must be at least 1 and price finite and 0 or more: {k}, {price}")
    if distances.shape != (n, n) or not np.isfinite(distances).all():
        raise RankingError(f"distances of shape {distances.shape} do not fit {n} candidates")
    if not np.isfinite(probabilities).all() or (probabilities < 0).any():
        raise RankingError("probabilities must be numbers of at least 0")
    order = np.argsort(-probabilities, kind="stable")
    k = min(k, n)
    # A single item is no list whose pairs could be apart.
    if price == 0 or k in (1, n):
        return order[:k]
    chosen = _exchanged(
        probabilities, distances, _greedy(probabilities, distances, price, k), price
    )
    return order[np.isin(order, chosen)]


def _greedy(probabilities: Floats, distances: Floats, price: float, k: int) -> list[int]:
    pairs = max(k * (k - 1) / 2, 1)
    chosen: list[int] = []
    apart = np.zeros(len(probabilities))
    for place in range(k):
        # The discount of the place reached stands in for the one that sorting gives it.
        worth = probabilities / np.log2(2 + place) + price * apart / pairs
        worth[chosen] = -np.inf
        best = int(np.argmax(worth))
        chosen.append(best)
        apart += distances[best]
    return chosen


def _exchanged(
    probabilities: Floats, distances: Floats, chosen: list[int], price: float
) -> list[int]:
    """Exchange one for one as long as the worth of the list rises."""
    k = len(chosen)
    pairs = k * (k - 1) / 2
    chosen = sorted(chosen, key=lambda row: (-probabilities[row], row))
    for _ in range(max(_ROUNDS, k)):
        members = np.array(chosen)
        apart = distances[members].sum(axis=0)
        # Shape (k, n): what each exchange adds to the sum of distances.
        wider = apart[None, :] - distances[members] - apart[members][:, None]
        gained = price * wider / pairs - _expected_without(probabilities, members)
        gained[:, members] = -np.inf
        out, new = np.unravel_index(int(np.argmax(gained)), gained.shape)
        if gained[out, new] <= _ADDS:
            break
        chosen[out] = int(new)
        chosen.sort(key=lambda row: (-probabilities[row], row))
    return chosen


def _expected_without(probabilities: Floats, members: NDArray[np.int64]) -> Floats:
    """Return what the expected nDCG loses by each exchange, shape (k, n)."""
    k = len(members)
    discounts = 1 / np.log2(np.arange(2, k + 2))
    own = probabilities[members]
    whole = float(own @ discounts)
    kept = np.array([np.delete(own, out) for out in range(k)])
    # Where the new one comes to stand among those kept, which descend.
    place = (kept[:, None, :] >= probabilities[None, :, None]).sum(axis=2)
    ahead = np.concatenate([np.zeros((k, 1)), np.cumsum(kept * discounts[:-1], axis=1)], axis=1)
    pushed = kept * discounts[1:]
    behind = np.concatenate([np.cumsum(pushed[:, ::-1], axis=1)[:, ::-1], np.zeros((k, 1))], axis=1)
    rows = np.arange(k)[:, None]
    new = ahead[rows, place] + probabilities[None, :] * discounts[place] + behind[rows, place]
    return whole - new
