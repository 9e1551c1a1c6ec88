"""Things told by what they are for: "something to sleep on", "I have nothing to write with"."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from assistant.understanding.readers.category_phrases import topmost
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.word_forms import Key, noun_key, value_key, words
from assistant.understanding.readers.word_lists import function_words, listed, things_by_use
from retrieval.constraints import CATEGORY

_THINGS: Final = listed("something anything nothing things stuff somewhere")
_FARTHEST_USE: Final = 4
"""How many words may stand between the "something" and the "to" of a use."""
_LONGEST_USE: Final = 6
_LEADS: Final = ("to", "for")
_ABLE: Final = (("i", "can"), ("we", "can"), ("he", "can"), ("she", "can"), ("they", "can"))
_HAVING: Final = listed("have has had got havent hasnt ive weve")
_MAKING: Final = listed("making make makes brewing brew brews")
_OWN: Final = listed("my own our his her their your the some good proper decent nice fresh real")
_WITH: Final = listed("on in with under from")


def find_doings(draft: Draft) -> None:
    """Seek what is told by its use: sleeping gear "to sleep on", a coffee maker for coffee."""
    _find_things_used(draft)
    _find_things_slept_on(draft)
    _find_makers(draft)


def _find_things_used(draft: Draft) -> None:
    """Seek the chairs of "something comfy to sit on" and of "anything I can sit on"."""
    for at in range(len(draft.sentence)):
        start = _use_start(draft, at)
        end, names = _use_at(draft, start) if start else (0, ())
        paths = _kept_under(draft, names) if names else ()
        if paths and draft.is_free(start, end):
            for led in range(at, start):
                if draft.sentence.word(led) in function_words():
                    draft.take(led, led + 1)
            draft.mentions.append(Mention(start, end, CATEGORY, paths))
            draft.take(start, end)


def _kept_under(draft: Draft, names: Iterable[str]) -> tuple[str, ...]:
    """Return the categories named so, or else those where titles call things so.

    Of sleeping gear and beds "to sleep on while camping" means what lies under camping.
    """
    keys = [tuple(name.split()) for name in names]
    named = [path for key in keys for path in draft.lexicon.categories.get(noun_key(key), ())]
    titled = (path for key in keys for path in draft.lexicon.category(key))
    paths = topmost(dict.fromkeys(named or titled))
    said = {word for word in draft.sentence.words if word not in function_words()}
    meant = tuple(path for path in paths if not said.isdisjoint(words(path)))
    return meant or paths


def _use_start(draft: Draft, at: int) -> int:
    """Return where the "sit on" of "something comfy to sit on" begins; 0 where none does."""
    thing = draft.sentence.word(at)
    lacked = thing == "nothing" and draft.sentence.word(at - 1) in _HAVING
    if thing not in _THINGS or (thing == "nothing" and not lacked) or draft.taken[at]:
        return 0
    after = draft.sentence.words[at + 1 : draft.sentence.clause_end(at + 1)][:_FARTHEST_USE]
    for place, word in enumerate(after, start=at + 1):
        if word in _LEADS:
            return place + 1
        if (word, draft.sentence.word(place + 1)) in _ABLE:
            return place + 2
    return 0


def _use_at(draft: Draft, start: int) -> tuple[int, tuple[str, ...]]:
    """Return where the longest use from a token on ends, and what serves it; (0, ()) if none."""
    found: tuple[int, tuple[str, ...]] = (0, ())
    said: list[str] = []
    for at in range(start, min(start + _LONGEST_USE, draft.sentence.clause_end(start))):
        if draft.sentence.word(at) in _OWN:
            continue
        said.append(draft.sentence.word(at))
        if names := _served().get(value_key(tuple(said))):
            found = at + 1, names
    return found


@cache
def _served() -> Mapping[Key, tuple[str, ...]]:
    """Return what serves each use, by the stems of its words: "sitting on" is "sit on"."""
    return {value_key(use): names for use, names in things_by_use().items()}


def _find_makers(draft: Draft) -> None:
    """Seek the coffee maker of "something for making coffee", in which coffee is only made."""
    for at in range(len(draft.sentence) - 1):
        end = at + 1
        while draft.sentence.word(end) in _OWN:
            end += 1
        free = draft.sentence.word(at) in _MAKING and draft.is_free(at, end + 1)
        maker = (draft.sentence.word(end), "maker")
        named = draft.lexicon.compound(maker) or draft.lexicon.category(maker) if free else ()
        if named:
            draft.take(at, end + 1)
        if named and not _makes_with(draft, at):
            draft.mentions.append(Mention(at, end + 1, CATEGORY, named))


def _makes_with(draft: Draft, at: int) -> bool:
    """Tell "a kettle for making tea", where the thing is named already."""
    thing = draft.sentence.word(at - 2)
    return draft.sentence.word(at - 1) in ("for", "to") and bool(draft.lexicon.category((thing,)))


def _find_things_slept_on(draft: Draft) -> None:
    """Seek the sleeping gear of "nothing to sleep on", which rules out no sleep."""
    for at in range(2, len(draft.sentence)):
        thing, verb = draft.sentence.word(at - 2), draft.sentence.word(at)
        lacked = thing == "nothing" and draft.sentence.word(at - 3) in _HAVING
        told = thing in _THINGS and draft.sentence.word(at - 1) == "to"
        if not told or (thing == "nothing" and not lacked) or any(draft.taken[at - 2 : at + 1]):
            continue
        draft.take(at - 2, at)
        paths = _for_doing(draft, verb) if draft.sentence.word(at + 1) in _WITH else ()
        if paths:
            draft.mentions.append(Mention(at, at + 1, CATEGORY, paths))
            draft.take(at, at + 2)


def _for_doing(draft: Draft, verb: str) -> tuple[str, ...]:
    """Return the categories whose names begin with what is done: "Sleeping Gear"."""
    doing = value_key((verb,))
    named = (
        path
        for key, paths in draft.lexicon.categories.items()
        if key[0].endswith("ing") and value_key(key[:1]) == doing
        for path in paths
    )
    return topmost(dict.fromkeys(named))
