"""How much smaller or cheaper, by an example: "smaller, like 28", "cheaper, like 60"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, Mention, cue_at
from assistant.understanding.readers.fields import size_field
from assistant.understanding.readers.money import SMALLEST_BARE, has_unit, money_at
from assistant.understanding.readers.price_bounds import set_around, set_one
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import Operator

_SIZED: Final = listed("smaller bigger larger tighter looser roomier wider narrower longer shorter")
_OPENING: Final = listed("like say maybe perhaps")
_ARTICLES: Final = ("a", "an", "size")
_UNITS: Final = ("", " cm", " inch")


def find_exemplified(draft: Draft) -> None:
    """Tell the 28 of "smaller, like 28" and the 60 of "cheaper, say 60" from other numbers."""
    for at in range(len(draft.sentence)):
        if draft.sentence.word(at) in _SIZED:
            _size_at(draft, _example_start(draft, at + 1))
        elif length := cue_at(draft, at, cues("comparatives.cheaper")):
            _sum_at(draft, at, _example_start(draft, at + length), Operator.AT_MOST)
        elif length := cue_at(draft, at, cues("comparatives.dearer")):
            _sum_at(draft, at, _example_start(draft, at + length), Operator.AT_LEAST)


def _example_start(draft: Draft, at: int) -> int:
    """Return where the number stands after "one, like"; -1 where nothing leads to one."""
    at += draft.sentence.word(at) in ("one", "ones")
    at += draft.sentence.word(at) in (",", "-")
    if draft.sentence.word(at) not in _OPENING:
        return -1
    at += 1
    return at + (draft.sentence.word(at) in _ARTICLES)


def _size_at(draft: Draft, at: int) -> None:
    field = size_field(draft.moment.vocabulary)
    if at < 0 or field is None or not draft.sentence.is_number(at) or draft.taken[at]:
        return
    word, after = draft.sentence.word(at), draft.sentence.word(at + 1)
    ends = draft.sentence.is_mark(at + 1) or after in function_words()
    carried = draft.moment.vocabulary.attributes[field]
    size = next((word + unit for unit in _UNITS if word + unit in carried), None)
    if size is not None and ends and draft.lexicon.applies(field, draft.categories()):
        draft.mentions.append(Mention(at, at + 1, field, (size,)))
        draft.take(at, at + 1)


def _sum_at(draft: Draft, start: int, at: int, operator: Operator) -> None:
    money = money_at(draft, at) if at >= 0 else None
    if money is None or has_unit(draft, money):
        return
    if not money.marked and money.amount < SMALLEST_BARE:
        return
    if operator is Operator.AT_MOST:
        set_one(draft, start, money, money.end, operator)
    else:
        set_around(draft, start, money)
