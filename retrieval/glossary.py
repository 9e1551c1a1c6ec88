"""A shop's words in two languages: what Chinese words are in English.

Used where no language model translates: for the query of a leg that reads English,
and for the text of an item that is described in Chinese.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from retrieval.words import is_cjk, words

_FILE: Final = "word_lists/chinese.tsv"

# What a reading of a run costs: a word a little, so that long words win over short ones, a
# character that no word covers more, and a word of one character nearly as much, since it may be
# part of a word that is not listed.
_WORD: Final = 1.0
_CHARACTER: Final = 1.8
_UNKNOWN: Final = 2.0


class Glossary:
    """Reads Chinese text as the English words of a list; any thread may ask."""

    def __init__(self, english: Mapping[str, str]) -> None:
        """Take the list.

        Args:
            english: Chinese words, lower-case, each with its English.
        """
        self._english = dict(english)
        self._longest = max(map(len, self._english), default=0)
        # "T恤": a word in two scripts would be cut between them.
        mixed = sorted((w for w in english if re.search("[a-z0-9]", w)), key=len, reverse=True)
        self._mixed = re.compile("|".join(map(re.escape, mixed)) or "(?!)")

    def in_english(self, text: str) -> str:
        """Return the text with Chinese words in English, in the text's order.

        What is not Chinese stays, and what the list does not know is left out.
        Of the ways to cut a run into words the one that leaves the fewest
        characters out is taken, then the one with the fewest words.

        >>> shop_glossary().in_english("我想要一件红色的防水夹克 size M")
        'red waterproof jacket size m'
        """
        plain = self._mixed.sub(lambda found: f" {self._english[found.group()]} ", text.casefold())
        said: list[str] = []
        for run in words(plain):
            said += self._words_of(run) if is_cjk(run) else [run]
        return " ".join(said)

    def _words_of(self, run: str) -> list[str]:
        """Return the English of the cheapest reading of a run; see the costs above."""
        costs = [0.0] + [float("inf")] * len(run)
        taken = [0] * (len(run) + 1)
        for end in range(1, len(run) + 1):
            for size in range(min(self._longest, end), 0, -1):
                if run[end - size : end] not in self._english:
                    continue
                cost = costs[end - size] + (_WORD if size > 1 else _CHARACTER)
                if cost < costs[end]:
                    costs[end], taken[end] = cost, size
            if costs[end - 1] + _UNKNOWN < costs[end]:
                costs[end], taken[end] = costs[end - 1] + _UNKNOWN, 0
        said: list[str] = []
        at = len(run)
        while at > 0:
            size = taken[at]
            if size:
                said.append(self._english[run[at - size : at]])
            at -= size or 1
        return said[::-1]


@cache
def chinese_words() -> Mapping[str, str]:
    """Return the Chinese words of shops, each with its English."""
    return {word: english for _, english, chinese in _entries() for word in chinese.split(",")}


@cache
def english_words(kind: str) -> frozenset[str]:
    """Return the English words of a kind, such as ``colour`` or ``material``."""
    return frozenset(english for one, english, _ in _entries() if one == kind)


@cache
def _entries() -> tuple[tuple[str, str, str], ...]:
    text = files("retrieval").joinpath(_FILE).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return tuple((kind, english, chinese) for kind, english, chinese in rows)


@cache
def shop_glossary() -> Glossary:
    """Return the glossary that ships."""
    return Glossary(chinese_words())
