"""Vectors of photos and texts kept by content, so that no evaluation encodes twice."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from retrieval.batches import batches
from retrieval.encoders.encoder import ImageEncoder, TextEncoder, Vectors

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""Told what is encoded, how many are done and how many are to do."""

_SAVED_EVERY: Final = 256


def unwatched(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


class FeatureCache:
    """Vectors by the SHA-256 of what they were made from, one file an encoder.

    What was encoded before is read back, in this process or a later one; an
    interrupted run loses at most the last few hundred. One process at a time
    may write to a folder.
    """

    def __init__(self, folder: Path) -> None:
        """Remember where the files are; nothing is read yet.

        Args:
            folder: Made when the first vector is kept.
        """
        self._folder = folder

    def photos(
        self, paths: Sequence[Path], encoder: ImageEncoder, progress: Progress = unwatched
    ) -> Vectors:
        """Return one unit vector a photo, shape (len(paths), dimensions).

        Raises:
            OSError: If a photo cannot be read (``UnidentifiedImageError`` is one).
        """
        keys = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]

        def encode(some: Sequence[Path]) -> Vectors:
            return encoder.encode([_open(path) for path in some])

        return self._lookup(encoder, keys, paths, encode, progress)

    def texts(
        self, texts: Sequence[str], encoder: TextEncoder, progress: Progress = unwatched
    ) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions)."""
        keys = [hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() for text in texts]
        return self._lookup(encoder, keys, texts, encoder.encode, progress)

    def _lookup(
        self,
        encoder: ImageEncoder | TextEncoder,
        keys: Sequence[str],
        sources: Sequence[T],
        encode: Callable[[Sequence[T]], Vectors],
        progress: Progress,
    ) -> Vectors:
        path = self._folder / f"{encoder.name}.npz"
        known = _read(path)
        new = {key: source for key, source in zip(keys, sources, strict=True) if key not in known}
        done = 0
        for batch in batches(new.items(), _SAVED_EVERY):
            vectors = encode([source for _, source in batch])
            known.update(zip((key for key, _ in batch), vectors, strict=True))
            _write(path, known)
            done += len(batch)
            progress(encoder.name, done, len(new))
        if not keys:
            return np.empty((0, encoder.dimensions), dtype=np.float32)
        return np.stack([known[key] for key in keys])


def _open(path: Path) -> Image.Image:
    with Image.open(path) as photo:
        return photo.convert("RGB")


def _read(path: Path) -> dict[str, NDArray[np.float32]]:
    if not path.exists():
        return {}
    with np.load(path) as kept:
        return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))


def _write(path: Path, known: dict[str, NDArray[np.float32]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        np.savez(file, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    unfinished.replace(path)
