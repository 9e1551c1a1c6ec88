"""Finding items by the very words of the request, ranked by BM25."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.allow_list import AllowList, RowNumbers
from retrieval.bm25 import FewDocuments, ManyDocuments, TermValues
from retrieval.item_text import item_text
from retrieval.items import Item
from retrieval.sought import MAX_CHARACTERS, MAX_WORDS, Reading, Thing, sought
from retrieval.spelling import Spelling
from retrieval.synonyms import alike
from retrieval.units import measures
from retrieval.words import index_terms, is_cjk, query_terms, words

# How often the words of a part count; everything else an item says counts once.
_TITLE: Final = 3
_BRAND: Final = 2
_CATEGORY: Final = 2

# Sums of float32 differ in the last digits; beyond these they mean nothing, and likes must tie.
_DECIMALS: Final = 5

Values = NDArray[np.float64]

Text = tuple[str, int]
"""A text, and how often its words count."""

_TELLING: Final = 3
"""How many of the best documents tell how well a request is covered."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What the words of a request found.

    Attributes:
        pairs: Ids and similarities, best first, ties by id. A similarity is the
            BM25 value divided by the best one, so it is in (0, 1].
        coverage: The share of what was said that the best few documents have on
            average, rare words counting more and words that no document has
            left aside, in [0, 1]; 0 without matches.
    """

    pairs: list[tuple[str, float]]
    coverage: float


class LexicalIndex:
    """Documents by their words; does not change once made, so any thread may search.

    A request's word that no document has is taken for a slip, see ``Spelling``;
    what else a request's words look for, see ``sought``.
    """

    def __init__(self, documents: Mapping[str, Sequence[Text]]) -> None:
        """Index the documents.

        Args:
            documents: Id to its texts, each with how often its words count (at
                least 1). May be empty.
        """
        ids = sorted(documents)
        self._corpus = ManyDocuments([_terms(documents[i]) for i in ids])
        self._spelling = Spelling.of(_surface_words(documents[i]) for i in ids)
        self._whole = _Block(ids, self._corpus)
        self._set_beside({}, frozenset())

    @classmethod
    def over(cls, items: Iterable[Item]) -> "LexicalIndex":
        """Index items by their text; title, brand and category weigh more."""
        return cls({item.item_id: _texts(item) for item in items})

    def with_changes(
        self, items: Iterable[Item] = (), removed: Collection[str] = ()
    ) -> "LexicalIndex":
        """Return an index in which some items are new, changed or gone.

        Costs as much as the items changed since the index was made whole, not
        as the others. How rare words are stays as it was then, and slips are
        not read as words that only changed items have; so make it whole again
        when ``changed_share`` has grown.

        Args:
            items: New, or in place of the ones with the same ids.
            removed: Ids not to find any more; unknown ones are ignored, and an
                id among ``items`` too is removed.
        """
        gone = frozenset(removed)
        changed = dict(self._changed) | {item.item_id: _terms(_texts(item)) for item in items}
        made = copy(self)
        made._set_beside(  # noqa: SLF001 - of its own class
            {i: changed[i] for i in sorted(changed.keys() - gone)},
            self._whole.known(self._hidden | gone | changed.keys()),
        )
        return made

    def _set_beside(self, changed: Mapping[str, Sequence[str]], hidden: frozenset[str]) -> None:
        self._changed = changed
        self._hidden = hidden
        self._beside = _Block(list(changed), FewDocuments(list(changed.values()), self._corpus))

    @property
    def changed_share(self) -> float:
        """Return how many items changed or went since the index was made, by how many it had."""
        return len(self._hidden | self._changed.keys()) / max(1, len(self._corpus))

    def search(
        self, text: str, k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Find the documents that share words with the text.

        Args:
            text: Any text; its first hundred words count.
            k: How many at most, at least 1.
            allowed: The only ids that may be found; None allows all.

        Returns:
            Up to ``k`` pairs of id and similarity, best first, ties by id. The
            similarity is the BM25 value divided by the best one found, so it is
            in (0, 1] and the first is 1. Empty where no word is shared.
        """
        return self.match(text, k, allowed).pairs

    def match(self, text: str, k: int, allowed: Collection[str] | None = None) -> Matches:
        """Find as ``search`` does, and tell how much of the text the best documents have."""
        said = sought(text, self._corrected, self._rarity, self._corpus.unheard)
        # What no document has is talk around the request: it cannot tell them apart.
        things = [thing for thing in said if thing.readings]
        if not things:
            return Matches([], 0.0)
        found = self._whole.best(things, k, allowed, self._hidden)
        found += self._beside.best(things, k, allowed, frozenset())
        found.sort(key=lambda one: (-one.value, one.document_id))
        telling = [one.covered for one in found[:_TELLING]]
        coverage = sum(telling) / max(1, len(telling)) / sum(thing.rarity for thing in things)
        pairs = [(one.document_id, one.value / found[0].value) for one in found[:k]]
        return Matches(pairs, coverage)

    def corrections(self, text: str) -> dict[str, str]:
        """Return the words of the text that are read as others, each with that other."""
        said = words(text[:MAX_CHARACTERS])[:MAX_WORDS]
        return {word: other for word in said if (other := self._corrected(word)) != word}

    def _rarity(self, term: str) -> float:
        return max(self._whole.terms.rarity(term), self._beside.terms.rarity(term))

    def _corrected(self, word: str) -> str:
        if is_cjk(word) or not word.isalpha():
            return word
        terms = query_terms(word)
        if not terms or any(map(self._rarity, terms)) or tuple(terms) in alike():
            return word
        return self._spelling.correct(word) or word


class _Found(NamedTuple):
    document_id: str
    value: float
    covered: float


class _Block:
    """Documents that were indexed together."""

    def __init__(self, ids: Sequence[str], terms: TermValues) -> None:
        """Take ids in ascending order, and the BM25 values of rows in that order."""
        self.terms = terms
        self._ids = ids
        self._numbers = RowNumbers(ids)
        self._rows: Mapping[str, int] = {document_id: row for row, document_id in enumerate(ids)}

    def known(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that stand here."""
        return frozenset(i for i in ids if i in self._rows)

    def best(
        self,
        things: Sequence[Thing],
        k: int,
        allowed: Collection[str] | None,
        hidden: Collection[str],
    ) -> list[_Found]:
        """Return up to ``k`` documents with BM25 values above 0, best first, ties by id."""
        values, covered = self._values(things)
        if isinstance(allowed, AllowList):
            values[~self._numbers.allowed(allowed)] = 0.0
        elif allowed is not None:
            mask = np.zeros(len(values), dtype=bool)
            mask[[self._rows[i] for i in allowed if i in self._rows]] = True
            values[~mask] = 0.0
        values[[self._rows[i] for i in hidden]] = 0.0
        rows: list[int] = _highest(values, k).tolist()
        return [_Found(self._ids[row], float(values[row]), float(covered[row])) for row in rows]

    def _values(self, things: Sequence[Thing]) -> tuple[Values, Values]:
        """Return every document's BM25 value, and the rarities of the things it has in sum."""
        total = np.zeros(len(self._ids), dtype=np.float64)
        covered = np.zeros_like(total)
        for thing in things:
            best = np.zeros_like(total)
            for reading in thing.readings:
                value = np.zeros_like(total)
                self._add(reading, value)
                np.maximum(best, value, out=best)
            total += best
            covered += thing.rarity * (best > 0)
        return np.round(total, _DECIMALS), covered

    def _add(self, reading: Reading, total: Values) -> None:
        terms, weight = reading
        for term in terms:
            rows, values = self.terms.of(term)
            total[rows] += weight * values


def _highest(values: Values, k: int) -> NDArray[np.intp]:
    """Return the rows of the ``k`` highest values above 0, highest first, ties by row."""
    rows = np.flatnonzero(values)
    if len(rows) > k:
        bound = np.partition(values[rows], len(rows) - k)[len(rows) - k]
        rows = rows[values[rows] >= bound]
    return rows[np.argsort(-values[rows], kind="stable")][:k]


def _texts(item: Item) -> tuple[Text, ...]:
    return (
        (item_text(item), 1),
        (item.title, _TITLE - 1),
        (item.brand or "", _BRAND - 1),
        (" ".join(item.category), _CATEGORY - 1),
    )


def _terms(texts: Sequence[Text]) -> list[str]:
    """Return a document's terms, as often as each counts."""
    bounded = [(text[:MAX_CHARACTERS], times) for text, times in texts]
    return [
        term for text, times in bounded for term in (*index_terms(text), *measures(text)) * times
    ]


def _surface_words(texts: Sequence[Text]) -> list[str]:
    return [word for text, _ in texts for word in words(text[:MAX_CHARACTERS])]
