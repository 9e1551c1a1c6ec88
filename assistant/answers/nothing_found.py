"""When nothing fits: which condition was in the way, and what there is instead.

Every statement is counted in the catalogue before it is made. "We do not carry
that" is said of a subject only when nothing speaks for it (see ``carried.py``).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, islice
from typing import Final

from assistant.answers.carried import is_carried, noun_without_items, things_named
from assistant.answers.kinds import Kind
from assistant.answers.nearest_price import Count, nearest_price
from assistant.answers.obstacle_words import (
    no_such_price,
    no_such_thing,
    no_such_value,
    not_carried,
    too_much_together,
)
from assistant.bounds import is_stated
from assistant.intent import Intent
from assistant.understanding.readers.persons import names_children
from assistant.untrusted import normalise
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
from retrieval.items import Item
from retrieval.query import Candidate
from retrieval.title_nouns import COLLECTIVES
from retrieval.vocabulary import Vocabulary

_VALUES_COUNTED: Final = 60
_MOST_SEARCHES: Final = 8
_NOWHERE: Final = Source(0, "")
_AUDIENCE: Final = "audience"
_SIZE: Final = "size"
_KEPT_LONGEST: Final = (CATEGORY, _AUDIENCE)
_NEARBY: Final = Decimal("1.25")
"""Where nothing is within a price, what costs up to this many times the nearest is shown."""
_LONGEST_PART: Final = 60
"""Characters kept of each part of what the shop lacks."""


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
        sentence: It in the language spoken, true of the catalogue counted.
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

    def nearby(self) -> Constraints:
        """Return the relaxed constraints, held near the price that was asked for."""
        if self.nearest_price is None:
            return self.relaxed
        prices = [c for c in self.in_the_way if c.field == PRICE]
        return Constraints((*self.relaxed, *(_widened(c, self.nearest_price) for c in prices)))

    def met_by_the_nearest(self, asked: Constraints) -> Constraints:
        """Return what was asked for, with a price worked out from the list moved to the nearest.

        "Too expensive" of the cheapest is answered once; after that the cheapest will do.
        """
        nearest = self.nearest_price
        worked_out = [c for c in self.in_the_way if c.field == PRICE and not is_stated(c)]
        if nearest is None:
            return asked
        return Constraints(
            tuple(replace(c, bound=nearest) if c in worked_out else c for c in asked)
        )

    def missing(self, intent: Intent) -> tuple[str, ...]:
        """Return what was asked for and is not there: the subject, and what was in the way."""
        categories = [
            c.values[0].rsplit(PATH_SEPARATOR, 1)[-1] for c in intent.constraints.on(CATEGORY)
        ]
        subject = intent.request or (categories[0] if categories else "")
        wanted = [c.source.phrase or ", ".join(c.values) for c in self.in_the_way]
        return tuple(normalise(part, _LONGEST_PART) for part in (subject, *wanted) if part)


def _widened(bound: Constraint, price: Decimal) -> Constraint:
    """Return a bound moved a little beyond a price that does not meet it."""
    asked = bound.bound or Decimal(0)
    if bound.operator is Operator.AT_MOST:
        return replace(bound, bound=price * _NEARBY) if price > asked else bound
    return replace(bound, bound=price / _NEARBY) if price < asked else bound


def obstacle(
    intent: Intent,
    count: Count,
    vocabulary: Vocabulary,
    candidates: Sequence[Candidate] = (),
) -> Obstacle | None:
    """Find what was in the way of an answer.

    Conditions said in one phrase ("between $40 and $60") are given up together.
    If giving up one suffices, a price is named first (with the nearest price),
    then the others, latest first; if none does, pairs are tried, then all of
    them. The audience and then the category are given up only after that: a shopper for
    a jacket is served by another jacket, not by something else that is green.

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
        if not is_carried(intent, vocabulary, candidates):
            return _not_carried(intent, count)
        return _noun_obstacle(intent, count, vocabulary, candidates)
    for given_up in _ways(intent.constraints):
        relaxed = intent.constraints.without(*given_up)
        found = count(relaxed)
        if found:
            return _explained(intent, given_up, found, count, vocabulary)
    return None


def _not_carried(intent: Intent, count: Count) -> Obstacle:
    return Obstacle(
        ObstacleKind.NOT_CARRIED,
        not_carried(intent),
        (),
        intent.constraints,
        count(intent.constraints),
    )


def _noun_obstacle(
    intent: Intent, count: Count, vocabulary: Vocabulary, candidates: Sequence[Candidate]
) -> Obstacle | None:
    """Tell "a red bottle" of a shop whose bottles are none of them red.

    Only where one condition can be in the way: of several, nobody knows which.
    """
    told = [c for c in intent.constraints if c.field not in _KEPT_LONGEST]
    if len(told) != 1 or told[0].operator is not Operator.ANY_OF:
        return None
    noun = noun_without_items(intent, vocabulary, candidates)
    if noun is None:
        return None
    relaxed = intent.constraints.without(*told)
    sentence = no_such_thing(intent, noun, told[0])
    return Obstacle(ObstacleKind.VALUES, sentence, tuple(told), relaxed, count(relaxed))


def obstacle_to_kind(
    intent: Intent,
    kind: Kind,
    candidates: Sequence[Candidate],
    search: Callable[[Constraints], Sequence[Candidate]],
    currency: str,
) -> Obstacle | None:
    """Find what was in the way of the kind of thing that was asked for.

    "A mat under $10" finds socks for $9 where mats begin at $28.

    Args:
        intent: What is wanted.
        kind: Of which kind.
        candidates: What was found for it.
        search: Finds candidates under other constraints, those seen already
            included; called nine times at most.
        currency: ISO 4217 code of the shop's prices.

    Returns:
        The obstacle, or None where something of the kind was found, where it is
        there but was seen already, where it is there for grown-ups alone and children's
        things were found, or would not be found with fewer constraints either.
    """
    if kind.is_among(candidates) or kind.is_among(search(intent.constraints)):
        return None
    ways = (way for way in _ways(intent.constraints) if not _are_for_children(way))
    for given_up in islice(ways, _MOST_SEARCHES):
        relaxed = intent.constraints.without(*given_up)
        found = [each.item for each in search(relaxed) if kind.is_one(each.item)]
        if found:
            return _kept_away(intent, given_up, relaxed, found, currency)
    return None


def _are_for_children(given_up: Sequence[Constraint]) -> bool:
    """Tell what fits a child, of whatever kind, from a coat that fits none."""
    wanted = [c for c in given_up if c.field == _AUDIENCE and c.operator is Operator.ANY_OF]
    return any(names_children(value) for constraint in wanted for value in constraint.values)


def _kept_away(
    intent: Intent,
    given_up: tuple[Constraint, ...],
    relaxed: Constraints,
    found: Sequence[Item],
    currency: str,
) -> Obstacle:
    thing = _thing_named(intent.request)
    if {constraint.field for constraint in given_up} == {PRICE}:
        amounts = [item.price.amount for item in found if item.price is not None]
        too_dear = any(constraint.operator is Operator.AT_MOST for constraint in given_up)
        nearest = (min if too_dear else max)(amounts, default=None)
        sentence = no_such_price(intent, given_up, nearest, currency, thing)
        return Obstacle(ObstacleKind.PRICE, sentence, given_up, relaxed, len(found), nearest)
    if thing and len(given_up) == 1 and given_up[0].operator is Operator.ANY_OF:
        sentence = no_such_thing(intent, thing, given_up[0])
        return Obstacle(ObstacleKind.VALUES, sentence, given_up, relaxed, len(found))
    sentence = too_much_together(intent, given_up, len(found))
    return Obstacle(ObstacleKind.TOGETHER, sentence, given_up, relaxed, len(found))


def _thing_named(request: str) -> str:
    """Return what a request calls the thing: "coffee set" of that, and of "a soft rug" the rug.

    Nothing where it tells only what for.
    """
    nouns = things_named(request)
    return " ".join(nouns[-2:] if COLLECTIVES.intersection(nouns[-1:]) else nouns[-1:])


def _ways(constraints: Constraints) -> Iterator[tuple[Constraint, ...]]:
    """Yield what may be given up, the least first; category and audience after all else."""
    units = sorted(_units(constraints), key=lambda unit: _attachment(constraints, unit))
    dispensable = [unit for unit in units if unit[0].field not in _KEPT_LONGEST]
    for choice in (dispensable, units):
        for number in (1, 2):
            for chosen in combinations(choice, number):
                yield tuple(constraint for unit in chosen for constraint in unit)
        yield tuple(constraint for unit in choice for constraint in unit)


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
    rank = {PRICE: 0, _AUDIENCE: 2, CATEGORY: 3}.get(field, 1)
    return rank, -constraints.all.index(unit[0])


def _explained(
    intent: Intent,
    given_up: tuple[Constraint, ...],
    found: int,
    count: Count,
    vocabulary: Vocabulary,
) -> Obstacle:
    relaxed = intent.constraints.without(*given_up)
    if {constraint.field for constraint in given_up} == {PRICE}:
        nearest = nearest_price(given_up, relaxed, count, vocabulary)
        sentence = no_such_price(intent, given_up, nearest, vocabulary.currency or "")
        return Obstacle(ObstacleKind.PRICE, sentence, given_up, relaxed, found, nearest)
    if len(given_up) == 1 and given_up[0].operator is Operator.ANY_OF:
        available = _alike(given_up[0], _available(given_up[0].field, relaxed, count, vocabulary))
        carried = count(Constraints(given_up)) > 0
        sentence = no_such_value(intent, given_up[0], found, available, carried=carried)
        return Obstacle(
            ObstacleKind.VALUES, sentence, given_up, relaxed, found, available=available
        )
    sentence = too_much_together(intent, given_up, found)
    return Obstacle(ObstacleKind.TOGETHER, sentence, given_up, relaxed, found)


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


def _alike(asked: Constraint, available: tuple[str, ...]) -> tuple[str, ...]:
    """Return sizes told as the one asked for is, if there are: 30 and 31 and not 4-5 years."""
    bare = asked.field == _SIZE and all(value.isdecimal() for value in asked.values)
    return (tuple(filter(str.isdecimal, available)) if bare else ()) or available


def _of(field: str, value: str) -> Constraint:
    return Constraint(field, Operator.ANY_OF, _NOWHERE, (value,))
