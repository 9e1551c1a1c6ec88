"""What costs nothing to build: the floors that every figure is read against."""

import time
from collections.abc import Sequence

import numpy as np

from eval.systems import Answer, Conversation
from retrieval.items import Item


class RandomItems:
    """Shows items drawn at random, whatever is said; the draws are seeded by the session."""

    def __init__(self, items: Sequence[Item], *, k: int, seed: int = 0) -> None:
        """Take the catalogue."""
        self.name = "random"
        self._items = sorted(items, key=lambda item: item.item_id)
        self._k = min(k, len(self._items))
        self._seed = seed
        self._opened = 0

    def open(self) -> Conversation:
        """Open a session."""
        self._opened += 1
        return _Drawing(self._items, self._k, np.random.default_rng((self._seed, self._opened)))


class _Drawing:
    def __init__(self, items: Sequence[Item], k: int, generator: np.random.Generator) -> None:
        self._items = items
        self._k = k
        self._generator = generator

    def say(self, text: str) -> Answer:  # noqa: ARG002 - a floor does not listen
        began = time.perf_counter()
        places = self._generator.choice(len(self._items), size=self._k, replace=False)
        return _listing([self._items[int(place)] for place in places], began)


class MostRated:
    """Shows the items with the most ratings, whatever is said; ties by id."""

    def __init__(self, items: Sequence[Item], *, k: int) -> None:
        """Take the catalogue."""
        self.name = "most rated"
        self._best = sorted(items, key=lambda item: (-item.rating_count, item.item_id))[:k]

    def open(self) -> Conversation:
        """Open a session."""
        return self

    def say(self, text: str) -> Answer:  # noqa: ARG002 - a floor does not listen
        """Answer as always."""
        return _listing(self._best, time.perf_counter())


def _listing(items: Sequence[Item], began: float) -> Answer:
    seconds = time.perf_counter() - began
    return Answer("Here you are.", tuple(items), {}, None, seconds, seconds)
