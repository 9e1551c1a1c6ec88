"""Sizes said by a bare number or a plain word: "boots 38", "make that 43", "a big one".

A bare number is a size only beside a word that says so ("a 39", "in 38"), in a turn of
catch-words, as a clause of its own ("boots. mens. 10."), or where a size was said before.
What kind of thing is sought must come in sizes.
"""

from typing import Final

from assistant.understanding.readers.audience import PETS
from assistant.understanding.readers.catchwords import is_of_catchwords, stands_alone
from assistant.understanding.readers.corrections import take_back_corrected
from assistant.understanding.readers.draft import Draft, Mention, said_before
from assistant.understanding.readers.fields import LARGEST_WORN, SIZE_FIELDS, size_field
from assistant.understanding.readers.places import chooses_places, compares_places
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.size_steps import is_near_standing
from assistant.understanding.readers.sizes import (
    JOINTS,
    VERDICTS,
    carried_as,
    ends_phrase,
    letters_at,
    too_much_end,
)
from assistant.understanding.readers.widening import is_let_in
from assistant.understanding.readers.word_forms import words
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY

_FEET: Final = listed("feet foot waist size")
_PLACE_LEADS: Final = listed("# number no option item 第")
_LEGS: Final = ("leg", "inseam", "length")
_WEARING: Final = ("wear", "wears", "take", "takes")
_BEING: Final = ("im", "am", "shes", "hes", "is")
_ROW_JOINTS: Final = frozenset(JOINTS) | listed("a an to")
_ROW_LEADS: Final = listed("its im it is i am theyre probably usually normally either between size")
_DIGITS: Final = 2
"""How many a size has that stands right after a product word."""
_BIG: Final = {"big": "l", "large": "l", "medium": "m", "small": "s", "little": "s", "tiny": "s"}
_OF_PETS: Final = PETS | listed("pet pets")
_SPANNING: Final = frozenset({"-", "/", "+", "#", "(", "~"})
_ONE: Final = ("a", "an", "very", "quite", "really", "pretty", "fairly")


def find_bare_sizes(draft: Draft) -> None:
    """Read numbers that nothing else has read as sizes, once it is known what is sought."""
    field = size_field(draft.moment.vocabulary)
    if field is None:
        return
    _find_magnitudes(draft, field)
    if not draft.lexicon.applies(field, draft.categories()):
        return
    stood = bool(draft.moment.intent.constraints.on(field))
    named = bool(draft.categories())
    if named:
        _find_size_words(draft, field)
    for at, token in enumerate(draft.sentence.tokens):
        carried = token.text in draft.moment.vocabulary.attributes[field]
        carried = carried or (draft.sentence.word(at - 1) == "or" and _is_size(draft, at - 2))
        terse = _is_a_clause(draft, at) or _is_put_for_standing(draft, at)
        carried = carried or _is_somebodys(draft, at) or terse
        if token.kind is not Kind.NUMBER or draft.taken[at] or not carried:
            continue
        let_in = stood and is_let_in(draft, at + 1)
        if (
            chooses_places(draft)
            or _is_a_place(draft, at)
            or draft.sentence.word(at - 1) in (*_PLACE_LEADS, *_LEGS)
            or not (let_in or ends_phrase(draft, at + 1) or draft.sentence.word(at + 1) == "to")
            or too_much_end(draft, at + 1)
            or (stood and _is_a_far_sum(draft, at))
        ):
            continue
        plain = stood or terse or _is_put_instead(draft, at)
        plain = plain or (named and is_of_catchwords(draft, at))
        if not (plain or _is_worn(draft, at) or (named and _is_a_row(draft, at))):
            continue
        draft.mentions.append(Mention(at, at + 1, field, (token.text,)))
        draft.take(at, at + 1)
    draft.mentions.sort(key=lambda mention: mention.start)
    take_back_corrected(draft)


def _is_a_place(draft: Draft, at: int) -> bool:
    """Tell "which is better, 1 or 3" from "what's the difference between a 38 and a 39"."""
    word = draft.sentence.word(at)
    return word.isdigit() and int(word) <= len(draft.moment.shown) and compares_places(draft, at)


def _is_a_far_sum(draft: Draft, at: int) -> bool:
    """Tell "60 is fine", said of a price where 42 is the size, from "43 is fine"."""
    judged = draft.sentence.word(at + 1) in VERDICTS
    return judged and not is_near_standing(draft, draft.sentence.word(at))


def _is_put_instead(draft: Draft, at: int) -> bool:
    """Tell the 33 of "size 32 - make it 33"."""
    sized = any(mention.field in SIZE_FIELDS for mention in draft.mentions)
    return sized and _is_corrected(draft, at)


def _is_put_for_standing(draft: Draft, at: int) -> bool:
    """Tell the 8.5 of "sorry, 8.5" from a sum: a size stands, and this may be one or is near it."""
    word = draft.sentence.word(at)
    stands = any(draft.moment.intent.constraints.on(field) for field in SIZE_FIELDS)
    small = stands and word.isdecimal() and int(word) <= LARGEST_WORN
    return _is_corrected(draft, at) and (small or is_near_standing(draft, word))


def _is_corrected(draft: Draft, at: int) -> bool:
    end = at - draft.sentence.is_mark(at - 1) if at else at
    return said_before(draft, end, cues("corrections.words")) < end


def _is_a_row(draft: Draft, at: int) -> bool:
    """Tell the numbers of "38 or 39, depends on the make", of which nothing else is said."""
    start = end = at
    while (before := _next_in_row(draft, start, -1)) != start:
        start = before
    while (after := _next_in_row(draft, end, 1)) != end:
        end = after
    row = [word for word in draft.sentence.words[start : end + 1] if word.isdigit()]
    places = len(row) > 1 and any(len(number) < _DIGITS for number in row)  # "2 or 3?"
    while draft.sentence.word(start - 1) in _ROW_LEADS:
        start -= 1
    opens = draft.sentence.is_mark(start - 1) or _follows_a_thing(draft, start)
    told = len(row) > 1 and opens and ends_phrase(draft, end + 1)
    return not places and (told or stands_alone(draft, start, end + 1))


def _next_in_row(draft: Draft, at: int, step: int) -> int:
    """Return where the next number stands from one on: "37 or 38", "37 or a 38"."""
    other = at + step
    while draft.sentence.word(other) in _ROW_JOINTS:
        other += step
    joined = abs(other - at) > 1 and draft.sentence.word(other).isdigit()
    return other if joined else at


def _is_a_clause(draft: Draft, at: int) -> bool:
    """Tell "boots. mens. 10." from a sum and from a place, in whatever sizes the shop counts."""
    word = draft.sentence.word(at)
    plausible = word.isdecimal() and len(draft.moment.shown) < int(word) <= LARGEST_WORN
    spanned = bool(_SPANNING & {draft.sentence.word(at - 1), draft.sentence.word(at + 1)})
    alone = len(draft.sentence) == 1 or (stands_alone(draft, at, at + 1) and not spanned)
    return bool(draft.categories()) and plausible and alone


def _find_magnitudes(draft: Draft, field: str) -> None:
    """Read "a big one" and "for a small dog", where some of what is sought comes in such sizes.

    A little one is a child.
    """
    if not (draft.categories() and draft.lexicon.occurs(field, draft.categories())):
        return
    pets = any(not _OF_PETS.isdisjoint(words(path)) for path in draft.categories())
    for at in range(1, len(draft.sentence)):
        said = draft.sentence.word(at)
        after = draft.sentence.word(at + 1)
        told = after == "one" or (pets and after in PETS)
        led = draft.sentence.word(at - 1) in _ONE
        values = carried_as(draft, field, _BIG.get(said, said))
        child = said == "little" and after == "one"
        if told and led and not child and said in _BIG and draft.is_free(at, at + 1):
            draft.mentions.append(Mention(at, at + 1, field, values))
            draft.take(at, at + 2)


def _find_size_words(draft: Draft, field: str) -> None:
    """Read the medium of "trousers medium navy", and of "navy trousers medium like I said"."""
    for at in range(len(draft.sentence)):
        letters = None if draft.taken[at] else letters_at(draft, at)
        counted = draft.sentence.is_number(at - 1)  # "2 m"
        if letters is None or counted:
            continue
        end, said = letters
        behind = any(m.end == at for m in draft.mentions) and draft.sentence.word(end) != "and"
        if not (behind or is_of_catchwords(draft, at)):
            continue
        if draft.is_free(at, end) and ends_phrase(draft, end):
            draft.mentions.append(Mention(at, end, field, carried_as(draft, field, said)))
            draft.take(at, end)


def _is_size(draft: Draft, at: int) -> bool:
    return any(mention.end == at + 1 and mention.field in SIZE_FIELDS for mention in draft.mentions)


def _is_worn(draft: Draft, at: int) -> bool:
    """Tell "boots 38", "in 38", "either 38 or 39" and "have you got a 42?" from other numbers."""
    joined = draft.sentence.word(at - 1) == "or" and draft.taken[at - 2]
    article = draft.sentence.word(at - 1) in ("a", "an")
    feet = draft.sentence.word(at - 1) in ("are", "is") and draft.sentence.word(at - 2) in _FEET
    led = draft.sentence.word(at - 1) in (*_WEARING, "in", "either")
    led = led or (len(draft.sentence.word(at)) == _DIGITS and _follows_a_thing(draft, at))
    return (led or article or joined or feet) and bool(draft.categories())


def _is_somebodys(draft: Draft, at: int) -> bool:
    """Tell "he's a 10" and "I take a 6", whatever the shop counts its sizes by."""
    article = draft.sentence.word(at - 1) in ("a", "an")
    return article and draft.sentence.word(at - 2) in (*_WEARING, *_BEING)


def _follows_a_thing(draft: Draft, at: int) -> bool:
    return any(one.field == CATEGORY and one.end == at for one in draft.mentions)
