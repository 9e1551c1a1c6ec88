"""Values taken back by words that the catalogue has them not by: "it needn't dim anymore"."""

from typing import Final

from assistant.intent import Remove
from assistant.understanding.readers.draft import Draft, Stance
from assistant.understanding.readers.lexicon import AUDIENCE_FIELDS
from assistant.understanding.readers.word_forms import words
from assistant.understanding.readers.word_lists import function_words
from retrieval.constraints import CATEGORY

_SHORTEST: Final = 3
_KEPT: Final = (CATEGORY, *AUDIENCE_FIELDS)


def find_needless_words(draft: Draft) -> None:
    """Tell the dimmable that "needn't dim" takes back from what was never asked for."""
    for start, end, stance in draft.refused_words:
        if stance is not Stance.NEEDLESS or draft.asked[start]:
            continue
        said = [word for word in draft.sentence.words[start:end] if _tells(word)]
        for constraint in draft.moment.intent.constraints.all:
            named = [part for value in constraint.values for part in words(value)]
            told = any(part.startswith(word) for part in named for word in said)
            if told and constraint.field not in _KEPT:
                draft.add(start, Remove(constraint))


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in function_words()
