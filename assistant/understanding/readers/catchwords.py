"""Clauses without a sentence in them: "jacket m black", "boots. 41. now"."""

from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.fields import LETTER_SIZES
from assistant.understanding.readers.sentence import CLAUSE_MARKS
from assistant.understanding.readers.word_lists import function_words, listed

_MOST_WORDS: Final = 8
_AMONG_CATCHWORDS: Final = listed(
    "not no in max min under for and or cheap with w without please pls now quick budget usd"
)
_POLITE: Final = listed(
    "please pls plz thanks thx then ok okay hmm actually sorry so probably maybe perhaps usually i "
    "guess think suppose say also"
)


def stands_alone(draft: Draft, start: int, end: int) -> bool:
    """Tell whether marks stand on both sides of a span, or a please, and words elsewhere."""
    length = end - start
    while draft.sentence.word(start - 1) in _POLITE:
        start -= 1
    while draft.sentence.word(end) in _POLITE:
        end += 1
    ends = draft.sentence.is_mark(end) or draft.sentence.word(end) == "but"
    alone = draft.sentence.is_mark(start - 1) and ends
    return alone and length < len(draft.sentence)


def is_of_catchwords(draft: Draft, at: int) -> bool:
    """Tell whether the clause around a token is a row of catch-words."""
    start = end = at
    while start > 0 and draft.sentence.word(start - 1) not in CLAUSE_MARKS:
        start -= 1
    while end < len(draft.sentence) and draft.sentence.word(end) not in CLAUSE_MARKS:
        end += 1
    said = draft.sentence.words[start:end]
    spoken = [word for word in said if word in function_words() and word not in _AMONG_CATCHWORDS]
    named = any(
        len(word) > 1
        and word.isalpha()
        and word not in LETTER_SIZES
        and word not in function_words()
        for word in said
    )
    return 1 < len(said) <= _MOST_WORDS and not spoken and named
