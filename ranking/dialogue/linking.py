"""Finds the names of entities in what was said."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

WORDS: Final = r"\w+"
"""What counts as a word."""

_WORD: Final = re.compile(WORDS)
_YEAR_AT_THE_END: Final = re.compile(r"\s*\(\d{4}\)$")
_LONGEST: Final = 10
_SHORTEST: Final = 3


def words(text: str) -> list[str]:
    """Return the words in lower case, without apostrophes and punctuation."""
    return _WORD.findall(
        text.lower().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    )


# Titles that are far oftener meant as plain words.
_PLAIN_WORDS: Final = frozenset(
    words(
        "about all and any are been book books can did does english film films for from good "
        "great had has have her him how like love more movie movies not one other read she some "
        "that the them they this want was what when where who why with written yes you"
    )
)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of an utterance that name something.

    Attributes:
        start: Of the first word.
        end: After the last word.
        entities: All that are called so; a title may belong to several.
    """

    start: int
    end: int
    entities: tuple[int, ...]


class EntityLinker:
    """Looks names up, the longest first, from left to right."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        """Learn the names.

        Args:
            names: Name and entity. A year in brackets at a name's end may be
                left out by the speaker.
        """
        called: defaultdict[tuple[str, ...], dict[int, None]] = defaultdict(dict)
        for name, entity in names:
            for form in {name, _YEAR_AT_THE_END.sub("", name)}:
                called[tuple(words(form))][entity] = None
        self._called = {form: tuple(each) for form, each in called.items() if _is_name(form)}

    def spans(self, said: Sequence[str]) -> list[Span]:
        """Return what the words name, in order, without overlaps."""
        found: list[Span] = []
        start = 0
        while start < len(said):
            span = self._longest(said, start)
            if span:
                found.append(span)
            start = span.end if span else start + 1
        return found

    def _longest(self, said: Sequence[str], start: int) -> Span | None:
        for end in range(min(start + _LONGEST, len(said)), start, -1):
            entities = self._called.get(tuple(said[start:end]))
            if entities:
                return Span(start, end, entities)
        return None


def _is_name(form: tuple[str, ...]) -> bool:
    if len(form) == 1:
        return len(form[0]) >= _SHORTEST and form[0] not in _PLAIN_WORDS
    return bool(form)
