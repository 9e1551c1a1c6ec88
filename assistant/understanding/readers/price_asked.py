"""A thing and what is to be paid for it: "a kettle for 20?", and no number of people."""

from typing import Final

from assistant.understanding.readers.capacity import MOST_PEOPLE, NAMED_FOR_PEOPLE, SHELTERS
from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.fields import SIZE_FIELDS
from assistant.understanding.readers.money import Money
from assistant.understanding.readers.word_forms import noun_stem
from assistant.understanding.readers.word_lists import listed

_LEAST: Final = 20
"""Below it "for 16" may tell how many come to dinner."""
_LEAST_OF_WORN: Final = 16
"""Below it "a hoodie for 12" may tell an age."""
_LONGEST_THING: Final = 5
_SERVED: Final = listed("set service party dinner tablecloth barbecue bbq buffet")
_BOUNDS: Final = listed("a an the for with in of and or to from that which is are under over at")
_AFTER: Final = listed("please pls then maybe max or")


def is_price_of_one(draft: Draft, at: int, money: Money) -> bool:
    """Tell "a kettle for 20?" and "a hoodie for 16" from "plates for 20" and "a table for 20"."""
    ends = draft.sentence.is_mark(money.end) or draft.sentence.word(money.end) in _AFTER
    if draft.sentence.word(at - 1) != "for" or money.amount < _LEAST_OF_WORN or not ends:
        return False
    start = at - 2
    while start > at - 2 - _LONGEST_THING and _may_name(draft, start):
        start -= 1
    thing = draft.sentence.words[start + 1 : at - 1]
    single = draft.sentence.word(start) in ("a", "an") and bool(thing)
    enough = money.amount >= _LEAST or (single and _is_worn(draft, thing))
    sold = single and enough and _is_sold(draft, thing)
    return sold and not _is_for_people(draft, thing, money)


def _may_name(draft: Draft, at: int) -> bool:
    return not draft.sentence.is_mark(at) and draft.sentence.word(at) not in _BOUNDS


def _is_sold(draft: Draft, thing: tuple[str, ...]) -> bool:
    last = thing[-1]
    return bool(draft.lexicon.category((last,))) or draft.lexicon.titles.names(last)


def _is_worn(draft: Draft, thing: tuple[str, ...]) -> bool:
    paths = draft.lexicon.category(thing[-1:])
    return bool(paths) and any(draft.lexicon.applies(field, paths) for field in SIZE_FIELDS)


def _is_for_people(draft: Draft, thing: tuple[str, ...], money: Money) -> bool:
    """Tell a table and a tent, which are for so many, from a kettle."""
    if money.amount > MOST_PEOPLE:
        return False
    paths = draft.lexicon.category(thing[-1:])
    counted = any(
        field in NAMED_FOR_PEOPLE and draft.lexicon.occurs(field, paths)
        for field in draft.moment.vocabulary.attributes
    )
    return counted or noun_stem(thing[-1]) in SHELTERS or not _SERVED.isdisjoint(thing)
