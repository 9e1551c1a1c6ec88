"""BM25 values of terms: over many documents, and over a few that changed since."""

import logging
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, Protocol, cast

import bm25s
import numpy as np
from numpy.typing import NDArray

# It asks for its debug messages when it is imported; this takes that back.
logging.getLogger("bm25s").setLevel(logging.WARNING)

K1: Final = 1.2
B: Final = 0.75

Rows = NDArray[np.int32]
Values = NDArray[np.float32]

_NO_ROWS: Final[Rows] = np.empty(0, dtype=np.int32)
_NO_VALUES: Final[Values] = np.empty(0, dtype=np.float32)


class TermValues(Protocol):
    """BM25 values by term; documents are rows from 0."""

    def __len__(self) -> int:
        """Return the number of documents."""
        ...

    def rarity(self, term: str) -> float:
        """Return the term's inverse document frequency, above 0; 0 where no document has it."""
        ...

    def of(self, term: str) -> tuple[Rows, Values]:
        """Return the rows that have the term, each once, and its value in each."""
        ...


class ManyDocuments:
    """The values of a corpus, worked out once (by bm25s)."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        """Work them out.

        Args:
            documents: Each one's terms, with repetitions.
        """
        self._count = len(documents)
        self._total = sum(map(len, documents))
        self._rows, self._values = _NO_ROWS, _NO_VALUES
        self._places: dict[str, tuple[int, int]] = {}
        if not self._total:
            return
        bm25 = bm25s.BM25(k1=K1, b=B, method="lucene")
        bm25.index([list(terms) for terms in documents], show_progress=False)
        # Columns of a sparse matrix, as scipy's csc_array lays them out.
        columns = cast("Mapping[str, NDArray[np.generic]]", bm25.scores)
        self._rows = columns["indices"].astype(np.int32, copy=False)
        self._values = columns["data"].astype(np.float32, copy=False)
        bounds = cast("list[int]", columns["indptr"].tolist())
        # Its vocabulary also has the empty term, which stands for no word.
        self._places = {
            term: (bounds[column], bounds[column + 1])
            for term, column in bm25.vocab_dict.items()
            if term and column + 1 < len(bounds)
        }

    def __len__(self) -> int:
        return self._count

    def rarity(self, term: str) -> float:
        """Return the term's inverse document frequency, 0 where no document has it."""
        having = self.frequency(term)
        return _rarity(having, self._count) if having else 0.0

    def of(self, term: str) -> tuple[Rows, Values]:
        """Return the rows that have the term and its value in each."""
        start, end = self._places.get(term, (0, 0))
        return self._rows[start:end], self._values[start:end]

    def frequency(self, term: str) -> int:
        """Return the number of documents that have the term."""
        start, end = self._places.get(term, (0, 0))
        return end - start

    @property
    def unheard(self) -> float:
        """Return the rarity of a term that no document has: as if one had it."""
        return _rarity(1, max(1, self._count))

    @property
    def mean_length(self) -> float:
        """Return the mean number of terms a document, 1 where there is none."""
        return self._total / self._count if self._total else 1.0


class FewDocuments:
    """The values of a few documents beside a corpus, by the corpus's statistics.

    How rare a term is and how long documents are is taken from the corpus, as if
    the few had always been beside it; so a document that changes keeps its
    values but for its own words.
    """

    def __init__(self, documents: Sequence[Sequence[str]], corpus: ManyDocuments) -> None:
        """Count the documents' terms; cheap for some hundred documents."""
        self._count = len(documents)
        self._corpus = corpus
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, terms in enumerate(documents):
            stretch = 1 - B + B * len(terms) / corpus.mean_length
            for term, times in Counter(terms).items():
                self._postings[term].append((row, times / (times + K1 * stretch)))

    def __len__(self) -> int:
        return self._count

    def rarity(self, term: str) -> float:
        """Return the corpus's inverse document frequency, or the few's for a new term."""
        having = len(self._postings.get(term, ()))
        known = self._corpus.rarity(term)
        return known or _rarity(having, len(self._corpus) + self._count) if having else 0.0

    def of(self, term: str) -> tuple[Rows, Values]:
        """Return the rows that have the term and its value in each."""
        postings = self._postings.get(term)
        if not postings:
            return _NO_ROWS, _NO_VALUES
        rows, shares = zip(*postings, strict=True)
        values = np.array(shares, dtype=np.float32) * np.float32(self.rarity(term))
        return np.array(rows, dtype=np.int32), values


def _rarity(having: int, documents: int) -> float:
    """Return the inverse document frequency as Lucene has it: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))
