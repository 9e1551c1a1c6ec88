"""What a photo looks like: a network's features and the photo's colours, in one vector.

A network that was trained to tell things apart whatever their colour forgets colours. A
shopper asks for them, so a histogram of them stands beside its features.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from PIL.Image import Image

from retrieval.encoders.efficientnet import open_efficientnet
from retrieval.encoders.encoder import ImageEncoder, Vectors
from retrieval.weights import Progress, silent

COLOURS: Final = 6 * 8 * 8
"""Numbers of a histogram: six steps of lightness, eight from green to red and from blue to
yellow."""

_STEPS: Final = (6, 8, 8)
_SIDE: Final = 96
_LEVELS: Final = 256
# How much colours weigh beside the features' 1. More finds colours a little better by words, and
# takes a photo for one of another thing of its colour.
_WEIGHT: Final = np.float32(0.3)


class Looks:
    """An ``ImageEncoder``; as safe to share as the network it is made of."""

    def __init__(self, network: ImageEncoder) -> None:
        """Put colours beside what a network makes of a photo."""
        self.name = f"{network.name}-colours"
        self.dimensions = network.dimensions + COLOURS
        self._network = network

    def encode(self, photos: Sequence[Image]) -> Vectors:
        """Return one unit vector a photo, shape (len(photos), dimensions)."""
        colours = np.empty((len(photos), COLOURS), dtype=np.float32)
        for row, photo in enumerate(photos):
            colours[row] = colours_of(photo)
        both = np.concatenate([self._network.encode(photos), _WEIGHT * colours], axis=1)
        # Both parts have a fixed length, and so have they together.
        return both / np.sqrt(1 + _WEIGHT**2)


def colours_of(photo: Image) -> Vectors:
    """Return which colours a photo has: a unit vector, shape (``COLOURS``,), no number below 0.

    The numbers are roots of the colours' shares in CIELAB, so that the product of two is
    the Bhattacharyya coefficient of their histograms: a background that both have does not
    hide what they differ in.
    """
    small = photo.convert("RGB").resize((_SIDE, _SIDE)).convert("LAB")
    values = np.asarray(small, dtype=np.uint8).reshape(-1, 3).astype(np.intp)
    # From green to red and from blue to yellow Pillow counts from 0 up, and from 255 down.
    values[:, 1:] = (values[:, 1:] + _LEVELS // 2) % _LEVELS
    steps = values * _STEPS // _LEVELS
    found = np.bincount(np.ravel_multi_index(tuple(steps.T), _STEPS), minlength=COLOURS)
    return np.sqrt(found / len(values)).astype(np.float32)


def open_looks(models_dir: Path, *, threads: int = 1, progress: Progress = silent) -> Looks:
    """Open the encoder of photos; see ``open_efficientnet``."""
    return Looks(open_efficientnet(models_dir, threads=threads, progress=progress))
