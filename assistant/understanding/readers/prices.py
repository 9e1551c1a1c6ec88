"""Prices: bounds, ranges, "around", and what is cheap or reduced.

"Under", "below", "up to" and "max" all mean at most the amount, itself included:
whoever says "under $120" takes the one at $120.00, and shops print 119.99
anyway. "Around $100" means within 20 % of it. A bare amount ("a $100 jacket") is
read as "around", and as a limit beside words of spending ("I have $100").
A new limit on one side replaces the whole of a range said in one phrase before.
A price in another currency than the shop's is left unresolved and never read as
if it were the shop's.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rapidfuzz.distance import OSA

from assistant.intent import Prefer, Remove, Set
from assistant.understanding.readers.draft import Draft, cue_at
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import Cues, cues, function_words, listed
from retrieval.constraints import (
    HIGH,
    LOW,
    LOWEST,
    PRICE,
    REDUCED,
    Constraint,
    Operator,
    Preference,
    Source,
)

_AROUND: Final = Decimal("0.2")
_SMALLEST_BARE: Final = 10
_SHORTEST_SLIP: Final = 4

_UNITS: Final = listed(
    "cm mm m km inch inches in ft feet foot kg g gram grams kilo kilos lb lbs oz l litre litres "
    "liter liters ml year years yr yrs month months week weeks day days hour hours hrs minute "
    "minutes min mins star stars people persons person percent gb tb mb mah w watt watts v volts "
    "mp piece pieces pcs pack packs item items th st nd rd degree degrees mile miles pair pairs "
    "time times x season seasons player players"
)
_CURRENCIES: Final = {
    "$": "dollar", "usd": "dollar", "dollar": "dollar", "dollars": "dollar",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "gbp": "GBP", "quid": "GBP", "pound": "GBP", "pounds": "GBP",
    "¥": "yuan or yen", "yuan": "yuan or yen", "rmb": "yuan or yen", "cny": "yuan or yen",
    "yen": "yuan or yen", "jpy": "yuan or yen", "bucks": "", "buck": "",
}  # fmt: skip
_NAMED: Final = {"yuan or yen": ("CNY", "JPY")}


@dataclass(frozen=True, slots=True)
class _Money:
    """An amount in the sentence; ``marked`` where a currency stands beside it."""

    amount: Decimal
    end: int
    currency: str
    marked: bool


def find_prices(draft: Draft) -> None:
    """Read every price of the turn."""
    at = 0
    while at < len(draft.sentence):
        after = at
        if not draft.taken[at]:
            after = _bounds_at(draft, at) or _manner_at(draft, at)
        at = max(after, at + 1)


def _bounds_at(draft: Draft, at: int) -> int:
    """Read a range, a limit or an amount that starts at a token; return where it ends, or 0."""
    return (
        _range_at(draft, at)
        or _limit_at(draft, at, cues("prices.at_most"), Operator.AT_MOST)
        or _limit_at(draft, at, cues("prices.at_least"), Operator.AT_LEAST)
        or _about_at(draft, at)
        or _amount_at(draft, at)
    )


def _range_at(draft: Draft, at: int) -> int:
    opened = draft.sentence.word(at) in ("between", "from")
    start = at + 1 if opened else at
    low = _money_at(draft, start)
    if low is None or draft.sentence.word(low.end) not in ("-", "to", "and", "~", "till", "up"):
        return 0
    if draft.sentence.word(low.end) == "and" and draft.sentence.word(at) != "between":
        return 0
    joint = 2 if draft.sentence.says(low.end, "up", "to") else 1
    high = _money_at(draft, low.end + joint)
    if high is None or not (
        opened or low.marked or high.marked or _stands_alone(draft, at, high.end)
    ):
        return 0
    if not high.marked and _has_unit(draft, high):
        return 0
    low, high = sorted((low, high), key=lambda money: money.amount)
    end = max(low.end, high.end)
    if _is_foreign(draft, low, at, end) or _is_foreign(draft, high, at, end):
        return end
    _set_both(draft, at, end, low.amount, high.amount)
    return end


def _limit_at(draft: Draft, at: int, words: Cues, operator: Operator) -> int:
    length = cue_at(draft, at, words)
    money = _money_at(draft, at + length) if length else None
    if money is None:
        return 0
    owning = draft.sentence.word(at) in ("i", "ive", "only")
    if not money.marked and (owning or _has_unit(draft, money)):
        return 0
    end = money.end
    if operator is Operator.AT_MOST:
        end += cue_at(draft, end, cues("prices.most_after"))
    return _set_one(draft, at, money, end, operator)


def _about_at(draft: Draft, at: int) -> int:
    length = cue_at(draft, at, cues("prices.about"))
    money = _money_at(draft, at + length) if length else None
    if money is None or (not money.marked and _has_unit(draft, money)):
        return 0
    if not money.marked and money.amount < _SMALLEST_BARE:
        return 0
    return _set_around(draft, at, money)


def _amount_at(draft: Draft, at: int) -> int:
    """Read an amount with words of limit after it, or a bare marked one."""
    money = _money_at(draft, at)
    if money is None or (not money.marked and _has_unit(draft, money)):
        return 0
    for words, operator in (
        (cues("prices.most_after"), Operator.AT_MOST),
        (cues("prices.least_after"), Operator.AT_LEAST),
    ):
        if length := cue_at(draft, money.end, words):
            return _set_one(draft, at, money, money.end + length, operator)
        if draft.sentence.word(money.end) == "+" and operator is Operator.AT_LEAST and money.marked:
            return _set_one(draft, at, money, money.end + 1, operator)
    return _set_around(draft, at, money) if money.marked else 0


def _set_one(draft: Draft, at: int, money: _Money, end: int, operator: Operator) -> int:
    if _is_foreign(draft, money, at, end):
        return end
    source = draft.source(at, end)
    for old in draft.moment.intent.constraints.on(PRICE):
        if old.operator is not operator and _is_half_of_a_range(draft, old):
            draft.add(at, Remove(old))
    draft.add(at, Set(Constraint(PRICE, operator, source, bound=money.amount)))
    draft.take(at, end)
    return end


def _is_half_of_a_range(draft: Draft, old: Constraint) -> bool:
    prices = draft.moment.intent.constraints.on(PRICE)
    return sum(price.source == old.source for price in prices) > 1


def _set_around(draft: Draft, at: int, money: _Money) -> int:
    if _is_foreign(draft, money, at, money.end):
        return money.end
    margin = money.amount * _AROUND
    _set_both(draft, at, money.end, money.amount - margin, money.amount + margin)
    return money.end


def _set_both(draft: Draft, at: int, end: int, low: Decimal, high: Decimal) -> None:
    source = draft.source(at, end)
    for operator, bound in ((Operator.AT_LEAST, low), (Operator.AT_MOST, high)):
        exact = bound.quantize(Decimal("0.01"))
        whole = exact == exact.to_integral_value()
        bound = exact.to_integral_value() if whole else exact  # noqa: PLW2901 - the same bound, tidied
        draft.add(at, Set(Constraint(PRICE, operator, source, bound=bound)))
    draft.take(at, end)


def _money_at(draft: Draft, at: int) -> _Money | None:
    """Read "$120", "120 dollars", "USD 120", "120 bucks" or a bare "120"."""
    sentence = draft.sentence
    currency = _CURRENCIES.get(sentence.word(at))
    start = at + 1 if currency is not None else at
    if start >= len(sentence) or draft.taken[start]:
        return None
    number = number_at(sentence, start)
    if number is None:
        return None
    amount, end = number
    after = _CURRENCIES.get(_unslipped(draft, end))
    if currency is None and after is not None:
        currency, end = after, end + 1
    if sentence.word(end) == "ish":
        end += 1
    return _Money(amount, end, currency or "", marked=currency is not None)


def _unslipped(draft: Draft, at: int) -> str:
    """Return the word at a token, a slip of a currency's name put right: "bukcs"."""
    word = draft.sentence.word(at)
    if len(word) < _SHORTEST_SLIP or draft.sentence.is_mark(at) or draft.lexicon.titles.names(word):
        return word
    likely = (name for name in _CURRENCIES if name[0] == word[0] and len(name) >= _SHORTEST_SLIP)
    return next((name for name in likely if OSA.distance(name, word) <= 1), word)


def _has_unit(draft: Draft, money: _Money) -> bool:
    """Tell whether the number counts something else than money."""
    word = draft.sentence.word(money.end)
    if draft.sentence.is_mark(money.end):
        return word == "%"
    if word in _UNITS:
        return True
    token = draft.sentence.tokens[money.end]
    known = word in function_words() or draft.lexicon.category((word,)) != ()
    named = known or bool(draft.lexicon.attribute((word,))) or word in draft.lexicon.colours.names
    return token.kind is Kind.WORD and not named


def _stands_alone(draft: Draft, start: int, end: int) -> bool:
    return start == 0 and end == len(draft.sentence)


def _is_foreign(draft: Draft, money: _Money, start: int, end: int) -> bool:
    """Tell whether the price is in another currency; if so note it as unresolved."""
    shop = draft.moment.vocabulary.currency
    if shop is None or not money.currency:
        return False
    ours = (
        shop.endswith("D")
        if money.currency == "dollar"
        else shop in _NAMED.get(money.currency, (money.currency,))
    )
    if not ours:
        draft.unresolvable(start, end)
    return not ours


def _manner_at(draft: Draft, at: int) -> int:
    """Read "cheap", "luxury" and "on sale" as wishes about the price."""
    if draft.sentence.word(at) == "cheap" and "than" in draft.sentence.words[max(0, at - 5) : at]:
        return 0  # "than the second cheap", as Chinese says it, is a comparison
    if length := _lowest_at(draft, at):
        wish(draft, at, at + length, LOWEST)
        return at + length
    for words, values in (
        (cues("prices.cheap"), LOW),
        (cues("prices.dear"), HIGH),
        (cues("prices.reduced"), REDUCED),
    ):
        if length := cue_at(draft, at, words):
            wish(draft, at, at + length, values)
            return at + length
    return 0


def _lowest_at(draft: Draft, at: int) -> int:
    """Return the length of words that ask for the cheapest of all, not of those shown.

    "Cheapest" alone and "the cheapest jackets" do; "the cheapest one" points at
    one of the items shown where there are any.
    """
    if length := cue_at(draft, at, cues("prices.lowest")):
        return length
    if draft.sentence.word(at) != "cheapest":
        return 0
    after = draft.sentence.word(at + 1)
    alone = draft.sentence.is_mark(at - 1) and draft.sentence.is_mark(at + 1)
    product = bool(draft.lexicon.category((after,))) or draft.lexicon.titles.names(after)
    return int(alone or product or not draft.moment.shown)


def wish(draft: Draft, start: int, end: int, values: tuple[str, ...]) -> None:
    """Note a wish about the price and mark its words as read."""
    source: Source = draft.source(start, end)
    draft.add(start, Prefer(Preference(source.phrase, source, PRICE, values)))
    draft.take(start, end)
