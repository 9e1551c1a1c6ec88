"""Vectors for more texts than a machine encodes in a benchmark's time."""

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np

from retrieval.encoders.encoder import TextEncoder, Vectors

LIKENESS: Final = 0.8
"""Cosine of a drawn vector to the real one it is drawn around.

That of a title to the same title in another colour, material and brand: .78 to .82 on
average over 300 titles of the benchmark's shop.
"""


class DrawnTexts:
    """A ``TextEncoder`` that draws each text's vector around a real one.

    What a search costs depends on how vectors lie, not on what they mean. The real ones'
    texts keep their own; the same text has the same vector always.
    """

    def __init__(self, encoder: TextEncoder, texts: Sequence[str]) -> None:
        """Encode the texts around which all others are drawn.

        Args:
            encoder: The real one; this one goes by its name.
            texts: At least one.
        """
        self.name = encoder.name
        self.dimensions = encoder.dimensions
        self._real = encoder.encode(texts)
        self._rows = {text: row for row, text in enumerate(texts)}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions)."""
        found = [self._vector(text) for text in texts]
        return np.stack(found) if found else np.empty((0, self.dimensions), dtype=np.float32)

    def _vector(self, text: str) -> Vectors:
        if (row := self._rows.get(text)) is not None:
            return self._real[row]
        draw = np.random.default_rng(np.frombuffer(hashlib.sha256(text.encode()).digest(), "<u4"))
        real = self._real[draw.integers(len(self._real))]
        aside = draw.standard_normal(self.dimensions, dtype=np.float32)
        aside -= (aside @ real) * real
        aside /= np.linalg.norm(aside)
        return LIKENESS * real + np.sqrt(np.float32(1 - LIKENESS**2)) * aside
