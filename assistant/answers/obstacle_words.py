"""Why nothing fits, as a sentence, in English or Chinese.

The callers have counted what is said here; nothing is claimed that they did not
count.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from assistant.answers.nouns import plural
from assistant.explaining.facts import is_plain
from assistant.grounding.lexicon import in_chinese, stem
from assistant.intent import Intent
from assistant.money import money
from assistant.understanding.readers.word_forms import words
from retrieval.constraints import (
    AVAILABILITY,
    BRAND,
    CATEGORY,
    PATH_SEPARATOR,
    Constraint,
    Constraints,
    Operator,
)

CHINESE: Final = "zh"

_VALUES_NAMED: Final = 4


def not_carried(intent: Intent) -> str:
    """Say that the subject itself is not carried."""
    if intent.language == CHINESE:
        return f"本店似乎没有“{intent.request}”。"
    return f"We do not seem to carry “{intent.request}”."


def too_much_together(intent: Intent, given_up: Sequence[Constraint], found: int) -> str:
    """Say that without these conditions there are ``found`` items."""
    named = tuple(dict.fromkeys(_said(constraint) for constraint in given_up))
    if intent.language == CHINESE:
        quoted = "和".join(f"“{phrase}”" for phrase in named)
        return f"没有同时满足所有条件的商品；不限{quoted}的话有{found}款。"
    quoted = " and ".join(f"“{phrase}”" for phrase in named)
    return f"Nothing fits all of that; without {quoted} there {_are(found)}."


def no_such_price(
    intent: Intent, given_up: Sequence[Constraint], nearest: Decimal | None, currency: str
) -> str:
    """Say that nothing is in the price, and which price is nearest."""
    held = intent.constraints.without(*given_up)
    bounds = {c.operator: money(c.bound or Decimal(0), currency) for c in given_up}
    most, least = bounds.get(Operator.AT_MOST), bounds.get(Operator.AT_LEAST)
    near = money(nearest, currency) if nearest is not None else None
    if intent.language == CHINESE:
        said = f"{least}到{most}" if most and least else f"{most}以内" if most else f"{least}以上"
        return f"没有{said}的合适商品" + (f"，最接近的是{near}。" if near else "。")
    said = f"between {least} and {most}" if most and least else ""
    said = said or (f"under {most}" if most else f"from {least}")
    noun = _noun(intent.request, held)
    rest = any(c.field != CATEGORY for c in held) or noun is None
    sentence = f"No {noun} {said}" if noun else f"Nothing {said}"
    if rest or near is None:
        sentence += " fits the rest" if noun is None else " fit the rest"
    return sentence + (f"; the nearest is {near}." if near else ".")


def no_such_value(
    intent: Intent, given_up: Constraint, found: int, available: Sequence[str], *, carried: bool
) -> str:
    """Say that nothing has the value, and which values there are.

    Args:
        intent: What is wanted.
        given_up: What nothing meets.
        found: How many items meet all else.
        available: The field's values that those have, most items first.
        carried: Whether anything in the shop has the value.
    """
    chinese = intent.language == CHINESE
    return (_value_zh if chinese else _value_en)(given_up, found, available, carried=carried)


def no_such_thing(intent: Intent, noun: str, given_up: Constraint) -> str:
    """Say that of the things so called none has the value."""
    wanted = _said(given_up)
    if intent.language == CHINESE:
        return f"没有符合“{wanted}”的这类商品。"
    joint = "in" if given_up.field in ("colour", "color", "size") else "with"
    return f"We have no {plural(noun)} {joint} “{wanted}”."


def _value_en(given_up: Constraint, found: int, available: Sequence[str], *, carried: bool) -> str:
    wanted = _said(given_up)
    listed = _listed(tuple(map(_shown, available[:_VALUES_NAMED])))
    more = len(available) > _VALUES_NAMED
    if given_up.field == BRAND:
        sentence = f"We carry nothing of “{wanted}”" + (" that fits the rest." if carried else ".")
        return sentence + (f" There is {listed}{' and more' * more} instead." if listed else "")
    if given_up.field == AVAILABILITY:
        return f"Nothing that fits is in stock; out of stock there {_are(found)}."
    if given_up.field == CATEGORY:
        return f"No {_shown(given_up.values[0])} fit the rest; elsewhere there {_are(found)}."
    if not listed:
        return f"Nothing fits with “{wanted}”; without it there {_are(found)}."
    if given_up.field in ("colour", "color", "size"):
        among = "among others in" if more else "only in"
        return f"Nothing in “{wanted}” fits the rest; it comes {among} {listed}."
    return f"Nothing fits with {given_up.field} “{wanted}”; there is {listed}{' and more' * more}."


def _value_zh(given_up: Constraint, found: int, available: Sequence[str], *, carried: bool) -> str:
    wanted = _said(given_up)
    named = [in_chinese(given_up.field, value) for value in available[:_VALUES_NAMED]]
    listed = "、".join(named) + ("等" if len(available) > _VALUES_NAMED else "")
    if given_up.field == BRAND:
        sentence = (
            f"“{wanted}”没有符合其他条件的商品。" if carried else f"本店没有“{wanted}”的商品。"
        )
        return sentence + (f"可以看看{listed}。" if listed else "")
    if given_up.field == AVAILABILITY:
        return f"符合条件的商品都没有现货，缺货的有{found}款。"
    if given_up.field == CATEGORY:
        return f"“{wanted}”里没有符合其他条件的商品，其他类别有{found}款。"
    if listed:
        return f"没有符合其他条件的“{wanted}”商品，可选的有{listed}。"
    return f"没有符合“{wanted}”的商品，不限的话有{found}款。"


def _noun(request: str, held: Constraints) -> str | None:
    """Return what the category required is called: the shopper's own noun, or its name."""
    values = [
        value for c in held.on(CATEGORY) if c.operator is Operator.ANY_OF for value in c.values
    ]
    if not values:
        return None
    leaves = [_shown(value) for value in values]
    named = {stem(word) for leaf in leaves for word in words(leaf)}
    for word in reversed(request.casefold().split()):
        if word.isalpha() and stem(word) in named:
            return plural(word)
    plain = len(leaves) == 1 and is_plain(leaves[0]) and "&" not in leaves[0]
    return leaves[0] if plain and leaves[0].endswith("s") else None


def _are(number: int) -> str:
    return "is one" if number == 1 else f"are {number}"


def _said(constraint: Constraint) -> str:
    """Return the shopper's words for a condition, or else its own."""
    if constraint.source.phrase:
        return constraint.source.phrase
    if constraint.bound is not None:
        side = "at most" if constraint.operator is Operator.AT_MOST else "at least"
        return f"{constraint.field} {side} {constraint.bound}"
    refused = "no " if constraint.operator is Operator.NONE_OF else ""
    return refused + " or ".join(map(_shown, constraint.values))


def _shown(value: str) -> str:
    return value.rsplit(PATH_SEPARATOR, 1)[-1].replace("_", " ")


def _listed(values: tuple[str, ...]) -> str:
    if len(values) <= 1:
        return "".join(values)
    return f"{', '.join(values[:-1])} and {values[-1]}"
