"""The word files beside the grammar, each read once when first needed."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from retrieval.glossary import chinese_words
from retrieval.synonyms import same_words

Cues = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, the longest first."""

LONGEST_CUE: Final = 7
"""How many words a cue may have."""

_HERE: Final = "assistant.understanding.readers"


def listed(words: str) -> frozenset[str]:
    """Return the words of a text, for lists too long to quote one by one."""
    return frozenset(words.split())


@cache
def cues(name: str) -> Cues:
    """Return the phrases of one idea, such as ``prices.at_most``."""
    table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in _cue_texts()[name].split("|"):
        cue = tuple(phrase.split())
        table[cue[0]].append(cue)
    return {
        first: tuple(sorted(found, key=lambda cue: (-len(cue), cue)))
        for first, found in table.items()
    }


@cache
def _cue_texts() -> Mapping[str, str]:
    ideas: dict[str, dict[str, str]] = _toml("cues.toml")
    return {f"{idea}.{name}": text for idea, texts in ideas.items() for name, text in texts.items()}


@cache
def function_words() -> frozenset[str]:
    """Return words that say nothing of what is sought."""
    return _lines("function_words.txt")


@cache
def common_words() -> frozenset[str]:
    """Return everyday words, which are never taken for a slip of a catalogue word."""
    complaints = (cue for told in cues("complaints.words").values() for cue in told)
    return _lines("common_words.txt") | function_words() | {w for cue in complaints for w in cue}


@cache
def real_words() -> frozenset[str]:
    """Return English words that a shop's word is one slip away from, and which are none."""
    return _lines("real_words.txt")


@cache
def real_words_zh() -> frozenset[str]:
    """Return Chinese words that sound like a shop's word, and are none."""
    return _lines("real_words_zh.txt")


@cache
def sounds() -> Mapping[str, str]:
    """Return the usual Chinese characters with the syllable each is said as, less its tone."""
    text = files(_HERE).joinpath("sounds_zh.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {character: syllable for syllable, said_so in rows for character in said_so}


@cache
def tastes() -> frozenset[str]:
    """Return words for how a thing looks or feels: "vintage", "casual"."""
    return _lines("tastes.txt")


@cache
def cue_words() -> frozenset[str]:
    """Return every word of every phrase by which an idea is told."""
    phrases = (phrase for text in _cue_texts().values() for phrase in text.split("|"))
    return frozenset(word for phrase in phrases for word in phrase.split())


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Return each word or phrase with the others of its group."""
    others: dict[str, tuple[str, ...]] = {}
    for group in same_words():
        for word in group:
            others[word] = (*others.get(word, ()), *(w for w in group if w != word))
    return others


@cache
def broader_words() -> Mapping[str, tuple[str, ...]]:
    """Return narrow product words with the broader ones they fall under."""
    kinds: dict[str, list[str]] = _toml("synonyms.toml")["kinds"]
    return {word.replace("_", " "): tuple(broader) for word, broader in kinds.items()}


@cache
def narrower_values() -> Mapping[str, tuple[str, ...]]:
    """Return words that mean several values with those values: "metal"."""
    values: dict[str, list[str]] = _toml("synonyms.toml")["values"]
    return {word: tuple(narrower) for word, narrower in values.items()}


@cache
def doings() -> Mapping[str, tuple[str, ...]]:
    """Return what a thing does by the value that says so: "keep rain out" by "waterproof"."""
    told: dict[str, str] = _toml("synonyms.toml")["doings"]
    return {
        value.replace("_", " "): tuple(" ".join(phrase.split()) for phrase in phrases.split("|"))
        for value, phrases in told.items()
    }


@cache
def things_by_use() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return what things are called by what is done with them: chairs by "sit on"."""
    told: dict[str, str] = _toml("synonyms.toml")["things"]
    return {
        tuple(use.split()): tuple(name.strip() for name in names.split("|"))
        for names, uses in told.items()
        for use in uses.split("|")
    }


@cache
def ambiguous_kinds() -> frozenset[str]:
    """Return narrower product words that name other things as well, as they are said."""
    return frozenset(_toml("synonyms.toml")["ambiguous"]["words"])


@cache
def things_apart() -> Mapping[str, frozenset[str]]:
    """Return the words before a noun that make another thing of it: the sleeping of a bag."""
    told: dict[str, list[str]] = _toml("synonyms.toml")["apart"]
    return {noun: frozenset(before) for noun, before in told.items()}


@cache
def colour_families() -> Mapping[str, tuple[str, ...]]:
    """Return each everyday colour with the finer ones it takes in."""
    families: dict[str, list[str]] = _toml("colours.toml")["families"]
    return {name: tuple(finer) for name, finer in families.items()}


@cache
def colour_spellings() -> Mapping[str, str]:
    """Return other spellings of colours with the usual one."""
    return dict(_toml("colours.toml")["same"])


@cache
def ambiguous_colours() -> frozenset[str]:
    """Return colour words that name other things as well."""
    return frozenset(_toml("colours.toml")["ambiguous"]["words"])


@cache
def coloured_things() -> frozenset[str]:
    """Return phrases in which a colour word is no colour to choose, such as "green tea"."""
    return frozenset(_toml("colours.toml")["things"]["phrases"])


@cache
def text_speak() -> Mapping[str, tuple[str, ...]]:
    """Return words typed by their sound or in short with what they stand for."""
    words: dict[str, str] = _toml("text_speak.toml")["words"]
    return {word: tuple(meant.split()) for word, meant in words.items()}


@cache
def glossary() -> Mapping[str, tuple[str, ...]]:
    """Return Chinese phrases with the English words they stand for.

    These are the shop's words of two characters or more, shorter ones before "的",
    and the phrases of a conversation, which win: a "刀" is a dollar before it is a
    knife.
    """
    entries = {
        word if len(word) > 1 else f"{word}的": english for word, english in chinese_words().items()
    }
    entries |= _toml("glossary_zh.toml")["phrases"]
    return {phrase: tuple(english.split()) for phrase, english in entries.items()}


def _lines(name: str) -> frozenset[str]:
    text = files(_HERE).joinpath(name).read_text(encoding="utf-8")
    return listed(" ".join(line for line in text.splitlines() if not line.startswith("#")))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(_HERE).joinpath(name).read_text(encoding="utf-8"))
