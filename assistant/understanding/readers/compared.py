"""Items held against each other by name: "roll-top or daypack, which is lighter?"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, Reference
from assistant.understanding.readers.titles import titled_at
from assistant.understanding.readers.word_lists import listed

_HOLDING: Final = listed(
    "which compare versus vs difference differences different differ better between v apart"
)
_JOINTS: Final = listed("or vs versus and v to with from against")
_MOST_WORDS: Final = 4
"""How many words of a title may name an item."""


def find_compared(draft: Draft) -> None:
    """Tell "vest pack vs daypack" of two items shown from the same words for a kind sought."""
    if not draft.moment.shown or _HOLDING.isdisjoint(draft.sentence.words):
        return
    for at in range(1, len(draft.sentence)):
        if draft.sentence.word(at) not in _JOINTS:
            continue
        named = (_named_before(draft, at), _named_from(draft, at + 1))
        if all(one is not None for one in named):
            for one in named:
                _refer(draft, one)


def _named_before(draft: Draft, end: int) -> Reference | None:
    """Return the item that the words right before a joint name."""
    for start in range(max(0, end - _MOST_WORDS), end):
        found = _named_from(draft, start)
        if found is not None and found.end == end:
            return found
    return None


def _named_from(draft: Draft, start: int) -> Reference | None:
    """Return what the words from a token on name, pointed at already or not."""
    if (before := draft.reference_at(start)) is not None:
        return before
    end, items = titled_at(draft, start, pointed=True)
    return Reference(start, end, items) if items else None


def _refer(draft: Draft, named: Reference | None) -> None:
    if named is None or draft.reference_at(named.start) is not None:
        return
    draft.mentions[:] = [one for one in draft.mentions if not named.start <= one.start < named.end]
    draft.refer(named.start, named.end, named.items)
