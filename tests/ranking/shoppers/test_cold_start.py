import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.shoppers.cold_start import explore
from ranking.shoppers.errors import ShopperError

RANKED, FRESH = np.arange(10), np.arange(100, 110)


def test_exploration_keeps_its_share_over_many_lists():
    new = [int((explore(RANKED, FRESH, share=0.05, shopper=s) >= 100).sum()) for s in range(2000)]

    assert max(new) == 1
    assert np.mean(new) / 10 == pytest.approx(0.05, abs=0.01)


@given(st.floats(0, 1), st.integers(0, 5))
def test_exploration_never_exceeds_its_share_by_a_place(share, shopper):
    chosen = explore(RANKED, FRESH, share=share, shopper=shopper)

    assert len(chosen) == 10
    assert (chosen >= 100).sum() <= np.floor(share * 10) + 1
    assert chosen.tolist() == explore(RANKED, FRESH, share=share, shopper=shopper).tolist()


def test_the_new_stand_last():
    assert explore(RANKED, FRESH, share=0.2, shopper=0).tolist() == [*range(8), 100, 101]
    assert explore(RANKED, FRESH[:0], share=0.5, shopper=0).tolist() == RANKED.tolist()


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan")])
def test_a_share_out_of_range_is_refused(share):
    with pytest.raises(ShopperError, match="share"):
        explore(RANKED, FRESH, share=share, shopper=0)


def test_an_item_is_not_both():
    with pytest.raises(ShopperError, match="already"):
        explore(RANKED, RANKED, share=0.5, shopper=0)
