"""The forms under which words are compared: singulars, stems, names without marks."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

import snowballstemmer

from assistant.understanding.readers.sentence import Kind, tokenise
from assistant.understanding.readers.word_lists import listed

Key = tuple[str, ...]

_PLURAL_ONLY: Final = listed("shorts briefs flats glasses pants pjs slides tights electronics")
_IRREGULAR: Final = {
    "shelves": "shelf", "knives": "knife", "scarves": "scarf", "leaves": "leaf",
    "loaves": "loaf", "halves": "half", "mice": "mouse", "feet": "foot",
    "thermos": "thermos", "thermoses": "thermos",
}  # fmt: skip
_SAME: Final = {"people": "person", "ft": "foot", "feet": "foot", "inches": "inch"}
"""Words and measures that are written in several ways."""


@cache
def _stem() -> Callable[[list[str]], list[str]]:
    return snowballstemmer.stemmer("english").stemWords


@lru_cache(maxsize=20_000)
def words(text: str) -> Key:
    """Return a catalogue name's words as the tokeniser makes them, marks left out."""
    return tuple(t.text for t in tokenise(text).tokens if t.kind is not Kind.MARK)


def brand_key(said: Key) -> Key:
    """Return the key under which a brand is kept: "Pine & Co" and "Pine and Co" are one."""
    return tuple(word for word in said if word not in ("&", "and", "+"))


def noun_stem(word: str) -> str:
    """Return the singular of a regular English noun; other words as they are."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _PLURAL_ONLY or len(word) < 4 or word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - "gas"
        return word
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - "ties"
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "xes", "sses")):
        return word[:-2]
    return word.removesuffix("s")


def is_plural(noun: str) -> bool:
    """Tell whether an English noun is in the plural: "boots", "shorts"."""
    return noun in _PLURAL_ONLY or noun_stem(noun) != noun


def noun_key(said: Key) -> Key:
    """Return the key under which a product noun is kept: singular, "t shirt" as one."""
    key = tuple(map(noun_stem, said))
    return _fused(key)


@lru_cache(maxsize=20_000)
def value_key(said: Key) -> Key:
    """Return the key under which an attribute's value is kept: stems."""
    return tuple(_stem()([_SAME.get(word, word) for word in said]))


def _fused(key: Key) -> Key:
    for at in range(len(key) - 1):
        if key[at : at + 2] == ("t", "shirt"):
            return (*key[:at], "tshirt", *_fused(key[at + 2 :]))
    return ("tshirt",) if key == ("tee",) else key
