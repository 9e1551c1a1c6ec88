"""Indifference: "any colour", "the brand doesn't matter", "forget the price".

It clears every constraint and preference on the field. Clearing one that was
never set changes nothing, and tells the assistant not to ask about it.
"""

from typing import Final

from assistant.intent import Clear
from assistant.understanding.readers.colours import COLOUR_FIELDS
from assistant.understanding.readers.commands import last_end
from assistant.understanding.readers.draft import Draft, cue_at, said_at
from assistant.understanding.readers.lexicon import AUDIENCE_FIELDS
from assistant.understanding.readers.money import money_at
from assistant.understanding.readers.price_bounds import is_standing
from assistant.understanding.readers.word_forms import noun_stem
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import AVAILABILITY, BRAND, CATEGORY, PRICE, RATING

_LIMITS: Final = listed(
    "limit limits range filter filters restriction constraint requirement cap ceiling condition "
    "rule preference preferences thing bit part"
)
_PARTICLES: Final = listed("off away anymore either now")
_VERBS: Final = listed(
    "forget ignore disregard scrap drop remove cancel lift delete undo scratch bin clear reset"
)
"""With no "the" behind them they may be said of a thing: "drop length earrings"."""
_ABOUT: Final = listed("about on regarding concerning")
_CARELESS: Final = listed("no all every")
_SKIPPED: Final = listed("the a of my its about your particular specific any that fixed set real")
_NAMES: Final = {
    "price": PRICE, "budget": PRICE, "limit": PRICE, "maximum": PRICE,
    "ceiling": PRICE, "cost": PRICE, "expense": PRICE, "money": PRICE, "brand": BRAND,
    "make": BRAND, "label": BRAND, "category": CATEGORY, "type": CATEGORY, "kind": CATEGORY,
    "rating": RATING, "star": RATING, "review": RATING, "stock": AVAILABILITY,
    "availability": AVAILABILITY, "gender": "audience", "fabric": "material",
}  # fmt: skip
_BEING: Final = ("are", "is", "be", "come", "comes", "has", "have")
_EXCEPT: Final = ("but", "except", "besides", "other", "bar")  # "any brand but Ember" rules one out
_RAISED: Final = listed("a bit little somewhat slightly higher")
_EVERYBODY: Final = {"men", "women"}
_BARE_NO: Final = (PRICE,)


def find_releases(draft: Draft) -> None:
    """Read every word of indifference of the turn."""
    for at in range(len(draft.sentence)):
        if not draft.taken[at] and not _before_at(draft, at):
            _after_at(draft, at)


def release_everybody(draft: Draft) -> None:
    """Read "men's or women's, it doesn't matter" as letting go of whom it is for.

    Of colours, "black or white, I don't mind" lets in those two and no others.
    """
    named = [one for one in draft.mentions if one.field in AUDIENCE_FIELDS]
    everybody = {value for one in named for value in one.values}
    if not everybody >= _EVERYBODY:
        return
    at = named[-1].end + draft.sentence.is_mark(named[-1].end)
    length = said_at(draft, at, cues("asides.indifferent"))
    if length and draft.sentence.is_mark(at + length):
        draft.mentions[:] = [one for one in draft.mentions if one not in named]
        _clear(draft, named[0].start, named[-1].end, named[0].field)


def _before_at(draft: Draft, at: int) -> bool:
    """Read "any colour (is fine)", "forget what I said about the price", "no budget"."""
    length = cue_at(draft, at, cues("releases.before"))
    length = length or cue_at(draft, at, cues("releases.without"))
    named = _past_said(draft, at + length) if length else at
    while length and draft.sentence.word(named) in _SKIPPED:
        named += 1
    if cost := _bound_end(draft, named) if length else _cost_end(draft, at):
        _clear(draft, at, cost, PRICE)
        return True
    field = _field(draft, named) if length else None
    if field is None or draft.taken[named] or draft.sentence.word(named + 1) in _EXCEPT:
        return False
    end = _limits_end(draft, named + 1)
    if not _lets_go(draft, at, named, end, field):
        return False
    end += cue_at(draft, end, cues("releases.after"))
    _clear(draft, at, _past_them(draft, end), field)
    return True


def _past_said(draft: Draft, at: int) -> int:
    """Return the end of the "what I said about" and "the last thing about" before a field."""
    if length := said_at(draft, at, cues("releases.said")):
        return at + length
    end = last_end(draft, at)
    return end + 1 if end > at and draft.sentence.word(end) in _ABOUT else at


def _bound_end(draft: Draft, at: int) -> int:
    """Return the end of "what it costs" and of a 60 that was the limit, else 0."""
    if length := said_at(draft, at, cues("releases.costs")):
        return at + length
    money = money_at(draft, at)
    return money.end if money is not None and is_standing(draft, money) else 0


def _cost_end(draft: Draft, at: int) -> int:
    """Return the end of "I don't care what it costs", 0 where it does not start there."""
    start = at + cue_at(draft, at, cues("asides.indifferent"))
    length = said_at(draft, start, cues("releases.costs")) if start > at else 0
    return start + length if length else 0


def _lets_go(draft: Draft, at: int, named: int, end: int, field: str) -> bool:
    """Tell whether words before a field's name speak of the field and not of a thing.

    Args:
        draft: The turn.
        at: Index of the first of those words.
        named: Index of the field's name.
        end: Index after it and the "limit", "filter" or "anymore" behind it.
        field: The field.
    """
    word, name = draft.sentence.word(at), draft.sentence.word(named)
    limited = draft.sentence.word(named + 1) in _LIMITS
    limited = limited or draft.sentence.says(named + 1, "in", "mind")
    if (word, name) == ("any", "money"):
        return False  # "any money off?"
    bare = named == at + 1
    if word in _CARELESS and cue_at(draft, at, cues("releases.before")) == 1:
        return limited or (word == "no" and field in _BARE_NO)
    if cue_at(draft, at, cues("releases.without")):
        return (limited or field in _BARE_NO) and draft.sentence.is_mark(end)
    if word == "take" and draft.sentence.word(at + 1) != "back":
        return end > named + 1  # "I'll take the size 40"
    return limited or not bare or word not in _VERBS or draft.sentence.is_mark(end)


def _past_them(draft: Draft, at: int) -> int:
    """Return the end of the "they are" of "I don't mind what colour they are"."""
    them = draft.sentence.word(at) in ("they", "it") and draft.sentence.word(at + 1) in _BEING
    return at + 2 if them and draft.sentence.is_mark(at + 2) else at


def _limits_end(draft: Draft, at: int) -> int:
    """Return the end of the "limit", "filter off" or "in mind" behind a field's name."""
    while draft.sentence.word(at) in _LIMITS or draft.sentence.word(at) in _PARTICLES:
        at += 1
    return at + 2 if draft.sentence.says(at, "in", "mind") else at


def _after_at(draft: Draft, at: int) -> None:
    """Read "the brand doesn't matter", "price is no object"."""
    field = _field(draft, at)
    start = at - 1 if draft.sentence.word(at - 1) in _SKIPPED else at
    while field == PRICE and draft.sentence.word(at + 1) in _RAISED:
        at += 1  # "a price a bit higher is fine"
    length = cue_at(draft, at + 1, cues("releases.after")) if field is not None else 0
    careless = draft.sentence.words[at + 1 : at + 1 + length]
    content = careless in (("works",), ("is", "good"), ("is", "fine"))
    if field is None or not length or (content and draft.sentence.word(at) != "higher"):
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
