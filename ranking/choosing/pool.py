"""What a list is chosen from, as arrays: one row a candidate, in retrieval order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

NO_GROUP: Final = -1
"""Code of a candidate that no cap counts."""


class RankingError(ValueError):
    """The choice was asked something it cannot answer."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates; make one with ``make_pool``, which checks it.

    Parts that no method asked for may be None.

    Attributes:
        relevance: Shape (n,), in [0, 1].
        vectors: Shape (n, d), rows of length 1 or 0: the product of two rows is how
            alike the candidates are.
        facets: Shape (n, f), 1 where the candidate has the facet and 0 elsewhere.
        categories: Shape (n, c), the candidate's share of each category; a row sums
            to 1, or to 0 where it has none.
        wanted: Shape (c,), the shopper's own mix of the categories, which sums to 1;
            None where nothing is known of it.
        families: Shape (n,), alike for variants of one product.
        groups: Shape (n,), what a cap counts; ``NO_GROUP`` is never capped.
    """

    relevance: Floats
    vectors: Floats | None
    facets: Floats | None
    categories: Floats | None
    wanted: Floats | None
    families: Codes
    groups: Codes

    def __len__(self) -> int:
        return len(self.relevance)


def make_pool(
    relevance: ArrayLike,
    *,
    vectors: ArrayLike | None = None,
    facets: ArrayLike | None = None,
    categories: ArrayLike | None = None,
    wanted: ArrayLike | None = None,
    families: Sequence[int] | None = None,
    groups: Sequence[int] | None = None,
) -> Pool:
    """Check the parts and put them together; what they mean is said at ``Pool``.

    Args:
        relevance: In [0, 1]; may be empty.
        vectors: Of any length; they are scaled to 1, and 0 stays 0.
        facets: 0 or 1.
        categories: At least 0; rows are scaled to the sum 1, and 0 stays 0.
        wanted: At least 0 with a sum above 0; it is scaled to the sum 1.
        families: None for one family a candidate.
        groups: None where nothing is capped.

    Raises:
        RankingError: If a number is NaN, infinite or out of range, or the rows do
            not fit the candidates; the message names which.
    """
    fitting = np.atleast_1d(np.asarray(relevance, dtype=np.float64))
    if fitting.ndim != 1:
        raise RankingError(f"relevance must be one number a candidate, not {fitting.shape}")
    n = len(fitting)
    for place, value in enumerate(fitting.tolist()):
        if not 0 <= value <= 1:
            raise RankingError(f"relevance of candidate {place} must lie in [0, 1], not {value}")
    mixes = None if categories is None else _mixes(_rows(categories, n, "categories"))
    return Pool(
        relevance=fitting,
        vectors=None if vectors is None else _scaled(_rows(vectors, n, "vectors", lowest=-np.inf)),
        facets=None if facets is None else _rows(facets, n, "facets", highest=1.0),
        categories=mixes,
        wanted=None if wanted is None else _mix(wanted, 0 if mixes is None else mixes.shape[1]),
        families=_codes(families, np.arange(n), "families"),
        groups=_codes(groups, np.full(n, NO_GROUP), "groups"),
    )


def path_vectors(paths: Sequence[Sequence[str]]) -> Floats:
    """Return category paths as rows whose product is how much of their way two paths share.

    For two paths with ``a`` and ``b`` names, ``s`` of them shared from the start,
    it is ``s / sqrt(a * b)``; for paths of one length 1 minus their path distance.

    Args:
        paths: From the broadest to the narrowest name; an empty path is near none.

    Returns:
        Shape (len(paths), number of nodes); rows of length 1, or 0 for an empty path.
        A node is the whole way to it, so a path that comes back to a name it passed
        (``A > B > A``) has three nodes and closes no loop.
    """
    nodes: dict[tuple[str, ...], int] = {}
    rows: list[list[int]] = []
    for path in paths:
        prefixes = [tuple(path[:depth]) for depth in range(1, len(path) + 1)]
        rows.append([nodes.setdefault(prefix, len(nodes)) for prefix in prefixes])
    return _scaled(indicators(rows, len(nodes)))


def indicators(rows: Sequence[Sequence[int]], columns: int) -> Floats:
    """Return rows that are 1 in the columns named and 0 elsewhere."""
    matrix = np.zeros((len(rows), columns))
    for row, named in enumerate(rows):
        matrix[row, named] = 1.0
    return matrix


def _rows(
    given: ArrayLike, n: int, name: str, *, lowest: float = 0.0, highest: float = np.inf
) -> Floats:
    rows = np.asarray(given, dtype=np.float64)
    if rows.ndim != 2 or len(rows) != n:  # noqa: PLR2004 - rows and columns
        raise RankingError(f"{name} of shape {rows.shape} are no rows for {n} candidates")
    wrong = ~np.isfinite(rows) | (rows < lowest) | (rows > highest)
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        value = rows[row, column]
        raise RankingError(f"{name} of candidate {row} hold {value}, which is out of range")
    return rows


def _mixes(rows: Floats) -> Floats:
    return _divided(rows, rows.sum(axis=1, keepdims=True))


def _mix(wanted: ArrayLike, columns: int) -> Floats:
    mix = np.asarray(wanted, dtype=np.float64)
    if mix.shape != (columns,):
        raise RankingError(f"wanted has shape {mix.shape}, but there are {columns} categories")
    total = mix.sum()
    if not np.isfinite(total) or (mix < 0).any() or not total > 0:
        raise RankingError("wanted must hold shares of at least 0 with a sum above 0")
    return mix / total


def _codes(given: Sequence[int] | None, default: Codes, name: str) -> Codes:
    codes = default if given is None else np.asarray(given, dtype=np.int64)
    if codes.shape != default.shape:
        raise RankingError(f"{len(codes)} {name} do not fit {len(default)} candidates")
    return codes


def _scaled(rows: Floats) -> Floats:
    return _divided(rows, np.linalg.norm(rows, axis=1, keepdims=True))


def _divided(rows: Floats, by: Floats) -> Floats:
    return np.divide(rows, by, out=np.zeros_like(rows), where=by > 0)
