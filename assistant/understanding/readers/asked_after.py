"""Questions asked right behind what they are about: "that bag is it waterproof", "wired or not?".

The first names its item and asks of it with no mark between; the second offers two
answers, and is asked of what was spoken of last or of all shown.
"""

from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.fields import SIZE_FIELDS, is_use_or_taste
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import function_words, listed
from retrieval.constraints import CATEGORY

_VERBS: Final = listed(
    "is are does do did will can was were would could has have isnt arent doesnt dont wont cant"
)
_PRONOUNS: Final = listed("it they them")
_FARTHEST: Final = 3
_MEASURED: Final = listed("much many big long heavy wide tall thick deep high old")
_MEASURES: Final = listed(
    "size sizes colour color material fabric weight length width height capacity warranty brand"
)
_BEARING: Final = listed("has have having with is are comes holds carries contains")
_MOST_OFFERED: Final = 3
"""How many words may name an answer: "is it lace up or zip?"."""
_SORTS: Final = listed("any other another similar cheaper more one ones something anything")


def asks_after_naming(draft: Draft, start: int, end: int) -> bool:
    """Tell "that bag is it waterproof" from "that bag, it is waterproof"."""
    named = draft.pointed_end(start)
    if not named:
        return False
    if any(
        draft.sentence.word(at) in _VERBS and draft.sentence.word(at + 1) in _PRONOUNS
        for at in range(named, min(end, named + _FARTHEST))
    ):
        return True
    asked = range(named + 1, min(end, named + _FARTHEST))
    return draft.sentence.word(named) in _BEARING and any(_measures(draft, at) for at in asked)


def _measures(draft: Draft, at: int) -> bool:
    """Tell "is having how many pockets" and "has what size" from "is what I had in mind"."""
    after = draft.sentence.word(at + 1)
    return (draft.sentence.word(at) == "how" and after in _MEASURED) or (
        draft.sentence.word(at) in ("what", "which") and after in _MEASURES
    )


def offers_answers(draft: Draft, start: int, end: int) -> bool:
    """Tell "wired or wireless?", asked of a list, from "red or blue?" and "boots or shoes?"."""
    said = draft.sentence.words[start:end]
    whole = start == 0 and end == len(draft.sentence) - 1 and draft.sentence.word(end) == "?"
    if not (whole and draft.moment.shown) or said.count("or") != 1 or draft.references:
        return False
    joint = start + said.index("or")
    answers = ((start, joint), (joint + 1, end))
    return all(_is_an_answer(draft, first, last) for first, last in answers)


def _is_an_answer(draft: Draft, start: int, end: int) -> bool:
    """Tell "foldable", "no lid" and "not" from a thing, a colour or a size, which are sought."""
    words = draft.sentence.words[start:end]
    if not 0 < len(words) <= _MOST_OFFERED or not _SORTS.isdisjoint(words):
        return False
    plain = all(draft.sentence.tokens[at].kind is Kind.WORD for at in range(start, end))
    named = [one for one in draft.mentions if start <= one.start < end]
    sought = (CATEGORY, "audience", draft.lexicon.colours.field, *SIZE_FIELDS)
    fitting = all(one.field not in sought and not is_use_or_taste(one.field) for one in named)
    told = words == ("not",) or bool(named) or not function_words().issuperset(words)
    return plain and fitting and told
