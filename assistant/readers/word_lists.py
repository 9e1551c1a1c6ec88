"""The word files beside the grammar, each read once when first needed."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

_HERE: Final = "assistant.readers"


def listed(words: str) -> frozenset[str]:
    """Return the words of a text, for lists too long to quote one by one."""
    return frozenset(words.split())


@cache
def function_words() -> frozenset[str]:
    """Return words that say nothing of what is sought."""
    return _lines("function_words.txt")


@cache
def common_words() -> frozenset[str]:
    """Return everyday words, which are never taken for a slip of a catalogue word."""
    return _lines("common_words.txt") | function_words()


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Return each word or phrase with the others of its group."""
    groups: list[list[str]] = _toml("synonyms.toml")["same"]
    others: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for word in group:
            others[word] = (*others.get(word, ()), *(w for w in group if w != word))
    return others


@cache
def broader_words() -> Mapping[str, tuple[str, ...]]:
    """Return narrow product words with the broader ones they fall under."""
    kinds: dict[str, list[str]] = _toml("synonyms.toml")["kinds"]
    return {word.replace("_", " "): tuple(broader) for word, broader in kinds.items()}


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
def glossary() -> Mapping[str, tuple[str, ...]]:
    """Return Chinese phrases with the English words they stand for."""
    entries: dict[str, str] = _toml("glossary_zh.toml")["phrases"]
    return {phrase: tuple(english.split()) for phrase, english in entries.items()}


def _lines(name: str) -> frozenset[str]:
    text = files(_HERE).joinpath(name).read_text(encoding="utf-8")
    return listed(" ".join(line for line in text.splitlines() if not line.startswith("#")))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(_HERE).joinpath(name).read_text(encoding="utf-8"))
