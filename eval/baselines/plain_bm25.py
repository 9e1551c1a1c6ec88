"""BM25 as bm25s gives it: its own words, its own parameters, one field."""

from collections.abc import Sequence
from typing import Final

import bm25s

from retrieval.item_text import item_text
from retrieval.items import Item

_STOPWORDS: Final = "en"


class PlainBm25:
    """Ranks items by the words of their text; ties go by the order of the ids."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Index the items, at least one."""
        ordered = sorted(items, key=lambda item: item.item_id)
        self._ids = [item.item_id for item in ordered]
        self._bm25 = bm25s.BM25()
        self._bm25.index(
            self._words([item_text(item) for item in ordered]),
            show_progress=False,
        )

    def rank(self, text: str, k: int) -> list[str]:
        """Return at most ``k`` ids of items that share a word with the text, best first."""
        [words] = self._words([text])
        known = [word for word in words if word in self._bm25.vocab_dict]
        if not known:
            return []
        values = self._bm25.get_scores(known)
        best = sorted(range(len(values)), key=lambda row: (-values[row], row))[:k]
        return [self._ids[row] for row in best if values[row] > 0]

    def _words(self, texts: list[str]) -> list[list[str]]:
        return bm25s.tokenize(texts, stopwords=_STOPWORDS, return_ids=False, show_progress=False)  # pyright: ignore[reportReturnType] - with return_ids=False they are lists of words
