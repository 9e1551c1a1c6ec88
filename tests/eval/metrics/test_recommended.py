import pytest

from eval.metrics.accuracy import MetricError
from eval.metrics.recommended import RankedTurn, hits, macro, micro

FIRST = RankedTurn("a", ["x", "y", "z"], ["y", "w"], frozenset({"x"}))
SECOND = RankedTurn("a", ["x", "y", "z"], ["x"], frozenset({"x"}))


def mean(found):
    values = [value for each in found.values() for value in each]
    return sum(values) / len(values)


def test_each_recommended_item_is_a_hit_or_not():
    assert hits(FIRST, 1) == [0, 0]
    assert hits(FIRST, 2) == [1, 0]


def test_micro_counts_items_and_macro_counts_rows():
    # Of three items two are found; the rows' recalls are 1/2 and 1.
    assert mean(micro([FIRST, SECOND], 2)) == pytest.approx(2 / 3)
    assert mean(macro([FIRST, SECOND], 2)) == pytest.approx(3 / 4)


def test_a_row_with_nothing_novel_is_no_row():
    novel = [turn.novel(filtered=False) for turn in (FIRST, SECOND)]

    assert macro(novel, 2) == {"a": [0.5]}
    assert micro(novel, 2) == {"a": [1, 0]}


def test_filtering_moves_up_what_stands_behind_the_mentioned():
    assert hits(FIRST.novel(filtered=False), 1) == [0, 0]
    assert hits(FIRST.novel(filtered=True), 1) == [1, 0]


@pytest.mark.parametrize(
    "turn",
    [
        RankedTurn("a", ["x", "x"], ["y"], frozenset()),
        RankedTurn("a", ["x"], ["y", "y"], frozenset()),
    ],
)
def test_a_name_twice_is_refused(turn):
    with pytest.raises(MetricError, match="twice"):
        hits(turn, 1)


def test_a_list_of_no_length_is_refused():
    with pytest.raises(MetricError, match="at least 1"):
        hits(FIRST, 0)
