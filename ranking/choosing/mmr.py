"""Maximal marginal relevance (Carbonell and Goldstein, 1998)."""

import numpy as np

from ranking.choosing.parts import need, products
from ranking.choosing.pool import Floats, Pool


class MaximalMarginalRelevance:
    """``(1 - trade_off) * relevance - trade_off * (nearness to the nearest on the list)``.

    Nearness is the cosine, and 0 where that is negative. The first place is the most
    relevant one's, whatever the dial. Lambda in the paper is ``1 - trade_off``.
    """

    def __init__(self, pool: Pool, trade_off: float) -> None:
        """Begin an empty list; see ``Method``."""
        self._vectors = need(pool.vectors, "vectors", "MMR")
        self._relevance = pool.relevance
        self._trade_off = trade_off
        self._nearest: Floats | None = None

    def now(self) -> Floats:
        """Return the gains; see ``Gains``."""
        if self._nearest is None:
            return self._relevance
        return (1 - self._trade_off) * self._relevance - self._trade_off * self._nearest

    def add(self, place: int) -> None:
        """Take a candidate; see ``Gains``."""
        near = np.maximum(products(self._vectors, self._vectors[place]), 0.0)
        self._nearest = near if self._nearest is None else np.maximum(self._nearest, near)
