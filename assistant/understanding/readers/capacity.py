"""How many people a thing is to hold: "tent for 4 people", "a table that seats six".

Who asks for four wants neither what holds two nor, as a rule, what holds ten: what
holds that many is asked for, else what holds up to half as many more, else the least
that holds them. How many may play is told by a span and is taken as it stands.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from assistant.understanding.readers.amounts import put_right
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.heads import HOLDING
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.word_lists import function_words, listed
from retrieval.constraints import CATEGORY

_PEOPLE: Final = listed(
    "people person persons man men berth berths adults guests players seater seaters"
)
_GROUPS: Final = listed("family group party crew team")
_OPENING: Final = listed("up to about around at least")
SHELTERS: Final = listed(
    "tent shelter tipi teepee yurt bivvy boat dinghy canoe kayak raft cabin sauna tub"
)
"""Things whose room is told in people where other things of a shop have it in litres."""
NAMED_FOR_PEOPLE: Final = listed("seat seats seating player players berth berths people persons")
_SPANNING: Final = listed("player players")
_SPAN: Final = re.compile(r"(\d+)(?:\s?[-–]\s?(\d+))?(\s(?:people|persons?))?")
MOST_PEOPLE: Final = 20
_MOST_BARE: Final = 12
"""How many people a number without "people" behind it may stand for."""
_ROOM_TO_SPARE: Final = 1.5


def find_capacity(draft: Draft) -> None:
    """Read every number of people that what is sought can be told to hold."""
    end = 0
    for at in range(len(draft.sentence)):
        found = None if draft.asked[at] or at < end else _people_at(draft, at)
        if found is None:
            continue
        start, end, people = found
        field, values = next(_holding(draft, *people), ("", ()))
        if values:
            for thing in draft.mentions:
                if thing.field == CATEGORY and start <= thing.start < end < thing.end:
                    thing.start = end  # the "person tent" of "4 person tent"
            draft.mentions[:] = [m for m in draft.mentions if m.end <= start or m.start >= end]
            draft.mentions.append(Mention(start, end, field, values))
            draft.take(start, end)
            put_right(draft, draft.mentions[-1])
    draft.mentions.sort(key=lambda mention: mention.start)


def _people_at(draft: Draft, at: int) -> tuple[int, int, tuple[int, int]] | None:
    """Return the span of a phrase and how many people: "for 4", "4-man", "2 to 6 players"."""
    sentence = draft.sentence
    number = number_at(sentence, at)
    if number is None or not 1 <= number[0] <= MOST_PEOPLE or _is_read(draft, at):
        return None
    high = _span_end(draft, number[1]) or number
    end = high[1] + (sentence.word(high[1]) == "-")
    people = (int(number[0]), int(high[0]))
    start = _led_from(draft, at)
    if sentence.word(end) in _PEOPLE:
        return start, end + 1, people
    if sentence.says(end, "of", "us") or sentence.says(end, "of", "them"):
        return start, end + 2, people
    alone = sentence.is_mark(number[1]) or sentence.word(number[1]) in function_words()
    bare = start < at and alone and 1 < people[0] <= _MOST_BARE
    return (start, number[1], people) if bare else None


def _span_end(draft: Draft, at: int) -> tuple[Decimal, int] | None:
    """Read the rest of "2 to 6 players"; None where no greater number of people follows."""
    high = number_at(draft.sentence, at + 1) if draft.sentence.word(at) in ("to", "-") else None
    return (
        high
        if high and draft.sentence.word(high[1]) in _PEOPLE and high[0] <= MOST_PEOPLE
        else None
    )


def _is_read(draft: Draft, at: int) -> bool:
    """Tell whether something else than a value of the catalogue has read a token."""
    return draft.taken[at] and not draft.is_named(at)


def _led_from(draft: Draft, at: int) -> int:
    """Return where the "for a family of" or "that sleeps" before a number begins; it, if none."""
    start = at
    while draft.sentence.word(start - 1) in _OPENING:
        start -= 1
    before = draft.sentence.word(start - 1)
    if before == "of" and draft.sentence.word(start - 2) in _GROUPS:
        start -= 2
        start -= draft.sentence.word(start - 1) in ("a", "our", "my")
        return start - (draft.sentence.word(start - 1) == "for")
    return start - 1 if before in HOLDING or before == "for" else at


def _holding(draft: Draft, low: int, high: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the attributes that tell how many people what is sought holds, with fitting values."""
    for field, values in draft.moment.vocabulary.attributes.items():
        counted = {value: span for value in values if (span := _SPAN.fullmatch(value))}
        named = field in NAMED_FOR_PEOPLE
        room = {
            value: (int(span[1]), int(span[2] or span[1]))
            for value, span in counted.items()
            if named or span[3]
        }
        tells = named or len(room) == len(values) or _is_shelter(draft)
        if room and tells and draft.lexicon.occurs(field, draft.categories()):
            yield field, _with_room(room, low, high, spanning=field in _SPANNING)


def _is_shelter(draft: Draft) -> bool:
    """Tell whether a tent or the like is sought, in this turn or before it."""
    named = [m for m in draft.mentions if m.field == CATEGORY]
    said = {word for m in named for word in draft.sentence.words[m.start : m.end]}
    said = said or set(draft.moment.intent.request.casefold().split())
    return any(word.removesuffix("s") in SHELTERS for word in said)


def _with_room(
    room: Mapping[str, tuple[int, int]], least: int, most: int, *, spanning: bool
) -> tuple[str, ...]:
    """Return the values for so many, else with room for not much more, else with the least."""
    exact = tuple(value for value, span in room.items() if span == (least, most))
    if exact and least < most:
        return exact
    within = tuple(v for v, (low, high) in room.items() if low <= most <= high)
    if spanning:
        return tuple(value for value in within if room[value][0] <= least) or within
    large = {value: span for value, span in room.items() if span[1] >= most}
    fitting = tuple(v for v, (low, _) in large.items() if low <= most * _ROOM_TO_SPARE)
    smallest = min((low for low, _ in large.values()), default=0)
    return within or fitting or tuple(v for v, (low, _) in large.items() if low == smallest)
