"""Asking for others than those shown: "show me more", "is that all?", "what other tents are there".

What was shown is passed over and not turned down. "Is that all you have?" points at
nothing, although it says "that".
"""

from typing import Final

from assistant.intent import Pass
from assistant.understanding.readers.draft import Draft, Stance, cue_at
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.places import NOUNS
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY, lies_within

_CLOSING: Final = listed(
    "please pls plz thx thanks tho though now then for me do you have got there in stock instead "
    "is are available left here can could i we see look at show ya mate to choose from any ones "
    "also as well too entirely completely altogether totally youve ive weve"
)
_OTHER: Final = listed("other others more another different further additional alternative next")
_BEFORE_MORE: Final = listed("have got there see me you are is and or do so but us")
_SAME: Final = listed("that this same")
_KINDS: Final = listed("line kind sort range type ilk department")
_COUNTS: Final = listed("few couple some of kind kinds type types sort sorts")


def find_exhausted(draft: Draft) -> None:
    """Read "is that all you have?" and "I've seen these"."""
    for at in range(len(draft.sentence)):
        length = cue_at(draft, at, cues("pointing.exhausted"))
        mention = draft.mention_at(at + length)  # "are these all the rugs you've got?"
        if length and _pass_over(draft, at, mention.end if mention else at + length):
            return
        if length and _goes_on_to_others(draft, at + length):
            draft.take(at, draft.sentence.clause_end(at))
            return


def _goes_on_to_others(draft: Draft, at: int) -> bool:
    """Tell "seen these in town, what others are there" from "seen these in blue?"."""
    end = draft.sentence.clause_end(at)
    after = range(end + 1, len(draft.sentence))
    return any(cue_at(draft, place, cues("pointing.passing")) for place in after)


def find_passing(draft: Draft) -> None:
    """Read "show me more" and its like, where something was shown."""
    for at in range(len(draft.sentence)):
        length = cue_at(draft, at, cues("pointing.passing"))
        if length and _leads_on(draft, at, at + length):
            continue
        if length and _opens(draft, at, length) and _pass_over(draft, at, at + length):
            return
        end = _others_end(draft, at)
        if end and _pass_over(draft, at, end):
            return


def _leads_on(draft: Draft, at: int, end: int) -> bool:
    """Tell "next, a belt", which turns to another thing, from "next, but cheaper"."""
    sought = [v for c in draft.moment.intent.constraints.on(CATEGORY) for v in c.values]
    things = [one for one in draft.mentions if one.field == CATEGORY and one.start > end]
    others = (one for one in things if not any(v in sought for v in one.values))
    marked = draft.sentence.is_mark(end) and end < len(draft.sentence)
    return draft.sentence.word(at) == "next" and marked and any(others)


def leave_out_passed_over(draft: Draft) -> None:
    """Tell "who designed these? next", which asks nothing, from "are these waterproof? any more?".

    Nor does "any others? seen these in town" point at what it passes over.
    """
    shown = tuple(item.item_id for item in draft.moment.shown)
    passed = any(isinstance(op, Pass) and op.item_ids == shown for _, op in draft.operations)
    every = [one for one in draft.references if len(one.items) == len(shown)] if passed else []
    for reference in every:
        start = draft.sentence.clause_start(reference.start)
        end = draft.sentence.clause_end(reference.start)
        while draft.sentence.word(end) == "," and all(draft.asked[end + 1 : end + 2]):
            end = draft.sentence.clause_end(end + 1)
        named = any(start <= one.start < end for one in draft.mentions)
        if reference.stance is Stance.WANTED and not (named and draft.asked[reference.start]):
            draft.references.remove(reference)
            draft.asked[start:end] = [False] * (end - start)
            draft.take(start, end)


def _opens(draft: Draft, at: int, length: int) -> bool:
    """Tell "more" and "any more?" from "waterproof and more" and "not black any more"."""
    if draft.sentence.is_mark(at - 1):
        return True
    if length == 1 and draft.sentence.word(at) == "more":
        return draft.sentence.is_number(at - 1)
    more = draft.sentence.says(at, "any", "more") and length == len(("any", "more"))
    return not more or draft.sentence.word(at - 1) in _BEFORE_MORE


def _others_end(draft: Draft, at: int) -> int:
    """Return where "other jackets" ends after jackets were sought; 0 where it does not start."""
    if draft.sentence.word(at) not in _OTHER or draft.taken[at]:
        return 0
    number = number_at(draft.sentence, at + 1)
    if number is not None and draft.sentence.word(number[1]) in ("", *NOUNS, *_CLOSING):
        return number[1] + (draft.sentence.word(number[1]) in NOUNS)  # "the next 5"
    at += 1
    while draft.sentence.word(at) in _COUNTS:
        at += 1
    mention = draft.mention_at(at)
    if mention is None or mention.field != CATEGORY or mention.stance is not Stance.WANTED:
        return 0
    sought = [v for c in draft.moment.intent.constraints.on(CATEGORY) for v in c.values]
    same = any(lies_within(v, path) for v in mention.values for path in sought)
    return mention.end if same else 0


def _past_kind(draft: Draft, at: int) -> int:
    """Return the end of the "in that line" of "what else is there in that line", of those shown."""
    the = at + 1 + draft.sentence.says(at + 1, "the")
    led = draft.sentence.word(at) in ("in", "of") and draft.sentence.word(the) in _SAME
    return the + 2 if led and draft.sentence.word(the + 1) in _KINDS else at


def _pass_over(draft: Draft, start: int, end: int) -> bool:
    """Note that the list is passed over, where nothing but politeness ends the clause."""
    while draft.sentence.word(end) in _CLOSING and _past_kind(draft, end) == end:
        end += 1
    end = _past_kind(draft, end)
    if not draft.moment.shown or not draft.sentence.is_mark(end):
        return False
    start -= draft.sentence.is_number(start - 1)  # "10 more"
    draft.add(start, Pass(tuple(item.item_id for item in draft.moment.shown)))
    draft.take(start, end)
    return True
