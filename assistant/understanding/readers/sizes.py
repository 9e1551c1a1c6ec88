"""Sizes: "size M", "EU 42", "in a large", "XL".

Single letters are sizes only beside a word that says so ("medium or large"), as the
whole turn (an answer to "which size?") or in a turn of catch-words ("jacket m black");
of bare numbers see ``bare_sizes.py``. A size the catalogue does not carry stays as said. What is
meant by "a size up" is told by the size that stands (``size_steps.py``).
"""

from typing import Final

from assistant.understanding.readers.catchwords import is_of_catchwords, stands_alone
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.fields import (
    LARGEST_WORN,
    LETTER_SIZES,
    SIZE_FIELDS,
    size_field,
)
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.persons import ADULTS
from assistant.understanding.readers.word_lists import function_words, listed

_WORDS: Final = {
    "small": "s", "medium": "m", "large": "l", "extra small": "xs", "extra large": "xl",
    "xsmall": "xs", "xlarge": "xl", "double extra large": "xxl", "x small": "xs",
    "x large": "xl", "xx large": "xxl",
}  # fmt: skip
_UNMISTAKABLE: Final = frozenset(size for size in LETTER_SIZES if len(size) > 1)
_SYSTEMS: Final = ("eu", "uk", "us", "eur")
_SAME: Final = {"2 xl": "xxl", "3 xl": "xxxl", "xxl": "2xl", "xxxl": "3xl"}
_LEADS: Final = listed("size sizes sized sz waist")
_AFTER_SIZE: Final = listed(
    "or and please pls plz for if too but as on with instead then though thanks in not now "
    "actually size i since nowadays these because cos is was would might may could should will "
    "depending rather ideally usually normally probably maybe like so my our his their he she they "
    "we hes shes theyre im ill id ive you dont it itll lol max under"
)
_COMES_IN: Final = listed("in come comes available take takes wear wears need")
_SAID: Final = listed("said typed put wrote meant")
_SUPPOSED: Final = listed(
    "take takes wear wears needs be im am is hes shes theyre its usually normally probably "
    "typically want wants say maybe think perhaps have got it actually really"
)
_CHANGING: Final = listed("to so now then into with for")
_FITTING: Final = listed("is was are were runs run feels felt turned gets comes sits")
_TOO: Final = listed("too way so out")
_HABIT: Final = listed(
    "always often usually sometimes a bit little tad rather quite really just up"
)
_MISFITS: Final = listed("tight snug small narrow loose baggy wide roomy short long big huge tiny")
_PAINING: Final = listed("pinches pinched rubs rubbed hurts hurt squeezes squeezed slips slipped")
VERDICTS: Final = listed("is would should might will could may")
JOINTS: Final = ("or", "and", "/")


def find_sizes(draft: Draft) -> None:
    """Read every size of the turn."""
    field = size_field(draft.moment.vocabulary)
    if field is None:
        return
    at = 0
    while at < len(draft.sentence):
        carried = draft.sentence.word(at) in draft.moment.vocabulary.attributes[field]
        if draft.sentence.is_number(at) and carried and not draft.taken[at]:
            draft.take(at, too_much_end(draft, at + 1))  # "42 runs small"
        found = None if draft.taken[at] else _size_at(draft, at, field)
        found = found or _next_in_list(draft, at)
        if found is not None:
            start, end, said = found
            if misfit := too_much_end(draft, end):
                draft.take(start, misfit)
                at = misfit
                continue
            if draft.sentence.word(end) in ("on", "up") and draft.sentence.word(end + 1) == "top":
                draft.take(end, end + 2)  # "I wear XL on top"
            values = carried_as(draft, field, said)
            draft.mentions.append(Mention(start, end, field, values))
            draft.take(start, end)
            at = end
        at += 1


def _size_at(draft: Draft, at: int, field: str) -> tuple[int, int, str] | None:
    """Return the span of a size phrase and the size said in it."""
    sentence = draft.sentence
    word = sentence.word(at)
    if word in _LEADS or (word == "number" and _is_large(draft, at + 1, field)):
        return _named_at(draft, at, at + 1)
    if word in _SYSTEMS and at + 1 < len(sentence):
        return _named_at(draft, at, at) or _system_named_at(draft, at)
    sized = draft.lexicon.applies(field, draft.categories())
    if len(sentence) == 1 and sized and word in draft.moment.vocabulary.attributes[field]:
        return at, at + 1, word
    if measured := _measured_at(draft, at):
        return measured
    letters = letters_at(draft, at)
    counted = sentence.is_number(at - 1)
    terse = letters is not None and (
        stands_alone(draft, at, letters[0])
        or (word in LETTER_SIZES and is_of_catchwords(draft, at))
    )
    if letters is not None and terse and not counted:
        return at, letters[0], letters[1]
    return _bare_at(draft, at, *letters) if letters is not None else None


def _system_named_at(draft: Draft, at: int) -> tuple[int, int, str] | None:
    """Read the "uk size 10", of which the number stands behind the word for it."""
    named = draft.sentence.word(at + 1) in _LEADS and draft.sentence.is_number(at + 2)
    return (
        (at, at + 3, f"{draft.sentence.word(at)} {draft.sentence.word(at + 2)}") if named else None
    )


def _is_large(draft: Draft, at: int, field: str) -> bool:
    """Tell "boots, number 44" from "number 3", a place in the list."""
    word = draft.sentence.word(at)
    carried = word.isdecimal() and word in draft.moment.vocabulary.attributes[field]
    return carried and int(word) > max(LARGEST_WORN, len(draft.moment.shown))


def _measured_at(draft: Draft, at: int) -> tuple[int, int, str] | None:
    """Read "a 45 size", "10.5 US", "32 inch waist", "32 in the waist" and "W32 L34"."""
    sentence = draft.sentence
    start = at
    if sentence.word(at) == "w" and at + 1 < len(sentence):
        at += sentence.tokens[at].end == sentence.tokens[at + 1].start
    if not sentence.is_number(at):
        return None
    word, end = sentence.word(at), at + 1
    if start < at:
        leg = sentence.word(end) == "l" and sentence.word(end + 1).isdigit()
        return start, end + 2 * leg, word
    system = sentence.word(end) in _SYSTEMS and start == at
    beside = _is_a_sized_thing(draft, end + 1) or _is_a_sized_thing(draft, start - 1)
    if system and (beside or ends_phrase(draft, end + 1)):
        return at, end + 1, f"{sentence.word(end)} {word}"  # "10.5 US"
    while sentence.word(end) in (
        "inch",
        "inches",
        "in",
        "the",
        '"',
        "on",
        "is",
        "my",
        "his",
        "her",
    ):
        end += 1
    return (at, end + 1, word) if sentence.word(end) in _LEADS else None


def _is_a_sized_thing(draft: Draft, at: int) -> bool:
    """Tell the boots of "8 uk boots" from the sockets of "2 eu sockets", which have no sizes."""
    things = draft.lexicon.category((draft.sentence.word(at),))
    field = size_field(draft.moment.vocabulary)
    return field is not None and bool(things) and draft.lexicon.applies(field, things)


def _bare_at(draft: Draft, at: int, end: int, size: str) -> tuple[int, int, str] | None:
    """Read a size without the word before it, where something else marks it as one."""
    sentence = draft.sentence
    if sentence.word(end) in _LEADS:
        return at, end + 1, size
    alone = at == 0 and end == len(sentence)
    start = at - (sentence.word(at - 1) in ADULTS)  # "a men's medium"
    article = 1 if sentence.word(start - 1) in ("a", "an", "the") else 0
    before = sentence.word(start - 1 - article)
    led = before in _COMES_IN and (article == 0 or before == "in")
    led = led or (article > 0 and (before in _SUPPOSED or size in LETTER_SIZES))
    said = _one_stands(draft) or any(one.field in SIZE_FIELDS for one in draft.mentions)
    # "It should be L" and "gone down to a medium", where another was said.
    led = led or (said and before in _SUPPOSED | _CHANGING)
    made = sentence.word(start - 2) == "make" and before in ("it", "that")
    judged = sentence.is_mark(start - 1) and sentence.word(end) in VERDICTS
    led = led or made or judged or before in _SAID or _is_changed(draft, at, end)
    if sentence.word(at) in _UNMISTAKABLE or alone or _is_paired(draft, end):
        return at, end, size
    led = led or (size in LETTER_SIZES and said)  # "go with L", where M was said
    return (at, end, size) if led and ends_phrase(draft, end) else None


def _is_paired(draft: Draft, end: int) -> bool:
    """Tell the "medium" of "medium or large" from that of "medium and large bags"."""
    if draft.sentence.word(end) not in JOINTS:
        return False
    other = letters_at(draft, end + 1 + (draft.sentence.word(end + 1) == "a"))
    if other is None:
        return False
    spoken = draft.sentence.word(other[0]) in function_words()  # "M or L idk"
    return spoken or ends_phrase(draft, other[0])


def _is_changed(draft: Draft, at: int, end: int) -> bool:
    """Tell "M instead of L" and "in M, not L", where one size is put for another."""
    put = at == 0 and draft.sentence.word(end) in ("instead", "not")
    replaced = draft.sentence.word(at - 1) in ("not", "of", "than")
    said = any(mention.field in SIZE_FIELDS for mention in draft.mentions)
    return put or (replaced and (said or _one_stands(draft)))


def _one_stands(draft: Draft) -> bool:
    """Tell whether a size was said before the turn."""
    return any(draft.moment.intent.constraints.on(field) for field in SIZE_FIELDS)


def _next_in_list(draft: Draft, at: int) -> tuple[int, int, str] | None:
    """Read the "l" of "size m or l" and of "a medium, or a large", and the "43" of "42 or 43"."""
    before = draft.mentions[-1] if draft.mentions else None
    counted = draft.sentence.word(at - 1) in ("a", "an")
    joint = at - 1 - counted
    after = joint - (draft.sentence.says(joint - 1, ",", "or"))
    if before is None or before.end != after or before.field not in SIZE_FIELDS:
        return None
    if draft.sentence.word(joint) not in JOINTS or draft.taken[at]:
        return None
    if counted and not (ends_phrase(draft, at + 1) or draft.sentence.word(at + 1) in ("if", "to")):
        return None  # "an M and a small bag"
    if draft.sentence.is_number(at):
        return at, at + 1, draft.sentence.word(at)
    letters = letters_at(draft, at)
    return (at, letters[0], letters[1]) if letters is not None else None


def ends_phrase(draft: Draft, end: int) -> bool:
    """Tell whether nothing follows to be described or counted: "a large bag", "3 pairs"."""
    ends = draft.sentence.is_mark(end) or draft.taken[end] or draft.sentence.says(end, "to", "be")
    return ends or draft.sentence.word(end) in _AFTER_SIZE


def too_much_end(draft: Draft, end: int) -> int:
    """Tell "M is too tight" and "42 pinches", sizes that do not fit, from "M is fine"; or 0."""
    if draft.sentence.word(end) in _PAINING:
        return end + 1
    if draft.sentence.word(end) not in _FITTING:
        return 0
    told = end + 1
    while draft.sentence.word(told) in _HABIT:
        told += 1
    if draft.sentence.word(told) in _TOO:
        return told  # what is too much stands after it
    return told + 1 if draft.sentence.word(told) in _MISFITS else 0


def _named_at(draft: Draft, start: int, at: int) -> tuple[int, int, str] | None:
    """Read what follows "size": "EU 42", "42", "10.5", "M", "extra large"."""
    sentence = draft.sentence
    while sentence.word(at) in ("is", "a", "of", "in", ":", "to", "be", "make", "it"):
        at += 1
    system = sentence.word(at) if sentence.word(at) in _SYSTEMS else ""
    place = at + 1 if system else at
    if sentence.is_number(place):
        end = place + 1
        if not system and sentence.word(end) in ("xl", "xs"):
            return start, end + 1, f"{sentence.word(place)} {sentence.word(end)}"
        if not system and sentence.word(end) in _SYSTEMS:
            system, end = sentence.word(end), end + 1
        return start, end, f"{system} {sentence.word(place)}".strip()
    spelled = number_at(sentence, at)
    if spelled is not None and spelled[0] > 1:
        return start, spelled[1], str(spelled[0])
    letters = letters_at(draft, at)
    return (start, *letters) if letters is not None else None


def letters_at(draft: Draft, at: int) -> tuple[int, str] | None:
    """Return where the "M" or "extra large" ends that starts at a token, and the size as said."""
    sentence = draft.sentence
    if "&" in (sentence.word(at + 1), sentence.word(at - 1)):  # "M&S"
        return None
    if sentence.word(at - 1) == "%":  # of a program's text: "%s"
        return None
    for length in (3, 2, 1):
        phrase = " ".join(sentence.words[at : at + length])
        if at + length <= len(sentence) and (phrase in _WORDS or phrase in _SAME):
            return at + length, phrase
    return (at + 1, sentence.word(at)) if sentence.word(at) in LETTER_SIZES else None


def carried_as(draft: Draft, field: str, said: str) -> tuple[str, ...]:
    """Return the catalogue's values for a size as said, or the size itself."""
    carried = draft.moment.vocabulary.attributes[field]
    letter = _WORDS.get(said, _SAME.get(said, said))
    system, _, number = said.rpartition(" ")
    forms = [said, letter, _SAME.get(letter, letter), number if system in _SYSTEMS else said]
    if system in _SYSTEMS:
        forms += [f"{system}{number}", f"{number} {system}"]
    else:
        forms += [f"eu {said}", f"size {said}"]
    found = tuple(dict.fromkeys(form for form in forms if form in carried))
    return found[:1] or (letter,)
