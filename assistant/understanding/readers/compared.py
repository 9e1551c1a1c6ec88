"""Items held against each other by name: "roll-top or daypack, which is lighter?"."""

from typing import Final

from assistant.understanding.readers.described import fitting
from assistant.understanding.readers.draft import Draft, Reference
from assistant.understanding.readers.places import NOUNS
from assistant.understanding.readers.titles import titled_at
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY

_HOLDING: Final = listed(
    "which compare versus vs difference differences different differ better between v apart"
)
_DIFFERENCE: Final = listed("compare versus vs difference differences")
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
    return Reference(start, end, items) if items else _described_from(draft, start)


def _described_from(draft: Draft, start: int) -> Reference | None:
    """Tell "pink and blue, which is bigger" of some shown from the same colours sought."""
    mention = draft.mention_at(start)
    if mention is None or mention.field == CATEGORY or not _asks_to_choose(draft):
        return None
    if "which" in draft.sentence.words[:start] and not draft.sentence.is_chinese(start):
        return None  # "which is better in rain, wool or polyester"
    items = fitting(draft, [mention])
    end = mention.end + (draft.sentence.word(mention.end) in NOUNS)
    return Reference(start, end, items) if 0 < len(items) < len(draft.moment.shown) else None


def _asks_to_choose(draft: Draft) -> bool:
    """Tell "red or blue, which is lighter" from "a red or blue one which is light"."""
    sentence = draft.sentence
    return not _DIFFERENCE.isdisjoint(sentence.words) or any(
        word == "which" and (at == sentence.clause_start(at) or sentence.is_chinese(at))
        for at, word in enumerate(sentence.words)
    )


def _refer(draft: Draft, named: Reference | None) -> None:
    if named is None or draft.reference_at(named.start) is not None:
        return
    draft.mentions[:] = [one for one in draft.mentions if not named.start <= one.start < named.end]
    draft.refer(named.start, named.end, named.items)
