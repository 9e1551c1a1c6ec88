"""Clauses that take the edge off what stands before them: "windproof, but I won't insist"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, said_at
from assistant.understanding.readers.sentence import SENTENCE_MARKS
from assistant.understanding.readers.wishes import soften
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY

_LEADING: Final = listed("but though although and its it that thats honestly really also so")
_TRAILING: Final = listed(
    "though tho tbh really honestly either anyway for me about it on that all"
)


def take_hedges(draft: Draft) -> list[int]:
    """Find the clauses that hedge, and mark them as read.

    Returns:
        Where each begins.
    """
    found: list[int] = []
    for at in range(1, len(draft.sentence)):
        length = said_at(draft, at, cues("stances.hedges"))
        start = at
        while draft.sentence.word(start - 1) in _LEADING:
            start -= 1
        opens = draft.sentence.is_mark(start - 1) or start < at
        if not length or not opens or start == 0:
            continue
        end = at + length
        while draft.sentence.word(end) in _TRAILING:
            end += 1
        if draft.sentence.is_mark(end) and _hedged_from(draft, start) < start:
            draft.mentions[:] = [one for one in draft.mentions if not start <= one.start < end]
            draft.take(start, end)
            found.append(start)
    return found


def soften_hedged(draft: Draft, hedged: list[int]) -> None:
    """Make wishes of what the clauses before those that hedge ask for."""
    for start in hedged:
        soften(draft, _hedged_from(draft, start), start)


def _hedged_from(draft: Draft, end: int) -> int:
    """Return where the nearest clause before a hedge that names a value begins; else the hedge."""
    named = [one.start for one in draft.mentions if one.field != CATEGORY and one.end <= end]
    if not named or _sentences_between(draft, named[-1], end) > 1:
        return end
    if any(named[-1] < at < end for at, _ in draft.operations):
        return end  # "in red, around 50, I'm flexible"
    return draft.sentence.clause_start(named[-1])


def _sentences_between(draft: Draft, start: int, end: int) -> int:
    return sum(draft.sentence.word(at) in SENTENCE_MARKS for at in range(start, end))
