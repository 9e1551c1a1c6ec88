"""What the reply is about to do: name the last title again, give one by its writer, and so on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from ranking.dialogue.graph import ItemGraph, Matrix, shape_of
from ranking.dialogue.linking import WORDS
from ranking.dialogue.mentions import ReadTurn, things

NAMED_LAST: Final = "named_last"
"""The item is the last title that was mentioned."""
NAMED: Final = "named"
"""The item is another title that was mentioned."""
FACT: Final = "fact:"
"""A mentioned value is one of the item's under this relation."""
SHARED: Final = "shared:"
"""The item shares a value of this relation with the last title."""
HAS: Final = "has:"
"""The item has any value under this relation (films have actors, books do not)."""

_WEAKEST: Final = 3.0


def moves_of(graph: ItemGraph) -> list[str]:
    """Return the names of all moves that are possible on a graph."""
    kinds = (FACT, SHARED, HAS)
    return [NAMED_LAST, NAMED, *(kind + name for kind in kinds for name in graph.relations)]


def masked_words(turn: ReadTurn) -> str:
    """Return the last utterance with names masked, and the one before it marked as such."""
    before = turn.masked[-2].split() if len(turn.masked) > 1 else ["nothing"]
    return " ".join([*turn.masked[-1:], *(f"before_{word}" for word in before)])


@dataclass(frozen=True, slots=True)
class MoveModel:
    """How likely each move is, from the words of the last two utterances.

    Attributes:
        names: As ``moves_of`` gives them.
        words: Turns words into weights.
        models: For each move its model; a number where the move was always or
            never made.
    """

    names: tuple[str, ...]
    words: TfidfVectorizer
    models: tuple[LogisticRegression | float, ...]

    def probabilities(self, weights: Matrix) -> NDArray[np.float32]:
        """Return the probability of each move, shape (turns, moves).

        Args:
            weights: Of ``masked_words``, by ``self.words``.
        """
        columns = [
            model.predict_proba(weights)[:, 1]
            if isinstance(model, LogisticRegression)
            else np.full(shape_of(weights)[0], model)
            for model in self.models
        ]
        return np.stack(columns, axis=1).astype(np.float32)


def fit_moves(graph: ItemGraph, turns: Sequence[ReadTurn]) -> MoveModel:
    """Learn the moves of past turns.

    Args:
        graph: What was recommended.
        turns: At least two with words.
    """
    words = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, min_df=2, token_pattern=WORDS)
    weights = words.fit_transform([masked_words(turn) for turn in turns])
    names = moves_of(graph)
    made = np.array([_made(graph, turn) for turn in turns], dtype=np.int8)
    return MoveModel(
        names=tuple(names),
        words=words,
        models=tuple(_fit(weights, made[:, column]) for column in range(len(names))),
    )


def _fit(weights: sparse.spmatrix, made: NDArray[np.int8]) -> LogisticRegression | float:
    if made.min() == made.max():
        return float(made[0])
    return LogisticRegression(C=_WEAKEST, solver="liblinear").fit(weights, made)


def _made(graph: ItemGraph, turn: ReadTurn) -> list[bool]:
    named = things(turn, graph)
    last = named[-1] if named else None
    fresh = [item for item in turn.gold if item not in turn.listed]
    made = [last in turn.gold, any(item in turn.listed and item != last for item in turn.gold)]
    values = [[_values(facts, item) for item in fresh] for facts in graph.facts]
    made += [any(each & set(turn.listed) for each in of_one) for of_one in values]
    made += [
        last is not None and any(each & _values(facts, last) for each in of_one)
        for facts, of_one in zip(graph.facts, values, strict=True)
    ]
    made += [any(_values(facts, item) for item in turn.gold) for facts in graph.facts]
    return made


def _values(facts: Matrix, thing: int) -> set[int]:
    return set(facts[[thing]].indices.tolist())
