"""Whether the shop may carry what is asked for.

The word that names the subject is looked for in the catalogue's vocabulary and
in the titles found; failing that, an item near in meaning speaks for it, or one
fairly near whose description has the word. A doubt counts as carried: a false
"we do not carry that" turns a shopper away.

Measured on the demo shop with MiniLM: of 67 things it carries, asked for in one
or two words, none is denied; of 46 that it does not carry, 28 are.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from assistant.intent import Intent
from assistant.understanding.readers.word_forms import Key, value_key, words
from assistant.understanding.readers.word_lists import function_words, listed
from retrieval.constraints import CATEGORY, PATH_SEPARATOR
from retrieval.query import Candidate, Leg
from retrieval.vocabulary import Vocabulary

NEAR: Final = 0.42
"""Cosine of request and item from which the item may well be what was asked for."""

FAIRLY_NEAR: Final = 0.33
"""Cosine from which the subject's word in a description counts as well."""

_DESCRIPTION_CHARACTERS: Final = 2_000
# What a thing is for, but no thing: "a birthday gift for a coffee lover".
_OCCASIONS: Final = listed(
    "anniversary birthday christmas fan gift gifts idea ideas lover lovers present presents "
    "surprise treat wedding"
)
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
    if _mentions(subject, _shop_words(vocabulary)):
        return True
    items = [candidate.item for candidate in candidates]
    if _mentions(subject, (item.title for item in items)):
        return True
    described = (item.description[:_DESCRIPTION_CHARACTERS] for item in items)
    return max(similarities) >= FAIRLY_NEAR and _mentions(subject, described)


def noun_without_items(
    intent: Intent, vocabulary: Vocabulary, candidates: Sequence[Candidate]
) -> str | None:
    """Return the subject's noun where the shop has such things, but none was found.

    The titles tell, and the descriptions of what lies where such things lie: words
    are searched as well as meanings, so an item so called that met the conditions
    would be among what was found. None where the noun is
    not the shop's, where a category, a photo or a likeness says what is sought, or
    where nothing was found by words or meaning.
    """
    if intent.photo_id is not None or intent.similar_to or intent.constraints.on(CATEGORY):
        return None
    subject = _subject(intent.request)
    if not candidates or not subject or not _mentions(subject, vocabulary.title_nouns):
        return None
    kept = {
        path
        for noun, paths in vocabulary.title_nouns.items()
        if _mentions(subject, (noun,))
        for path in paths
    }
    for item in (candidate.item for candidate in candidates):
        at_home = PATH_SEPARATOR.join(item.category).casefold() in kept
        named = (item.title, *item.category, item.description if at_home else "")
        if _mentions(subject, named):
            return None
    return next(word for word in words(intent.request) if value_key((word,)) == subject)


def subject_nouns(request: str) -> list[str]:
    """Return the words that name what is sought, the noun itself last; empty if none can be told.

    They are those that say something before the first preposition: in "electric
    guitar for beginners" the electric guitar. Only English is told.
    """
    said = words(request)
    ends = next((at for at, word in enumerate(said) if word in _JOINTS), len(said))
    return [
        word
        for word in said[:ends]
        if word not in function_words() | _OCCASIONS and word.isalpha() and word.isascii()
    ]


def _subject(request: str) -> Key:
    """Return the stem of the noun that the request is about; empty if it cannot be told."""
    nouns = subject_nouns(request)
    return value_key((nouns[-1],)) if nouns else ()


def _mentions(subject: Key, texts: Iterable[str]) -> bool:
    return any(subject[0] in value_key(words(text)) for text in texts)


def _shop_words(vocabulary: Vocabulary) -> Iterator[str]:
    yield from vocabulary.categories
    yield from vocabulary.brands
    yield from vocabulary.title_nouns
    for values in vocabulary.attributes.values():
        yield from values
