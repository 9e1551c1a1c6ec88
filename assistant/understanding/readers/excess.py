"""What is too much of a thing: "the orange one is far too bright", "wool is too stiff for me"."""

from typing import Final

from assistant.understanding.readers.blame_before import OF_PRICE
from assistant.understanding.readers.draft import Draft, Mention, Reference
from assistant.understanding.readers.fields import PLAIN_FIELDS
from assistant.understanding.readers.verdicts import BEING, DEGREES
from assistant.understanding.readers.word_lists import listed

_SEEMING: Final = listed("is are was gets feels looks would be just seems")
_LEADING: Final = (BEING | DEGREES) - {"too"}
_NO_BLAME: Final = listed(
    "good pretty nice cute beautiful lovely gorgeous perfect small big large tight loose tempting"
)
"""Of what praises, or asks for another size: "too good to pass up", "too small, is there an L?"."""
_JOINTS: Final = ("but", "and", "so")


def excess_of_item_end(draft: Draft, reference: Reference) -> int:
    """Return the end of the "is far too bright for him" said of one shown, 0 where none stands.

    Of a whole list it tells what to show instead, and of a price what to stay under.
    """
    at = reference.end
    while draft.sentence.word(at) in _LEADING:
        at += 1
    why = at + 1
    told = at > reference.end and draft.sentence.word(at) == "too"
    some = len(reference.items) < len(draft.moment.shown)
    end = draft.sentence.clause_end(at, _JOINTS)
    asked = draft.sentence.word(end) == "?" or draft.asked[reference.start]
    other = draft.sentence.word(why) in OF_PRICE | _NO_BLAME
    other = other or draft.sentence.says(end, "but", "i")  # "a bit too short but I like it"
    return end if told and some and not (asked or other) else 0


def excess_end(draft: Draft, mention: Mention) -> int:
    """Return the end of the "is too stiff for me" of "leather is too stiff for me", 0 if none.

    Of a thing shown "the leather is too stiff" is said, which turns down no leather.
    """
    at = mention.end
    while draft.sentence.word(at) in _SEEMING:
        at += 1
    while draft.sentence.word(at) in DEGREES and draft.sentence.word(at) != "too":
        at += 1
    found = draft.sentence.word(mention.start - 1) in ("find", "finds", "found")
    found = found or draft.sentence.is_chinese(at)  # 玻璃太烫手
    told = (at > mention.end or found) and draft.sentence.word(at) == "too"
    held = draft.sentence.word(mention.start - 1) in ("the", "its", "their")
    dear = draft.sentence.word(at + 1) in OF_PRICE
    one_of = mention.field in (*PLAIN_FIELDS, draft.lexicon.colours.field)
    asked = draft.sentence.word(draft.sentence.clause_end(at)) == "?"
    unfit = held or dear or asked or not one_of
    return draft.sentence.clause_end(at, ("but", "so", "and")) if told and not unfit else 0
