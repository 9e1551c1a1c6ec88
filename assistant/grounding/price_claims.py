"""Judges of claims about what an item costs: amounts, reductions, the shopper's bounds."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from assistant.grounding import claim_patterns as patterns
from assistant.grounding.assertions import Asked, Assertion
from assistant.grounding.case import (
    ABOUT,
    REQUEST,
    Case,
    Finding,
    holds,
    holds_of_bound,
    refused,
    supported,
)
from assistant.money import money, price_text
from retrieval.constraints import PRICE, Operator
from retrieval.items import Item, Price

LIST_PRICE: Final = "list_price"

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

_UNDER: Final = patterns.ends(
    r"\b(?:just |well |comfortably |still |safely )?(?:under|below|less than|within|no more than"
    r"|not more than|up to|at most|beneath|inside)"
    r"(?P<your> your| the)?(?: budget| limit| ceiling| maximum)?(?: of)?"
    r"|低于|不到|不超过|少于|以下|小于(?P<your_zh>[您你]的)?"
)
_YOUR: Final = patterns.ends(
    r"\byour(?: price)?(?: budget| limit| ceiling| maximum| max| bound)?(?: of| is| was|:)?"
    r"|[您你]的?(?:预算)?(?:是|为|的)?|预算(?:是|为)?"
)
_LIST: Final = patterns.ends(
    r"\b(?:was|were|down from|reduced from|originally|instead of|list price(?: of)?|before|usually"
    r"|normally|regular(?:ly)?(?: price)?(?: of)?|rrp(?: of)?|marked down from|dropped from"
    r"|cut from"
    r"|discounted from|rather than|used to cost|from a list price of)|原价(?:为|是)?|从"
)
_FALLEN: Final = patterns.ends(
    r"\b(?:down|reduced|cut|dropped|fallen|discounted) from \S{1,12} to|(?:降到|降至|降为)"
)
_SAVED: Final = patterns.ends(
    r"\b(?:save|saves|saving|savings of|saving of|reduced by|cut by|discount of|reduction of"
    r"|knocked|takes?|drop of)(?: you)?|节省|省下?|立减|优惠|便宜了?|降了?"
)
_OFF: Final = patterns.starts(
    r"off\b|reduction\b|discount\b|saving\b|(?:less|lower) than (?:before|usual)"
)
_HEADROOM: Final = patterns.starts(
    r"(?:under|below|inside|within|less than|left (?:in|of|from)|to spare|short of|beneath)\b"
)
_ABOUT: Final = patterns.ends(
    r"\b(?:about|around|roughly|approximately|nearly|almost|close to)|大约|约|近"
)
_RANGE: Final = patterns.ends(
    r"\b(?:between|range of|range is)|(?:[$€£¥]\s?)?[\d.,]+\s?(?:to|and|-|–|至|到)"
)
_RANGE_GOES_ON: Final = patterns.starts(r"(?:to|and|-|–|至|到)\s?[$€£¥]?\d")
_DIFFERENCE: Final = patterns.starts(r"(?:cheaper|less|more|dearer|pricier) than\b")


def judge_money(claim: Assertion, case: Case) -> Finding:
    """Hold an amount of money against the price, the list price or the shopper's bound."""
    price = case.item.price
    if price is None:
        return refused("the item has no price")
    if price.currency not in _currencies(claim):
        return refused(f"the price is {price_text(price)}, in {price.currency}")
    if claim.negated:
        return refused("a denied price is not checked")
    amount = _amount(claim)
    spoken_of = None
    if not _LIST.search(claim.before) and not _FALLEN.search(claim.before):
        spoken_of = _bound_spoken_of(claim, case, amount, price)
    return spoken_of or _plain_amount(claim, case, amount, price)


def _bound_spoken_of(claim: Assertion, case: Case, amount: Decimal, price: Price) -> Finding | None:
    """Judge "under $120", "over $50" and "your $120"; None where it is none of them."""
    below = case.bounds(Operator.AT_MOST)
    if under := _UNDER.search(claim.before):
        mine = under["your"] == " your" or under["your_zh"]
        if mine or claim.asked is not Asked.NOTHING:
            return holds_of_bound(amount in below and price.amount <= amount)
        return holds(price.amount <= amount, PRICE, _it_is(price))
    if patterns.OVER.search(claim.before):
        return holds(price.amount > amount, PRICE, _it_is(price))
    if _YOUR.search(claim.before) or claim.asked is Asked.FOR:
        return holds_of_bound(amount in below)
    if _RANGE.search(claim.before) or _RANGE_GOES_ON.search(claim.after):
        return holds_of_bound(amount in case.bounds(Operator.AT_MOST, Operator.AT_LEAST))
    return None


def _plain_amount(claim: Assertion, case: Case, amount: Decimal, price: Price) -> Finding:
    if _LIST.search(claim.before) or _SAVED.search(claim.before) or _OFF.search(claim.after):
        return _reduced_amount(claim, case.item.list_price, amount, price)
    if _HEADROOM.search(claim.after):
        headroom = [bound - price.amount for bound in case.bounds(Operator.AT_MOST)]
        return holds(amount in headroom, PRICE, "the shopper's bound is not that far off")
    if _DIFFERENCE.search(claim.after):
        return refused("a difference between items is not computed")
    if _ABOUT.search(claim.before):
        return holds(abs(amount - price.amount) <= ABOUT * price.amount, PRICE, _it_is(price))
    return holds(amount == price.amount, PRICE, _it_is(price))


def _reduced_amount(
    claim: Assertion, before: Price | None, amount: Decimal, price: Price
) -> Finding:
    """Judge "was $119" and "save $30"."""
    if before is None:
        return refused("there is no list price")
    if _LIST.search(claim.before):
        return holds(amount == before.amount, LIST_PRICE, f"the list price is {price_text(before)}")
    saved = before.amount - price.amount
    return holds(amount == saved, LIST_PRICE, f"the reduction is {money(saved, price.currency)}")


def _it_is(price: Price) -> str:
    return f"the price is {price_text(price)}"


def _amount(claim: Assertion) -> Decimal:
    parts = claim.parts
    written = parts.get("after") or parts.get("after_code") or parts.get("before") or "0"
    return Decimal(written.replace(",", ""))


def _currencies(claim: Assertion) -> set[str]:
    parts = claim.parts
    sign = (parts.get("sign") or parts.get("code") or parts.get("unit") or "").casefold()
    return _CURRENCIES.get(sign) or _CURRENCIES.get(sign.rstrip("s")) or {sign.upper()}


def judge_percent(claim: Assertion, case: Case) -> Finding:
    """Hold a percentage against the reduction, or against the listing's own words."""
    if "tenths" in claim.parts:
        left = Decimal(claim.parts["tenths"])
        percent = 100 - left * (10 if left < 10 else 1)  # noqa: PLR2004 - eight tenths, or 85
        return _reduction(case.item, percent)
    percent = Decimal(claim.parts["percent"].replace(",", ""))
    reduction = patterns.starts(r"off\b|reduction|discount|saving|less\b|cheaper|lower")
    reduced = patterns.ends(
        r"\b(?:reduced by|save|saving|saves|cut by|down by|down|discount of|by)(?: you)?"
    )
    if reduction.search(claim.after) or reduced.search(claim.before) or "折扣" in claim.after:
        return _reduction(case.item, percent)
    following = re.match(r"\s*([\w-]+)", claim.after)
    written = f"{claim.parts['percent']}% {following.group(1) if following else ''}".casefold()
    for name, values in case.item.attributes.items():
        if any(written.strip() in value.casefold() for value in values):
            return supported(name)
    return holds(
        bool(following) and written in case.item.description.casefold(),
        "description",
        "the listing has no such percentage",
    )


def _reduction(item: Item, percent: Decimal) -> Finding:
    actual = percent_off(item)
    if actual is None:
        return refused("there is no reduction")
    return holds(percent == actual, LIST_PRICE, f"it is reduced by {actual}%")


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
    return holds(reduced is not claim.negated, LIST_PRICE, "there is no reduction to speak of")


def judge_budget_word(claim: Assertion, case: Case) -> Finding:
    """Hold "your budget" against the bounds that the shopper set, and the price against them."""
    bounds, price = case.bounds(Operator.AT_MOST), case.item.price
    fits = bool(bounds) and price is not None and price.amount <= min(bounds)
    return holds(fits and not claim.negated, REQUEST, "the shopper set no budget, or it is over")
