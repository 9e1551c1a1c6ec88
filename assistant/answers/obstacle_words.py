"""Why nothing fits, as a sentence, in English or Chinese.

The callers have counted what is said here; nothing is claimed that they did not
count.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from assistant.answers.nouns import plural
from assistant.answers.refusals import says_no
from assistant.bounds import is_stated
from assistant.explaining.facts import is_plain
from assistant.explaining.names_zh import in_chinese
from assistant.explaining.phrasing_en import size_name
from assistant.grounding.lexicon import stem
from assistant.intent import Intent
from assistant.money import money
from assistant.understanding.readers.lexicon import AUDIENCE_FIELDS
from assistant.understanding.readers.word_forms import words
from retrieval.constraints import (
    AVAILABILITY,
    BRAND,
    CATEGORY,
    PATH_SEPARATOR,
    PRICE,
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


def what_else(intent: Intent) -> str:
    """Ask, after a denial with nothing near it, what else to look for."""
    return "您还想找什么？" if intent.language == CHINESE else "What else may I look for?"


def nearest_beside(intent: Intent) -> str:
    """Say, after a denial, what the items shown are."""
    return "这些最接近。" if intent.language == CHINESE else "These come nearest."


def too_much_together(intent: Intent, given_up: Sequence[Constraint], found: int) -> str:
    """Say that without these conditions there are ``found`` items."""
    named = tuple(dict.fromkeys(_condition(each, intent.language) for each in given_up))
    if intent.language == CHINESE:
        quoted = "和".join(f"“{phrase}”" for phrase in named)
        return f"没有同时满足所有条件的商品；不限{quoted}的话有{found}款。"
    quoted = " and ".join(f"“{phrase}”" for phrase in named)
    return f"Nothing fits all of that; leaving out {quoted}, there {_are(found)}."


def as_before(intent: Intent, given_up: Sequence[Constraint]) -> str:
    """Say again, shortly, what the list leaves out as the one before it did."""
    named = tuple(dict.fromkeys(_condition(each, intent.language) for each in given_up))
    if intent.language == CHINESE:
        return f"和刚才一样，未计入{'和'.join(f'“{each}”' for each in named)}。"
    quoted = _listed(tuple(f"“{each}”" for each in named))
    return f"As before, {quoted} {'is' if len(named) == 1 else 'are'} left out."


def no_such_price(
    intent: Intent,
    given_up: Sequence[Constraint],
    nearest: Decimal | None,
    currency: str,
    thing: str = "",
) -> str:
    """Say that nothing is in the price, and which price is nearest.

    Where only ``thing`` was counted, it is named: saucepans of "Pots & Pans".
    """
    held = intent.constraints.without(*given_up)
    bounds = {c.operator: money(c.bound or Decimal(0), currency) for c in given_up}
    most, least = bounds.get(Operator.AT_MOST), bounds.get(Operator.AT_LEAST)
    near = money(nearest, currency) if nearest is not None else None
    if intent.language == CHINESE:
        end = f"，最接近的是{near}。" if near else "。"
    else:
        end = f"; the nearest is {near}." if near else "."
    noun = plural(thing) if thing else _noun(intent.request, held)
    if not any(is_stated(constraint) for constraint in given_up):
        return _no_cheaper(intent, given_up, noun) + end
    if intent.language == CHINESE:
        said = f"{least}到{most}" if most and least else f"{most}以内" if most else f"{least}以上"
        rest = "、".join(_condition(c, CHINESE) for c in held if c.field not in (CATEGORY, PRICE))
        without = f"{said}的合适商品里没有符合“{rest}”的" if rest else f"没有{said}的合适商品"
        return without + end
    said = f"between {least} and {most}" if most and least else ""
    said = said or (f"under {most}" if most else f"from {least}")
    rest = any(c.field != CATEGORY for c in held) or noun is None
    sentence = f"No {noun} {said}" if noun else f"Nothing {said}"
    if rest or near is None:
        sentence += " fits the rest" if noun is None else " fit the rest"
    return sentence + end


def _no_cheaper(intent: Intent, given_up: Sequence[Constraint], noun: str | None) -> str:
    """Say it of a bound that was worked out from the list, as "cheaper" is."""
    cheaper = any(constraint.operator is Operator.AT_MOST for constraint in given_up)
    if intent.language == CHINESE:
        return f"没有{'更便宜' if cheaper else '更贵'}的合适商品"
    said = "cheaper" if cheaper else "dearer"
    return f"No {said} {noun} fit the rest" if noun else f"Nothing {said} fits the rest"


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
    if given_up.field == CATEGORY:
        return f"We have no {plural(noun)} in {_shown(given_up.values[0])}; these lie elsewhere."
    if given_up.field in AUDIENCE_FIELDS:
        return f"None of our {plural(noun)} is marked for {_shown(given_up.values[0])}."
    joint = "in" if given_up.field in ("colour", "color", "size") else "with"
    return f"We have no {plural(noun)} {joint} “{wanted}”."


def _value_en(given_up: Constraint, found: int, available: Sequence[str], *, carried: bool) -> str:
    wanted = _said(given_up)
    name = size_name if given_up.field == "size" else _shown
    listed = _listed(tuple(map(name, available[:_VALUES_NAMED])))
    more = len(available) > _VALUES_NAMED
    if given_up.field == BRAND:
        sentence = f"We carry nothing of “{wanted}”" + (" that fits the rest." if carried else ".")
        return sentence + (f" There is {listed}{' and more' * more} instead." if listed else "")
    if given_up.field == AVAILABILITY:
        sold_out = "one would, but is" if found == 1 else f"{found} would, but are"
        return f"Nothing in stock fits all of that; {sold_out} sold out."
    if given_up.field == CATEGORY:
        others = "one other thing does" if found == 1 else f"{found} other things do"
        return f"No {_shown(given_up.values[0])} fit the rest of what you asked for; {others}."
    if not listed or given_up.field in AUDIENCE_FIELDS:
        wanted = _shown(given_up.values[0]) if listed else wanted
        return f"Nothing fits with “{wanted}”; leaving it out, there {_are(found)}."
    if given_up.field in ("colour", "color", "size"):
        among = "among others in" if more else "only in"
        return f"Nothing in “{wanted}” fits the rest; it comes {among} {listed}."
    rest = f"there is {listed}{' and more' * more}"
    return f"Nothing that fits the rest is listed as “{wanted}”; {rest}."


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


def _condition(constraint: Constraint, language: str) -> str:
    """Name a condition so that it can be left out: a refusal as one, "pricey" as what it asks."""
    chinese = language == CHINESE
    if constraint.field == PRICE and not is_stated(constraint):
        cheaper, dearer = ("便宜些", "贵些") if chinese else ("cheaper", "dearer")
        return cheaper if constraint.operator is Operator.AT_MOST else dearer
    said = _said(constraint)
    if constraint.operator is Operator.NONE_OF and not says_no(said):
        return f"不要{said}" if chinese else f"not {said}"
    return said


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
