"""What a shop's titles call its items, and where the shop keeps what is so called."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from assistant.understanding.readers.word_forms import Key, noun_key, words
from assistant.understanding.readers.word_lists import things_apart

_FAIR_SHARE: Final = 0.15
_FEWEST_TITLES: Final = 2


class TitleNouns:
    """The nouns of the titles, found in the singular and in the plural."""

    def __init__(self, nouns: Mapping[str, Mapping[str, int]]) -> None:
        """Take a vocabulary's ``title_nouns``; they are arranged when first needed."""
        self._given = nouns

    def categories(self, key: Key, fewest: int = _FEWEST_TITLES, each: int = 1) -> tuple[str, ...]:
        """Return the categories in which a fair part of the items so called lie.

        Args:
            key: A noun, or a noun and the word before it, as ``noun_key`` makes it.
            fewest: How many items must at least be so called.
            each: How many of them must at least lie in a category.

        Returns:
            Full paths, each with at least 15 % of those items; none where fewer
            items are so called.
        """
        used = self._nouns.get(" ".join(key), {})
        total = sum(used.values())
        if total < fewest:
            return ()
        least = max(_FAIR_SHARE * total, each)
        return tuple(path for path, items in used.items() if items >= least)

    def items(self, word: str) -> int:
        """Return how many items their titles call by a word."""
        return sum(self._nouns.get(_key(word), {}).values())

    def names(self, word: str) -> bool:
        """Tell whether titles call items by a word."""
        return _key(word) in self._nouns

    def paths(self, *said: str) -> tuple[str, ...]:
        """Return every category of an item that its title calls by a noun of a word or two."""
        return tuple(self._nouns.get(" ".join(noun_key(said)), {}))

    def is_apart(self, key: Key, path: str) -> bool:
        """Tell the sleeping bags among the sleeping gear, which nobody means by "bag"."""
        word = " ".join(key)
        apart = (f"{before} {word}" for before in things_apart().get(word, ()))
        items = sum(self._nouns[kind].get(path, 0) for kind in apart if kind in self._nouns)
        return 0 < self._nouns.get(word, {}).get(path, 0) <= items

    def holds(self, word: str) -> bool:
        """Tell whether a word is among those that titles call items by."""
        return _key(word) in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for noun in self._nouns for word in noun.split())

    @cached_property
    def _nouns(self) -> Mapping[str, Mapping[str, int]]:
        nouns: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for noun, categories in self._given.items():
            for path, items in categories.items():
                nouns[" ".join(noun_key(words(noun)))][path] += items
        return nouns


def _key(word: str) -> str:
    return " ".join(noun_key((word,)))
