"""What is said of the assistant or of its list in anger or boredom.

"You are useless" and "wtf is this crap" say nothing of what is sought, so none of
it joins the request. A clause is a complaint where it holds a word of complaint and
nothing that seeks. A complaint about a list ("boring") asks for others than those
shown; one about the assistant asks for nothing.
"""

from typing import Final

from assistant.intent import Pass
from assistant.understanding.readers.draft import Draft, is_said, said_at
from assistant.understanding.readers.word_lists import cues, listed

_OPENERS: Final = listed("ok okay well so oh ah right")


def find_complaints(draft: Draft) -> None:
    """Mark complaints as read; pass over the list where they are about it."""
    start = 0
    about_list: int | None = None
    for at in range(len(draft.sentence) + 1):
        if not draft.sentence.is_mark(at) and draft.sentence.word(at) != "and":
            continue
        if _is_complaint(draft, start, at):
            draft.take(start, at)
            draft.complained = True
            if not _is_at_the_assistant(draft, start, at):
                about_list = start
        start = at + 1
    shown = tuple(item.item_id for item in draft.moment.shown)
    if about_list is not None and shown:
        draft.add(about_list, Pass(shown))


def _is_complaint(draft: Draft, start: int, end: int) -> bool:
    if _is_for_another(draft, end):
        return False
    while draft.sentence.word(start) in _OPENERS:
        start += 1
    if draft.sentence.word(start - 1) == "," and _was_refused(draft, start - 1):
        return False  # "nothing black, too boring"
    complains = False
    rejection = said_at(draft, start, cues("stances.rejections"))
    if draft.sentence.word(start - 1) == "?" and start + rejection == end:
        return False  # "the pink ones? hell no"
    if start + said_at(draft, start, cues("asides.fillers")) == end:
        return False  # "I was wrong"
    at = start
    while at < end:
        length = said_at(draft, at, cues("complaints.words"))
        complains = complains or length > 0
        length = (
            length
            or said_at(draft, at, cues("complaints.at_the_assistant"))
            or said_at(draft, at, cues("complaints.beside"))
        )
        if not length or at + length > end or draft.taken[at]:
            return False
        at += length
    return complains


def _was_refused(draft: Draft, comma: int) -> bool:
    """Tell "nothing black, too boring", which says why, from "no, boring"."""
    first = draft.sentence.clause_start(comma)
    first += draft.sentence.word(first) == "please"
    refusal = said_at(draft, first, cues("stances.refusals"))
    return 0 < refusal < comma - first


def _is_for_another(draft: Draft, end: int) -> bool:
    """Tell "it's not for me, it's for my dad" from "not for me, thanks"."""
    given = said_at(draft, end + 1, cues("audience.given"))
    return bool(given) and draft.sentence.says(end - 3, "not", "for", "me")


def _is_at_the_assistant(draft: Draft, start: int, end: int) -> bool:
    return is_said(draft, cues("complaints.at_the_assistant"), start, end)
