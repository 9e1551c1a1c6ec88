"""Things that nobody means by their last word alone, where the shop calls none so.

A "hot water bottle" is no bottle to drink from, and a "bean bag" no bag: such a thing is sought by
its words and in no category of bottles or bags.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.word_forms import Key, noun_key
from assistant.understanding.readers.word_lists import things_apart

_LONGEST: Final = 3
"""How many words such a thing has at most."""
_NAMED_BY: Final = 2
"""How many words of a name a shop's titles tell."""


@cache
def names_apart() -> frozenset[Key]:
    """Return what such things are called, as ``noun_key`` makes it."""
    return frozenset(
        noun_key((*before.split(), noun)) for noun, led in things_apart().items() for before in led
    )


def is_of_thing_apart(draft: Draft, at: int) -> bool:
    """Tell the bag of "a bean bag", of which the shop has none, from "a bag" and "a bin"."""
    return any(start <= at < start + len(name) for start, name in _unsold(draft, at))


def _unsold(draft: Draft, at: int) -> Iterator[tuple[int, Key]]:
    """Yield where a name that may hold the token begins, and the name, if no title has it."""
    for start in range(max(0, at - _LONGEST + 1), at + 1):
        for length in range(2, _LONGEST + 1):
            said = draft.sentence.words[start : start + length]
            name = noun_key(said) if len(said) == length else ()
            if name in names_apart() and not _is_sold(draft, name):
                yield start, name


def _is_sold(draft: Draft, name: Key) -> bool:
    titled = len(name) == _NAMED_BY and draft.lexicon.titles.paths(*name)
    return bool(titled) or name in draft.lexicon.categories
