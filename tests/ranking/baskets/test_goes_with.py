import numpy as np
import pytest

from ranking.baskets.goes_with import GoesWith, GoesWithOptions

# Bread (0) is in most baskets; mussels (1) and white wine (2) only together.
BASKETS = [np.array(basket) for basket in ([0], [0, 3], [0, 3], [0, 1, 2], [1, 2], [1, 2])]
ONE = np.array([1])


def system(given, damping):
    return GoesWith(BASKETS, 4, GoesWithOptions(given, damping, least=1))


def test_what_stands_together_most_often_goes_best():
    assert system(0.5, 0.5).propose(ONE, 2).tolist() == [2, 0]


def test_nothing_of_the_basket_is_proposed():
    proposed = system(0.5, 0.5).propose(np.array([0, 1, 2]), 1)

    assert proposed.tolist() == [3]


def test_a_basket_that_says_nothing_gets_what_is_popular():
    found = GoesWith(BASKETS, 5, GoesWithOptions(least=9)).propose(np.array([4]), 2)

    assert found.tolist() == [0, 1]


@pytest.mark.parametrize(("damping", "first"), [(0.0, 0), (1.0, 2)])
def test_damping_favours_the_rare(damping, first):
    baskets = [*BASKETS, np.array([0, 1]), np.array([0, 1]), np.array([0, 1])]
    proposed = GoesWith(baskets, 4, GoesWithOptions(0.5, damping, least=1)).propose(ONE, 1)

    assert proposed.tolist() == [first]


def test_other_options_serve_the_same_counts():
    other = system(0.0, 0.0).with_options(GoesWithOptions(0.5, 0.5, least=1))

    assert other.propose(ONE, 3).tolist() == system(0.5, 0.5).propose(ONE, 3).tolist()
