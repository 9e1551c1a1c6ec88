"""By which country's count a size was read."""

import re
from typing import Final

from assistant.intent import Intent
from assistant.shoe_sizes import SYSTEMS
from assistant.understanding.readers.fields import SIZE_FIELDS
from assistant.understanding.readers.word_forms import words
from retrieval.constraints import Operator

_NUMBER: Final = re.compile(r"\d+(?:\.5)?")


def lead_sizes_read(intent: Intent, said: str) -> str:
    """Say that the bare size of this turn was taken as British or American; else nothing.

    Args:
        intent: What is wanted.
        said: The shopper's words of this turn.
    """
    for field in SIZE_FIELDS:
        for asked in intent.constraints.on(field):
            phrase = asked.source.phrase
            number = _NUMBER.search(phrase)
            told = asked.operator is Operator.ANY_OF and phrase and phrase in said.casefold()
            named = number is None or number[0] in asked.values
            if told and not named and not set(SYSTEMS).intersection(words(phrase)):
                return _taken_so(number[0] if number else "", intent.language)
    return ""


def _taken_so(number: str, language: str) -> str:
    if language == "zh":
        return f"{number}码按英码或美码算。"
    return f"I take {number} as a UK or US size."
