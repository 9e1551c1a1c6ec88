"""Ranks a graph's items for a dialogue, by a gradient-boosted ranker over named signals."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from lightgbm import LGBMRanker
from numpy.typing import NDArray

from ranking.boosted import BoostOptions, Lists, best_first, fit_ranker
from ranking.dialogue.candidates import Candidates, choose_candidates
from ranking.dialogue.graph import ItemGraph
from ranking.dialogue.mentions import Reader, ReadTurn
from ranking.dialogue.signals import Past, SignalMaker, learn_past
from ranking.dialogue.similar import encode_turns
from ranking.dialogue.turns import RecommendationTurn, folds
from retrieval.encoders.encoder import TextEncoder, Vectors

_VALUES_AT_ONCE: Final = 400_000
"""Turns times items of one batch; a hundred signals of that size take 160 MB."""


class DialogueRecommenderError(ValueError):
    """There is nothing to learn from."""


@dataclass(frozen=True, slots=True)
class FitOptions:
    """How the ranker is fitted.

    Attributes:
        folds: Past turns are counted in so many folds of dialogues, so that no
            training turn sees counts of its own dialogue.
        candidates: Items of a turn that are ranked closely.
        learnt_from: So many of them, the first, are learnt from, right or not.
            Were right ones from further down added, whatever stands there would
            look right.
        boost: Of the ranker.
        seed: Of the folds.
    """

    folds: int = 5
    candidates: int = 200
    learnt_from: int = 120
    boost: BoostOptions = field(default_factory=BoostOptions)
    seed: int = 0


class DialogueRecommender:
    """Recommends items of a graph; made by ``fit``.

    Two stages: ``candidates.py`` picks who is looked at, LightGBM's LambdaRank
    (Burges, 2010) orders them. Items that were mentioned may be recommended
    again; leave them out where that is not wanted.
    """

    def __init__(
        self,
        *,
        maker: SignalMaker,
        reader: Reader,
        past: Past,
        ranker: LGBMRanker,
        encoder: TextEncoder | None,
        options: FitOptions,
    ) -> None:
        """Put the parts together; see ``fit``."""
        self._maker = maker
        self._reader = reader
        self._past = past
        self._ranker = ranker
        self._encoder = encoder
        self._options = options

    @classmethod
    def fit(
        cls,
        graph: ItemGraph,
        turns: Sequence[RecommendationTurn],
        *,
        encoder: TextEncoder | None = None,
        item_texts: Sequence[str] = (),
        options: FitOptions = FitOptions(),
    ) -> "DialogueRecommender":
        """Learn from turns whose recommendations are known.

        Args:
            graph: What can be recommended.
            turns: Of at least ``options.folds`` dialogues.
            encoder: Adds signals of meaning; None goes without.
            item_texts: One an item of the graph, in its order; needed with an
                encoder.
            options: Of the fit.

        Raises:
            DialogueRecommenderError: If no turn recommends an item of the graph,
                or there is not one text an item.
        """
        if encoder is not None and len(item_texts) != len(graph.items):
            raise DialogueRecommenderError(
                f"{len(item_texts)} texts do not fit {len(graph.items)} items"
            )
        reader = Reader(graph)
        read = reader.read(turns)
        if not any(turn.gold for turn in read):
            raise DialogueRecommenderError("no turn recommends an item of the graph")
        maker = SignalMaker(graph, encoder.encode(item_texts) if encoder else None)
        vectors = encode_turns(read, encoder) if encoder else None
        lists = _lists(maker, read, vectors, options)
        return cls(
            maker=maker,
            reader=reader,
            past=learn_past(graph, read, vectors),
            ranker=fit_ranker(lists, options.boost),
            encoder=encoder,
            options=options,
        )

    def rank(self, turns: Sequence[RecommendationTurn]) -> list[list[str]]:
        """Return the names of the candidates of each turn, best first.

        Args:
            turns: What they recommended, if they say so, is not looked at.

        Returns:
            Distinct names, as many as ``options.candidates`` or the graph has.
            Ties keep the order of the first stage.
        """
        read = self._reader.read(turns)
        vectors = encode_turns(read, self._encoder) if self._encoder and read else None
        ranked: list[list[str]] = []
        for _, candidates in _batches(
            self._maker, read, vectors, self._past, self._options.candidates
        ):
            order = best_first(self._ranker, candidates.features)
            names = self._maker.graph.items
            ranked += [
                [names[item] for item in row]
                for row in np.take_along_axis(candidates.items, order, axis=1)
            ]
        return ranked


def _batches(
    maker: SignalMaker,
    turns: Sequence[ReadTurn],
    vectors: Vectors | None,
    past: Past,
    k: int,
) -> Iterator[tuple[Sequence[ReadTurn], Candidates]]:
    at_once = max(1, _VALUES_AT_ONCE // len(maker.graph.items))
    for start in range(0, len(turns), at_once):
        part = slice(start, start + at_once)
        own = None if vectors is None else vectors[part]
        signals = maker.make(turns[part], past, own)
        yield turns[part], choose_candidates(signals, k)


def _lists(
    maker: SignalMaker,
    turns: Sequence[ReadTurn],
    vectors: Vectors | None,
    options: FitOptions,
) -> Lists:
    """Make the training rows of every fold, each from the counts of the others."""
    fold = np.array(folds([turn.turn for turn in turns], options.folds, options.seed))
    features: list[NDArray[np.float32]] = []
    right: list[NDArray[np.int8]] = []
    for held_out in range(options.folds):
        inside, outside = np.flatnonzero(fold == held_out), np.flatnonzero(fold != held_out)
        take = _taking(turns, vectors)
        past = learn_past(maker.graph, *take(outside))
        for batch, candidates in _batches(maker, *take(inside), past, options.learnt_from):
            for turn, items, rows in zip(batch, candidates.items, candidates.features, strict=True):
                hits = np.isin(items, turn.gold)
                if hits.any():
                    features.append(rows)
                    right.append(hits.astype(np.int8))
    if not features:
        raise DialogueRecommenderError("no recommended item was among the candidates of its turn")
    return Lists(np.concatenate(features), np.concatenate(right), [len(each) for each in right])


def _taking(
    turns: Sequence[ReadTurn], vectors: Vectors | None
) -> Callable[[Iterable[int]], tuple[list[ReadTurn], Vectors | None]]:
    def take(places: Iterable[int]) -> tuple[list[ReadTurn], Vectors | None]:
        chosen = list(places)
        return [turns[place] for place in chosen], None if vectors is None else vectors[chosen]

    return take
