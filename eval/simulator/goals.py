"""What a shopper came for: needs drawn from a real item, so that they can be met."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from eval.simulator.chance import Chance
from eval.simulator.needs import (
    AUDIENCE,
    COLOUR,
    CostsAtMost,
    HasValue,
    LacksValue,
    Need,
    NotOfBrand,
    OfKind,
)
from eval.simulator.nouns import Kind, kinds_of, words_of
from eval.simulator.shop import Shop
from retrieval.items import Item

FEWEST: Final = 2
MOST: Final = 5
"""Needs beside the kind."""

_TRIES: Final = 60
_EXCLUDED_FROM: Final = 6
_ROUND: Final = (Decimal(1), Decimal(5), Decimal(10), Decimal(50), Decimal(100))
_OFTEN: Final = {"feature": 0.8, COLOUR: 0.55, AUDIENCE: 0.5, "material": 0.3, "size": 0.2}
_SELDOM: Final = 0.12
_BROWSES: Final = 0.3
"""How often a goal is taken of which only the category can be said."""
_PRICE_OFTEN: Final = 0.7


class GoalError(ValueError):
    """No goal can be drawn from this catalogue."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the shopper will leave with, if all goes well.

    Attributes:
        item: The real item that the needs were drawn from.
        kind: What kind of thing it is.
        needs: What else it must be, in the order the shopper would come to it.
        use: What it is for, in a word, or None; a wish, no need.
    """

    item: Item
    kind: OfKind
    needs: tuple[Need, ...]
    use: str | None

    def met_by(self, item: Item) -> bool:
        """Tell whether this is the item, or one that meets everything beyond doubt."""
        if item.item_id == self.item.item_id:
            return True
        return all(need.surely_met_by(item) for need in (self.kind, *self.needs))

    def value_of(self, field: str) -> Need | None:
        """Return the need on a field, or None."""
        return next((need for need in self.needs if need.field == field), None)


def draw_goal(shop: Shop, chance: Chance, *, suits: Callable[[OfKind], bool] | None = None) -> Goal:
    """Draw an item for sale and what a shopper would ask of it.

    Args:
        shop: The catalogue.
        chance: Where the draws come from.
        suits: Tells of a kind whether the shopper has words for it; an item of
            another kind is taken only when several draws gave no better one.

    Raises:
        GoalError: If item after item has too little to say of it.
    """
    fallback: Goal | None = None
    for _ in range(_TRIES):
        item = chance.pick(shop.for_sale)
        kinds = kinds_of(item, shop.kinds)
        kind = _of_kind(shop, item, chance.pick(kinds) if kinds else None)
        goal = Goal(item, kind, draw_needs(shop, item, chance), _use(shop, item, chance))
        if len(goal.needs) < FEWEST:
            continue
        fallback = fallback or goal
        if kind.kind is not None and (suits is None or suits(kind)):
            return goal
        if suits is None and chance.happens(_BROWSES):
            return goal
    if fallback is None:
        raise GoalError(
            f"{_TRIES} items in a row had fewer than {FEWEST} things to ask for; "
            "the simulator needs prices and attributes"
        )
    return fallback


def _of_kind(shop: Shop, item: Item, kind: Kind | None) -> OfKind:
    # Who asks for "the Jackets section" has said no more than its name.
    here = shop.sections(item.category[-1])
    return OfKind(kind, item.category, here if kind is None else shop.kinds.get(kind.name, here))


def draw_needs(shop: Shop, item: Item, chance: Chance) -> tuple[Need, ...]:
    """Draw up to ``MOST`` needs that the item meets, no two of them at odds."""
    needs: list[Need] = []
    for field in sorted(item.attributes):
        values = shop.sayable(item, field)
        if field == "pattern":
            values = [value for value in values if value != "plain"]
        if not values or not chance.happens(_OFTEN.get(field, _SELDOM)):
            continue
        if field == "feature":
            needs += [HasValue(field, (value,)) for value in chance.some(values, 2)]
        else:
            needs.append(HasValue(field, _with_alternative(shop, item, field, values, chance)))
    if item.price is not None and chance.happens(_PRICE_OFTEN):
        needs.append(CostsAtMost(round_up(item.price.amount, chance.between(1.02, 1.4))))
    needs += _exclusions(shop, item, {need.field for need in needs}, chance)
    met = [need for need in needs if not need.broken_by(item)]
    return tuple(chance.some(met, MOST))


def _with_alternative(
    shop: Shop, item: Item, field: str, values: Sequence[str], chance: Chance
) -> tuple[str, ...]:
    """Return one value, or now and then a colour and another that would do as well."""
    value = chance.pick(values)
    others = shop.other_values(item, field) if field == COLOUR else []
    if others and chance.happens(0.12):
        return (value, chance.pick(others))
    return (value,)


def _exclusions(shop: Shop, item: Item, said: set[str], chance: Chance) -> list[Need]:
    found: list[Need] = []
    for field in (COLOUR, "material", "pattern"):
        others = shop.other_values(item, field)[:_EXCLUDED_FROM]
        if others and field not in said and chance.happens(0.25):
            found.append(LacksValue(field, chance.pick(others)))
    own = set(words_of(f"{item.title} {item.brand or ''}"))
    brands = [b for b in shop.other_brands(item)[:_EXCLUDED_FROM] if not own & set(words_of(b))]
    if brands and chance.happens(0.2):
        found.append(NotOfBrand(chance.pick(brands)))
    return found


def _use(shop: Shop, item: Item, chance: Chance) -> str | None:
    uses = shop.use(item)
    return chance.pick(uses) if uses and chance.happens(0.4) else None


def in_another_colour(shop: Shop, goal: Goal, chance: Chance) -> Goal | None:
    """Return the goal moved to an item of another colour that meets the rest.

    None where the shopper asks for no colour or nothing else fits.
    """
    if not isinstance(old := goal.value_of(COLOUR), HasValue):
        return None
    rest = [need for need in (goal.kind, *goal.needs) if need is not old]
    taken = LacksValue(COLOUR, old.values[0])
    fitting = [
        (item, colour)
        for item in shop.surely_meeting((*rest, taken))
        for colour in shop.sayable(item, COLOUR)[:1]
        if colour not in old.values
    ]
    if not fitting:
        return None
    item, colour = chance.pick(fitting)
    new = HasValue(COLOUR, (colour,))
    needs = tuple(new if need is old else need for need in goal.needs)
    return replace(goal, item=item, needs=needs)


def too_tight(shop: Shop, goal: Goal) -> CostsAtMost | None:
    """Return a bound below everything of the goal's kind, or None where that is silly."""
    possible = [
        item.price.amount
        for item in shop.for_sale
        if item.price is not None and not goal.kind.broken_by(item)
    ]
    bound = (min(possible) * Decimal("0.7")).quantize(Decimal(1))
    return CostsAtMost(bound) if bound >= 1 else None


def round_up(amount: Decimal, factor: float) -> Decimal:
    """Return a number people would name, at least the amount, near factor times it."""
    target = amount * Decimal(str(round(factor, 3)))
    steps = [step for step, more in zip(_ROUND, (*_ROUND[1:], None), strict=True)
             if more is None or target < more * 8]  # fmt: skip
    step = steps[0]
    return -(-target // step) * step
