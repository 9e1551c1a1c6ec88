"""Photos that look the same although their files differ."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from retrieval.cleaning.finding import Finding, Kind
from retrieval.cleaning.fingerprint import Fingerprint

SIDE: Final = 16
"""Differences a row and rows of a hash, 256 bits in all."""
ALIKE: Final = 6
"""Bits in which the hashes of two photos that look the same differ at most."""
_PLAIN: Final = 40
"""Set or unset bits below which a photo is too plain to be told by its hash."""

_COLOUR: Final = 18.0
"""Of 255: how far the mean colours of two photos that look the same may lie apart."""
_BANDS: Final = 16
_COMPARED: Final = 8
_TOLD_EVERY: Final = 100


@dataclass(frozen=True, slots=True)
class Look:
    """What a photo looks like, in little.

    Attributes:
        bits: Whether each of 16 x 16 places is brighter than the next one to its
            right, packed, shape (32,). Scaling, saving again and small changes
            of brightness leave nearly all of them.
        colour: Mean red, green and blue, shape (3,): a ball in blue and the same
            in pink have the same bits.
    """

    bits: NDArray[np.uint8]
    colour: NDArray[np.float64]

    def apart(self, other: "Look") -> int:
        """Return in how many bits the photos differ; in all where their colours do."""
        if np.abs(self.colour - other.colour).max() > _COLOUR:
            return SIDE * SIDE
        return int(np.bitwise_count(self.bits ^ other.bits).sum())


def look_of(path: Path) -> Look | None:
    """Look at a photo; None for one that cannot be opened or is too plain."""
    try:
        with Image.open(path) as photo:
            photo.draft("RGB", (8 * SIDE, 8 * SIDE))
            small = photo.convert("RGB").resize((SIDE + 1, SIDE), Image.Resampling.BOX)
    except (OSError, UnidentifiedImageError):
        return None
    levels = np.asarray(small.convert("L"), dtype=np.int16)
    brighter = levels[:, :-1] > levels[:, 1:] + 1
    if not _PLAIN <= int(brighter.sum()) <= brighter.size - _PLAIN:
        return None
    return Look(np.packbits(brighter), np.asarray(small, dtype=np.float64).mean(axis=(0, 1)))


def alike_photos(
    prints: Iterable[Fingerprint], told: Callable[[int], None] = lambda _: None
) -> list[Finding]:
    """Find items of two families whose main photos look the same but are two files.

    Hashes that differ in at most ``ALIKE`` bits agree in whole in most of sixteen
    bands, so only photos that share a band are compared.

    Args:
        prints: Of all items.
        told: Called with the number of photos looked at, every hundred.
    """
    shown: dict[Path, list[Fingerprint]] = defaultdict(list)
    for one in prints:
        if one.photo is not None:
            shown[one.photo].append(one)
    looks: dict[Path, Look] = {}
    for done, path in enumerate(shown, start=1):
        look = look_of(path)
        if look is not None:
            looks[path] = look
        if done % _TOLD_EVERY == 0:
            told(done)
    findings: list[Finding] = []
    for one, other, apart in _pairs(looks):
        items = (*shown[one], *shown[other])
        if len({item.family_id for item in items}) > 1:
            ids = tuple(dict.fromkeys(item.item_id for item in items))
            what = f"{len(ids)} items whose photos look the same ({apart} of 256 bits differ)"
            findings.append(Finding(Kind.ALIKE_PHOTO, what, ids))
    return findings


def _pairs(looks: dict[Path, Look]) -> list[tuple[Path, Path, int]]:
    """Return each photo that is like an earlier one with that one, the nearest pairs first."""
    found: dict[Path, tuple[Path, int]] = {}
    width = SIDE * SIDE // 8 // _BANDS
    for band in range(_BANDS):
        seen: dict[bytes, list[Path]] = defaultdict(list)
        for path, look in looks.items():
            bucket = seen[look.bits[band * width : (band + 1) * width].tobytes()]
            for first in bucket if path not in found else ():
                apart = look.apart(looks[first])
                if apart <= ALIKE:
                    found[path] = (first, apart)
                    break
            if path not in found and len(bucket) < _COMPARED:
                bucket.append(path)
    pairs = [(first, path, apart) for path, (first, apart) in found.items()]
    return sorted(pairs, key=lambda pair: (pair[2], str(pair[0]), str(pair[1])))
