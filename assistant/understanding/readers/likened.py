"""Whose like is asked for: "like the second", "same sort as the rust one", "the third but warmer".

"The third but in green" asks for that one in green, and not for its like.
"""

from typing import Final

from assistant.understanding.readers.comparative_words import COMPARATIVES
from assistant.understanding.readers.draft import Draft, Reference, is_said, said_at, said_before
from assistant.understanding.readers.price_bounds import limits_set
from assistant.understanding.readers.word_lists import cues, listed

_LIKERS: Final = listed(
    "i dont we really doesnt she he also not quite do actually kinda would id still rather "
    "people kids children they folks everyone everybody you"
)
_ALIKE: Final = listed("same similar identical comparable close closer alternatives")
_SORTS: Final = listed(
    "sort kind type style styles look looks vibe vibes idea design shape model thing way feel "
    "concept of line"
)
_AS: Final = listed("as to with like of")
_JOINTS: Final = listed("but only just except though")
_DEGREES: Final = listed(
    "a an bit little tad touch lot much way far more less something one in but"
)
_OPENERS: Final = listed(
    "ok okay so well um hmm yeah yes maybe perhaps basically what about how that this the"
)


def is_like(draft: Draft, reference: Reference) -> bool:
    """Tell whether the likes of the item are asked for: "like the second"."""
    return like_start(draft, reference) < reference.start or is_varied(draft, reference)


def like_start(draft: Draft, reference: Reference) -> int:
    """Return where "the same sort of thing as" before an item begins; the item if none stands."""
    start = reference.start
    before, earlier = draft.sentence.word(start - 1), draft.sentence.word(start - 2)
    if before == "like" and earlier not in (*_LIKERS, *_ALIKE):
        return start - 1
    if draft.sentence.word(reference.end) == "similar":  # as Chinese says it
        led = before in ("and", "with")
        return start - led if led or draft.sentence.is_chinese(reference.end) else start
    at = start - 2
    while before in _AS and draft.sentence.word(at) in _SORTS:
        at -= 1
    alike = before in _AS and draft.sentence.word(at) in _ALIKE
    return at if alike else said_before(draft, start, cues("pointing.seeking"))


def is_varied(draft: Draft, reference: Reference) -> bool:
    """Tell "the second, but cheaper", which seeks its like, from "I like the second, but 89?"."""
    start = draft.sentence.clause_start(reference.start)
    opens = all(word in _OPENERS for word in draft.sentence.words[start : reference.start])
    at = reference.end + (draft.sentence.word(reference.end) == ",")
    parted = at > reference.end or draft.sentence.word(at) in _JOINTS
    if not opens or not parted or len(reference.items) != 1:
        return False
    at += draft.sentence.word(at) in _JOINTS
    while draft.sentence.word(at) in _DEGREES and not _compares_at(draft, at):
        at += 1
    return _compares_at(draft, at) and not is_said(draft, cues("stances.rejections"), at, at + 1)


def _compares_at(draft: Draft, at: int) -> bool:
    cheaper, dearer = cues("comparatives.cheaper"), cues("comparatives.dearer")
    priced = said_at(draft, at, cheaper) or said_at(draft, at, dearer)
    more = draft.sentence.word(at) in ("more", "less") and not draft.sentence.is_mark(at + 1)
    than = draft.sentence.word(at + 1) == "than"
    limited = any(place == at for place, _ in limits_set(draft))
    compared = draft.sentence.word(at) in COMPARATIVES
    return (priced > 0 or more or limited or compared) and not than
