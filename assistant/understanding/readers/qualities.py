"""Qualities told in a sentence: "it should be light", "we cook on induction"."""

from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.fields import PLAIN_FIELDS
from assistant.understanding.readers.lexicon import Meaning
from assistant.understanding.readers.uses import APPLIANCES, is_denied
from assistant.understanding.readers.word_lists import function_words, listed, synonyms
from retrieval.constraints import CATEGORY

_FIT: Final = ("safe", "ready", "compatible")
"""What ends the name of a feature that tells what a thing may be used with: "oven-safe"."""
_FIT_ALONE: Final = ("ready", "compatible")
"""Of these the bare word tells enough: "frying pan 28 cm induction"."""
_USING: Final = listed("on use uses using with have got")
_OF_IT: Final = listed("be its is are theyre it something anything as")
_SUITING: Final = listed("suitable safe suited proof friendly fine work works go goes")
_DEGREES: Final = listed("really very super so quite pretty fairly rather extra fully and")
_AFTER_QUALITY: Final = listed("and as enough but for to or with too please")


def said_of_it(draft: Draft, start: int, end: int) -> tuple[Meaning, ...]:
    """Tell the light of "it should be light" and "as light as possible" from a light sought."""
    before = start - 1
    while draft.sentence.word(before) in _DEGREES:
        before -= 1
    ends = draft.sentence.is_mark(end) or draft.sentence.word(end) in _AFTER_QUALITY
    if end > start + 1 or not ends or draft.sentence.word(before) not in _OF_IT:
        return ()
    alike = (tuple(other.split()) for other in synonyms().get(draft.sentence.word(start), ()))
    known = (meaning for other in alike for meaning in draft.lexicon.attribute(other))
    return tuple(meaning for meaning in known if meaning.field in PLAIN_FIELDS)[:1]


def safe_for(draft: Draft, start: int, end: int) -> tuple[Meaning, ...]:
    """Tell the induction that "we cook on" from one asked about, or that somebody else has."""
    word, led = draft.sentence.word(start), _past_article(draft, start)
    used = _is_used(draft, led, word) or _is_added(draft, start)
    if end > start + 1 or not word.isalpha() or not used:
        return ()
    found = (draft.lexicon.attribute((word, fit)) for fit in _FIT)
    sought = draft.categories()
    return next((m for m in found if m and sought and draft.lexicon.occurs(m[0].field, sought)), ())


def _is_used(draft: Draft, led: int, word: str) -> bool:
    """Tell what things are used on ("on induction", "for induction") from "gloves for the oven"."""
    how = draft.sentence.word(led - 1)
    ready = any(draft.lexicon.attribute((word, fit)) for fit in _FIT_ALONE)
    asked = how == "is" and draft.sentence.is_mark(led - 2)
    ready = ready and how != "has" and not asked
    used = how in _USING or (how == "for" and (word,) not in APPLIANCES) or ready
    return used and not (is_denied(draft, led - 1) or is_denied(draft, led - 2))


def _is_added(draft: Draft, at: int) -> bool:
    """Tell "and for the microwave also" of mugs sought before from "gloves for the oven"."""
    if (draft.sentence.word(at),) not in APPLIANCES or draft.sentence.word(at - 1) in ("a", "an"):
        return False
    if any(mention.field == CATEGORY for mention in draft.mentions):
        return False
    others = (one for one in range(len(draft.sentence)) if one != at)
    alone = all(
        draft.taken[one]
        or draft.sentence.is_mark(one)
        or draft.sentence.word(one) in function_words() | _SUITING
        for one in others
    )
    asked = draft.sentence.word(len(draft.sentence) - 1) == "?"
    denied = is_denied(draft, at) or is_denied(draft, at - 1) or is_denied(draft, at - 2)
    return alone and not asked and not denied


def _past_article(draft: Draft, at: int) -> int:
    """Return where the article before a word begins; the word where none stands."""
    return at - (draft.sentence.word(at - 1) in ("a", "an", "the", "my", "our"))
