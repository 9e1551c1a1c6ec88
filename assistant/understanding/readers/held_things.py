"""What a thing is to hold, by its size: "fits a 14 inch laptop" suits what holds a larger one."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.heads import HOLDING
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.word_forms import noun_stem
from assistant.understanding.readers.word_lists import listed

_SIZED: Final = re.compile(r"(\d+(?:\.\d+)?) ([a-z]+)")
_HOLDING: Final = HOLDING | listed("for fit fits fitting hold holds take takes carry carries")
_FARTHEST: Final = 4
"""How many words before its size may say that a thing is held."""


def find_held_things(draft: Draft) -> None:
    """Read every size of a thing that what is sought must have room for."""
    for at in range(len(draft.sentence)):
        number = number_at(draft.sentence, at)
        if number is None or draft.asked[at]:
            continue
        unit = number[1] + (draft.sentence.word(number[1]) == "-")
        field = noun_stem(draft.sentence.word(unit + 1))
        values = draft.moment.vocabulary.attributes.get(field, {})
        roomy = _with_room(values, number[0], noun_stem(draft.sentence.word(unit)))
        led = draft.sentence.words[max(draft.sentence.clause_start(at), at - _FARTHEST) : at]
        if roomy and not _HOLDING.isdisjoint(led):
            end = unit + 2
            draft.mentions[:] = [m for m in draft.mentions if m.end <= at or m.start >= end]
            draft.mentions.append(Mention(at, end, field, roomy))
            draft.take(at, end)
    draft.mentions.sort(key=lambda mention: mention.start)


def _with_room(values: Iterable[str], least: Decimal, unit: str) -> tuple[str, ...]:
    """Return the sizes in a unit that are no smaller."""
    sized = ((value, _SIZED.fullmatch(value)) for value in values)
    return tuple(
        value
        for value, size in sized
        if size and noun_stem(size[2]) == unit and Decimal(size[1]) >= least
    )
