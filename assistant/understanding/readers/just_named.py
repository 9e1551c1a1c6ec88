"""The item that "that one" stands for after what it is like: "teal? not that one"."""

from typing import Final

from assistant.understanding.readers.described import fitting
from assistant.understanding.readers.draft import Draft, is_said
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY
from retrieval.items import Item

_POINTING: Final = listed("that this those these")


def just_named(draft: Draft, at: int) -> tuple[Item, ...]:
    """Return what the words before "that one" describe; they describe nothing sought then.

    A category names no item by itself, what fits all of them none, and "I want brown" seeks it.
    """
    before = [one for one in draft.mentions if one.end <= at]
    one = draft.sentence.word(at + 1) in ("one", "ones") and not draft.sentence.is_chinese(at)
    pointed = draft.sentence.word(at) in _POINTING and one
    if not pointed or not before or draft.references or before[-1].field == CATEGORY:
        return ()
    if is_said(draft, cues("subject.leads"), 0, before[-1].start):
        return ()
    found = fitting(draft, before[-1:])
    if not found or len(found) == len(draft.moment.shown):
        return ()
    draft.mentions.remove(before[-1])
    return found
