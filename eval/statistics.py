"""How sure a figure is: bootstrap intervals by dialogue, and paired differences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
CONFIDENCE = 0.95


class StatisticsError(ValueError):
    """There is nothing to draw from, or two systems were not given the same rows."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and its percentile bootstrap interval.

    Attributes:
        mean: Over all rows.
        low: Lower end at ``CONFIDENCE``.
        high: Upper end.
        clusters: How many independent clusters it rests on.
    """

    mean: float
    low: float
    high: float
    clusters: int

    def excludes(self, value: float) -> bool:
        """Tell whether the value lies outside the interval."""
        return not self.low <= value <= self.high


def bootstrap(rows: Mapping[str, Sequence[float]], seed: int = 0) -> Interval:
    """Return the mean over all rows, resampling whole clusters.

    Rows of one dialogue depend on each other, so dialogues are drawn, not rows.

    Args:
        rows: Values by cluster (dialogue); at least one value in all.
        seed: Of the resampling; the same seed gives the same interval.

    Raises:
        StatisticsError: If there are no values.
    """
    sums = np.array([np.sum(values) for values in rows.values()], dtype=np.float64)
    sizes = np.array([len(values) for values in rows.values()], dtype=np.float64)
    if not sizes.sum():
        raise StatisticsError("no values to take a mean of")
    means = _resampled(sums, sizes, seed)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return Interval(float(sums.sum() / sizes.sum()), float(low), float(high), len(rows))


def paired_difference(
    ours: Mapping[str, Sequence[float]], theirs: Mapping[str, Sequence[float]], seed: int = 0
) -> Interval:
    """Return the mean of ours - theirs, row by row, resampling whole clusters.

    The difference is significant where the interval excludes 0.

    Raises:
        StatisticsError: If the two do not have the same rows.
    """
    if ours.keys() != theirs.keys() or any(len(ours[c]) != len(theirs[c]) for c in ours):
        raise StatisticsError("a paired comparison needs both systems on the same rows")
    return bootstrap(
        {
            cluster: [a - b for a, b in zip(ours[cluster], theirs[cluster], strict=True)]
            for cluster in ours
        },
        seed,
    )


def _resampled(
    sums: NDArray[np.float64], sizes: NDArray[np.float64], seed: int
) -> NDArray[np.float64]:
    generator = np.random.default_rng(seed)
    drawn = generator.integers(0, len(sums), size=(RESAMPLES, len(sums)))
    totals = sizes[drawn].sum(axis=1)
    # A draw of nothing but empty clusters says nothing; there is at least one full one.
    full = totals > 0
    return sums[drawn].sum(axis=1)[full] / totals[full]
