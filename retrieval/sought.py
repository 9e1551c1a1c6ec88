"""What a request looks for in an index of words, term by term."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from retrieval.glossary import shop_glossary
from retrieval.synonyms import alike, longest
from retrieval.units import measures
from retrieval.words import has_cjk, is_cjk, query_terms, words

MAX_CHARACTERS: Final = 20_000
MAX_WORDS: Final = 100

SYNONYM: Final = 0.6
"""What a word counts that stands for the one asked for; chosen on validation data."""

Reading = tuple[tuple[str, ...], float]
"""Terms to look for together, and what the value of each counts."""


def sought(
    text: str, correct: Callable[[str], str], rarity: Callable[[str], float]
) -> list[list[Reading]]:
    """Return the things that a text looks for.

    A word looks for its stem and, counting less, for its synonyms; a measure
    however it is written; two words also for the one they may be written as
    ("tea pot"); a Chinese run for its pairs of characters and for its English.

    Args:
        text: Any text; its first hundred words count.
        correct: Reads a word as another, or as two.
        rarity: Returns a term's inverse document frequency, 0 where no document
            has it.

    Returns:
        One list of readings for each thing; of its readings the best one
        counts, so a document that has a word and its synonym gains nothing, and
        a rare synonym counts no more than the word would. Documents have every
        term.
    """
    text = text[:MAX_CHARACTERS]
    said = words(text)[:MAX_WORDS]
    terms = [term for word in said for term in _terms(correct(word))]
    if has_cjk(text):
        english = words(shop_glossary().in_english(" ".join(said)))
        terms += [term for word in english if not is_cjk(word) for term in query_terms(word)]
    whole = {
        term
        for pair in pairwise(said)
        if all(word.isalpha() and word.isascii() for word in pair) and all(map(query_terms, pair))
        for term in query_terms("".join(pair))
    }
    whole |= set(measures(text))
    whole -= set(terms)
    return [
        *_with_synonyms(terms, rarity),
        *([((term,), 1.0)] for term in sorted(whole) if rarity(term)),
    ]


def _terms(said: str) -> list[str]:
    return [term for word in words(said) for term in query_terms(word)]


def _with_synonyms(terms: Sequence[str], rarity: Callable[[str], float]) -> list[list[Reading]]:
    things: list[list[Reading]] = []
    at = 0
    while at < len(terms):
        phrase = _phrase_at(terms, at)
        itself = tuple(term for term in phrase if rarity(term))
        own = sum(map(rarity, itself))
        readings: list[Reading] = [(itself, 1.0)] if itself else []
        for other in sorted(alike().get(phrase, ())):
            if all(map(rarity, other)):
                theirs = sum(map(rarity, other))
                readings.append((other, SYNONYM * min(1.0, (own or theirs) / theirs)))
        if readings:
            things.append(readings)
        at += len(phrase)
    return things


def _phrase_at(terms: Sequence[str], at: int) -> tuple[str, ...]:
    """Return the longest phrase there that has synonyms, or the term alone."""
    for size in range(min(longest(), len(terms) - at), 1, -1):
        phrase = tuple(terms[at : at + size])
        if phrase in alike():
            return phrase
    return (terms[at],)
