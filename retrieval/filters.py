"""Constraints as SQL, meaning exactly what ``Constraint.allows`` means."""

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sqlalchemy import ColumnElement, and_, false, not_, select, true

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


def _meets(constraint: Constraint, build_id: str) -> ColumnElement[bool]:
    if constraint.operator is Operator.ANY_OF:
        return _named(constraint, build_id)
    if constraint.operator is Operator.NONE_OF:
        return not_(_named(constraint, build_id))
    if constraint.bound is None:
        return false()
    if constraint.bound.is_nan():
        raise ValueError(f"the bound on {constraint.field} must be a number, and this one is NaN")
    if constraint.field == PRICE:
        return _priced(constraint.operator, constraint.bound)
    if constraint.field == RATING:
        return _rated(constraint.operator, constraint.bound)
    return false()


def _named(constraint: Constraint, build_id: str) -> ColumnElement[bool]:
    if constraint.field == AVAILABILITY:
        return items.c.availability.in_(constraint.values)
    return items.c.item_id.in_(
        select(item_values.c.item_id).where(
            item_values.c.build_id == build_id,
            item_values.c.field == constraint.field,
            item_values.c.value.in_(constraint.values),
        )
    )


def _priced(operator: Operator, bound: Decimal) -> ColumnElement[bool]:
    if operator is Operator.AT_MOST:
        return items.c.price_steps <= to_steps(bound, ROUND_FLOOR)
    return items.c.price_steps >= to_steps(bound, ROUND_CEILING)


def _rated(operator: Operator, bound: Decimal) -> ColumnElement[bool]:
    # Ratings are floats compared by how they are written, so the bound becomes
    # the outermost float that is written within it.
    nearest = float(bound)
    if operator is Operator.AT_MOST:
        within = Decimal(repr(nearest)) <= bound
        return items.c.rating <= (nearest if within else math.nextafter(nearest, -math.inf))
    within = Decimal(repr(nearest)) >= bound
    return items.c.rating >= (nearest if within else math.nextafter(nearest, math.inf))
