"""How much a thing is to hold, weigh or measure: "30l", "under 120 cm wide", "lighter than 3 kg".

What is sought must have an attribute that tells such measures. A volume that the shop has
is asked for as it is; for another, and for an "ish", what lies near it, the nearest first.
Of weights, sides and times only limits are read here: the values themselves are named as
the catalogue names them. "Make it 40" and "smaller" are told by the volume that stands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from assistant.measures import LENGTH, UNITS, quantity, sides
from assistant.understanding.readers.amounts import put_right
from assistant.understanding.readers.draft import Draft, Mention, said_at, said_before
from assistant.understanding.readers.measured_others import measures_another
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import Operator

_VOLUME: Final = "volume"
_TIME: Final = "time"
_LITRE: Final = UNITS["litre"][1]
_NEAR: Final = Decimal("0.2")
"""How far, as a share of it, what is like an amount may lie from it."""
_MOST_FILLERS: Final = 3
_HALF: Final = Decimal("0.5")
_AFTER: Final = {
    "at_most": "most_after", "under": "most_after",
    "at_least": "least_after", "over": "least_after",
}  # fmt: skip
_ROUGHLY: Final = listed("about around roughly approximately approx ca circa say maybe like")
_LEADING: Final = _ROUGHLY | listed("of some a weight weighing weighs capacity volume holding")
_COMPARED: Final = {"smaller": False, "littler": False, "bigger": True, "larger": True}
_SIDES: Final = {
    "wide": "width", "width": "width", "across": "width", "broad": "width", "deep": "depth",
    "depth": "depth", "high": "height", "tall": "height", "height": "height",
    "long": LENGTH, "length": LENGTH,
}  # fmt: skip
_THAN: Final = {
    "lighter": ("", False), "heavier": ("", True), "wider": ("width", True),
    "narrower": ("width", False), "taller": ("height", True), "higher": ("height", True),
    "shorter": ("height", False), "lower": ("height", False), "deeper": ("depth", True),
    "shallower": ("depth", False), "longer": (LENGTH, True), "bigger": ("", True),
    "larger": ("", True), "smaller": ("", False), "thicker": ("", True), "thinner": ("", False),
}  # fmt: skip
"""Before "than": the side compared, "" for whatever is told, and whether more is wanted."""
_DENIALS: Final = listed("no not nothing isnt arent")
_LASTING: Final = listed(
    "battery charge charged charges charging playtime play plays last lasts lasting run runs "
    "runtime burn burns"
)

_Test = Callable[[Decimal], bool]


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount as said.

    Attributes:
        start: Index of its first token.
        end: Index after its unit.
        measured: What its unit measures.
        amount: How much, in the smallest unit.
        least: The lower end of "20 to 30 litres"; None where one amount is said.
    """

    start: int
    end: int
    measured: str
    amount: Decimal
    least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Limit:
    """An amount with what is said around it.

    Attributes:
        start: Index of its first token.
        end: Index after its last.
        side: The side that is measured; "" where none is named.
        fits: What it asks of an amount; None where it is asked for as it is.
    """

    start: int
    end: int
    side: str
    fits: _Test | None


def find_measures(draft: Draft) -> None:
    """Read every measure that what is sought can be told to have."""
    end = 0
    for at in range(len(draft.sentence)):
        found = None if draft.asked[at] or at < end else _measure_at(draft, at)
        found = found or _compared_at(draft, at)
        if found is not None:
            start, end = found.start, found.end
            draft.mentions[:] = [m for m in draft.mentions if m.end <= start or m.start >= end]
            draft.mentions.append(found)
            draft.take(start, end)
            put_right(draft, found)
    draft.mentions.sort(key=lambda mention: mention.start)


def _measure_at(draft: Draft, at: int) -> Mention | None:
    """Return the catalogue's values for the measure that starts at a token, if one does."""
    if draft.taken[at] and not draft.is_named(at):
        return None
    said = _amount_at(draft, at) or _put_instead(draft, at)
    if said is None or (said.least is not None and _is_whole_name(draft, at, said.end)):
        return None
    limit = _limit(draft, said)
    if measures_another(draft, limit.start, limit.end, said.measured):
        return None
    if limit.fits is None and (said.measured != _VOLUME or not draft.categories()):
        return None
    field, told = _told_in(draft, said.measured, limit.side)
    values = _fitting(told, said.amount, limit.fits)
    return Mention(limit.start, limit.end, field, values) if values else None


def _is_whole_name(draft: Draft, start: int, end: int) -> bool:
    """Tell the "52-56 cm" of a helmet, a value of the catalogue's, from "20-30 litres"."""
    named = draft.mention_at(start)
    return named is not None and named.end == end


def _told_in(draft: Draft, measured: str, side: str = "") -> tuple[str, Mapping[str, Decimal]]:
    """Return the attribute that tells a measure of what is sought, with its values' amounts.

    Of several it is the one that tells most; of what is sought by words alone, any may tell,
    and of how long it is the "length" first, which tells nobody how wide or tall it is.
    """
    paths = draft.categories()
    telling: list[tuple[str, Mapping[str, Decimal]]] = []
    for field, values in draft.moment.vocabulary.attributes.items():
        if field == LENGTH and side not in ("", LENGTH):
            continue
        amounts = {value: _told(value, measured, side) for value in values}
        told = {value: amount for value, amount in amounts.items() if amount is not None}
        if told and (not paths or draft.lexicon.occurs(field, paths)):
            telling.append((field, told))
    plain = [each for each in telling if each[0] == measured and not paths]
    return max(plain or telling, key=lambda each: len(each[1]), default=("", {}))


def _told(value: str, measured: str, side: str) -> Decimal | None:
    if measured == LENGTH and (by_name := sides(value)):
        return by_name.get(side or LENGTH, by_name.get(""))
    found = quantity(value)
    aged = measured == _TIME and value.split()[2:] != []  # "6 months and up"
    return found[1] if found and found[0] == measured and not aged else None


def _amount_at(draft: Draft, at: int) -> _Amount | None:
    """Read "1.5 litres", "half a litre" and "20 to 30 litres"; None if none starts there."""
    number = _fraction_at(draft, at) or number_at(draft.sentence, at)
    if number is None or number[0] <= 0:
        return None
    least, number = _span_of(draft, *number)
    unit = UNITS.get(draft.sentence.word(number[1]))
    if unit is None or (unit[0] == _TIME and _LASTING.isdisjoint(draft.sentence.words)):
        return None
    end = number[1] + 1
    if draft.sentence.says(end, "and", "a", "half"):
        number, end = (number[0] + _HALF, end), end + 3
    start = at - (least is not None and draft.sentence.word(at - 1) in ("between", "from"))
    lowest = None if least is None else least * unit[1]
    return _Amount(start, end, unit[0], number[0] * unit[1], lowest)


def _span_of(
    draft: Draft, number: Decimal, after: int
) -> tuple[Decimal | None, tuple[Decimal, int]]:
    """Read the "to 30" of "20 to 30 litres": the lower end, and the upper with its end."""
    joined = draft.sentence.word(after) in ("to", "-", "and")
    upper = number_at(draft.sentence, after + 1) if joined else None
    spans = upper is not None and number < upper[0] and draft.sentence.word(upper[1]) in UNITS
    return (number, upper) if upper and spans else (None, (number, after))


def _put_instead(draft: Draft, at: int) -> _Amount | None:
    """Read the 40 of "make it 40", with nothing after it to be counted, as litres or the like."""
    number = number_at(draft.sentence, at)
    if number is None or number[0] <= 0:
        return None
    pause = at - (at > 0 and draft.sentence.is_mark(at - 1))
    corrected = said_before(draft, pause, cues("corrections.words")) < pause
    standing = _standing(draft) if corrected and draft.sentence.is_mark(number[1]) else ()
    if not standing:
        return None
    unit = _LITRE if standing[0] >= _LITRE else Decimal(1)
    return _Amount(at, number[1], _VOLUME, number[0] * unit)


def _standing(draft: Draft) -> tuple[Decimal, ...]:
    """Return the volumes asked for so far."""
    field, told = _told_in(draft, _VOLUME)
    held = [c for c in draft.moment.intent.constraints.on(field) if c.operator is Operator.ANY_OF]
    return tuple(told[v] for constraint in held for v in constraint.values if v in told)


def _fraction_at(draft: Draft, at: int) -> tuple[Decimal, int] | None:
    """Read "half a litre" and the "a" of "a litre and a half": how many, and where the unit is."""
    if draft.sentence.word(at) == "half" and draft.sentence.word(at - 1) not in ("and", "a"):
        return _HALF, at + 1 + (draft.sentence.word(at + 1) in ("a", "of"))
    one = draft.sentence.word(at) == "a" and draft.sentence.word(at + 1) in UNITS
    parted = draft.sentence.word(at - 1) in ("half", "of")
    return (Decimal(1), at + 1) if one and not parted else None


def _limit(draft: Draft, said: _Amount) -> _Limit:
    """Read the "at least", the "ish" and the "wide" around an amount."""
    end = said.end + (draft.sentence.word(said.end) == "ish")
    side = _SIDES.get(draft.sentence.word(end), "")
    end += bool(side)
    if (least := said.least) is not None:
        return _Limit(said.start, end, side, lambda other: least <= other <= said.amount)
    if compared := _compared_before(draft, said.start):
        start, named, more = compared
        return _Limit(start, end, side or named, _test(more, said.amount))
    start = said.start
    while said.start - start < _MOST_FILLERS and draft.sentence.word(start - 1) in _LEADING:
        start -= 1
    for table, after in _AFTER.items():
        led = said_before(draft, start, cues(f"prices.{table}"))
        length = said_at(draft, end, cues(f"prices.{after}"))
        length *= number_at(draft.sentence, end + length) is None  # "90 cm and under 1500"
        if led < start or length:
            end += length
            side = side or _SIDES.get(draft.sentence.word(end), "")
            return _Limit(led, end, side or _side_before(draft, led), _test(table, said.amount))
    about = said_at(draft, end, cues("prices.about_after"))
    vague = about or not _ROUGHLY.isdisjoint(draft.sentence.words[start : said.start])
    vague = vague or draft.sentence.word(said.end) == "ish"
    return _Limit(start, end + about, side, _near(said.amount) if vague or side else None)


def _compared_before(draft: Draft, at: int) -> tuple[int, str, str] | None:
    """Read the "no wider than" before an amount: where it starts, the side and what it asks."""
    compared = _THAN.get(draft.sentence.word(at - 2))
    if compared is None or draft.sentence.word(at - 1) != "than":
        return None
    side, more = compared
    if draft.sentence.word(at - 3) in _DENIALS:
        return at - 3, side, "at_most" if more else "at_least"
    return at - 2, side, "over" if more else "under"


def _side_before(draft: Draft, at: int) -> str:
    """Return the side named right before a limit: "width max 90 cm"."""
    at -= draft.sentence.word(at - 1) in ("of", "is")
    return _SIDES.get(draft.sentence.word(at - 1), "")


def _test(limit: str, amount: Decimal) -> _Test:
    tests: dict[str, _Test] = {
        "at_most": amount.__ge__,
        "under": amount.__gt__,
        "at_least": amount.__le__,
        "over": amount.__lt__,
    }
    return tests[limit]


def _near(amount: Decimal) -> _Test:
    return lambda other: abs(other - amount) <= _NEAR * amount


def _fitting(told: Mapping[str, Decimal], amount: Decimal, fits: _Test | None) -> tuple[str, ...]:
    """Return the values that fit, the nearest first; by default that amount, else those near it."""
    exact = tuple(value for value, other in told.items() if other == amount)
    if fits is None and exact:
        return exact
    fits = fits or _near(amount)
    fitting = [value for value, other in told.items() if fits(other)]
    return tuple(sorted(fitting, key=lambda value: abs(told[value] - amount)))


def _compared_at(draft: Draft, at: int) -> Mention | None:
    """Read "anything smaller?" as the volumes below the one that stands."""
    larger = _COMPARED.get(draft.sentence.word(at))
    after = draft.sentence.word(at + 1)
    ends = draft.sentence.is_mark(at + 1) or (after in function_words() and after != "than")
    if larger is None or not ends or draft.taken[at] or draft.asked[at]:
        return None
    standing = _standing(draft)
    if not standing:
        return None
    edge = max(standing) if larger else min(standing)
    field, told = _told_in(draft, _VOLUME)
    values = _fitting(told, edge, edge.__lt__ if larger else edge.__gt__)
    return Mention(at, at + 1, field, values) if values else None
