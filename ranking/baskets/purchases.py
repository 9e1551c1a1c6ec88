"""Purchases in the order of time, and which products share baskets."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = sparse.csr_matrix


@dataclass(frozen=True, slots=True)
class Purchases:
    """One row a product of a basket.

    Attributes:
        household: Who bought.
        basket: In which basket.
        product: Which product, a place in ``category``.
        day: When, in days from any fixed day; never falls from row to row.
        week: When, in weeks.
        price: Paid for one.
        category: Of every product there is, shape (products,).
    """

    household: NDArray[np.int32]
    basket: NDArray[np.int64]
    product: NDArray[np.int32]
    day: NDArray[np.float32]
    week: NDArray[np.int32]
    price: NDArray[np.float32]
    category: NDArray[np.int32]

    def during(self, first: int, last: int) -> "Purchases":
        """Return the purchases of the weeks from ``first`` to ``last``, both included."""
        return self._only((self.week >= first) & (self.week <= last))

    def first(self, rows: int) -> "Purchases":
        """Return the first purchases, so many rows."""
        return self._only(slice(rows))

    def _only(self, kept: NDArray[np.bool_] | slice) -> "Purchases":
        rows = {
            each.name: getattr(self, each.name)[kept]
            for each in fields(self)
            if each.name != "category"
        }
        return Purchases(**rows, category=self.category)

    def baskets(self) -> list[tuple[int, NDArray[np.int32]]]:
        """Return household and distinct products of every basket, by the basket's first row."""
        order = np.argsort(self.basket, kind="stable")
        starts = np.flatnonzero(np.diff(self.basket[order], prepend=-1))
        ends = [*starts[1:], len(order)]
        parts = [order[start:end] for start, end in zip(starts, ends, strict=True)]
        parts.sort(key=lambda rows: int(rows[0]))
        return [(int(self.household[rows[0]]), np.unique(self.product[rows])) for rows in parts]


def of_baskets(baskets: Sequence[NDArray[np.int32]], products: int) -> Matrix:
    """Return 1 where a basket holds a product, shape (baskets, products)."""
    ends = np.cumsum([0, *map(len, baskets)])
    columns = np.concatenate(baskets) if baskets else np.zeros(0, dtype=np.int32)
    return Matrix(
        (np.ones(len(columns), dtype=np.float32), columns, ends), (len(baskets), products)
    )


def bought_together(baskets: Matrix, *, least: float) -> Matrix:
    """Return in how many baskets two different products stand together.

    Args:
        baskets: Shape (baskets, products), 0 or 1.
        least: Pairs with fewer baskets are left out.
    """
    pairs = Matrix(baskets.T @ baskets)
    pairs.setdiag(0)
    pairs.data[pairs.data < least] = 0
    pairs.eliminate_zeros()
    return pairs


def largest(values: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Return the places of the ``k`` largest values, the largest first; ties by place.

    Where values tie across the ``k``-th place, which of them are returned is
    fixed but not by place.
    """
    count = min(k, len(values))
    found = np.sort(np.argpartition(-values, count - 1)[:count])
    return found[np.argsort(-values[found], kind="stable")]
