"""Requests that a catalogue writes about itself, each with the items that answer it.

Nobody judged these pairs: an item answers a request because it has the words, the noun,
the category or the attribute that the request was made of. Whole products are held out,
never single colours, so that a held-out request is about things that were never read.
"""

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ranking.cross_encoder.pairs import TOLD
from retrieval.items import Item
from retrieval.synonyms import same_words
from retrieval.title_nouns import title_nouns

HELD_OUT_ONE_IN: Final = 6
"""One product in so many is held out."""

PARTLY: Final = 0.15
"""Label of what is of the right kind but lacks the attribute; what answers has 1."""

_MOST_ANSWERS: Final = 60
_SLIP_SHARE: Final = 0.12
_SYNONYM_SHARE: Final = 0.3
_SHORTEST_SLIP: Final = 5

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PURPOSE: Final = re.compile(
    r"\b(?:perfect|ideal|great|made|designed|suitable|essential|enough)?\s*\bfor\s+([^.,;:!?]{8,60})"
    r"|\b(?:keeps?|adds?|brings?|holds?|helps?|lets?)\s+([^.,;:!?]{8,60})",
    re.IGNORECASE,
)
_ASIDE: Final = frozenset(
    re.findall(
        r"\w+",
        "the a an and or with of in to this that these our your its for any every is it by from"
        " on at featuring features perfect crafted elegant stylish beautiful classic set",
    )
)


@dataclass(frozen=True, slots=True)
class WeakRequest:
    """A request with its labels.

    Attributes:
        text: As a shopper might type it.
        labels: Relevance by item id, above 0; the best is 1.
        kind: How it was made.
    """

    text: str
    labels: Mapping[str, float]
    kind: str


def is_held_out(item: Item) -> bool:
    """Tell on which side the item's product falls, in every shop the same."""
    return hashlib.sha256(item.family_id.encode()).digest()[0] % HELD_OUT_ONE_IN == 0


class WeakLabels:
    """Writes requests to one shop."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Read what the shop's items are called and have."""
        self._items = items
        self._nouns: dict[str, set[str]] = defaultdict(set)
        self._values: dict[str, set[str]] = defaultdict(set)
        self._leaves: dict[str, set[str]] = defaultdict(set)
        self._families: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, set[str]] = defaultdict(set)
        for item in items:
            self._families[item.family_id].add(item.item_id)
            self._leaves[item.category[-1].casefold()].add(item.item_id)
            for noun in title_nouns(item.title):
                self._nouns[_singular(noun)].add(item.item_id)
            for value in _values(item):
                self._values[value].add(item.item_id)
            for word in set(_words(f"{item.title} {item.description}")):
                self._words[word].add(item.item_id)
        self._ways: tuple[tuple[float, Callable[[Item, random.Random], WeakRequest | None]], ...]
        self._ways = (
            (2.0, self._by_title),
            (3.0, self._by_attribute),
            (1.0, self._by_noun),
            (1.5, self._by_two_attributes),
            (1.0, self._by_category),
            (2.5, self._by_purpose),
        )

    def write(self, about: Sequence[Item], count: int, seed: int) -> Iterator[WeakRequest]:
        """Write requests, each about one of the items; others of the shop may answer too.

        Args:
            about: At least one item of the shop.
            count: How many, at least 0.
            seed: Equal seeds write equal requests.

        Yields:
            Requests, no text twice unless the items give out.
        """
        draw = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
        said: set[str] = set()
        weights = [weight for weight, _ in self._ways]
        for _ in range(count):
            for _ in range(20):
                way = draw.choices([way for _, way in self._ways], weights)[0]
                request = way(draw.choice(about), draw)
                if request is not None and request.text not in said:
                    said.add(request.text)
                    yield request
                    break

    def _by_title(self, item: Item, draw: random.Random) -> WeakRequest | None:
        words = [word for word in _words(item.title) if word not in _ASIDE]
        if len(words) < 2:  # noqa: PLR2004 - one word names a kind
            return None
        kept = sorted(draw.sample(range(len(words)), draw.randint(2, min(5, len(words)))))
        chosen = [words[place] for place in kept]
        holding = set.intersection(*(self._words[word] for word in chosen))
        labels = dict.fromkeys(holding & self._titled(chosen), 1.0)
        labels |= dict.fromkeys(self._families[item.family_id], 1.0)
        return self._request(chosen, labels, "title", draw)

    def _titled(self, words: Sequence[str]) -> set[str]:
        wanted = set(words)
        having = set.intersection(*(self._words[word] for word in wanted))
        return {i.item_id for i in self._items if i.item_id in having and wanted <= _title(i)}

    def _by_noun(self, item: Item, draw: random.Random) -> WeakRequest | None:
        noun = self._noun(item, draw)
        if noun is None:
            return None
        return self._request([noun], dict.fromkeys(self._nouns[noun], 1.0), "noun", draw)

    def _by_attribute(self, item: Item, draw: random.Random) -> WeakRequest | None:
        return self._with_values(item, draw, 1)

    def _by_two_attributes(self, item: Item, draw: random.Random) -> WeakRequest | None:
        return self._with_values(item, draw, 2)

    def _with_values(self, item: Item, draw: random.Random, count: int) -> WeakRequest | None:
        noun, values = self._noun(item, draw), _values(item)
        if noun is None or len(values) < count:
            return None
        chosen = draw.sample(values, count)
        of_kind = self._nouns[noun]
        answering = of_kind.intersection(*(self._values[value] for value in chosen))
        labels = dict.fromkeys(of_kind, PARTLY) | dict.fromkeys(answering, 1.0)
        words = [*chosen, noun] if draw.random() < 0.7 else [noun, *chosen]  # noqa: PLR2004 - a share
        return self._request(words, labels, "attribute", draw)

    def _by_category(self, item: Item, draw: random.Random) -> WeakRequest | None:
        leaf, values = item.category[-1].casefold(), _values(item)
        within = self._leaves[leaf]
        if not values or draw.random() < 0.4:  # noqa: PLR2004 - a share
            return self._request([leaf], dict.fromkeys(within, 1.0), "category", draw)
        value = draw.choice(values)
        labels = dict.fromkeys(within, PARTLY) | dict.fromkeys(within & self._values[value], 1.0)
        return self._request([value, leaf], labels, "category", draw)

    def _by_purpose(self, item: Item, draw: random.Random) -> WeakRequest | None:
        found = [first or second for first, second in _PURPOSE.findall(item.description)]
        if not found:
            return None
        purpose = " ".join(draw.choice(found).casefold().split())
        telling = [word for word in _words(purpose) if word not in _ASIDE]
        if not telling:
            return None
        saying = set.intersection(*(self._words[word] for word in telling))
        noun = self._noun(item, draw) if draw.random() < 0.5 else None  # noqa: PLR2004 - a share
        if noun is not None:
            saying &= self._nouns[noun]
        labels = dict.fromkeys(self._nouns[noun], PARTLY) if noun is not None else {}
        labels |= dict.fromkeys(saying | self._families[item.family_id], 1.0)
        return self._request([noun or "something", "for", purpose], labels, "purpose", draw)

    def _noun(self, item: Item, draw: random.Random) -> str | None:
        nouns = [_singular(noun) for noun in title_nouns(item.title)]
        return draw.choice(nouns) if nouns else None

    def _request(
        self, words: Sequence[str], labels: Mapping[str, float], kind: str, draw: random.Random
    ) -> WeakRequest | None:
        answering = sum(label == 1 for label in labels.values())
        if not 1 <= answering <= _MOST_ANSWERS:
            return None
        text = " ".join(words)
        if draw.random() < _SYNONYM_SHARE:
            text = _said_otherwise(text, draw)
        if draw.random() < _SLIP_SHARE:
            text = _misspelt(text, draw)
        return WeakRequest(text, dict(sorted(labels.items())), kind)


def _values(item: Item) -> list[str]:
    return list(dict.fromkeys(value for name in TOLD for value in item.values(name)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _title(item: Item) -> set[str]:
    return set(_words(item.title))


def _singular(noun: str) -> str:
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def _said_otherwise(text: str, draw: random.Random) -> str:
    """Put another word of the same meaning in the place of the first that has one."""
    for pattern, others in _synonyms():
        if pattern.search(text):
            return pattern.sub(draw.choice(others), text, count=1)
    return text


@cache
def _synonyms() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return every word that has others, as a pattern, with those others."""
    return tuple(
        (re.compile(rf"\b{re.escape(word)}s?\b"), tuple(each for each in group if each != word))
        for group in same_words()
        for word in group
    )


def _misspelt(text: str, draw: random.Random) -> str:
    """Let the finger slip once in one longer word: a letter left out, doubled or swapped."""
    words = text.split()
    longer = [place for place, word in enumerate(words) if len(word) >= _SHORTEST_SLIP]
    if not longer:
        return text
    place = draw.choice(longer)
    word, at = words[place], draw.randrange(1, len(words[place]) - 1)
    slips = (word[:at] + word[at + 1 :], word[: at + 1] + word[at:])
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    words[place] = draw.choice((*slips, swapped))
    return " ".join(words)
