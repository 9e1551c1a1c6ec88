"""Judges of claims that hold an item against the others on its list."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from assistant.grounding import claim_patterns as patterns
from assistant.grounding.assertions import Assertion
from assistant.grounding.case import Case, Finding, refused, supported
from assistant.grounding.numeric_claims import RATING, RATING_COUNT
from retrieval.constraints import PRICE, Operator
from retrieval.items import Item

_BEYOND_LIST: Final = re.compile(
    r"\b(?:shop|store|catalogue|catalog|market|world|web|internet|online|site|town|anywhere|ever"
    r"|range|category|class|brand|we|you)\b",
    re.IGNORECASE,
)
_ALL_OTHERS: Final = re.compile(
    r"^(?:all )?(?:of )?(?:the )?"
    r"(?:others?|rest|(?:any |every )?other (?:picks?|options?|ones?|items?)"
    r"|everything else|anything else)(?: here| on (?:this|the|your) list)?\s*$",
    re.IGNORECASE,
)
_MOST: Final = re.compile(
    r"^most(?: (?:of|the|these|others|picks|options|here|other|rest|on|this|your|list|them))*\s*$",
    re.IGNORECASE,
)
_BUDGET: Final = re.compile(r"^your (?:budget|limit|ceiling|maximum|max)\s*$", re.IGNORECASE)
_ORDINAL: Final = re.compile(
    rf"^(?:the |number |pick )?({'|'.join(patterns.ORDINALS)}|\d{{1,2}})"
    r"(?:st|nd|rd|th)?(?: one| pick| option)?\s*$",
    re.IGNORECASE,
)
_CHEAPER: Final = re.compile(
    r"cheaper|less expensive|lower.priced|more affordable|costs? less|^less$|便宜", re.IGNORECASE
)
_DEARER: Final = re.compile(r"dearer|pricier|more expensive|costs? more|贵", re.IGNORECASE)
_BETTER: Final = re.compile(r"(?:better|higher).rated|rated (?:higher|better)|评分", re.IGNORECASE)
_WORSE: Final = re.compile(r"(?:worse|lower).rated|rated lower", re.IGNORECASE)
_MORE_RATED: Final = re.compile(r"more (?:ratings|reviews)", re.IGNORECASE)

Measure = Callable[[Item], Decimal | None]


def price_of(item: Item) -> Decimal | None:
    """Return the price, None where it is not known."""
    return item.price.amount if item.price else None


def rating_of(item: Item) -> Decimal | None:
    """Return the rating, None where there is none."""
    return Decimal(str(item.rating)) if item.rating is not None else None


def count_of(item: Item) -> Decimal:
    """Return how many ratings there are."""
    return Decimal(item.rating_count)


def reduction_of(item: Item) -> Decimal | None:
    """Return the share that the price is reduced by; 0 without a reduction."""
    if item.price is None or item.list_price is None or item.list_price.amount <= 0:
        return Decimal(0)
    return 1 - item.price.amount / item.list_price.amount


def stands_out(
    item: Item, others: Sequence[Item], measure: Measure, *, highest: bool, place: int = 1
) -> bool:
    """Tell whether the item is the only one in that place by the measure.

    It is not where there are no others to compare with, or where another item
    shares its value. Of prices, all must be known and in one currency; items
    without a rating are passed over.
    """
    mine, theirs = measure(item), [measure(other) for other in others]
    known = [value for value in theirs if value is not None]
    unknown = measure is price_of and len(known) < len(theirs)
    if mine is None or not known or unknown or mine in known:
        return False
    currencies = {each.price.currency for each in (item, *others) if each.price}
    if measure is price_of and len(currencies) > 1:
        return False
    ahead = sum((value > mine) if highest else (value < mine) for value in known)
    return ahead == place - 1


def judge_superlative(claim: Assertion, case: Case) -> Finding:
    """Hold "the cheapest" against the whole list; what cannot be measured is refused."""
    parts = claim.parts
    if claim.negated or _BEYOND_LIST.search(parts.get("scope", "")):
        return refused("only this list is known")
    if "match" in parts:
        return supported("rank") if case.ranked.rank == 1 else refused("it is not ranked first")
    measures: dict[str, tuple[Measure, bool, str]] = {
        "low": (price_of, False, PRICE),
        "high": (price_of, True, PRICE),
        "rating": (rating_of, True, RATING),
        "reviews": (count_of, True, RATING_COUNT),
        "reduced": (reduction_of, True, "list_price"),
    }
    basis = next((name for name in measures if name in parts), None)
    if basis is None:
        return refused("nothing in the listings measures it")
    measure, highest, field = measures[basis]
    places = [patterns.ORDINALS.get(_spelt(parts.get("nth", "first")), 1)]
    if "loose" in parts:
        places = list(range(1, max(2, len(case.among) // 3) + 1))
    if any(stands_out(case.item, case.others, measure, highest=highest, place=p) for p in places):
        return supported(field)
    return refused("another item on the list is, or shares it")


def _spelt(ordinal: str) -> str:
    return {"2nd": "second", "3rd": "third", "4th": "fourth"}.get(ordinal, ordinal.casefold())


def judge_comparison(claim: Assertion, case: Case) -> Finding:
    """Hold "cheaper than the second one" against the items spoken of."""
    how = claim.parts.get("how") or claim.parts.get("how_zh", "")
    than = (claim.parts.get("than") or claim.parts.get("than_zh", "")).strip()
    if claim.negated:
        return refused("a denied comparison is not checked")
    measures: tuple[tuple[re.Pattern[str], Measure, int, str], ...] = (
        (_CHEAPER, price_of, -1, PRICE),
        (_DEARER, price_of, 1, PRICE),
        (_BETTER, rating_of, 1, RATING),
        (_WORSE, rating_of, -1, RATING),
        (_MORE_RATED, count_of, 1, RATING_COUNT),
    )
    for pattern, measure, sign, field in measures:
        if pattern.search(how):
            return _compared(case, than, measure, sign, field)
    return refused("nothing in the listings measures it")


def _compared(case: Case, than: str, measure: Measure, sign: int, field: str) -> Finding:
    if _BUDGET.match(than) and measure is price_of:
        bounds, price = case.bounds(Operator.AT_MOST), price_of(case.item)
        true = bool(bounds) and price is not None and sign * (price - min(bounds)) > 0
        return supported(field) if true else refused("it is not so of the budget")
    others = _meant(than, case)
    mine, theirs = measure(case.item), [measure(other) for other in others]
    if measure is rating_of and len(theirs) > 1:
        theirs = [value for value in theirs if value is not None]
    if mine is None or not theirs or None in theirs:
        return refused("what it is compared with is not on the list, or not known")
    beaten = sum(sign * (mine - value) > 0 for value in theirs if value is not None)
    enough = beaten > len(theirs) / 2 if _MOST.match(than) else beaten == len(theirs)
    return supported(field) if enough else refused("the comparison is false")


def _meant(than: str, case: Case) -> list[Item]:
    if _ALL_OTHERS.match(than) or _MOST.match(than) or re.match(r"^其[他它余]", than):
        return case.others
    if ordinal := _ORDINAL.match(than):
        word = ordinal.group(1).casefold()
        rank = patterns.ORDINALS.get(word) or int(word)
        return [each.item for each in case.among if each.rank == rank and each.item in case.others]
    named = than.casefold().removeprefix("the ")
    return [item for item in case.others if item.title.casefold() == named]
