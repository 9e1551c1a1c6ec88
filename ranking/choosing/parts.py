"""What a method asks of the pool."""

import numpy as np

from ranking.choosing.pool import Floats, RankingError


def need(rows: Floats | None, part: str, method: str) -> Floats:
    """Return the rows of a part of the pool.

    Raises:
        RankingError: If the pool was made without the part.
    """
    if rows is None:
        raise RankingError(f"{method} measures variety by {part}, and the pool has none")
    return rows


def products(rows: Floats, vector: Floats) -> Floats:
    """Return the product of every row with the vector, shape (n,).

    Row by row: a product of matrices would share so little work out over threads and wait
    for them, and its last digits would hang on where a row stands.
    """
    return np.vecdot(rows, vector)
