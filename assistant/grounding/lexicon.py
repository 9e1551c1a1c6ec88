"""The words that carry facts, and the words that carry none, from ``words/``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import snowballstemmer

_WORDS: Final = Path(__file__).parent / "words"

# Attributes whose listed values are all there are: an item whose colour is given
# as navy is not black, while one whose features leave out "waterproof" merely
# does not say.
CLOSED: Final = frozenset(
    {"colour", "material", "pattern", "size", "audience", "category", "brand"}
)

# Only their Chinese names serve: in English they are everyday words.
_EVERYDAY: Final = frozenset({"category", "climate"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that names an attribute's value.

    Attributes:
        attribute: ``colour``, ``material``, ``feature``, ...
        value: Lower-case, as a catalogue has it.
        broader: Values that hold wherever this one does: navy is blue,
            waterproof is water-resistant.
        chinese: Its Chinese names; the first one is used in sentences.
    """

    attribute: str
    value: str
    broader: frozenset[str]
    chinese: tuple[str, ...]


@cache
def terms() -> tuple[Term, ...]:
    """Return every term, in the file's order."""
    return tuple(_read_terms())


def _read_terms() -> Iterator[Term]:
    for line in _lines("terms.tsv"):
        attribute, value, *rest = line.split("\t")
        broader, chinese = (*rest, "", "")[:2]
        yield Term(
            attribute=attribute,
            value=value,
            broader=frozenset(filter(None, broader.split(","))),
            chinese=tuple(filter(None, chinese.split(","))),
        )


@cache
def broader() -> Mapping[str, frozenset[str]]:
    """Return, for each value, everything it implies, over any number of steps."""
    direct: dict[str, frozenset[str]] = {}
    for term in terms():
        direct[term.value] = direct.get(term.value, frozenset()) | term.broader
    closed: dict[str, frozenset[str]] = {}
    for value, implied in direct.items():
        reached: set[str] = set()
        waiting = list(implied)
        while waiting:
            wider = waiting.pop()
            if wider not in reached:
                reached.add(wider)
                waiting.extend(direct.get(wider, frozenset()))
        closed[value] = frozenset(reached)
    return closed


@cache
def phrases() -> Mapping[tuple[str, ...], frozenset[str]]:
    """Return the stems of terms to the attributes they may name a value of.

    Categories and climates are left out: their words are everyday ones.
    """
    found: dict[tuple[str, ...], set[str]] = {}
    for term in terms():
        if term.attribute not in _EVERYDAY:
            words = tuple(stem(word) for word in term.value.replace("-", " ").split())
            found.setdefault(words, set()).add(term.attribute)
    return {words: frozenset(attributes) for words, attributes in found.items()}


@cache
def chinese_names() -> Mapping[str, frozenset[str]]:
    """Return every Chinese name to the values it may stand for."""
    found: dict[str, set[str]] = {}
    for term in terms():
        for name in term.chinese:
            found.setdefault(name, set()).add(term.value)
    return {name: frozenset(values) for name, values in found.items()}


@cache
def neutral_stems() -> frozenset[str]:
    """Return the stems of the English words that state nothing."""
    return frozenset(stem(word) for word in _listed("neutral_en.txt"))


@cache
def negators() -> frozenset[str]:
    """Return the stems of the English words that deny what follows them."""
    return frozenset(stem(word) for word in _listed("negators_en.txt"))


@cache
def pairs() -> frozenset[str]:
    """Return what is sold two at a time, such as ``boots``."""
    return frozenset(_listed("pairs_en.txt"))


@cache
def uncountable() -> frozenset[str]:
    """Return the nouns that no items are counted by, such as ``bedding``, whose stem is a bed's."""
    return frozenset(_listed("uncountable_en.txt"))


@cache
def adjectives() -> frozenset[str]:
    """Return features that can follow "is" although no ending of theirs tells."""
    return frozenset(_listed("adjectives_en.txt"))


@cache
def not_superlative() -> frozenset[str]:
    """Return the English words that merely end like a superlative."""
    return frozenset(_listed("not_superlative_en.txt"))


@cache
def neutral_chinese() -> frozenset[str]:
    """Return the Chinese words that state nothing."""
    return frozenset(_listed("neutral_zh.txt"))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the English stem of a word, lower-cased, with a plain apostrophe."""
    return snowballstemmer.stemmer("english").stemWord(word.casefold().replace("’", "'"))


def _listed(name: str) -> Iterator[str]:
    for line in _lines(name):
        yield from line.split()


def _lines(name: str) -> Iterator[str]:
    for line in (_WORDS / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line
