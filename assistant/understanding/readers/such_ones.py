"""What is said of such ones as are sought: "dark ones that block light" after curtains."""

from typing import Final

from assistant.intent import Prefer
from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.word_lists import function_words, listed
from retrieval.constraints import Preference

_ONES: Final = listed("one ones something anything")
_DENIALS: Final = listed("dont doesnt isnt arent wont cant not no never")
_LONGEST: Final = 6
"""How many words may tell of them."""


def find_such_ones(draft: Draft) -> None:
    """Wish for what "ones that block light" tells; where nothing was sought, that is sought."""
    if draft.moment.intent.seeks_nothing:
        return
    for at in range(1, len(draft.sentence)):
        start, end = at + 1, draft.sentence.clause_end(at)
        told = draft.sentence.words[start:end]
        of_ones = draft.sentence.word(at) == "that" and draft.sentence.word(at - 1) in _ONES
        plain = _DENIALS.isdisjoint(told) and not function_words().issuperset(told)
        if of_ones and plain and len(told) <= _LONGEST and draft.is_free(start, end):
            source = draft.source(start, end)
            draft.add(start, Prefer(Preference(source.phrase, source)))
            draft.take(at, end)
