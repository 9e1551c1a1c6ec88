"""Every reason to recommend an item at a turn, as a number by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ranking.dialogue.evidence import Evidence, gather
from ranking.dialogue.graph import ItemGraph, Matrix, dense, shape_of
from ranking.dialogue.mentions import ReadTurn, counted, fading, once, rows, things
from ranking.dialogue.moves import (
    FACT,
    HAS,
    NAMED,
    NAMED_LAST,
    SHARED,
    MoveModel,
    fit_moves,
    masked_words,
)
from ranking.dialogue.similar import PastWords, past_words, votes
from retrieval.encoders.encoder import Vectors

Dense = NDArray[np.float32]
Signals = dict[str, Dense]
"""By name, each of shape (turns, items)."""

_COMMON: Final = 0.3
"""A relation of which one value covers this share of the items joins nearly everything."""


@dataclass(frozen=True, slots=True)
class Past:
    """All that is learnt by counting, from past turns.

    Attributes:
        evidence: Who was recommended after what.
        moves: What replies do.
        words: Of past turns.
        masked: Of past turns with names masked, shape (turns, words).
        vectors: Of past turns; None without an encoder.
    """

    evidence: Evidence
    moves: MoveModel
    words: PastWords
    masked: Matrix
    vectors: Vectors | None


def learn_past(graph: ItemGraph, turns: Sequence[ReadTurn], vectors: Vectors | None) -> Past:
    """Count over past turns; ``vectors`` are theirs, in the same order."""
    moves = fit_moves(graph, turns)
    return Past(
        evidence=gather(graph, turns),
        moves=moves,
        words=past_words(turns),
        masked=Matrix(moves.words.transform([masked_words(turn) for turn in turns])),
        vectors=vectors,
    )


class SignalMaker:
    """Computes all signals of a graph; what depends on the graph alone is kept."""

    def __init__(self, graph: ItemGraph, item_vectors: Vectors | None) -> None:
        """Prepare the graph's matrices."""
        self.graph = graph
        self._item_vectors = item_vectors
        self._joins = [_Join.of(graph, place) for place in range(len(graph.relations))]
        self._sizes = [np.diff(graph.of_items(r).indptr) for r in range(len(graph.relations))]

    def make(
        self, turns: Sequence[ReadTurn], past: Past, vectors: Vectors | None = None
    ) -> Signals:
        """Return every signal for every item at each turn.

        Args:
            turns: To rank for; what they recommended is not looked at.
            past: Learnt from other dialogues than theirs.
            vectors: Of the turns; needed where ``past`` has vectors.
        """
        named = rows(turns, len(self.graph.entities), lambda turn: once(turn.named))
        made = self._named(turns)
        made |= self._joined(turns, named)
        made |= _followed(turns, named, past.evidence, len(self.graph.entities))
        made |= self._similar(turns, past, vectors)
        made |= self._expected(turns, past, made)
        made |= self._plain(turns, past.evidence)
        return made

    def _named(self, turns: Sequence[ReadTurn]) -> Signals:
        items, graph = len(self.graph.items), self.graph
        width = len(graph.entities)
        matrices = {
            "named": rows(turns, width, lambda turn: once(turn.named)),
            "named.times": rows(turns, width, counted),
            "named.lately": rows(turns, width, fading),
            "named.last_words": rows(turns, width, lambda turn: once(turn.named_last)),
            "named.last_title": rows(turns, width, lambda t: once(things(t, graph)[-1:])),
            "named.first_title": rows(turns, width, lambda t: once(things(t, graph)[:1])),
        }
        return {name: dense(matrix[:, :items]) for name, matrix in matrices.items()}

    def _joined(self, turns: Sequence[ReadTurn], named: Matrix) -> Signals:
        graph, width = self.graph, len(self.graph.entities)
        last = rows(turns, width, lambda turn: once(turn.named_last))
        before = rows(turns, width, lambda turn: once(turn.said[-2] if turn.said[1:] else ()))
        lately = rows(turns, width, fading)
        titles = named[:, : graph.things]
        title = rows(turns, graph.things, lambda turn: once(things(turn, graph)[-1:]))
        made: Signals = {}
        near, near_last = np.zeros((2, len(turns), len(graph.items)), dtype=bool)
        for relation, join in zip(graph.relations, self._joins, strict=True):
            made[f"fact.{relation}"] = dense(named @ join.plain)
            made[f"fact_last.{relation}"] = dense(last @ join.rarity)
            made[f"fact_before.{relation}"] = dense(before @ join.rarity)
            made[f"fact_lately.{relation}"] = dense(lately @ join.rarity)
            made[f"fact_rarest.{relation}"] = _largest(named, join.share)
            if not join.common:
                near |= made[f"fact.{relation}"] > 0
                near_last |= made[f"fact_last.{relation}"] > 0
                made[f"shared.{relation}"] = dense((titles @ join.facts) @ join.rarity)
                made[f"shared_last.{relation}"] = dense((title @ join.facts) @ join.rarity)
        return made | _places("near", near) | _places("near_last", near_last)

    def _similar(self, turns: Sequence[ReadTurn], past: Past, vectors: Vectors | None) -> Signals:
        masked = past.moves.words.transform([masked_words(turn) for turn in turns])
        alike = dense(Matrix(masked) @ past.masked.T)
        recommended = past.evidence.recommended
        made = {
            "similar.words": past.words.votes(turns, recommended),
            "similar.manner": votes(alike, recommended, power=2),
        }
        if vectors is not None and past.vectors is not None and self._item_vectors is not None:
            made["similar.meaning"] = votes(vectors @ past.vectors.T, recommended, power=4)
            made["text.meaning"] = (vectors @ self._item_vectors.T).astype(np.float32)
        return made

    def _expected(self, turns: Sequence[ReadTurn], past: Past, made: Signals) -> Signals:
        words = Matrix(past.moves.words.transform([masked_words(turn) for turn in turns]))
        likely = past.moves.probabilities(words)
        column = {name: likely[:, [place]] for place, name in enumerate(past.moves.names)}
        shape = made["named"].shape
        expected = {f"move.{name}": np.broadcast_to(each, shape) for name, each in column.items()}
        is_last = made["named.last_title"]
        other = np.minimum(made["named.times"], 1) * (1 - is_last)
        named = column[NAMED_LAST] * is_last + column[NAMED] * other
        expected["expected.named"] = named.astype(np.float32)
        form = np.zeros(shape, dtype=np.float32)
        for relation, size in zip(self.graph.relations, self._sizes, strict=True):
            fact, shared = made[f"fact.{relation}"] > 0, f"shared_last.{relation}"
            expected[f"expected.fact.{relation}"] = column[FACT + relation] * fact
            if shared in made:
                by = column[SHARED + relation]
                expected[f"expected.shared.{relation}"] = by * (made[shared] > 0)
            has = np.clip(column[HAS + relation], 0.01, 0.99)
            form += np.log(np.where(size > 0, has, 1 - has)) / len(self._sizes)
        return expected | {"expected.form": form}

    def _plain(self, turns: Sequence[ReadTurn], evidence: Evidence) -> Signals:
        shape = (len(turns), len(self.graph.items))
        of_items = {
            "popularity": evidence.popularity,
            "popularity.fresh": evidence.fresh,
            "popularity.mentions": evidence.mentions,
            "popularity.repeats": evidence.repeats,
            "item.place": np.linspace(0, 1, shape[1], dtype=np.float32),
        }
        of_items |= {
            f"item.{relation}s": size.astype(np.float32)
            for relation, size in zip(self.graph.relations, self._sizes, strict=True)
        }
        of_turns = {
            "turn.number": [len(turn.turn.utterances) for turn in turns],
            "turn.mentions": [len(turn.listed) for turn in turns],
            "turn.entities": [len(set(turn.listed)) for turn in turns],
            "turn.last_entities": [len(turn.listed_last) for turn in turns],
            "turn.last_words": [
                len(turn.masked[-1].split()) if turn.masked else 0 for turn in turns
            ],
        }
        made = {name: np.broadcast_to(each, shape) for name, each in of_items.items()}
        for name, each in of_turns.items():
            made[name] = np.broadcast_to(np.array(each, dtype=np.float32)[:, None], shape)
        return made


@dataclass(frozen=True, slots=True)
class _Join:
    """One relation, ready to go from entities to items.

    Attributes:
        facts: Shape (things, entities).
        plain: 0 or 1, shape (entities, items).
        rarity: 1 / log2(2 + items with the value).
        share: 1 / items with the value.
        common: Whether it joins nearly everything.
    """

    facts: Matrix
    plain: Matrix
    rarity: Matrix
    share: Matrix
    common: bool

    @classmethod
    def of(cls, graph: ItemGraph, relation: int) -> "_Join":
        plain, spread = Matrix(graph.of_items(relation).T), graph.spread(relation)
        return cls(
            facts=graph.facts[relation],
            plain=plain,
            rarity=Matrix(sparse.diags(1 / np.log2(2 + spread)) @ plain),
            share=Matrix(sparse.diags(1 / np.maximum(spread, 1)) @ plain),
            common=bool(spread.max() > _COMMON * len(graph.items)),
        )


def _followed(
    turns: Sequence[ReadTurn], named: Matrix, evidence: Evidence, entities: int
) -> Signals:
    last = rows(turns, entities, lambda turn: once(turn.named_last))
    final = rows(turns, entities, lambda turn: once(turn.listed[-1:]))
    made: Signals = {}
    for name, who in (("all", named), ("last", last), ("final", final)):
        made[f"after.{name}"] = dense(who @ evidence.after)
        made[f"share_after.{name}"] = dense(who @ evidence.share_after)
        made[f"together.{name}"] = dense(who @ evidence.together)
    made["share_after.largest"] = _largest(named, evidence.share_after)
    made["share_after_last.final"] = dense(final @ evidence.share_after_last)
    return made


def _places(name: str, near: NDArray[np.bool_]) -> Signals:
    """Return each near item's place among the near ones by name, in (0, 1], and their number."""
    count = near.sum(axis=1, keepdims=True)
    place = np.where(near, np.cumsum(near, axis=1) / np.maximum(count, 1), -1)
    return {
        f"{name}.place": place.astype(np.float32),
        f"{name}.count": np.where(near, count, 0).astype(np.float32),
    }


def _largest(who: Matrix, weights: Matrix) -> Dense:
    """Return, for each turn and item, the largest weight that any of its entities gives it."""
    largest = np.zeros((shape_of(who)[0], shape_of(weights)[1]), dtype=np.float32)
    ends, starts = np.asarray(who.indptr), np.asarray(weights.indptr)
    for row in range(len(largest)):
        for entity in who.indices[ends[row] : ends[row + 1]]:
            part = slice(starts[entity], starts[entity + 1])
            items = weights.indices[part]
            largest[row, items] = np.maximum(largest[row, items], weights.data[part])
    return largest
