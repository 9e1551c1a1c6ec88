"""When nothing fits: which condition was in the way, and what there is instead.

Every statement is counted in the catalogue before it is made. "We do not carry
that" is said of a subject only when nothing speaks for it (see ``carried.py``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from typing import Final

from assistant.carried import is_carried
from assistant.intent import Intent
from assistant.money import money
from assistant.nearest_price import Count, nearest_price
from retrieval.constraints import (
    AVAILABILITY,
    BRAND,
    CATEGORY,
    PATH_SEPARATOR,
    PRICE,
    RATING,
    Constraint,
    Constraints,
    Operator,
    Source,
)
from retrieval.query import Candidate
from retrieval.vocabulary import Vocabulary

_VALUES_NAMED: Final = 4
_VALUES_COUNTED: Final = 60
_NOWHERE: Final = Source(0, "")
_KEPT_LONGEST: Final = (CATEGORY, "audience")


class ObstacleKind(StrEnum):
    """What was in the way."""

    NOT_CARRIED = "not_carried"
    PRICE = "price"
    VALUES = "values"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why nothing fits, and what to show instead.

    Attributes:
        kind: What was in the way.
        sentence: It in English, true of the catalogue counted.
        in_the_way: The constraints to give up, fewest possible; empty where the
            subject itself is not carried.
        relaxed: The constraints without them; at least one item meets these,
            unless the shop is empty.
        count: How many items meet ``relaxed``.
        nearest_price: For ``PRICE``: of the items that meet all else, the price
            nearest to the bound.
        available: For ``VALUES``: what there is instead, most items first.
    """

    kind: ObstacleKind
    sentence: str
    in_the_way: tuple[Constraint, ...]
    relaxed: Constraints
    count: int
    nearest_price: Decimal | None = None
    available: tuple[str, ...] = ()


def obstacle(
    intent: Intent,
    count: Count,
    vocabulary: Vocabulary,
    candidates: Sequence[Candidate] = (),
) -> Obstacle | None:
    """Find what was in the way of an answer.

    Conditions said in one phrase ("between $40 and $60") are given up together.
    If giving up one suffices, a price is named first (with the nearest price),
    then the others, latest first, category and audience last; if none does,
    pairs are tried; then all but the category and audience, then all.

    Args:
        intent: What is wanted.
        count: Counts items of the catalogue; called a few dozen times at most
            for a price, once a value for a field.
        vocabulary: The words of the catalogue.
        candidates: What retrieval found for the request, to judge whether the
            subject is carried at all.

    Returns:
        The obstacle, or None where something fits and the subject is carried.
    """
    if count(intent.constraints) > 0:
        return None if is_carried(intent, vocabulary, candidates) else _not_carried(intent, count)
    for given_up in _ways(intent.constraints):
        relaxed = intent.constraints.without(*given_up)
        found = count(relaxed)
        if found:
            return _explained(given_up, relaxed, found, count, vocabulary)
    return None


def _not_carried(intent: Intent, count: Count) -> Obstacle:
    return Obstacle(
        ObstacleKind.NOT_CARRIED,
        f"We do not seem to carry “{intent.request}”.",
        (),
        intent.constraints,
        count(intent.constraints),
    )


def _ways(constraints: Constraints) -> Iterator[tuple[Constraint, ...]]:
    """Yield what may be given up, the least first."""
    units = sorted(_units(constraints), key=lambda unit: _attachment(constraints, unit))
    for number in (1, 2):
        for chosen in combinations(units, number):
            yield tuple(constraint for unit in chosen for constraint in unit)
    dispensable = [unit for unit in units if unit[0].field not in _KEPT_LONGEST]
    yield tuple(constraint for unit in dispensable for constraint in unit)
    yield constraints.all


def _units(constraints: Constraints) -> list[tuple[Constraint, ...]]:
    """Group the constraints that were said in one phrase on one field."""
    units: dict[object, list[Constraint]] = {}
    for constraint in constraints:
        bounded = constraint.bound is not None and constraint.source.phrase
        key = (constraint.field, constraint.source) if bounded else id(constraint)
        units.setdefault(key, []).append(constraint)
    return [tuple(unit) for unit in units.values()]


def _attachment(constraints: Constraints, unit: tuple[Constraint, ...]) -> tuple[int, int]:
    """Order units by how dear they are to the shopper, as far as one can tell."""
    field = unit[0].field
    rank = 0 if field == PRICE else 2 if field in _KEPT_LONGEST else 1
    return rank, -constraints.all.index(unit[0])


def _explained(
    given_up: tuple[Constraint, ...],
    relaxed: Constraints,
    found: int,
    count: Count,
    vocabulary: Vocabulary,
) -> Obstacle:
    fields = {constraint.field for constraint in given_up}
    if fields == {PRICE}:
        return _price_obstacle(given_up, relaxed, found, count, vocabulary)
    if len(given_up) == 1 and given_up[0].operator is Operator.ANY_OF:
        return _value_obstacle(given_up[0], relaxed, found, count, vocabulary)
    named = " and ".join(f"“{phrase}”" for phrase in _phrases(given_up))
    sentence = f"Nothing fits all of that; without {named} there {_are(found)}."
    return Obstacle(ObstacleKind.TOGETHER, sentence, given_up, relaxed, found)


def _are(number: int) -> str:
    return "is one" if number == 1 else f"are {number}"


def _phrases(given_up: Sequence[Constraint]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.source.phrase or _in_words(c) for c in given_up))


def _in_words(constraint: Constraint) -> str:
    if constraint.bound is not None:
        side = "at most" if constraint.operator is Operator.AT_MOST else "at least"
        return f"{constraint.field} {side} {constraint.bound}"
    refused = "no " if constraint.operator is Operator.NONE_OF else ""
    return refused + " or ".join(map(_shown, constraint.values))


def _shown(value: str) -> str:
    return value.rsplit(PATH_SEPARATOR, 1)[-1].replace("_", " ")


def _price_obstacle(
    given_up: tuple[Constraint, ...],
    relaxed: Constraints,
    found: int,
    count: Count,
    vocabulary: Vocabulary,
) -> Obstacle:
    nearest = nearest_price(given_up, relaxed, count, vocabulary)
    bounds = [_bound_in_words(constraint, vocabulary) for constraint in given_up]
    said = " and ".join(bounds)
    sentence = f"Nothing {said} fits the rest"
    if nearest is not None:
        sentence += f"; the nearest is {money(nearest, vocabulary.currency or '')}"
    return Obstacle(ObstacleKind.PRICE, sentence.strip() + ".", given_up, relaxed, found, nearest)


def _bound_in_words(constraint: Constraint, vocabulary: Vocabulary) -> str:
    side = "up to" if constraint.operator is Operator.AT_MOST else "from"
    return f"{side} {money(constraint.bound or Decimal(0), vocabulary.currency or '')}"


def _value_obstacle(
    given_up: Constraint, relaxed: Constraints, found: int, count: Count, vocabulary: Vocabulary
) -> Obstacle:
    available = _available(given_up.field, relaxed, count, vocabulary)
    wanted = given_up.source.phrase or _in_words(given_up)
    carried = count(Constraints((given_up,))) > 0
    listed = _listed(tuple(map(_shown, available[:_VALUES_NAMED])))
    more = len(available) > _VALUES_NAMED
    if given_up.field == BRAND:
        sentence = f"We carry nothing of “{wanted}”" + (" that fits the rest." if carried else ".")
        sentence += f" There is {listed}{' and more' if more else ''} instead." if listed else ""
    elif given_up.field == AVAILABILITY:
        sentence = f"Nothing that fits is in stock; out of stock there {_are(found)}."
    elif given_up.field == CATEGORY:
        sentence = f"No {_shown(given_up.values[0])} fit the rest; elsewhere there {_are(found)}."
    elif listed:
        among = "among others in" if more else "only in"
        sentence = f"Nothing in “{wanted}” fits the rest; it comes {among} {listed}."
        if given_up.field not in ("colour", "color", "size"):
            sentence = f"Nothing fits with {given_up.field} “{wanted}”; there is {listed}"
            sentence += " and more." if more else "."
    else:
        sentence = f"Nothing fits with “{wanted}”; without it there {_are(found)}."
    return Obstacle(ObstacleKind.VALUES, sentence, (given_up,), relaxed, found, available=available)


def _available(
    field: str, relaxed: Constraints, count: Count, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """Return the field's values that items meeting all else have, most items first."""
    if field in (PRICE, RATING, AVAILABILITY, CATEGORY):
        return ()
    known = vocabulary.brands if field == BRAND else vocabulary.attributes.get(field, {})
    frequent = sorted(known, key=lambda value: -known[value])[:_VALUES_COUNTED]
    counted = [(count(Constraints((*relaxed.all, _of(field, value)))), value) for value in frequent]
    return tuple(value for number, value in sorted(counted, key=lambda pair: -pair[0]) if number)


def _of(field: str, value: str) -> Constraint:
    return Constraint(field, Operator.ANY_OF, _NOWHERE, (value,))


def _listed(values: tuple[str, ...]) -> str:
    if len(values) <= 1:
        return "".join(values)
    return f"{', '.join(values[:-1])} and {values[-1]}"
