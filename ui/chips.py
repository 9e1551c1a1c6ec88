"""What was understood, as chips that a tap takes away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answers.refusals import says_no
from assistant.answers.values_said import count_said, limit_said, values_said
from assistant.explaining.names_zh import in_chinese
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
MOST_LISTED: Final = 2


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


@dataclass(frozen=True, slots=True)
class _Words:
    """How one language words a chip."""

    either: str
    similar: str
    refused: str
    rather: str
    rather_not: str
    size: str
    at_most: str
    at_least: str
    rated: str
    cheapest_first: str
    like_photo: str
    like_one: str
    like_several: str


_WORDS: Final = {
    "en": _Words(
        either="{0} or {1}",
        similar="{0} or similar",
        refused="not {0}",
        rather="rather {0}",
        rather_not="rather not {0}",
        size="size {0}",
        at_most="up to {0}",
        at_least="from {0}",
        rated="at least {0} ★",
        cheapest_first="cheapest first",
        like_photo="like your photo",
        like_one="more like one you picked",
        like_several="more like {0} you picked",
    ),
    "zh": _Words(
        either="{0}或{1}",
        similar="{0}或相近",
        refused="不要{0}",
        rather="最好{0}",
        rather_not="最好不要{0}",
        size="{0}码",
        at_most="{0}以内",
        at_least="{0}以上",
        rated="{0}★以上",
        cheapest_first="最便宜的在前",
        like_photo="和您的照片相似",
        like_one="和您选的相似",
        like_several="和您选的{0}件相似",
    ),
}


def chips(intent: Intent, currency: str | None = None) -> tuple[Chip, ...]:
    """Return the intent's conditions, then its wishes, each in the order they were said.

    They are in the language that the shopper speaks.

    Args:
        intent: What was understood.
        currency: ISO 4217 code to name price limits in, or None.
    """
    language = intent.language if intent.language in _WORDS else "en"
    words = _WORDS[language]
    conditions = tuple(
        Chip(_condition(constraint, currency, language), Remove(constraint), required=True)
        for constraint in intent.constraints
    )
    wishes = tuple(_wish(preference, words) for preference in intent.preferences)
    return conditions + wishes + tuple(_likeness(intent, words))


def _wish(preference: Preference, words: _Words) -> Chip:
    operation = None if preference.field is None else Clear(preference.field)
    label = preference.text
    if preference.averse:
        label = (words.rather if says_no(label) else words.rather_not).format(label)
    if preference.field == PRICE and preference.values == LOWEST:
        label = words.cheapest_first
    return Chip(label, operation, required=False)


def _likeness(intent: Intent, words: _Words) -> Iterator[Chip]:
    if intent.photo_id is not None:
        yield Chip(words.like_photo, None, required=False)
    if intent.similar_to:
        count = len(intent.similar_to)
        label = words.like_one if count == 1 else words.like_several.format(count)
        yield Chip(label, SeekSimilar(()), required=False)


def _condition(constraint: Constraint, currency: str | None, language: str) -> str:
    words = _WORDS[language]
    if constraint.bound is not None:
        return _bounded(constraint, currency, words)
    if said := limit_said(constraint) or (count_said(constraint) if language == "zh" else ""):
        return said
    named = [_value(constraint.field, value, language) for value in constraint.values]
    # Of a range of sizes only the ends are said: "8 to 10" is no list of two.
    is_family = len(named) > MOST_LISTED and constraint.field != SIZE
    named = (values_said(named, constraint.source.phrase) if is_family else []) or named
    values = _listed(named, words)
    if constraint.operator is Operator.NONE_OF:
        return words.refused.format(values)
    return words.size.format(values) if constraint.field == SIZE else values


def _listed(values: Sequence[str], words: _Words) -> str:
    """Return up to two values whole; of more, the first."""
    if len(values) > MOST_LISTED:
        return words.similar.format(values[0])
    return words.either.format(*values) if len(values) > 1 else values[0]


def _bounded(constraint: Constraint, currency: str | None, words: _Words) -> str:
    limit = constraint.bound
    if limit is None:
        raise ValueError(f"{constraint.operator} on {constraint.field!r} has no bound")
    at_most = constraint.operator is Operator.AT_MOST
    wording = words.at_most if at_most else words.at_least
    if constraint.field == PRICE:
        figure = f"{limit:,.2f}".removesuffix(".00") if currency is None else money(limit, currency)
        return wording.format(figure)
    if constraint.field == RATING:
        figure = f"{limit.normalize():f}"
        return wording.format(f"{figure} ★") if at_most else words.rated.format(figure)
    return f"{constraint.field} {wording.format(f'{limit.normalize():f}')}"


def _value(field: str, value: str, language: str) -> str:
    if field == CATEGORY:
        value = value.rsplit(PATH_SEPARATOR, 1)[-1]
    elif field == BRAND:
        return value.title()
    elif field == SIZE:
        return value.upper()
    elif field == AVAILABILITY:
        value = value.replace("_", " ")
    return in_chinese(field, value) if language == "zh" else value
