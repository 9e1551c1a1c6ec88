"""Which of a condition's values the shopper named: "pink" of all that is pinkish."""

import re
from collections.abc import Sequence
from typing import Final

from assistant.grounding.tokens import CJK

_LETTER: Final = rf"[^\W{CJK}]"


def values_said(values: Sequence[str], phrase: str) -> list[str]:
    """Return those of the values that are words of the phrase, also in the plural, in their order.

    Case does not count. A word within a longer one is not said ("tan" in "tangerine");
    Chinese does not part its words, so there a value counts wherever it stands.
    """
    folded = phrase.casefold()
    return [value for value in values if re.search(_as_word(value.casefold()), folded)]


def _as_word(value: str) -> str:
    return rf"(?<!{_LETTER}){re.escape(value)}s?(?!{_LETTER})"
