"""Which pairs make up a batch."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

_RUN: Final = 16


def batch_rows(
    kinds: NDArray[np.int64], size: int, chance: np.random.Generator
) -> NDArray[np.intp]:
    """Choose the rows of a batch, half at random and half in runs of one category.

    The runs bring hard negatives, which a random batch of a large catalogue
    would hardly hold: other products of the same category.

    Args:
        kinds: The category of every row.
        size: How many rows; all of them where there are no more.
        chance: What is drawn from.

    Returns:
        ``min(size, len(kinds))`` distinct rows, in ascending order.
    """
    count = len(kinds)
    if count <= size:
        return np.arange(count)
    order = np.lexsort((chance.random(count), kinds))
    starts = chance.choice(
        count // _RUN, size=min(size // (2 * _RUN), count // _RUN), replace=False
    )
    runs = order[(starts[:, None] * _RUN + np.arange(_RUN)).ravel()]
    chosen = np.zeros(count, dtype=np.bool_)
    chosen[runs] = True
    rest = np.flatnonzero(~chosen)
    chosen[chance.choice(rest, size=size - len(runs), replace=False)] = True
    return np.flatnonzero(chosen)
