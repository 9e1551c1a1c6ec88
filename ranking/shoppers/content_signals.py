"""What a shopper's own items say of others by what they are, without anyone else's behaviour."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranking.shoppers.histories import Histories, History
from ranking.shoppers.item_content import NOTHING, Codes, ItemContent
from ranking.shoppers.item_weights import Floats, recency


@dataclass(frozen=True, slots=True)
class TextLikeness:
    """The cosine of an item's text with the mean text of the history, recent events more.

    Attributes:
        texts: As in ``ItemContent``.
        memory: As in ``ItemWeights``.
    """

    texts: Floats
    memory: float = 2.0
    name: str = "alike in words"

    def affinities(self, histories: Sequence[History]) -> Floats:
        """As ``ItemWeights.affinities``; in [-1, 1]."""
        means = recency(histories, len(self.texts), self.memory, 50) @ self.texts
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        unit = np.divide(means, lengths, out=np.zeros_like(means), where=lengths > 0)
        return unit @ self.texts.T


@dataclass(frozen=True, slots=True)
class SharedCodes:
    """The share of the history that is of an item's brand, or of its categories.

    Attributes:
        codes: Shape (items, levels): codes of one item's levels, ``NOTHING`` for none.
        name: Of the signal.
        memory: As in ``ItemWeights``.
    """

    codes: Codes
    name: str
    memory: float = 5.0

    def affinities(self, histories: Sequence[History]) -> Floats:
        """As ``ItemWeights.affinities``; in [0, 1], the mean over the item's levels."""
        weights = recency(histories, len(self.codes), self.memory, 50).toarray()
        totals = weights.sum(axis=1, keepdims=True)
        weights = np.divide(weights, totals, out=np.zeros_like(weights), where=totals > 0)
        found = np.zeros_like(weights)
        for level in self.codes.T:
            shares = np.zeros((len(weights), int(level.max()) + 1), dtype=np.float32)
            rows, items = np.nonzero(weights)
            np.add.at(shares, (rows, level[items]), weights[rows, items])
            shares[:, NOTHING] = 0.0
            found += shares[:, level]
        levels = np.maximum((self.codes != NOTHING).sum(axis=1), 1)
        return found / levels.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Popularity:
    """How often others took an item, whoever asks.

    Attributes:
        logarithms: Shape (items,), ``log(1 + times)``.
    """

    logarithms: Floats
    name: str = "popularity"

    def affinities(self, histories: Sequence[History]) -> Floats:
        """As ``ItemWeights.affinities``, but alike for every history."""
        return np.repeat(self.logarithms[None, :], len(histories), axis=0)


def fit_popularity(histories: Histories, memory: float = float("inf")) -> Popularity:
    """Count how often each item was taken.

    Args:
        histories: What is counted.
        memory: Places over which an event counts less, back from each shopper's last; a
            short one is what is popular of late.
    """
    weighed = recency(histories.shoppers, histories.items, memory, 1_000_000)
    times = np.asarray(weighed.sum(axis=0), dtype=np.float64).ravel()
    return Popularity(np.log1p(times).astype(np.float32))


def content_signals(
    content: ItemContent,
) -> tuple[TextLikeness, SharedCodes, SharedCodes]:
    """Return the signals of words, brand and category."""
    brands: NDArray[np.int64] = content.brands[:, None]
    return (
        TextLikeness(content.texts),
        SharedCodes(brands, "of a brand taken"),
        SharedCodes(content.paths, "of a category taken"),
    )
