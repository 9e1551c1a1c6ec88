"""Wishes about the price without a sum: "cheap", "luxury", "on sale", "20% off", "cheapest"."""

from typing import Final

from assistant.intent import Operation, Prefer, Set
from assistant.understanding.readers.cheapness import needless_extreme, said_of_cheap_end
from assistant.understanding.readers.draft import Draft, cue_at
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.price_levels import dear_at, tight_at
from assistant.understanding.readers.products import names_product
from assistant.understanding.readers.word_lists import Cues, cues, listed
from retrieval.constraints import HIGH, LOW, LOWEST, PRICE, REDUCED, Preference

_BEING_POOR: Final = listed("im skint strapped moneys broke poor")
_LOOKING: Final = listed("look looks seem seems feel feels looking")
_DEGREES: Final = listed("a bit little rather very so quite too all kinda pretty")
_SPARING: Final = listed("easy kind gentle light soft friendly")
_HURTING: Final = listed("hard heavy rough tough harsh hurt empty drain kill murder break dent")
_DENIALS: Final = listed("not wont doesnt dont without isnt shouldnt")
_BETWEEN: Final = listed("too so be going to very that gonna really is")
_WHOSE: Final = listed("the my our his her")
_PURSES: Final = listed("wallet purse pocket pockets bank budget savings finances")
_OF_THOSE: Final = listed("one ones of option item")


def manner_at(draft: Draft, at: int) -> int:
    """Read "cheap", "luxury" and "on sale" as wishes about the price."""
    if _is_compared(draft, at):
        return 0
    if end := needless_extreme(draft, at):
        draft.take(at, end)
        return end
    if end := said_of_cheap_end(draft, at):
        draft.tell(at, end)
        return end
    for length, values in (
        (_percent_off_at(draft, at), REDUCED),
        (_sparing_at(draft, at), LOW),
        (cue_at(draft, at, cues("prices.lowest")), LOWEST),
        (_extreme_at(draft, at, cues("prices.lowest_of")), LOWEST),
        (_extreme_at(draft, at, cues("prices.highest_of")), HIGH),
        (cue_at(draft, at, cues("prices.cheap")) or _budget_at(draft, at), LOW),
        (tight_at(draft, at), LOW),
        (cue_at(draft, at, cues("prices.dear")) or dear_at(draft, at), HIGH),
        (cue_at(draft, at, cues("prices.reduced")), REDUCED),
    ):
        if length and values == LOW and _looks_so(draft, at):
            draft.take(at, at + length)
            return at + length
        if length:
            wish(draft, at, at + length, values)
            return at + length
    return 0


def _looks_so(draft: Draft, at: int) -> bool:
    """Tell "these look a bit low end", which blames, from "something low end"."""
    while draft.sentence.word(at - 1) in _DEGREES:
        at -= 1
    return draft.sentence.word(at - 1) in _LOOKING


def _is_compared(draft: Draft, at: int) -> bool:
    """Tell "too cheap", "more cheap" and "the same but not so dear" from wishes.

    So is "than the second cheap", by which Chinese compares.
    """
    varied = draft.sentence.says(at - 1, "but", "not") and bool(draft.moment.shown)
    compared = draft.sentence.word(at - 1) in ("too", "that", "more", "less", "as")
    compared = compared or "than" in draft.sentence.words[max(0, at - 5) : at]
    return varied or (compared and draft.sentence.word(at) == "cheap")


def _percent_off_at(draft: Draft, at: int) -> int:
    """Return the length of "20% off", 0 where it does not stand there."""
    number = number_at(draft.sentence, at)
    if number is None or draft.sentence.word(number[1]) not in ("%", "percent"):
        return 0
    return number[1] + 2 - at if draft.sentence.word(number[1] + 1) == "off" else 0


def _sparing_at(draft: Draft, at: int) -> int:
    """Return the length of "easy on the wallet" and "not too hard on my purse", else 0."""
    end = at
    denied = draft.sentence.word(at) in _DENIALS
    end += denied
    while denied and draft.sentence.word(end) in _BETWEEN:
        end += 1
    if draft.sentence.word(end) not in (_HURTING if denied else _SPARING):
        return 0
    end += 1 + (draft.sentence.word(end + 1) in ("on", "to", "in"))
    if draft.sentence.word(end) not in _WHOSE or draft.sentence.word(end + 1) not in _PURSES:
        return 0
    end += 2
    return end + (draft.sentence.word(end) in ("account", "balance")) - at


def _budget_at(draft: Draft, at: int) -> int:
    """Return 1 where a "budget" stands before a thing: "a budget tent", else 0."""
    return int(draft.sentence.word(at) == "budget" and names_product(draft, at + 1))


def _extreme_at(draft: Draft, at: int, table: Cues) -> int:
    """Return the length of words that ask for the cheapest of all, not of those shown.

    "Cheapest" alone, "the cheapest jackets" and "the cheapest one you've got" do;
    "the cheapest one" points at one of the items shown where there are any.
    """
    length = cue_at(draft, at, table)
    if not length:
        return 0
    end = at + length
    if offered := _offered_end(draft, end):
        return offered - at
    alone = draft.sentence.is_mark(at - 1) and draft.sentence.is_mark(end)
    opens = draft.sentence.is_mark(at - 1) and draft.sentence.word(end) not in _OF_THOSE
    meant = alone or opens or names_product(draft, end) or not draft.moment.shown
    return length if meant else 0


def _offered_end(draft: Draft, at: int) -> int:
    """Return where "one you've got" or "that you sell" ends, said of all of the shop; else 0."""
    at += draft.sentence.word(at) in _OF_THOSE
    at += draft.sentence.word(at) in ("that", "which")
    length = cue_at(draft, at, cues("prices.offered"))
    return at + length if length else 0


def leave_out_means(draft: Draft) -> None:
    """Drop the "broke student" of a turn that limits the price: it tells why it does."""
    limited = any(
        isinstance(operation, Set) and operation.constraint.field == PRICE
        for _, operation in draft.operations
    )
    draft.operations[:] = [
        (at, operation)
        for at, operation in draft.operations
        if not (limited and _is_for_means(draft, at, operation))
    ]


def _is_for_means(draft: Draft, at: int, operation: Operation) -> bool:
    wished = isinstance(operation, Prefer) and operation.preference.field == PRICE
    return wished and draft.sentence.word(at) in _BEING_POOR


def wish(draft: Draft, start: int, end: int, values: tuple[str, ...]) -> None:
    """Note a wish about the price and mark its words as read."""
    source = draft.source(start, end)
    draft.add(start, Prefer(Preference(source.phrase, source, PRICE, values)))
    draft.take(start, end)
