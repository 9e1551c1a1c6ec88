"""The state an utterance must lead to, as written and as understood, in one form.

Written, it is a list joined by ";"::

    category=jackets & coats     the categories whose last name this is; a whole path
                                 ("men > tops > tees") means that one, "?" any or none
    colour=red|navy              one of these; a colour takes in its shades, "women" unisex too
    material!=leather            ruled out
    price<=120  price>=40        a bound; also rating>=4
    price<$2  price>$2           below, above the price of the second item shown
    price<median  price>median   the same of the middle price shown: of the two in the
                                 middle the lower for "<", the higher for ">"
    ~colour=navy  ~!colour=red   wished for, wished away
    ~not=hood                    words wished away that are no value of the catalogue's
    &                            everything that held before; and then
    -colour                      less everything on that field

Which shades a colour takes in is the product's decision (``Colours``) and is tested
there. A category that is understood beside the one written counts as right where an
item in it is called by a word of the request: a shop has lamps under "garden" too.
Words wished for that are no value are not judged: they stand in the request.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from assistant.intent import Intent
from assistant.understanding.readers.colours import COLOUR_FIELDS, Colours
from assistant.understanding.readers.title_nouns import TitleNouns
from assistant.understanding.readers.word_forms import noun_key, words
from retrieval.constraints import CATEGORY, PATH_SEPARATOR, Constraint, Operator, Preference
from retrieval.items import Item
from retrieval.vocabulary import Vocabulary

_PART: Final = re.compile(
    r"(?P<wish>~!?)?(?P<field>[\w ]+?)\s*(?P<sign><=|>=|!=|=|<|>)\s*(?P<value>.+)"
)
_ANY: Final = "?"
_WORDS: Final = "not"
_CENT: Final = Decimal("0.01")
_GROWN_UP: Final = ("men", "women")
_PARTS: Final = ";"
_ANY_OF: Final = "any of"
_NONE_OF: Final = "none of"
_WISHED: Final = "wished"
_WISHED_AWAY: Final = "wished away"

Condition = tuple[str, str, frozenset[str]]
"""Field, what is asked of it, and the values or the bound, as text."""


class ExpectedError(ValueError):
    """A written state cannot be read; the message quotes the part."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A state in comparable form: equal states are equal values.

    Attributes:
        conditions: Constraints and preferences of a field. What is ruled out is
            one condition a field, however many operations said it.
        against: Words wished away.
        any_category: Whether categories are not judged.
    """

    conditions: frozenset[Condition]
    against: frozenset[str] = frozenset()
    any_category: bool = False

    def misses(self, found: "Expected", so_called: frozenset[str] = frozenset()) -> list[str]:
        """Return how what was understood differs, a line each; none where it agrees.

        Args:
            found: What was understood.
            so_called: Categories that may be understood beside those written.
        """
        want, have = self._judged(self, so_called), self._judged(found, so_called)
        lines = [f"lacks {_line(one)}" for one in sorted(want - have, key=str)]
        lines += [f"has {_line(one)}" for one in sorted(have - want, key=str)]
        lines += [
            f"lacks against {word!r}"
            for word in sorted(self.against)
            if not any(word in words for words in found.against)
        ]
        return lines + [
            f"has against {words!r}"
            for words in sorted(found.against)
            if not any(word in words for word in self.against)
        ]

    def _judged(self, state: "Expected", so_called: frozenset[str]) -> frozenset[Condition]:
        if self.any_category:
            return frozenset(one for one in state.conditions if one[0] != CATEGORY)
        written = {
            path for field, _, values in self.conditions for path in values if field == CATEGORY
        }
        besides = so_called - written
        return frozenset(
            (field, asked, values - besides) if (field, asked) == (CATEGORY, _ANY_OF) else one
            for one in state.conditions
            for field, asked, values in (one,)
        )


class Shop:
    """What written states of one shop mean."""

    def __init__(self, vocabulary: Vocabulary, shown: Iterable[Item] = ()) -> None:
        """Take the catalogue's words and the items shown, in order."""
        self._vocabulary = vocabulary
        self._colours = Colours(vocabulary)
        self._titles = TitleNouns(vocabulary.title_nouns)
        self._prices = [item.price.amount for item in shown if item.price is not None]

    def expected(self, state: str, before: str = "") -> Expected:
        """Read a written state.

        Args:
            state: As in the module's docstring.
            before: The written state that ``&`` stands for.

        Raises:
            ExpectedError: If a part cannot be read or names what the catalogue lacks.
        """
        parts: list[str] = []
        for part in filter(None, map(str.strip, state.split(_PARTS))):
            if part == "&":
                parts.extend(filter(None, map(str.strip, before.split(_PARTS))))
            elif part.startswith("-"):
                parts = [one for one in parts if _field(one) != part[1:]]
            else:
                parts.append(part)
        conditions: list[Condition] = []
        against: set[str] = set()
        for part in parts:
            if _field(part) == _WORDS:
                against.add(_match(part)["value"].casefold())
            elif part != f"{CATEGORY}={_ANY}":
                conditions.append(self._condition(part))
        return Expected(_merged(conditions), frozenset(against), f"{CATEGORY}={_ANY}" in parts)

    def so_called(self, request: str) -> frozenset[str]:
        """Return the categories of items whose titles call them by a word of the request."""
        found = {path for word in noun_key(words(request)) for path in self._titles.paths(word)}
        return frozenset(found | {path.rsplit(PATH_SEPARATOR, 1)[0] for path in found})

    def _condition(self, part: str) -> Condition:
        match = _match(part)
        field, sign, value = match["field"], match["sign"], match["value"].casefold()
        if sign in ("<=", ">=", "<", ">"):
            return _bound(field, sign, self._amount(sign, value))
        values = frozenset(
            found for one in value.split("|") for found in self._values(field, one.strip())
        )
        if match["wish"]:
            return (field, _WISHED_AWAY if match["wish"] == "~!" else _WISHED, values)
        return (field, _NONE_OF if sign == "!=" else _ANY_OF, values)

    def _amount(self, sign: str, value: str) -> Decimal:
        if value == "median":
            middle = (len(self._prices) - (sign == "<")) // 2
            return sorted(self._prices)[middle]
        if value.startswith("$"):
            return self._prices[int(value[1:]) - 1]
        return Decimal(value)

    def _values(self, field: str, value: str) -> Iterator[str]:
        if field == CATEGORY:
            yield from self._paths(value)
        elif field in COLOUR_FIELDS:
            yield from self._colours.values(value)
        elif field == "audience":
            yield value
            if value in _GROWN_UP and "unisex" in self._vocabulary.attributes.get(field, {}):
                yield "unisex"
        else:
            yield value

    def _paths(self, name: str) -> list[str]:
        if name in self._vocabulary.categories:
            return [name]
        found = [
            path
            for path in self._vocabulary.categories
            if path.rsplit(PATH_SEPARATOR, 1)[-1] == name
        ]
        if not found:
            raise ExpectedError(f"the catalogue has no category {name!r}")
        return found


def understood(intent: Intent) -> Expected:
    """Return what is understood, in the form of what is expected."""
    conditions = [_of_constraint(one) for one in intent.constraints]
    conditions += [_of_preference(one) for one in intent.preferences if one.field is not None]
    against = (p.text.casefold() for p in intent.preferences if p.field is None and p.averse)
    return Expected(_merged(conditions), frozenset(against))


def _of_constraint(constraint: Constraint) -> Condition:
    if constraint.bound is not None:
        sign = "<=" if constraint.operator is Operator.AT_MOST else ">="
        return _bound(constraint.field, sign, constraint.bound)
    asked = _ANY_OF if constraint.operator is Operator.ANY_OF else _NONE_OF
    return (constraint.field, asked, frozenset(constraint.values))


def _of_preference(wish: Preference) -> Condition:
    return (wish.field or "", _WISHED_AWAY if wish.averse else _WISHED, frozenset(wish.values))


def _bound(field: str, sign: str, amount: Decimal) -> Condition:
    """Return a bound; strictly below 50.00 is at most 49.99."""
    amount += {"<": -_CENT, ">": _CENT}.get(sign, Decimal(0))
    asked = "at most" if sign in ("<=", "<") else "at least"
    return (field, asked, frozenset({f"{amount:.2f}"}))


def _merged(conditions: Iterable[Condition]) -> frozenset[Condition]:
    """Put what is ruled out of a field together, and take it from what is required there."""
    merged: dict[tuple[str, str], frozenset[str]] = {}
    kept: set[Condition] = set()
    for field, asked, values in conditions:
        if asked in (_NONE_OF, _WISHED_AWAY):
            merged[field, asked] = merged.get((field, asked), frozenset()) | values
        else:
            kept.add((field, asked, values))
    required = {
        (field, asked, values - merged.get((field, _NONE_OF), frozenset()))
        if asked == _ANY_OF
        else (field, asked, values)
        for field, asked, values in kept
    }
    return frozenset(required | {(*key, values) for key, values in merged.items()})


def _match(part: str) -> re.Match[str]:
    match = _PART.fullmatch(part)
    if match is None:
        raise ExpectedError(f"{part!r} is no part of a state")
    return match


def _field(part: str) -> str:
    return _match(part)["field"]


def _line(condition: Condition) -> str:
    field, asked, values = condition
    return f"{field} {asked} {', '.join(sorted(values))}"
