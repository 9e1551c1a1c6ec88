"""Items liked by what is said of them: "I'm keen on the green pair", "the third? yes please"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, Reference, said_before
from assistant.understanding.readers.verdicts import (
    DEGREES,
    Verdict,
    answer_end,
    bare_answer_end,
    verdict_after,
)
from assistant.understanding.readers.word_lists import cues, listed

_LIKING: Final = listed("like love prefer adore keep save fancy liked loved")
_ADMIRING: Final = listed("loves adores fancies prefers likes digs")
_NOBODY: Final = listed("nobody noone one who neither none never hardly")
_OF_PART: Final = ("on", "of", "in")
_DOING: Final = listed(
    "put compare check hold reserve show look find describe measure line place set"
)
_LONGEST_PART: Final = 5
_SAYING: Final = listed(
    "i we really do she he also quite rather actually kinda genuinely totally absolutely "
    "definitely simply truly honestly"
)
_WOULD: Final = listed("would hed theyd will theyll")
_KEEPING: Final = listed("keep save prefer favourite heart")
_DELIGHT: Final = listed("omg ooh oooh wow phwoar yess yesss woah whoa aw aww awww aah aaah ahh ha")
_LOVING: Final = listed("love loving adore loved")


def is_liked(draft: Draft, reference: Reference) -> bool:
    """Tell whether an item pointed at is praised or chosen, around it or in an answer."""
    word = draft.sentence.word
    if reference.liked or _is_joined_to_liked(draft, reference):
        return True
    at = reference.start - 1 - (word(reference.start - 1) in ("both", "all"))
    before, earlier = word(at), word(at - 1)
    if before == "than" or _is_asked_for_me(draft, reference):
        return False
    if before == "for" and earlier in ("go", "going"):
        return True  # "I'd go for the green one"
    if _part_start(draft, reference) < reference.start:
        return True
    kept = before in _KEEPING and draft.sentence.is_mark(at - 1)
    liked = before in _LIKING and earlier in (*_SAYING, *_WOULD)
    liked = liked or (before in _LOVING and earlier == "id")  # "I'd like it" asks to see it
    praised = _praise_start(draft, reference) < reference.start
    if kept or liked or praised or _is_cried_over(draft, reference):
        return True
    asking = word(0) in ("is", "are", "does", "do", "can", "which")
    return _is_praised_around(draft, reference) and not asking


def _is_cried_over(draft: Draft, reference: Reference) -> bool:
    """Tell "omg the third one", of which nothing else is said, from "the third one?"."""
    start = reference.start - 1
    start -= draft.sentence.word(start) in (",", "!")
    cried = draft.sentence.word(start) in _DELIGHT and draft.sentence.is_mark(start - 1)
    end = reference.end
    return cried and draft.sentence.is_mark(end) and draft.sentence.word(end) != "?"


def _is_asked_for_me(draft: Draft, reference: Reference) -> bool:
    """Tell "put it next to the second one for me", which is asked of us, from "that's for me"."""
    clause = draft.sentence.words[draft.sentence.clause_start(reference.start) : reference.start]
    told = draft.sentence.says(reference.end, "for", "me") or draft.sentence.says(
        reference.end, "for", "us"
    )
    return told and not _DOING.isdisjoint(clause)


def leave_out_praised_parts(draft: Draft) -> None:
    """Drop what is named of an item liked for it: "love the stripes on the last one".

    The mint of "the first two are mint" is praise and no colour.
    """
    for reference in draft.references:
        praised = {
            *range(_part_start(draft, reference), reference.start),
            *range(reference.end, _praise_end(draft, reference)),
        }
        draft.mentions[:] = [one for one in draft.mentions if one.start not in praised]


def _is_joined_to_liked(draft: Draft, reference: Reference) -> bool:
    """Tell the fourth of "I like 2 and 4" and the second of "2 and 4 are lovely"."""
    later = next((one for one in draft.references if one.start == reference.end + 1), None)
    if later is not None and draft.sentence.word(reference.end) in ("and", "&"):
        return _is_praised_around(draft, later)
    joined = draft.sentence.word(reference.start - 1) in ("and", "&")
    before = next((one for one in draft.references if one.end == reference.start - 1), None)
    return joined and before is not None and is_liked(draft, before)


def _is_praised_around(draft: Draft, reference: Reference) -> bool:
    """Read "ooh, love the second", "the green one I like" and "the last one's gorgeous"."""
    word = draft.sentence.word
    before = word(reference.start - 1)
    earlier = word(reference.start - 2)
    opens = draft.sentence.is_mark(reference.start - 2) or earlier in (*DEGREES, *_LOVING)
    if before in _LOVING and opens:
        return True
    if word(reference.end) in ("i", "we") and word(reference.end + 1) in _LIKING:
        return draft.sentence.is_mark(reference.end + 2) or word(reference.end + 2) in DEGREES
    end = _praise_end(draft, reference)
    goes_on = any(one.start > end for one in draft.references)  # "lovely, but the red one is not"
    return end > reference.end and (word(end) != "but" or goes_on)


def take_praise(draft: Draft, reference: Reference) -> None:
    """Mark what a reference is praised by as read."""
    start = min(_praise_start(draft, reference), _part_start(draft, reference))
    draft.take(start, reference.start)
    draft.take(reference.end, _praise_end(draft, reference))


def _praise_start(draft: Draft, reference: Reference) -> int:
    """Return where "I'm keen on" before a reference begins; the reference if none stands."""
    if _is_admired(draft, reference):
        start = draft.sentence.clause_start(reference.start)
        named = any(start <= one.start < reference.start for one in draft.mentions)
        return reference.start - 1 if named else start
    end = reference.start - (draft.sentence.word(reference.start - 1) in ("both", "all"))
    return said_before(draft, end, cues("pointing.liking"))


def _is_admired(draft: Draft, reference: Reference) -> bool:
    """Tell "the bride adores the pink vase" from "nobody likes the pink vase"."""
    at = reference.start - 1
    return draft.sentence.word(at) in _ADMIRING and draft.sentence.word(at - 1) not in _NOBODY


def _part_start(draft: Draft, reference: Reference) -> int:
    """Return where "love the print on" before a reference begins; the reference if none stands."""
    last, word = reference.start - 1, draft.sentence.word
    if word(last) not in _OF_PART:
        return reference.start
    for at in range(max(0, last - _LONGEST_PART), last):
        said = draft.sentence.is_mark(at - 1) or word(at - 1) in _SAYING
        if word(at) in _LIKING and word(at + 1) == "the" and said:
            return at
    return reference.start


def _praise_end(draft: Draft, reference: Reference) -> int:
    """Return where praise right after a reference ends; the reference's end if none stands."""
    at = reference.end
    acceptances = cues("pointing.acceptances")
    if accepted := answer_end(draft, at, acceptances) or bare_answer_end(draft, at, acceptances):
        return accepted
    verdict, end = verdict_after(draft, at, alone=len(reference.items) == 1)
    return end if verdict is Verdict.PRAISED else at
