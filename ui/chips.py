"""What was understood, as chips that a tap takes away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.intent import Clear, Intent, Operation, Remove, SeekSimilar
from assistant.money import money
from retrieval.constraints import (
    AVAILABILITY,
    BRAND,
    CATEGORY,
    LOWEST,
    PATH_SEPARATOR,
    PRICE,
    RATING,
    Constraint,
    Operator,
    Preference,
)

SIZE: Final = "size"


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing understood.

    Attributes:
        label: In a few words, such as ``under $120``.
        operation: What takes it away; None where only undo or a new start does.
        required: True for a condition, False for a wish.
    """

    label: str
    operation: Operation | None
    required: bool


def chips(intent: Intent, currency: str | None = None) -> tuple[Chip, ...]:
    """Return the intent's conditions, then its wishes, each in the order they were said.

    Args:
        intent: What was understood.
        currency: ISO 4217 code to name price limits in, or None.
    """
    conditions = tuple(
        Chip(_condition(constraint, currency), Remove(constraint), required=True)
        for constraint in intent.constraints
    )
    wishes = tuple(_wish(preference) for preference in intent.preferences)
    return conditions + wishes + tuple(_likeness(intent))


def _wish(preference: Preference) -> Chip:
    operation = None if preference.field is None else Clear(preference.field)
    label = f"rather not {preference.text}" if preference.averse else preference.text
    if preference.field == PRICE and preference.values == LOWEST:
        label = "cheapest first"
    return Chip(label, operation, required=False)


def _likeness(intent: Intent) -> Iterator[Chip]:
    if intent.photo_id is not None:
        yield Chip("like your photo", None, required=False)
    if intent.similar_to:
        count = len(intent.similar_to)
        label = "more like one you picked" if count == 1 else f"more like {count} you picked"
        yield Chip(label, SeekSimilar(()), required=False)


def _condition(constraint: Constraint, currency: str | None) -> str:
    if constraint.bound is not None:
        return _bounded(constraint, currency)
    values = _listed([_value(constraint.field, value) for value in constraint.values])
    if constraint.operator is Operator.NONE_OF:
        return f"not {values}"
    if constraint.field == SIZE:
        return f"size {values}"
    return values


def _listed(values: Sequence[str]) -> str:
    """Return up to two values whole; of more, the first and how many."""
    if len(values) > 2:  # noqa: PLR2004 - as it says above
        return f"{values[0]} or {len(values) - 1} like it"
    return " or ".join(values)


def _bounded(constraint: Constraint, currency: str | None) -> str:
    limit = constraint.bound
    if limit is None:
        raise ValueError(f"{constraint.operator} on {constraint.field!r} has no bound")
    at_most = constraint.operator is Operator.AT_MOST
    if constraint.field == PRICE:
        figure = f"{limit:,.2f}".removesuffix(".00") if currency is None else money(limit, currency)
        return f"{'up to' if at_most else 'from'} {figure}"
    if constraint.field == RATING:
        return f"{'up to' if at_most else 'at least'} {limit.normalize():f} ★"
    return f"{constraint.field} {'up to' if at_most else 'from'} {limit.normalize():f}"


def _value(field: str, value: str) -> str:
    if field == CATEGORY:
        return value.rsplit(PATH_SEPARATOR, 1)[-1]
    if field == BRAND:
        return value.title()
    if field == SIZE:
        return value.upper()
    if field == AVAILABILITY:
        return value.replace("_", " ")
    return value
