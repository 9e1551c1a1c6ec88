"""Calibrated lists: categories in the proportions of the shopper's own (Steck, 2018)."""

from typing import Final

import numpy as np

from ranking.choosing.parts import need
from ranking.choosing.pool import Floats, Pool

SMOOTHING: Final = 0.01
"""How much of the wanted mix is mixed into the list's, so that no category costs infinitely."""


class Calibrated:
    """``(1 - trade_off) * relevance - trade_off * KL(wanted || the list with it)``, in nats.

    Where nothing is known of what the shopper wants, the wanted mix is that of the
    pool, each candidate counting by its relevance.
    """

    def __init__(self, pool: Pool, trade_off: float) -> None:
        """Begin an empty list; see ``Method``."""
        shares = need(pool.categories, "categories", "the calibrated choice")
        wanted = _mix_of(shares, pool.relevance) if pool.wanted is None else pool.wanted
        counting = wanted > 0  # p log(p / q) is 0 where p is
        self._shares, self._wanted = shares[:, counting], wanted[counting]
        self._weighed = (1 - trade_off) * pool.relevance
        self._trade_off = trade_off
        self._sum = np.zeros(len(self._wanted))
        self._length = 0

    def now(self) -> Floats:
        """Return the gains; see ``Gains``."""
        mixes = (self._sum + self._shares) / (self._length + 1)
        smoothed = (1 - SMOOTHING) * mixes + SMOOTHING * self._wanted
        divergence = (self._wanted * np.log(self._wanted / smoothed)).sum(axis=1)
        return self._weighed - self._trade_off * divergence

    def add(self, place: int) -> None:
        """Take a candidate; see ``Gains``."""
        self._sum = self._sum + self._shares[place]
        self._length += 1


def _mix_of(shares: Floats, relevance: Floats) -> Floats:
    mix = relevance @ shares
    total = mix.sum()
    return mix / total if total > 0 else mix
