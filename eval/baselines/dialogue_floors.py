"""What needs no learning from dialogues to recommend in one: the floors beside every figure."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import bm25s
import numpy as np

from ranking.dialogue.graph import ItemGraph, Matrix
from ranking.dialogue.turns import RecommendationTurn

_STOPWORDS: Final = "en"
_OF_A_THING: Final = 0.5
Ranked = list[list[str]]
"""Names by turn, best first; ties go by name."""


def by_popularity(
    past: Sequence[RecommendationTurn], turns: Sequence[RecommendationTurn], k: int
) -> Ranked:
    """Give every turn what past turns recommended most."""
    order = _popular(past)[:k]
    return [order for _ in turns]


def repeat_last(graph: ItemGraph, turns: Sequence[RecommendationTurn], k: int) -> Ranked:
    """Give back the mentioned items, the last first, and nothing else."""
    return [_mentioned(graph, turn)[:k] for turn in turns]


def most_mentioned(
    graph: ItemGraph,
    past: Sequence[RecommendationTurn],
    turns: Sequence[RecommendationTurn],
    k: int,
) -> Ranked:
    """Give the mentioned items, the most frequent first, later ones at a tie; then the popular."""
    popular = _popular(past)
    return [
        list(
            dict.fromkeys(
                [
                    *sorted(
                        _mentioned(graph, turn),
                        key=lambda name, counts=Counter(turn.mentioned): -counts[name],
                    ),
                    *popular,
                ]
            )
        )[:k]
        for turn in turns
    ]


def by_facts(graph: ItemGraph, turns: Sequence[RecommendationTurn], k: int) -> Ranked:
    """Rank items by what they share with the mentions, the rare before the common.

    An item gets 1 / (items with the value) for each mentioned value that is one
    of its facts, and half of that for a value of a mentioned thing.
    """
    facts = [Matrix(graph.of_items(place)) for place in range(len(graph.relations))]
    shares = [1 / np.maximum(graph.spread(place), 1) for place in range(len(graph.relations))]
    ranked: Ranked = []
    for turn in turns:
        named = {found for found in map(graph.find, turn.mentioned) if found is not None}
        total = np.zeros(len(graph.items), dtype=np.float32)
        for of_items, of_things, share in zip(facts, graph.facts, shares, strict=True):
            asked = np.zeros(len(graph.entities), dtype=np.float32)
            for entity in named:
                asked[entity] += 1
                if entity < graph.things:
                    asked[of_things[[entity]].indices] += _OF_A_THING
            total += of_items @ (asked * share)
        best = np.argsort(-total, kind="stable")[:k]
        ranked.append([graph.items[row] for row in best if total[row] > 0])
    return ranked


def by_words(
    graph: ItemGraph, item_texts: Sequence[str], turns: Sequence[RecommendationTurn], k: int
) -> Ranked:
    """Rank items by BM25 of their texts for all that was said."""
    index = bm25s.BM25()
    index.index(_words(item_texts), show_progress=False)
    ranked: Ranked = []
    for words in _words([" ".join(turn.utterances) for turn in turns]):
        known = [word for word in words if word in index.vocab_dict]
        values = index.get_scores(known) if known else np.zeros(0)
        best = np.argsort(-values, kind="stable")[:k]
        ranked.append([graph.items[row] for row in best if values[row] > 0])
    return ranked


def _popular(past: Sequence[RecommendationTurn]) -> list[str]:
    counts = Counter(name for turn in past for name in turn.recommended)
    return sorted(counts, key=lambda name: (-counts[name], name))


def _mentioned(graph: ItemGraph, turn: RecommendationTurn) -> list[str]:
    items = len(graph.items)
    latest_first = dict.fromkeys(reversed(turn.mentioned))
    return [name for name in latest_first if graph.ids.get(name, items) < items]


def _words(texts: Sequence[str]) -> list[list[str]]:
    return bm25s.tokenize(list(texts), stopwords=_STOPWORDS, return_ids=False, show_progress=False)  # pyright: ignore[reportReturnType] - with return_ids=False they are lists of words
