import numpy as np
import pytest
from scipy import sparse

from ranking.shoppers.closed_form import (
    NextSettings,
    TogetherSettings,
    fit_next,
    fit_together,
    most_taken,
)
from ranking.shoppers.content_signals import content_signals, fit_popularity
from ranking.shoppers.errors import ShopperError
from ranking.shoppers.factorisation import FactorSettings, fit_least_squares
from ranking.shoppers.histories import hold_out, make_histories
from ranking.shoppers.item_content import alikeness, make_content
from ranking.shoppers.item_weights import largest, recency
from ranking.shoppers.neighbours import (
    NeighbourSettings,
    fit_item_neighbours,
    fit_user_neighbours,
)
from ranking.shoppers.ranks import accuracy, places_of, ranks_of_chosen
from tests.fakes.shopped import a_shop

SHOP, CONTENT = a_shop()
FOLD = hold_out(SHOP, 1)


def ndcg(model):
    return accuracy(ranks_of_chosen(model, FOLD), 10).ndcg


def test_recency_weighs_by_places_back():
    rows = recency([np.array([2, 0]), np.array([], dtype=int)], 3, memory=1.0, longest=50).toarray()

    assert rows[0] == pytest.approx([1, 0, np.exp(-1)])
    assert rows[1].tolist() == [0, 0, 0]


def test_neighbours_are_by_cosine():
    taken = make_histories("abc", [[0, 1], [0, 1], [0, 2]])

    weights = fit_item_neighbours(taken, NeighbourSettings()).weights.toarray()

    assert weights[0, 1] == pytest.approx(2 / np.sqrt(3 * 2))
    assert weights[0, 2] == pytest.approx(1 / np.sqrt(3))
    assert weights.diagonal().tolist() == [0, 0, 0]


def test_together_is_ease_worked_by_hand():
    taken = make_histories("abc", [[0, 1], [0, 1], [0, 2]])
    gram = np.array([[3, 2, 1], [2, 2, 0], [1, 0, 1]]) + 2.0 * np.eye(3)
    inverse = np.linalg.inv(gram)
    expected = -inverse / np.diag(inverse)
    np.fill_diagonal(expected, 0)

    weights = fit_together(taken, TogetherSettings(ridge=2.0)).weights.toarray()

    assert weights == pytest.approx(expected, abs=1e-5)


def test_next_tells_before_from_after():
    taken = make_histories("abc", [[0, 1]] * 5)

    weights = fit_next(taken, NextSettings(ridge=1.0)).weights.toarray()

    assert weights[0, 1] > 0.5
    assert abs(weights[1, 0]) < 1e-6


def test_content_makes_items_that_nobody_took_near_what_they_are_like():
    taken = make_histories("abcd", [[0, 1]] * 5)
    content = make_content(np.eye(4, dtype=np.float32), ["x", "y", "x", None], [()] * 4)
    alike = alikeness(content, text=0.0, brand=1.0, category=0.0)

    without = fit_together(taken, TogetherSettings(ridge=2.0)).weights.toarray()
    with_brand = fit_together(taken, TogetherSettings(ridge=2.0, content=3.0), alike).weights

    assert without[0, 2] == 0
    assert with_brand.toarray()[0, 2] > 0


@pytest.mark.slow
def test_every_model_beats_popularity_on_a_pattern():
    floor = ndcg(fit_popularity(FOLD.fitting))
    models = [
        fit_item_neighbours(FOLD.fitting, NeighbourSettings()),
        fit_user_neighbours(FOLD.fitting, NeighbourSettings(memory=2.0)),
        fit_together(FOLD.fitting, TogetherSettings(ridge=5.0)),
        fit_next(FOLD.fitting, NextSettings(ridge=2.0)),
        fit_least_squares(FOLD.fitting, FactorSettings(factors=16), seed=0),
        *content_signals(CONTENT),
    ]

    assert all(ndcg(model) > floor + 0.05 for model in models)


def test_nothing_known_says_nothing():
    nobody = [np.zeros(0, dtype=np.int64)]

    assert not fit_next(FOLD.fitting, NextSettings()).affinities(nobody).any()
    assert not any(signal.affinities(nobody).any() for signal in content_signals(CONTENT))


def test_the_largest_weights_are_kept_by_size():
    kept = largest(np.array([[1.0, -3.0, 2.0]], dtype=np.float32), 2).toarray()

    assert kept.tolist() == [[0, -3, 2]]


def test_a_large_catalogue_keeps_its_most_taken_items():
    taken = make_histories("abcd", [[3, 1], [3]])

    assert most_taken(taken, 2).tolist() == [1, 3]
    weights = fit_together(taken, TogetherSettings(ridge=1.0, most=2)).weights
    assert isinstance(weights, sparse.csr_array)
    assert set(zip(*map(list, weights.nonzero()), strict=True)) == {(1, 3), (3, 1)}


def test_ridge_must_be_above_0():
    with pytest.raises(ShopperError, match="ridge"):
        fit_together(SHOP, TogetherSettings(ridge=0.0))


def test_a_tie_is_worth_chance_and_nan_nothing():
    known, chosen = [np.array([0])], np.array([2])

    assert places_of(np.zeros((1, 4), np.float32), known, chosen).tolist() == [1.0]
    assert places_of(np.array([[9, 1, np.nan, 0]], np.float32), known, chosen).tolist() == [2.5]


def test_accuracy_is_worked_by_hand():
    reached = accuracy(np.array([0.0, 1.0, 30.0]), 10)

    assert reached.hit_rate == pytest.approx(2 / 3)
    assert reached.ndcg == pytest.approx((1 + 1 / np.log2(3)) / 3)
