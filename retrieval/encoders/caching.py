"""Encoders that remember what they encoded, by the content and not by the item.

Variants that say the same, a feed that comes back, a build that is begun again:
the network sees each text and each photo once.
"""

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
from PIL.Image import Image

from retrieval.encoders.embedding_cache import EmbeddingCache
from retrieval.encoders.encoder import ImageEncoder, TextEncoder, Vectors


class CachingTextEncoder:
    """A ``TextEncoder`` that asks another one only for texts it has not met."""

    def __init__(self, encoder: TextEncoder, cache: EmbeddingCache) -> None:
        self.name = encoder.name
        self.dimensions = encoder.dimensions
        self._encoder = encoder
        self._cache = cache

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions)."""
        keys = [hashlib.sha256(text.encode("utf-8", "backslashreplace")).digest() for text in texts]
        return _through(
            self._cache, self, keys, lambda places: self._encoder.encode([texts[p] for p in places])
        )


class CachingImageEncoder:
    """An ``ImageEncoder`` that asks another one only for photos it has not met."""

    def __init__(self, encoder: ImageEncoder, cache: EmbeddingCache) -> None:
        self.name = encoder.name
        self.dimensions = encoder.dimensions
        self._encoder = encoder
        self._cache = cache

    def encode(self, photos: Sequence[Image]) -> Vectors:
        """Return one unit vector a photo, shape (len(photos), dimensions)."""
        keys = [_key(photo) for photo in photos]
        return _through(
            self._cache,
            self,
            keys,
            lambda places: self._encoder.encode([photos[p] for p in places]),
        )


def _key(photo: Image) -> bytes:
    shape = f"{photo.mode} {photo.width} {photo.height}".encode()
    return hashlib.sha256(shape + photo.tobytes()).digest()


def _through(
    cache: EmbeddingCache,
    encoder: TextEncoder | ImageEncoder,
    keys: Sequence[bytes],
    encode: Callable[[Sequence[int]], Vectors],
) -> Vectors:
    known = cache.find(encoder.name, encoder.dimensions, keys)
    place_of = {key: place for place, key in enumerate(keys) if key not in known}
    if place_of:
        made = encode(list(place_of.values()))
        if made.shape == (len(place_of), encoder.dimensions) and np.isfinite(made).all():
            cache.keep(encoder.name, list(place_of), made)
        known |= dict(zip(place_of, made, strict=False))
    # What an encoder leaves out is for the caller to notice.
    found = [known[key] for key in keys if key in known]
    return np.stack(found) if found else np.empty((0, encoder.dimensions), dtype=np.float32)
