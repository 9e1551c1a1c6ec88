"""What drives the shopper to another thing: the boots of "my boots leak, so an umbrella"."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Mention, is_said
from assistant.understanding.readers.narrative import seeks
from assistant.understanding.readers.reasons import leave_out
from assistant.understanding.readers.sentence import SENTENCE_MARKS, Kind
from assistant.understanding.readers.verdicts import BEING
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY

_HAVING: Final = listed("have has had got ive hes shes weve own owns bought")
_FARTHEST_OWNED: Final = 3
"""How many words before a thing may tell that somebody has it."""


def leave_out_causes(draft: Draft) -> None:
    """Tell "perfume makes me sneeze, so a shampoo" from "boots, so warm ones"."""
    for at in range(1, len(draft.sentence)):
        if draft.sentence.word(at) != "so" or draft.taken[at]:
            continue
        start = _sentence_start(draft, at)
        end = next((i for i in range(at, len(draft.sentence)) if _ends(draft, i)), at)
        causes = [one for one in _things(draft, start, at) if _is_told_of(draft, one)]
        sought = _things(draft, at, max(end, at + 1)) or _things(draft, at, len(draft.sentence))
        asks = seeks(draft, start, at) or is_said(draft, cues("subject.leads"), start, at)
        if causes and sought and not asks and len(causes) == len(_things(draft, start, at)):
            leave_out(draft, start, at)


def _things(draft: Draft, start: int, end: int) -> list[Mention]:
    named = (one for one in draft.mentions if one.field == CATEGORY)
    return [one for one in named if start <= one.start < end and not is_audience(draft, one)]


def _is_told_of(draft: Draft, thing: Mention) -> bool:
    """Tell whether a verb follows a thing, or somebody is said to have it."""
    after = thing.end
    free = after < len(draft.sentence) and not draft.taken[after]
    verb = free and draft.sentence.tokens[after].kind is Kind.WORD
    verb = verb and draft.sentence.word(after) not in function_words()
    owned = draft.sentence.words[max(0, thing.start - _FARTHEST_OWNED) : thing.start]
    return verb or draft.sentence.word(after) in BEING or not _HAVING.isdisjoint(owned)


def _sentence_start(draft: Draft, at: int) -> int:
    while at > 0 and not _ends(draft, at - 1):
        at -= 1
    return at


def _ends(draft: Draft, at: int) -> bool:
    return draft.sentence.word(at) in SENTENCE_MARKS
