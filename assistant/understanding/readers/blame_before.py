"""What turns an item down before it is named: "ugh, the third", "not keen on the red one"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, Reference, said_at, said_before
from assistant.understanding.readers.verdicts import CRIES, DEGREES, blame_at
from assistant.understanding.readers.word_lists import cues, listed

SPEAKING: Final = listed("i we im were id wed she he shes hes")
HARDLY: Final = listed("so that very really too all particularly exactly quite much overly")
OF_PRICE: Final = listed("expensive pricey dear much steep costly cheap rich")
_DENIALS: Final = listed("not isnt arent wasnt never")
_LIKING: Final = listed("like love want fancy wear need")
_OF_LIKING: Final = 2
"""How many words "I like" has."""
_LONGEST_PART: Final = 8


def blame_start(draft: Draft, reference: Reference) -> int:
    """Return where what turns an item down before it begins; the reference if nothing does."""
    starts = (
        _misplaced_start,
        _doubt_start,
        _denial_start,
        _disgust_start,
        _excess_start,
        _part_start,
    )
    return min(start(draft, reference) for start in starts)


def _misplaced_start(draft: Draft, reference: Reference) -> int:
    """Return where the "why is there" of "why is there a backpack in here" begins; or it."""
    return said_before(draft, reference.start, cues("pointing.misplacing"))


def _doubt_start(draft: Draft, reference: Reference) -> int:
    """Return where "I don't think I like" before a reference begins; else the reference.

    So does "can't say I'm wild about".
    """
    at = reference.start - _OF_LIKING
    liked = draft.sentence.word(at) in SPEAKING and draft.sentence.word(at + 1) in _LIKING
    fond = said_before(draft, reference.start, cues("pointing.liking"))
    if fond < reference.start and draft.sentence.word(fond - 1) in SPEAKING:
        at, liked = fond - 1, True
    start = said_before(draft, at, cues("pointing.doubting"))
    return start if liked and start < at else reference.start


def _excess_start(draft: Draft, reference: Reference) -> int:
    """Return where the "too fiddly" of "too fiddly that last one" begins; else the reference.

    "Too long, that first one?" asks.
    """
    at = draft.sentence.clause_start(reference.start - 1)
    at = draft.sentence.clause_start(at - 1) if at == reference.start else at
    degree = at
    while draft.sentence.word(degree) in DEGREES and draft.sentence.word(degree) != "too":
        degree += 1
    words = reference.start - degree - draft.sentence.is_mark(reference.start - 1)
    too = draft.sentence.word(degree) == "too" and words == 2  # noqa: PLR2004 - "too fiddly"
    dear = draft.sentence.word(degree + 1) in OF_PRICE
    told = draft.sentence.is_mark(reference.end) and draft.sentence.word(reference.end) != "?"
    return at if too and not dear and told else reference.start


def _disgust_start(draft: Draft, reference: Reference) -> int:
    """Return where "ick, the mustard one" and "hideous, all of them" begin; else the reference."""
    last = reference.start - 1
    last -= draft.sentence.word(last) in (",", "!", ".")
    start = draft.sentence.clause_start(last)
    at = start
    while draft.sentence.word(at) in DEGREES:
        at += 1
    cried = 0 <= at <= last and all(word in CRIES for word in draft.sentence.words[at : last + 1])
    if cried and last == reference.start - 1 and draft.sentence.is_mark(reference.end):
        return start  # "eww the third"
    blamed = at + blame_at(draft, at) == last + 1 or cried
    alone = draft.sentence.is_mark(last + 1) and draft.sentence.is_mark(reference.end)
    return start if blamed and alone and at <= last else reference.start


def _part_start(draft: Draft, reference: Reference) -> int:
    """Return where "don't like the sole on" begins; the reference where nothing such stands."""
    if draft.sentence.word(reference.start - 1) not in ("on", "of"):
        return reference.start
    for at in range(max(0, reference.start - _LONGEST_PART), reference.start - 1):
        length = said_at(draft, at, cues("stances.refusals"))
        if length and draft.sentence.word(at + length) == "the":
            return at
    return reference.start


def _denial_start(draft: Draft, reference: Reference) -> int:
    """Return where "not that keen on" before a reference begins; the reference if none stands."""
    at = said_before(draft, reference.start, cues("pointing.liking"))
    denied = at < reference.start
    while denied and draft.sentence.word(at - 1) in HARDLY:
        at -= 1
    return at - 1 if denied and draft.sentence.word(at - 1) in _DENIALS else reference.start
