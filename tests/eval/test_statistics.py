import numpy as np
import pytest

from eval.statistics import StatisticsError, bootstrap, paired_difference


def test_the_mean_is_over_rows_and_the_interval_holds_it():
    found = bootstrap({"d1": [1, 0, 0], "d2": [1]})
    assert found.mean == 0.5
    assert found.low <= 0.5 <= found.high
    assert found.clusters == 2


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
