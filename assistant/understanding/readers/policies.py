"""Questions about the shop's own rules: returns, delivery, payment, its stores.

Most words of these are about nothing else ("refund"). Others are so only in a question
("does it arrive by Friday?"), and where a thing is named the clause that names it has to be
one: "do you deliver sofas?" asks the shop, "boots with a warranty" are sought.
"""

from collections.abc import Iterator
from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Stance, is_said, said_at
from assistant.understanding.readers.sentence import CLAUSE_MARKS
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY

_BEFORE: Final = listed("and so hi hey hello also ok okay but please um erm oh quick question just")
_ASKING: Final = listed(
    "can could do does did is are was will would should may how what whats when where who if must "
    "am whens wheres hows"
)
_SENDING: Final = listed("send sending sent post posting mail mailing ship shipping bring bringing")
_SUPPOSING: Final = listed("if when suppose supposing say")
_FARTHEST_BACK: Final = 5
"""How many tokens the "send it all back" from its "send" to its "back" may have."""


def asks_policy(draft: Draft) -> bool:
    """Tell whether the turn asks about the shop's rules."""
    things = [
        mention.start
        for mention in draft.mentions
        if mention.field == CATEGORY
        and mention.stance is Stance.WANTED
        and not is_audience(draft, mention)
        and not _is_supposed(draft, mention.start)
    ]
    return any(
        _asks_in(draft, start, end, things)
        for start, end in _clauses(draft)
        if not any(draft.told[start:end])
    )


def _is_supposed(draft: Draft, at: int) -> bool:
    """Tell the watch of "if the watch breaks, is there a warranty", owned by then, from others."""
    start = draft.sentence.clause_start(at)
    while draft.sentence.word(start) in _BEFORE:
        start += 1
    return draft.sentence.word(start) in _SUPPOSING


def _asks_in(draft: Draft, start: int, end: int, things: list[int]) -> bool:
    asks = _is_question(draft, start, end) and all(start <= at < end for at in things)
    if is_said(draft, cues("acts.policy"), start, end) or _sends_back(draft, start, end):
        return asks or not things
    if is_said(draft, cues("acts.care"), start, end) and not draft.references:
        return asks
    return asks and is_said(draft, cues("acts.policy_asked"), start, end)


def _clauses(draft: Draft) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(len(draft.sentence) + 1):
        if at == len(draft.sentence) or draft.sentence.word(at) in CLAUSE_MARKS:
            yield start, at
            start = at + 1


def _is_question(draft: Draft, start: int, end: int) -> bool:
    """Tell "do you deliver sofas" from "do you have sofas" and "what sofas do you deliver"."""
    while draft.sentence.word(start) in _BEFORE:
        start += 1
    seeks = said_at(draft, start, cues("subject.leads")) or (
        draft.sentence.word(start) == "what" and draft.mention_at(start + 1) is not None
    )
    asks = draft.sentence.word(start) in _ASKING or draft.sentence.word(end) == "?"
    return asks and not seeks


def _sends_back(draft: Draft, start: int, end: int) -> bool:
    """Tell "send something back" and "posting items back", whatever is sent."""
    return any(
        draft.sentence.word(at) in _SENDING
        and "back" in draft.sentence.words[at + 1 : min(end, at + _FARTHEST_BACK)]
        for at in range(start, end)
    )
