"""Collaborative filtering by neighbours: items that the same shoppers took, and shoppers alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from ranking.shoppers.histories import Histories, History
from ranking.shoppers.item_weights import Floats, ItemWeights, dense_product, recency


@dataclass(frozen=True, slots=True)
class NeighbourSettings:
    """How neighbours are found.

    Attributes:
        shrinkage: Added to the divisor of the cosine, at least 0, so that two items which
            one shopper took together by chance are not near.
        memory: See ``ItemWeights``.
        kept: Neighbours an item, or a shopper.
    """

    shrinkage: float = 0.0
    memory: float = float("inf")
    kept: int = 300


def fit_item_neighbours(histories: Histories, settings: NeighbourSettings) -> ItemWeights:
    """Return item-based collaborative filtering (Sarwar and others, 2001).

    The weight of two items is the cosine of the shoppers who took them,
    ``together / (sqrt(one * other) + shrinkage)``; an item is no neighbour of itself.
    """
    taken = matrix_of(histories)
    together = (taken.T @ taken).tocoo()
    often = np.asarray(taken.sum(axis=0)).ravel()
    apart = together.row != together.col
    row, column = together.row[apart], together.col[apart]
    divisor = np.sqrt(often[row] * often[column]) + settings.shrinkage
    cosine = sparse.csr_array(
        ((together.data[apart] / divisor).astype(np.float32), (row, column)), shape=together.shape
    )
    return ItemWeights("item neighbours", _kept(cosine, settings.kept), settings.memory)


@dataclass(frozen=True, slots=True)
class UserNeighbours:
    """User-based collaborative filtering: what the shoppers nearest by cosine took.

    Attributes:
        taken: Shape (shoppers, items), rows of length 1.
        items: How many items there are.
        settings: ``kept`` nearest shoppers count; ``memory`` weighs the own history.
    """

    taken: sparse.csr_array
    items: int
    settings: NeighbourSettings
    name: str = "user neighbours"

    def affinities(self, histories: Sequence[History]) -> Floats:
        """As ``ItemWeights.affinities``."""
        own = recency(histories, self.items, self.settings.memory, 50)
        alike = _kept((own @ self.taken.T).tocsr(), self.settings.kept)
        return dense_product(alike, self.taken)


def fit_user_neighbours(histories: Histories, settings: NeighbourSettings) -> UserNeighbours:
    """Return user-based collaborative filtering (Resnick and others, 1994)."""
    taken = matrix_of(histories)
    lengths = np.sqrt(np.asarray(taken.multiply(taken).sum(axis=1)).ravel())
    scale = 1 / (np.maximum(lengths, 1) + settings.shrinkage)
    return UserNeighbours(
        sparse.csr_array(sparse.diags_array(scale) @ taken), histories.items, settings
    )


def matrix_of(histories: Histories) -> sparse.csr_array:
    """Return 1 where a shopper took an item, shape (shoppers, items)."""
    taken = recency(histories.shoppers, histories.items, float("inf"), 1_000_000)
    taken.data[:] = 1.0
    return taken


def _kept(alike: sparse.csr_array, kept: int) -> sparse.csr_array:
    """Keep the largest of each row of a sparse matrix."""
    starts, columns, values = [0], [], []
    for first, last in zip(alike.indptr[:-1], alike.indptr[1:], strict=True):
        row, places = alike.data[first:last], np.arange(last - first)
        if len(row) > kept:
            places = np.sort(np.argpartition(row, len(row) - kept)[len(row) - kept :])
        columns.append(alike.indices[first:last][places])
        values.append(row[places])
        starts.append(starts[-1] + len(places))
    return sparse.csr_array(
        (np.concatenate(values), np.concatenate(columns), starts), shape=alike.shape
    )
