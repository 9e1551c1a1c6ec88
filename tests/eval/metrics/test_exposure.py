import numpy as np
import pytest

from eval.metrics.exposure import deciles, exposure, shares


def test_a_place_counts_as_in_ndcg():
    seen = exposure(np.array([[2, 0], [2, 1]]), 4)

    assert seen == pytest.approx([1 / np.log2(3), 1 / np.log2(3), 2, 0])
    assert shares(seen, np.array([0, 0, 1, 1])).sum() == pytest.approx(1)


def test_deciles_are_equally_large():
    assert np.bincount(deciles(np.zeros(50))).tolist() == [5] * 10
    assert deciles(np.arange(20.0))[-1] == 0
