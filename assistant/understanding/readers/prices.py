"""Prices: bounds, ranges, "around", and what is cheap or reduced.

"Under", "below", "up to" and "max" all mean at most the amount, itself included:
whoever says "under $120" takes the one at $120.00, and shops print 119.99
anyway. "Around $100" means within 20 % of it. A bare amount ("a $100 jacket") is
read as "around", and as a limit beside words of spending ("I have $100").
A new limit on one side replaces the whole of a range said in one phrase before.
A price in another currency than the shop's is left unresolved (``money.py``).
"""

from dataclasses import replace
from typing import Final

from assistant.understanding.readers.draft import Draft, cue_at, said_at
from assistant.understanding.readers.money import (
    SMALLEST_BARE,
    Money,
    buys,
    each_at,
    has_unit,
    money_at,
)
from assistant.understanding.readers.price_asked import is_price_of_one
from assistant.understanding.readers.price_bounds import (
    from_at,
    limits_set,
    margin_at,
    set_around,
    set_one,
)
from assistant.understanding.readers.price_corrections import (
    instead_at,
    is_all_that_is_said,
    is_allowed_too,
    is_named_instead,
    replaced_end,
    set_below,
    speaks_of_standing,
    turned_down_end,
)
from assistant.understanding.readers.price_ranges import (
    SMALLEST_OF_A_THING,
    leaning_at,
    opens_range,
    past_roughly,
    range_at,
)
from assistant.understanding.readers.price_wishes import manner_at
from assistant.understanding.readers.spending import (
    allowance_at,
    below_zero_end,
    denial_end,
    granted_end,
    most_end,
    moving_end,
    named_limit_end,
    no_more_end,
    skip_end,
    take_name_of_limit,
    told_end,
    utmost_end,
)
from assistant.understanding.readers.standing_limits import put_instead_at, turned_round_at
from assistant.understanding.readers.vouchers import voucher_at
from assistant.understanding.readers.word_lists import Cues, cues, listed
from retrieval.constraints import PRICE, Operator

_OWNING: Final = listed("i ive only have we weve got")
_NAMES_OF_LIMITS: Final = listed("budget max maximum min minimum limit price cap ceiling spend")
_SPENDING: Final = listed("spend spending pay paying")
_BUDGETS: Final = listed("budget budgets")
_UTMOST: Final = listed("max maximum")
_ABLE: Final = listed("can could id only")
_UPPER: Final = listed("max maximum most more up over above under below less within limit cap")
_SIZED: Final = listed("size sizes sized sz waist age aged")
_OWNED: Final = listed("got have only just with")


def find_prices(draft: Draft) -> None:
    """Read every price of the turn."""
    at = 0
    while at < len(draft.sentence):
        after = at
        if not draft.taken[at]:
            after = replaced_end(draft, _bounds_at(draft, at)) or manner_at(draft, at)
        at = max(after, at + 1)


def _bounds_at(draft: Draft, at: int) -> int:
    """Read a range, a limit or an amount that starts at a token; return where it ends, or 0."""
    return (
        told_end(draft, at)
        or turned_round_at(draft, at)
        or below_zero_end(draft, at)
        or utmost_end(draft, at)
        or range_at(draft, at)
        or _denied_at(draft, at)
        or _moved_at(draft, at)
        or allowance_at(draft, at)
        or voucher_at(draft, at)
        or _most_at(draft, at)
        or _count_end(draft, at)
        or _limit_at(draft, at, cues("prices.at_most"), Operator.AT_MOST)
        or _limit_at(draft, at, cues("prices.at_least"), Operator.AT_LEAST)
        or _limit_at(draft, at, cues("prices.under"), Operator.AT_MOST)
        or _limit_at(draft, at, cues("prices.over"), Operator.AT_LEAST)
        or from_at(draft, at)
        or _about_at(draft, at)
        or instead_at(draft, at)
        or _amount_at(draft, at)
    )


def _denied_at(draft: Draft, at: int) -> int:
    """Read "can't go over 50" and "skip those over 50" as at most, "not under 50" as at least."""
    end = denial_end(draft, at) or skip_end(draft, at)
    if not end:
        return 0
    found = _limit_at(draft, end, cues("prices.over"), Operator.AT_MOST, since=at) or _limit_at(
        draft, end, cues("prices.under"), Operator.AT_LEAST, since=at
    )
    for thing in range(at + 1, end) if found else ():
        draft.taken[thing] = not draft.lexicon.category((draft.sentence.word(thing),))
    return found  # the jacket of "no jacket over 100" is sought


def _moved_at(draft: Draft, at: int) -> int:
    """Tell "drop it below 80", which moves the limit, from "a tea set below 80"."""
    end = moving_end(draft, at) if draft.sentence.is_mark(at - 1) else 0
    return _limit_at(draft, end, cues("prices.under"), Operator.AT_MOST, since=at) if end else 0


def _most_at(draft: Draft, at: int) -> int:
    """Read "the most I'd pay is 60"."""
    end = most_end(draft, at)
    money = money_at(draft, end) if end else None
    if money is None or has_unit(draft, money):
        return 0
    take_name_of_limit(draft, at)
    return set_one(draft, at, money, money.end, Operator.AT_MOST)


def _count_end(draft: Draft, at: int) -> int:
    """Tell "chairs, at least four", how many are bought, from "at least $4"; return its end."""
    money = money_at(draft, at + 2) if draft.sentence.says(at, "at", "least") else None
    if money is None or money.marked or money.amount >= SMALLEST_BARE or has_unit(draft, money):
        return 0
    draft.take(at, money.end)
    return money.end


def _limit_at(
    draft: Draft, at: int, words: Cues, operator: Operator, since: int | None = None
) -> int:
    """Read the words of a limit and the sum after them.

    Args:
        draft: The turn.
        at: Index of the first of those words.
        words: Which they may be.
        operator: What they say of the sum.
        since: Index of the first word that says so, if it stands before them.
    """
    length = cue_at(draft, at, words)
    told = past_roughly(draft, _past_colon(draft, at + length))
    money = money_at(draft, told) if length else None
    if money is None or has_unit(draft, money):
        return 0
    owning = draft.sentence.word(at) in _OWNING
    unmeant = owning and not (money.marked or buys(draft, money) or _is_all(draft, money))
    spending = _UPPER.isdisjoint(draft.sentence.words[at:told])
    if unmeant or (spending and opens_range(draft, told)):
        return 0  # "my budget is 100 to 150", "I can pay 60 to 80"
    end = money.end
    start = at if since is None else since
    if _is_about(draft, at, told, length):
        return set_around(draft, start, money)
    if operator is Operator.AT_MOST and (vague := _vague_end(draft, start, money)):
        return vague
    if operator is Operator.AT_MOST:
        end += cue_at(draft, end, cues("prices.most_after"))
        end = no_more_end(draft, end) or end
    refused = cue_at(draft, end, cues("stances.refusals"))
    if operator is Operator.AT_LEAST and refused and draft.sentence.is_mark(end + refused):
        return set_one(draft, start, money, end + refused, Operator.AT_MOST)  # as Chinese says it
    return set_one(draft, start, money, end, operator)


def _is_about(draft: Draft, at: int, told: int, length: int) -> bool:
    """Tell "looking to spend about 150" and "my budget is roughly 150" from "can spend about 150".

    "My max budget is about 150" is a limit all the same.
    """
    said = draft.sentence.words[at : at + length]
    spending = length == 1 and said[0] in _SPENDING
    budget = said[-1] in (*_BUDGETS, "is", "of") and not _BUDGETS.isdisjoint(said)
    roughly = told > at + length and draft.sentence.word(told - 1) not in (":", "=")
    able = draft.sentence.word(at - 1) in _ABLE
    return roughly and not able and (spending or (budget and _UTMOST.isdisjoint(said)))


def _past_colon(draft: Draft, at: int) -> int:
    """Step over the mark of "budget: 40" and "budget = 40"."""
    marked = draft.sentence.word(at) in (":", "=")
    return at + 1 if marked and draft.sentence.word(at - 1) in _NAMES_OF_LIMITS else at


def _is_all(draft: Draft, money: Money) -> bool:
    """Tell "I've only got 600", where nothing follows that it could count."""
    return draft.sentence.is_mark(money.end) and money.amount >= SMALLEST_BARE


def _about_at(draft: Draft, at: int) -> int:
    length = cue_at(draft, at, cues("prices.about"))
    length += bool(length) and draft.sentence.word(at + length) == "the"  # "around the 200 mark"
    money = money_at(draft, at + length) if length else None
    if money is None or has_unit(draft, money):
        return 0
    if not money.marked and (money.amount < SMALLEST_BARE or _is_proposed(draft, at)):
        return 0
    if end := leaning_at(draft, at, money):
        return end
    return set_around(draft, at, money)


def _is_proposed(draft: Draft, at: int) -> bool:
    """Tell the "about" of "how about 40?" from that of "about 40"."""
    return draft.sentence.word(at) == "about" and draft.sentence.word(at - 1) in ("what", "how")


def _amount_at(draft: Draft, at: int) -> int:
    """Read an amount with words of limit after it, or a bare marked one."""
    money = money_at(draft, at)
    if money is None or has_unit(draft, money) or draft.sentence.word(at - 1) in _SIZED:
        return 0
    counts = not money.marked and money.amount < SMALLEST_BARE
    if not counts and (end := _vague_end(draft, at, money)):
        return end
    if end := turned_down_end(draft, at, money):
        return set_below(draft, at, money, end)
    if found := _limit_told(draft, at, money):
        operator, end = found
        return set_one(draft, at, money, end, operator)
    told = set_around if money.marked else speaks_of_standing
    return put_instead_at(draft, at, money) or told(draft, at, money)


def _vague_end(draft: Draft, at: int, money: Money) -> int:
    """Read "30, give or take 5" and "30 or so"; return where it ends, or 0."""
    if end := margin_at(draft, at, money):
        return end
    vague = cue_at(draft, money.end, cues("prices.about_after"))
    if not vague:
        return 0
    draft.take(money.end, money.end + vague)
    return set_around(draft, at, money)


def _limit_told(draft: Draft, at: int, money: Money) -> tuple[Operator, int] | None:
    """Return which limit a sum is by what stands around it, and where that ends."""
    replaced = replaced_end(draft, money.end)
    end = replaced if replaced > money.end else granted_end(draft, at, money)
    end = end or _limit_end(draft, at, money)
    return (Operator.AT_MOST, end) if end else _limit_after(draft, money)


def _limit_after(draft: Draft, money: Money) -> tuple[Operator, int] | None:
    """Read "or less", "and not a cent more", "and up": what it says and where it ends."""
    start = money.end + each_at(draft, money.end)
    if end := named_limit_end(draft, start) or no_more_end(draft, start):
        return Operator.AT_MOST, end
    length = 0
    if _is_a_sum(draft, money):
        length = _closed_at(draft, start, cues("prices.closing"))
        length = length or said_at(draft, start, cues("prices.sufficing"))
    if not length and _is_in_stock(draft, money, start):
        return None
    if length := length or said_at(draft, start, cues("prices.most_after")):
        return Operator.AT_MOST, start + length
    if length := cue_at(draft, start, cues("prices.least_after")):
        end = start + length
        counts = has_unit(draft, replace(money, end=end))  # "4+ people"
        few = not money.marked and money.amount < SMALLEST_BARE
        counts = counts or (few and draft.sentence.word(start) == "up")  # "go one up"
        return None if counts else (Operator.AT_LEAST, end)
    return None


def _is_in_stock(draft: Draft, money: Money, at: int) -> bool:
    """Tell "do you have 30 left" and "I have 3 left to compare" from "I have 30 left"."""
    said = draft.sentence.words[draft.sentence.clause_start(at) : at]
    counted = "there" in said or "you" in said or money.amount < SMALLEST_BARE
    return counted and draft.sentence.word(at) == "left" and not money.marked


def _closed_at(draft: Draft, at: int, closing: Cues) -> int:
    """Return the length of the "and not a cent more" that closes a clause; 0 where none stands."""
    start = at + (draft.sentence.word(at) == ",")
    start += draft.sentence.word(start) == "and"
    end = start + cue_at(draft, start, closing)
    return end - at if end > start and draft.sentence.is_mark(end) else 0


def _is_a_sum(draft: Draft, money: Money) -> bool:
    """Tell "200 and that's it" from "boots, 43, that's it"."""
    limited = bool(draft.moment.intent.constraints.on(PRICE) or limits_set(draft))
    return money.marked or limited or money.amount >= SMALLEST_OF_A_THING


def _is_spent(draft: Draft, at: int, money: Money) -> bool:
    """Tell "$80 for boots" and "got 80 for boots" from "boots 42 for men"."""
    owned = draft.sentence.is_mark(at - 1) or draft.sentence.word(at - 1) in _OWNED
    return (money.marked or owned) and buys(draft, money)


def _limit_end(draft: Draft, at: int, money: Money) -> int:
    """Return the end of a sum that what stands around it makes a limit, 0 where nothing does."""
    limits = (
        is_named_instead(draft, at, money)
        or _is_spent(draft, at, money)
        or is_price_of_one(draft, at, money)
        or is_allowed_too(draft, money)
        or is_all_that_is_said(draft, at, money)
    )
    return money.end if limits else 0
