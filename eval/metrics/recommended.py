"""Recall of conversational recommendation: micro and macro, all and novel, row by row.

A row is a turn at which at least one item was recommended. Macro is the mean of
the rows' recalls; micro is the share of all recommended items that were found,
so a row with three items counts three times. What is novel was not mentioned
before; rows with nothing novel are left out of the novel figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.metrics.accuracy import MetricError


@dataclass(frozen=True, slots=True)
class RankedTurn:
    """A turn, what was recommended at it, and what a system would have said.

    Attributes:
        dialogue_id: Intervals keep the turns of a dialogue together.
        ranked: Distinct names, best first.
        recommended: Distinct names of what the person recommended; one that the
            system cannot know counts as missed.
        mentioned: Names in the dialogue before this turn.
    """

    dialogue_id: str
    ranked: Sequence[str]
    recommended: Sequence[str]
    mentioned: frozenset[str]

    def novel(self, *, filtered: bool) -> "RankedTurn":
        """Return the turn with only what was not mentioned recommended.

        Args:
            filtered: Whether mentioned items are also taken off the list, which
                moves what stands behind them up.
        """
        ranked = [n for n in self.ranked if n not in self.mentioned] if filtered else self.ranked
        fresh = [name for name in self.recommended if name not in self.mentioned]
        return RankedTurn(self.dialogue_id, ranked, fresh, self.mentioned)


def hits(turn: RankedTurn, k: int) -> list[float]:
    """Return for each recommended item 1.0 if it stands in the first ``k`` places, else 0.0.

    Raises:
        MetricError: If ``k`` is below 1, or a name stands twice on either side.
    """
    if k < 1:
        raise MetricError(f"k must be at least 1, not {k}")
    for names in (turn.ranked, turn.recommended):
        if len(set(names)) != len(names):
            raise MetricError("a name stands twice among what is ranked or recommended")
    first = set(turn.ranked[:k])
    return [float(name in first) for name in turn.recommended]


def micro(turns: Sequence[RankedTurn], k: int) -> dict[str, list[float]]:
    """Return the hits of every recommended item by dialogue; their mean is micro recall."""
    found: dict[str, list[float]] = {}
    for turn in turns:
        found.setdefault(turn.dialogue_id, []).extend(hits(turn, k))
    return found


def macro(turns: Sequence[RankedTurn], k: int) -> dict[str, list[float]]:
    """Return the recall of every row by dialogue; their mean is macro recall.

    A turn at which nothing was recommended is no row.
    """
    found: dict[str, list[float]] = {}
    for turn in turns:
        each = hits(turn, k)
        if each:
            found.setdefault(turn.dialogue_id, []).append(sum(each) / len(each))
    return found
