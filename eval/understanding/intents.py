"""A reader of a turn's intents: one logistic regression an intent, over words or their meaning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from eval.metrics.understanding import micro_f1
from eval.understanding.encoder.frames import Spoken

Chances = NDArray[np.float64]
"""Shape (turns, intents), in [0, 1]."""
Intents = frozenset[str]

_THRESHOLDS: Final = tuple(np.arange(0.1, 0.61, 0.05))
_INNER_FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class View:
    """What a reader sees of a turn.

    Attributes:
        words: Whether it sees the words and pairs of words of the turn and of what was
            heard before, as a bag.
        encode: Gives texts their vectors, shape (texts, width); None for no meaning.
        strength: Inverse of the regularisation.
    """

    words: bool
    encode: Callable[[Sequence[str]], NDArray[np.float32]] | None = None
    strength: float = 10.0


class IntentReader:
    """Reads intents from what was said and heard, once ``fit`` was called."""

    def __init__(self, view: View, known: Sequence[str]) -> None:
        """Read the intents ``known``, nothing of which is learned yet."""
        self._view = view
        self._known = tuple(known)
        self._bag = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        self._models: list[Any] = []  # scikit-learn tells little of its types
        self._threshold = 0.5

    def read(self, turns: Sequence[Spoken]) -> list[Intents]:
        """Return the intents of turns, at least one each."""
        return self._above(self._chances(self._features(turns)), self._threshold)

    def fit(
        self, turns: Sequence[Spoken], actual: Sequence[Intents], talks: Sequence[int]
    ) -> "IntentReader":
        """Learn, and choose the threshold by folds of the talks; return this reader.

        Args:
            turns: What is learned from.
            actual: Their intents.
            talks: Number of the dialogue of each turn; at least five different ones.

        Raises:
            ValueError: If there are fewer dialogues than folds.
        """
        self._bag.fit([text for texts in _texts(turns) for text in texts])
        features = self._features(turns)
        wanted = np.array([[name in each for name in self._known] for each in actual])
        chances = np.zeros(wanted.shape)
        for train, test in GroupKFold(_INNER_FOLDS).split(features, groups=talks):
            self._models = self._fitted(features[train], wanted[train])
            chances[test] = self._chances(features[test])
        self._threshold = max(
            _THRESHOLDS, key=lambda least: micro_f1(self._above(chances, least), actual).f1
        )
        self._models = self._fitted(features, wanted)
        return self

    def _fitted(self, features: csr_matrix, wanted: NDArray[np.bool_]) -> list[Any]:
        """Return a model an intent; a chance instead where all turns or none have it."""
        return [
            LogisticRegression(C=self._view.strength, max_iter=500).fit(features, column)
            if 0 < column.sum() < len(column)
            else float(column.all())
            for column in wanted.T
        ]

    def _features(self, turns: Sequence[Spoken]) -> csr_matrix:
        texts = _texts(turns)
        blocks: list[Any] = []
        if self._view.words:
            blocks += [self._bag.transform(part) for part in texts]
        if self._view.encode is not None:
            blocks += [csr_matrix(self._view.encode(part)) for part in texts]
        return csr_matrix(hstack(blocks))

    def _chances(self, features: csr_matrix) -> Chances:
        columns = [
            np.full(len(features.indptr) - 1, model)
            if isinstance(model, float)
            else model.predict_proba(features)[:, 1]
            for model in self._models
        ]
        return np.stack(columns, axis=1)

    def _above(self, chances: Chances, least: float) -> list[Intents]:
        return [
            frozenset(
                name for name, chance in zip(self._known, row, strict=True) if chance >= least
            )
            or frozenset({self._known[int(row.argmax())]})
            for row in chances
        ]


def _texts(turns: Sequence[Spoken]) -> tuple[list[str], list[str]]:
    return [turn.said for turn in turns], [turn.heard for turn in turns]
