"""Prices told by items: "between the first and the third on price", "same price as the second"."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from assistant.intent import Set
from assistant.understanding.readers.draft import Draft, said_at, said_before
from assistant.understanding.readers.money import CENT, Money
from assistant.understanding.readers.price_bounds import set_around
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import PRICE, Constraint, Operator

PRICE_WORDS: Final = listed(
    "price prices priced pricing pricewise cost costs costing money moneywise rate rates"
)
_WEIGHING: Final = listed(
    "difference differences diff gap differ compare choose choosing choice torn decide deciding "
    "stuck toss better which"
)
_NOT: Final = ("not", "nowhere", "near", "half", "twice")
_JOINTS: Final = ("and", "&")
_ARTICLES: Final = listed("a an the in on for by to of with terms its one")


@dataclass(frozen=True, slots=True)
class PriceSpan:
    """What lies between two items by price.

    Attributes:
        start: Index of the first token that says so.
        end: Index after the last.
        lower: The lower of the two prices.
        upper: The higher.
    """

    start: int
    end: int
    lower: Decimal
    upper: Decimal


def find_price_spans(draft: Draft) -> None:
    """Read "priced between the second and the third" as both bounds."""
    after = 0
    for at in range(len(draft.sentence)):
        span = span_at(draft, at) if at >= after else None
        if span is None:
            continue
        after = span.end
        source = draft.source(span.start, span.end)
        for operator, bound in (
            (Operator.AT_LEAST, span.lower + CENT),
            (Operator.AT_MOST, span.upper - CENT),
        ):
            draft.add(at, Set(Constraint(PRICE, operator, source, bound=bound)))
        draft.take(span.start, span.end)
        _take_price_words(draft)


def find_same_prices(draft: Draft) -> None:
    """Read "about the same price as the second" as prices around that one's."""
    for reference in draft.references:
        start = said_before(draft, reference.start, cues("comparatives.same_price"))
        prices = {item.price.amount for item in reference.items if item.price is not None}
        if start < reference.start and len(prices) == 1:
            set_around(draft, start, Money(prices.pop(), reference.end, "", marked=True))


def find_most_prices(draft: Draft) -> None:
    """Read "up to the price of the second" as at most that one's."""
    for reference in draft.references:
        start = said_before(draft, reference.start, cues("comparatives.price_at_most"))
        prices = [item.price.amount for item in reference.items if item.price is not None]
        if start < reference.start and prices and draft.sentence.word(start - 1) not in _NOT:
            source = draft.source(start, reference.end)
            limit = Constraint(PRICE, Operator.AT_MOST, source, bound=max(prices))
            draft.add(start, Set(limit))
            draft.take(start, reference.end)


def span_at(draft: Draft, at: int) -> PriceSpan | None:
    """Read what lies between two items by price; None where nothing says so at a token."""
    length = said_at(draft, at, cues("comparatives.between"))
    priced = speaks_of_price(draft, 0, len(draft.sentence))
    if not length or not priced or _weighs(draft, at):
        return None
    first = draft.reference_at(_past_price(draft, at + length))
    if first is None:
        return None
    second = None
    if draft.sentence.word(first.end) in _JOINTS:
        second = draft.reference_at(_past_price(draft, first.end + 1))
    sides = [one.items for one in (first, second) if one is not None]
    if len(sides) == 1:
        sides = [(item,) for item in first.items]
    prices = [sorted(i.price.amount for i in side if i.price is not None) for side in sides]
    if len(prices) != 2 or not all(prices):  # noqa: PLR2004 - two sides
        return None
    lower, upper = sorted(prices, key=lambda side: side[0])
    end = (second or first).end
    return PriceSpan(at, end, lower[-1], upper[0]) if lower[-1] < upper[0] else None


def _weighs(draft: Draft, at: int) -> bool:
    """Tell "what's the difference in price between 1 and 2" from "priced between 1 and 2"."""
    start = draft.sentence.clause_start(at)
    return not _WEIGHING.isdisjoint(draft.sentence.words[start:at])


def speaks_of_price(draft: Draft, start: int, end: int) -> bool:
    """Tell "in between on price" and "money-wise" from "in between in size"."""
    return not PRICE_WORDS.isdisjoint(draft.sentence.words[start:end])


def _past_price(draft: Draft, at: int) -> int:
    return at + said_at(draft, at, cues("comparatives.price_of"))


def _take_price_words(draft: Draft) -> None:
    """Mark the "price wise" and the "in terms of cost" beside a span as read."""
    for at, word in enumerate(draft.sentence.words):
        if word in PRICE_WORDS and not draft.taken[at]:
            start = at
            while draft.sentence.word(start - 1) in _ARTICLES:
                start -= 1
            wise = draft.sentence.word(at + 1) in ("wise", "point", "range", "bracket")
            draft.take(start, at + 1 + wise)
