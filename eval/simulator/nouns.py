"""What kind of thing a title names: "rain jacket" of "Fellside 3-Layer Rain Jacket".

A kind is a word that several products share, so saying it gives no product away.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from retrieval.items import Item

Path = tuple[str, ...]
"""A category, broadest name first."""

COMMON: Final = 4
"""How many product families must share a head for it to be a kind and not a name."""

HOME_SHARE: Final = 0.25
"""Share of a kind's families that a category must hold to be one of its homes."""

_TAIL: Final = re.compile(
    r"\s*(?:[,(|:]|\s[-–—]\s|\s(?:with|for|in|of|by|and)\s).*$", re.IGNORECASE
)
_MEASURE: Final = re.compile(r"\s\d[\d.,x× ]*\s?[a-z%°]{0,7}$", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ALWAYS_PLURAL: Final = frozenset(
    ("pant", "short", "trouser", "jean", "legging", "tight", "capri", "jogger", "chino")
)
_IRREGULAR: Final = {"scarves": "scarf", "knives": "knife", "shelves": "shelf", "mice": "mouse"}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a product is.

    Attributes:
        name: One or two lower-case words in the singular, such as ``rain jacket``.
        plural: As titles write it where they write it in the plural ("boots");
            equal to ``name`` where they write it in the singular.
    """

    name: str
    plural: str

    @property
    def is_plural(self) -> bool:
        """Tell whether one speaks of it in the plural: "boots", never "a boot"."""
        return self.name != self.plural


def words_of(text: str) -> list[str]:
    """Return the text's words in lower case, without digits and punctuation."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def singular(word: str) -> str:
    """Return an English noun's singular, by its ending.

    >>> [singular(word) for word in ("boots", "dresses", "scarves", "glass", "watches")]
    ['boot', 'dress', 'scarf', 'glass', 'watch']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > len("pies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def head(title: str) -> list[str]:
    """Return the words of a title's head: before "with", "for", a comma or a measure.

    >>> head("Linen Cushion 45 x 45 cm, Rust")
    ['linen', 'cushion']
    """
    return words_of(_MEASURE.sub("", _TAIL.sub("", title)))


def common_kinds(items: Iterable[Item]) -> dict[str, frozenset[Path]]:
    """Return the heads, of one or two words, that ``COMMON`` families share.

    Returns:
        Each with its homes: the categories that hold a fair share of it.
    """
    families: defaultdict[str, dict[str, Path]] = defaultdict(dict)
    for item in items:
        for kind in _heads(item):
            families[kind.name][item.family_id] = item.category
    return {
        name: frozenset(_homes(where.values()))
        for name, where in families.items()
        if len(where) >= COMMON
    }


def _homes(paths: Collection[Path]) -> list[Path]:
    return [path for path, n in Counter(paths).items() if n >= HOME_SHARE * len(paths)]


def kinds_of(item: Item, common: Mapping[str, frozenset[Path]]) -> list[Kind]:
    """Return the common kinds that the title names in one of their homes, the narrower first.

    Where the category says what a thing is for, people do too: of a "Donut Dog
    Bed" in Dogs, "dog bed" is the only kind, if beds are common.
    """
    heads = _heads(item)
    about = {singular(word) for name in item.category for word in words_of(name)}
    if len(heads) > 1 and heads[1].name in common:
        first = heads[0].name.split()[0]
        if singular(first) in about and first != heads[1].name:
            return heads[:1]
    return [kind for kind in heads if item.category in common.get(kind.name, ())]


def _heads(item: Item) -> list[Kind]:
    words = head(item.title)
    found: list[Kind] = []
    for length in (2, 1):
        if len(words) >= length:
            *before, last = words[-length:]
            one = singular(last)
            many = f"{one}s" if one in _ALWAYS_PLURAL else last
            found.append(Kind(" ".join((*before, one)), " ".join((*before, many))))
    return found
