"""What a thing shown is likened to: "looks like a bin bag", "is giving tomato lol".

Mockery turns it down. Any other likeness tells what it is like and asks for nothing:
"looks like my old coat", "gives off cottage vibes".
"""

import re
from typing import Final

from assistant.understanding.readers.draft import Draft, is_said, said_at
from assistant.understanding.readers.sentence import SENTENCE_MARKS
from assistant.understanding.readers.verdicts import BEING, CRIES, DEGREES, praise_at
from assistant.understanding.readers.word_lists import cues, listed

_SOME: Final = listed("a an something some my")
_LIKENING: Final = BEING - {"looks", "look", "giving", "gives"} | DEGREES | {"would", "literally"}
_LAUGHTER: Final = re.compile(r"(?:lo)+l+|l+m+f?a+o+|rofl|a?(?:ha){2,}h?|(?:he){2,}")
_ITSELF: Final = listed("it they")
_BEFALLEN: Final = listed("came fell crawled escaped belongs belong died got was were")
_OUT_OF: Final = ("out", "from", "off", "that", "the", "you")
_PARTING: Final = (",", "?", "-")
_ENDS: Final = ("but",)


def likeness_end(draft: Draft, after: int) -> int:
    """Read the "looks like a bin bag" that follows an item; return its end, 0 without any.

    Praise is none, it tells what is wanted: "looks like a good fit".
    """
    at = after + (draft.sentence.word(after) in _PARTING)
    while draft.sentence.word(at) in _LIKENING:
        at += 1
    length = said_at(draft, at, cues("stances.likening"))
    end = at + length
    if not length or draft.sentence.is_mark(end) or draft.asked[min(after, end - 1)]:
        return 0
    looking = draft.sentence.word(end - 1) == "like" and draft.sentence.word(at) in (
        "looks",
        "look",
    )
    told = draft.sentence.word(end) in _SOME or said_at(draft, end, cues("stances.mocked"))
    told = told or _came_of(draft, end)
    if looking and not told:
        return 0
    stops = (i for i in range(at, len(draft.sentence)) if draft.sentence.word(i) in SENTENCE_MARKS)
    praised = range(end, next(stops, len(draft.sentence)))
    if any(praise_at(draft, place) for place in praised):
        return 0
    return draft.sentence.clause_end(end, _ENDS)


def _came_of(draft: Draft, at: int) -> bool:
    """Tell "it fell off a lorry" and "something from a skip" from "it would last"."""
    word, after = draft.sentence.word(at), draft.sentence.word(at + 1)
    befallen = word in _ITSELF and after in _BEFALLEN
    befallen = befallen or draft.sentence.words[at : at + 2] in (("its", "been"), ("it", "has"))
    return befallen or (word == "something" and after in _OUT_OF)


def laughed_at_end(draft: Draft, after: int) -> int:
    """Read the laughter right after an item: "the pink one lmao my mates would end me"; or 0.

    Where more is named behind it, it is only mirth: "the pink one lol but in green".
    """
    at = after + (draft.sentence.word(after) in _PARTING)
    if not _LAUGHTER.fullmatch(draft.sentence.word(at)):
        return 0
    named = any(one.start > at for one in (*draft.mentions, *draft.references))
    return 0 if named else draft.sentence.clause_end(at)


def mocks(draft: Draft, start: int, end: int) -> bool:
    """Tell the bin bag and "ugh, it looks like a life jacket" from "looks like my old coat".

    What is "giving" a thing, and no mood or praise, is mocked by it: "giving ketchup".
    """
    said = draft.sentence.words[start:end]
    cried = end > start and not CRIES.isdisjoint(draft.sentence.words[:start])
    cried = cried or any(_came_of(draft, at) for at in range(start, end))
    laughed = any(map(_LAUGHTER.fullmatch, said))
    given = "giving" in said and not is_said(draft, cues("stances.flattering"), start, end)
    mocking = is_said(draft, cues("stances.mocking"), start, end)
    return (
        cried or laughed or given or mocking or is_said(draft, cues("stances.mocked"), start, end)
    )
