"""Item-to-item weights by one ridge regression each: what is taken together, and what comes next.

Both need one inverse of an items x items matrix: seconds for thousands of items, and memory of
three such matrices (12,000 items: 1.7 GB).
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy import sparse
from scipy.linalg import lapack

from ranking.shoppers.errors import ShopperError
from ranking.shoppers.histories import Histories, History
from ranking.shoppers.item_weights import Floats, ItemWeights, largest
from ranking.shoppers.neighbours import matrix_of

MOST_ITEMS: Final = 20_000
"""A catalogue above this keeps its closed-form models for its most taken items."""


@dataclass(frozen=True, slots=True)
class TogetherSettings:
    """How ``fit_together`` fits.

    Attributes:
        ridge: Regularisation, above 0.
        content: Weight of what items are, at least 0; see ``fit_together``.
        memory: See ``ItemWeights``.
        kept: Weights a row.
        most: Items that get weights at most: those taken most often.
    """

    ridge: float = 50.0
    content: float = 0.0
    memory: float = 4.0
    kept: int = 300
    most: int = MOST_ITEMS


@dataclass(frozen=True, slots=True)
class NextSettings:
    """How ``fit_next`` fits.

    Attributes:
        ridge: Regularisation, above 0.
        content: As in ``TogetherSettings``.
        past: Memory by which the events before a point in time are weighed, in places.
        ahead: Likewise for those after it: 0.5 is hardly more than the very next.
        memory: See ``ItemWeights``.
        kept: Weights a row.
        most: Items that get weights at most: those taken most often.
    """

    ridge: float = 20.0
    content: float = 0.0
    past: float = 1.0
    ahead: float = 1.0
    memory: float = 2.0
    kept: int = 300
    most: int = MOST_ITEMS


_LOOK: Final = 10
"""Events before and after a point in time that ``fit_next`` looks at."""


def fit_together(
    histories: Histories, settings: TogetherSettings, alike: Floats | None = None
) -> ItemWeights:
    """Fit EASE (Steck, 2019): each item from the others of the same history, order aside.

    Where ``alike`` is given, items that are alike count as if they had been taken together
    ``content`` times as often, which is EASE on shoppers and attributes stacked (Jeunen and
    others, 2020).

    Args:
        histories: What is learnt from.
        settings: How.
        alike: Shape (items, items), symmetrical and positive semidefinite.

    Raises:
        ShopperError: If the settings are out of range, or the numbers cannot be solved.
    """
    _check(settings.ridge, settings.content)
    chosen = most_taken(histories, settings.most)
    taken = matrix_of(histories)[:, chosen]
    gram = _with_content((taken.T @ taken).toarray(), alike, settings.content, chosen)
    inverse = _inverse(gram, settings.ridge)
    inverse /= -np.diag(inverse).copy()
    np.fill_diagonal(inverse, 0.0)
    weights = _placed(largest(inverse, settings.kept), chosen, histories.items)
    return ItemWeights("taken together", weights, settings.memory)


def fit_next(
    histories: Histories, settings: NextSettings, alike: Floats | None = None
) -> ItemWeights:
    """Fit what comes after from what came before, recent events more on both sides.

    The linear sequential model of SLIST (Choi and others, 2021): each point in time of each
    history is a row; its past and its future, weighed by their distance to it, are
    regressed on each other.

    Args:
        histories: As in ``fit_together``.
        settings: How.
        alike: As in ``fit_together``.

    Raises:
        ShopperError: As ``fit_together``.
    """
    _check(settings.ridge, settings.content)
    chosen = most_taken(histories, settings.most)
    before, after = _moments(histories, settings.past, settings.ahead)
    before, after = before[:, chosen], after[:, chosen]
    gram = _with_content((before.T @ before).toarray(), alike, settings.content, chosen)
    follows = _with_content((before.T @ after).toarray(), alike, settings.content, chosen)
    weights = _inverse(gram, settings.ridge) @ follows
    np.fill_diagonal(weights, 0.0)
    placed = _placed(largest(weights, settings.kept), chosen, histories.items)
    return ItemWeights("taken next", placed, settings.memory)


def most_taken(histories: Histories, most: int = MOST_ITEMS) -> np.ndarray:
    """Return the numbers of the ``most`` items taken most often, ascending; ties to the earlier."""
    if histories.items <= most:
        return np.arange(histories.items)
    often = np.asarray(matrix_of(histories).sum(axis=0)).ravel()
    return np.sort(np.argsort(-often, kind="stable")[:most])


def _moments(
    histories: Histories, past: float, ahead: float
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return past and future of every point in time, shape (points, items) each."""
    before, after = _Rows(histories.items), _Rows(histories.items)
    for history in histories.shoppers:
        for point in range(1, len(history)):
            before.add(history[max(0, point - _LOOK) : point][::-1], past)
            after.add(history[point : point + _LOOK], ahead)
    return before.matrix(), after.matrix()


class _Rows:
    """Collects sparse rows of weights that fall with the distance."""

    def __init__(self, items: int) -> None:
        self._items = items
        self._starts = [0]
        self._columns: list[History] = []
        self._distances: list[np.ndarray] = []

    def add(self, nearest_first: History, memory: float) -> None:
        self._columns.append(nearest_first)
        self._distances.append(np.exp(-np.arange(len(nearest_first)) / memory))
        self._starts.append(self._starts[-1] + len(nearest_first))

    def matrix(self) -> sparse.csr_array:
        if not self._columns:
            return sparse.csr_array((0, self._items), dtype=np.float32)
        values = np.concatenate(self._distances).astype(np.float32)
        rows = sparse.csr_array(
            (values, np.concatenate(self._columns), self._starts),
            shape=(len(self._columns), self._items),
        )
        rows.sum_duplicates()
        return rows


def _with_content(gram: Floats, alike: Floats | None, weight: float, chosen: np.ndarray) -> Floats:
    if alike is None or weight == 0:
        return gram
    gram += weight * (alike if len(chosen) == len(alike) else alike[np.ix_(chosen, chosen)])
    return gram


def _inverse(gram: Floats, ridge: float) -> Floats:
    """Return the inverse of ``gram + ridge * identity`` by Cholesky."""
    regularised = np.asfortranarray(gram, dtype=np.float32)
    regularised[np.diag_indices_from(regularised)] += ridge
    solver: Any = lapack  # its functions are made when it is loaded, unseen by a type checker
    factor, failed = solver.spotrf(regularised, lower=1, overwrite_a=1)
    inverse, failed = (factor, failed) if failed else solver.spotri(factor, lower=1, overwrite_c=1)
    if failed:
        raise ShopperError(f"the regression cannot be solved with ridge {ridge:g}; take a larger")
    # LAPACK fills the lower half only.
    whole = np.tril(inverse)
    whole += np.tril(inverse, -1).T
    return whole


def _placed(weights: sparse.csr_array, chosen: np.ndarray, items: int) -> sparse.csr_array:
    """Put the weights among the chosen items into their places among all."""
    if len(chosen) == items:
        return weights
    found = weights.tocoo()
    return sparse.csr_array(
        (found.data, (chosen[found.row], chosen[found.col])), shape=(items, items)
    )


def _check(ridge: float, content: float) -> None:
    if not ridge > 0 or not content >= 0:
        raise ShopperError(f"ridge must be above 0 and content at least 0, not {ridge}, {content}")
