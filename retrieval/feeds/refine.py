"""What a field map changes in an item of any feed: names of values, derived attributes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from retrieval.constraints import PATH_SEPARATOR
from retrieval.feeds.cleaning import attribute_name, attribute_value
from retrieval.feeds.field_map import Derived, FieldMap
from retrieval.feeds.row import FeedItem
from retrieval.items import Item


def refiner(field_map: FieldMap) -> Callable[[FeedItem], FeedItem]:
    """Return what brings an item to the form that the field map asks for.

    It leaves out attributes, renames values, and then reads derived attributes
    off the item's own words where the item has none of that name. A word that
    follows ``not``, ``no`` or ``non`` does not count.
    """
    derived = [(one, _pattern(one)) for one in field_map.derived]
    dropped = {attribute_name(name) for name in field_map.drop}
    renamed = {attribute_name(name): names for name, names in field_map.values.items()}

    def refine(found: FeedItem) -> FeedItem:
        attributes = {
            name: values
            for name, given in found.item.attributes.items()
            if name not in dropped and (values := _renamed(given, renamed.get(name, {})))
        }
        for rule, pattern in derived:
            name = attribute_name(rule.attribute)
            given = attributes.get(name, ())
            if (rule.add or not given) and (more := _derive(found.item, rule, pattern)):
                attributes[name] = tuple(dict.fromkeys(given + more))
        return replace(found, item=replace(found.item, attributes=attributes))

    return refine


def _renamed(values: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    meant = dict.fromkeys(names.get(value, value) for value in values)
    return tuple(value for value in meant if value)


def _pattern(rule: Derived) -> re.Pattern[str]:
    # The longest first, so that "off-white" is not read as "white".
    words = sorted((word.lower() for word in rule.words), key=lambda word: (-len(word), word))
    return re.compile(
        r"(?<!not )(?<!no )(?<!non-)(?<!non )(?:" + "|".join(map(_bounded, words)) + ")"
    )


def _bounded(word: str) -> str:
    # Chinese writes no spaces that could bound a word.
    return rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else re.escape(word)


def _derive(item: Item, rule: Derived, pattern: re.Pattern[str]) -> tuple[str, ...]:
    meanings = {word.lower(): attribute_value(value) for word, value in rule.words.items()}
    texts = {
        "title": item.title,
        "category": PATH_SEPARATOR.join(item.category),
        "description": item.description,
    }
    for place in rule.within:
        found = dict.fromkeys(meanings[word] for word in pattern.findall(texts[place].lower()))
        if found:
            return tuple(found)[: rule.most]
    return ()
