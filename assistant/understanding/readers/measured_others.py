"""Measures of what is not sought: "I'm 175 cm tall", "my room is 3 m wide", "holds 120 kg"."""

from typing import Final

from assistant.understanding.readers.audience import PETS
from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.persons import CHILDREN, POSSESSIVES, is_relation
from assistant.understanding.readers.word_lists import listed

_WEIGHT: Final = "weight"
_OWNERS: Final = POSSESSIVES | listed("i im he hes she shes they theyre we")
_BEING: Final = listed("is am are im hes shes theyre weighs weigh weights measures")
_PEOPLE: Final = listed("person people man men woman women boy girl guy lady adult adults")
_BODIES: Final = frozenset(CHILDREN) | PETS | _PEOPLE
_BEARING: Final = listed("holds hold supports support carries carry bears bear")
_FITTED: Final = listed("window windows mattress laptop")
"""What is sought is as wide as these: "my window is 140 cm wide, need curtains"."""
_ADVERBS: Final = listed("about around roughly approximately only just up to")


def measures_another(draft: Draft, start: int, end: int, measured: str) -> bool:
    """Tell "my room is 3 m wide" and "for dogs up to 20 kg" from "a desk 100 cm wide"."""
    before = start - 1
    while draft.sentence.word(before) in _ADVERBS:
        before -= 1
    last = draft.sentence.word(before)
    opens = draft.sentence.word(draft.sentence.clause_start(start))
    who = _is_body(last) and draft.sentence.says(start, "up", "to")
    borne = measured == _WEIGHT and (last in _BEARING or who)
    fitted = not _FITTED.isdisjoint(draft.sentence.words[max(0, before - 1) : before])
    owned = last in _BEING and opens in _OWNERS and not fitted
    return owned or borne or _is_body(draft.sentence.word(end))


def _is_body(word: str) -> bool:
    return word in _BODIES or is_relation(word)
