"""Things put off for another: "the boots can wait, have you any poles?" seeks poles alone."""

from typing import Final

from assistant.understanding.readers.audience import is_thing
from assistant.understanding.readers.draft import Draft, is_said
from assistant.understanding.readers.narrative import seeks
from assistant.understanding.readers.new_subjects import GIFTS
from assistant.understanding.readers.reasons import leave_out
from assistant.understanding.readers.word_lists import cues, listed

_JOINTS: Final = listed("and but so then")


def leave_out_put_off(draft: Draft) -> None:
    """Drop the clauses that put a thing off, where others seek another thing."""
    clauses = list(draft.sentence.clauses(_JOINTS))
    put_off = [clause for clause in clauses if _puts_off(draft, *clause)]
    others = [clause for clause in clauses if clause not in put_off]
    if any(_names_thing(draft, *one) or _asks_for_unread(draft, *one) for one in others):
        for clause in put_off:
            leave_out(draft, *clause)
            draft.tell(*clause)
            draft.puts_off = True


def _puts_off(draft: Draft, start: int, end: int) -> bool:
    """Tell "let's leave the toys for now" from "I need toys for now" and "toys for later?"."""
    if draft.sentence.word(end) == "?" or seeks(draft, start, end) or _asks(draft, start, end):
        return False
    said = is_said(draft, cues("asides.putting_off"), start, end)
    return said and (_names_thing(draft, start, end) or _speaks_of_thing(draft, start, end))


def _asks(draft: Draft, start: int, end: int) -> bool:
    return is_said(draft, cues("subject.leads"), start, end)


def _asks_for_unread(draft: Draft, start: int, end: int) -> bool:
    """Tell "do you do water bottles?", which no category names, from "any in red?"."""
    free = (at for at in range(start, end) if draft.is_free(at, at + 1))
    said = [draft.sentence.word(at) for at in free]
    named = any(word in GIFTS or draft.lexicon.titles.names(word) for word in said)
    return named and _asks(draft, start, end)


def _names_thing(draft: Draft, start: int, end: int) -> bool:
    return any(is_thing(draft, one) and start <= one.start < end for one in draft.mentions)


def _speaks_of_thing(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a thing is spoken of, also where nothing seeks it: "done with boots"."""
    return any(draft.lexicon.category((word,)) for word in draft.sentence.words[start:end])
