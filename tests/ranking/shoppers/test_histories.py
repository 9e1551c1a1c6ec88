import numpy as np
import pytest

from ranking.shoppers.errors import ShopperError
from ranking.shoppers.histories import LONGEST, counts, hold_out, make_histories


def histories():
    return make_histories("abcde", [[0, 1, 2, 3], [4, 3], [2], []])


def test_validation_asks_for_the_last_but_one_and_fits_to_what_came_before():
    fold = hold_out(histories(), 1)

    assert fold.chosen.tolist() == [2]
    assert [h.tolist() for h in fold.known] == [[0, 1]]
    assert [h.tolist() for h in fold.fitting.shoppers] == [[0, 1], [], [], []]


def test_the_test_knows_the_last_but_one_but_is_fitted_without_it():
    fold = hold_out(histories(), 0, skip=1)

    assert fold.chosen.tolist() == [3, 3]
    assert [h.tolist() for h in fold.known] == [[0, 1, 2], [4]]
    assert [h.tolist() for h in fold.fitting.shoppers] == [[0, 1], [], [], []]


def test_an_earlier_fold_never_sees_what_came_later():
    fold = hold_out(histories(), 2)

    assert fold.chosen.tolist() == [1]
    assert all(2 not in h and 3 not in h for h in fold.fitting.shoppers)


def test_only_the_last_of_ten_thousand_events_are_read():
    long = make_histories("ab", [[0] * 10_000 + [1]])

    assert len(long.shoppers[0]) == LONGEST
    assert long.shoppers[0][-1] == 1


def test_counts_are_of_every_event():
    assert counts(histories()).tolist() == [1, 1, 2, 2, 1]
    assert counts(make_histories("ab", [])).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("ids", "taken", "says"),
    [("ab", [[2]], "item number"), ("aa", [[0]], "id of its own"), ("", [], "needs items")],
)
def test_what_is_no_history_is_refused(ids, taken, says):
    with pytest.raises(ShopperError, match=says):
        make_histories(ids, taken)


def test_nobody_left_to_ask_is_said():
    with pytest.raises(ShopperError, match="no shopper"):
        hold_out(make_histories("ab", [[0], [1]]), 0)


def test_numbers_stay_whole():
    assert histories().shoppers[0].dtype == np.int64
