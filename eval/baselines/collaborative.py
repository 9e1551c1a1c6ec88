"""Collaborative filtering as the library ``implicit`` does it, tuned on validation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ranking.shoppers.factorisation import FactorSettings
from ranking.shoppers.histories import Histories, History
from ranking.shoppers.item_weights import Floats
from ranking.shoppers.neighbours import matrix_of

ALS_GRID = tuple(
    FactorSettings(factors=factors, regularisation=regularisation, confidence=confidence)
    for factors in (64, 192)
    for regularisation, confidence in ((0.05, 5.0), (0.5, 20.0))
)
BPR_GRID = tuple(
    (factors, rate, regularisation)
    for factors in (64, 192)
    for rate, regularisation in ((0.05, 0.01), (0.1, 0.05))
)
"""Factors, learning rate and regularisation."""


@dataclass(frozen=True, slots=True)
class PairwiseRanking:
    """Bayesian personalised ranking (Rendle and others, 2009).

    It has vectors only for the shoppers it was fitted to, so it is asked by their histories'
    places: the histories given must be those of all shoppers, in chunks and in order.
    """

    shoppers: Floats
    items: Floats
    asked: list[int]
    name: str = "BPR"

    def affinities(self, histories: Sequence[History]) -> Floats:
        """Return affinities of the next shoppers in order, shape (len(histories), items)."""
        first = self.asked[0]
        rows = np.arange(first, first + len(histories)) % len(self.shoppers)
        self.asked[0] = (first + len(histories)) % len(self.shoppers)
        return np.asarray(self.shoppers[rows] @ self.items.T, dtype=np.float32)

    def of_rows(self, rows: NDArray[np.int64]) -> "PairwiseRanking":
        """Return the model of some of the shoppers, in that order."""
        return PairwiseRanking(self.shoppers[rows], self.items, [0], self.name)


def fit_bpr(
    histories: Histories, factors: int, rate: float, regularisation: float, *, seed: int
) -> PairwiseRanking:
    """Fit BPR with 100 passes."""
    from implicit.cpu.bpr import BayesianPersonalizedRanking  # noqa: PLC0415 - heavy
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - with it

    with threadpool_limits(1, "blas"):
        model: Any = BayesianPersonalizedRanking(
            factors=factors,
            learning_rate=rate,
            regularization=regularisation,
            iterations=100,
            num_threads=1,
            random_state=seed,
        )
        model.fit(sparse.csr_matrix(matrix_of(histories)), show_progress=False)
    return PairwiseRanking(np.asarray(model.user_factors), np.asarray(model.item_factors), [0])
