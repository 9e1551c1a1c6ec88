import numpy as np
import pytest

from ranking.baskets.purchases import Purchases

ROWS = [
    # household, basket, product, day
    (1, 10, 0, 0),
    (1, 10, 1, 0),
    (2, 11, 0, 3),
    (2, 11, 1, 3),
    (1, 12, 0, 7),
    (2, 13, 2, 8),
    (1, 14, 0, 14),
    (1, 14, 3, 14),
]


@pytest.fixture
def purchases():
    """Two households, four products of two kinds; product 0 comes back every week."""
    household, basket, product, day = (np.array(column) for column in zip(*ROWS, strict=True))
    return Purchases(
        household=household.astype(np.int32),
        basket=basket.astype(np.int64),
        product=product.astype(np.int32),
        day=day.astype(np.float32),
        week=(1 + day // 7).astype(np.int32),
        price=np.full(len(ROWS), 2.0, dtype=np.float32),
        category=np.array([0, 0, 1, 1], dtype=np.int32),
    )
