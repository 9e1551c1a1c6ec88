"""Novelty by facets: what the list does not have yet of category, brand, colour and price."""

import numpy as np

from ranking.choosing.parts import need, products
from ranking.choosing.pool import Floats, Pool


class FacetNovelty:
    """``(1 - trade_off) * relevance + trade_off * novelty``; see ``novelty``."""

    def __init__(self, pool: Pool, trade_off: float) -> None:
        """Begin an empty list; see ``Method``."""
        self._facets = need(pool.facets, "facets", "the choice by facets")
        self._weighed = (1 - trade_off) * pool.relevance
        self._trade_off = trade_off
        self._seen = np.zeros(self._facets.shape[1])

    def now(self) -> Floats:
        """Return the gains; see ``Gains``."""
        return self._weighed + self._trade_off * novelty(self._facets, self._seen)

    def add(self, place: int) -> None:
        """Take a candidate; see ``Gains``."""
        self._seen += self._facets[place]


def novelty(facets: Floats, seen: Floats) -> Floats:
    """Return how new each row is to a list, in [0, 1].

    The mean over a row's facets of ``1 / (1 + n)``, with ``n`` the number of items on
    the list that have the facet already; 0 for a row without facets.

    Args:
        facets: Shape (n, f), 0 or 1.
        seen: Shape (f,), how often each facet stands on the list.
    """
    own = facets.sum(axis=1)
    return np.divide(
        products(facets, 1 / (1 + seen)), own, out=np.zeros(len(facets)), where=own > 0
    )
