"""Judges of claims about other numbers: ratings, stock, places on the list, sizes."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from assistant.grounding import claim_patterns as patterns
from assistant.grounding.assertions import Asked, Assertion
from assistant.grounding.case import ABOUT, Case, Finding, holds, holds_of_bound, refused
from retrieval.items import Availability

RATING: Final = "rating"
RATING_COUNT: Final = "rating_count"
STOCK: Final = "stock"
AVAILABILITY: Final = "availability"

# At or above it an item may be called highly rated, and at or below it low in stock.
HIGHLY_RATED: Final = 4.0
LOW_STOCK: Final = 5


def judge_rating(claim: Assertion, case: Case) -> Finding:
    """Hold a number of stars against the rating, to the digits written."""
    rating = case.item.rating
    if rating is None or claim.negated:
        return refused("the item has no rating")
    parts = claim.parts
    written = parts.get("stars") or parts.get("rated") or parts.get("rated_zh")
    if written is None:
        words = {"one": "1", **{word: str(n) for word, n in patterns.COUNT_WORDS.items()}}
        written = words[parts["word"].casefold()]
    if claim.asked is not Asked.NOTHING:
        bounds = [each.bound for each in case.intent.constraints.on(RATING)]
        return holds_of_bound(Decimal(written) in bounds)
    exact, stated = Decimal(str(rating)), Decimal(written.replace(",", "."))
    if "more" in parts or patterns.OVER.search(claim.before):
        return holds(exact > stated, RATING, f"the rating is {rating}")
    rounded = exact.quantize(stated, ROUND_HALF_UP)
    return holds(rounded == stated, RATING, f"the rating is {rating}")


def judge_well_rated(claim: Assertion, case: Case) -> Finding:
    """Hold "highly rated" against the rating."""
    rating = case.item.rating
    if rating is None:
        return refused("the item has no rating")
    high = rating >= HIGHLY_RATED and case.item.rating_count > 0
    return holds(high and not claim.negated, RATING, f"the rating is {rating}")


def judge_reviews(claim: Assertion, case: Case) -> Finding:
    """Hold a number of ratings against their count."""
    have, parts = case.item.rating_count, claim.parts
    if claim.negated:
        return refused("denied")
    if many := parts.get("many"):
        least = {"dozens": 24, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}
        return holds(have >= least[many.casefold()], RATING_COUNT, f"there are {have} ratings")
    stated = int(parts["count"].replace(",", ""))
    more = parts.get("more", "").strip().casefold()
    if more in ("about", "around", "nearly", "almost"):
        return holds(abs(have - stated) <= ABOUT * have, RATING_COUNT, f"there are {have} ratings")
    if more or claim.text.rstrip().find("+") >= 0:
        return holds(have >= stated, RATING_COUNT, f"there are {have} ratings")
    return holds(have == stated, RATING_COUNT, f"there are {have} ratings")


def judge_stock(claim: Assertion, case: Case) -> Finding:
    """Hold what is said of stock against stock and availability."""
    item, parts = case.item, claim.parts
    left = parts.get("left") or parts.get("left_zh")
    states: dict[str, Callable[[], bool]] = {
        "last": lambda: item.stock == 1,
        "low": lambda: item.stock is not None and 0 < item.stock <= LOW_STOCK,
        "out": lambda: item.availability is Availability.OUT_OF_STOCK,
        "in": lambda: item.availability is Availability.IN_STOCK,
        "preorder": lambda: item.availability is Availability.PREORDER,
        "backorder": lambda: item.availability is Availability.BACKORDER,
    }
    if left is not None:
        if item.stock is None:
            return refused("how many are left is not known")
        return holds(item.stock == _count(left) and not claim.negated, STOCK, f"{item.stock} left")
    state = next(name for name in states if name in parts)
    field = STOCK if state in ("last", "low") else AVAILABILITY
    if state == "low" and "sell" in claim.text.casefold():
        return refused("how fast it sells is not known")
    return holds(states[state]() and not claim.negated, field, f"it is {item.availability}")


def _count(written: str) -> int:
    return patterns.COUNT_WORDS.get(written.casefold(), 0) or int(written)


def judge_list_length(claim: Assertion, case: Case) -> Finding:
    """Hold "of these six" against the list's length."""
    stated = _count(claim.parts.get("count") or claim.parts["count_zh"])
    return holds(stated == len(case.among), "rank", f"the list has {len(case.among)} items")


def judge_rank(claim: Assertion, case: Case) -> Finding:
    """Hold "pick 3" against the rank."""
    stated = int(claim.parts.get("rank") or claim.parts["rank_zh"])
    return holds(stated == case.ranked.rank, "rank", f"its rank is {case.ranked.rank}")


def judge_size(claim: Assertion, case: Case) -> Finding:
    """Hold sizes against the item's, or the shopper's where they are said to have asked."""
    parts = claim.parts
    written = parts.get("sizes") or parts.get("letter") or parts.get("size_zh") or parts["size_ma"]
    named = re.split(r",? and |,? or | to |, |-|–", written.casefold())
    sizes = case.item.values("size")
    if claim.asked is Asked.FOR:
        return holds_of_bound(case.wants(named))
    if claim.negated:
        return holds(bool(sizes) and not set(named) & set(sizes), "size", "it comes in that size")
    return holds(set(named) <= set(sizes), "size", f"its sizes are {', '.join(sizes) or 'unknown'}")
