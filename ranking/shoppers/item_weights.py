"""Item-to-item models: what an item says for and against each other item coming next.

All of them are one matrix W: row i is what having taken item i says about each item j. A
shopper's affinities are the sum of the rows of what they took, recent items more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ranking.shoppers.histories import History

Floats = NDArray[np.float32]

KEPT: Final = 300
"""Weights kept a row: the largest by size."""


@dataclass(frozen=True, slots=True)
class ItemWeights:
    """A fitted item-to-item model.

    Attributes:
        name: Such as ``neighbours``.
        weights: W, shape (items, items).
        memory: Places over which an event's weight falls to 1/e, counted back from the
            last; ``inf`` weighs all alike.
        longest: Last events that are looked at.
    """

    name: str
    weights: sparse.csr_array
    memory: float
    longest: int = 50

    def affinities(self, histories: Sequence[History]) -> Floats:
        """Return how well each item would follow each history, shape (histories, items).

        Any finite numbers, comparable within a row; all 0 for an empty history.
        """
        recent = recency(histories, self.weights.indptr.size - 1, self.memory, self.longest)
        return dense_product(recent, self.weights)


def weights_to_arrays(fitted: ItemWeights) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return what describes a model, as JSON can hold it, and its numbers."""
    matrix = fitted.weights
    stated = {
        "name": fitted.name,
        "memory": fitted.memory,
        "longest": fitted.longest,
        "items": matrix.indptr.size - 1,
    }
    return stated, {
        "data": matrix.data.astype(np.float32),
        "indices": matrix.indices.astype(np.int32),
        "indptr": matrix.indptr.astype(np.int64),
    }


def weights_from_arrays(
    stated: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
) -> ItemWeights:
    """Return the model; the other way round of ``weights_to_arrays``, of any precision.

    Raises:
        KeyError: If something is missing.
        ValueError: If the numbers are no such matrix.
    """
    size = int(stated["items"])
    matrix = sparse.csr_array(
        (arrays["data"].astype(np.float32), arrays["indices"], arrays["indptr"]),
        shape=(size, size),
    )
    return ItemWeights(stated["name"], matrix, float(stated["memory"]), int(stated["longest"]))


def recency(
    histories: Sequence[History], items: int, memory: float, longest: int
) -> sparse.csr_array:
    """Return one row a history: ``exp(-places back / memory)`` for what stands in it.

    An item that stands there several times counts each time.
    """
    recent = [history[-longest:] for history in histories]
    lengths = np.array([len(history) for history in recent], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    numbers = np.concatenate(recent) if recent else np.zeros(0, dtype=np.int64)
    back = np.repeat(starts[1:], lengths) - 1 - np.arange(len(numbers))
    values = np.exp(-back / memory).astype(np.float32)
    matrix = sparse.csr_array((values, numbers, starts), shape=(len(recent), items))
    matrix.sum_duplicates()
    return matrix


def dense_product(one: sparse.csr_array, other: sparse.csr_array) -> Floats:
    """Return the product of two sparse matrices, dense."""
    product: Any = one @ other  # a sparse array, whatever its stubs say
    return product.toarray().astype(np.float32, copy=False)


def largest(weights: Floats, kept: int = KEPT) -> sparse.csr_array:
    """Return the ``kept`` weights of each row that are largest by size, the rest 0.

    Args:
        weights: Shape (items, items); what is not finite is a defect of the caller's.
        kept: Weights a row, at least 1; ties go to any.
    """
    n = weights.shape[1]
    if kept >= n:
        return sparse.csr_array(weights)
    columns: list[NDArray[np.int64]] = []
    values: list[Floats] = []
    for row in weights:
        places = np.sort(np.argpartition(np.abs(row), n - kept)[n - kept :])
        places = places[row[places] != 0]
        columns.append(places)
        values.append(row[places])
    starts = np.concatenate([[0], np.cumsum([len(each) for each in columns])])
    return sparse.csr_array(
        (np.concatenate(values), np.concatenate(columns), starts), shape=weights.shape
    )
