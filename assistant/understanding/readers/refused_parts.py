"""What a refusal is of: the hood of "not a jacket with a hood", the mesh of "no mesh pockets"."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.draft import Draft, Mention, Reference
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import function_words, listed
from retrieval.constraints import CATEGORY

CONNECTORS: Final = (",", "or", "nor", "and")
_BEARING: Final = listed("with of in having that which made featuring containing")
_BETWEEN: Final = listed(
    "a an any the made of from out has have is are in with got it come comes contain contains "
    "having too very only some much"
)
_FARTHEST: Final = 5
"""How many words may lead from a thing to the quality it is refused for."""


def is_refused_in_part(draft: Draft, unit: Mention | Reference) -> bool:
    """Tell "not a jacket with a hood", of which the hood is refused, from "no jackets"."""
    if not isinstance(unit, Mention) or unit.field != CATEGORY or is_audience(draft, unit):
        return False
    at = unit.end
    if draft.sentence.word(at) not in _BEARING:
        return False
    while draft.sentence.word(at) in _BETWEEN | _BEARING and at - unit.end < _FARTHEST:
        at += 1
    quality = draft.mention_at(at)
    return quality is not None and quality.field != CATEGORY and not is_audience(draft, quality)


def is_noun_of(draft: Draft, at: int, last: Mention | Reference | None) -> bool:
    """Tell the pockets of "no mesh pockets or mesh", a noun within the list of what is refused."""
    token = draft.sentence.tokens[at]
    unread = token.kind is Kind.WORD and not draft.taken[at] and token.text not in function_words()
    valued = isinstance(last, Mention) and last.field != CATEGORY and last.end == at
    return unread and valued and draft.sentence.word(at + 1) in CONNECTORS


def says_on(draft: Draft, at: int) -> bool:
    """Tell the full stop of "nothing orange. Or green." from one that ends what is refused."""
    return draft.sentence.is_mark(at) and draft.sentence.word(at + 1) in ("or", "nor")


def goes_on(
    draft: Draft, connector: str, last: Mention | Reference | None, unit: object, at: int
) -> bool:
    """Tell whether a cue reaches from what it refused last on to the next thing."""
    same = isinstance(last, Mention) and isinstance(unit, Mention) and last.field == unit.field
    pointed = isinstance(last, Reference) and isinstance(unit, Reference)
    match connector:
        case "or" | "nor":
            return True
        case "and":
            return same or pointed
        case ",":
            return (same or pointed) and _list_is_closed(draft, at)
        case _:
            return isinstance(unit, Mention) and unit.field != CATEGORY and same


def _list_is_closed(draft: Draft, at: int) -> bool:
    """Tell whether an "or" or "and" follows before the clause ends."""
    while at < len(draft.sentence):
        word = draft.sentence.word(at)
        if word in ("or", "nor", "and"):
            return True
        if draft.mention_at(at) is None and draft.reference_at(at) is None and word != ",":
            return False
        unit = draft.mention_at(at) or draft.reference_at(at)
        at = unit.end if unit is not None else at + 1
    return False
