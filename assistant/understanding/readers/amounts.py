"""Amounts said anew within a turn: "for 4, oh wait, six people", "0.9 l - correction: 1.7 l"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, Mention, is_said
from assistant.understanding.readers.sentence import SENTENCE_MARKS
from assistant.understanding.readers.word_lists import cues, listed

_BESIDE: Final = listed("or also plus")


def put_right(draft: Draft, later: Mention) -> None:
    """Let "oh wait, six people" stand for the "for 4" of the same turn, unlike "for 4 or 6"."""
    kept = [
        one
        for one in draft.mentions
        if one is later
        or one.field != later.field
        or not _BESIDE.isdisjoint(draft.sentence.words[one.end : later.start])
        or not _is_parted(draft, one.end, later.start)
    ]
    if len(kept) < len(draft.mentions) and draft.sentence.word(later.start - 1) == "no":
        draft.take(later.start - 1, later.start)  # "for 4, no 6 people" refuses none
    draft.mentions[:] = kept


def _is_parted(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a new sentence or words of correction stand between two numbers."""
    said = draft.sentence.words[start:end]
    return not SENTENCE_MARKS.isdisjoint(said) or is_said(
        draft, cues("corrections.words"), start, end
    )
