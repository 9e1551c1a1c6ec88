"""Whether the reason an explanation states is the reason: what its item loses without it."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from assistant.intent import Intent
from assistant.reply import Explanation, Reply
from eval.metrics.explanations import places_lost
from ranking.ranked import RankedItem
from retrieval.constraints import PRICE, RATING

_MATCHED: Final = ("words", "meaning")
"""Contributions of the match of what a listing says with what was asked."""
_MOVED_BY: Final[Mapping[str, Sequence[str]]] = {
    RATING: ("rating",),
    "rating_count": ("popularity",),
    PRICE: ("price",),
    "list_price": ("promotion",),
    "stock": ("availability",),
    "photo": ("photo",),
}
"""Contributions of facts that no words match."""
_WISHED_AS: Final = {"list_price": PRICE, "rating_count": RATING}


def lost_without_reason(explanation: Explanation, reply: Reply) -> int | None:
    """Return the places that an item loses without the first fact that is stated.

    A fact that a condition of the shopper's is about holds the item on the list,
    so without it the item is off. Any other is weighed by what the ranker says
    that it contributed, with all wishes where one of them is about it.

    Args:
        explanation: Of an item of the list.
        reply: With the list.

    Returns:
        As ``places_lost``; None where nothing is stated, or the item is alone.
    """
    stated = [claim.field for claim in explanation.claims if claim.field != "request"]
    ranked = {each.item.item_id: each for each in reply.items}
    if not stated or len(ranked) < 2:  # noqa: PLR2004 - a list of one has no places to lose
        return None
    if reply.intent.constraints.on(stated[0]):
        return len(ranked)
    own = ranked[explanation.item_id]
    names = _contributions(stated[0], reply.intent)
    moved = math.fsum(own.contributions.get(name, 0.0) for name in names)
    relevance = {item_id: each.relevance for item_id, each in ranked.items()}
    return places_lost(relevance, explanation.item_id, _without(own, moved))


def _contributions(field: str, intent: Intent) -> Sequence[str]:
    names = _MOVED_BY.get(field, _MATCHED)
    # A wish in words only may be met by anything that words match.
    about = (field, None) if names is _MATCHED else (_WISHED_AS.get(field, field),)
    is_wished = any(wish.field in about for wish in intent.preferences)
    return (*names, "preferences") if is_wished else names


def _without(ranked: RankedItem, moved: float) -> float:
    """Return the relevance less a contribution in log-odds."""
    held = min(max(ranked.relevance, 1e-9), 1 - 1e-9)
    return 1 / (1 + math.exp(moved - math.log(held / (1 - held))))
