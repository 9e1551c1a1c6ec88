"""A part of a fold, where asking every shopper would take too long."""

import numpy as np

from ranking.shoppers.histories import Fold


def some(fold: Fold, most: int, *, seed: int = 0) -> Fold:
    """Return at most so many shoppers of a fold, drawn without regard to their order."""
    if len(fold.chosen) <= most:
        return fold
    drawn = np.random.default_rng(seed).permutation(len(fold.chosen))[:most]
    return Fold(fold.fitting, tuple(fold.known[row] for row in drawn), fold.chosen[drawn])
