"""Parts of a home that stand for all that is sold for them: "something for the kitchen"."""

from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.word_lists import function_words, listed

_ROOMS: Final = listed("kitchen bathroom bedroom office nursery")
_THINGS: Final = listed("something anything stuff things bits")
_HAVING: Final = listed("have do can is youve")
_OWNED: Final = POSSESSIVES | listed("the a an new whole entire first")
_FURNISHING: Final = listed(
    "furnish furnishing decorate decorating redecorating equip equipping refurbish refurbishing "
    "redoing refitting outfitting"
)
_PHRASES: Final = (
    ("doing", "up"), ("do", "up"), ("kitting", "out"), ("kit", "out"), ("fitting", "out"),
    ("setting", "up"), ("set", "up"), ("doing", "over"),
)  # fmt: skip


def is_room_sought(draft: Draft, start: int, end: int) -> bool:
    """Tell "something for the kitchen" and "furnishing my office" from "a lamp for the kitchen"."""
    if draft.sentence.word(end - 1) not in _ROOMS:
        return False
    before = start - 1
    while draft.sentence.word(before) in _OWNED:
        before -= 1
    word = draft.sentence.word(before)
    led = word == "for" and _is_for_things(draft, before)
    return (
        led
        or word in _FURNISHING
        or draft.sentence.words[max(0, before - 1) : before + 1] in (_PHRASES)
    )


def _is_for_things(draft: Draft, at: int) -> bool:
    """Tell "something in cast iron for" and "what have you got for" from "a bag to read for"."""
    start = draft.sentence.clause_start(at)
    while at > start and draft.sentence.word(at) not in _THINGS:
        at -= 1
        word = draft.sentence.word(at)
        if not (draft.taken[at] or word in function_words() or word in _THINGS):
            return False
    asked = draft.sentence.word(at) == "what" and draft.sentence.word(at + 1) in _HAVING
    return asked or draft.sentence.word(at) in _THINGS
