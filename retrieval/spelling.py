"""Slips of the finger, read as words that a shop's texts have."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_CORRECTED: Final = 4
"""Shorter words have too many neighbours to guess which was meant."""
TWO_SLIPS_FROM: Final = 7
"""Words of this length may have two slips, shorter ones one."""
SHORTEST_PART: Final = 3
"""Of two words written as one."""
_ENGLISH: Final = "word_lists/english_words.txt"


class Spelling:
    """The words of some texts, and how often each occurs."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        """Take the words, lower-case, each with the number of texts that have it."""
        self._frequencies = frequencies
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for word in frequencies:
            if len(word) >= SHORTEST_CORRECTED - 1:
                self._by_initial[word[0]].append(word)
                self._by_letters[_letters(word)].append(word)

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> "Spelling":
        """Count the words of texts; one that stands twice in a text counts once."""
        return cls(Counter(word for words in texts for word in set(words)))

    def correct(self, word: str) -> str | None:
        """Return the words that an unknown word may stand for, or None.

        The nearest word that begins with the same letter and is one edit away
        (two from seven letters on; swapping letters is one edit); of equally
        near words the most frequent, then the first by alphabet. Where none is
        one edit away, two words written as one come before two edits. A word of
        English is no slip: who says "beer" means no bear.

        Args:
            word: Lower-case letters, not among the words known.
        """
        if len(word) < SHORTEST_CORRECTED or word in words_of_english():
            return None
        slips = 2 if len(word) >= TWO_SLIPS_FROM else 1
        near = process.extract(
            word,
            self._by_initial.get(word[0], ()),
            scorer=OSA.distance,
            score_cutoff=slips,
            limit=None,
        )
        like = [(slip, -self._frequencies[w], w) for w, slip, _ in near]
        like += [(1, -self._frequencies[w], w) for w in self._by_letters.get(_letters(word), ())]
        if like and min(like)[0] == 1:
            return min(like)[2]
        return self._parted(word) or (min(like)[2] if like else None)

    def _parted(self, word: str) -> str | None:
        """Return a word as the two it is made of, the rarer as frequent as can be."""
        parts = [
            (min(self._frequencies[head], self._frequencies[tail]), head, tail)
            for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
            if (head := word[:at]) in self._frequencies and (tail := word[at:]) in self._frequencies
        ]
        if not parts:
            return None
        _, head, tail = max(parts)
        return f"{head} {tail}"


@cache
def words_of_english() -> frozenset[str]:
    """Return English words of four letters or more, which stand for themselves in any shop."""
    text = files("retrieval").joinpath(_ENGLISH).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def _letters(word: str) -> str:
    """Return what words of the same letters with the same first one share."""
    return word[0] + "".join(sorted(word[1:]))
