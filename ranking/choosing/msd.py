"""Max-sum diversification (Borodin, Lee and Ye, 2012)."""

import numpy as np

from ranking.choosing.parts import need, products
from ranking.choosing.pool import Floats, Pool


class MaxSumDispersion:
    """``(1 - trade_off) * relevance + trade_off * (sum of the distances to the list)``.

    The distance is 1 minus the cosine. It is a sum, so that variety counts for more
    the longer the list grows. The first place is the most relevant one's.
    """

    def __init__(self, pool: Pool, trade_off: float) -> None:
        """Begin an empty list; see ``Method``."""
        self._vectors = need(pool.vectors, "vectors", "MSD")
        self._relevance = pool.relevance
        self._trade_off = trade_off
        self._distances: Floats | None = None

    def now(self) -> Floats:
        """Return the gains; see ``Gains``."""
        if self._distances is None:
            return self._relevance
        return (1 - self._trade_off) * self._relevance + self._trade_off * self._distances

    def add(self, place: int) -> None:
        """Take a candidate; see ``Gains``."""
        far = 1 - np.clip(products(self._vectors, self._vectors[place]), -1.0, 1.0)
        self._distances = far if self._distances is None else self._distances + far
