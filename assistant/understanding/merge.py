"""The rule by which a second reading adds to the one that decides.

The first reading decides on everything it read. Of the second, an operation
joins only if all of this holds:

1. It is a requirement, an exclusion or a preference. A model neither undoes,
   clears, refers nor likes: what points at items and at the past must be sure.
2. Its field is one on which the first reading does nothing, and its phrase
   overlaps no phrase the first reading used.
3. Its phrase really occurs in the turn, in whole words.
4. Its values exist in the catalogue's vocabulary; a bound stands in the phrase as
   a number. A preference in words alone joins only if it is against something:
   what is wanted in words stands in the request already.
5. It does not contradict negation: nothing is required or preferred from a
   phrase that the turn refuses, nothing excluded from one it does not refuse.

A requirement or exclusion whose values do not stand in the phrase as words
("keeps the rain off" for waterproof) is an inference, so it joins as a
preference only. The act, question and language are the first reading's; where it
was not ``sure`` and nothing was asked, the second may make it an act that asks.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from assistant.intent import Act, Clear, Exclude, Operation, Prefer, Remove, Require, Set
from assistant.understanding.readers.sentence import cleaned
from assistant.understanding.readers.stances import is_refused
from assistant.understanding.readers.word_forms import value_key, words
from assistant.understanding.reading import Moment, Reading
from retrieval.constraints import (
    BRAND,
    CATEGORY,
    PRICE,
    RATING,
    Constraint,
    Operator,
    Preference,
)

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_LISTING: Final = (Act.RECOMMEND, Act.REFINE, Act.CHAT)
_BEST_RATING: Final = 5


def merge(decided: Reading, proposed: Reading, moment: Moment) -> Reading:
    """Add to the decided reading what of the proposed one the rule lets in.

    Args:
        decided: The reading that stands.
        proposed: The reading that may add to it.
        moment: The turn both have read.

    Returns:
        The decided reading with the additions after its own operations, in the
        proposed order. Merging with an empty reading changes nothing.
    """
    touched = {field for operation in decided.operations if (field := _field(operation))}
    used = [phrase for operation in decided.operations if (phrase := _phrase(operation))]
    text = cleaned(moment.text)
    added: list[Operation] = []
    for operation in proposed.operations:
        joining = _joining(operation, text, moment)
        if joining is None or _field(joining) in touched:
            continue
        if not any(_overlap(_phrase(joining), phrase, text) for phrase in used):
            added.append(joining)
    act = decided.act
    if not decided.sure and act in _LISTING and (proposed.act not in _LISTING or added):
        act = proposed.act if proposed.act is not Act.CHAT else act
    asks = act is not decided.act and act not in _LISTING
    return replace(
        decided,
        act=act,
        operations=(*decided.operations, *added),
        question=text.strip() if asks else decided.question,
        sure=decided.sure or bool(added),
    )


def _joining(operation: Operation, text: str, moment: Moment) -> Operation | None:
    """Return the operation as it may join; None if the rule keeps it out."""
    match operation:
        case Set(constraint) | Require(constraint) | Exclude(constraint):
            wanted = not isinstance(operation, Exclude)
            grounded = _is_grounded(constraint, text, moment)
            if not grounded or wanted is is_refused(text, constraint.source.phrase):
                return None
            if constraint.bound is not None or _is_literal(constraint):
                return operation
            return Prefer(_as_preference(constraint, averse=not wanted))
        case Prefer(preference):
            return operation if _may_be_preferred(preference, text, moment) else None
        case _:
            return None


def _may_be_preferred(preference: Preference, text: str, moment: Moment) -> bool:
    phrase = preference.source.phrase
    adds = preference.field is not None or preference.averse
    said = _occurs(phrase, text) and _exists(preference.field, preference.values, moment)
    return adds and said and preference.averse is is_refused(text, phrase)


def _is_grounded(constraint: Constraint, text: str, moment: Moment) -> bool:
    phrase = constraint.source.phrase
    if not _occurs(phrase, text):
        return False
    if constraint.bound is None:
        return constraint.operator in (Operator.ANY_OF, Operator.NONE_OF) and _exists(
            constraint.field, constraint.values, moment
        )
    if constraint.field not in (PRICE, RATING) or constraint.bound < 0:
        return False
    if constraint.field == RATING and constraint.bound > _BEST_RATING:
        return False
    numbers = {number.replace(",", "") for number in _NUMBER.findall(phrase)}
    return any(float(number) == float(constraint.bound) for number in numbers if _is_number(number))


def _is_number(text: str) -> bool:
    return text.count(".") <= 1


def _exists(field: str | None, values: tuple[str, ...], moment: Moment) -> bool:
    vocabulary = moment.vocabulary
    if field is None:
        return not values
    known = {CATEGORY: vocabulary.categories, BRAND: vocabulary.brands}.get(
        field, vocabulary.attributes.get(field, {})
    )
    return bool(values) and all(value in known for value in values)


def _occurs(phrase: str, text: str) -> bool:
    """Tell whether the phrase stands in the text, in whole words, whatever its case."""
    phrase = " ".join(phrase.casefold().split())
    spoken = " ".join(text.casefold().split())
    return bool(phrase) and bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", spoken))


def _is_literal(constraint: Constraint) -> bool:
    """Tell whether some value stands in the phrase as words."""
    spoken = value_key(words(constraint.source.phrase))
    return any(_contains(spoken, value_key(words(value))) for value in _names(constraint))


def _names(constraint: Constraint) -> Iterator[str]:
    for value in constraint.values:
        yield value.rsplit(" > ", 1)[-1] if constraint.field == CATEGORY else value


def _contains(spoken: tuple[str, ...], value: tuple[str, ...]) -> bool:
    size = len(value)
    return size > 0 and any(spoken[at : at + size] == value for at in range(len(spoken) - size + 1))


def _as_preference(constraint: Constraint, *, averse: bool) -> Preference:
    source = constraint.source
    return Preference(source.phrase, source, constraint.field, constraint.values, averse)


def _field(operation: Operation) -> str | None:
    match operation:
        case Set(constraint) | Require(constraint) | Exclude(constraint) | Remove(constraint):
            return constraint.field
        case Prefer(preference):
            return preference.field
        case Clear(field):
            return field
        case _:
            return None


def _phrase(operation: Operation) -> str:
    match operation:
        case Set(constraint) | Require(constraint) | Exclude(constraint):
            return constraint.source.phrase
        case Prefer(preference):
            return preference.source.phrase
        case _:
            return ""


def _overlap(one: str, other: str, text: str) -> bool:
    """Tell whether two phrases share a place where each first occurs in the text."""
    folded = text.casefold()
    first, second = folded.find(one.casefold()), folded.find(other.casefold())
    if first < 0 or second < 0 or not one or not other:
        return False
    return first < second + len(other) and second < first + len(one)
