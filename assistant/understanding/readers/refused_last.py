"""What is turned down by a Chinese refusal behind it: 羊毛的不要, 黑色和白色都不要, 第三个不要."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.corrections import is_taken_back
from assistant.understanding.readers.draft import Draft, Mention, Reference, Stance, said_at
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY

_BETWEEN: Final = listed("also all i me then fabric material colour style pattern ones one")
_JOINTS: Final = listed("and or ,")
_ENUMERATING: Final = "、"


def find_refused_last(draft: Draft) -> None:
    """Tell the "not" of 羊毛的不要, said of what stands before it, from that of 不要羊毛."""
    for reference in draft.references:
        start, _, end = _refused_behind(draft, reference)
        end = end or _refused_at_last(draft, reference)
        if end and not draft.asked[start]:
            reference.stance = Stance.REFUSED
            draft.take(reference.end, end)
    for mention in draft.mentions:
        if mention.field == CATEGORY or is_audience(draft, mention):
            continue
        start, needless, end = _refused_behind(draft, mention)
        end = end or _refused_at_last(draft, mention)
        if not end:
            continue
        if needless and (is_taken_back(draft, mention) or "了" not in _written(draft, start, end)):
            continue  # 防水的不要了, which was asked for
        both = "all" in draft.sentence.words[mention.end : end]
        for one in _joined(draft, mention, both=both):
            one.stance = Stance.REFUSED
        draft.take(mention.end, end)
    for at in range(1, len(draft.sentence)):
        _refuse_words_before(draft, at)


def _refused_behind(draft: Draft, named: Mention | Reference) -> tuple[int, int, int]:
    """Return where a refusal behind what is named starts, how long a needless one is, its end.

    The end is 0 where there is none.
    """
    start = named.end
    while draft.sentence.word(start) in _BETWEEN:
        start += 1
    length = said_at(draft, start, cues("stances.refusals"))
    needless = said_at(draft, start, cues("stances.needless_after"))
    end = start + max(length, needless)
    behind = draft.sentence.is_chinese(start) and end > start
    return start, needless, end if behind and draft.sentence.is_mark(end) else 0


def _refused_at_last(draft: Draft, named: Mention | Reference) -> int:
    """Return the end of the 不要 that closes the turn in 橙色那件穿着像环卫工，不要; else 0.

    A value is turned down so where nothing else is named: 白色容易脏，不要.
    """
    end = len(draft.sentence)
    while end > named.end and draft.sentence.is_mark(end - 1):
        end -= 1
    start = draft.sentence.clause_start(end - 1) if end > named.end else end
    answers = start > named.end and said_at(draft, start, cues("stances.refusals"))
    others = [one for one in (*draft.mentions, *draft.references) if one is not named]
    if isinstance(named, Reference):
        others = [one for one in others if one.start > named.end]
    chinese = draft.sentence.is_chinese(start)
    return end if chinese and answers and start + answers == end and not others else 0


def _refuse_words_before(draft: Draft, at: int) -> None:
    """Read 入耳的不要, of which the shop has no word, as turning that down in words."""
    length = 0 if draft.taken[at] else said_at(draft, at, cues("stances.refusals"))
    if not (length and draft.sentence.is_chinese(at) and draft.sentence.is_mark(at + length)):
        return
    end = at
    while draft.sentence.word(end - 1) in _BETWEEN:
        end -= 1
    start = end
    while start > 0 and draft.is_free(start - 1, start):
        if draft.sentence.word(start - 1) in function_words():
            break
        start -= 1
    if 0 <= start < end and _written(draft, end - 1, end)[-1:] == "的":
        draft.refused_words.append((start, end, Stance.REFUSED))
        draft.take(start, at + length)


def _written(draft: Draft, start: int, end: int) -> str:
    """Return what was written from a token up to another, with what says nothing: 的, 了."""
    tokens, text = draft.sentence.tokens, draft.sentence.plain
    until = tokens[end].start if end < len(tokens) else len(text)
    return text[tokens[start].start : until].strip()


def _joined(draft: Draft, last: Mention, *, both: bool) -> list[Mention]:
    """Return all of 黑色和白色都不要, which turns down each of them.

    A comma joins only before 都, else 羊毛的，套头的不要 turns down the pullover alone.
    """
    before = next((m for m in draft.mentions if m.end == last.start - 1), None)
    joint = last.start - 1
    comma = draft.sentence.word(joint) == "," and not both
    listed_up = not comma or draft.sentence.phrase(joint, joint + 1) == _ENUMERATING
    joined = before is not None and draft.sentence.word(joint) in _JOINTS and listed_up
    alike = joined and before is not None and before.field != CATEGORY
    more = _joined(draft, before, both=both) if before is not None and alike else []
    return [last, *more]
