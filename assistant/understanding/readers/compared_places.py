"""Places in the list by a bare digit that something is held against: "cheaper than 4", "like 3"."""

from typing import Final

from assistant.understanding.readers.comparative_words import COMPARATIVES
from assistant.understanding.readers.draft import Draft, Reference, said_at, said_before
from assistant.understanding.readers.likened import is_varied, like_start
from assistant.understanding.readers.word_lists import cues, function_words, listed

_COUNTING: Final = listed("of or to on up")
"""After a digit these go on counting: "less than 2 of them", "like 3 or 4"."""
_LEAST: Final = ("less", "cheaper", "lower", "dearer", "pricier")
_AS: Final = ("as", "so", "equally")
_COUNTED: Final = listed("much many little few low high long early late")
_PAYING: Final = listed("cost costs costing pay paying spend spending price priced")
_MEASURING: Final = ("more", "less")
_FARTHEST: Final = 3
"""How many words before "than" the "more" of "more fun to use than" may stand."""


def find_compared_places(draft: Draft) -> None:
    """Tell the 4 of "cheaper than 4", of six shown, from that of "less than 4 litres"."""
    for at in range(len(draft.sentence)):
        if not _may_be_place(draft, at):
            continue
        place = Reference(at, at + 1, (draft.moment.shown[int(draft.sentence.word(at)) - 1],))
        measures = _is_measure(draft, at) or _is_priced(draft, at) or _is_of_a_span(draft, at)
        if measures or _is_likened(draft, place):
            draft.refer(at, at + 1, place.items)


def _may_be_place(draft: Draft, at: int) -> bool:
    digit, after = draft.sentence.word(at), draft.sentence.word(at + 1)
    if not (draft.sentence.is_number(at) and digit.isdigit()) or draft.taken[at]:
        return False
    words = function_words() | COMPARATIVES.keys()
    ends = draft.sentence.is_mark(at + 1) or after in words - _COUNTING
    ends = ends or said_at(draft, at + 1, cues("comparatives.cheaper")) > 0
    return 0 < int(digit) <= len(draft.moment.shown) and ends and after not in ("%", "-", "/", "+")


def _is_measure(draft: Draft, at: int) -> bool:
    """Tell "as warm as 3" and, where nothing shown costs so little, "cheaper than 3"."""
    if draft.sentence.word(at - 1) == "as":
        led = draft.sentence.word(at - 3) in _AS and draft.sentence.word(at - 2) not in _COUNTED
        return led and _costs_more(draft, at)
    if draft.sentence.word(at - 1) != "than":
        return False
    said = draft.sentence.words[max(0, at - 1 - _FARTHEST) : at - 1]
    more = any(word in _MEASURING for word in said[:-1])  # "more comfortable than 3"
    paid = said[-1:] == ("more",) and not _PAYING.isdisjoint(said)
    priced = paid or said[-1:] in {(word,) for word in _LEAST}
    priced = priced or said_before(draft, at - 1, cues("comparatives.cheaper")) < at - 1
    if priced:
        return _costs_more(draft, at)
    return more or said[-1:] in {(word,) for word in COMPARATIVES}


def _is_likened(draft: Draft, place: Reference) -> bool:
    """Tell "similar to 3" and "3 but cheaper" from "smaller, like 3", which is a size."""
    start = like_start(draft, place)
    exemplified = draft.sentence.is_mark(start - 1) and draft.sentence.word(start) == "like"
    before = draft.sentence.clause_start(start - 1) if exemplified else start
    sized = any(word in COMPARATIVES for word in draft.sentence.words[before:start])
    joined = not draft.sentence.is_mark(place.end) or draft.sentence.says(place.end, ",", "but")
    return (start < place.start and not sized) or (joined and is_varied(draft, place))


def _is_priced(draft: Draft, at: int) -> bool:
    """Tell the 4 of "under the price of 4"."""
    return said_before(draft, at, cues("comparatives.price_of")) < at and _costs_more(draft, at)


def _is_of_a_span(draft: Draft, at: int) -> bool:
    """Tell the 2 and the 4 of "one between 2 and 4", which nothing costs, from "2 to 4 years"."""
    joined = draft.sentence.word(at - 1) in ("and", "&") and draft.reference_at(at - 2) is not None
    led = said_before(draft, at, cues("comparatives.between")) < at
    return (led or joined) and _costs_more(draft, at)


def _costs_more(draft: Draft, at: int) -> bool:
    """Tell whether no item shown costs so little as a digit says."""
    prices = [item.price.amount for item in draft.moment.shown if item.price is not None]
    return all(price > int(draft.sentence.word(at)) for price in prices)
