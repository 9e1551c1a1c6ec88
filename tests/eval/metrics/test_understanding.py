import pytest

from eval.metrics.accuracy import MetricError
from eval.metrics.understanding import joint_accuracy, macro_f1, micro_f1

# Turn by turn: one right and one too many; all right; one missed; nothing and nothing.
PREDICTED = [{("colour", "red"), ("size", "M")}, {("type", "coat")}, set(), set()]
ACTUAL = [{("colour", "red")}, {("type", "coat")}, {("price", "low")}, set()]


def test_micro_hand_worked():
    found = micro_f1(PREDICTED, ACTUAL)
    assert (found.precision, found.recall) == (2 / 3, 2 / 3)
    assert found.f1 == pytest.approx(2 / 3)


def test_macro_hand_worked():
    # red and coat 1.0; M (only predicted) and price (only true) 0.0.
    assert macro_f1(PREDICTED, ACTUAL) == pytest.approx(2 / 4)


def test_joint_is_all_or_nothing_and_empty_is_right_of_empty():
    assert joint_accuracy(PREDICTED, ACTUAL) == 2 / 4


def test_nothing_at_all():
    assert micro_f1([], []).f1 == 0.0
    assert micro_f1([set()], [set()]).f1 == 0.0
    assert macro_f1([], []) == 0.0
    with pytest.raises(MetricError, match="no turns"):
        joint_accuracy([], [])


def test_a_label_counts_once_a_turn():
    assert micro_f1([["a", "a"]], [["a"]]).precision == 1.0


def test_turns_must_be_the_same():
    with pytest.raises(MetricError, match="1 predicted turns do not fit 2"):
        micro_f1([set()], [set(), set()])
