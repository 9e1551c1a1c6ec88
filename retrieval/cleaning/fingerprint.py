"""What is kept of an item while a catalogue is looked through: little, so that many fit."""

import hashlib
import re
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.items import Item
from retrieval.words import words

PERMUTATIONS: Final = 64
"""Values of a MinHash signature; the share in which two agree estimates their Jaccard index."""

_PRIME: Final = np.uint64((1 << 31) - 1)
_SEED: Final = 20
_DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)?")
_TELLING: Final = ("colour", "size", "material", "pattern", "flavour", "scent")
"""Attributes in which two things that read alike may still be two things."""
_COLOUR_WORDS: Final = """
    beige black blue brown copper gold gray green grey ivory navy orange pink purple red silver teal
    turquoise violet white yellow
"""
_COLOURS: Final = frozenset(_COLOUR_WORDS.split())


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An item's traces.

    Attributes:
        item_id: The item.
        family_id: Its product; variants of one are no duplicates.
        content: Hash of everything a shopper sees of it.
        tokens: Hashes of its words, distinct and ascending.
        signature: MinHash of the words, shape (``PERMUTATIONS``,).
        apart: What keeps it apart from others that read like it: numbers and
            colours in the title, brand, telling attributes.
        rating_count: How many rated it.
        photo: Its main photo, or None.
    """

    item_id: str
    family_id: str
    content: bytes
    tokens: NDArray[np.uint64]
    signature: NDArray[np.uint64]
    apart: bytes
    rating_count: int
    photo: Path | None


def fingerprint(item: Item) -> Fingerprint:
    """Take an item's traces."""
    said = words(f"{item.title} {item.title} {item.description}")
    hashes = {zlib.crc32(word.encode("utf-8", "replace")) for word in said} or {0}
    tokens = np.array(sorted(hashes), dtype=np.uint64)
    return Fingerprint(
        item_id=item.item_id,
        family_id=item.family_id,
        content=_digest(_seen(item)),
        tokens=tokens,
        signature=_signature(tokens),
        apart=_digest(_apart(item)),
        rating_count=item.rating_count,
        photo=item.image_paths[0] if item.image_paths else None,
    )


def likeness(one: Fingerprint, other: Fingerprint) -> float:
    """Return the Jaccard index of two items' words, in [0, 1]."""
    shared = len(np.intersect1d(one.tokens, other.tokens, assume_unique=True))
    return shared / (len(one.tokens) + len(other.tokens) - shared)


def _signature(tokens: NDArray[np.uint64]) -> NDArray[np.uint64]:
    factors, offsets = _permutations()
    return ((tokens[:, None] % _PRIME * factors + offsets) % _PRIME).min(axis=0)


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return factors and offsets, the same in every run."""
    random = np.random.default_rng(_SEED)
    factors = random.integers(1, int(_PRIME), PERMUTATIONS, dtype=np.uint64)
    return factors, random.integers(0, int(_PRIME), PERMUTATIONS, dtype=np.uint64)


def _seen(item: Item) -> object:
    return (
        " ".join(words(item.title)),
        " ".join(words(item.description)),
        (item.brand or "").casefold(),
        tuple(name.casefold() for name in item.category),
        item.price,
        sorted((name, values) for name, values in item.attributes.items() if name != "sku"),
        item.image_paths[:1],
    )


def _apart(item: Item) -> object:
    return (
        sorted(_DIGITS.findall(item.title)),
        sorted(_COLOURS & set(words(item.title))),
        (item.brand or "").casefold(),
        [item.values(name) for name in _TELLING],
    )


def _digest(value: object) -> bytes:
    return hashlib.sha256(repr(value).encode("utf-8", "backslashreplace")).digest()[:16]
