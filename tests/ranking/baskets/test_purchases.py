import numpy as np

from ranking.baskets.purchases import bought_together, largest, of_baskets


def test_baskets_come_in_the_order_of_time_with_distinct_products(purchases):
    found = [(household, products.tolist()) for household, products in purchases.baskets()]

    assert found == [(1, [0, 1]), (2, [0, 1]), (1, [0]), (2, [2]), (1, [0, 3])]


def test_a_span_of_weeks_holds_nothing_else(purchases):
    assert purchases.during(2, 2).day.tolist() == [7, 8]
    assert purchases.first(3).day.tolist() == [0, 0, 3]


def test_pairs_are_counted_once_a_basket_and_never_with_themselves(purchases):
    baskets = of_baskets([products for _, products in purchases.baskets()], 4)

    pairs = bought_together(baskets, least=1).toarray()

    assert pairs[0].tolist() == [0, 2, 0, 1]
    assert np.array_equal(pairs, pairs.T)
    assert bought_together(baskets, least=2).toarray()[0].tolist() == [0, 2, 0, 0]


def test_the_largest_come_first():
    assert largest(np.array([1, 5, 3, 5], dtype=np.float32), 3).tolist() == [1, 3, 2]
    assert largest(np.array([1, 2], dtype=np.float32), 9).tolist() == [1, 0]
