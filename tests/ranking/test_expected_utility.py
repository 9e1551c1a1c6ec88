import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.choosing.expected_utility import choose_set
from ranking.choosing.pool import RankingError


def case(seed, n=8):
    chance = np.random.default_rng(seed)
    apart = chance.random((n, n))
    apart = (apart + apart.T) / 2
    np.fill_diagonal(apart, 0)
    return chance.dirichlet(np.full(n, 0.5)), apart


def worth(p, apart, chosen, price):
    order = sorted(chosen, key=lambda row: (-p[row], row))
    gains = sum(p[row] / np.log2(2 + place) for place, row in enumerate(order))
    return gains + price * np.mean([apart[a, b] for a, b in itertools.combinations(order, 2)])


def test_a_price_of_nothing_is_the_plain_top():
    p, apart = case(0)

    assert choose_set(p, apart, price=0, k=3).tolist() == np.argsort(-p)[:3].tolist()


def test_by_hand_the_far_one_is_worth_its_price():
    p = np.array([0.5, 0.3, 0.2])
    apart = np.array([[0, 0, 1.0], [0, 0, 1.0], [1.0, 1.0, 0]])
    # Taking 2 for 1 loses 0.1 / log2(3) = 0.063.
    assert choose_set(p, apart, price=0.06, k=2).tolist() == [0, 1]
    assert choose_set(p, apart, price=0.07, k=2).tolist() == [0, 2]


@given(st.integers(0, 10_000), st.floats(0.01, 2), st.integers(2, 5))
def test_no_exchange_of_one_for_another_would_add_anything(seed, price, k):
    p, apart = case(seed)

    chosen = choose_set(p, apart, price=price, k=k).tolist()

    assert len(set(chosen)) == k
    assert (np.diff(p[chosen]) <= 0).all()
    for out, into in itertools.product(chosen, set(range(8)) - set(chosen)):
        other = [into if row == out else row for row in chosen]
        assert worth(p, apart, other, price) <= worth(p, apart, chosen, price) + 1e-9


def test_it_is_near_the_best_of_all_sets():
    shares = []
    for seed, k in itertools.product(range(40), (2, 3, 5)):
        p, apart = case(seed)
        best = max(worth(p, apart, s, 0.5) for s in itertools.combinations(range(8), k))
        shares.append(worth(p, apart, choose_set(p, apart, price=0.5, k=k), 0.5) / best)
    assert np.mean(shares) > 0.99
    assert min(shares) > 0.85


@pytest.mark.parametrize(("n", "k", "length"), [(0, 3, 0), (1, 3, 1), (4, 9, 4), (5, 1, 1)])
def test_lists_as_long_as_there_are_candidates(n, k, length):
    p, apart = case(1, n) if n else (np.zeros(0), np.zeros((0, 0)))

    assert len(choose_set(p, apart, price=0.5, k=k)) == length


@pytest.mark.parametrize(
    ("p", "price", "k"),
    [([0.5, np.nan], 0.1, 1), ([0.5, -0.1], 0.1, 1), ([0.5, 0.5], -1, 1), ([0.5, 0.5], 0.1, 0)],
)
def test_what_is_out_of_range_is_refused(p, price, k):
    with pytest.raises(RankingError):
        choose_set(np.array(p), np.zeros((2, 2)), price=price, k=k)


def test_distances_must_fit():
    with pytest.raises(RankingError, match="do not fit"):
        choose_set(np.array([0.5, 0.5]), np.zeros((3, 3)), price=0.1, k=1)
