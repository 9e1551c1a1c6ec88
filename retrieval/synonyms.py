"""Words that shoppers and shops use for the same thing."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from retrieval.words import query_terms, words

_FILE: Final = "word_lists/synonyms.toml"

Phrase = tuple[str, ...]
"""Terms in order, as ``query_terms`` gives them."""


@cache
def same_words() -> tuple[tuple[str, ...], ...]:
    """Return the groups of words that name the same product or property."""
    return tuple(tuple(group) for group in _file()["same"])


@cache
def alike() -> Mapping[Phrase, frozenset[Phrase]]:
    """Return every phrase of a group, each with the others of its groups.

    Beside the groups of ``same_words`` these are looser ones, good enough to
    find by but not to read a condition from.
    """
    found: dict[Phrase, set[Phrase]] = defaultdict(set)
    for group in (*same_words(), *_file()["search"]):
        phrases = {_phrase(member) for member in group} - {()}
        for phrase in phrases:
            found[phrase] |= phrases - {phrase}
    return {phrase: frozenset(others) for phrase, others in found.items()}


@cache
def longest() -> int:
    """Return the number of terms of the longest phrase that has others."""
    return max(map(len, alike()))


def _phrase(text: str) -> Phrase:
    return tuple(term for word in words(text) for term in query_terms(word))


@cache
def _file() -> Mapping[str, Sequence[Sequence[str]]]:
    return tomllib.loads(files("retrieval").joinpath(_FILE).read_text(encoding="utf-8"))
