"""Whether a small model's sentence is one, and written as its language writes.

Facts put in a row need not make sense: "Cotton is made of cotton", "Women's tan is
under your $300". Nor may an item be told from the others by what they have too:
"the cheapest is the one that is under your $300". "The grey version of this one" seems to
speak of another.
"""

import re
from typing import Final

from assistant.grounding.tokens import CJK_RUN

_SUBJECT: Final = re.compile(
    r"\b(?:this \w+|it|the item)\b|^the [\w -]+ of (?:these|the) \w+",
    re.IGNORECASE,
)
_SINGLED_OUT: Final = re.compile(r"\bthe one (?:that|which)\b", re.IGNORECASE)
_OF_ANOTHER: Final = re.compile(r"\b(?:versions?|variants?|products?)\b", re.IGNORECASE)
_OPENING: Final = re.compile(r"[A-Z0-9$€£¥“\"]")
_CHINESE_MARKS: Final = (
    (re.compile(r"(?<!\d),\s*|,\s*(?!\d)"), "，"),
    (re.compile(r"\(([^()]*)\)"), r"（\1）"),
)


def is_sentence(text: str) -> bool:
    """Tell whether an English text opens as a sentence and says something of its item.

    Chinese leaves its subject out, so any Chinese text passes.
    """
    if CJK_RUN.search(text):
        return True
    odd = _SINGLED_OUT.search(text) or _OF_ANOTHER.search(text)
    return bool(_OPENING.match(text) and _SUBJECT.search(text)) and not odd


def in_chinese_marks(text: str) -> str:
    """Write the commas and brackets of a Chinese text as Chinese does; numbers keep theirs."""
    for pattern, mark in _CHINESE_MARKS:
        text = pattern.sub(mark, text)
    return text
