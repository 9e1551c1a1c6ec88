"""The questions that one turn joins: "how much is it and is it waterproof?" asks two things."""

import re
from typing import Final

OPENERS: Final = r"(?:how|what|whats|what's|which|is|are|does|do|can|has|have|will|would|could)"
"""Words that a question opens with, as a pattern."""
_JOINT: Final = re.compile(
    rf"(?:\s*[,;?.]\s*(?:(?:and|also|plus|but)\s+)?|\s+(?:and|also|plus|but)\s+)(?={OPENERS}\b)"
    r"|[，；？。]|还有|[,;?](?=[^\x00-\x7f])",
    re.IGNORECASE,
)
_ASKING: Final = re.compile(
    rf"\b{OPENERS}\b|吗|什么|多少|哪|怎么|能不能|能|可以|有没有|几", re.IGNORECASE
)
_RELEASING: Final = re.compile(
    r"\b(?:does(?:n't|nt| not)|don(?:'t|t)|do not|no longer|never) (?:\w+ )?(?:matter|mind|care)\b"
    r"|\bnot fussed\b|无所谓|不重要|都可以|都行|随便",
    re.IGNORECASE,
)
"""Said of a field that is not asked about."""


def question_beside(said: str) -> str:
    """Return the last question that is joined to what asks nothing; empty where there is none.

    >>> question_beside("I'll take it, do you gift wrap?")
    'do you gift wrap?'
    """
    parts = [part.strip() for part in _JOINT.split(said) if part and part.strip()]
    asked = [part for part in parts if _ASKING.search(part)]
    return asked[-1] if asked and len(parts) > 1 else ""


def question_parts(question: str) -> list[str]:
    """Return the questions that a turn joins, in order; the whole where it asks one thing.

    What stands before the first of them and asks nothing is left out: "the second one,
    what is it made of?" So is what matters no longer: "colour doesn't matter, which is cheapest?"
    """
    said = [part for part in _JOINT.split(question) if part and part.strip()]
    asked = [part for part in said if not _RELEASING.search(part)]
    if 0 < len(asked) < len(said):
        return question_parts(", ".join(part.strip() for part in asked))
    parts = [part.strip() for part in said if _ASKING.search(part)]
    return parts if len(parts) > 1 else [question]
