"""What is settled on after thinking aloud: "black or brown? Brown."."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.corrections import is_second_thought
from assistant.understanding.readers.draft import Draft, Mention, said_before
from assistant.understanding.readers.fields import SIZE_FIELDS
from assistant.understanding.readers.sentence import SENTENCE_MARKS
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY

_POLITE: Final = listed(
    "please pls thanks then ok okay hmm actually yes yeah yep so i think guess say lets go "
    "for with make it take ill its just only in the a one definitely final answer sorry instead"
)
_CHOOSING: Final = listed("so lets go say make take")


def settle(draft: Draft) -> None:
    """Let a value that is a sentence of its own stand for all of its field said before it.

    It does where it is one of those ("black or brown? Brown.") or where a correction
    stands between; what is told in between as the reason is left out.
    """
    for last in [mention for mention in draft.mentions if _is_a_sentence(draft, mention)]:
        before = [
            one
            for one in draft.mentions
            if one.field == last.field and one.end <= last.start and not _is_refused(draft, one)
        ]
        if not before or last not in draft.mentions:
            continue
        again = any(set(last.values) <= set(one.values) for one in before)
        turned = next(
            (at for at in range(before[0].end, last.start) if is_second_thought(draft, at)), None
        )
        if turned is not None and last.field != CATEGORY:
            _leave_out_reason(draft, turned, last)
        elif not again:
            continue
        draft.mentions[:] = [one for one in draft.mentions if one not in before]


def _is_refused(draft: Draft, mention: Mention) -> bool:
    """Tell the black of "no black. Brown or navy? Brown.", which stays refused, from the brown."""
    return said_before(draft, mention.start, cues("stances.refusals")) < mention.start


def _is_a_sentence(draft: Draft, mention: Mention) -> bool:
    """Tell the brown of "Brown, then." and the M of "S or M, so M" from that of "brown boots"."""
    if is_audience(draft, mention):
        return False
    start, end = mention.start, mention.end
    while draft.sentence.word(start - 1) in _POLITE | {","}:
        start -= 1
    while draft.sentence.word(end) in _POLITE | {","}:
        end += 1
    opens = draft.sentence.word(start - 1) in SENTENCE_MARKS
    chosen = not _CHOOSING.isdisjoint(draft.sentence.words[start : mention.start])
    if mention.field in SIZE_FIELDS and chosen:
        return draft.sentence.is_mark(end)
    return opens and (end >= len(draft.sentence) or draft.sentence.word(end) in SENTENCE_MARKS)


def _leave_out_reason(draft: Draft, start: int, last: Mention) -> None:
    """Leave out the sentences from a correction on that name another value: "the sofa is blue"."""
    reasons = [m for m in draft.mentions if m.field == last.field and start <= m.start < last.start]
    for reason in reasons:
        first = max(start, _sentence_start(draft, reason.start))
        end = reason.end
        while draft.sentence.word(end) not in (*SENTENCE_MARKS, ""):
            end += 1
        draft.mentions[:] = [one for one in draft.mentions if not first <= one.start < end]
        draft.tell(first, end)


def _sentence_start(draft: Draft, at: int) -> int:
    while at > 0 and draft.sentence.word(at - 1) not in SENTENCE_MARKS:
        at -= 1
    return at
