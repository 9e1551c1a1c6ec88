"""The dial's curve: what relevance a list gives up for its variety."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean
from typing import Final

from ranking.rank import Ranker, facets
from ranking.relevance import Relevance
from retrieval.items import Item
from retrieval.query import Candidate, Query

STEPS: Final = tuple(step / 10 for step in range(11))


@dataclass(frozen=True, slots=True)
class Point:
    """One list.

    Attributes:
        trade_off: Weight of variety that it was chosen by, in [0, 1].
        relevance: Mean relevance of its items, in [0, 1].
        variety: See ``variety``.
    """

    trade_off: float
    relevance: float
    variety: float


def curve(
    ranker: Ranker,
    query: Query,
    candidates: Sequence[Candidate],
    *,
    k: int,
    trade_offs: Sequence[float] = STEPS,
) -> tuple[Point, ...]:
    """Choose from the same candidates again at every setting of the dial.

    The candidates are assessed once; only the choice is made anew.

    Args:
        ranker: Assesses and chooses.
        query: What was asked.
        candidates: What retrieval found, in its order; may be empty.
        k: Length of the lists, at least 1.
        trade_offs: The settings, each in [0, 1].

    Returns:
        One point a setting, in their order; none without candidates.
    """
    if not candidates:
        return ()
    assessed: Sequence[Relevance] = ranker.assess(query, candidates)
    points: list[Point] = []
    for trade_off in trade_offs:
        chosen = ranker.choose(query, candidates, assessed, k=k, trade_off=trade_off)
        relevance = fmean(ranked.relevance for ranked in chosen)
        points.append(Point(trade_off, relevance, variety([r.item for r in chosen])))
    return tuple(points)


def variety(items: Sequence[Item]) -> float:
    """Return how different the items of a list are from each other, in [0, 1].

    The mean Jaccard distance of their facets (categories, brand, colours, price
    band) over all pairs; 0 for fewer than two items.
    """
    sets = [facets(item) for item in items]
    return fmean(_distance(a, b) for a, b in combinations(sets, 2)) if len(sets) > 1 else 0.0


def _distance(one: frozenset[str], other: frozenset[str]) -> float:
    union = one | other
    return 1 - len(one & other) / len(union) if union else 0.0
