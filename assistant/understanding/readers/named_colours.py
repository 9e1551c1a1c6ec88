"""Whether a word names a colour, or what else goes by it: "a rose", "an orange scent"."""

from typing import Final

from assistant.understanding.readers.context import is_named_beside
from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.narrowing import (
    THEMES,
)
from assistant.understanding.readers.word_lists import (
    ambiguous_colours,
    coloured_things,
    function_words,
    listed,
)
from retrieval.constraints import CATEGORY, lies_within

_MADE: Final = listed("made built crafted turned")
_SMELLING_OF: Final = ("of", "like")
_SMELLS: Final = ("smell", "scent", "fragran", "aroma")


def is_colour(draft: Draft, start: int, end: int) -> bool:
    """Tell a colour from a thing of the same name: "face cream", "dark chocolate"."""
    name = " ".join(draft.sentence.words[start:end])
    if name not in draft.lexicon.colours.names:
        return False
    around = " ".join(("", *draft.sentence.words[max(0, start - 1) : end + 1], ""))
    if any(f" {thing} " in around for thing in coloured_things()):
        return _tells_what_like(draft, start)  # "something vegan chocolate from your bags"
    if is_named_beside(draft, start, end) or _is_smelt(draft, start, end):
        return False  # "scented lavender"
    if draft.sentence.word(start - 2) in _MADE and draft.lexicon.attribute(
        draft.sentence.words[start:end]
    ):
        return False  # "made of oak"
    if name not in ambiguous_colours() or not _is_a_thing(draft, name):
        return True
    last = draft.sentence.is_mark(end) or draft.sentence.word(end) in function_words()
    led = draft.sentence.word(start - 1) in ("in", "not", "something", "anything")
    led = led or draft.sentence.word(end) in ("instead", "rather")
    led = led or _stands_among_colours(draft, start, end) or _tells_what_like(draft, start)
    led = led or _follows_a_thing(draft)
    return not last or led or _answers_alone(draft, start, end)


def _is_smelt(draft: Draft, start: int, end: int) -> bool:
    """Tell the lavender of "smells of lavender" and "no lavender smell" from a colour."""
    led = draft.sentence.word(start - 1) in _SMELLING_OF
    smelt = led and draft.sentence.word(start - 2).startswith(_SMELLS)
    smelt = smelt or draft.sentence.word(end).startswith(_SMELLS)
    return smelt and bool(draft.lexicon.attribute(draft.sentence.words[start:end]))


def _follows_a_thing(draft: Draft) -> bool:
    """Tell the cream of "puffer jacket cropped cream", where a thing is named already."""
    return any(
        mention.field == CATEGORY
        and not set(draft.sentence.words[mention.start : mention.end]) <= THEMES
        for mention in draft.mentions
    )


def _is_a_thing(draft: Draft, name: str) -> bool:
    """Tell the cream that titles name, unless something that is no cream is sought already."""
    sought = [v for c in draft.moment.intent.constraints.on(CATEGORY) for v in c.values]
    paths = draft.lexicon.titles.paths(name)
    return bool(paths) and (
        not sought or any(lies_within(path, v) for path in paths for v in sought)
    )


def _tells_what_like(draft: Draft, start: int) -> bool:
    """Tell the cream of "something organic cream" from one for the skin."""
    while any(mention.end == start for mention in draft.mentions):
        start = next(mention.start for mention in draft.mentions if mention.end == start)
    return draft.sentence.word(start - 1) in ("something", "anything", "one", "ones")


def _stands_among_colours(draft: Draft, start: int, end: int) -> bool:
    """Tell the olive of "in tan or olive" and of "olive or blue"."""
    joints = ("or", "and", ",")
    before = draft.mentions[-1] if draft.mentions else None
    follows = (
        before is not None
        and before.field == draft.lexicon.colours.field
        and before.end == start - 1
        and draft.sentence.word(start - 1) in joints
    )
    after = draft.sentence.word(end + 1)
    leads = draft.sentence.word(end) in joints and after in draft.lexicon.colours.names
    return follows or leads


def _answers_alone(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a word is all that is said, or all that is added to a request."""
    if len(draft.sentence) == end - start:
        return True
    while start > 0 and (
        draft.taken[start - 1] or draft.sentence.word(start - 1) in function_words()
    ):
        start -= 1
    while draft.sentence.word(end) in function_words():
        end += 1
    alone = draft.sentence.is_mark(start - 1) and draft.sentence.is_mark(end)
    return alone and bool(draft.moment.intent.request)
