"""Items pointed at by words of their titles: "the Hush", "the trench coat", "the two totes"."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.places import NOUNS
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_forms import Key, noun_stem, words
from assistant.understanding.readers.word_lists import common_words, function_words, listed
from retrieval.items import Item

_LONGEST: Final = 5
_INDEFINITE: Final = listed("anything something nothing any some a an more no another")
_CLOSING: Final = listed("! ?")
_FARTHEST: Final = 4
_ENDING: Final = re.compile(r"(?:ing|ers?|ed|ey|y|able|e|en)$")
_SHORTEST: Final = 4
"""Letters that a word must have to tell a title by itself."""


@lru_cache(maxsize=2_000)
def title_words(title: str) -> Key:
    """Return the words of a title in the singular."""
    return tuple(map(noun_stem, words(title)))


def titled_at(draft: Draft, at: int, *, pointed: bool) -> tuple[int, tuple[Item, ...]]:
    """Find the shown items whose titles hold the words from a token on.

    Args:
        draft: The turn.
        at: Index of the first word that may be of a title.
        pointed: Whether "the" or the like stands before it; without it only a
            distinctive word that nothing has read points.

    Returns:
        The index after the last word and the items; no items where the words are
        of no title, or of every one.
    """
    held = {item.item_id: title_words(item.title) for item in draft.moment.shown}
    best: tuple[int, tuple[Item, ...]] = (at, ())
    found = draft.moment.shown
    distinctive = False
    for end in range(at + 1, min(at + _LONGEST, len(draft.sentence)) + 1):
        token = draft.sentence.tokens[end - 1]
        numbered = token.kind is Kind.NUMBER and end - at > 1  # "the Orbit 2"
        if not (numbered or token.kind is Kind.WORD) or _was_read_otherwise(draft, end - 1):
            break
        if numbered and not any(token.text in held[item.item_id] for item in found):
            break
        word = noun_stem(token.text)
        word = _whole(draft, end, held) if pointed else word
        found = tuple(item for item in found if word in held[item.item_id])
        if not found:
            break
        distinctive = distinctive or _is_distinctive(draft, end - 1, held, pointed=pointed)
        named = end - at > 1 and _is_a_name(draft, at, end, found)
        if (distinctive or named) and len({item.family_id for item in found}) < _families(draft):
            best = (end, found)
    return best


def _whole(draft: Draft, after: int, held: Mapping[str, Key]) -> str:
    """Return the title's word that "the moon one" and "the moon!" begin: Moonphase."""
    word = noun_stem(draft.sentence.word(after - 1))
    whole = {one for title in held.values() for one in title}
    closes = draft.sentence.word(after) in NOUNS or draft.sentence.word(after) in _CLOSING
    if word not in whole and word.removesuffix("s") in whole:
        return word.removesuffix("s")  # the tights of a "Compression Tight"
    led = word not in whole and len(word) >= _SHORTEST and closes
    return next((one for one in sorted(whole) if led and _is_alike(one, word)), word)


def _is_alike(whole: str, word: str) -> bool:
    """Tell the whistler of "the whistling one" and the moonphase of "the moon one"."""
    stem = _ENDING.sub("", word)
    derived = len(stem) >= _SHORTEST and _ENDING.sub("", whole) == stem
    return whole.startswith(word) or derived


def _is_a_name(draft: Draft, start: int, end: int, found: tuple[Item, ...]) -> bool:
    """Tell "pip pro", whose two short words stand side by side in one title alone."""
    said = draft.sentence.words[start:end]
    unread = not any(draft.taken[start:end]) and not any(word in common_words() for word in said)
    return unread and len({item.family_id for item in found}) == 1


def _families(draft: Draft) -> int:
    return len({item.family_id for item in draft.moment.shown})


def _was_read_otherwise(draft: Draft, at: int) -> bool:
    """Tell whether something else than the catalogue's words has read a token."""
    return draft.taken[at] and not draft.is_named(at)


def _is_distinctive(draft: Draft, at: int, held: Mapping[str, Key], *, pointed: bool) -> bool:
    word = draft.sentence.word(at)
    if pointed and draft.mention_at(at) is not None:
        return True  # "the red"
    if pointed and len(word) >= _SHORTEST:
        return True
    if any(word in _INDEFINITE for word in draft.sentence.words[max(0, at - _FARTHEST) : at]):
        return False  # "anything striped or quilted" describes
    if not POSSESSIVES.isdisjoint(draft.sentence.words[max(0, at - 2) : at]):
        return False  # the pocket of "his coat pocket"
    stem = noun_stem(word)
    free = not draft.taken[at] and word not in common_words() and word not in function_words()
    families = {item.family_id for item in draft.moment.shown if stem in held[item.item_id]}
    short = len(word) < _SHORTEST
    named = pointed and (draft.sentence.word(at + 1) in NOUNS or len(families) == 1)
    return free and (named if short else len(families) == 1)
