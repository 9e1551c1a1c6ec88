"""Whether an item has what a request refuses."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from retrieval.glossary import english_words, shop_glossary
from retrieval.items import Item
from retrieval.words import has_cjk, index_terms

_COLOUR: Final = "colour"
# "Wool-free", "no zip": the text has the word and the item has not the thing.
_DENIED: Final = re.compile(
    r"\b(?:no|not|without|non)[\s-]+\w+|\b\w+[\s-]free\b|(?:不含|没有|无)\w{1,4}", re.IGNORECASE
)


def has_any(item: Item, phrases: Iterable[str]) -> bool:
    """Tell whether the item has any of the things.

    All words of a phrase must stand, as stems and in any order, in one of the
    item's title, category, attribute values and sentences of its description. A
    colour is looked for in the item's own colours where it names any, since
    descriptions speak of seams, linings and other colours of the product.

    Args:
        item: The item.
        phrases: English or Chinese, lower-case.
    """
    return any(_has(item, terms) for phrase in phrases for terms in _readings(phrase))


def _has(item: Item, terms: frozenset[str]) -> bool:
    if terms <= _colours() and item.values(_COLOUR):
        return any(terms <= _terms(colour) for colour in item.values(_COLOUR))
    values = (value for values in item.attributes.values() for value in values)
    texts = [item.title, *item.category, *values, *re.split(r"[.!?;。！？；\n]+", item.description)]
    return any(terms <= _terms(_DENIED.sub(" ", text)) for text in texts)


def _readings(phrase: str) -> list[frozenset[str]]:
    """Return the terms of a phrase as written, and in English."""
    texts = [phrase, shop_glossary().in_english(phrase)] if has_cjk(phrase) else [phrase]
    return [terms for text in texts if (terms := _terms(text))]


def _terms(text: str) -> frozenset[str]:
    return frozenset(index_terms(text))


@cache
def _colours() -> frozenset[str]:
    return frozenset(term for colour in english_words(_COLOUR) for term in index_terms(colour))
