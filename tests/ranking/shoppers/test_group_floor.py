import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.shoppers.errors import ShopperError
from ranking.shoppers.group_floor import with_floor


@given(st.floats(0, 1), st.integers(1, 8))
def test_a_floor_holds_in_every_list_and_the_order_stays(floor, k):
    favoured = np.arange(12) >= 6
    values = np.linspace(1, 0, 12)

    (chosen,) = with_floor([np.arange(12)], [values], favoured, k=k, floor=floor)

    assert len(set(chosen.tolist())) == k
    assert favoured[chosen].sum() >= min(np.ceil(floor * k - 1e-9), 6)
    assert (np.diff(chosen) > 0).all()


def test_no_floor_is_the_plain_top():
    (chosen,) = with_floor([np.arange(5)], [np.arange(5)[::-1]], np.zeros(5, bool), k=3, floor=0)

    assert chosen.tolist() == [0, 1, 2]


@pytest.mark.parametrize("floor", [-0.1, 1.1, float("nan")])
def test_a_floor_out_of_range_is_refused(floor):
    with pytest.raises(ShopperError, match="floor"):
        with_floor([np.arange(5)], [np.arange(5)[::-1]], np.zeros(5, bool), k=3, floor=floor)


def test_a_pool_too_short_is_refused():
    with pytest.raises(ShopperError, match="fill"):
        with_floor([np.arange(2)], [np.array([1.0, 0])], np.zeros(2, bool), k=3, floor=0)
