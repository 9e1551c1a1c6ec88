"""Whether the shop may carry what is asked for.

The word that names the subject is looked for in the catalogue's vocabulary and
in the items found; failing that, an item near in meaning speaks for it. A doubt
counts as carried: a false "we do not carry that" turns a shopper away.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from assistant.intent import Intent
from assistant.readers.lexicon import Key, value_key, words
from assistant.readers.word_lists import function_words, listed
from retrieval.constraints import CATEGORY
from retrieval.items import Item
from retrieval.query import Candidate, Leg
from retrieval.vocabulary import Vocabulary

NEAR: Final = 0.38
"""Cosine of request and item from which the item may well be what was asked for."""

_JOINTS: Final = listed("for with of to in on from by without")


def is_carried(intent: Intent, vocabulary: Vocabulary, candidates: Sequence[Candidate]) -> bool:
    """Tell whether the shop may carry what is asked for.

    Args:
        intent: What is wanted. One with a category, a photo or "more like it" is
            carried by its nature.
        vocabulary: The words of the catalogue.
        candidates: What retrieval found; without any from the text leg there is
            no evidence against it, so it counts as carried.
    """
    if intent.photo_id is not None or intent.similar_to or intent.constraints.on(CATEGORY):
        return True
    similarities = [c.similarity[Leg.TEXT] for c in candidates if Leg.TEXT in c.similarity]
    subject = _subject(intent.request)
    if not subject or not similarities or max(similarities) >= NEAR:
        return True
    named = (*vocabulary.categories, *vocabulary.brands, *_values(vocabulary))
    found = (text for candidate in candidates for text in _texts(candidate.item))
    return _mentions(subject, named) or _mentions(subject, found)


def _subject(request: str) -> Key:
    """Return the stem of the noun that the request is about; empty if it cannot be told.

    That is the last word that says something before the first preposition: in
    "electric guitar for beginners" the guitar. Only English is told.
    """
    if not request.isascii():
        return ()
    said = words(request)
    ends = next((at for at, word in enumerate(said) if word in _JOINTS), len(said))
    nouns = [word for word in said[:ends] if word not in function_words() and word.isalpha()]
    return value_key((nouns[-1],)) if nouns else ()


def _mentions(subject: Key, texts: Iterator[str] | Sequence[str]) -> bool:
    return any(subject[0] in value_key(words(text)) for text in texts)


def _values(vocabulary: Vocabulary) -> Iterator[str]:
    for values in vocabulary.attributes.values():
        yield from values


def _texts(item: Item) -> Iterator[str]:
    yield item.title
    yield item.description[:2000]
    yield from item.category
