"""A determinantal point process, chosen from greedily (Chen, Zhang and Zhou, 2018)."""

from typing import Final

import numpy as np

from ranking.choosing.parts import need, products
from ranking.choosing.pool import Floats, Pool

_SPENT: Final = 1e-6
"""Squared distance below which a candidate lies in the span of the list."""


class Determinantal:
    """``(1 - trade_off) * relevance + trade_off * log(d * d)``.

    ``d`` is how far the candidate's vector lies from the span of the chosen ones, so
    that the sum of the logarithms is the log-determinant of the chosen similarities
    (the paper's objective, with theta = ``1 - trade_off``). Where the span holds all
    that is left, relevance decides. The factors of Cholesky are kept from step to
    step: O(n * k) a step.
    """

    def __init__(self, pool: Pool, trade_off: float) -> None:
        """Begin an empty list; see ``Method``."""
        self._vectors = need(pool.vectors, "vectors", "DPP")
        self._weighed = (1 - trade_off) * pool.relevance
        self._trade_off = trade_off
        self._rest = (self._vectors * self._vectors).sum(axis=1)
        self._factors: list[Floats] = []
        self._first = pool.relevance

    def now(self) -> Floats:
        """Return the gains; see ``Gains``."""
        if not self._factors:
            return self._first
        return self._weighed + self._trade_off * np.log(np.maximum(self._rest, _SPENT))

    def add(self, place: int) -> None:
        """Take a candidate; see ``Gains``."""
        length = self._rest[place]
        shared = products(self._vectors, self._vectors[place])
        for factor in self._factors:
            shared -= factor[place] * factor
        # What lies in the span already takes nothing from the others.
        factor = shared / np.sqrt(length) if length > _SPENT else np.zeros_like(shared)
        self._factors.append(factor)
        self._rest = np.maximum(self._rest - factor * factor, 0.0)
