"""What is done with items pointed at: liked, turned down, passed over, more like them.

"I like the second" likes it, "not the second" and "anything but that" turn it
down, "not these" of a whole list passes over it and so does "anything longer" over one,
"more like the second" seeks its like; otherwise it is only spoken of.
"""

from typing import Final

from assistant.intent import Dislike, Like, Pass, Refer, SeekSimilar
from assistant.understanding.readers.comparatives import is_surpassed
from assistant.understanding.readers.draft import Draft, Reference, Stance
from assistant.understanding.readers.likened import is_like, like_start
from assistant.understanding.readers.liking import is_liked, take_praise
from assistant.understanding.readers.places import NOUNS
from assistant.understanding.readers.price_comparisons import seeks_dearer
from assistant.understanding.readers.spoken_of import spoken_of
from assistant.understanding.readers.verdicts import CRIES

_SEEKING_WORDS: Final = 2


def point(draft: Draft) -> None:
    """Note the operations for every reference, and for what is passed over."""
    for reference in draft.references:
        ids = tuple(item.item_id for item in reference.items)
        at = reference.start
        if draft.asked[at]:
            draft.add(at, Refer(ids))
        elif reference.vague:
            if reference.stance is Stance.REFUSED or is_like(draft, reference):
                draft.unresolvable(at, reference.end)
        elif reference.stance is Stance.REFUSED and _is_the_list(draft, reference):
            draft.add(at, *_passed(draft, ids))
        elif reference.stance is Stance.NEEDLESS:
            draft.add(at, Pass(ids))  # "not bothered about the cotton ones"
        elif reference.stance is Stance.REFUSED:
            draft.add(at, *(Dislike(item_id) for item_id in ids))
        elif is_like(draft, reference):
            after = draft.sentence.word(reference.end) == "similar"
            start = like_start(draft, reference)
            sought = max(0, at - _SEEKING_WORDS) if start < at else at
            draft.take(min(start, sought), reference.end + after)
            draft.add(at, SeekSimilar(ids), Refer(ids))
        else:
            if is_liked(draft, reference):
                take_praise(draft, reference)
                draft.add(at, *(Like(item_id) for item_id in ids))
            draft.add(at, Pass(ids) if is_surpassed(draft, reference) else Refer(ids))
    _seek_similar_to_spoken_of(draft)


def _passed(draft: Draft, ids: tuple[str, ...]) -> tuple[Pass, ...]:
    """Pass over a list turned down; "these look cheap, any pricier?" sets a bound instead."""
    return () if seeks_dearer(draft) else (Pass(ids),)


def _is_the_list(draft: Draft, reference: Reference) -> bool:
    """Tell "not these ugly ones", said of a list, from "none of them", said of each item.

    Who turns a whole list down wants to see another.
    """
    of_each = draft.sentence.word(reference.start - 1) == "of"
    if of_each or draft.sentence.word(reference.start) == "any":
        return False
    shown = {item.item_id for item in draft.moment.shown}
    return len(shown) > 1 and shown == {item.item_id for item in reference.items}


def _seek_similar_to_spoken_of(draft: Draft) -> None:
    """Read "love the second, anything similar?" as seeking the likes of that one."""
    items = spoken_of(draft)
    for at in range(len(draft.sentence)):
        said = draft.sentence.word(at) == "similar" and not draft.taken[at]
        ends = draft.sentence.is_mark(at + 1) or draft.sentence.word(at + 1) in NOUNS
        if said and ends and items and not draft.asked[at]:
            draft.take(at, at + 1)
            draft.add(at, SeekSimilar(tuple(item.item_id for item in items)))


def leave_out_disliked(draft: Draft) -> None:
    """Pass over no item that the same turn turns down: "none of these, next".

    The "ugh" of "ugh, the red one is awful" is said of that one and not of the list.
    """
    disliked = {op.item_id for _, op in draft.operations if isinstance(op, Dislike)}
    passing = [(at, op) for at, op in draft.operations if isinstance(op, Pass)]
    for placed in passing if disliked else ():
        draft.operations.remove(placed)
        rest = tuple(item_id for item_id in placed[1].item_ids if item_id not in disliked)
        if rest and draft.sentence.word(placed[0]) not in CRIES:
            draft.add(placed[0], Pass(rest))
