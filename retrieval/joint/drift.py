"""Whether a catalogue is still the one that heads were fitted to."""

import hashlib
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from retrieval.item_text import item_text
from retrieval.items import Item

MOST_NEW: Final = 0.2
"""Share of a catalogue's pairs that may be new to its heads before they are fitted again."""

Hashes = np.ndarray[Any, np.dtype[np.uint64]]


def pair_hashes(items: Iterable[Item]) -> Hashes:
    """Return a number for each item with a photo, by its words and its photo.

    Returns:
        Distinct, ascending. Kept photos are named by their content, so a photo
        that changes changes its pair.
    """
    found = {_hash(item_text(item), item.image_paths[0].name) for item in items if item.image_paths}
    return np.array(sorted(found), dtype=np.uint64)


def drift(fitted: Hashes, now: Hashes) -> float:
    """Return the share of the pairs now that the heads were not fitted to, in [0, 1].

    >>> drift(np.array([1, 2], dtype=np.uint64), np.array([2, 3, 4], dtype=np.uint64))
    0.6666666666666667
    """
    if not len(now):
        return 0.0
    known: NDArray[np.bool_] = np.isin(now, fitted, assume_unique=True)
    return float(1 - known.mean())


def sha256_of(hashes: Hashes) -> str:
    """Return what identifies a set of pairs."""
    return hashlib.sha256(hashes.tobytes()).hexdigest()


def _hash(*parts: str) -> int:
    joined = "\0".join(parts).encode("utf-8", "backslashreplace")
    return int.from_bytes(hashlib.sha256(joined).digest()[:8], "little")
