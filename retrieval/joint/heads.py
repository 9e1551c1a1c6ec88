"""Projection heads: from an encoder's space into the space that texts and photos share."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.encoders.encoder import Vectors

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """A projection of one encoder's vectors.

    A vector ``x`` becomes ``unit(relu((x - mean) @ inner + bias) @ outer)``, or
    ``unit((x - mean) @ inner)`` where there is no outer matrix.

    Attributes:
        mean: Of the encoder's vectors, shape (inputs,).
        inner: Shape (inputs, hidden), or (inputs, outputs) without ``outer``.
        bias: Shape (hidden,); None without ``outer``.
        outer: Shape (hidden, outputs), or None.
    """

    mean: NDArray[np.float32]
    inner: Matrix
    bias: NDArray[np.float32] | None = None
    outer: Matrix | None = None

    @property
    def inputs(self) -> int:
        """Numbers of the encoder's vectors."""
        return self.inner.shape[0]

    @property
    def outputs(self) -> int:
        """Numbers of a projected vector."""
        return self.inner.shape[1] if self.outer is None else self.outer.shape[1]

    def project(self, vectors: Vectors) -> Vectors:
        """Return unit vectors, shape (n, outputs), of vectors of shape (n, inputs)."""
        projected = (vectors - self.mean) @ self.inner
        if self.bias is not None and self.outer is not None:
            projected = np.maximum(projected + self.bias, 0) @ self.outer
        return unit(projected.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Heads:
    """A head for texts and one for photos, with outputs of one length."""

    text: Head
    photo: Head

    @property
    def dimensions(self) -> int:
        """Numbers of a vector in the shared space."""
        return self.text.outputs


def unit(vectors: Vectors) -> Vectors:
    """Return the rows at length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
