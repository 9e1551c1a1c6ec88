"""Whether the words that follow name a product, qualities before it included."""

from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.word_lists import function_words

_FARTHEST: Final = 3
"""How many words are looked at for a product."""


def names_product(draft: Draft, start: int) -> bool:
    """Tell the "black jacket" of "the cheapest black jacket" from "the cheapest one"."""
    for at in range(start, start + _FARTHEST):
        word = draft.sentence.word(at)
        if draft.sentence.is_mark(at) or word in function_words():
            return False
        if draft.lexicon.category((word,)) or draft.lexicon.titles.names(word):
            return True
    return False
