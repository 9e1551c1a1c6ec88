"""Items and what is known of them, as sparse matrices: one a relation."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ranking.dialogue.linking import words

Matrix = sparse.csr_matrix
Facts = Mapping[str, Sequence[str]]
"""Values by relation, such as ``{"actor": ["Freida Pinto"], "year": ["2008"]}``."""


@dataclass(frozen=True, slots=True)
class ItemGraph:
    """Which item has which value under which relation.

    An entity is anything that can be named: an item, another thing that has
    facts of its own, or a value such as a person or a genre. Values that differ
    only in case and punctuation are one entity.

    Attributes:
        items: Names of what can be recommended, sorted; their order breaks ties.
        entities: Names, items first and in the same order, then the other
            things with facts, then values.
        things: How many of the entities, from the first, have facts of their own.
        ids: Entity by name as it is written; see ``find``.
        relations: Their names, in a fixed order.
        facts: For each relation 0 or 1, shape (things, entities).
    """

    items: tuple[str, ...]
    entities: tuple[str, ...]
    things: int
    ids: Mapping[str, int]
    relations: tuple[str, ...]
    facts: tuple[Matrix, ...]

    def find(self, name: str) -> int | None:
        """Return the entity of that name; None if it is not known."""
        exact = self.ids.get(name)
        return self.ids.get(_plain(name)) if exact is None else exact

    def of_items(self, relation: int) -> Matrix:
        """Return the items' part of a relation's facts, shape (items, entities)."""
        return self.facts[relation][: len(self.items)]

    def spread(self, relation: int) -> NDArray[np.float32]:
        """Return how many items have each value, shape (entities,)."""
        return np.asarray(self.of_items(relation).sum(axis=0), dtype=np.float32).ravel()


def build_graph(
    facts: Mapping[str, Facts], items: Collection[str], entities: Iterable[str] = ()
) -> ItemGraph:
    """Build the graph.

    Args:
        facts: By thing; what is no item may be here too, since a shopper may
            name it.
        items: Names of what can be recommended; one without facts is allowed.
        entities: Further names that may be mentioned.

    Raises:
        ValueError: If there is nothing to recommend.
    """
    if not items:
        raise ValueError("a graph needs at least one item to recommend")
    first = sorted(items)
    ids = {name: place for place, name in enumerate(dict.fromkeys([*first, *facts]))}
    things = len(ids)
    for name in [*(v for each in facts.values() for vs in each.values() for v in vs), *entities]:
        if name not in ids:
            ids.setdefault(_plain(name), len(ids))
    relations = tuple(sorted({relation for each in facts.values() for relation in each}))
    return ItemGraph(
        items=tuple(first),
        entities=tuple(ids),
        things=things,
        ids=ids,
        relations=relations,
        facts=tuple(_relation(facts, relation, ids, things) for relation in relations),
    )


def shape_of(matrix: Matrix) -> tuple[int, int]:
    """Return rows and columns, which SciPy types as if there might be none."""
    return cast("tuple[int, int]", matrix.shape)


def dense(values: object) -> NDArray[np.float32]:
    """Return a sparse matrix of any form in full."""
    return Matrix(values).toarray().astype(np.float32)


def _relation(
    facts: Mapping[str, Facts], relation: str, ids: Mapping[str, int], things: int
) -> Matrix:
    pairs = {
        (ids[thing], ids[value] if value in ids else ids[_plain(value)])
        for thing, each in facts.items()
        for value in each.get(relation, ())
    }
    rows, columns = zip(*sorted(pairs), strict=True)
    return Matrix(
        (np.ones(len(pairs), dtype=np.float32), (rows, columns)), shape=(things, len(ids))
    )


def _plain(name: str) -> str:
    return " ".join(words(name)) or name
