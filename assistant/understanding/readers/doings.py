"""Things told by what they are for: "something to sleep on", "I have nothing to write with"."""

from typing import Final

from assistant.understanding.readers.category_phrases import topmost
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.word_forms import value_key
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY

_THINGS: Final = listed("something anything nothing things stuff")
_HAVING: Final = listed("have has had got havent hasnt ive weve")
_MAKING: Final = listed("making make makes brewing brew brews")
_OWN: Final = listed("my own our his her their your the some good proper decent nice fresh real")
_WITH: Final = listed("on in with under from")


def find_doings(draft: Draft) -> None:
    """Seek what is told by its use: sleeping gear "to sleep on", a coffee maker for coffee."""
    _find_things_slept_on(draft)
    _find_makers(draft)


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
