"""Whether the shop may carry what is asked for.

The word that names the subject is looked for in the catalogue's vocabulary and
in the titles found, and what means the same in all titles; failing that, an item
very near in meaning speaks for it, one fairly near whose description has the word,
or a near one where the word is another name for something the shop has. What comes
near is shown beside a denial all the same: a false "we do not carry that" turns a
shopper away. `aisle eval denials` measures both ways of being wrong.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from assistant.answers.item_names import same_names, title_keys
from assistant.intent import Intent
from assistant.understanding.readers.fields import MEASURES
from assistant.understanding.readers.things_apart import names_apart
from assistant.understanding.readers.word_forms import Key, noun_key, value_key, words
from assistant.understanding.readers.word_lists import (
    broader_words,
    function_words,
    listed,
    synonyms,
)
from retrieval.constraints import CATEGORY, PATH_SEPARATOR
from retrieval.items import Item
from retrieval.query import Candidate, Leg
from retrieval.title_nouns import unpacked
from retrieval.vocabulary import Vocabulary

NEAR: Final = 0.42
"""Cosine of request and item from which the item may well be what was asked for."""

UNHEARD: Final = 0.6
"""The same where the shop knows no such word: a skateboard is near skate sneakers."""

WORTH_SHOWING: Final = 0.5
"""Cosine from which items are shown beside a denial."""

FAIRLY_NEAR: Final = 0.33
"""Cosine from which the subject's word in a description counts as well."""

_DESCRIPTION_CHARACTERS: Final = 2_000
# What a thing is for, but no thing: "a birthday gift for a coffee lover".
_OCCASIONS: Final = listed(
    "anniversary birthday christmas fan gift gifts idea ideas lover lovers present presents "
    "surprise treat wedding"
)
# What a thing is like, but no thing: "something cosy for the sofa".
_QUALITIES: Final = listed(
    "big bold bright cheerful classy comfortable comfy cosy cool cozy cute different elegant "
    "fancy festive fun funky funny handy interesting lovely luxurious minimal modern nice "
    "original personal posh practical pretty quirky romantic simple small smart soft special "
    "stylish tasteful traditional trendy unique unusual useful vintage warm cold dark freezing "
    "chilly dim gloomy draughty single double queen king superking kingsize tall long short wide "
    "narrow thick thin heavy light strong sturdy tight loose flat deep low high fast quiet grippy "
    "stretchy sturdier real genuine proper"
)
# Where a thing goes, but no thing: "something for her feet", "it's dark in the hallway".
PLACES: Final = listed(
    "attic back balcony basement bathroom bedroom conservatory corner corridor ears feet garage "
    "hallway hands head hall home house kitchen landing loft lounge neck nursery office patio "
    "porch room terrace yard"
)
_AT_THE_EAR: Final = re.compile(r"\b(?:over|on|in)[ -]ears?\b")
"""How headphones are worn, whatever stands before it: "headphones over ear"."""
_OF_QUALITY: Final = ("ully", "proof", "able", "less", "ish")
# "Reddish" is what a thing is like; a dish and a goldfish are things.
_OF_THINGS: Final = ("fish", "polish", "varnish", "radish", "relish")
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
    subject = _subject(intent.request)
    if not subject:
        return True
    if _names_thing_apart(intent.request) and candidates:
        return any(_is_called(candidate.item, intent.request) for candidate in candidates)
    apart = _only_tells_others_apart(subject, vocabulary)
    if _is_known(subject, intent.request, vocabulary, apart=apart):
        return True
    nearest = nearness(candidates)
    if nearest is None or nearest >= UNHEARD:
        return True
    by_another_name = nearest >= NEAR and _is_another_name(subject, vocabulary)
    near = _titles_and_near_descriptions(candidates)
    return by_another_name or (not apart and _mentions(subject, near))


def _names_thing_apart(request: str) -> bool:
    """Tell "a hot water bottle", which no bottle to drink from is, from "a glass bottle"."""
    return any(_ends_with(request, name) for name in names_apart())


def _is_called(item: Item, request: str) -> bool:
    """Tell whether the item's title and categories have every word of such a thing's name."""
    title = " ".join((item.title, *item.category)).replace("-", " ")
    told = frozenset(noun_key((word,)) for word in words(title.casefold()))
    named = (name for name in names_apart() if _ends_with(request, name))
    return any(told.issuperset((word,) for word in name) for name in named)


def _ends_with(request: str, name: Key) -> bool:
    return noun_key(tuple(subject_nouns(request)))[-len(name) :] == name


def _titles_and_near_descriptions(candidates: Sequence[Candidate]) -> Iterator[str]:
    for candidate in candidates:
        yield candidate.item.title
        if candidate.similarity.get(Leg.TEXT, 0.0) >= FAIRLY_NEAR:
            yield candidate.item.description[:_DESCRIPTION_CHARACTERS]


def nearness(candidates: Sequence[Candidate]) -> float | None:
    """Return the cosine of the request and the nearest item; None where none was compared."""
    found = [c.similarity[Leg.TEXT] for c in candidates if Leg.TEXT in c.similarity]
    return max(found, default=None)


def _is_another_name(subject: Key, vocabulary: Vocabulary) -> bool:
    """Tell whether the word is known as another name for something the shop has."""
    shop = list(_shop_words(vocabulary))
    alike = (
        other
        for word, others in (*synonyms().items(), *broader_words().items())
        if value_key(words(word)[-1:]) == subject
        for other in others
    )
    return any(_mentions(value_key(words(other)[-1:]), shop) for other in alike)


def _is_known(subject: Key, request: str, vocabulary: Vocabulary, *, apart: bool) -> bool:
    """Tell whether the shop has the word, or titles have its like: of a thermos a flask.

    Args:
        subject: The stem of the word.
        request: All that was asked for.
        vocabulary: The words of the catalogue.
        apart: Whether the word only tells other things apart.
    """
    if not apart and _mentions(subject, _shop_words(vocabulary)):
        return True
    called = frozenset(noun_key(words(noun)) for noun in vocabulary.title_nouns)
    return not called.isdisjoint(same_things(things_named(request)))


def _only_tells_others_apart(subject: Key, vocabulary: Vocabulary) -> bool:
    """Tell the card of "card wallet", where the shop has no cards, from a wallet.

    What is in a category's or brand's name is more than that.
    """
    if _mentions(subject, (*vocabulary.categories, *vocabulary.brands)):
        return False
    named = [value_key(words(noun)) for noun in vocabulary.title_nouns]
    before = any(subject[0] in key[:-1] for key in named)
    return before and not any(key[-1:] == subject for key in named)


def same_things(nouns: Sequence[str]) -> frozenset[Key]:
    """Return what means the same as the last of the nouns, or as it with the word before it."""
    if not nouns:
        return frozenset()
    return same_names(nouns[-1]) | same_names(" ".join(nouns[-2:]))


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
    alike = same_things(things_named(intent.request))
    kept = {
        path
        for noun, paths in vocabulary.title_nouns.items()
        if _mentions(subject, (noun,))
        for path in paths
    }
    for item in (candidate.item for candidate in candidates):
        if not alike.isdisjoint(title_keys(item)):
            return None
        at_home = PATH_SEPARATOR.join(item.category).casefold() in kept
        named = (item.title, *item.category, item.description if at_home else "")
        if _mentions(subject, named):
            return None
    return next(word for word in words(intent.request) if value_key((word,)) == subject)


def subject_nouns(request: str) -> list[str]:
    """Return the words that name what is sought, the noun itself last; empty if none can be told.

    They are those that say something before the first preposition: in "electric
    guitar for beginners" the electric guitar, in "a set of tall glasses" the tall
    glasses. Only English is told.
    """
    said = words(_AT_THE_EAR.sub(" ", unpacked(request)))
    ends = next((at for at, word in enumerate(said) if word in _JOINTS), len(said))
    return [
        word
        for at, word in enumerate(said[:ends])
        if (word not in function_words() or at)  # "watering can"
        and word not in _OCCASIONS
        and word not in MEASURES
        and word.isalpha()
        and word.isascii()
    ]


def _subject(request: str) -> Key:
    """Return the stem of the noun that the request is about; empty if it cannot be told."""
    nouns = things_named(request)
    return value_key((nouns[-1],)) if nouns else ()


def things_named(request: str) -> list[str]:
    """Return the nouns less what things are like and where they go: "dreadfully dark hallway"."""
    return [
        word
        for word in subject_nouns(request)
        if word not in _QUALITIES | PLACES and not _is_quality(word)
    ]


def _is_quality(word: str) -> bool:
    return word.endswith(_OF_QUALITY) and word != "dish" and not word.endswith(_OF_THINGS)


def _mentions(subject: Key, texts: Iterable[str]) -> bool:
    return any(subject[0] in value_key(words(text)) for text in texts)


def _shop_words(vocabulary: Vocabulary) -> Iterator[str]:
    yield from vocabulary.categories
    yield from vocabulary.brands
    yield from vocabulary.title_nouns
    for values in vocabulary.attributes.values():
        yield from values
