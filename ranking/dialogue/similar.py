"""Turns like this one vote for what was recommended after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from ranking.dialogue.graph import Matrix, dense
from ranking.dialogue.linking import WORDS
from ranking.dialogue.mentions import ReadTurn
from retrieval.encoders.encoder import TextEncoder, Vectors

VOTERS: Final = 60
_LATELY: Final = 3


def said_words(turn: ReadTurn) -> str:
    """Return all that was said."""
    return " ".join(turn.turn.utterances).replace("'", "")


def said_lately(turn: ReadTurn) -> str:
    """Return the last three utterances, which say what is wanted now."""
    return " ".join(turn.turn.utterances[-_LATELY:])


@dataclass(frozen=True, slots=True)
class PastWords:
    """The words of past turns, weighted.

    Attributes:
        words: Turns words into weights.
        weights: Of the past turns, shape (turns, words).
    """

    words: TfidfVectorizer
    weights: Matrix

    def votes(self, turns: Sequence[ReadTurn], recommended: Matrix) -> NDArray[np.float32]:
        """Return the sum of squared cosines of the voters for each item."""
        asked = self.words.transform([said_words(turn) for turn in turns])
        return votes(dense(Matrix(asked) @ self.weights.T), recommended, power=2)


def past_words(turns: Sequence[ReadTurn]) -> PastWords:
    """Weigh the words of past turns."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2, token_pattern=WORDS)
    return PastWords(words, Matrix(words.fit_transform([said_words(turn) for turn in turns])))


def votes(
    similarities: NDArray[np.float32], recommended: Matrix, *, power: int
) -> NDArray[np.float32]:
    """Let the nearest past turns vote for what was recommended after them.

    Args:
        similarities: Of each turn with each past one, shape (turns, past).
        recommended: Shape (past, items).
        power: What a similarity is raised to; more lets the nearest decide.

    Returns:
        Shape (turns, items), at least 0.
    """
    count = min(VOTERS, similarities.shape[1])
    nearest = np.argpartition(-similarities, count - 1, axis=1)[:, :count]
    weights = np.maximum(np.take_along_axis(similarities, nearest, axis=1), 0) ** power
    ends = np.arange(0, weights.size + 1, count)
    voters = Matrix((weights.ravel(), nearest.ravel(), ends), shape=similarities.shape)
    return dense(voters @ recommended)


def encode_turns(turns: Sequence[ReadTurn], encoder: TextEncoder) -> Vectors:
    """Return one unit vector a turn, of what was said lately; equal texts are encoded once."""
    texts = [said_lately(turn) for turn in turns]
    distinct = list(dict.fromkeys(texts))
    place = {text: row for row, text in enumerate(distinct)}
    return encoder.encode(distinct)[[place[text] for text in texts]]
