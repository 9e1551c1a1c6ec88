"""How sure a figure is: bootstrap intervals by dialogue, and paired differences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

RESAMPLES: Final = 2000
CONFIDENCE: Final = 0.95
POWER: Final = 0.8
"""How likely a difference worth knowing should be found where there is one."""


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

    def shown(self, form: str = ".3f") -> str:
        """Return it for people, each number in a form such as ``+.3f``.

        >>> Interval(0.5, 0.4, 0.625, 9).shown()
        '0.500 [0.400, 0.625]'
        """
        return f"{self.mean:{form}} [{self.low:{form}}, {self.high:{form}}]"

    def figures(self, name: str) -> dict[str, float]:
        """Return the mean under a name, and its ends under ``NAME.low`` and ``NAME.high``."""
        return {name: self.mean, f"{name}.low": self.low, f"{name}.high": self.high}


def bootstrap(rows: Mapping[str, Sequence[float]], seed: int = 0) -> Interval:
    """Return the mean over all rows, resampling whole clusters.

    Rows of one dialogue depend on each other, so dialogues are drawn, not rows.

    Args:
        rows: Values by cluster (dialogue); at least one value in all.
        seed: Of the resampling; the same seed gives the same interval.

    Raises:
        StatisticsError: If there are no values.
    """
    sums, sizes = _sums(rows)
    low, high = ends(_resampled(sums, sizes, seed))
    return Interval(float(sums.sum() / sizes.sum()), low, high, len(rows))


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


def difference(
    ours: Mapping[str, Sequence[float]], theirs: Mapping[str, Sequence[float]], seed: int = 0
) -> Interval:
    """Return our mean less theirs, drawing the same clusters for both.

    Unlike ``paired_difference`` a cluster may have other rows in each: two
    systems hold the same dialogue in different numbers of turns.

    Raises:
        StatisticsError: If the two do not have the same clusters, or one has no
            values.
    """
    if ours.keys() != theirs.keys():
        raise StatisticsError("a paired comparison needs both systems on the same dialogues")
    means: list[NDArray[np.float64]] = []
    overall: list[float] = []
    for rows in (ours, {cluster: theirs[cluster] for cluster in ours}):
        sums, sizes = _sums(rows)
        drawn = _drawn(len(rows), seed)
        with np.errstate(invalid="ignore"):
            means.append(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1))
        overall.append(float(sums.sum() / sizes.sum()))
    apart = means[0] - means[1]
    low, high = ends(apart[~np.isnan(apart)])
    return Interval(overall[0] - overall[1], low, high, len(ours))


def sign_flip_p(
    ours: Mapping[str, Sequence[float]], theirs: Mapping[str, Sequence[float]], seed: int = 0
) -> float:
    """Return the two-sided p of a paired randomisation test on the clusters' means.

    Were the two systems alike, each cluster's difference could as well have the
    other sign (Smucker, Allan and Carterette, 2007). Clusters empty on either
    side are left out.

    Returns:
        In (0, 1]; 1.0 where no cluster differs.

    Raises:
        StatisticsError: If the two do not have the same clusters, or share no
            values.
    """
    if ours.keys() != theirs.keys():
        raise StatisticsError("a paired comparison needs both systems on the same dialogues")
    both = [cluster for cluster in ours if len(ours[cluster]) and len(theirs[cluster])]
    if not both:
        raise StatisticsError("no values to compare")
    apart = np.array([float(np.mean(ours[c]) - np.mean(theirs[c])) for c in both])
    signs = np.random.default_rng(seed).choice((-1.0, 1.0), size=(RESAMPLES, len(apart)))
    # A sum of the same numbers in another order may differ in its last bits.
    as_far = np.abs(signs @ apart) >= abs(apart.sum()) - 1e-12
    return float((as_far.sum() + 1) / (RESAMPLES + 1))


def detectable(rows: Mapping[str, Sequence[float]]) -> float:
    """Return the smallest change of the mean that a set like this one can tell.

    That is what a paired comparison of two systems as varied as this one, on
    these clusters, finds with ``POWER`` at ``CONFIDENCE``: the sum of both
    normal quantiles times the standard error of a difference of two means.

    Raises:
        StatisticsError: If there are no values.
    """
    sums, sizes = _sums(rows)
    drawn = _drawn(len(sums), seed=0)
    totals = sizes[drawn].sum(axis=1)
    means = sums[drawn].sum(axis=1)[totals > 0] / totals[totals > 0]
    normal = NormalDist()
    quantiles = normal.inv_cdf(1 - (1 - CONFIDENCE) / 2) + normal.inv_cdf(POWER)
    return float(quantiles * np.sqrt(2) * np.std(means))


def power_warning(
    name: str, rows: Mapping[str, Sequence[float]], worth_knowing: float
) -> str | None:
    """Return a sentence where the set is too small to tell, else None.

    A set without any variance gives none of the warning that its size deserves,
    so for a share (all values 0 or 1) one more of each is added first (Laplace).

    Args:
        name: Of the figure.
        rows: Values by cluster.
        worth_knowing: The smallest difference that matters, above 0.

    Raises:
        StatisticsError: If there are no values.
    """
    values = {value for cluster in rows.values() for value in cluster}
    padded = {**rows, "\0none": (0.0,), "\0one": (1.0,)} if values <= {0.0, 1.0} else rows
    least = detectable(padded)
    if least <= worth_knowing:
        return None
    return (
        f"{name}: with {len(rows)} dialogues, differences below {least:.3f} can't be told from "
        f"chance ({worth_knowing:g} would be worth knowing); hold more dialogues."
    )


def ends(resampled: NDArray[np.float64]) -> tuple[float, float]:
    """Return the two quantiles between which ``CONFIDENCE`` of resampled figures lie.

    Args:
        resampled: A figure of each resample, at least one, in any order.
    """
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(resampled, [tail, 1 - tail])
    return float(low), float(high)


def _sums(
    rows: Mapping[str, Sequence[float]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    sums = np.array([np.sum(values) for values in rows.values()], dtype=np.float64)
    sizes = np.array([len(values) for values in rows.values()], dtype=np.float64)
    if not sizes.sum():
        raise StatisticsError("no values to take a mean of")
    return sums, sizes


def _drawn(clusters: int, seed: int) -> NDArray[np.int64]:
    return np.random.default_rng(seed).integers(0, clusters, size=(RESAMPLES, clusters))


def _resampled(
    sums: NDArray[np.float64], sizes: NDArray[np.float64], seed: int
) -> NDArray[np.float64]:
    drawn = _drawn(len(sums), seed)
    totals = sizes[drawn].sum(axis=1)
    # A draw of nothing but empty clusters says nothing; there is at least one full one.
    full = totals > 0
    return sums[drawn].sum(axis=1)[full] / totals[full]
