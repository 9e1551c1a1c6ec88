"""The metrics of one ranked list of products, gathered by household."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.metrics.accuracy import ndcg, recall, reciprocal_rank

K = 10
Judged = Mapping[str, Mapping[str, Mapping[str, Sequence[float]]]]
"""Values by system, metric and household."""


class Tally:
    """Scores lists as they come."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._found: dict[str, dict[str, dict[str, list[float]]]] = {}

    def add(
        self, system: str, household: int, ranked: NDArray[np.integer], relevant: Sequence[int]
    ) -> None:
        """Score a list of distinct products, best first, against what was right."""
        names = [str(product) for product in ranked[:K].tolist()]
        wanted = {str(product): 1.0 for product in relevant}
        scored = {
            "recall": recall(names, wanted, K),
            "ndcg": ndcg(names, wanted, K),
            "mrr": reciprocal_rank(names, wanted, K),
        }
        of_system = self._found.setdefault(system, {})
        for metric, value in scored.items():
            of_system.setdefault(metric, {}).setdefault(str(household), []).append(value)

    def judged(self) -> Judged:
        """Return what was scored."""
        return self._found
