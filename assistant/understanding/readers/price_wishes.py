"""Wishes about the price without a sum: "cheap", "luxury", "on sale", "20% off", "cheapest"."""

from typing import Final

from assistant.intent import Prefer, Set
from assistant.understanding.readers.draft import Draft, cue_at, is_said
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.word_lists import Cues, cues, function_words, listed
from retrieval.constraints import HIGH, LOW, LOWEST, PRICE, REDUCED, Preference

_FALLING: Final = 6
"""How many words after "cheap ones" may tell what is wrong with them."""
_FARTHEST_PRODUCT: Final = 3
"""How many words after "the cheapest" are looked at for a product."""
_DENIALS: Final = listed("not isnt dont doesnt never neednt")
_NEEDING: Final = listed("have to be need want after the it necessarily looking for just your")
_BEING_POOR: Final = listed("im skint strapped moneys broke poor")
_LOOKING: Final = listed("look looks seem seems feel feels looking")
_DEGREES: Final = listed("a bit little rather very so quite too all kinda pretty")
_OF_THOSE: Final = listed("one ones of option item")


def manner_at(draft: Draft, at: int) -> int:
    """Read "cheap", "luxury" and "on sale" as wishes about the price."""
    if draft.sentence.word(at) == "cheap" and _is_another_cheap(draft, at):
        return 0
    if end := _falls_apart(draft, at) or _needless_extreme(draft, at):
        draft.take(at, end)
        return end
    for length, values in (
        (_percent_off_at(draft, at), REDUCED),
        (cue_at(draft, at, cues("prices.lowest")), LOWEST),
        (_extreme_at(draft, at, cues("prices.lowest_of")), LOWEST),
        (_extreme_at(draft, at, cues("prices.highest_of")), HIGH),
        (cue_at(draft, at, cues("prices.cheap")) or _budget_at(draft, at), LOW),
        (cue_at(draft, at, cues("prices.dear")), HIGH),
        (cue_at(draft, at, cues("prices.reduced")), REDUCED),
    ):
        if length and (_tells_why(draft, at) or (values == LOW and _looks_so(draft, at))):
            draft.take(at, at + length)
            return at + length
        if length:
            wish(draft, at, at + length, values)
            return at + length
    return 0


def _tells_why(draft: Draft, at: int) -> bool:
    """Tell the "I'm broke" of "under 120 or I'm broke", a reason for the limit, from a wish."""
    limited = any(
        isinstance(operation, Set) and operation.constraint.field == PRICE
        for _, operation in draft.operations
    )
    return limited and draft.sentence.word(at) in _BEING_POOR


def _looks_so(draft: Draft, at: int) -> bool:
    """Tell "these look a bit low end", which blames, from "something low end"."""
    while draft.sentence.word(at - 1) in _DEGREES:
        at -= 1
    return draft.sentence.word(at - 1) in _LOOKING


def _is_another_cheap(draft: Draft, at: int) -> bool:
    """Tell "too cheap", and "than the second cheap", by which Chinese compares."""
    blamed = draft.sentence.word(at - 1) in ("too", "that")
    return blamed or "than" in draft.sentence.words[max(0, at - 5) : at]


def _percent_off_at(draft: Draft, at: int) -> int:
    """Return the length of "20% off", 0 where it does not stand there."""
    number = number_at(draft.sentence, at)
    if number is None or draft.sentence.word(number[1]) not in ("%", "percent"):
        return 0
    return number[1] + 2 - at if draft.sentence.word(number[1] + 1) == "off" else 0


def _falls_apart(draft: Draft, at: int) -> int:
    """Return the end of "cheap ones fall apart", which wishes for anything but a low price."""
    if draft.sentence.word(at) != "cheap":
        return 0
    end = draft.sentence.clause_end(at)
    blamed = is_said(draft, cues("prices.cheap_blamed"), at + 1, min(end, at + _FALLING))
    return end if blamed else 0


def _needless_extreme(draft: Draft, at: int) -> int:
    """Return the end of "doesn't have to be the cheapest", 0 where it does not start there."""
    if draft.sentence.word(at) not in _DENIALS:
        return 0
    end = at + 1
    while draft.sentence.word(end) in _NEEDING:
        end += 1
    length = cue_at(draft, end, cues("prices.lowest_of"))
    length = length or cue_at(draft, end, cues("prices.highest_of"))
    return end + length if length else 0


def _budget_at(draft: Draft, at: int) -> int:
    """Return 1 where a "budget" stands before a thing: "a budget tent", else 0."""
    return int(draft.sentence.word(at) == "budget" and _names_product(draft, at + 1))


def _extreme_at(draft: Draft, at: int, table: Cues) -> int:
    """Return the length of words that ask for the cheapest of all, not of those shown.

    "Cheapest" alone and "the cheapest jackets" do; "the cheapest one" points at
    one of the items shown where there are any.
    """
    length = cue_at(draft, at, table)
    if not length:
        return 0
    end = at + length
    alone = draft.sentence.is_mark(at - 1) and draft.sentence.is_mark(end)
    opens = draft.sentence.is_mark(at - 1) and draft.sentence.word(end) not in _OF_THOSE
    meant = alone or opens or _names_product(draft, end) or not draft.moment.shown
    return length if meant else 0


def _names_product(draft: Draft, start: int) -> bool:
    """Tell the "black jacket" of "the cheapest black jacket" from "the cheapest one"."""
    for at in range(start, start + _FARTHEST_PRODUCT):
        word = draft.sentence.word(at)
        if draft.sentence.is_mark(at) or word in function_words():
            return False
        if draft.lexicon.category((word,)) or draft.lexicon.titles.names(word):
            return True
    return False


def wish(draft: Draft, start: int, end: int, values: tuple[str, ...]) -> None:
    """Note a wish about the price and mark its words as read."""
    source = draft.source(start, end)
    draft.add(start, Prefer(Preference(source.phrase, source, PRICE, values)))
    draft.take(start, end)
