"""Pronouns for items shown: "they", "both", "the others", "it".

They stand for what the turn has named before them, else for what the turn before spoke
of, else for all shown.
"""

import re
from itertools import pairwise
from typing import Final

from assistant.understanding.readers.draft import Draft, cue_at, said_at
from assistant.understanding.readers.just_named import just_named
from assistant.understanding.readers.kind_meant import (
    ASKING,
    PLURALS,
    is_of_a_demand,
    is_of_use,
    means_the_kind,
)
from assistant.understanding.readers.products import names_product
from assistant.understanding.readers.spoken_of import all_spoken_of, spoken_of
from assistant.understanding.readers.wishes import is_of_a_wish
from assistant.understanding.readers.word_forms import is_plural, words
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY
from retrieval.items import Item

_MOST: Final = re.compile("哪(?!些)[^，。？！,.?!]*[最更]")
_LOOKING: Final = listed("looks look looked seems feels smells")
_BEFORE_EMPTY: Final = listed("keep make forget need needs want if as when about")
_AFTER_EMPTY: Final = listed("rains snows possible matter matters would has should must")
_ASKED_BY: Final = listed("is does will can would isnt doesnt wont")
_OF_NOTHING: Final = listed(
    "possible right correct true fair clear normal okay alright everything enough reasonable "
    "expensive cheaper include"
)
"""After "is that", what is asked of no item."""
_SENDING: Final = listed("get take put throw keep")


def plural_at(draft: Draft, at: int) -> int:
    """Read "they", "both", "the others"; return the index after it, 0 where none stands."""
    length = cue_at(draft, at, cues("references.plural")) or int(_asks_which_most(draft, at))
    end = at + length
    if not length or not draft.moment.shown or means_the_kind(draft, at, end):
        return 0
    if draft.sentence.word(at) == "which" and (
        cue_at(draft, end, cues("references.superlatives")) or _tells_of_a_thing(draft, at)
    ):
        return 0
    shown = draft.moment.shown
    if draft.sentence.word(at) == "both":
        earlier = all_spoken_of(draft)
        return draft.refer(at, end, earlier if len(earlier) == 2 else shown[:2])  # noqa: PLR2004 - both
    return draft.refer(at, end, _meant_by_plural(draft, at, end) or shown)


def _tells_of_a_thing(draft: Draft, at: int) -> bool:
    """Tell "boots which are not waterproof" from "of the boots, which are waterproof"."""
    thing = any(one.end == at and one.field == CATEGORY for one in draft.mentions)
    return (
        thing
        and not draft.sentence.is_chinese(at)
        and draft.sentence.word(len(draft.sentence) - 1) != "?"
    )


def _asks_which_most(draft: Draft, at: int) -> bool:
    """Tell 哪个电池最耐用, which asks of all shown, from 有哪些颜色, which asks for a list."""
    if draft.sentence.word(at) != "which" or not draft.sentence.is_chinese(at):
        return False
    asked = draft.sentence.plain[draft.sentence.tokens[at].start :]
    return bool(_MOST.match(asked)) and not draft.taken[at]


def _meant_by_plural(draft: Draft, at: int, end: int) -> tuple[Item, ...]:
    """Return what a plural stands for: several spoken of, or one that comes in pairs.

    In the turn that names it, one item is "they" too: "the chelsea ones, can they be
    resoled?"
    """
    earlier = all_spoken_of(draft)
    if len(earlier) > 1:
        return earlier
    bare = end == at + 1 and draft.sentence.word(at) in PLURALS
    named_here = bool(draft.references)
    return earlier if bare and (named_here or all(map(_is_plural, earlier))) else ()


def _is_plural(item: Item) -> bool:
    """Tell whether an item is called by a plural: "Chelsea Road Boots, Brown"."""
    named = words(re.split(r"[,(]", item.title, maxsplit=1)[0])
    return bool(named) and is_plural(named[-1])


def singular_at(draft: Draft, at: int) -> int:
    """Read "it" and "that one"; return the index after it, 0 where none stands."""
    length = cue_at(draft, at, cues("references.singular"))
    end = at + length
    if not length or not draft.moment.shown or is_of_a_demand(draft, at, end):
        return 0
    said = draft.sentence.words[at:end]
    if draft.sentence.word(end) in ("brand", "colour", "color"):
        return 0
    if said in (("that",), ("this",)) and not _stands_for_an_item(draft, at, end):
        return 0
    if said == ("it",) and _is_empty_it(draft, at):
        return 0
    spoken = just_named(draft, at) or spoken_of(draft)
    after = draft.refer(at, end, spoken or draft.moment.shown)
    unclear = not spoken or any(one.vague for one in draft.references[-2:-1])
    draft.references[-1].vague = unclear and len(draft.moment.shown) > 1
    return after


def _stands_for_an_item(draft: Draft, at: int, end: int) -> bool:
    """Tell "anything but that" from "jackets that are warm" and "that brand"."""
    following = draft.sentence.word(end)
    asked = draft.sentence.word(at - 1) == "is" and draft.sentence.is_mark(at - 2)
    if draft.sentence.is_mark(end) or (asked and draft.references):
        return True
    if draft.sentence.word(at - 1) in _SENDING and said_at(draft, end, cues("stances.away")):
        return True  # "get that out of here"
    if _is_asked_of(draft, at):
        return True
    if draft.sentence.word(at - 1) in (
        "is",
        "does",
        "are",
        "about",
        "like",
        "than",
        "as",
        "but",
        "with",
    ):
        return following in function_words()
    return at == 0 and following in ("one", "in")


def _is_asked_of(draft: Draft, at: int) -> bool:
    """Tell "is that safe to chew on" from "is that lamp bright" and "is that possible"."""
    following = draft.sentence.word(at + 1)
    opens = at > 0 and draft.sentence.clause_start(at - 1) == at - 1
    asked = opens and draft.sentence.word(at - 1) in _ASKED_BY
    mention = draft.mention_at(at + 1)
    named = names_product(draft, at + 1) if mention is None else mention.field == CATEGORY
    return asked and not named and following not in _OF_NOTHING


def _is_empty_it(draft: Draft, at: int) -> bool:
    """Tell the "it" that points at nothing: "keep it under 50", "is it possible"."""
    before, after = draft.sentence.word(at - 1), draft.sentence.word(at + 1)
    looked = before == "like" and draft.sentence.word(at - 2) in _LOOKING
    if looked and not draft.sentence.is_mark(at + 1):
        return True  # "looks like it fell off a lorry"
    if is_of_a_wish(draft, at) or is_of_use(draft, at, at + 1) or after in _AFTER_EMPTY:
        return True
    if after == "called" and not draft.sentence.is_mark(at + 2):
        return True  # "the, what's it called, Nadia"
    asked = before == "about" and after in ("", "?")  # "tell me about it"
    return before in _BEFORE_EMPTY and not asked


def let_pronouns_stand_for_the_named(draft: Draft) -> None:
    """Read the "they" of "are they waterproof, the yellow ones?" as those, and not as all."""
    for pronoun, named in pairwise(draft.references):
        at = pronoun.start - (draft.sentence.word(pronoun.start - 1) in ASKING)
        leads = draft.sentence.word(pronoun.start) in (*PLURALS, "it")
        leads = leads and draft.sentence.is_mark(at - 1)
        apart = draft.sentence.is_mark(named.start - 1) and draft.sentence.is_mark(named.end)
        marks = sum(map(draft.sentence.is_mark, range(pronoun.end, named.start)))
        if leads and apart and marks == 1 and named.end - named.start > 1:
            pronoun.items, pronoun.vague = named.items, False
