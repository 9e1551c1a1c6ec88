"""Clauses that take the edge off what stands before them: "windproof, but I won't insist"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, said_at
from assistant.understanding.readers.reasons import leave_out
from assistant.understanding.readers.sentence import SENTENCE_MARKS
from assistant.understanding.readers.wishes import soften
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY

_LEADING: Final = listed(
    "but though although and i its it they that thats is honestly really also so"
)
_TRAILING: Final = listed(
    "though tho tbh really honestly either anyway for me about it on that all if isnt doesnt not "
    "cant hasnt by any means otherwise without one over upon with you colour color"
)
_DENYING: Final = (("not",), ("isnt",), ("arent",), ("is", "not"), ("by", "no", "means"))
_DEGREES: Final = listed(
    "that so very really hugely super at all exactly strictly a an the absolutely"
)
_REFUSING: Final = (
    ("wont",), ("shant",), ("ill", "not"), ("will", "not"), ("shall", "not"), ("do", "not"),
    ("dont",), ("would", "not"), ("wouldnt",), ("id", "not"), ("am", "not", "going", "to"),
    ("im", "not", "going", "to"), ("not", "gonna"), ("id", "never"), ("ill", "never"),
)  # fmt: skip
_OTHERWISE: Final = (("if", "not"), ("otherwise",), ("if", "you", "dont"), ("if", "you", "havent"))


def take_hedges(draft: Draft) -> list[int]:
    """Find the clauses that hedge, and mark them as read.

    Returns:
        Where each begins.
    """
    found: list[int] = []
    for at in range(1, len(draft.sentence)):
        length = _hedge_at(draft, at)
        start = at
        while draft.sentence.word(start - 1) in _LEADING:
            start -= 1
        opens = draft.sentence.is_mark(start - 1) or start < at
        opens = opens and draft.sentence.word(start) != "is"  # "the red is not essential"
        if not length or not opens or start == 0:
            continue
        end = at + length
        while draft.sentence.word(end) in _TRAILING:
            end += 1
        if draft.sentence.is_mark(end) and _hedged_from(draft, start) < start:
            leave_out(draft, start, end)
            found.append(start)
    return found


def _hedge_at(draft: Draft, at: int) -> int:
    """Return the length of "I'll not fall out", "not that critical" and "if not, I'll manage"."""
    told = said_at(draft, at, cues("stances.hedges"))
    end = at + _longest(draft, at, _DENYING)
    while end > at and draft.sentence.word(end) in _DEGREES:
        end += 1
    needed = said_at(draft, end, cues("stances.needed")) if end > at else 0
    consoled = at + _longest(draft, at, _OTHERWISE)
    consoled += consoled > at and draft.sentence.word(consoled) == ","
    consoling = said_at(draft, consoled, cues("stances.consoling")) if consoled > at else 0
    refused = at + _longest(draft, at, _REFUSING)
    fusses = said_at(draft, refused, cues("stances.fussing")) if refused > at else 0
    told = max(told, refused - at + fusses if fusses else 0)
    ends = (told, end - at + needed if needed else 0, consoled - at + consoling if consoling else 0)
    return max(ends)


def _longest(draft: Draft, at: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    return max((len(one) for one in phrases if draft.sentence.says(at, *one)), default=0)


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
