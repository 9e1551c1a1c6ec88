"""Values turned down by a Chinese refusal behind them: 羊毛的不要, 黑色和白色都不要."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.corrections import is_taken_back
from assistant.understanding.readers.draft import Draft, Mention, Stance, said_at
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY

_BETWEEN: Final = listed("also all i me then fabric material colour style")
_JOINTS: Final = listed("and or ,")


def find_refused_last(draft: Draft) -> None:
    """Tell the "not" of 羊毛的不要, said of what stands before it, from that of 不要羊毛."""
    for mention in draft.mentions:
        if mention.field == CATEGORY or is_audience(draft, mention):
            continue
        start = mention.end
        while draft.sentence.word(start) in _BETWEEN:
            start += 1
        length = said_at(draft, start, cues("stances.refusals"))
        needless = said_at(draft, start, cues("stances.needless_after"))
        end = start + max(length, needless)
        behind = draft.sentence.is_chinese(start) and end > start
        if not behind or not draft.sentence.is_mark(end):
            continue
        if needless and (is_taken_back(draft, mention) or "了" not in _written(draft, start, end)):
            continue  # 防水的不要了, which was asked for
        for one in _joined(draft, mention):
            one.stance = Stance.REFUSED
        draft.take(mention.end, end)
    for at in range(1, len(draft.sentence)):
        _refuse_words_before(draft, at)


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


def _joined(draft: Draft, last: Mention) -> list[Mention]:
    """Return all of 黑色和白色都不要, which turns down each of them."""
    before = next((m for m in draft.mentions if m.end == last.start - 1), None)
    joined = before is not None and draft.sentence.word(last.start - 1) in _JOINTS
    alike = joined and before is not None and before.field != CATEGORY
    return [last, *(_joined(draft, before) if before is not None and alike else [])]
