"""What a field map changes in an item of any feed: names of values, derived attributes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from retrieval.constraints import PATH_SEPARATOR
from retrieval.feeds.cleaning import attribute_name, attribute_value
from retrieval.feeds.field_map import Derived, FieldMap
from retrieval.feeds.row import FeedItem
from retrieval.items import Item

_DENIALS: Final = ("not ", "no ", "non-", "non ")


def refiner(field_map: FieldMap) -> Callable[[FeedItem], FeedItem]:
    """Return what brings an item to the form that the field map asks for.

    It leaves out attributes, renames values, and then reads derived attributes
    off the item's own words where the item has none of that name. A word that
    follows ``not``, ``no`` or ``non`` does not count.
    """
    derived = [(attribute_name(one.attribute), _Reader(one)) for one in field_map.derived]
    dropped = {attribute_name(name) for name in field_map.drop}
    renamed = {attribute_name(name): names for name, names in field_map.values.items()}

    def refine(found: FeedItem) -> FeedItem:
        attributes = {
            name: values
            for name, given in found.item.attributes.items()
            if name not in dropped and (values := _renamed(given, renamed.get(name, {})))
        }
        for name, reader in derived:
            given = attributes.get(name, ())
            if (reader.rule.add or not given) and (more := reader.read(found.item)):
                attributes[name] = tuple(dict.fromkeys(given + more))
        return replace(found, item=replace(found.item, attributes=attributes))

    return refine


def _renamed(values: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    meant = dict.fromkeys(names.get(value, value) for value in values)
    return tuple(value for value in meant if value)


class _Reader:
    """Finds the words of one rule in an item's texts."""

    def __init__(self, rule: Derived) -> None:
        self.rule = rule
        self._meanings = {word.lower(): attribute_value(as_) for word, as_ in rule.words.items()}
        # The longest first, so that "off-white" is not read as "white".
        words = sorted(self._meanings, key=lambda word: (-len(word), word))
        spaced = "|".join(re.escape(word) for word in words if word.isascii())
        # Chinese writes no spaces that could bound a word.
        joined = [re.escape(word) for word in words if not word.isascii()]
        bounded = [rf"(?<!\w)(?:{spaced})(?!\w)"] if spaced else []
        self._pattern = re.compile("|".join([*bounded, *joined]))

    def read(self, item: Item) -> tuple[str, ...]:
        """Return the values that the first telling text names, in its order."""
        texts = {
            "title": item.title,
            "category": PATH_SEPARATOR.join(item.category),
            "description": item.description,
        }
        for place in self.rule.within:
            text = texts[place].lower()
            found = dict.fromkeys(
                self._meanings[match.group()]
                for match in self._pattern.finditer(text)
                if not text.endswith(_DENIALS, 0, match.start())
            )
            if found:
                return tuple(found)[: self.rule.most]
        return ()
