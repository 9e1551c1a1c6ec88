"""Items turned down by what is said of them: "the third isn't for me", "the first two are ugly".

Also by an answer ("the pink ones? over my dead body"), and why ("not the pearl one, too
posh"): the reason is one against the item and asks nothing of others.
"""

from itertools import pairwise
from typing import Final

from assistant.intent import Prefer
from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import (
    Draft,
    Reference,
    Stance,
    cue_at,
    said_at,
    said_before,
)
from assistant.understanding.readers.verdicts import (
    BEING,
    DEGREES,
    Verdict,
    answer_end,
    blame_at,
    verdict_after,
)
from assistant.understanding.readers.wishes import REASONS
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY

_SPEAKING: Final = listed("i we im were id wed she he shes hes")
_DENIALS: Final = listed("not isnt arent wasnt never")
_HARDLY: Final = listed("so that very really too all particularly exactly quite much overly")
_LONGEST_PART: Final = 8
_DISGUST: Final = listed("ick yuck ugh ew eww gross bleh blegh urgh eek")
_OF_IT: Final = listed("it its that thats they theyre theyd itd theyll itll")
_BECAUSE: Final = REASONS | {"as"}
_WHY: Final = listed("too bit way far much so very a just")
_REASON_ENDS: Final = listed("but and so")


def find_blamed(draft: Draft) -> None:
    """Read "the third one isn't for me" as turning that one down."""
    for reference in tuple(draft.references):
        if draft.sentence.word(reference.start - 1) == "than":
            continue  # "nicer than the second one"
        alone = len(reference.items) == 1
        verdict, praised = verdict_after(draft, reference.end, alone=alone)
        if verdict is Verdict.PRAISED:
            draft.take(reference.end, praised)  # "isn't bad" refuses nothing
            continue
        end = _blame_end(draft, reference.end, alone=alone)
        end = end or answer_end(draft, reference.end, cues("stances.rejections"))
        start = reference.start if end else _blame_start(draft, reference)
        if end or start < reference.start:
            reference.stance = Stance.REFUSED
            _leave_out(draft, start, reference.start)
            _leave_out(draft, reference.end, end)
    if draft.moment.shown:
        _find_all_blamed(draft)
    _find_turned_down(draft)


def _find_turned_down(draft: Draft) -> None:
    """Read "pink? no way" and "leather is a no" as ruling that out."""
    for mention in tuple(draft.mentions):
        settled = mention.field == CATEGORY or is_audience(draft, mention)
        end = 0 if settled else _blame_end(draft, mention.end)
        if draft.sentence.word(mention.end) == "?":
            end = answer_end(draft, mention.end, cues("stances.rejections"))
        if end:
            mention.stance = Stance.REFUSED
            _leave_out(draft, mention.end, end)


def _blame_end(draft: Draft, after: int, *, alone: bool = False) -> int:
    """Return the end of what turns a thing down right after its name, 0 where nothing does."""
    length = cue_at(draft, after, cues("stances.refused_after"))
    if length and draft.sentence.word(after + length) != "of":
        return after + length
    if end := _refused_behind(draft, after):
        return end
    verdict, end = verdict_after(draft, after, alone=alone)
    return end if verdict is Verdict.BLAMED else 0


def _refused_behind(draft: Draft, after: int) -> int:
    """Read "the messenger one I don't like" and "leather I can't stand"; return its end, or 0."""
    at = after + (draft.sentence.word(after) == ",")
    if draft.sentence.word(at) not in _SPEAKING:
        return 0
    at += 1
    while draft.sentence.word(at) in DEGREES:
        at += 1
    end = at + said_at(draft, at, cues("stances.refusals"))
    while end > at and draft.sentence.word(end) in _HARDLY:
        end += 1
    return end if end > at and draft.sentence.is_mark(end) else 0


def _find_all_blamed(draft: Draft) -> None:
    """Read "they're all plain" as turning down whatever is shown, and as seeking nothing plain.

    That "they're too plain" speaks against what is plain stands.
    """
    for at in range(len(draft.sentence)):
        if draft.taken[at] or draft.sentence.word(at) != "theyre":
            continue
        told = at + 1
        while draft.sentence.word(told) in DEGREES:
            told += 1
        if length := blame_at(draft, told):
            end = told + length
            _leave_out(draft, told, end)
            draft.take(at, told)
            draft.references.append(Reference(at, end, draft.moment.shown, Stance.REFUSED))


def _blame_start(draft: Draft, reference: Reference) -> int:
    """Return where what turns an item down before it begins; the reference if nothing does."""
    starts = (_denial_start, _disgust_start, _part_start)
    return min(start(draft, reference) for start in starts)


def _disgust_start(draft: Draft, reference: Reference) -> int:
    """Return where "ick, the mustard one" begins; the reference where no such cry stands."""
    at = reference.start - 1
    at -= draft.sentence.word(at) in (",", "!", ".")
    alone = draft.sentence.is_mark(at - 1) and draft.sentence.is_mark(reference.end)
    return at if alone and draft.sentence.word(at) in _DISGUST else reference.start


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
    while denied and draft.sentence.word(at - 1) in _HARDLY:
        at -= 1
    return at - 1 if denied and draft.sentence.word(at - 1) in _DENIALS else reference.start


def leave_out_reasons(draft: Draft) -> None:
    """Drop what the reason names for which an item is turned down: "not the second, too posh"."""
    for reference in tuple(draft.references):
        if reference.stance is not Stance.REFUSED:
            continue
        _leave_out(draft, *_reason_after(draft, reference.end))


def _leave_out(draft: Draft, start: int, end: int) -> None:
    """Mark a span as read and drop what it names; a price that it asks for stands."""
    within = range(start, end)
    draft.mentions[:] = [one for one in draft.mentions if one.start not in within]
    draft.references[:] = [one for one in draft.references if one.start not in within]
    draft.refused_words[:] = [one for one in draft.refused_words if one[0] not in within]
    draft.operations[:] = [
        (at, operation)
        for at, operation in draft.operations
        if at not in within or not isinstance(operation, Prefer)
    ]
    draft.take(start, end)


def _reason_after(draft: Draft, at: int) -> tuple[int, int]:
    """Return the span of the reason that follows a reference; an empty one without any."""
    start = at
    while draft.sentence.word(start) in (*",-.", *_BECAUSE, *_OF_IT, *BEING):
        start += 1
    led = draft.sentence.words[at:start]
    given = any(first in _BECAUSE and then in _OF_IT for first, then in pairwise(led))
    end = draft.sentence.clause_end(start, _REASON_ENDS)
    denied = draft.sentence.word(start) == "not" and not _OF_IT.isdisjoint(led)
    told = denied or draft.sentence.word(start) in _WHY or blame_at(draft, start)
    return (at, end) if led and (told or given) else (at, at)
