import numpy as np
import pytest

from ranking.baskets import coupons, next_basket
from ranking.baskets.coupons import CouponSignals
from ranking.baskets.next_basket import candidates, moment

NO_ADVERTS = np.zeros((5, 4), dtype=np.float32)


def of_product(chosen, signals, product, name):
    return float(signals[chosen.tolist().index(product), next_basket.SIGNALS.index(name)])


def test_a_households_own_past_is_told_as_it_was(purchases):
    now = moment(purchases, 4, NO_ADVERTS)

    [(chosen, signals)] = candidates(now, [1])

    assert of_product(chosen, signals, 0, "own.baskets") == 3
    assert of_product(chosen, signals, 0, "own.share") == 1
    assert of_product(chosen, signals, 0, "own.gap") == 7
    assert of_product(chosen, signals, 1, "own.days_ago") == 14
    assert of_product(chosen, signals, 3, "own.last_basket") == 1
    assert of_product(chosen, signals, 2, "own.days_ago") == 400
    assert of_product(chosen, signals, 2, "category.baskets") == 1


def test_nothing_of_the_week_or_later_is_known(purchases):
    now = moment(purchases, 3, NO_ADVERTS)

    [(chosen, signals)] = candidates(now, [1])

    assert now.day == 8
    assert of_product(chosen, signals, 0, "own.baskets") == 2
    assert of_product(chosen, signals, 3, "popularity") == 0


def test_the_leaflet_of_the_week_is_known(purchases):
    adverts = NO_ADVERTS.copy()
    adverts[3, 2] = 0.5

    [(chosen, signals)] = candidates(moment(purchases, 3, adverts), [1])

    assert of_product(chosen, signals, 2, "advertised") == 0.5
    assert of_product(chosen, signals, 2, "advertised.more") == 0.5


def test_a_household_without_a_past_gets_what_is_popular(purchases):
    [(chosen, signals)] = candidates(moment(purchases, 4, NO_ADVERTS), [0])

    assert chosen[0] == 0
    assert np.isfinite(signals).all()


@pytest.fixture
def signals(purchases):
    offered = {7: np.array([0, 1]), 8: np.array([2]), 9: np.array([], dtype=np.intp)}
    return CouponSignals(purchases.first(6), 10.0, offered, used=[(1, 7), (2, 7), (1, 5)])


def of_coupon(found, place, name):
    return float(found[place, coupons.SIGNALS.index(name)])


def test_a_coupon_is_judged_by_what_the_household_bought_of_it(signals):
    found = signals.of(1)

    assert of_coupon(found, 0, "own.times") == 3
    assert of_coupon(found, 0, "own.products") == 2
    assert of_coupon(found, 0, "own.days_ago") == 3
    assert of_coupon(found, 0, "own.spent") == 6
    assert of_coupon(found, 1, "own.times") == 0
    assert of_coupon(found, 0, "coupon.used") == 2
    assert of_coupon(found, 0, "household.used") == 2


def test_a_coupon_for_nothing_on_sale_has_no_past(signals):
    assert of_coupon(signals.of(1), 2, "own.days_ago") == 400


def test_a_household_never_seen_has_no_past(signals):
    found = signals.of(77)

    assert of_coupon(found, 0, "own.times") == 0
    assert of_coupon(found, 0, "household.purchases") == 0
