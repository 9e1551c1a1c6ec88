"""How varied a list is, and how the lists together use the catalogue.

A category is a path from the broadest to the narrowest name. Lists may be
empty; what that gives is said at each function.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from eval.metrics.accuracy import MetricError

Path = tuple[str, ...]


def path_distance(one: Path, other: Path) -> float:
    """Return 1 - shared leading names / the longer path's length, in [0, 1].

    >>> path_distance(("Outdoor", "Tents"), ("Outdoor", "Stoves"))
    0.5
    """
    longer = max(len(one), len(other))
    if not longer:
        raise MetricError("a category path must not be empty")
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return 1 - shared / longer


def intra_list_diversity(paths: Sequence[Path]) -> float:
    """Return the mean ``path_distance`` over all pairs; 0.0 below two items."""
    pairs = list(combinations(paths, 2))
    return math.fsum(path_distance(*pair) for pair in pairs) / len(pairs) if pairs else 0.0


def category_coverage(paths: Sequence[Path], all_leaves: Collection[Path]) -> float:
    """Return the share of the catalogue's leaves that the list touches.

    Raises:
        MetricError: If the catalogue has no leaves.
    """
    if not all_leaves:
        raise MetricError("the catalogue has no categories")
    return len(set(paths) & set(all_leaves)) / len(set(all_leaves))


def leaf_entropy(paths: Sequence[Path]) -> float:
    """Return the entropy of the list's leaves in bits; 0.0 for one leaf or none."""
    counts = Counter(paths)
    total = counts.total()
    # Adding 0.0 turns the -0.0 of a single leaf into 0.0.
    return -math.fsum(n / total * math.log2(n / total) for n in counts.values()) + 0.0


def calibration(list_paths: Sequence[Path], wanted: Mapping[Path, float]) -> float:
    """Return KL(wanted || list) in nats over leaves; 0 is perfectly calibrated.

    The list's shares are mixed with 1 % of the wanted ones, so that a missing
    leaf costs much but not infinitely (Steck, 2018, with alpha 0.01).

    Args:
        list_paths: Leaves of the list.
        wanted: The shopper's own mix; shares at least 0 that sum to 1.

    Raises:
        MetricError: If the shares do not sum to 1.
    """
    if not math.isclose(math.fsum(wanted.values()), 1.0, abs_tol=1e-9):
        raise MetricError("the wanted shares must sum to 1")
    counts = Counter(list_paths)
    total = counts.total()
    divergence = 0.0
    for path, share in wanted.items():
        if share > 0:
            have = counts[path] / total if total else 0.0
            divergence += share * math.log(share / (0.99 * have + 0.01 * share))
    return divergence


def alpha_ndcg(
    ranked: Sequence[str], aspects: Mapping[str, frozenset[str]], k: int, alpha: float = 0.5
) -> float:
    """Return alpha-nDCG@k: gain falls for an aspect that was covered before.

    Clarke et al. (2008): each aspect of an item gains ``(1 - alpha) ** n``, with
    ``n`` the items above it that have the aspect; discount log2(1 + place). The
    ideal list is the greedy one, as usual, since the exact one is NP-hard.

    Args:
        ranked: The list.
        aspects: The aspects that each relevant item covers.
        k: Cut-off, at least 1.
        alpha: In [0, 1]; 0 does not punish repetition.

    Raises:
        MetricError: If ``k`` or ``alpha`` is out of range.
    """
    if k < 1 or not 0 <= alpha <= 1:
        raise MetricError(f"no alpha-nDCG at k={k}, alpha={alpha}")
    ideal = _alpha_dcg(_greedy(aspects, k, alpha), aspects, alpha)
    return _alpha_dcg(ranked[:k], aspects, alpha) / ideal if ideal else 0.0


def novelty(ranked: Sequence[str], popularity: Mapping[str, float]) -> float:
    """Return the mean self-information -log2 p of the items, in bits; 0.0 for none.

    Args:
        ranked: The list.
        popularity: Share of the shoppers who know each item, in (0, 1].

    Raises:
        MetricError: If an item has no such share.
    """
    if not ranked:
        return 0.0
    missing = [item_id for item_id in ranked if not 0 < popularity.get(item_id, 0.0) <= 1]
    if missing:
        raise MetricError(f"no popularity in (0, 1] for {missing[0]!r}")
    return -math.fsum(math.log2(popularity[item_id]) for item_id in ranked) / len(ranked) + 0.0


def serendipity(
    ranked: Sequence[str], relevant: Collection[str], expected: Collection[str]
) -> float:
    """Return the share of the list that is relevant and not what anyone would expect.

    Args:
        ranked: The list; empty gives 0.0.
        relevant: Ids that answer.
        expected: Ids that a plain baseline (popularity) would have shown.
    """
    surprising = set(relevant) - set(expected)
    return sum(item_id in surprising for item_id in ranked) / len(ranked) if ranked else 0.0


def catalogue_coverage(lists: Iterable[Sequence[str]], catalogue: Collection[str]) -> float:
    """Return the share of the catalogue that stands on any list.

    Raises:
        MetricError: If the catalogue is empty.
    """
    if not catalogue:
        raise MetricError("the catalogue is empty")
    shown = {item_id for ranked in lists for item_id in ranked}
    return len(shown & set(catalogue)) / len(set(catalogue))


def gini(exposure: Sequence[float]) -> float:
    """Return the Gini coefficient: 0 where all are exposed alike, towards 1 for one alone.

    Args:
        exposure: Of every item of the catalogue, also those never shown; each at
            least 0. None at all, or no exposure, gives 0.0.
    """
    if any(value < 0 for value in exposure):
        raise MetricError("exposure must not be negative")
    ordered, total = sorted(exposure), math.fsum(exposure)
    if not total:
        return 0.0
    n = len(ordered)
    weighted = math.fsum(place * value for place, value in enumerate(ordered, start=1))
    return 2 * weighted / (n * total) - (n + 1) / n


def tail_share(lists: Iterable[Sequence[str]], head: Collection[str]) -> float:
    """Return the share of all places that go to items outside the head; 0.0 without places.

    Args:
        lists: The lists shown.
        head: The most popular items, commonly those with 80 % of the interactions.
    """
    known = set(head)
    places = [item_id not in known for ranked in lists for item_id in ranked]
    return sum(places) / len(places) if places else 0.0


def rank_biased_overlap(one: Sequence[str], other: Sequence[str], p: float = 0.9) -> float:
    """Return the extrapolated rank-biased overlap of two lists, in [0, 1].

    Webber, Moffat and Zobel (2010), equation 32 for lists of uneven length. Two
    empty lists agree (1.0); one empty list gives 0.0.

    Args:
        one: Distinct ids, best first.
        other: Likewise.
        p: Persistence in (0, 1): the higher, the deeper places count.

    Raises:
        MetricError: If ``p`` is out of range.
    """
    if not 0 < p < 1:
        raise MetricError(f"p must lie in (0, 1), not {p}")
    short, long = sorted((one, other), key=len)
    if not long:
        return 1.0
    if not short:
        return 0.0
    s, depth = len(short), len(long)
    overlap = [len(set(short[:d]) & set(long[:d])) for d in range(1, depth + 1)]
    x_s, x_l = overlap[s - 1], overlap[-1]
    seen = math.fsum(overlap[d - 1] / d * p**d for d in range(1, depth + 1))
    beyond = math.fsum(x_s * (d - s) / (s * d) * p**d for d in range(s + 1, depth + 1))
    rest = ((x_l - x_s) / depth + x_s / s) * p**depth
    return (1 - p) / p * (seen + beyond) + rest


def _alpha_dcg(ranked: Sequence[str], aspects: Mapping[str, frozenset[str]], alpha: float) -> float:
    seen: Counter[str] = Counter()
    total = 0.0
    for place, item_id in enumerate(ranked, start=1):
        own = aspects.get(item_id, frozenset[str]())
        total += _alpha_gain(own, seen, alpha) / math.log2(place + 1)
        seen.update(own)
    return total


def _alpha_gain(own: frozenset[str], seen: Counter[str], alpha: float) -> float:
    return math.fsum((1 - alpha) ** seen[aspect] for aspect in sorted(own))


def _greedy(aspects: Mapping[str, frozenset[str]], k: int, alpha: float) -> list[str]:
    left, seen = sorted(aspects), Counter[str]()
    chosen: list[str] = []
    while left and len(chosen) < k:
        best = max(left, key=lambda item_id: _alpha_gain(aspects[item_id], seen, alpha))
        left.remove(best)
        seen.update(aspects[best])
        chosen.append(best)
    return chosen
