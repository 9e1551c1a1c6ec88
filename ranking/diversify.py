"""The list-level choice: relevance against variety. Pure, no models."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

NEAR_BEST = 0.6


class RankingError(ValueError):
    """The choice was asked something it cannot answer."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """A candidate as the choice sees it.

    Attributes:
        item_id: Distinct among the candidates.
        relevance: In [0, 1].
        facets: What it brings to the list, such as its category, brand and
            colour; may be empty.
        family_id: Shared by variants of one product.
        group: What a cap counts, such as the category; None is never capped.
    """

    item_id: str
    relevance: float
    facets: frozenset[str]
    family_id: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A place on the list.

    Attributes:
        item_id: Which candidate stands there.
        novelty: Its novelty when it was chosen, in [0, 1].
    """

    item_id: str
    novelty: float


def choose(
    candidates: Sequence[Choosable],
    *,
    trade_off: float,
    k: int,
    group_cap: int | None = None,
) -> list[Chosen]:
    """Pick ``k`` candidates greedily, trading relevance for variety.

    Each step takes the candidate with the highest
    ``(1 - trade_off) * relevance + trade_off * novelty``. Novelty is the mean
    over the candidate's facets of ``1 / (1 + n)``, with ``n`` the number of
    chosen items that have the facet already; without facets it is 0. Ties go
    to the earlier candidate.

    Three tiers keep variety from becoming nonsense; a later one is used only
    when the earlier ones are spent: first what is at least ``NEAR_BEST`` of the
    best relevance, of a family not yet chosen and within the cap; then the rest
    of the near-best and, below it, first families and within the cap; then
    anything. At ``trade_off`` 0 there is no need for the first fence, and the
    order is relevance within families and caps alone.

    Note that ``trade_off`` weights *variety*; lambda in the MMR paper
    (Carbonell and Goldstein, 1998) weights relevance.

    Args:
        candidates: In retrieval order; may be empty.
        trade_off: Weight of variety in [0, 1]. At 1 relevance only fences.
        k: List length wanted, at least 1.
        group_cap: How many of one group before others go first, at least 1;
            None for no cap.

    Returns:
        ``min(k, len(candidates))`` places, best first. A shorter list is always
        the start of a longer one. Takes O(k * n) facet counts.

    Raises:
        RankingError: If ``trade_off`` or a relevance lies outside [0, 1] or is
            NaN, ``k`` or ``group_cap`` is below 1, or an id repeats.
    """
    _check(candidates, trade_off, k, group_cap)
    fence = NEAR_BEST * max((c.relevance for c in candidates), default=0.0) if trade_off else 0.0
    left = list(candidates)
    facets: Counter[str] = Counter()
    families: set[str] = set()
    groups: Counter[str] = Counter()
    chosen: list[Chosen] = []
    while left and len(chosen) < k:

        def tier(candidate: Choosable) -> int:
            capped = (
                group_cap is not None
                and candidate.group is not None
                and groups[candidate.group] >= group_cap
            )
            fresh = candidate.family_id not in families and not capped
            return (not fresh) + (candidate.relevance < fence)

        def value(candidate: Choosable) -> float:
            novelty = _novelty(candidate.facets, facets)
            return (1 - trade_off) * candidate.relevance + trade_off * novelty

        best = min(left, key=lambda candidate: (tier(candidate), -value(candidate)))
        left.remove(best)
        chosen.append(Chosen(best.item_id, _novelty(best.facets, facets)))
        facets.update(best.facets)
        families.add(best.family_id)
        if best.group is not None:
            groups[best.group] += 1
    return chosen


def _novelty(own: frozenset[str], seen: Counter[str]) -> float:
    return sum(1 / (1 + seen[facet]) for facet in own) / len(own) if own else 0.0


def _check(
    candidates: Sequence[Choosable], trade_off: float, k: int, group_cap: int | None
) -> None:
    if not 0 <= trade_off <= 1:
        raise RankingError(f"trade_off must lie in [0, 1], not {trade_off}")
    if k < 1:
        raise RankingError(f"k must be at least 1, not {k}")
    if group_cap is not None and group_cap < 1:
        raise RankingError(f"group_cap must be at least 1, not {group_cap}")
    seen: set[str] = set()
    for candidate in candidates:
        if math.isnan(candidate.relevance) or not 0 <= candidate.relevance <= 1:
            raise RankingError(
                f"relevance of {candidate.item_id!r} must lie in [0, 1], not {candidate.relevance}"
            )
        if candidate.item_id in seen:
            raise RankingError(f"candidate {candidate.item_id!r} stands there twice")
        seen.add(candidate.item_id)
