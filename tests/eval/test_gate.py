import pytest

from eval.gate import BoundsError, breaches, read_bounds
from eval.report import Report, percentile


def report(**figures):
    return Report("turn", (), (), {name.replace("__", "."): v for name, v in figures.items()})


BOUNDS = {"turn": {"a.p95_ms": {"at_most": 300}, "recall": {"at_least": 0.99}}}


def test_bounds_that_hold_give_no_breach():
    assert breaches(report(a__p95_ms=300, recall=0.99), BOUNDS) == []


def test_a_breach_names_figure_value_and_bound():
    found = breaches(report(a__p95_ms=301, recall=0.98), BOUNDS)
    assert list(map(str, found)) == [
        "a.p95_ms is 301, bound <= 300",
        "recall is 0.98, bound >= 0.99",
    ]


def test_a_figure_that_was_not_measured_is_a_breach():
    assert str(breaches(report(recall=1), BOUNDS)[0]) == "a.p95_ms was not measured, bound <= 300"


def test_not_a_number_does_not_pass():
    assert len(breaches(report(a__p95_ms=float("nan"), recall=1), BOUNDS)) == 1


def test_a_misspelt_bound_is_an_error():
    with pytest.raises(BoundsError, match="at_mots"):
        breaches(report(x=1), {"turn": {"x": {"at_mots": 3}}})


def test_the_projects_bounds_can_be_read():
    assert read_bounds()["turn"]["none.first_card.p95_ms"] == {"at_most": 300}


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([5], 0.95, 5), ([1, 2, 3, 4], 0.5, 2.5), ([4, 1, 3, 2], 1, 4), ([1, 2], 0.95, 1.95)],
)
def test_percentiles_are_interpolated(values, share, expected):
    assert percentile(values, share) == pytest.approx(expected)


def test_no_values_have_no_percentile():
    with pytest.raises(ValueError, match="no percentile"):
        percentile([], 0.5)
