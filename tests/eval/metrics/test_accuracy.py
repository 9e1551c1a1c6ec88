import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.accuracy import (
    MetricError,
    average_precision,
    f1,
    hit_rate,
    mean_absolute_error,
    ndcg,
    precision,
    recall,
    reciprocal_rank,
    root_mean_squared_error,
)

LIST = ["a", "x", "b", "y"]
RELEVANT = {"a", "b", "c"}


@pytest.mark.parametrize(
    ("metric", "k", "expected"),
    [
        (recall, 1, 1 / 3),
        (recall, 4, 2 / 3),
        (precision, 3, 2 / 3),
        (precision, 10, 2 / 10),
        (f1, 4, 2 * (1 / 2) * (2 / 3) / (1 / 2 + 2 / 3)),
        (hit_rate, 1, 1.0),
        (reciprocal_rank, 4, 1.0),
        (average_precision, 4, (1 / 1 + 2 / 3) / 3),
        (average_precision, 2, (1 / 1) / 3),
    ],
)
def test_hand_worked(metric, k, expected):
    assert metric(LIST, RELEVANT, k) == pytest.approx(expected, abs=1e-12)


def test_ndcg_hand_worked():
    gains = {"a": 1.0, "b": 3.0}
    ideal = 3 + 1 / math.log2(3)
    assert ndcg(LIST, gains, 4) == pytest.approx((1 + 3 / 2) / ideal, abs=1e-12)
    assert ndcg(LIST, gains, 1) == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "metric", [recall, precision, f1, hit_rate, reciprocal_rank, average_precision]
)
def test_nothing_relevant_or_nothing_shown_is_zero(metric):
    assert metric(LIST, set(), 3) == 0.0
    assert metric([], RELEVANT, 3) == 0.0


@given(st.lists(st.integers(0, 30).map(str), unique=True, min_size=1), st.integers(1, 40))
def test_a_perfect_list_scores_one(ranked, k):
    assert ndcg(ranked, dict.fromkeys(ranked, 1.0), k) == pytest.approx(1.0)
    assert reciprocal_rank(ranked, set(ranked), k) == 1.0


@given(
    st.lists(st.integers(0, 30).map(str), unique=True),
    st.sets(st.integers(0, 30).map(str)),
    st.integers(1, 40),
)
def test_every_measure_lies_in_the_unit_interval(ranked, relevant, k):
    for metric in (recall, precision, f1, hit_rate, reciprocal_rank, average_precision):
        assert 0 <= metric(ranked, relevant, k) <= 1
    assert 0 <= ndcg(ranked, dict.fromkeys(relevant, 1.0), k) <= 1 + 1e-12


def test_ratings_hand_worked():
    assert mean_absolute_error([4, 2], [5, 4]) == 1.5
    assert root_mean_squared_error([4, 2], [5, 4]) == pytest.approx(math.sqrt(2.5))


def test_wrong_input_is_refused():
    with pytest.raises(MetricError, match="k must"):
        recall(LIST, RELEVANT, 0)
    with pytest.raises(MetricError, match="twice"):
        recall(["a", "a"], RELEVANT, 2)
    with pytest.raises(MetricError, match="negative"):
        ndcg(LIST, {"a": -1.0}, 2)
    with pytest.raises(MetricError, match="2 predictions"):
        mean_absolute_error([1, 2], [1])
