"""What a shopper requires (constraints) and would like (preferences).

A constraint holds or does not hold for an item; the catalogue applies the same
rules in SQL (see ``catalog.py``), and a test holds the two against each other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from retrieval.items import Item

CATEGORY: Final = "category"
BRAND: Final = "brand"
PRICE: Final = "price"
RATING: Final = "rating"
AVAILABILITY: Final = "availability"

PATH_SEPARATOR: Final = " > "


def lies_within(path: str, category: str) -> bool:
    """Tell whether a category's path is another's or lies below it.

    >>> lies_within("shoes > boots", "shoes"), lies_within("shoe care", "shoe")
    (True, False)
    """
    return path == category or path.startswith(category + PATH_SEPARATOR)


class Operator(StrEnum):
    """How a field is held against the constraint's values or bound."""

    ANY_OF = "any_of"
    NONE_OF = "none_of"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a constraint or preference came from.

    Attributes:
        turn: Index of the shopper's turn in the dialogue, from 0.
        phrase: The words of that turn it rests on, as the shopper wrote them;
            empty when it was set by a tap and not by words.
    """

    turn: int
    phrase: str


@dataclass(frozen=True, slots=True)
class Constraint:
    """One requirement on one field.

    Attributes:
        field: ``category``, ``brand``, ``price``, ``rating``, ``availability``
            or the name of an attribute.
        operator: How the field is compared.
        values: For ``ANY_OF`` and ``NONE_OF``: lower-case values, at least one.
            A category is a path joined by `` > `` and stands for everything
            below it. Empty otherwise.
        bound: For ``AT_MOST`` and ``AT_LEAST`` (both inclusive): the price in
            the shop's currency, or the rating. None otherwise.
        source: Where it came from.
    """

    field: str
    operator: Operator
    source: Source
    values: tuple[str, ...] = ()
    bound: Decimal | None = None

    def __post_init__(self) -> None:
        """Refuse a constraint that could never be applied.

        Raises:
            ValueError: If the values or the bound do not fit the operator.
        """
        bounded = self.operator in (Operator.AT_MOST, Operator.AT_LEAST)
        if bounded != (self.bound is not None) or bounded == bool(self.values):
            raise ValueError(
                f"{self.operator} on {self.field!r} takes "
                f"{'a bound and no values' if bounded else 'values and no bound'}"
            )

    def allows(self, item: Item) -> bool:
        """Tell whether the item meets the constraint.

        An item that lacks the field meets ``NONE_OF`` and fails the others.
        """
        match self.operator:
            case Operator.ANY_OF:
                return any(self._names(value, item) for value in self.values)
            case Operator.NONE_OF:
                return not any(self._names(value, item) for value in self.values)
            case Operator.AT_MOST:
                return _meets(item, self.field, self.bound, lambda have, bound: have <= bound)
            case Operator.AT_LEAST:
                return _meets(item, self.field, self.bound, lambda have, bound: have >= bound)

    def _names(self, value: str, item: Item) -> bool:
        if self.field == CATEGORY:
            path = PATH_SEPARATOR.join(item.category).casefold()
            return lies_within(path, value)
        if self.field == BRAND:
            return item.brand is not None and item.brand.casefold() == value
        if self.field == AVAILABILITY:
            return item.availability == value
        return value in item.values(self.field)


def _meets(
    item: Item, field: str, bound: Decimal | None, holds: Callable[[Decimal, Decimal], bool]
) -> bool:
    have: Decimal | None = None
    if field == PRICE and item.price is not None:
        have = item.price.amount
    elif field == RATING and item.rating is not None:
        have = Decimal(str(item.rating))
    return have is not None and bound is not None and holds(have, bound)


@dataclass(frozen=True, slots=True)
class Constraints:
    """Everything that must hold, in the order it was said; empty allows all."""

    all: tuple[Constraint, ...] = ()

    def __iter__(self) -> Iterator[Constraint]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def on(self, field: str) -> tuple[Constraint, ...]:
        """Return the constraints on one field, in order."""
        return tuple(constraint for constraint in self.all if constraint.field == field)

    def without(self, *unwanted: Constraint) -> "Constraints":
        """Return these constraints less the given ones."""
        return Constraints(tuple(c for c in self.all if c not in unwanted))

    def allow(self, item: Item) -> bool:
        """Tell whether the item meets every constraint."""
        return all(constraint.allows(item) for constraint in self.all)


LOW: Final = ("low",)
HIGH: Final = ("high",)
REDUCED: Final = ("reduced",)
LOWEST: Final = ("lowest",)
"""Values of a wish about the price; the last is for the cheapest of all, sorted by price."""


@dataclass(frozen=True, slots=True)
class Preference:
    """Something the shopper would like but does not insist on.

    Attributes:
        text: In the shopper's words, such as ``warm``.
        field: The attribute it names, or None where it is words only.
        values: Lower-case values that satisfy it; empty where words only. For
            ``price``: ``low``, ``high``, ``reduced`` or ``lowest``; for
            ``rating``: ``high``.
        averse: True for a wish against it ("ideally no hood"); its words are
            then no words to search for.
        source: Where it came from.
    """

    text: str
    source: Source
    field: str | None = None
    values: tuple[str, ...] = ()
    averse: bool = False
