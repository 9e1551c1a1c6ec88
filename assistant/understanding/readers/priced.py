"""Items pointed at by their price: "the 39 one", "the $215 boots", "the two at 24"."""

from decimal import Decimal
from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.places import COUNTS, NOUNS, POINTERS
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY

_COSTING: Final = listed("at for costing priced")


def priced_at(draft: Draft, at: int) -> int:
    """Tell "the 39 one" of a list in which one costs 39, from "the 2 ones"."""
    if draft.sentence.word(at) not in POINTERS or not draft.moment.shown:
        return 0
    return _price_before_noun(draft, at) or _price_after_noun(draft, at)


def _price_before_noun(draft: Draft, at: int) -> int:
    end, price = _price_at(draft, at + 1)
    named = draft.mention_at(end)
    thing = named is not None and named.field == CATEGORY
    if price is None or not (thing or draft.sentence.word(end) in NOUNS):
        return 0
    return _refer(draft, at, named.end if named is not None and thing else end + 1, price)


def _price_after_noun(draft: Draft, at: int) -> int:
    """Read "the two at 24" and "the ones for 99"."""
    led = draft.sentence.word(at + 1) in COUNTS or draft.sentence.word(at + 1) in NOUNS
    first = at + 2 + (draft.sentence.word(at + 2) in NOUNS)
    if not led or draft.sentence.word(first) not in _COSTING:
        return 0
    end, price = _price_at(draft, first + 1)
    count = COUNTS.get(draft.sentence.word(at + 1), 0)
    return 0 if price is None else _refer(draft, at, end, price, count)


def _price_at(draft: Draft, at: int) -> tuple[int, Decimal | None]:
    """Read a price that nothing else has read and that is no place in the list."""
    signed = at < len(draft.sentence) and draft.sentence.tokens[at].kind is Kind.SIGN
    at += signed
    found = number_at(draft.sentence, at)
    if found is None or draft.taken[at] or found[0] <= len(draft.moment.shown):
        return at, None
    return found[1], found[0]


def _refer(draft: Draft, start: int, end: int, price: Decimal, count: int = 0) -> int:
    costing = tuple(
        item
        for item in draft.moment.shown
        if item.price is not None and price in (item.price.amount, int(item.price.amount))
    )
    if not costing or count not in (0, len(costing)):
        return 0
    draft.mentions[:] = [one for one in draft.mentions if not start <= one.start < end]
    return draft.refer(start, end, costing)
