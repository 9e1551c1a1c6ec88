"""What turns mention, read once: entities by utterance, and utterances with names masked."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ranking.dialogue.graph import ItemGraph, Matrix
from ranking.dialogue.linking import EntityLinker, words
from ranking.dialogue.turns import RecommendationTurn

FADING: Final = 0.7
"""How much a mention counts against the one after it."""

_THING: Final = "thing"


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """A turn in entities.

    Attributes:
        turn: As it was given.
        listed: Known entities of ``turn.mentioned``, in order, repeats included.
        listed_last: Those of them whose name stands in the last utterance.
        said: Entities found in each utterance, in order.
        masked: Each utterance with names replaced by their kinds, such as
            ``_actor_``.
        gold: Places of the recommended items among the graph's items.
    """

    turn: RecommendationTurn
    listed: tuple[int, ...]
    listed_last: frozenset[int]
    said: tuple[tuple[int, ...], ...]
    masked: tuple[str, ...]
    gold: tuple[int, ...]

    @property
    def named(self) -> frozenset[int]:
        """All entities that were listed or found."""
        return frozenset(self.listed).union(*self.said)

    @property
    def named_last(self) -> frozenset[int]:
        """Those of the last utterance."""
        return self.listed_last.union(self.said[-1] if self.said else ())


class Reader:
    """Reads turns against a graph."""

    def __init__(self, graph: ItemGraph) -> None:
        """Prepare to read."""
        self.graph = graph
        self._linker = EntityLinker((name, place) for place, name in enumerate(graph.entities))
        self._kinds = _kinds(graph)

    def read(self, turns: Iterable[RecommendationTurn]) -> list[ReadTurn]:
        """Read turns, in the order given."""
        return [self._read(turn) for turn in turns]

    def _read(self, turn: RecommendationTurn) -> ReadTurn:
        read = [self._utterance(text) for text in turn.utterances]
        listed = tuple(e for e in map(self.graph.find, turn.mentioned) if e is not None)
        last = f" {' '.join(words(turn.utterances[-1]))} " if turn.utterances else ""
        gold = [self.graph.ids.get(name, -1) for name in turn.recommended]
        return ReadTurn(
            turn=turn,
            listed=listed,
            listed_last=frozenset(
                e for e in listed if f" {' '.join(words(self.graph.entities[e]))} " in last
            ),
            said=tuple(entities for entities, _ in read),
            masked=tuple(masked for _, masked in read),
            gold=tuple(place for place in gold if 0 <= place < len(self.graph.items)),
        )

    def _utterance(self, text: str) -> tuple[tuple[int, ...], str]:
        said = words(text)
        entities: list[int] = []
        masked: list[str] = []
        start = 0
        for span in self._linker.spans(said):
            masked += [*said[start : span.start], self._kind(span.entities)]
            entities += span.entities
            start = span.end
        return tuple(entities), " ".join([*masked, *said[start:]])

    def _kind(self, entities: Sequence[int]) -> str:
        kinds = set[str]().union(*(self._kinds.get(entity, ()) for entity in entities))
        return f"_{_THING if _THING in kinds else '_'.join(sorted(kinds)) or 'other'}_"


def _kinds(graph: ItemGraph) -> Mapping[int, frozenset[str]]:
    kinds: dict[int, set[str]] = {thing: {_THING} for thing in range(graph.things)}
    for relation, facts in zip(graph.relations, graph.facts, strict=True):
        for entity in np.unique(facts.indices).tolist():
            kinds.setdefault(entity, set()).add(relation)
    return {entity: frozenset(each) for entity, each in kinds.items()}


def rows(
    turns: Sequence[ReadTurn], width: int, weigh: Callable[[ReadTurn], Mapping[int, float]]
) -> Matrix:
    """Return one row a turn: the weights that ``weigh`` gives its columns."""
    weights = [weigh(turn) for turn in turns]
    ends = np.cumsum([0, *map(len, weights)])
    columns = np.fromiter((c for each in weights for c in each), dtype=np.int32, count=ends[-1])
    values = np.fromiter((v for each in weights for v in each.values()), dtype=np.float32)
    return Matrix((values, columns, ends), shape=(len(turns), width))


def once(columns: Iterable[int]) -> dict[int, float]:
    """Give every column weight 1."""
    return dict.fromkeys(columns, 1.0)


def counted(turn: ReadTurn) -> Mapping[int, float]:
    """Weigh listed entities by how often they are listed."""
    return Counter(turn.listed)


def fading(turn: ReadTurn) -> Mapping[int, float]:
    """Weigh listed entities by how lately: 1 for the last, ``FADING`` for the one before."""
    last = len(turn.listed) - 1
    return {entity: FADING ** (last - place) for place, entity in enumerate(turn.listed)}


def things(turn: ReadTurn, graph: ItemGraph) -> list[int]:
    """Return the listed entities that have facts of their own, in order."""
    return [entity for entity in turn.listed if entity < graph.things]
