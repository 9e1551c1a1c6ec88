"""What is done with items pointed at: liked, turned down, passed over, more like them.

"I like the second" likes it, "not the second" and "anything but that" turn it
down, "more like the second" seeks its like; otherwise it is only spoken of.
"Show me more" and "something else" pass over what was shown without turning it
down.
"""

from typing import Final

from assistant.intent import Dislike, Like, Pass, Refer, SeekSimilar
from assistant.understanding.readers.comparatives import is_like
from assistant.understanding.readers.draft import Draft, Reference, Stance, cue_at
from assistant.understanding.readers.word_lists import cues, listed

_LIKING: Final = listed("like love prefer adore keep save fancy liked loved")
_SEEKING_WORDS: Final = 2
_CLOSING: Final = listed("please then for me do you have got there thanks in stock instead")
_PRAISE: Final = listed("perfect great lovely nice beautiful gorgeous fine good amazing awesome")


def point(draft: Draft) -> None:
    """Note the operations for every reference, and for what is passed over."""
    for reference in draft.references:
        ids = tuple(item.item_id for item in reference.items)
        at = reference.start
        if reference.vague and not draft.asked[at]:
            sought = is_like(draft, reference) or _is_sought(draft, reference)
            if reference.stance is Stance.REFUSED or sought:
                draft.unresolvable(at, reference.end)
        elif reference.stance is Stance.REFUSED:
            draft.add(at, *(Dislike(item_id) for item_id in ids))
        elif is_like(draft, reference) or _is_sought(draft, reference):
            draft.take(max(0, at - _SEEKING_WORDS), at)
            draft.add(at, SeekSimilar(ids), Refer(ids))
        elif _is_liked(draft, reference):
            draft.add(at, *(Like(item_id) for item_id in ids), Refer(ids))
        else:
            draft.add(at, Refer(ids))


def find_passing(draft: Draft) -> None:
    """Read "show me more" and its like, where something was shown."""
    shown = tuple(item.item_id for item in draft.moment.shown)
    for at in range(len(draft.sentence)):
        length = cue_at(draft, at, cues("pointing.passing"))
        end = at + length
        while length and draft.sentence.word(end) in _CLOSING:
            end += 1
        if length and shown and draft.sentence.is_mark(end):
            draft.add(at, Pass(shown))
            draft.take(at, end)
            return


def _is_sought(draft: Draft, reference: Reference) -> bool:
    """Tell "similar to the first" and "like the first" also with words between."""
    return any(
        cue_at(draft, at, cues("pointing.seeking")) + at == reference.start
        or (draft.sentence.word(at) == "similar" and draft.sentence.word(at + 1) == "to")
        for at in range(max(0, reference.start - _SEEKING_WORDS), reference.start)
    )


def _is_liked(draft: Draft, reference: Reference) -> bool:
    word = draft.sentence.word
    before = word(reference.start - 1)
    if before in _LIKING and word(reference.start - 2) in ("i", "we", "really", "do", "she", "he"):
        return True
    praise = word(reference.end + 1) in _PRAISE or word(reference.end + 2) in _PRAISE
    asking = word(0) in ("is", "are", "does", "do", "can", "which")
    return word(reference.end) in ("is", "looks", "are", "look") and praise and not asking
