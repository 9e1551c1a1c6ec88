"""Lists to learn from: what answers a weak request, and what was found and does not."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ranking.cross_encoder.pairs import told
from ranking.cross_encoder.weak_labels import WeakLabels, WeakRequest
from retrieval.encoders.encoder import TextEncoder, Vectors
from retrieval.items import Item
from retrieval.lexical import LexicalIndex

LENGTH: Final = 12
_ANSWERS: Final = 3
_PARTLY: Final = 3
_AT_RANDOM: Final = 2
_DEPTH: Final = 40

Progress = Callable[[int, int], None]
"""Told what is done and what there is to do."""


@dataclass(frozen=True, slots=True)
class LabelledList:
    """Candidates of one request, in no telling order.

    Attributes:
        request: Its text.
        kind: How the request was made.
        items: The candidates, ``LENGTH`` of them or as many as the shop has.
        labels: One a candidate, in [0, 1], at least one above 0.
    """

    request: str
    kind: str
    items: tuple[Item, ...]
    labels: tuple[float, ...]


class Negatives:
    """Finds what is near a request: by meaning and by words."""

    def __init__(self, items: Sequence[Item], encoder: TextEncoder, progress: Progress) -> None:
        """Encode the items, which takes a second for every fifty or so."""
        self._items = items
        self._encoder = encoder
        self._lexical = LexicalIndex.over(items)
        self._vectors = _encoded([told(item) for item in items], encoder, progress)
        self._rows = {item.item_id: row for row, item in enumerate(items)}

    def near(self, text: str) -> list[int]:
        """Return rows of the items, the near ones first, each once."""
        cosines = self._vectors @ self._encoder.encode([text])[0]
        meaning = np.argsort(-cosines, kind="stable")[:_DEPTH].tolist()
        words = [self._rows[item_id] for item_id, _ in self._lexical.search(text, _DEPTH)]
        return list(dict.fromkeys(row for pair in _turns(words, meaning) for row in pair))


def labelled_lists(
    items: Sequence[Item],
    about: Sequence[Item],
    negatives: Negatives,
    *,
    count: int,
    seed: int,
) -> Iterator[LabelledList]:
    """Write requests to a shop and gather the candidates of each.

    Args:
        items: What the shop sells, as far as it may be read.
        about: Those of them that requests are about.
        negatives: Over the same items.
        count: How many lists.
        seed: Equal seeds give equal lists.

    Yields:
        The lists, in no telling order.
    """
    draw = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    for request in WeakLabels(items).write(about, count, seed):
        yield _list(items, request, negatives.near(request.text), draw)


def _list(
    items: Sequence[Item], request: WeakRequest, near: Sequence[int], draw: random.Random
) -> LabelledList:
    rows = {item.item_id: row for row, item in enumerate(items)}
    known = {rows[item_id]: label for item_id, label in request.labels.items()}
    best = [row for row, label in known.items() if label == 1]
    partly = [row for row, label in known.items() if label < 1]
    chosen = draw.sample(best, min(_ANSWERS, len(best)))
    chosen += draw.sample(partly, min(_PARTLY, len(partly)))
    hard = [row for row in near if row not in known]
    wanted = max(LENGTH - _AT_RANDOM - len(chosen), 0)
    chosen += draw.sample(hard, min(wanted, len(hard)))
    others = draw.sample(range(len(items)), min(4 * LENGTH, len(items)))
    chosen += [row for row in others if row not in known and row not in chosen]
    chosen = chosen[:LENGTH]
    draw.shuffle(chosen)
    return LabelledList(
        request.text,
        request.kind,
        tuple(items[row] for row in chosen),
        tuple(known.get(row, 0.0) for row in chosen),
    )


def _encoded(texts: Sequence[str], encoder: TextEncoder, progress: Progress) -> Vectors:
    vectors = np.empty((len(texts), encoder.dimensions), dtype=np.float32)
    for row, text in enumerate(texts):
        vectors[row] = encoder.encode([text])[0]
        progress(row + 1, len(texts))
    return vectors


def _turns(*rankings: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the first of every ranking, then the second, and so on to the longest's end."""
    for place in range(max(map(len, rankings), default=0)):
        yield tuple(ranking[place] for ranking in rankings if place < len(ranking))
