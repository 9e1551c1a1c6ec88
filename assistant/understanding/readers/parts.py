"""Questions that name a part or a measure of an item: "wattage of the architect?"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, said_before
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import cues, function_words, listed

_OF: Final = listed("of on for in")
_ARTICLES: Final = listed("the a an and")
_SEEKING: Final = listed("more version versions like kind sort style pair one ones size sizes fan")
_MOST_WORDS: Final = 2
"""How many words may name the part: "strap length of the second"."""


def asks_for_part(draft: Draft, start: int, end: int) -> bool:
    """Tell "wattage of the architect?" and "what fabric's the grey pair" from "more of those"."""
    named = next((one for one in draft.references if start < one.start < end), None)
    if named is None:
        return False
    first = start + (draft.sentence.word(start) in _ARTICLES)
    if draft.sentence.word(start) in ("what", "which", "how"):
        return named.start == start + 2 and _holds_is(draft, start + 1)
    part = range(first, named.start - 1)
    closes = named.end == end and draft.sentence.word(named.start - 1) in _OF
    asked = draft.sentence.word(end) == "?" or end == len(draft.sentence) > end - start - 1
    praised = said_before(draft, named.start, cues("pointing.liking")) < named.start
    plain = all(_names_a_part(draft, at) for at in part)
    return closes and asked and plain and not praised and 0 < len(part) <= _MOST_WORDS


def _holds_is(draft: Draft, at: int) -> bool:
    """Tell whether a word was written with the "is" of "what fabric's the grey pair"."""
    token = draft.sentence.tokens[at]
    return draft.sentence.text[token.start : token.end].endswith(("'s", "\u2019s"))


def _names_a_part(draft: Draft, at: int) -> bool:
    token = draft.sentence.tokens[at]
    other = token.text in function_words() or token.text in _SEEKING
    return token.kind is Kind.WORD and not other
