"""Sums said in the place of others: "make it 150", "no, 90", "399? Too steep", "15, not 150"."""

from dataclasses import replace
from typing import Final

from assistant.understanding.readers.draft import Draft, cue_at, is_said, said_at, said_before
from assistant.understanding.readers.fields import SIZE_FIELDS
from assistant.understanding.readers.money import (
    CENT,
    SMALLEST_BARE,
    Money,
    has_unit,
    is_a_size,
    money_at,
)
from assistant.understanding.readers.price_bounds import is_standing, limits_set, set_one
from assistant.understanding.readers.price_ranges import opens_range
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.spending import moved_end
from assistant.understanding.readers.verdicts import BEING
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY, PRICE, Operator

_AT_A_PRICE: Final = listed("at for is")
_THINKING: Final = listed("think reckon thought guess find say feel honestly")
_LONGEST_THING: Final = 5
"""How many words may say what a sum is asked for."""
_DOUBTING: Final = listed("hm hmm hmmm well erm um ok okay")
_RIGHT: Final = listed("right perfect good great decent proper really")
_OPENING: Final = ("so", "but", "and")
_NAMES: Final = listed("budget price limit")
_POLITE: Final = listed("please pls plz ok okay um uh er hmm maybe like i think . , ?")


def instead_at(draft: Draft, at: int) -> int:
    """Read "make it 150" and "I meant 700" where a price was said before."""
    end = moved_end(draft, at) or at + cue_at(draft, at, cues("prices.instead"))
    money = money_at(draft, end) if end > at else None
    before = draft.moment.intent.constraints.on(PRICE)
    said = bool(before or limits_set(draft))
    stands = any(draft.moment.intent.constraints.on(field) for field in SIZE_FIELDS)
    sized = stands and draft.sentence.word(at) == "actually"
    if money is None or not said or sized or has_unit(draft, money) or opens_range(draft, end):
        return 0
    sizes = not limits_set(draft) and is_a_size(draft, money)
    if money.amount < SMALLEST_BARE or sizes:
        return 0
    most = not before or any(old.operator is Operator.AT_MOST for old in before)
    operator = Operator.AT_MOST if most else Operator.AT_LEAST
    after = cue_at(draft, money.end, cues("prices.most_after"))
    return set_one(draft, at, money, money.end + after, operator)


def turned_down_end(draft: Draft, at: int, money: Money) -> int:
    """Return the end of the 399 of "399? That's too steep", 0 where it is not turned down.

    So is the 50 of "I think 50 is too much". With "189?? No way" the answer is read too.
    Where another sum is named instead, none is turned down that is not answered so.
    """
    before = draft.sentence.word(at - 1)
    told = draft.sentence.is_mark(at - 1) or before in _AT_A_PRICE
    told = told or (before in _THINKING and draft.sentence.word(money.end) in BEING)
    answered = _answered_no(draft, money)
    steep = answered or is_said(draft, cues("prices.steep"), money.end, len(draft.sentence))
    if not (steep and told) or (not money.marked and money.amount < SMALLEST_BARE):
        return 0
    others = any(token.kind is Kind.NUMBER for token in draft.sentence.tokens[money.end :])
    if others or not answered:
        return answered or (0 if others else money.end)
    return len(draft.sentence)


def _answered_no(draft: Draft, money: Money) -> int:
    """Return the end of "189?? no way" and "168 for a parka? you must be joking", or 0."""
    asked = money.end
    while asked < money.end + _LONGEST_THING and not draft.sentence.is_mark(asked):
        asked += 1
    for_it = asked == money.end or draft.sentence.word(money.end) == "for"
    at = asked
    while at < len(draft.sentence) and (draft.sentence.is_mark(at) or draft.taken[at]):
        at += 1
    no = said_at(draft, at, cues("stances.rejections"))
    answered = no > 0 and draft.sentence.is_mark(at + no)
    sizes = is_a_size(draft, money) and not _is_shown_price(draft, money)
    told = answered and for_it and draft.sentence.word(asked) == "?" and not sizes
    return at + no if told and draft.moment.shown else 0


def _is_shown_price(draft: Draft, money: Money) -> bool:
    prices = (item.price.amount for item in draft.moment.shown if item.price is not None)
    return any(int(price) == money.amount for price in prices)


def speaks_of_standing(draft: Draft, at: int, money: Money) -> int:
    """Read "120 is a bit tight", said of the limit that stands; return where it ends, or 0."""
    opens = draft.sentence.is_mark(at - 1) and draft.sentence.word(money.end) in ("is", "was")
    if not opens or not is_standing(draft, money):
        return 0
    end = draft.sentence.clause_end(money.end, _OPENING)
    draft.take(at, end)
    return end


def set_below(draft: Draft, at: int, money: Money, end: int) -> int:
    """Note a limit below a sum that is too much, where none stands that is lower.

    The tokens from ``at`` to ``end`` are read with it; ``end`` is returned.
    """
    below = replace(money, amount=money.amount - CENT)
    lower = any(
        old.operator is Operator.AT_MOST and (old.bound or 0) < below.amount
        for old in draft.moment.intent.constraints.on(PRICE)
    )
    if not lower:
        set_one(draft, at, below, money.end, Operator.AT_MOST)
    draft.take(at, end)
    return end


def is_named_instead(draft: Draft, at: int, money: Money) -> bool:
    """Tell the 120 of "200 is too steep, 120?" and of "no, 120", a clause of its own."""
    doubted = draft.sentence.word(at - 1) in _DOUBTING and bool(limits_set(draft))
    start = said_before(draft, at, cues("corrections.words"))
    opens = (draft.sentence.is_mark(start - 1) or doubted) and at > 0
    alone = opens and draft.sentence.is_mark(money.end)
    if not alone or money.amount < SMALLEST_BARE:
        return False
    steep = is_said(draft, cues("prices.steep"), 0, len(draft.sentence))
    corrected = any(
        is_said(draft, cues("corrections.words"), place, at) for place, _ in limits_set(draft)
    )
    named = bool(_NAMES & set(draft.sentence.words[:at]))  # "changed my mind on the price, 90"
    return steep or doubted or corrected or named or _corrects_before(draft, at, money)


def _corrects_before(draft: Draft, at: int, money: Money) -> bool:
    """Tell the 90 of "no, 90" from a size, where the price was limited before."""
    limited = bool(draft.moment.intent.constraints.on(PRICE)) and not is_a_size(draft, money)
    return limited and said_at(draft, 0, cues("corrections.words")) == at - 1


def replaced_end(draft: Draft, end: int) -> int:
    """Return the end of the "not 150" that tells which limit a sum ending there replaces, or it."""
    at = end + (draft.sentence.word(end) == ",")
    length = cue_at(draft, at, cues("prices.replacing")) if end else 0
    old = money_at(draft, at + length) if length else None
    if old is None or not is_standing(draft, old):
        return end
    draft.take(end, old.end)
    return old.end


def is_all_that_is_said(draft: Draft, at: int, money: Money) -> bool:
    """Tell "60" after a coffee maker, a limit, from a size of boots and a place in a list."""
    start, end = at, money.end
    while draft.sentence.word(start - 1) in _POLITE:
        start -= 1
    while draft.sentence.word(end) in _POLITE:
        end += 1
    alone = start == 0 and end == len(draft.sentence)
    sought = bool(draft.moment.intent.constraints.on(CATEGORY))
    places = money.amount <= len(draft.moment.shown) or money.amount < SMALLEST_BARE
    return alone and sought and not places and not is_a_size(draft, money)


def is_allowed_too(draft: Draft, money: Money) -> bool:
    """Tell "70 is fine too" and "70 if it's good" after a limit of 60, new or standing."""
    allowed = said_at(draft, money.end, cues("stances.allowed_after"))
    before = draft.moment.intent.constraints.on(PRICE)
    said = (limit for _, limit in limits_set(draft))
    sizes = not limits_set(draft) and is_a_size(draft, money)
    good = _is_for_a_good_one(draft, money.end) and not sizes
    return bool(allowed or good) and any(
        old.operator is Operator.AT_MOST and (old.bound or 0) < money.amount
        for old in (*before, *said)
    )


def _is_for_a_good_one(draft: Draft, at: int) -> bool:
    """Tell "if it's decent" and "for the right pair" from "if you have it"."""
    if draft.sentence.word(at) == "if":
        return draft.sentence.word(at + 1) not in ("you", "possible", "thats")
    right = draft.sentence.words[at + 1 : at + 3]
    return draft.sentence.word(at) == "for" and not _RIGHT.isdisjoint(right)
