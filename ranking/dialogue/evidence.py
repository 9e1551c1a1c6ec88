"""What past dialogues say: which items were recommended after what was mentioned."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ranking.dialogue.graph import ItemGraph, Matrix
from ranking.dialogue.mentions import ReadTurn, once, rows

_PRIOR: Final = 2.0
"""Mentions added to the divisor of a share, so that one coincidence is no certainty."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts over past turns. Nothing here knows the turn that is being ranked.

    Attributes:
        recommended: 1 where a past turn recommended an item, shape (turns, items).
        popularity: How often each item was recommended, shape (items,).
        fresh: How often without having been mentioned before.
        mentions: In how many turns each item was mentioned.
        repeats: Share of an item's mentions after which it was recommended
            itself, drawn towards 1/3.
        after: How often an item followed a mention, shape (entities, items).
        share_after: The same over the entity's mentions.
        share_after_last: The same for the entity that was mentioned last.
        together: In how many dialogues an entity and an item stood together.
    """

    recommended: Matrix
    popularity: NDArray[np.float32]
    fresh: NDArray[np.float32]
    mentions: NDArray[np.float32]
    repeats: NDArray[np.float32]
    after: Matrix
    share_after: Matrix
    share_after_last: Matrix
    together: Matrix


def gather(graph: ItemGraph, turns: Sequence[ReadTurn]) -> Evidence:
    """Count over past turns; none at all give zeros."""
    items, entities = len(graph.items), len(graph.entities)
    recommended = rows(turns, items, lambda turn: once(turn.gold))
    repeated = rows(turns, items, lambda turn: once(g for g in turn.gold if g in turn.listed))
    named = rows(turns, entities, lambda turn: once(turn.named))
    last = rows(turns, entities, lambda turn: once(turn.listed[-1:]))
    popularity, again, mentions = _sums(recommended), _sums(repeated), _sums(named)[:items]
    after, after_last = _product(named, recommended), _product(last, recommended)
    return Evidence(
        recommended=recommended,
        popularity=popularity,
        fresh=popularity - again,
        mentions=mentions,
        repeats=(again + 1) / (mentions + 3),
        after=after,
        share_after=_divided(after, _sums(named)),
        share_after_last=_divided(after_last, _sums(last)),
        together=_together(turns, items, entities),
    )


def _together(turns: Sequence[ReadTurn], items: int, entities: int) -> Matrix:
    dialogues: defaultdict[str, set[int]] = defaultdict(set)
    for turn in turns:
        dialogues[turn.turn.dialogue_id].update(turn.listed, turn.gold)
    ends = np.cumsum([0, *(len(each) for each in dialogues.values())])
    columns = [entity for each in dialogues.values() for entity in sorted(each)]
    ones = np.ones(len(columns), dtype=np.float32)
    present = Matrix((ones, columns, ends), shape=(len(dialogues), entities))
    return _product(present, present[:, :items])


def _product(left: Matrix, right: Matrix) -> Matrix:
    return Matrix(left.T @ right)


def _divided(counts: Matrix, mentions: NDArray[np.float32]) -> Matrix:
    return Matrix(sparse.diags(1 / (mentions + np.float32(_PRIOR))) @ counts)


def _sums(matrix: Matrix) -> NDArray[np.float32]:
    return np.asarray(matrix.sum(axis=0), dtype=np.float32).ravel()
