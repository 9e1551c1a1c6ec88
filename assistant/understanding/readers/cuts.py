"""Styles that are a cut, a part or a kind of thing ("full zip", "capri"), and no taste ("vintage").

A cut is seen and is there or not: named plainly it is a condition. A taste is a matter
of degree, and a catalogue's word for it is one of many: it is only preferred.
"""

from collections.abc import Iterable
from typing import Final

from assistant.understanding.readers.draft import Draft, Mention, said_before
from assistant.understanding.readers.fields import STYLES, is_use_or_taste
from assistant.understanding.readers.lexicon import Meaning
from assistant.understanding.readers.word_forms import noun_key, words
from assistant.understanding.readers.word_lists import cues, listed, tastes
from retrieval.constraints import CATEGORY, lies_within

_ARTICLES: Final = listed("a an the")


def is_wish(field: str, values: Iterable[str]) -> bool:
    """Tell whether values are preferred even when named plainly."""
    return is_use_or_taste(field) and not is_cut(field, values)


def is_cut(field: str, values: Iterable[str]) -> bool:
    """Tell the "full zip" of a jacket from a "vintage" one."""
    return field in STYLES and not any(tastes() & set(words(value)) for value in values)


def is_cut_of_it(draft: Draft, mention: Mention) -> bool:
    """Tell the capri of "capri pants" and "not a capri", said of what is sought, from "no capris".

    Args:
        draft: The turn.
        mention: A style that titles call things by as well.
    """
    if not is_cut(mention.field, mention.values):
        return False
    word = draft.sentence.word(mention.end - 1)
    before = mention.start - (draft.sentence.word(mention.start - 1) in _ARTICLES)
    if said_before(draft, before, cues("stances.refusals")) < before:
        return not is_several(draft, mention)
    if draft.lexicon.style_called(draft.sentence.words[mention.start : mention.end]) is not None:
        return True
    if not draft.lexicon.applies(mention.field, draft.categories()):
        return False
    after = draft.mention_at(mention.end)
    if after is not None and after.field == CATEGORY:
        return True
    sought = draft.categories()
    return any(lies_within(path, v) for path in draft.lexicon.titles.paths(word) for v in sought)


def is_kind(draft: Draft, mention: Mention) -> bool:
    """Tell the duffel of "a duffel bag", read as a bag too, from the jacket of "jacket pocket"."""
    beside = (one for one in draft.mentions if one.field == CATEGORY)
    within = any(one.start <= mention.start < mention.end <= one.end for one in beside)
    return within and is_cut(mention.field, mention.values)


def is_several(draft: Draft, mention: Mention) -> bool:
    """Tell the capris of "no capris", things turned down, from "not a capri", said of one."""
    said = draft.sentence.phrase(mention.start, mention.end).casefold()
    return said.endswith("s") and not said.endswith("ss")


def thing_in(draft: Draft, start: int, end: int, options: tuple[Meaning, ...]) -> int:
    """Return where the pants of "track pants", a style that ends in its thing, begin; else 0."""
    cut = bool(options) and all(is_cut(option.field, option.values) for option in options)
    if not cut or end == start + 1 or draft.lexicon.category(draft.sentence.words[end : end + 1]):
        return 0  # "a soft shell jacket"
    said = draft.sentence.words[end - 1 : end]
    named = draft.lexicon.category(said)
    if any(mention.field == CATEGORY and mention.values == named for mention in draft.mentions):
        return 0  # "men's pants, track pants"
    return end - 1 if named != draft.lexicon.titles.categories(noun_key(said)) else 0


def cut_called(draft: Draft, start: int, end: int) -> Meaning | None:
    """Return the cut that words name besides a thing: "duffel", "capris"."""
    named = draft.lexicon.attribute(draft.sentence.words[start:end])
    return next((meaning for meaning in named if is_cut(meaning.field, meaning.values)), None)
