"""Which candidates are the kind of thing that a request names: a teapot is no kettle."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Final

from retrieval.constraints import CATEGORY
from retrieval.items import Item
from retrieval.query import Query
from retrieval.synonyms import Phrase, alike
from retrieval.title_nouns import title_nouns
from retrieval.words import query_terms, words

_TITLES: Final = 65_536


def of_named_kind(query: Query, items: Iterable[Item]) -> frozenset[str]:
    """Return the ids of the items whose titles end in a noun of the request.

    Synonyms of the noun count. Nothing is told without a category among the
    constraints, since a word that named none may be a use: "for a coffee lover".

    Args:
        query: What was asked.
        items: The candidates', in any order.

    Returns:
        Empty where no item is called so, which tells nothing of any.
    """
    if not query.constraints.on(CATEGORY):
        return frozenset()
    named = _named(query.text)
    return frozenset(item.item_id for item in items if not named.isdisjoint(_heads(item.title)))


def _named(text: str) -> frozenset[Phrase]:
    """Return the words and pairs of words of a request, and what else they are called."""
    terms = [term for word in words(text) for term in query_terms(word)]
    said = {*((term,) for term in terms), *pairwise(terms)}
    return frozenset(said.union(*(alike().get(phrase, frozenset()) for phrase in said)))


@lru_cache(maxsize=_TITLES)
def _heads(title: str) -> frozenset[Phrase]:
    """Return a title's noun, alone and with the word before it."""
    return frozenset(
        tuple(term for word in words(noun) for term in query_terms(word))
        for noun in title_nouns(title)
    )
