"""Requests made by rule of which the catalogue itself tells whether anything can answer them.

Three kinds: things that the shop sells, by what its titles call them; things that no
item is called, described or filed as; and a category with conditions, of which the
items tell whether any meets them.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final

from assistant.reply import Outcome
from assistant.understanding.readers.colours import Colours
from assistant.understanding.readers.word_forms import noun_key, value_key, words
from assistant.understanding.readers.word_lists import broader_words, synonyms
from retrieval.constraints import PATH_SEPARATOR
from retrieval.items import Item
from retrieval.vocabulary import Vocabulary

THINGS: Final = Path(__file__).with_name("things.txt")
_SEED: Final = 20261122
_FEWEST: Final = 2
_ASKING: Final = (
    "{}",
    "do you have {}?",
    "I'm looking for {}",
    "show me {} please",
    "any {}?",
)
_CARRIED_MOST: Final = 200
_CONDITIONED: Final = 300
_PRICES: Final = (5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300)
_FIELDS: Final = ("material", "pattern")


class Sort(StrEnum):
    """What a case is about."""

    CARRIED = "carried"
    NOT_CARRIED = "not carried"
    SOMETHING_FITS = "something fits"
    NOTHING_FITS = "nothing fits"


@dataclass(frozen=True, slots=True)
class Case:
    """A request and what must come of it.

    Attributes:
        sort: What it is about.
        said: The request.
        fitting: Ids of the items that answer it; None where that is not known.
    """

    sort: Sort
    said: str
    fitting: frozenset[str] | None = None

    @property
    def outcome(self) -> Outcome:
        """What must come of it."""
        return {Sort.NOT_CARRIED: Outcome.NOT_CARRIED, Sort.NOTHING_FITS: Outcome.NOTHING_FITS}.get(
            self.sort, Outcome.ANSWERED
        )


def cases_of(items: Sequence[Item], vocabulary: Vocabulary) -> list[Case]:
    """Return the cases of a catalogue, always the same for the same one."""
    draw = random.Random(_SEED)  # noqa: S311 - a draw to repeat, not a secret
    return [
        *_carried(vocabulary, draw),
        *_not_carried(items, draw),
        *_conditioned(items, vocabulary, draw),
    ]


def _carried(vocabulary: Vocabulary, draw: random.Random) -> Iterator[Case]:
    """Ask for what the titles call at least two items."""
    nouns = sorted(
        noun
        for noun, paths in vocabulary.title_nouns.items()
        if sum(paths.values()) >= _FEWEST and noun.replace(" ", "").isalpha() and len(noun) > 2  # noqa: PLR2004 - "t"
    )
    for noun in draw.sample(nouns, min(_CARRIED_MOST, len(nouns))):
        yield Case(Sort.CARRIED, draw.choice(_ASKING).format(noun))


def _not_carried(items: Iterable[Item], draw: random.Random) -> Iterator[Case]:
    """Ask for things of whose every word no item knows, nor the like of it."""
    known = {
        stem
        for item in items
        for text in (item.title, item.description, *item.category, *_values(item))
        for stem in value_key(words(text))
    }
    lines = THINGS.read_text("utf-8").splitlines()
    for thing in (line.strip() for line in lines if line.strip() and line[0] != "#"):
        head = noun_key(words(thing.partition(" for ")[0])[-1:])
        alike = {*synonyms().get(" ".join(head), ()), *broader_words().get(" ".join(head), ())}
        told = {stem for other in (*head, *alike) for stem in value_key(words(other))}
        if not told & known:
            yield Case(Sort.NOT_CARRIED, draw.choice(_ASKING).format(thing))


def _values(item: Item) -> Iterator[str]:
    for values in item.attributes.values():
        yield from values


def _conditioned(
    items: Sequence[Item], vocabulary: Vocabulary, draw: random.Random
) -> Iterator[Case]:
    """Ask for what a category is called, with a colour, a material and a price or fewer.

    Items of other categories that are called so count as well: a shop may keep
    children's sneakers apart.
    """
    colours = Colours(vocabulary)
    kept = _by_category(items)
    names = sorted(name for name in kept if name.replace(" ", "").isalpha())
    for _ in range(_CONDITIONED):
        name = draw.choice(names)
        fitting = list(kept[name])
        parts: list[str] = []
        if colours.field is not None and draw.random() < 0.6:  # noqa: PLR2004 - most requests
            colour = draw.choice(sorted(vocabulary.attributes[colours.field]))
            taken_in = set(colours.values(colour))
            fitting = [i for i in fitting if taken_in & set(i.values(colours.field))]
            parts.append(colour)
        told = [f for f in _FIELDS if any(i.values(f) for i in kept[name])]
        if told and draw.random() < 0.4:  # noqa: PLR2004 - fewer
            field = draw.choice(told)
            value = draw.choice(sorted(v for i in kept[name] for v in i.values(field)))
            fitting = [i for i in fitting if value in i.values(field)]
            parts.append(value)
        said = " ".join((*parts, name))
        if not name.endswith("s"):  # "skin" is where things are kept and no thing
            said = " ".join(("something", *parts, f"from the {name} section"))
        if draw.random() < 0.6 or not parts:  # noqa: PLR2004 - most requests
            price = draw.choice(_PRICES)
            fitting = [i for i in fitting if i.price and i.price.amount <= Decimal(price)]
            said = f"{said} under ${price}"
        sort = Sort.SOMETHING_FITS if fitting else Sort.NOTHING_FITS
        ids = frozenset(item.item_id for item in fitting)
        yield Case(sort, draw.choice(_ASKING).format(said), ids)


def _by_category(items: Iterable[Item]) -> Mapping[str, Sequence[Item]]:
    """Return the items by the last name of their category, where one path alone has it."""
    paths: dict[str, set[str]] = {}
    kept: dict[str, list[Item]] = {}
    every = list(items)
    for item in every:
        path = PATH_SEPARATOR.join(item.category).casefold()
        name = path.rsplit(PATH_SEPARATOR, 1)[-1]
        paths.setdefault(name, set()).add(path)
        kept.setdefault(name, []).append(item)
    for name, found in kept.items():
        there = {item.item_id for item in found}
        so_called = noun_key((name,))[0] if name.isalpha() else ""
        found += [
            item
            for item in every
            if item.item_id not in there and so_called in noun_key(words(item.title))
        ]
    return {name: found for name, found in kept.items() if len(paths[name]) == 1}
