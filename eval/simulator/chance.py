"""Seeded chance: the same seed and the same draws give the same dialogue."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

_T = TypeVar("_T")


class Chance:
    """Draws for one dialogue."""

    def __init__(self, *seed: int) -> None:
        """Start from the numbers given, such as the run's seed and the dialogue's index."""
        self._generator = np.random.default_rng(seed)

    def happens(self, probability: float) -> bool:
        """Tell whether something of this probability in [0, 1] happens."""
        return bool(self._generator.random() < probability)

    def pick(self, options: Sequence[_T]) -> _T:
        """Return one of the options, of which there must be at least one."""
        return options[int(self._generator.integers(len(options)))]

    def between(self, low: float, high: float) -> float:
        """Return a number in [low, high)."""
        return float(self._generator.uniform(low, high))

    def some(self, options: Sequence[_T], count: int) -> list[_T]:
        """Return up to ``count`` different options in a drawn order."""
        order = self._generator.permutation(len(options))[: max(0, count)]
        return [options[int(at)] for at in order]
