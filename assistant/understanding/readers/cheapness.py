"""What is said of cheap things that wishes for none: "cheap ones fall apart", "not a cheap one"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, cue_at, is_said
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.word_lists import cues, function_words, listed

_FALLING: Final = 6
"""How many words after "cheap ones" may tell what is wrong with them."""
_DENIALS: Final = listed("not isnt dont doesnt never neednt")
_NEEDING: Final = listed("have to be need want after the it necessarily looking for just your")
_REFUSING: Final = listed(
    "not no nothing none never dont doesnt wont cant isnt arent hate hates hating avoid avoiding "
    "tired sick done fed distrust without"
)
_REFUSED: Final = listed(
    "a an the any very really too want like trust need buy give me show us some of with up by "
    "going for looking after to be those these that buying wanting get something anything stuff"
)
_OWNED: Final = POSSESSIVES | listed("old had bought")
"""Before "cheap": "my last cheap one", "I had a cheap one", and not "the first cheap jacket"."""
_FARTHEST_OWNED: Final = 3
_ORDERING: Final = listed("first last only please")
_ONES: Final = listed("one ones stuff things rubbish tat junk crap")


def said_of_cheap_end(draft: Draft, at: int) -> int:
    """Return where words of what is cheap end that wish for nothing cheap; 0 where none start."""
    return (
        _falls_apart(draft, at)
        or _refused_cheap(draft, at)
        or _spoken_of_cheap(draft, at)
        or _appearing_end(draft, at)
    )


def _falls_apart(draft: Draft, at: int) -> int:
    """Return the end of "cheap ones fall apart", which wishes for anything but a low price."""
    if draft.sentence.word(at) != "cheap":
        return 0
    end = draft.sentence.clause_end(at)
    blamed = is_said(draft, cues("prices.cheap_blamed"), at + 1, min(end, at + _FALLING))
    return end if blamed else 0


def needless_extreme(draft: Draft, at: int) -> int:
    """Return the end of "doesn't have to be the cheapest", 0 where it does not start there."""
    if draft.sentence.word(at) not in _DENIALS:
        return 0
    end = at + 1
    while draft.sentence.word(end) in _NEEDING:
        end += 1
    length = cue_at(draft, end, cues("prices.lowest_of"))
    length = length or cue_at(draft, end, cues("prices.highest_of"))
    return end + length if length else 0


def _refused_cheap(draft: Draft, at: int) -> int:
    """Return the end of "don't trust the cheap ones" and "not a cheap one", or 0."""
    if draft.sentence.word(at) not in _REFUSING:
        return 0
    end = at + 1
    while draft.sentence.word(end) in _REFUSED:
        end += 1
    asks = draft.sentence.word(at + 1) == "you" or draft.sentence.word(at - 1) == "why"
    if draft.sentence.word(end) != "cheap" or draft.taken[end] or asks:
        return 0
    return end + 1 + (draft.sentence.word(end + 1) in _ONES)


def _spoken_of_cheap(draft: Draft, at: int) -> int:
    """Tell "the cheap ones wobble" and "I had a cheap one" from "show me the cheap ones"."""
    if draft.sentence.word(at) != "cheap":
        return 0
    end = at + 1 + (draft.sentence.word(at + 1) in _ONES)
    opens = draft.sentence.is_mark(at - 1 - (draft.sentence.word(at - 1) in ("the", "those")))
    after = draft.sentence.word(end)
    said = not draft.sentence.is_mark(end) and after not in function_words() | _ORDERING
    if end > at + 1 and opens and said:
        return draft.sentence.clause_end(end, ("and", "but", "so"))
    before = draft.sentence.words[max(0, at - _FARTHEST_OWNED) : at]
    return end if not _OWNED.isdisjoint(before) else 0


def _appearing_end(draft: Draft, at: int) -> int:
    """Return the end of "don't want to look tight", said of the shopper, or 0."""
    start = at + (draft.sentence.word(at) in _REFUSING)
    length = cue_at(draft, start, cues("prices.appearing"))
    return start + length if length else 0
