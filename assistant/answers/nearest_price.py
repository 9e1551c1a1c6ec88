"""The price nearest to one that nothing meets, found by counting alone."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from retrieval.constraints import PRICE, Constraint, Constraints, Operator, Source
from retrieval.vocabulary import Vocabulary

Count = Callable[[Constraints], int]
"""How many items of the catalogue the constraints allow."""

_CENT: Final = Decimal("0.01")
_NOWHERE: Final = Source(0, "")


def nearest_price(
    given_up: Sequence[Constraint], relaxed: Constraints, count: Count, vocabulary: Vocabulary
) -> Decimal | None:
    """Find the price nearest to the bounds among the items that meet all else.

    Args:
        given_up: Bounds on the price that nothing meets.
        relaxed: All else that must hold.
        count: Called about twenty times a bound.
        vocabulary: Tells the shop's lowest and highest price.

    Returns:
        The price to the cent; None where no item beyond the bounds meets the rest.
    """
    nearest: list[tuple[Decimal, Decimal]] = []
    for constraint in given_up:
        bound = constraint.bound or Decimal(0)
        if constraint.operator is Operator.AT_MOST:
            price = _first_price_above(bound, relaxed, count, vocabulary)
        else:
            price = _last_price_below(bound, relaxed, count, vocabulary)
        if price is not None:
            nearest.append((abs(price - bound), price))
    return min(nearest)[1] if nearest else None


def _first_price_above(
    bound: Decimal, relaxed: Constraints, count: Count, vocabulary: Vocabulary
) -> Decimal | None:
    """Halve the prices between the bound and the highest until a cent is left."""
    low, high = bound, vocabulary.highest_price
    floor = _priced(Operator.AT_LEAST, bound + _CENT)
    if high is None or not count(_with(relaxed, floor, _priced(Operator.AT_MOST, high))):
        return None
    while high - low > _CENT:
        middle = ((low + high) / 2).quantize(_CENT)
        if count(_with(relaxed, floor, _priced(Operator.AT_MOST, middle))):
            high = middle
        else:
            low = middle
    return high


def _last_price_below(
    bound: Decimal, relaxed: Constraints, count: Count, vocabulary: Vocabulary
) -> Decimal | None:
    low, high = vocabulary.lowest_price, bound
    roof = _priced(Operator.AT_MOST, bound - _CENT)
    if low is None or not count(_with(relaxed, roof, _priced(Operator.AT_LEAST, low))):
        return None
    while high - low > _CENT:
        middle = ((low + high) / 2).quantize(_CENT)
        if count(_with(relaxed, roof, _priced(Operator.AT_LEAST, middle))):
            low = middle
        else:
            high = middle
    return low


def _priced(operator: Operator, bound: Decimal) -> Constraint:
    return Constraint(PRICE, operator, _NOWHERE, bound=bound)


def _with(constraints: Constraints, *more: Constraint) -> Constraints:
    return Constraints((*constraints.all, *more))
