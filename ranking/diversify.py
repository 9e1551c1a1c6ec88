"""The list-level choice over items: relevance against variety. Pure, no models."""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np

from ranking.choosing.facet_novelty import novelty
from ranking.choosing.greedy import check_rules, choose_places
from ranking.choosing.methods import METHODS, MethodName
from ranking.choosing.pool import NO_GROUP, Floats, Pool, RankingError, indicators, make_pool

_Code = TypeVar("_Code", bound=Hashable)

NEAR_BEST: Final = 0.6
"""Share of the best relevance that variety does not reach below."""


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
        novelty: What it brought that the list did not have yet when it was chosen,
            in [0, 1]; see ``novelty`` in ``choosing/facet_novelty.py``.
    """

    item_id: str
    novelty: float


def choose(
    candidates: Sequence[Choosable],
    *,
    trade_off: float,
    k: int,
    group_cap: int | None = None,
    method: MethodName = MethodName.FACETS,
    wanted: Mapping[str, float] | None = None,
) -> list[Chosen]:
    """Pick ``k`` candidates greedily, trading relevance for variety.

    Rules and ties are those of ``choose_places``, with ``NEAR_BEST`` for its fence.
    Methods that compare vectors compare the candidates' facets: the product of two
    is the number of shared facets over the root of the product of their numbers.

    Note that ``trade_off`` weights *variety*; lambda in the MMR paper
    (Carbonell and Goldstein, 1998) weights relevance.

    Args:
        candidates: In retrieval order; may be empty.
        trade_off: Weight of variety in [0, 1]. At 1 relevance only fences.
        k: List length wanted, at least 1.
        group_cap: How many of one group before others go first, at least 1;
            None for no cap.
        method: How variety is weighed.
        wanted: The shopper's own mix of the groups, for the calibrated method;
            shares of groups that no candidate has do not count, and without any
            left the candidates' own mix is wanted.

    Returns:
        ``min(k, len(candidates))`` places, best first. A shorter list is always
        the start of a longer one. Takes O(k * n) facet counts.

    Raises:
        RankingError: If ``trade_off`` or a relevance lies outside [0, 1] or is
            NaN, ``k`` or ``group_cap`` is below 1, or an id repeats.
    """
    check_rules(trade_off=trade_off, k=k, fence=NEAR_BEST, group_cap=group_cap)
    _check(candidates)
    facets = _facet_rows(candidates)
    places = choose_places(
        _pool(candidates, facets, wanted or {}),
        METHODS[method],
        trade_off=trade_off,
        k=k,
        fence=NEAR_BEST,
        group_cap=group_cap,
    )
    brought = _brought(facets, places)
    return [
        Chosen(candidates[place].item_id, new) for place, new in zip(places, brought, strict=True)
    ]


def _facet_rows(candidates: Sequence[Choosable]) -> Floats:
    numbers: dict[str, int] = {}
    rows = [
        [numbers.setdefault(facet, len(numbers)) for facet in sorted(each.facets)]
        for each in candidates
    ]
    return indicators(rows, len(numbers))


def _pool(candidates: Sequence[Choosable], facets: Floats, wanted: Mapping[str, float]) -> Pool:
    families, _ = _coded([each.family_id for each in candidates])
    coded, groups = _coded([each.group for each in candidates])
    capped = [
        NO_GROUP if each.group is None else code
        for each, code in zip(candidates, coded, strict=True)
    ]
    mix = [wanted.get(group, 0.0) if group is not None else 0.0 for group in groups]
    return make_pool(
        [each.relevance for each in candidates],
        vectors=facets,
        facets=facets,
        categories=indicators([[code] for code in coded], len(groups)),
        wanted=mix if sum(mix) > 0 else None,
        families=families,
        groups=capped,
    )


def _coded(values: Sequence[_Code]) -> tuple[list[int], list[_Code]]:
    """Number the values in the order in which they appear; return the numbers and the values."""
    numbers: dict[_Code, int] = {}
    return [numbers.setdefault(value, len(numbers)) for value in values], list(numbers)


def _brought(facets: Floats, places: Sequence[int]) -> list[float]:
    seen = np.zeros(facets.shape[1])
    brought: list[float] = []
    for place in places:
        brought.append(float(novelty(facets[place : place + 1], seen)[0]))
        seen += facets[place]
    return brought


def _check(candidates: Sequence[Choosable]) -> None:
    seen: set[str] = set()
    for candidate in candidates:
        if math.isnan(candidate.relevance) or not 0 <= candidate.relevance <= 1:
            raise RankingError(
                f"relevance of {candidate.item_id!r} must lie in [0, 1], not {candidate.relevance}"
            )
        if candidate.item_id in seen:
            raise RankingError(f"candidate {candidate.item_id!r} stands there twice")
        seen.add(candidate.item_id)
