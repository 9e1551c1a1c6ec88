"""How much a thing is to hold: "30l", "about 5 litres", "500 ml or more", "anything smaller?".

What is sought must have an attribute that tells volumes. An amount that the shop has is
asked for as it is; for another, and for an "ish", what lies near it, the nearest first.
"Make it 40" and "smaller" are told by the volume that stands.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from assistant.understanding.readers.amounts import put_right
from assistant.understanding.readers.draft import Draft, Mention, said_at, said_before
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import Operator

_MILLILITRES: Final[dict[str, int]] = {
    **dict.fromkeys(listed("l litre litres liter liters ltr ltrs"), 1000),
    **dict.fromkeys(listed("ml mls millilitre millilitres milliliter milliliters"), 1),
}
_VALUE: Final = re.compile(r"(\d+(?:\.\d+)?)\s?([a-z]+)")
_NEAR: Final = Decimal("0.2")
"""How far, as a share of it, what is like an amount may lie from it."""
_MOST_FILLERS: Final = 3
_HALF: Final = Decimal("0.5")
_AFTER: Final = {
    "at_most": "most_after", "under": "most_after",
    "at_least": "least_after", "over": "least_after",
}  # fmt: skip
_ROUGHLY: Final = listed("about around roughly approximately approx ca circa say maybe like")
_LEADING: Final = _ROUGHLY | listed("of some a")
_COMPARED: Final = {"smaller": False, "littler": False, "bigger": True, "larger": True}

_Test = Callable[[Decimal], bool]


def find_volumes(draft: Draft) -> None:
    """Read every volume that what is sought can be told to have."""
    field, carried = _told_in(draft)
    standing = _standing(draft, field)
    for at in range(len(draft.sentence) if field else 0):
        found = None if draft.asked[at] else _volume_at(draft, at, carried, standing)
        found = found or _compared_at(draft, at, carried, standing)
        if found is not None:
            start, end, values = found
            draft.mentions[:] = [m for m in draft.mentions if m.end <= start or m.start >= end]
            draft.mentions.append(Mention(start, end, field, values))
            draft.take(start, end)
            put_right(draft, draft.mentions[-1])
    draft.mentions.sort(key=lambda mention: mention.start)


def _told_in(draft: Draft) -> tuple[str, dict[str, Decimal]]:
    """Return the attribute that tells the volumes of what is sought, with each in millilitres."""
    for field, values in draft.moment.vocabulary.attributes.items():
        volumes = {value: volume for value in values if (volume := _volume(value)) is not None}
        if volumes and draft.categories() and draft.lexicon.occurs(field, draft.categories()):
            return field, volumes
    return "", {}


def _volume(value: str) -> Decimal | None:
    told = _VALUE.fullmatch(value)
    unit = _MILLILITRES.get(told[2]) if told else None
    return Decimal(told[1]) * unit if told and unit else None


def _standing(draft: Draft, field: str) -> tuple[Decimal, ...]:
    """Return the volumes asked for so far."""
    held = [c for c in draft.moment.intent.constraints.on(field) if c.operator is Operator.ANY_OF]
    volumes = (_volume(value) for constraint in held for value in constraint.values)
    return tuple(volume for volume in volumes if volume is not None)


def _volume_at(
    draft: Draft, at: int, carried: dict[str, Decimal], standing: tuple[Decimal, ...]
) -> tuple[int, int, tuple[str, ...]] | None:
    """Return the span of a volume and the catalogue's values for it; None if none starts there."""
    number = _fraction_at(draft, at) or number_at(draft.sentence, at)
    if number is None or number[0] <= 0 or (draft.taken[at] and not draft.is_named(at)):
        return None
    unit = _MILLILITRES.get(draft.sentence.word(number[1]))
    end = number[1] + (unit is not None)
    if unit is not None and draft.sentence.says(end, "and", "a", "half"):
        number, end = (number[0] + _HALF, end), end + 3
    if unit is None and standing and _is_put_instead(draft, at, end):
        unit = 1000 if standing[0] >= 1000 else 1  # noqa: PLR2004 - litres
    if unit is None:
        return None
    start, end, fits = _bounds(draft, at, end, number[0] * unit)
    values = _fitting(carried, number[0] * unit, fits)
    return (start, end, values) if values else None


def _fraction_at(draft: Draft, at: int) -> tuple[Decimal, int] | None:
    """Read "half a litre" and the "a" of "a litre and a half": how many, and where the unit is."""
    if draft.sentence.word(at) == "half" and draft.sentence.word(at - 1) not in ("and", "a"):
        return _HALF, at + 1 + (draft.sentence.word(at + 1) in ("a", "of"))
    one = draft.sentence.word(at) == "a" and draft.sentence.word(at + 1) in _MILLILITRES
    parted = draft.sentence.word(at - 1) in ("half", "of")
    return (Decimal(1), at + 1) if one and not parted else None


def _is_put_instead(draft: Draft, at: int, end: int) -> bool:
    """Tell the 40 of "make it 40", with nothing after it to be counted."""
    pause = at - (at > 0 and draft.sentence.is_mark(at - 1))
    corrected = said_before(draft, pause, cues("corrections.words")) < pause
    return corrected and draft.sentence.is_mark(end)


def _bounds(draft: Draft, at: int, end: int, volume: Decimal) -> tuple[int, int, _Test | None]:
    """Return the span with its "at least" or "ish", and what it asks of volumes; None as it is."""
    start = at
    while at - start < _MOST_FILLERS and draft.sentence.word(start - 1) in _LEADING:
        start -= 1
    vague = (
        not _ROUGHLY.isdisjoint(draft.sentence.words[start:at]) or draft.sentence.word(end) == "ish"
    )
    end += draft.sentence.word(end) == "ish"
    about = said_at(draft, end, cues("prices.about_after"))
    tests: dict[str, _Test] = {
        "at_most": volume.__ge__,
        "under": volume.__gt__,
        "at_least": volume.__le__,
        "over": volume.__lt__,
    }
    for table, test in tests.items():
        led = said_before(draft, start, cues(f"prices.{table}"))
        after = said_at(draft, end, cues(f"prices.{_AFTER[table]}"))
        if led < start or after:
            return led, end + after, test
    if vague or about:
        return start, end + about, lambda other: abs(other - volume) <= _NEAR * volume
    return start, end, None


def _fitting(carried: dict[str, Decimal], volume: Decimal, fits: _Test | None) -> tuple[str, ...]:
    """Return the values that fit, the nearest first; by default that volume, else those near it."""
    exact = tuple(value for value, other in carried.items() if other == volume)
    if fits is None and exact:
        return exact
    near = [
        value
        for value, other in carried.items()
        if (fits(other) if fits else abs(other - volume) <= _NEAR * volume)
    ]
    return tuple(sorted(near, key=lambda value: abs(carried[value] - volume)))


def _compared_at(
    draft: Draft, at: int, carried: dict[str, Decimal], standing: tuple[Decimal, ...]
) -> tuple[int, int, tuple[str, ...]] | None:
    """Read "anything smaller?" as the volumes below the one that stands."""
    larger = _COMPARED.get(draft.sentence.word(at))
    after = draft.sentence.word(at + 1)
    ends = draft.sentence.is_mark(at + 1) or (after in function_words() and after != "than")
    if larger is None or not standing or not ends or draft.taken[at] or draft.asked[at]:
        return None
    edge = max(standing) if larger else min(standing)
    values = _fitting(carried, edge, edge.__lt__ if larger else edge.__gt__)
    return (at, at + 1, values) if values else None
