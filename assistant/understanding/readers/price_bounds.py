"""Limits and spans of prices: noting them, and those that stand already."""

from decimal import Decimal
from typing import Final

from assistant.intent import Remove, Set
from assistant.understanding.readers.draft import Draft, cue_at
from assistant.understanding.readers.money import CENT, Money, has_unit, is_foreign, money_at
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import PRICE, Constraint, Operator

_AROUND: Final = Decimal("0.2")
"""How far, as a share of the sum, "around" reaches to either side."""

_FALLEN: Final = listed("down reduced off marked dropped cut lowered discounted was")
_BOUNDING: Final = {
    "from": Operator.AT_LEAST, "until": Operator.AT_MOST, "till": Operator.AT_MOST,
    "til": Operator.AT_MOST,
}  # fmt: skip
_MONTHS: Final = listed(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec"
)
_HOURS: Final = 24
"""Up to it a bare number after "until" may be the time of day."""


def limits_set(draft: Draft) -> list[tuple[int, Constraint]]:
    """Return the limits that the turn has set so far, each with the index of its first token."""
    return [
        (at, operation.constraint)
        for at, operation in draft.operations
        if isinstance(operation, Set) and operation.constraint.field == PRICE
    ]


def is_standing(draft: Draft, money: Money) -> bool:
    """Tell whether a limit of that sum was set before the turn."""
    limits = draft.moment.intent.constraints.on(PRICE)
    return any(limit.bound == money.amount for limit in limits)


def set_one(draft: Draft, at: int, money: Money, end: int, operator: Operator) -> int:
    """Note one bound, said by the tokens from ``at`` to ``end``; return ``end``.

    The other bound of a range said in one phrase before goes, and a bound of the same sum.
    """
    if is_foreign(draft, money, at, end):
        return end
    source = draft.source(at, end)
    for old in draft.moment.intent.constraints.on(PRICE):
        same = old.bound == money.amount
        if old.operator is not operator and (same or _is_half_of_a_range(draft, old)):
            draft.add(at, Remove(old))
    draft.add(at, Set(Constraint(PRICE, operator, source, bound=money.amount)))
    draft.take(at, end)
    return end


def _is_half_of_a_range(draft: Draft, old: Constraint) -> bool:
    prices = draft.moment.intent.constraints.on(PRICE)
    return sum(price.source == old.source for price in prices) > 1


def set_around(draft: Draft, at: int, money: Money) -> int:
    """Note prices within 20 % of a sum, said by the tokens from ``at``; return its end."""
    if is_foreign(draft, money, at, money.end):
        return money.end
    draft.take(money.end, money.end + (draft.sentence.word(money.end) == "mark"))
    margin = money.amount * _AROUND
    set_both(draft, at, money.end, money.amount - margin, money.amount + margin)
    return money.end


def margin_at(draft: Draft, at: int, money: Money) -> int:
    """Read the rest of "30 dollars, give or take 5"; return where it ends, or 0.

    Where the margin is no sum ("a few bucks") it is the usual one.
    """
    start = money.end + (draft.sentence.word(money.end) == ",")
    length = cue_at(draft, start, cues("prices.margin"))
    if not length:
        return 0
    end = start + length
    margin = money_at(draft, end)
    if margin is None or margin.amount >= money.amount:
        end += cue_at(draft, end, cues("prices.margin_words"))
        set_around(draft, at, money)
        draft.take(money.end, end)
        return end
    if not is_foreign(draft, money, at, margin.end):
        low, high = money.amount - margin.amount, money.amount + margin.amount
        set_both(draft, at, margin.end, low, high)
    return margin.end


def set_both(draft: Draft, at: int, end: int, low: Decimal, high: Decimal) -> None:
    """Note both bounds, in whole cents, said by the tokens from ``at`` to ``end``."""
    source = draft.source(at, end)
    for operator, bound in ((Operator.AT_LEAST, low), (Operator.AT_MOST, high)):
        exact = bound.quantize(CENT)
        whole = exact == exact.to_integral_value()
        bound = exact.to_integral_value() if whole else exact  # noqa: PLW2901 - the same bound, tidied
        draft.add(at, Set(Constraint(PRICE, operator, source, bound=bound)))
    draft.take(at, end)


def from_at(draft: Draft, at: int) -> int:
    """Read "chairs from $100" and "until $70", and not "reduced from $100" and "until 7"."""
    operator = _BOUNDING.get(draft.sentence.word(at))
    if operator is None or draft.sentence.word(at - 1) in _FALLEN:
        return 0
    money = money_at(draft, at + 1)
    if money is None or not (money.marked or operator is Operator.AT_MOST):
        return 0
    if not money.marked and (money.amount <= _HOURS or has_unit(draft, money)):
        return 0
    if draft.sentence.word(money.end) in _MONTHS:
        return 0
    after = "least_after" if operator is Operator.AT_LEAST else "most_after"
    end = money.end + cue_at(draft, money.end, cues(f"prices.{after}"))
    return set_one(draft, at, money, end, operator)
