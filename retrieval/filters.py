"""Constraints as SQL, meaning exactly what ``Constraint.allows`` means."""

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sqlalchemy import ColumnElement, Select, and_, false, not_, select, true

from retrieval.catalog_tables import item_values, items
from retrieval.constraints import (
    AVAILABILITY,
    PRICE,
    RATING,
    Constraint,
    Constraints,
    Operator,
)
from retrieval.money import to_steps


def meets(constraints: Constraints, build_id: str) -> ColumnElement[bool]:
    """Return the condition on ``items`` that holds where every constraint does.

    Raises:
        ValueError: If a bound is NaN.
    """
    return and_(
        true(), items.c.build_id == build_id, *(_meets(one, build_id) for one in constraints)
    )


def named(constraint: Constraint, build_id: str) -> Select[tuple[int]]:
    """Return the query for the numbers of the items that a constraint names.

    For ``NONE_OF`` these are the items that it does not allow, else those that
    it does. An index answers it without a look at the items; a number may come
    twice.

    Raises:
        ValueError: If a bound is NaN.
    """
    if constraint.bound is None and constraint.field != AVAILABILITY:
        return _valued(constraint, build_id)
    return select(items.c.number).where(items.c.build_id == build_id, _named(constraint, build_id))


def _meets(constraint: Constraint, build_id: str) -> ColumnElement[bool]:
    condition = _named(constraint, build_id)
    return not_(condition) if constraint.operator is Operator.NONE_OF else condition


def _named(constraint: Constraint, build_id: str) -> ColumnElement[bool]:
    if constraint.bound is None:
        if constraint.field == AVAILABILITY:
            return items.c.availability.in_(constraint.values)
        return items.c.number.in_(_valued(constraint, build_id))
    if constraint.bound.is_nan():
        raise ValueError(f"the bound on {constraint.field} must be a number, and this one is NaN")
    if constraint.field == PRICE:
        return _priced(constraint.operator, constraint.bound)
    if constraint.field == RATING:
        return _rated(constraint.operator, constraint.bound)
    return false()


def _valued(constraint: Constraint, build_id: str) -> Select[tuple[int]]:
    return select(item_values.c.number).where(
        item_values.c.build_id == build_id,
        item_values.c.field == constraint.field,
        item_values.c.value.in_(constraint.values),
    )


def steps_within(operator: Operator, bound: Decimal) -> int:
    """Return the outermost price, in ten-thousandths, that a bound on it includes.

    Raises:
        ValueError: If the bound is NaN.
    """
    return to_steps(bound, ROUND_FLOOR if operator is Operator.AT_MOST else ROUND_CEILING)


def _priced(operator: Operator, bound: Decimal) -> ColumnElement[bool]:
    within = steps_within(operator, bound)
    if operator is Operator.AT_MOST:
        return items.c.price_steps <= within
    return items.c.price_steps >= within


def _rated(operator: Operator, bound: Decimal) -> ColumnElement[bool]:
    # Ratings are floats compared by how they are written, so the bound becomes
    # the outermost float that is written within it.
    nearest = float(bound)
    if operator is Operator.AT_MOST:
        within = Decimal(repr(nearest)) <= bound
        return items.c.rating <= (nearest if within else math.nextafter(nearest, -math.inf))
    within = Decimal(repr(nearest)) >= bound
    return items.c.rating >= (nearest if within else math.nextafter(nearest, math.inf))
