import numpy as np
import pytest

from eval.statistics import (
    Interval,
    StatisticsError,
    bootstrap,
    detectable,
    difference,
    paired_difference,
    power_warning,
    sign_flip_p,
)


def test_the_mean_is_over_rows_and_the_interval_holds_it():
    found = bootstrap({"d1": [1, 0, 0], "d2": [1]})
    assert found.mean == 0.5
    assert found.low <= 0.5 <= found.high
    assert found.clusters == 2


def test_an_interval_is_shown_and_named_with_its_ends():
    interval = Interval(0.5, -0.25, 1.0, clusters=3)
    assert interval.shown("+.1f") == "+0.5 [-0.2, +1.0]"
    assert interval.figures("x") == {"x": 0.5, "x.low": -0.25, "x.high": 1.0}


def test_whole_clusters_are_drawn():
    # Ten dialogues of a hundred equal rows know no more than ten rows.
    rng = np.random.default_rng(0)
    values = rng.random(10)
    clustered = bootstrap({str(n): [value] * 100 for n, value in enumerate(values)})
    single = bootstrap({str(n): [value] for n, value in enumerate(values)})
    assert clustered.high - clustered.low == pytest.approx(single.high - single.low)


def test_the_interval_covers_the_true_mean_about_as_often_as_it_says():
    rng = np.random.default_rng(1)
    covered = 0
    for trial in range(100):
        rows = {str(n): [value] for n, value in enumerate(rng.normal(0.3, 1, size=80))}
        covered += not bootstrap(rows, seed=trial).excludes(0.3)
    assert 88 <= covered <= 99


def test_a_paired_difference_sees_what_two_intervals_hide():
    rng = np.random.default_rng(2)
    theirs = {str(n): [value] for n, value in enumerate(rng.random(50))}
    ours = {cluster: [values[0] + 0.02] for cluster, values in theirs.items()}
    assert paired_difference(ours, theirs).excludes(0.0)


def test_no_rows_and_unlike_rows_are_refused():
    with pytest.raises(StatisticsError, match="no values"):
        bootstrap({})
    with pytest.raises(StatisticsError, match="same rows"):
        paired_difference({"a": [1.0]}, {"b": [1.0]})


def test_two_systems_may_take_other_numbers_of_turns():
    ours = {"a": [1, 0], "b": [1], "c": []}
    theirs = {"a": [0], "b": [0, 0, 1], "c": [1]}
    found = difference(ours, theirs)
    assert found.mean == pytest.approx(2 / 3 - 2 / 5)
    assert found.low <= found.mean <= found.high
    assert difference(ours, ours) == Interval(0.0, 0.0, 0.0, 3)


def test_where_rows_agree_both_paired_differences_do():
    rng = np.random.default_rng(4)
    ours = {str(n): list(rng.random(3)) for n in range(30)}
    theirs = {str(n): list(rng.random(3)) for n in range(30)}
    one, other = difference(ours, theirs), paired_difference(ours, theirs)
    assert (one.mean, one.low, one.high) == pytest.approx((other.mean, other.low, other.high))


def test_sign_flips_hand_worked():
    # Five differences of one sign: only 2 of 32 patterns of signs are as far from 0.
    ours = {str(n): [1.0] for n in range(5)}
    theirs = {str(n): [0.0] for n in range(5)}
    assert sign_flip_p(ours, theirs) == pytest.approx(2 / 32, abs=0.02)
    assert sign_flip_p(ours, ours) == 1.0


def test_sign_flips_call_chance_chance():
    rng = np.random.default_rng(5)
    false_alarms = 0
    for trial in range(60):
        ours = {str(n): [value] for n, value in enumerate(rng.random(20))}
        theirs = {str(n): [value] for n, value in enumerate(rng.random(20))}
        false_alarms += sign_flip_p(ours, theirs, seed=trial) < 0.05
    assert false_alarms <= 9


def test_what_a_set_can_tell_shrinks_with_the_root_of_its_size():
    rng = np.random.default_rng(6)
    rows = {str(n): [float(value)] for n, value in enumerate(rng.integers(0, 2, size=400))}
    few = {cluster: rows[cluster] for cluster in list(rows)[:100]}
    # 2.80 standard errors of a difference of two means of 400 values of spread .5
    assert detectable(rows) == pytest.approx(2.80 * (2 / 400) ** 0.5 * 0.5, rel=0.06)
    assert detectable(few) == pytest.approx(2 * detectable(rows), rel=0.15)


def test_a_set_too_small_to_tell_says_so():
    perfect = {str(n): [1.0] for n in range(10)}
    assert "with 10 dialogues" in power_warning("success", perfect, 0.05)
    assert power_warning("success", {str(n): [1.0] for n in range(1000)}, 0.05) is None


def test_unlike_clusters_and_no_values_are_refused():
    with pytest.raises(StatisticsError, match="same dialogues"):
        difference({"a": [1]}, {"b": [1]})
    with pytest.raises(StatisticsError, match="no values"):
        difference({"a": []}, {"a": [1]})
    with pytest.raises(StatisticsError, match="no values"):
        sign_flip_p({"a": []}, {"a": [1]})
