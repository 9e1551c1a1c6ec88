"""Which of several described is meant: "the doll with the rucksack", "the smaller blue one"."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.titles import title_words, titled_at
from assistant.understanding.readers.word_forms import is_plural, noun_stem
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY
from retrieval.items import Item

_MEASURE: Final = re.compile(
    r"(\d+(?:\.\d+)?)\s?(cm|mm|m|ml|cl|l|litres?|inch|in|kg|g|ft|oz)\b", re.IGNORECASE
)
_SMALLER: Final = listed("smaller smallest shorter shortest lesser")
_LARGER: Final = listed("larger largest bigger biggest longer longest taller tallest")


def so_called(draft: Draft, named: Mention, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return those titled a bear for "the bear", where not all soft toys are; else all."""
    word = draft.sentence.word(named.end - 1)
    if named.field != CATEGORY or is_plural(word):
        return items
    called = tuple(item for item in items if noun_stem(word) in title_words(item.title))
    return called or items


def of_size(draft: Draft, start: int, end: int, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the least of several for "the smaller blue one", by the measures in their titles."""
    said = draft.sentence.words[start:end]
    choose: Callable[..., Decimal] = min if not _SMALLER.isdisjoint(said) else max
    told = not (_SMALLER | _LARGER).isdisjoint(said)
    measured = [(item, _MEASURE.search(item.title)) for item in items] if told else []
    found = [(item, Decimal(one[1]), one[2].casefold()) for item, one in measured if one]
    if len(found) < len(items) or len({unit for _, _, unit in found}) != 1:
        return items
    extreme = choose(size for _, size, _ in found)
    return tuple(item for item, size, _ in found if size == extreme)


def bearing(draft: Draft, end: int, items: tuple[Item, ...]) -> tuple[int, tuple[Item, ...]]:
    """Return those with a rucksack in their title for "the doll with the rucksack", and its end."""
    if draft.sentence.word(end) != "with":
        return end, items
    first = end + 1 + (draft.sentence.word(end + 1) in ("the", "a", "an"))
    after, titled = titled_at(draft, first, pointed=True)
    kept = tuple(item for item in items if item in titled)
    if not kept:
        return end, items
    draft.mentions[:] = [one for one in draft.mentions if not first <= one.start < after]
    return after, kept
