"""What a request looks for in an index of words, term by term."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from retrieval.glossary import shop_glossary
from retrieval.synonyms import Phrase, alike, longest
from retrieval.units import measures
from retrieval.words import has_cjk, is_cjk, query_terms, words

MAX_CHARACTERS: Final = 20_000
MAX_WORDS: Final = 100

SYNONYM: Final = 0.6
"""What a word counts that stands for the one asked for; chosen on validation data."""

Reading = tuple[tuple[str, ...], float]
"""Terms to look for together, and what the value of each counts."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a text looks for.

    Attributes:
        readings: Of which the best one counts, so a document that has a word and
            its synonym gains nothing; none where no document has any.
        rarity: Inverse document frequency of the thing as it was said.
    """

    readings: tuple[Reading, ...]
    rarity: float


def sought(
    text: str, correct: Callable[[str], str], rarity: Callable[[str], float], unheard: float
) -> list[Thing]:
    """Return the things that a text looks for.

    A word looks for its stem and, counting less, for its synonyms; a measure
    however it is written; two words also for the one they may be written as
    ("tea pot"); a Chinese run for its pairs of characters and for its English.

    Args:
        text: Any text; its first hundred words count.
        correct: Reads a word as another, or as two.
        rarity: Returns a term's inverse document frequency, 0 where no document
            has it.
        unheard: What stands for the rarity of a term that no document has.

    Returns:
        The things in the text's order. Documents have every term of a reading,
        and a rare synonym counts no more than the word itself.
    """
    text = text[:MAX_CHARACTERS]
    said = words(text)[:MAX_WORDS]
    terms = [term for word in said for term in _terms(correct(word))]
    if has_cjk(text):
        english = words(shop_glossary().in_english(" ".join(said)))
        # What no item says in Chinese is said in English; it would count as unheard of twice.
        terms = [term for term in terms if not is_cjk(term) or rarity(term) or not english]
        terms += [term for word in english if not is_cjk(word) for term in query_terms(word)]
    whole = {
        term
        for pair in pairwise(said)
        if all(word.isalpha() and word.isascii() for word in pair) and all(map(query_terms, pair))
        for term in query_terms("".join(pair))
    }
    whole |= set(measures(text))
    whole -= set(terms)
    things = [_thing(phrase, rarity, unheard) for phrase in _phrases(terms)]
    measured = [term for term in sorted(whole) if rarity(term)]
    return things + [Thing((((term,), 1.0),), rarity(term)) for term in measured]


def _terms(said: str) -> list[str]:
    return [term for word in words(said) for term in query_terms(word)]


def _thing(phrase: Phrase, rarity: Callable[[str], float], unheard: float) -> Thing:
    itself = tuple(term for term in phrase if rarity(term))
    own = sum(map(rarity, itself))
    readings: list[Reading] = []
    for other in sorted(alike().get(phrase, ())):
        if all(map(rarity, other)):
            theirs = sum(map(rarity, other))
            readings.append((other, SYNONYM * min(1.0, (own or theirs) / theirs)))
    if itself and (itself == phrase or not readings):  # the sticks of "hiking sticks" are poles
        readings.insert(0, (itself, 1.0))
    return Thing(tuple(readings), own or unheard)


def _phrases(terms: Sequence[str]) -> Iterator[Phrase]:
    """Cut terms into the longest phrases that have synonyms, and single ones."""
    at = 0
    while at < len(terms):
        phrase = _phrase_at(terms, at)
        yield phrase
        at += len(phrase)


def _phrase_at(terms: Sequence[str], at: int) -> Phrase:
    """Return the longest phrase there that has synonyms, or the term alone."""
    for size in range(min(longest(), len(terms) - at), 1, -1):
        phrase = tuple(terms[at : at + size])
        if phrase in alike():
            return phrase
    return (terms[at],)
