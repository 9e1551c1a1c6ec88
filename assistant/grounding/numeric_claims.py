"""Judges of claims about numbers: prices, reductions, ratings, stock, places on the list."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from assistant.grounding import claim_patterns as patterns
from assistant.grounding.assertions import Asked, Assertion
from assistant.grounding.case import REQUEST, Case, Finding, refused, supported
from retrieval.constraints import PRICE, Operator
from retrieval.items import Availability, Item

RATING: Final = "rating"
RATING_COUNT: Final = "rating_count"
STOCK: Final = "stock"
AVAILABILITY: Final = "availability"
LIST_PRICE: Final = "list_price"

# At or above it an item may be called highly rated, and at or below it low in stock.
HIGHLY_RATED: Final = 4.0
LOW_STOCK: Final = 5
# How far from the truth "about" may be.
ABOUT: Final = Decimal("0.03")

_CURRENCIES: Final = {
    "$": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD"},
    "us$": {"USD"},
    "€": {"EUR"},
    "£": {"GBP"},
    "¥": {"JPY", "CNY"},
    "￥": {"JPY", "CNY"},
    "dollar": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD"},
    "us dollar": {"USD"},
    "buck": {"USD", "CAD", "AUD"},
    "euro": {"EUR"},
    "quid": {"GBP"},
    "美元": {"USD"},
    "欧元": {"EUR"},
    "英镑": {"GBP"},
    "人民币": {"CNY"},
    "元": {"CNY", "JPY"},
    "块": {"CNY"},
    "rmb": {"CNY"},
}


def _ends(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{text})\s*$", re.IGNORECASE)


def _starts(text: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:{text})", re.IGNORECASE)


_UNDER: Final = _ends(
    r"\b(?:just |well |comfortably |still |safely )?(?:under|below|less than|within|no more than"
    r"|not more than|up to|at most|beneath|inside)"
    r"(?P<your> your| the)?(?: budget| limit| ceiling| maximum)?(?: of)?"
    r"|低于|不到|不超过|少于|以下|小于(?P<your_zh>[您你]的)?"
)
_OVER: Final = _ends(r"\b(?:over|above|more than|at least|upwards of)|高于|超过")
_YOUR: Final = _ends(
    r"\byour(?: price)?(?: budget| limit| ceiling| maximum| max| bound)?(?: of| is| was|:)?"
    r"|[您你]的?(?:预算)?(?:是|为|的)?|预算(?:是|为)?"
)
_LIST: Final = _ends(
    r"\b(?:was|were|down from|reduced from|originally|instead of|list price(?: of)?|before|usually"
    r"|normally|regular(?:ly)?(?: price)?(?: of)?|rrp(?: of)?|marked down from|dropped from"
    r"|cut from"
    r"|discounted from|rather than|used to cost|from a list price of)|原价(?:为|是)?|从"
)
_FALLEN: Final = _ends(
    r"\b(?:down|reduced|cut|dropped|fallen|discounted) from \S{1,12} to|(?:降到|降至|降为)"
)
_SAVED: Final = _ends(
    r"\b(?:save|saves|saving|savings of|saving of|reduced by|cut by|discount of|reduction of"
    r"|knocked|takes?|drop of)(?: you)?|节省|省下?|立减|优惠|便宜了?|降了?"
)
_OFF: Final = _starts(r"off\b|reduction\b|discount\b|saving\b|(?:less|lower) than (?:before|usual)")
_HEADROOM: Final = _starts(
    r"(?:under|below|inside|within|less than|left (?:in|of|from)|to spare|short of|beneath)\b"
)
_ABOUT: Final = _ends(r"\b(?:about|around|roughly|approximately|nearly|almost|close to)|大约|约|近")
_RANGE: Final = _ends(
    r"\b(?:between|range of|range is)|(?:[$€£¥]\s?)?[\d.,]+\s?(?:to|and|-|–|至|到)"
)
_RANGE_GOES_ON: Final = _starts(r"(?:to|and|-|–|至|到)\s?[$€£¥]?\d")
_DIFFERENCE: Final = _starts(r"(?:cheaper|less|more|dearer|pricier) than\b")


def judge_money(claim: Assertion, case: Case) -> Finding:
    """Hold an amount of money against the price, the list price or the shopper's bound."""
    price = case.item.price
    if price is None:
        return refused("the item has no price")
    if price.currency not in _currencies(claim) or claim.negated:
        return refused(f"the price is in {price.currency}, and not denied")
    amount = _amount(claim)
    spoken_of = None
    if not _LIST.search(claim.before) and not _FALLEN.search(claim.before):
        spoken_of = _bound_spoken_of(claim, case, amount, price.amount)
    return spoken_of or _plain_amount(claim, case, amount, price.amount)


def _bound_spoken_of(
    claim: Assertion, case: Case, amount: Decimal, price: Decimal
) -> Finding | None:
    """Judge "under $120", "over $50" and "your $120"; None where it is none of them."""
    below = case.bounds(Operator.AT_MOST)
    if under := _UNDER.search(claim.before):
        mine = under["your"] == " your" or under["your_zh"]
        if mine or claim.asked is not Asked.NOTHING:
            return _bound(amount in below and price <= amount)
        return _holds(price <= amount, PRICE, f"the price is {price}")
    if _OVER.search(claim.before):
        return _holds(price > amount, PRICE, f"the price is {price}")
    if _YOUR.search(claim.before) or claim.asked is Asked.FOR:
        return _bound(amount in below)
    if _RANGE.search(claim.before) or _RANGE_GOES_ON.search(claim.after):
        return _bound(amount in case.bounds(Operator.AT_MOST, Operator.AT_LEAST))
    return None


def _plain_amount(claim: Assertion, case: Case, amount: Decimal, price: Decimal) -> Finding:
    before = case.item.list_price.amount if case.item.list_price else None
    if _LIST.search(claim.before):
        return _holds(amount == before, LIST_PRICE, f"the list price is {before}")
    if _SAVED.search(claim.before) or _OFF.search(claim.after):
        saved = before - price if before is not None else None
        return _holds(amount == saved, LIST_PRICE, f"the reduction is {saved}")
    if _HEADROOM.search(claim.after):
        headroom = [bound - price for bound in case.bounds(Operator.AT_MOST)]
        return _holds(amount in headroom, PRICE, "the shopper's bound is not that far off")
    if _DIFFERENCE.search(claim.after):
        return refused("a difference between items is not computed")
    if _ABOUT.search(claim.before):
        return _holds(abs(amount - price) <= ABOUT * price, PRICE, f"the price is {price}")
    return _holds(amount == price, PRICE, f"the price is {price}")


def _amount(claim: Assertion) -> Decimal:
    parts = claim.parts
    written = parts.get("after") or parts.get("after_code") or parts.get("before") or "0"
    return Decimal(written.replace(",", ""))


def _currencies(claim: Assertion) -> set[str]:
    parts = claim.parts
    sign = (parts.get("sign") or parts.get("code") or parts.get("unit") or "").casefold()
    return _CURRENCIES.get(sign) or _CURRENCIES.get(sign.rstrip("s")) or {sign.upper()}


def _holds(true: bool, field: str, otherwise: str) -> Finding:
    return supported(field) if true else refused(otherwise)


def _bound(true: bool) -> Finding:
    return supported(REQUEST) if true else refused("the shopper set no such bound")


def judge_percent(claim: Assertion, case: Case) -> Finding:
    """Hold a percentage against the reduction, or against the listing's own words."""
    if "tenths" in claim.parts:
        left = Decimal(claim.parts["tenths"])
        percent = 100 - left * (10 if left < 10 else 1)  # noqa: PLR2004 - eight tenths, or 85
        return _reduction(case.item, percent)
    percent = Decimal(claim.parts["percent"].replace(",", ""))
    reduction = _starts(r"off\b|reduction|discount|saving|less\b|cheaper|lower")
    reduced = _ends(
        r"\b(?:reduced by|save|saving|saves|cut by|down by|down|discount of|by)(?: you)?"
    )
    if reduction.search(claim.after) or reduced.search(claim.before) or "折扣" in claim.after:
        return _reduction(case.item, percent)
    following = re.match(r"\s*([\w-]+)", claim.after)
    written = f"{claim.parts['percent']}% {following.group(1) if following else ''}".casefold()
    for name, values in case.item.attributes.items():
        if any(written.strip() in value.casefold() for value in values):
            return supported(name)
    return _holds(
        bool(following) and written in case.item.description.casefold(),
        "description",
        "the listing has no such percentage",
    )


def _reduction(item: Item, percent: Decimal) -> Finding:
    actual = percent_off(item)
    return _holds(actual is not None and percent == actual, LIST_PRICE, f"reduced by {actual} %")


def percent_off(item: Item) -> Decimal | None:
    """Return the reduction in whole percent, halves rounded up; None without one."""
    if item.price is None or item.list_price is None or item.list_price.amount <= 0:
        return None
    share = 100 * (item.list_price.amount - item.price.amount) / item.list_price.amount
    return share.quantize(Decimal(1), ROUND_HALF_UP)


def judge_half_price(claim: Assertion, case: Case) -> Finding:
    """Hold "half price" against the list price."""
    return _reduction(case.item, Decimal(50)) if not claim.negated else refused("denied")


def judge_reduced(claim: Assertion, case: Case) -> Finding:
    """Hold "on sale" against the list price."""
    reduced = case.item.list_price is not None
    return _holds(reduced is not claim.negated, LIST_PRICE, "there is no reduction to speak of")


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
        return _bound(Decimal(written) in bounds)
    exact, stated = Decimal(str(rating)), Decimal(written.replace(",", "."))
    if "more" in parts or _OVER.search(claim.before):
        return _holds(exact > stated, RATING, f"the rating is {rating}")
    rounded = exact.quantize(stated, ROUND_HALF_UP)
    return _holds(rounded == stated, RATING, f"the rating is {rating}")


def judge_well_rated(claim: Assertion, case: Case) -> Finding:
    """Hold "highly rated" against the rating."""
    rating = case.item.rating
    high = rating is not None and rating >= HIGHLY_RATED and case.item.rating_count > 0
    return _holds(high and not claim.negated, RATING, f"the rating is {rating}")


def judge_reviews(claim: Assertion, case: Case) -> Finding:
    """Hold a number of ratings against their count."""
    have, parts = case.item.rating_count, claim.parts
    if claim.negated:
        return refused("denied")
    if many := parts.get("many"):
        least = {"dozens": 24, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}
        return _holds(have >= least[many.casefold()], RATING_COUNT, f"there are {have} ratings")
    stated = int(parts["count"].replace(",", ""))
    more = parts.get("more", "").strip().casefold()
    if more in ("about", "around", "nearly", "almost"):
        return _holds(abs(have - stated) <= ABOUT * have, RATING_COUNT, f"there are {have} ratings")
    if more or claim.text.rstrip().find("+") >= 0:
        return _holds(have >= stated, RATING_COUNT, f"there are {have} ratings")
    return _holds(have == stated, RATING_COUNT, f"there are {have} ratings")


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
        return _holds(item.stock == _count(left) and not claim.negated, STOCK, f"{item.stock} left")
    state = next(name for name in states if name in parts)
    field = STOCK if state in ("last", "low") else AVAILABILITY
    if state == "low" and "sell" in claim.text.casefold():
        return refused("how fast it sells is not known")
    return _holds(states[state]() and not claim.negated, field, f"it is {item.availability}")


def _count(written: str) -> int:
    return patterns.COUNT_WORDS.get(written.casefold(), 0) or int(written)


def judge_list_length(claim: Assertion, case: Case) -> Finding:
    """Hold "of these six" against the list's length."""
    stated = _count(claim.parts.get("count") or claim.parts["count_zh"])
    return _holds(stated == len(case.among), "rank", f"the list has {len(case.among)} items")


def judge_rank(claim: Assertion, case: Case) -> Finding:
    """Hold "pick 3" against the rank."""
    stated = int(claim.parts.get("rank") or claim.parts["rank_zh"])
    return _holds(stated == case.ranked.rank, "rank", f"its rank is {case.ranked.rank}")


def judge_budget_word(claim: Assertion, case: Case) -> Finding:
    """Hold "your budget" against the bounds that the shopper set, and the price against them."""
    bounds, price = case.bounds(Operator.AT_MOST), case.item.price
    fits = bool(bounds) and price is not None and price.amount <= min(bounds)
    return _holds(fits and not claim.negated, REQUEST, "the shopper set no budget, or it is over")


def judge_size(claim: Assertion, case: Case) -> Finding:
    """Hold sizes against the item's, or the shopper's where they are said to have asked."""
    parts = claim.parts
    written = parts.get("sizes") or parts.get("letter") or parts.get("size_zh") or parts["size_ma"]
    named = re.split(r",? and |,? or | to |, |-|–", written.casefold())
    sizes = case.item.values("size")
    if claim.asked is Asked.FOR:
        return _bound(case.wants(named))
    if claim.negated:
        return _holds(bool(sizes) and not set(named) & set(sizes), "size", "it comes in that size")
    return _holds(
        set(named) <= set(sizes), "size", f"its sizes are {', '.join(sizes) or 'unknown'}"
    )
