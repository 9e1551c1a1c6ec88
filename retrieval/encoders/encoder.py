"""What an encoder is: something that turns a batch into unit vectors."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

Vectors = NDArray[np.float32]


class TextEncoder(Protocol):
    """Encodes texts.

    Attributes:
        name: Identifies model and revision; stored with the index, so that
            vectors of two models are never mixed.
        dimensions: Length of every vector.
    """

    name: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions)."""
        ...


class ImageEncoder(Protocol):
    """Encodes RGB photos; attributes as for ``TextEncoder``."""

    name: str
    dimensions: int

    def encode(self, photos: Sequence[Image]) -> Vectors:
        """Return one unit vector a photo, shape (len(photos), dimensions)."""
        ...
