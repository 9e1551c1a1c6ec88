"""Which of a condition's values the shopper named: "pink" of all that is pinkish."""

import re
from collections.abc import Sequence
from typing import Final

from assistant.grounding.tokens import CJK, CJK_RUN
from assistant.understanding.readers.word_lists import narrower_values
from retrieval.constraints import Constraint, Operator

_MOST_NAMED: Final = 2
_COUNT: Final = re.compile(r"\d+(?:\s?[-–]\s?\d+)?(?: people| persons?)?")
_LETTER: Final = rf"[^\W{CJK}]"


def values_said(values: Sequence[str], phrase: str) -> list[str]:
    """Return those of the values that are words of the phrase, also in the plural, in their order.

    Case does not count. A word within a longer one is not said ("tan" in "tangerine");
    Chinese does not part its words, so there a value counts wherever it stands.
    """
    folded = phrase.casefold()
    return [value for value in values if re.search(_as_word(value.casefold()), folded)]


def family_said(constraint: Constraint) -> list[str]:
    """Return the word that stands for all the values, behind "anything": "synthetic"; else none."""
    phrase = constraint.source.phrase.casefold()
    return [f"anything {phrase}"] if phrase in narrower_values() else []


def limit_said(constraint: Constraint) -> str:
    """Return the words of a limit that many measures keep to: "lighter than 3 kg"; else "".

    Nobody wants to read them all, nor the one that the limit happens to name. The "40" of
    "make it 40" tells no unit and is no such words.
    """
    phrase = constraint.source.phrase
    whole = " " in phrase or not phrase.isascii()
    measured = all(value[:1].isdigit() for value in constraint.values)
    family = constraint.operator is Operator.ANY_OF and len(constraint.values) > _MOST_NAMED
    limited = family and measured and whole and constraint.field != "size"
    return phrase if limited else ""


def count_said(constraint: Constraint) -> str:
    """Return the Chinese words of a bare count, which tells by itself no unit: 两人座; else ""."""
    phrase = constraint.source.phrase
    bare = all(_COUNT.fullmatch(value) for value in constraint.values)
    return phrase if bare and constraint.field != "size" and CJK_RUN.search(phrase) else ""


def _as_word(value: str) -> str:
    return rf"(?<!{_LETTER}){re.escape(value)}s?(?!{_LETTER})"
