"""Qualities told in a sentence: "it should be light", "we cook on induction"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, said_before
from assistant.understanding.readers.fields import PLAIN_FIELDS
from assistant.understanding.readers.lexicon import Meaning
from assistant.understanding.readers.word_lists import cues, listed, synonyms

_FIT: Final = ("safe", "ready", "compatible")
"""What ends the name of a feature that tells what a thing may be used with: "oven-safe"."""
_OF_IT: Final = listed("be its is are theyre it something anything as")
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
    """Read "we cook on induction" as induction-ready, where some of what is sought is so."""
    word = draft.sentence.word(start)
    refused = said_before(draft, _past_article(draft, start), cues("stances.refusals"))
    if end > start + 1 or refused < _past_article(draft, start) or not word.isalpha():
        return ()
    found = (draft.lexicon.attribute((word, fit)) for fit in _FIT)
    sought = draft.categories()
    return next((m for m in found if m and sought and draft.lexicon.occurs(m[0].field, sought)), ())


def _past_article(draft: Draft, at: int) -> int:
    """Return where the article before a word begins; the word where none stands."""
    return at - (draft.sentence.word(at - 1) in ("a", "an", "the", "my", "our"))
