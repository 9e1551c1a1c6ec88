"""BM25: finding items by the very words of the request."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.item_text import item_text
from retrieval.items import Item
from retrieval.words import index_terms, is_cjk, query_terms, words

# It asks for its debug messages when it is imported; this takes that back.
logging.getLogger("bm25s").setLevel(logging.WARNING)

# How often the words of a part count; everything else an item says counts once.
_TITLE: Final = 3
_BRAND: Final = 2
_CATEGORY: Final = 2

_MAX_CHARACTERS: Final = 20_000
_MAX_QUERY_WORDS: Final = 100
# Sums of float32 differ in the last digits; beyond these they mean nothing, and likes must tie.
_DECIMALS: Final = 5

SHORTEST_CORRECTED: Final = 4
"""Shorter words have too many neighbours to guess which was meant."""
TWO_SLIPS_FROM: Final = 7
"""Words of this length may have two slips, shorter ones one."""


class LexicalIndex:
    """Documents by their words; does not change once made, so any thread may search.

    A word of the query that no document has is taken for a slip of the finger:
    it is read as the nearest word that does occur, if that begins with the same
    letter and is one edit away (two from seven letters on; swapping neighbours
    is one edit). Of equally near words the most frequent counts, then the first
    by alphabet.
    """

    def __init__(self, documents: Mapping[str, Sequence[tuple[str, int]]]) -> None:
        """Index the documents.

        Args:
            documents: Id to its texts, each with how often its words count (at
                least 1). May be empty.
        """
        self._ids = sorted(documents)
        self._rows = {document_id: row for row, document_id in enumerate(self._ids)}
        texts = [[(t[:_MAX_CHARACTERS], n) for t, n in documents[i]] for i in self._ids]
        terms = [[t for text, times in parts for t in index_terms(text) * times] for parts in texts]
        self._terms = {term for row in terms for term in row}
        self._spellings = Counter(
            word for parts in texts for text, _ in parts for word in set(words(text))
        )
        self._correctable = [w for w in self._spellings if len(w) >= SHORTEST_CORRECTED - 1]
        self._bm25 = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
        if self._terms:
            self._bm25.index(terms, show_progress=False)

    @classmethod
    def over(cls, items: Iterable[Item]) -> "LexicalIndex":
        """Index items by their text; title, brand and category weigh more."""
        return cls(
            {
                item.item_id: (
                    (item_text(item), 1),
                    (item.title, _TITLE - 1),
                    (item.brand or "", _BRAND - 1),
                    (" ".join(item.category), _CATEGORY - 1),
                )
                for item in items
            }
        )

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
        terms = [t for word in self._query_words(text) for t in query_terms(word)]
        known = [term for term in terms if term in self._terms]
        if not known:
            return []
        values: NDArray[np.float64] = np.round(
            self._bm25.get_scores(known).astype(np.float64), _DECIMALS
        )
        if allowed is not None:
            mask = np.zeros(len(values), dtype=bool)
            mask[[self._rows[i] for i in allowed if i in self._rows]] = True
            values = np.where(mask, values, 0.0)
        best = np.argsort(-values, kind="stable")[:k]
        return [
            (self._ids[row], float(values[row] / values[best[0]])) for row in best if values[row]
        ]

    def corrections(self, text: str) -> dict[str, str]:
        """Return the words of the text that are read as others, each with that other."""
        read_as = {word: self._corrected(word) for word in words(text)[:_MAX_QUERY_WORDS]}
        return {word: other for word, other in read_as.items() if other != word}

    def _query_words(self, text: str) -> list[str]:
        # A word takes four characters on average; the rest of a huge text is not even read.
        return [self._corrected(w) for w in words(text[:_MAX_CHARACTERS])[:_MAX_QUERY_WORDS]]

    def _corrected(self, word: str) -> str:
        if len(word) < SHORTEST_CORRECTED or is_cjk(word) or not word.isalpha():
            return word
        terms = query_terms(word)
        if not terms or any(term in self._terms for term in terms):
            return word
        slips = 2 if len(word) >= TWO_SLIPS_FROM else 1
        near = process.extract(
            word, self._correctable, scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        like = [(slip, -self._spellings[w], w) for w, slip, _ in near if w[0] == word[0]]
        return min(like)[2] if like else word
