"""Indifference: "any colour", "the brand doesn't matter", "forget the price".

It clears every constraint and preference on the field. Clearing one that was
never set changes nothing, and tells the assistant not to ask about it.
"""

from typing import Final

from assistant.intent import Clear
from assistant.understanding.readers.colours import COLOUR_FIELDS
from assistant.understanding.readers.draft import Draft, cue_at
from assistant.understanding.readers.word_forms import noun_stem
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import AVAILABILITY, BRAND, CATEGORY, PRICE, RATING

_LIMITS: Final = listed("limit limits range filter filters restriction constraint requirement")
_CARELESS: Final = listed("no all every")
_SKIPPED: Final = listed("the a of my its about your particular specific")
_NAMES: Final = {
    "price": PRICE, "budget": PRICE, "cost": PRICE, "money": PRICE, "brand": BRAND,
    "make": BRAND, "label": BRAND, "category": CATEGORY, "type": CATEGORY, "kind": CATEGORY,
    "rating": RATING, "star": RATING, "review": RATING, "stock": AVAILABILITY,
    "availability": AVAILABILITY, "gender": "audience", "fabric": "material",
}  # fmt: skip
_EXCEPT: Final = ("but", "except", "besides", "other")  # "any brand but Ember" rules one out
_BARE_NO: Final = (PRICE,)


def find_releases(draft: Draft) -> None:
    """Read every word of indifference of the turn."""
    for at in range(len(draft.sentence)):
        if not draft.taken[at] and not _before_at(draft, at):
            _after_at(draft, at)


def _before_at(draft: Draft, at: int) -> bool:
    """Read "any colour (is fine)", "forget the price limit", "no budget"."""
    length = cue_at(draft, at, cues("releases.before"))
    named = at + length
    while length and draft.sentence.word(named) in _SKIPPED:
        named += 1
    field = _field(draft, named) if length else None
    if field is None or draft.taken[named] or draft.sentence.word(named + 1) in _EXCEPT:
        return False
    careless = length == 1 and draft.sentence.word(at) in _CARELESS
    if careless and not (
        draft.sentence.word(named + 1) in _LIMITS
        or (draft.sentence.word(at) == "no" and field in _BARE_NO)
    ):
        return False
    end = named + 1
    if draft.sentence.word(end) in _LIMITS:
        end += 1
    end += cue_at(draft, end, cues("releases.after"))
    _clear(draft, at, end, field)
    return True


def _after_at(draft: Draft, at: int) -> None:
    """Read "the brand doesn't matter", "price is no object"."""
    field = _field(draft, at)
    start = at - 1 if draft.sentence.word(at - 1) in _SKIPPED else at
    length = cue_at(draft, at + 1, cues("releases.after")) if field is not None else 0
    careless = draft.sentence.words[at + 1 : at + 1 + length]
    if field is None or not length or careless in (("works",), ("is", "good"), ("is", "fine")):
        return
    _clear(draft, start, at + 1 + length, field)


def _clear(draft: Draft, start: int, end: int, field: str) -> None:
    draft.add(start, Clear(field))
    draft.take(start, end)


def _field(draft: Draft, at: int) -> str | None:
    """Return the field that a word names, such as "colour" or "budget"."""
    name = noun_stem(draft.sentence.word(at))
    if name in COLOUR_FIELDS:
        return draft.lexicon.colours.field
    if name in draft.moment.vocabulary.attributes:
        return name
    return _NAMES.get(name)
