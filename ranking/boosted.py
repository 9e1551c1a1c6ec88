"""Gradient-boosted ranking of candidate lists: LightGBM's LambdaRank, on one thread, seeded."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from lightgbm import LGBMRanker
from numpy.typing import NDArray

Features = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class BoostOptions:
    """How a ranker is fitted.

    Attributes:
        trees: Boosting rounds.
        learning_rate: Of each.
        leaves: Of a tree, at most.
        columns: Share of the features that a tree looks at.
        truncation: Places of the list whose order the loss looks at.
        seed: Of rows and columns drawn.
    """

    trees: int = 200
    learning_rate: float = 0.08
    leaves: int = 31
    columns: float = 0.3
    truncation: int = 20
    seed: int = 0

    def __str__(self) -> str:
        """Name the settings in a line."""
        return (
            f"LambdaRank (LightGBM), {self.trees} trees of {self.leaves} leaves, "
            f"rate {self.learning_rate:g}, seed {self.seed}"
        )


@dataclass(frozen=True, slots=True)
class Lists:
    """Candidate lists to learn from.

    Attributes:
        features: Of every candidate, list after list, shape (candidates, features).
        right: 1 for what was chosen, else 0, in the same order.
        sizes: Candidates of each list.
    """

    features: Features
    right: NDArray[np.int8]
    sizes: Sequence[int]


def fit_ranker(lists: Lists, options: BoostOptions) -> LGBMRanker:
    """Fit LambdaRank (Burges, 2010) on lists; equal input and seed give an equal model.

    Args:
        lists: At least one, each with something right and something wrong.
        options: Of the fit.
    """
    ranker = LGBMRanker(
        objective="lambdarank",
        n_estimators=options.trees,
        learning_rate=options.learning_rate,
        num_leaves=options.leaves,
        min_child_samples=40,
        colsample_bytree=options.columns,
        subsample=0.8,
        subsample_freq=1,
        reg_lambda=5.0,
        lambdarank_truncation_level=options.truncation,
        random_state=options.seed,
        deterministic=True,
        force_row_wise=True,
        n_jobs=1,
        verbose=-1,
    )
    return ranker.fit(lists.features, lists.right, group=list(lists.sizes))


def best_first(ranker: LGBMRanker, features: Features) -> NDArray[np.intp]:
    """Return each list's candidates from the best to the worst; ties keep their order.

    Args:
        ranker: As ``fit_ranker`` gives it.
        features: Of lists of equal length, shape (lists, candidates, features).

    Returns:
        Places within the list, shape (lists, candidates).
    """
    lists, length, width = features.shape
    relevance = np.asarray(ranker.predict(features.reshape(-1, width))).reshape(lists, length)
    return np.argsort(-relevance, axis=1, kind="stable")
