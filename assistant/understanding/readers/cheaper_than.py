"""Words by which a price is held against an item's: "less than the second", "priced under it"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, cue_at, is_said, said_at, said_before
from assistant.understanding.readers.price_spans import speaks_of_price
from assistant.understanding.readers.told_prices import told_price_start
from assistant.understanding.readers.verdicts import BEING
from assistant.understanding.readers.word_lists import cues, listed

DEAR: Final = listed("expensive pricey pricy dear steep costly spendy spenny")
DEGREES: Final = listed(
    "a bit little tad touch quite pretty rather really very so all too way far much kinda kind of "
    "somewhat slightly just still sort fairly awfully terribly bloody damn both"
)
_BEING: Final = frozenset(BEING)
_BEFORE_LESS: Final = _BEING | listed(
    "be for anything something ones one that thats pay spend paying spending cost costs costing "
    "but and or not no nothing want need any got under"
)
BELOW: Final = listed("under below beneath")
ABOVE: Final = listed("over above beyond")
_OF_A_PRICE: Final = {"less": "lower", "more": "higher"}
_NOT: Final = listed("not nothing never nowhere isnt arent none")
_NEARLY: Final = listed("quite nearly anywhere near half even all")
_LADDER: Final = listed("nothing none anything something any ones one notch step tier rung bracket")
"""Before "under" and an item: its price is meant."""


def cheaper_end(draft: Draft, at: int) -> int:
    """Return where "cheaper", "less" and "not as pricey" end that start at a token, or 0.

    The last two compare only with an item: "less than the second", "not as pricey as that".
    """
    if _is_paid_than(draft, at, "less") or _is_by_price_of(draft, at, BELOW):
        return at + 1
    if end := _not_as_dear_end(draft, at):
        return end
    length = cue_at(draft, at, cues("comparatives.cheaper"))
    return at + length if length else 0


def dearer_end(draft: Draft, at: int) -> int:
    """Return where "costs more" and "pay more" end before "than" an item, or 0."""
    length = cue_at(draft, at, cues("comparatives.costs_more"))
    states = any(one.end == at for one in draft.references)  # "the red one costs more than that"
    if length and draft.pointed_end(past_price(draft, at + length)) and not states:
        return at + length - 1
    named = _is_paid_than(draft, at, "more") or _is_by_price_of(draft, at, ABOVE)
    return at + 1 if named else 0


def _not_as_dear_end(draft: Draft, at: int) -> int:
    """Return where the "as" of "not nearly so dear as" stands before an item, or 0."""
    end = at + 1
    while draft.sentence.word(end) in _NEARLY:
        end += 1
    denied = draft.sentence.word(at) in _NOT and draft.sentence.word(end) in ("as", "so")
    dear = draft.sentence.word(end + 1) in DEAR | {"much"} and draft.sentence.word(end + 2) == "as"
    return end + 2 if denied and dear and draft.pointed_end(past_price(draft, end + 3)) else 0


def _is_paid_than(draft: Draft, at: int, word: str) -> bool:
    """Tell "pay less than the second" and "a bit less than it" from "weighs less than it".

    "Lower than it" is of the price where that is spoken of.
    """
    other = draft.sentence.word(at) == _OF_A_PRICE[word]
    if other and _speaks_of_cost(draft, at):
        return draft.sentence.word(at + 1) == "than" and draft.pointed_end(at + 2) > 0
    if not draft.sentence.says(at, word, "than") or draft.taken[at]:
        return False
    if draft.reference_at(past_price(draft, at + 2)) is None:
        return False
    while draft.sentence.word(at - 1) in DEGREES:
        at -= 1
    if draft.sentence.is_number(at - 1) or draft.sentence.word(at - 1) in ("dollars", "bucks"):
        return True  # "20 less than the second"
    return draft.sentence.is_mark(at - 1) or draft.sentence.word(at - 1) in _BEFORE_LESS


def _is_by_price_of(draft: Draft, at: int, words: frozenset[str]) -> bool:
    """Tell "under the price of the second" and "anything under it" from "a shelf under it"."""
    named = past_price(draft, at + 1)
    end = draft.pointed_end(named)
    if draft.sentence.word(at) not in words or not end:
        return False
    start = draft.sentence.clause_start(at)
    priced = speaks_of_price(draft, start, draft.sentence.clause_end(end))
    sought = draft.sentence.word(at - 1) in _LADDER
    led = sought or said_before(draft, at, cues("comparatives.coming_in")) < at
    return named > at + 1 or priced or led


def _speaks_of_cost(draft: Draft, end: int) -> bool:
    """Tell whether a price is spoken of, told or blamed before a token."""
    told = any(told_price_start(draft, one) < one.start < end for one in draft.references)
    blamed = is_said(draft, cues("comparatives.blamed"), 0, end)
    return told or blamed or speaks_of_price(draft, 0, end)


def past_price(draft: Draft, at: int) -> int:
    """Return where the item begins of "what the second costs" and "the price of the second"."""
    return at + said_at(draft, at, cues("comparatives.price_of"))
