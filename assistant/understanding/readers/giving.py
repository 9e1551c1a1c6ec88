"""Presents told as such: "what to get my dad for his birthday", "I want to give her a scarf"."""

from typing import Final

from assistant.intent import Prefer
from assistant.understanding.readers.ages import GROWN_UP, OLDEST, grown_age_at
from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.fields import is_use_or_taste
from assistant.understanding.readers.new_subjects import GIFTS
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.persons import POSSESSIVES, PRONOUNS, is_relation
from assistant.understanding.readers.word_lists import function_words, listed
from retrieval.constraints import Preference

_FEASTS: Final = listed("birthday bday anniversary graduation retirement housewarming")
_WHEN: Final = listed("next tomorrow today soon coming weekend friday saturday sunday")
_FARTHEST_OWNER: Final = 3
_GIVING: Final = listed("give giving gift gifting")
_GIVEN: Final = (*PRONOUNS, *POSSESSIVES, "them", "a", "mum", "mom", "dad")
_TURNING: Final = listed("turns turning turned hits hitting")
_SUBJECTS: Final = listed("he she hes shes they who whos")
_TRIED: Final = listed("try go wash rest look miss chance ring call shot hug break hand bath")
"""What is given and is no present: "give her a try"."""


def find_giving(draft: Draft) -> None:
    """Read "for my sister's birthday" as a wish for gifts, where the shop tells them."""
    turns = [at for at in range(len(draft.sentence)) if _turns_an_age(draft, at)]
    for at in turns:
        draft.take(at, at + 2)
    for at in range(len(draft.sentence)):
        draft.take(at, grown_age_at(draft, at) or at)
    if not GIFTS.isdisjoint(draft.sentence.words):
        return
    gift = next((m for m in draft.lexicon.attribute(("gift",)) if is_use_or_taste(m.field)), None)
    places = range(len(draft.sentence))
    feasts = (at for at in places if _is_somebodys_feast(draft, at) or _is_given(draft, at))
    at = next(iter((*turns, *feasts)), None)
    if gift is not None and at is not None:
        source = draft.source(at, at + 1)
        draft.add(at, Prefer(Preference(source.phrase, source, gift.field, gift.values)))


def _turns_an_age(draft: Draft, at: int) -> bool:
    """Tell "mum turns 60" and "she is turning 40" from "it turns 360 degrees"."""
    number = number_at(draft.sentence, at + 1)
    aged = number is not None and GROWN_UP < number[0] <= OLDEST and number[1] == at + 2
    whose = draft.sentence.words[max(0, at - _FARTHEST_OWNER) : at]
    somebody = any(word in PRONOUNS or word in _SUBJECTS or is_relation(word) for word in whose)
    return draft.sentence.word(at) in _TURNING and aged and somebody


def _is_given(draft: Draft, at: int) -> bool:
    """Tell "I want to give her a scarf" and 送女朋友 from "give me", "give her a wash"."""
    if draft.sentence.is_chinese(at):
        return draft.sentence.word(at) == "for" and draft.sentence.phrase(at, at + 1)[:1] == "送"
    after = draft.sentence.words[at + 1 : at + 1 + _FARTHEST_OWNER]
    given = draft.sentence.word(at) in _GIVING and draft.sentence.word(at + 1) in _GIVEN
    return given and _TRIED.isdisjoint(after)


def _is_somebodys_feast(draft: Draft, at: int) -> bool:
    """Tell "his birthday" and "mum's birthday next week" from "birthday candles"."""
    after = draft.sentence.word(at + 1)
    ends = draft.sentence.is_mark(at + 1) or after in function_words() or after in _WHEN
    before = draft.sentence.words[max(0, at - _FARTHEST_OWNER) : at]
    owned = any(word in POSSESSIVES or word.endswith("s") or is_relation(word) for word in before)
    owned = owned or draft.sentence.is_chinese(at)
    return draft.sentence.word(at) in _FEASTS and ends and owned
