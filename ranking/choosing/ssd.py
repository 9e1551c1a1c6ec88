"""Sliding spectrum decomposition (Huang and others, 2021)."""

from collections import deque
from typing import Final

import numpy as np

from ranking.choosing.parts import need, products
from ranking.choosing.pool import Floats, Pool

WINDOW: Final = 10
"""How many of the last chosen a candidate is held against."""

_SPENT: Final = 1e-9


class SlidingSpectrum:
    """``(1 - trade_off) * relevance + trade_off * (what is new in the candidate)``.

    New is the length of what remains of its vector after taking away its projection
    on each of the last ``WINDOW`` chosen ones (modified Gram-Schmidt), so that what
    was seen longer ago may come again. Unlike a DPP's logarithm it stays in [0, 1].
    The first place is the most relevant one's.

    What remains of a vector is square to every kept basis, and so is a new basis; a
    candidate's share of that basis is therefore its vector's own, and the lengths
    follow from the shares alone. A step takes O(n * d).
    """

    def __init__(self, pool: Pool, trade_off: float) -> None:
        """Begin an empty list; see ``Method``."""
        self._vectors = need(pool.vectors, "vectors", "SSD")
        self._squares = (self._vectors * self._vectors).sum(axis=1)
        self._relevance = pool.relevance
        self._trade_off = trade_off
        self._taken: deque[tuple[Floats, Floats]] = deque()

    def now(self) -> Floats:
        """Return the gains; see ``Gains``."""
        if not self._taken:
            return self._relevance
        new = np.sqrt(np.maximum(self._squares, 0.0))
        return (1 - self._trade_off) * self._relevance + self._trade_off * new

    def add(self, place: int) -> None:
        """Take a candidate; see ``Gains``."""
        if len(self._taken) == WINDOW:
            shares, old = self._taken.popleft()
            self._squares += shares * shares * (old @ old)
        basis = self._vectors[place].copy()
        for shares, kept in self._taken:
            basis -= shares[place] * kept
        length = float(basis @ basis)
        shares = (
            products(self._vectors, basis) / length
            if length > _SPENT
            else np.zeros(len(self._vectors))
        )
        self._squares -= shares * shares * length
        self._taken.append((shares, basis))
