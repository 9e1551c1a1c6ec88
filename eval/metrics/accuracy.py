"""How well a list answers: binary and graded relevance at k.

Common to all functions here: ``ranked`` holds distinct ids, best first, and may
be shorter than ``k`` (what is missing counts as not relevant); only its first
``k`` places count. Nothing relevant gives 0.0, since such a row says nothing;
leave it out of a mean with ``answerable`` where the protocol does.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final


class MetricError(ValueError):
    """A metric was asked something it is not defined for."""


def recall(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the share of the relevant ids that stand in the first ``k`` places."""
    hits = _hits(ranked, relevant, k)
    return hits / len(set(relevant)) if relevant else 0.0


def precision(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return relevant ids in the first ``k`` places, divided by ``k`` (not by the length)."""
    return _hits(ranked, relevant, k) / k


def f1(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the harmonic mean of ``precision`` and ``recall``; 0.0 where both are."""
    both = precision(ranked, relevant, k), recall(ranked, relevant, k)
    return 2 * both[0] * both[1] / sum(both) if sum(both) else 0.0


def hit_rate(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return 1.0 where any relevant id stands in the first ``k`` places, else 0.0."""
    return float(_hits(ranked, relevant, k) > 0)


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return 1 / the place of the first relevant id, 0.0 where none stands in ``k``."""
    wanted = set(relevant)
    for place, item_id in enumerate(_first(ranked, k), start=1):
        if item_id in wanted:
            return 1 / place
    return 0.0


def average_precision(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the sum of the precision at each hit, over all the relevant ids.

    The divisor is the number of relevant ids, also where that is above ``k``, as
    in trec_eval's ``map_cut``.
    """
    wanted, hits, total = set(relevant), 0, 0.0
    for place, item_id in enumerate(_first(ranked, k), start=1):
        if item_id in wanted:
            hits += 1
            total += hits / place
    return total / len(wanted) if wanted else 0.0


def ndcg(ranked: Sequence[str], gains: Mapping[str, float], k: int) -> float:
    """Return the discounted cumulative gain over that of the best possible list.

    The gain is linear and the discount log2(1 + place), as in Jarvelin and
    Kekalainen (2002); the ideal list holds the ``k`` largest gains.

    Args:
        ranked: The list.
        gains: Gain of each relevant id, at least 0; binary relevance is 1.0 each.
        k: Cut-off.

    Raises:
        MetricError: If a gain is negative, or as for every function here.
    """
    if any(gain < 0 for gain in gains.values()):
        raise MetricError("a gain must not be negative")
    ideal = _dcg(sorted(gains.values(), reverse=True)[:k])
    found = _dcg(gains.get(item_id, 0.0) for item_id in _first(ranked, k))
    return found / ideal if ideal else 0.0


ListMetric = Callable[[Sequence[str], Mapping[str, float], int], float]
"""Takes the list, the gains of what is relevant, and the cut-off."""

LIST_METRICS: Final[Mapping[str, ListMetric]] = {
    "ndcg": ndcg,
    "precision": precision,
    "recall": recall,
    "f1": f1,
    "hit_rate": hit_rate,
    "mrr": reciprocal_rank,
    "map": average_precision,
}
"""By name, in the order of a report; all but the first take every gain above 0 for the same."""


def answerable(rows: Iterable[Collection[str]]) -> list[bool]:
    """Tell for each row's relevant ids whether there are any."""
    return [bool(relevant) for relevant in rows]


def mean_absolute_error(predicted: Sequence[float], actual: Sequence[float]) -> float:
    """Return the mean of |predicted - actual|.

    Raises:
        MetricError: If the lengths differ or are 0.
    """
    pairs = _pairs(predicted, actual)
    return math.fsum(abs(p - a) for p, a in pairs) / len(pairs)


def root_mean_squared_error(predicted: Sequence[float], actual: Sequence[float]) -> float:
    """Return the root of the mean squared difference.

    Raises:
        MetricError: If the lengths differ or are 0.
    """
    pairs = _pairs(predicted, actual)
    return math.sqrt(math.fsum((p - a) ** 2 for p, a in pairs) / len(pairs))


def _dcg(gains: Iterable[float]) -> float:
    return math.fsum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))


def _hits(ranked: Sequence[str], relevant: Collection[str], k: int) -> int:
    return len(set(_first(ranked, k)) & set(relevant))


def _first(ranked: Sequence[str], k: int) -> Sequence[str]:
    if k < 1:
        raise MetricError(f"k must be at least 1, not {k}")
    if len(set(ranked)) != len(ranked):
        raise MetricError("an id stands on the list twice")
    return ranked[:k]


def _pairs(predicted: Sequence[float], actual: Sequence[float]) -> list[tuple[float, float]]:
    if len(predicted) != len(actual) or not predicted:
        raise MetricError(f"{len(predicted)} predictions do not fit {len(actual)} ratings")
    return list(zip(predicted, actual, strict=True))
