"""Whether a turn adds another thing to what is sought: "and a lead", "armchairs to match".

A shop may keep both in one category, as a dog's bed and its lead. What no category and no
title names is a part or a feature of the thing sought: "and a hood", "and a pocket".
"""

from collections.abc import Iterable
from typing import Final

from assistant.understanding.readers.draft import Draft, said_at
from assistant.understanding.readers.sentence import SENTENCE_MARKS, Kind
from assistant.understanding.readers.word_forms import noun_stem
from assistant.understanding.readers.word_lists import (
    broader_words,
    cues,
    function_words,
    listed,
    synonyms,
)
from retrieval.constraints import CATEGORY

_ADDING: Final = listed("and also now plus then next matching")
_OPENING: Final = listed("ok okay great good perfect nice cool lovely thanks please another")
_TYING: Final = listed(
    "for with of to without in on from under over like than as by no not never or but it its "
    "they them that those these this which only just"
)
"""Words that tie what follows to the thing sought: "and for a desk", "now it is a desk"."""
_MATCHING: Final = listed("go goes match matches pair pairs work works suit suits wear")
_CLOSING: Final = listed("please pls thanks then maybe if and")


def is_added(draft: Draft, start: int, end: int) -> bool:
    """Tell "and a chair", "chairs too" and "I also need a chair" from "and for a chair".

    Args:
        draft: The turn.
        start: Where what names the thing begins.
        end: The index after it.
    """
    marks = (at + 1 for at in range(start) if draft.sentence.word(at) in SENTENCE_MARKS)
    led = range(max(marks, default=0), start)
    if not all(_leads_on(draft, at) for at in led):
        return False
    return any(draft.sentence.word(at) in _ADDING for at in led) or _closes_adding(draft, end)


def is_matched(draft: Draft, at: int) -> bool:
    """Tell the match of "armchairs that match" from that of "for a tennis match"."""
    tied = draft.sentence.word(at - 1) in ("that", "to", "which")
    return draft.sentence.word(at) in ("match", "matches") and tied


def seeks_match(draft: Draft, start: int, end: int) -> bool:
    """Tell "what shoes would go with the second?", which seeks shoes, from "what goes with it?"."""
    thing = draft.mention_at(start + 1)
    named = thing is not None and thing.field == CATEGORY
    said = draft.sentence.words[start:end]
    matched = "with" in said and not _MATCHING.isdisjoint(said)
    return named and matched and draft.sentence.word(start) in ("what", "which")


def is_apart(noun: str, request: str) -> bool:
    """Tell an armchair, added to a sofa, from a parka, which is one of the jackets sought."""
    known = [noun_stem(word.casefold()) for word in request.split()]
    sought = frozenset(name for word in known for name in wider_names(word))
    return sought.isdisjoint({noun_stem(noun)}) and wider_names(noun).isdisjoint(known)


def shares_place(named: Iterable[str], sought: Iterable[str]) -> bool:
    """Tell a chair and a desk, both of the home office, from a dress after clothes."""
    return not set(named).isdisjoint(sought)


def wider_names(noun: str) -> frozenset[str]:
    """Return what a thing is called in a word, also by what it is one of: a parka, a jacket."""
    stem = noun_stem(noun)
    names = (stem, *broader_words().get(stem, ()), *synonyms().get(stem, ()))
    return frozenset(noun_stem(name) for name in names)


def _leads_on(draft: Draft, at: int) -> bool:
    """Tell "ok, and i need a blue" before a thing from what ties the thing to another."""
    word = draft.sentence.word(at)
    talk = word in _OPENING or word in _ADDING or (word in function_words() and word not in _TYING)
    seeking = word == "for" and draft.sentence.word(at - 1) == "looking"
    other = draft.sentence.tokens[at].kind is not Kind.WORD or word == "looking"
    return talk or seeking or other or draft.is_named(at)


def _closes_adding(draft: Draft, end: int) -> bool:
    """Tell "chairs too" and "chairs to match" from "chairs too big for me"."""
    length = said_at(draft, end, cues("subject.added_after"))
    after = draft.sentence.word(end + length)
    ends = end + length >= len(draft.sentence) or draft.sentence.is_mark(end + length)
    return length > 0 and (ends or after in _CLOSING)
