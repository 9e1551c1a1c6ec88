import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.accuracy import MetricError
from eval.metrics.variety import (
    alpha_ndcg,
    calibration,
    catalogue_coverage,
    category_coverage,
    gini,
    intra_list_diversity,
    leaf_entropy,
    novelty,
    path_distance,
    rank_biased_overlap,
    serendipity,
    tail_share,
)

TENT, STOVE, SHIRT = ("Outdoor", "Tents"), ("Outdoor", "Stoves"), ("Clothing", "Shirts")
lists = st.lists(st.integers(0, 20).map(str), unique=True, max_size=12)


def test_distance_counts_shared_leading_names():
    assert path_distance(TENT, TENT) == 0
    assert path_distance(TENT, STOVE) == 0.5
    assert path_distance(TENT, SHIRT) == 1
    assert path_distance(("Outdoor",), TENT) == 0.5


def test_intra_list_diversity_is_the_mean_over_pairs():
    assert intra_list_diversity([TENT, STOVE, SHIRT]) == pytest.approx((0.5 + 1 + 1) / 3)
    assert intra_list_diversity([TENT]) == intra_list_diversity([]) == 0


def test_entropy_and_coverage():
    assert leaf_entropy([TENT, TENT, STOVE, STOVE]) == 1.0
    assert math.copysign(1, leaf_entropy([TENT])) == 1.0
    assert leaf_entropy([]) == 0.0
    assert category_coverage([TENT, TENT], {TENT, STOVE}) == 0.5


def test_calibration_is_zero_for_the_wanted_mix_and_finite_for_a_missing_leaf():
    wanted = {TENT: 0.5, STOVE: 0.5}
    assert calibration([TENT, STOVE], wanted) == pytest.approx(0.0)
    missing = 0.5 * math.log(0.5 / (0.99 + 0.005)) + 0.5 * math.log(0.5 / 0.005)
    assert calibration([TENT], wanted) == pytest.approx(missing)
    with pytest.raises(MetricError):
        calibration([TENT], {TENT: 0.7})


def test_alpha_ndcg_punishes_what_was_covered():
    aspects = {"a": frozenset("x"), "b": frozenset("x"), "c": frozenset("y")}
    ideal = 1 + 1 / math.log2(3) + 0.5 / 2
    assert alpha_ndcg(["a", "c", "b"], aspects, 3) == pytest.approx(1.0)
    assert alpha_ndcg(["a", "b", "c"], aspects, 3) == pytest.approx(
        (1 + 0.5 / math.log2(3) + 1 / 2) / ideal
    )


def test_novelty_serendipity_tail():
    assert novelty(["a", "b"], {"a": 0.5, "b": 0.125}) == 2.0
    assert novelty([], {}) == 0.0
    with pytest.raises(MetricError, match="'c'"):
        novelty(["c"], {})
    assert serendipity(["a", "b", "c", "d"], {"a", "b"}, {"a"}) == 0.25
    assert tail_share([["a", "b"], ["c"]], {"a"}) == pytest.approx(2 / 3)
    assert catalogue_coverage([["a"], ["a", "b"]], {"a", "b", "c", "d"}) == 0.5


def test_gini_of_equal_and_of_single_exposure():
    assert gini([3, 3, 3, 3]) == pytest.approx(0.0)
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([0, 0]) == 0.0


def test_overlap_of_disjoint_equal_and_empty_lists():
    assert rank_biased_overlap(["a", "b"], ["a", "b"]) == pytest.approx(1.0)
    assert rank_biased_overlap(["a"], ["b"]) == 0.0
    assert rank_biased_overlap([], []) == 1.0
    assert rank_biased_overlap([], ["a"]) == 0.0


def test_overlap_hand_worked():
    # Agreement is 0 at depth 1 and 1 at depth 2: (1 - p) / p * p^2 * 1 + 1 * p^2 = p.
    assert rank_biased_overlap(["a", "b"], ["b", "a"], p=0.9) == pytest.approx(0.9)


@given(lists, lists)
def test_overlap_is_symmetric_and_bounded(one, other):
    overlap = rank_biased_overlap(one, other)
    assert overlap == pytest.approx(rank_biased_overlap(other, one))
    assert -1e-12 <= overlap <= 1 + 1e-12
