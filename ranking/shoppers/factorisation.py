"""Matrix factorisation by the library ``implicit``: vectors learnt from who took what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from ranking.shoppers.histories import Histories, History
from ranking.shoppers.item_weights import Floats, recency
from ranking.shoppers.neighbours import matrix_of


@dataclass(frozen=True, slots=True)
class FactorSettings:
    """How items and shoppers are factorised.

    Attributes:
        factors: Numbers a vector.
        rounds: In which shoppers and items are solved in turn.
        regularisation: At least 0.
        confidence: How much more a taken item counts than one not taken.
    """

    factors: int = 128
    rounds: int = 15
    regularisation: float = 0.05
    confidence: float = 5.0


@dataclass(frozen=True, slots=True)
class LeastSquares:
    """Alternating least squares (Hu, Koren and Volinsky, 2008).

    A shopper's vector is solved from their history when they are asked for, so shoppers who
    were not there when it was fitted are served alike.
    """

    fitted: Any
    confidence: float
    name: str = "least squares"

    def affinities(self, histories: Sequence[History]) -> Floats:
        """As ``ItemWeights.affinities``."""
        items = self.fitted.item_factors.shape[0]
        taken = self.confidence * recency(histories, items, float("inf"), 50)
        vectors = self.fitted.recalculate_user(np.arange(len(histories)), sparse.csr_matrix(taken))
        return np.asarray(vectors @ self.fitted.item_factors.T, dtype=np.float32)


def fit_least_squares(histories: Histories, settings: FactorSettings, *, seed: int) -> LeastSquares:
    """Factorise by alternating least squares."""
    from implicit.cpu.als import AlternatingLeastSquares  # noqa: PLC0415 - heavy
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - with it

    # More threads below than above it only wait for each other, and it warns.
    with threadpool_limits(1, "blas"):
        model = AlternatingLeastSquares(
            factors=settings.factors,
            regularization=settings.regularisation,
            iterations=settings.rounds,
            random_state=seed,
            num_threads=1,
        )
        taken = sparse.csr_matrix(settings.confidence * matrix_of(histories))
        model.fit(taken, show_progress=False)
    return LeastSquares(model, settings.confidence)
