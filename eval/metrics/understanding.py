"""How well turns were understood: acts, slots, and whole turns.

Common to all functions here: what is predicted and what is true are given turn
by turn, each a set; a turn where both are empty is right, and adds nothing to
precision or recall.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from eval.metrics.accuracy import MetricError

_Label = TypeVar("_Label", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and F1, each in [0, 1].

    Attributes:
        precision: Share of what was predicted that is true; 0.0 without any.
        recall: Share of what is true that was predicted; 0.0 without any.
        f1: Their harmonic mean; 0.0 where both are.
    """

    precision: float
    recall: float
    f1: float


def micro_f1(
    predicted: Sequence[Collection[_Label]], actual: Sequence[Collection[_Label]]
) -> Agreement:
    """Return the agreement over all labels of all turns together.

    This is the act F1 of SIMMC 2.1 where labels are acts, and its slot F1 where
    they are (slot, value) pairs. A label counts once a turn.

    Args:
        predicted: Labels by turn.
        actual: Labels of the same turns, in the same order.

    Raises:
        MetricError: If the numbers of turns differ.
    """
    turns = _turns(predicted, actual)
    hits = sum(len(have & want) for have, want in turns)
    said, true = sum(len(have) for have, _ in turns), sum(len(want) for _, want in turns)
    precision, recall = hits / said if said else 0.0, hits / true if true else 0.0
    both = precision + recall
    return Agreement(precision, recall, 2 * precision * recall / both if both else 0.0)


def macro_f1(
    predicted: Sequence[Collection[_Label]], actual: Sequence[Collection[_Label]]
) -> float:
    """Return the mean over labels of each one's F1; 0.0 where there are no labels.

    Labels that are only predicted count with an F1 of 0.

    Raises:
        MetricError: If the numbers of turns differ.
    """
    turns = _turns(predicted, actual)
    labels = {label for have, want in turns for label in have | want}
    each = [
        micro_f1([have & {label} for have, _ in turns], [want & {label} for _, want in turns]).f1
        for label in labels
    ]
    return sum(each) / len(each) if each else 0.0


def joint_accuracy(
    predicted: Sequence[Collection[_Label]], actual: Sequence[Collection[_Label]]
) -> float:
    """Return the share of turns whose labels are exactly the true ones.

    Raises:
        MetricError: If the numbers of turns differ or are 0.
    """
    turns = _turns(predicted, actual)
    if not turns:
        raise MetricError("no turns to be right about")
    return sum(have == want for have, want in turns) / len(turns)


def _turns(
    predicted: Sequence[Collection[_Label]], actual: Sequence[Collection[_Label]]
) -> list[tuple[set[_Label], set[_Label]]]:
    if len(predicted) != len(actual):
        raise MetricError(f"{len(predicted)} predicted turns do not fit {len(actual)} true ones")
    return [(set(have), set(want)) for have, want in zip(predicted, actual, strict=True)]
