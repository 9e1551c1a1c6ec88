"""Conditions that stand for another thing too: "and shirts, same size and colours"."""

from dataclasses import replace
from typing import Final

from assistant.intent import Exclude, Operation, Require, Set
from assistant.understanding.readers.audience import is_thing
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.fields import adds_up, size_field
from assistant.understanding.readers.word_forms import noun_stem
from retrieval.constraints import BRAND, PRICE, Constraint, Operator

_CALLED: Final = {
    "price": PRICE, "budget": PRICE, "limit": PRICE, "brand": BRAND, "fabric": "material",
}  # fmt: skip
_COLOURS: Final = ("colour", "color", "shade")
_JOINTS: Final = ("and", ",", "&")


def keep_size(draft: Draft, start: int, end: int) -> bool:
    """Read "in my size" and "the same size" of another thing as the size that stands."""
    field = size_field(draft.moment.vocabulary)
    standing = draft.moment.intent.constraints.on(field) if field else ()
    values = tuple(value for one in standing for value in one.values)
    if field is None or not values or draft.taken[end - 1]:
        return False
    draft.mentions.append(Mention(start, end, field, values))
    draft.take(start, end)
    _keep_joined(draft, end)
    return True


def keep_condition(draft: Draft, start: int, end: int) -> bool:
    """Read "the same colours" and "same budget", of another thing named, as what stands."""
    field = _field(draft, draft.sentence.word(end - 1))
    standing = draft.moment.intent.constraints.on(field) if field else ()
    another = any(is_thing(draft, mention) for mention in draft.mentions)
    if not standing or not another or draft.taken[end - 1]:
        return False
    for one in standing:
        draft.add(start, _kept(replace(one, source=draft.source(start, end))))
    draft.take(start, end)
    _keep_joined(draft, end)
    return True


def _keep_joined(draft: Draft, end: int) -> None:
    """Keep the colours of "the same size and colours" as well."""
    if draft.sentence.word(end) not in _JOINTS or end + 1 >= len(draft.sentence):
        return
    keep = keep_size if draft.sentence.word(end + 1) == "size" else keep_condition
    keep(draft, end + 1, end + 2)


def _field(draft: Draft, noun: str) -> str | None:
    name = noun_stem(noun)
    if name in _COLOURS:
        return draft.lexicon.colours.field
    name = _CALLED.get(name, name)
    return name if name in (PRICE, BRAND, *draft.moment.vocabulary.attributes) else None


def _kept(constraint: Constraint) -> Operation:
    if constraint.operator is Operator.NONE_OF:
        return Exclude(constraint)
    return Require(constraint) if adds_up(constraint.field) else Set(constraint)
