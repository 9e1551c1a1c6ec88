"""Sizes: "size M", "EU 42", "in a large", "XL".

Single letters and bare numbers are sizes only beside a word that says so, or as
the whole turn (an answer to "which size?"). A size the catalogue does not carry
stays as said.
"""

from typing import Final

from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.lexicon import SIZE_FIELDS
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import listed

_WORDS: Final = {
    "small": "s", "medium": "m", "large": "l", "extra small": "xs", "extra large": "xl",
    "xsmall": "xs", "xlarge": "xl", "double extra large": "xxl", "x small": "xs",
    "x large": "xl", "xx large": "xxl",
}  # fmt: skip
_LETTERS: Final = listed("xxs xs s m l xl xxl xxxl")
_UNMISTAKABLE: Final = listed("xxs xs xl xxl xxxl")
_SYSTEMS: Final = ("eu", "uk", "us", "eur")
_SAME: Final = {"2 xl": "xxl", "3 xl": "xxxl", "xxl": "2xl", "xxxl": "3xl"}
_LEADS: Final = listed("size sizes sized")
_COMES_IN: Final = listed("in come comes available takes wear wears need")


def find_sizes(draft: Draft) -> None:
    """Read every size of the turn."""
    field = next((f for f in SIZE_FIELDS if f in draft.moment.vocabulary.attributes), None)
    if field is None:
        return
    at = 0
    while at < len(draft.sentence):
        found = None if draft.taken[at] else _size_at(draft, at, field)
        found = found or _next_in_list(draft, at)
        if found is not None:
            start, end, said = found
            values = _carried(draft, field, said)
            draft.mentions.append(Mention(start, end, field, values))
            draft.take(start, end)
            at = end
        at += 1


def _size_at(draft: Draft, at: int, field: str) -> tuple[int, int, str] | None:
    """Return the span of a size phrase and the size said in it."""
    sentence = draft.sentence
    word = sentence.word(at)
    if word in _LEADS:
        return _named_at(draft, at, at + 1)
    if word in _SYSTEMS and at + 1 < len(sentence):
        return _named_at(draft, at, at)
    if len(sentence) == 1 and word in draft.moment.vocabulary.attributes[field]:
        return at, at + 1, word
    if sentence.tokens[at].kind is Kind.NUMBER and sentence.word(at + 1) in _LEADS:
        return at, at + 2, word  # "a 45 size", and what "45码" becomes
    letters = _letters_at(draft, at)
    return _bare_at(draft, at, *letters) if letters is not None else None


def _bare_at(draft: Draft, at: int, end: int, size: str) -> tuple[int, int, str] | None:
    """Read a size without the word before it, where something else marks it as one."""
    sentence = draft.sentence
    if sentence.word(end) in _LEADS:
        return at, end + 1, size
    alone = at == 0 and end == len(sentence)
    article = 1 if sentence.word(at - 1) in ("a", "an", "the") else 0
    led = sentence.word(at - 1 - article) in _COMES_IN and (
        article == 0 or sentence.word(at - 2) == "in"
    )
    if sentence.word(at) in _UNMISTAKABLE or alone or (led and _ends_phrase(draft, end)):
        return at, end, size
    return None


def _next_in_list(draft: Draft, at: int) -> tuple[int, int, str] | None:
    """Read the "l" of "size m or l" and the "43" of "42 or 43"."""
    before = draft.mentions[-1] if draft.mentions else None
    if before is None or before.end != at - 1 or before.field not in SIZE_FIELDS:
        return None
    if draft.sentence.word(at - 1) not in ("or", "and", "/") or draft.taken[at]:
        return None
    if draft.sentence.tokens[at].kind is Kind.NUMBER:
        return at, at + 1, draft.sentence.word(at)
    letters = _letters_at(draft, at)
    return (at, letters[0], letters[1]) if letters is not None else None


def _ends_phrase(draft: Draft, end: int) -> bool:
    """Tell whether nothing follows that a size would describe: "in a large bag"."""
    if draft.sentence.is_mark(end) or draft.taken[end]:
        return True
    return draft.sentence.word(end) in listed("or and please for if too as but size on with")


def _named_at(draft: Draft, start: int, at: int) -> tuple[int, int, str] | None:
    """Read what follows "size": "EU 42", "42", "10.5", "M", "extra large"."""
    sentence = draft.sentence
    while sentence.word(at) in ("is", "a", "of", "in", ":"):
        at += 1
    system = sentence.word(at) if sentence.word(at) in _SYSTEMS else ""
    number_at = at + 1 if system else at
    if number_at < len(sentence) and sentence.tokens[number_at].kind is Kind.NUMBER:
        end = number_at + 1
        if not system and sentence.word(end) in ("xl", "xs"):
            return start, end + 1, f"{sentence.word(number_at)} {sentence.word(end)}"
        if not system and sentence.word(end) in _SYSTEMS:
            system, end = sentence.word(end), end + 1
        return start, end, f"{system} {sentence.word(number_at)}".strip()
    letters = _letters_at(draft, at)
    if letters is None:
        return None
    end, size = letters
    return start, end, size


def _letters_at(draft: Draft, at: int) -> tuple[int, str] | None:
    sentence = draft.sentence
    for length in (3, 2, 1):
        phrase = " ".join(sentence.words[at : at + length])
        if at + length <= len(sentence) and (phrase in _WORDS or phrase in _SAME):
            return at + length, phrase
    return (at + 1, sentence.word(at)) if sentence.word(at) in _LETTERS else None


def _carried(draft: Draft, field: str, said: str) -> tuple[str, ...]:
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
