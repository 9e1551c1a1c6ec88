"""Things done with: "jacket sorted, what shorts have you got?" seeks shorts alone."""

from typing import Final

from assistant.understanding.readers.draft import Draft, cue_at
from assistant.understanding.readers.word_lists import cues, listed

_OPENERS: Final = listed(
    "ok okay right so well and thats the that those these my our his her their a now great good "
    "cool alright anyway grand perfect lovely brilliant nice"
)
_HAVING: Final = listed("got have ive weve bought ordered already")
_BEING: Final = listed("is are was were has have been all now being : -")
_NEXT: Final = listed("now next so and but then onto on")
_TURNING: Final = listed("now next onto on")
_ENDING: Final = _NEXT | listed("thanks cheers already today tho though")
_LONGEST_THING: Final = 3


def find_done_with(draft: Draft) -> None:
    """Mark the clause that says of a thing that it is done with as read."""
    for at in range(1, len(draft.sentence)):
        length = cue_at(draft, at, cues("asides.done_with"))
        start = _start_of(draft, at) if length else at
        end = at + length
        ends = draft.sentence.is_mark(end) or draft.sentence.word(end) in _ENDING
        if start < at and ends:
            rest = end
            while draft.sentence.word(end) in _ENDING:
                end += 1
            draft.tell(start, end)
            draft.puts_off = draft.puts_off or _turns_to_another(draft, rest)


def _turns_to_another(draft: Draft, at: int) -> bool:
    """Tell "that's the bed sorted. Now show me leads" from "the bed is sorted, thanks"."""
    while draft.sentence.word(at) in _ENDING | {".", ",", "!", ";"}:
        if draft.sentence.word(at) in _TURNING:
            return at + 1 < len(draft.sentence)
        at += 1
    return False


def _start_of(draft: Draft, at: int) -> int:
    """Return where the "right, the boots are" before "sorted" begins; ``at`` if none stands."""
    word = draft.sentence.word
    having = word(at) == "already"  # "got the kettle already"
    end = at
    while word(end - 1) in _BEING and not having:
        end -= 1
    for start in range(max(0, end - _LONGEST_THING), end):
        said = draft.sentence.words[start:end]
        titled = len(said) == 1 and draft.lexicon.titles.names(said[0])
        if not (draft.lexicon.category(said) or draft.lexicon.compound(said) or titled):
            continue
        opening = start
        while word(opening - 1) in (*_OPENERS, *_HAVING):
            opening -= 1
        had = not _HAVING.isdisjoint(draft.sentence.words[opening:start])
        opens = draft.sentence.is_mark(opening - 1)
        return opening if opens and draft.is_free(start, end) and (had or not having) else at
    return at
