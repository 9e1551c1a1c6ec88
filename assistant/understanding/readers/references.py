"""What points at items shown: "the second one", "the first two", "the black one", "it".

Ordinals count the items shown last, from 1. Superlatives of price and rating
choose among them, ties all meant. "The black one" is every shown item that is
black: ambiguity is kept. "It" and "that" are what the turn before spoke of, else
the only item shown, else all of them. A distinctive word of one shown title
("the Fellside") points at it. What points at nothing ("the ninth" of six) is
left unresolved and never taken for a description.
"""

from collections.abc import Callable
from typing import Final

from assistant.understanding.readers.compared import find_compared
from assistant.understanding.readers.corrections import CONDITIONS, LETTING_GO, is_taken_back
from assistant.understanding.readers.described import (
    asks_for_such,
    bearing_at,
    described_at,
    described_before_at,
    fits,
    is_them_of_a_thing,
)
from assistant.understanding.readers.draft import Draft, Mention, cue_at, is_said, said_before
from assistant.understanding.readers.fields import PLAIN_FIELDS
from assistant.understanding.readers.judged_titles import judged_title_at
from assistant.understanding.readers.kept_conditions import keep_condition, keep_size
from assistant.understanding.readers.others import others_at
from assistant.understanding.readers.places import (
    COUNTS,
    NOUNS,
    POINTERS,
    counted_at,
    last_but_at,
    middle_at,
    ordinal_at,
    side_at,
)
from assistant.understanding.readers.priced import priced_at
from assistant.understanding.readers.pronouns import (
    let_pronouns_stand_for_the_named,
    plural_at,
    singular_at,
)
from assistant.understanding.readers.spoken_of import spoken_of
from assistant.understanding.readers.superlatives import superlative_at
from assistant.understanding.readers.titles import titled_at
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import BRAND
from retrieval.items import Item

_HAVING: Final = listed("have has having with need needs")
_PICKING: Final = listed("only just instead")


def find_references(draft: Draft) -> None:
    """Read every reference of the turn."""
    readers: tuple[Callable[[Draft, int], int], ...] = (
        superlative_at,
        counted_at,
        last_but_at,
        middle_at,
        side_at,
        ordinal_at,
        priced_at,
        described_at,
        bearing_at,
        described_before_at,
        judged_title_at,
        _titled_at,
        others_at,
        plural_at,
        singular_at,
    )
    at = 0
    while at < len(draft.sentence):
        given_up = _is_given_up(draft, at)
        after = 0 if given_up else next((end for read in readers if (end := read(draft, at))), 0)
        at = max(after, at + 1)
    find_compared(draft)
    draft.references.sort(key=lambda reference: reference.start)
    _let_which_stand_for_the_named(draft)
    let_pronouns_stand_for_the_named(draft)


def _is_given_up(draft: Draft, at: int) -> bool:
    """Tell "lose the brown" after brown was asked for, which points at nothing shown.

    Nor does "the waterproof thing", where all of them had to be waterproof, and what one
    has to have: "with the waterproof thing".
    """
    if _is_had(draft, at):
        return True
    asked = draft.mention_at(at + 1) if draft.sentence.word(at) == "the" else None
    if asked is not None and asked.field in PLAIN_FIELDS and is_taken_back(draft, asked):
        return draft.sentence.word(asked.end) in CONDITIONS
    let_go = draft.sentence.word(at - 1) in LETTING_GO and draft.sentence.word(at) == "the"
    mention = draft.mention_at(at + 1) if let_go else None
    alone = mention is not None and draft.sentence.word(mention.end) not in NOUNS
    return mention is not None and alone and is_taken_back(draft, mention)


def _is_had(draft: Draft, at: int) -> bool:
    """Tell the feature of "it must have the noise cancelling thing" from an item so described."""
    named = next((one for one in draft.mentions if at <= one.start + 1 and at < one.end), None)
    if named is None or named.field not in PLAIN_FIELDS or named.start > at + 1:
        return False
    pointer = draft.sentence.word(named.start - 1) in POINTERS
    had = draft.sentence.word(named.start - 2) in _HAVING
    return pointer and had and draft.sentence.word(named.end) in ("thing", "things", "stuff")


def _let_which_stand_for_the_named(draft: Draft) -> None:
    """Read the "which" of "which is warmer, 1 or 2" as those two, and not as all shown."""
    general = [one for one in draft.references if draft.sentence.word(one.start) == "which"]
    named = len(draft.references) - len(general)
    if general and named > 1:
        draft.references[:] = [one for one in draft.references if one not in general]


def find_borrowed(draft: Draft) -> None:
    """Read "that brand" and "the same colour" as naming what the item spoken of has."""
    for at in range(len(draft.sentence)):
        if draft.sentence.says(at, "my", "size") and keep_size(draft, at, at + 2):
            continue
        length = cue_at(draft, at, cues("references.borrowing"))
        noun = draft.sentence.word(at + length)
        colour = draft.lexicon.colours.field
        field = {"brand": BRAND, "colour": colour, "color": colour}.get(noun)
        if noun == "size" and keep_size(draft, at, at + length + 1):
            continue
        same = length and draft.sentence.word(at + length - 1) == "same"
        if same and keep_condition(draft, at, at + length + 1):
            continue
        if not length or field is None or draft.taken[at + length]:
            continue
        values = shared_values(spoken_of(draft) or draft.moment.shown, field)
        end = at + length + 1
        if values:
            draft.mentions.append(Mention(at, end, field, values))
            draft.take(at, end)
        else:
            draft.unresolvable(at, end)
    draft.mentions.sort(key=lambda mention: mention.start)


def shared_values(items: tuple[Item, ...], field: str) -> tuple[str, ...]:
    """Return the field's values that all the items have, lower-case."""
    held = [_values(item, field) for item in items]
    if not held:
        return ()
    return tuple(value for value in held[0] if all(value in other for other in held[1:]))


def _values(item: Item, field: str) -> tuple[str, ...]:
    if field == BRAND:
        return (item.brand.casefold(),) if item.brand is not None else ()
    return item.values(field)


def _titled_at(draft: Draft, at: int) -> int:
    """Read "the Hush", "the trench coat", "the two totes", and a title's own word alone."""
    if draft.taken[at] and not draft.mention_at(at):
        return 0
    pointed = draft.sentence.word(at) in POINTERS and not draft.taken[at]
    pointed = pointed or is_them_of_a_thing(draft, at)
    first = at + 1 if pointed else at
    count = COUNTS.get(draft.sentence.word(first), 0) if pointed else 0
    first += 1 if count else 0
    if first >= len(draft.sentence) or not draft.moment.shown:
        return 0
    end, items = titled_at(draft, first, pointed=pointed)
    if pointed and not items and _is_described_freely(draft, first):
        end, items = titled_at(draft, first + 1, pointed=True)  # "the little zebra"
    if not items or _is_sought_anew(draft, at, end, pointed=pointed):
        return 0
    named = draft.mention_at(first)
    alone = draft.sentence.word(end) not in NOUNS
    if pointed and alone and named is not None and named.end >= end and named.field in PLAIN_FIELDS:
        return 0  # "the hood isn't important" speaks of hoods
    end = max([end, *(one.end for one in draft.mentions if one.start < end < one.end)])
    noun = draft.sentence.word(end) in NOUNS
    after, items = _picked(draft, end + noun, items)
    if _is_for_its_like(draft, at):
        after = end + noun
    several = len({item.family_id for item in items}) > 1
    if several and count != len(items) and not noun:
        return 0
    draft.mentions[:] = [m for m in draft.mentions if not first <= m.start < after]
    return draft.refer(at, after, items)


def _is_described_freely(draft: Draft, at: int) -> bool:
    """Tell the "little" of "the little zebra", which nothing reads, from other words."""
    word = draft.sentence.word(at)
    free = at < len(draft.sentence) and not draft.taken[at] and not draft.sentence.is_mark(at)
    plain = word not in function_words() or word == "little"
    return free and plain and word not in NOUNS


def _is_for_its_like(draft: Draft, at: int) -> bool:
    """Tell "similar to the parka in navy", of which navy is asked for, from "the parka in navy"."""
    sought = said_before(draft, at, cues("pointing.seeking")) < at
    return sought or draft.sentence.word(at - 1) in ("like", "to")


def _picked(draft: Draft, end: int, items: tuple[Item, ...]) -> tuple[int, tuple[Item, ...]]:
    """Return those of several that "in navy" behind their title fits, and the index after it.

    Where it fits none they are all returned, and it is left to be asked for.
    """
    mention = draft.mention_at(end + 1) if draft.sentence.word(end) in ("in", "with") else None
    if len(items) < 2 or mention is None:  # noqa: PLR2004 - one leaves no choice
        return end, items
    picked = tuple(item for item in items if fits(mention, item))
    return (mention.end, picked) if picked else (end, items)


def _is_sought_anew(draft: Draft, at: int, end: int, *, pointed: bool) -> bool:
    """Tell "let's see dresses" and "show me the waterproof ones" from pointing at one shown."""
    if asks_for_such(draft, at, end):
        return True
    led = is_said(draft, cues("subject.leads"), max(0, at - 3), at)
    return not pointed and (led or bool(_PICKING & set(draft.sentence.words)))
