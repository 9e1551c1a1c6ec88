"""Slips of the pen, put right where they are near a word of the catalogue or of a conversation."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.understanding.readers.colours import COLOUR_FIELDS
from assistant.understanding.readers.fields import LETTER_SIZES, SIZE_WORDS, is_use_or_taste
from assistant.understanding.readers.sentence import Kind, Sentence, Token
from assistant.understanding.readers.shorthand import (
    apart,
    counted,
    fluent,
    pointed,
    spoken,
    together,
    unstretched,
)
from assistant.understanding.readers.word_forms import noun_stem, words
from assistant.understanding.readers.word_lists import (
    broader_words,
    common_words,
    cue_words,
    cues,
    function_words,
    listed,
    real_words,
    synonyms,
)
from retrieval.vocabulary import Vocabulary

MOST_VALUES: Final = 400
"""An attribute with more values than that is free text, whose words mean nothing apart."""

_KEYWORDS: Final = listed(
    "cheaper cheapest under between below above around waterproof ideally preferably compare "
    "second third fourth fifth sixth seventh eighth ninth tenth another colour color different "
    "anything without brand budget "
    "dollars returns delivery shipping warranty popular similar expensive affordable something "
    "looking recommend available lighter warmer please first section instead others rather really "
    "brands prefer thanks changed nothing medium large price prices cheap should would never "
    "preference bigger smaller brighter darker softer thicker great lovely gorgeous perfect awful "
    "horrible beautiful amazing womens ladies girls husband daughter girlfriend boyfriend mother "
    "sister brother grandma grandpa wheels"
)
_SHORT_NAMES: Final = listed("wife dad mum mom son")
_SHORTEST_SLIP: Final = 4
_SHORTEST_TITLE_SLIP: Final = 5
_LONG_TITLE_SLIP: Final = 7
_SURE_SLIP: Final = 9
_LONG_WORD: Final = 6
"""From how many letters on a word that the catalogue does not use may be what was meant."""
_LONG_FUNCTION_WORD: Final = 7
"""From how many letters on a word that says little may be what was meant: "actualy"."""
_KEYS: Final = {
    letter: (row, at)
    for row, letters in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm"))
    for at, letter in enumerate(letters)
}
_VOWELS: Final = "aeiouy"
_SOUNDING_ALIKE: Final = "ck"
_SHORTEST_SWAP: Final = 3
_SHORTEST_COMPOUND: Final = 8
"""How many letters a value has that may be written as two words: "handmade"."""
_OFTEN: Final = 3
"""Of how many items a title's noun must be to be what a slip may have meant."""


class Spelling:
    """Puts slips right; made once a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, colours: Collection[str]) -> None:
        """Take the catalogue's words and the names of colours."""
        self._vocabulary = vocabulary
        self._colours = colours
        self._slips: dict[str, str] = {}

    def corrected(self, sentence: Sentence, known: frozenset[str] = frozenset()) -> Sentence:
        """Return the sentence with slips of known words put right; places stay.

        Args:
            sentence: As it was written.
            known: Words that are no slips beside the catalogue's, such as those
                of the titles shown.
        """
        plain = tuple(unstretched(t, self._never_slips) for t in sentence.tokens)
        said = tuple(pointed(tuple(fluent(plain))))
        meant = (one for t in counted(spoken(said)) for one in self._apart(t, known))
        right = (t if t.text in known else self._right_beside(t, known) for t in meant)
        return replace(sentence, tokens=tuple(together(right, self._compounds)))

    def _apart(self, token: Token, shown: frozenset[str]) -> tuple[Token, ...]:
        """Cut what was run together, unless it is a word: "colorblack"."""
        word = token.text
        if word in shown or {word, noun_stem(word)} & self._known or word in cue_words():
            return (token,)
        return apart(token, self._parts, self._known)

    @cached_property
    def _compounds(self) -> frozenset[str]:
        """The long single words of values, which may be written as two: "water proof"."""
        fields = self._vocabulary.attributes.items()
        told = (many for name, many in fields if not is_use_or_taste(name))
        values = (value for many in told if len(many) <= MOST_VALUES for value in many)
        return frozenset(one for one in values if len(one) >= _SHORTEST_COMPOUND and one.isalpha())

    @cached_property
    def _parts(self) -> Mapping[str, frozenset[str]]:
        """The words of each field's values by the names the field goes by."""
        parts: dict[str, set[str]] = defaultdict(set)
        for field, values in self._vocabulary.attributes.items():
            if len(values) <= MOST_VALUES and field.isalpha():
                parts[field].update(word for value in values for word in words(value))
        for name in COLOUR_FIELDS:
            parts[name].update(word for colour in self._colours for word in words(colour))
        parts["size"].update(SIZE_WORDS | LETTER_SIZES)
        return {name: frozenset(found) for name, found in parts.items()}

    def _right_beside(self, token: Token, shown: frozenset[str]) -> Token:
        """Put a slip of a catalogue's word right, else of a title's shown: "the chelesa ones"."""
        right = self._right(token)
        word = right.text
        unheard = token.kind is Kind.WORD and word.isascii() and word.isalpha()
        if not unheard or len(word) < _SHORTEST_TITLE_SLIP or word in self._never_slips:
            return right
        alike = sorted(one for one in shown if one[0] == word[0])
        slips = 2 if len(word) >= _LONG_TITLE_SLIP else 1
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=slips)
        return replace(right, text=near[0][0]) if near else right

    def _right(self, token: Token) -> Token:
        word = token.text
        if token.kind is not Kind.WORD or not word.isascii() or not word.isalpha():
            return token
        if len(word) < _SHORTEST_SLIP:
            swapped = _unswapped(word) if len(word) == _SHORTEST_SWAP else word
            return replace(token, text=word if word in self._known else swapped)
        if word in cue_words() or {word, noun_stem(word), _plural(word)} & self._known:
            return token
        if word not in self._slips and len(self._slips) < 10_000:  # noqa: PLR2004 - bounded memory
            nearest = self._nearest(word)
            called_so = nearest in self._named
            self._slips[word] = nearest if called_so else self._plurals.get(nearest, nearest)
        return replace(token, text=self._slips.get(word, word))

    def _nearest(self, word: str) -> str:
        """Return the known word one slip away (two in long words), or the word itself.

        Of those as near, one that another vowel stands in comes first, and last one in
        which a letter was put for its neighbour on the keyboard.
        """
        if (unswapped := _unswapped(word)) != word:
            return unswapped
        slips = 2 if len(word) >= _SURE_SLIP else 1
        starts = self._correctable.get(word[0], ())
        begins = word[1] + word[0]  # "cage" is no slip of "age", "ehadphones" are headphones
        swapped = [w for w in self._correctable.get(word[1], ()) if w.startswith(begins)]
        near = [
            *process.extract(word, starts, scorer=OSA.distance, score_cutoff=slips),
            *process.extract(word, swapped, scorer=OSA.distance, score_cutoff=1),
        ]
        near.sort(key=lambda found: (found[1], _strays(word, found[0])))
        return next((other for other, far, _ in near if _may_be(word, other, far)), word)

    @cached_property
    def _known(self) -> frozenset[str]:
        titles = (word for noun in self._vocabulary.title_nouns for word in words(noun))
        known = common_words() | real_words() | self._named | self._everyday
        return known | frozenset(titles)

    @cached_property
    def _never_slips(self) -> frozenset[str]:
        return self._known | cue_words()

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self._words())

    @cached_property
    def _everyday(self) -> frozenset[str]:
        phrases = (*synonyms(), *broader_words())
        return frozenset(word for phrase in phrases for word in phrase.split())

    @cached_property
    def _correctable(self) -> Mapping[str, tuple[str, ...]]:
        by_letter: dict[str, dict[str, None]] = defaultdict(dict)
        things = (word for word in sorted(self._everyday) if len(word) >= _LONG_WORD)
        long = (form for word in things for form in (word, _plural(word)))
        judged = sorted(one for one in _judging() if len(one) >= _LONG_WORD)
        said = sorted(one for one in function_words() if len(one) >= _LONG_FUNCTION_WORD)
        called = sorted(one for one in self._plurals.values() if len(one) >= _SHORTEST_TITLE_SLIP)
        for word in (
            *self._words(),
            *sorted(self._plurals),
            *called,
            *sorted(_KEYWORDS),
            *said,
            *long,
            *judged,
        ):
            if len(word) >= _SHORTEST_SLIP and word.isascii() and word.isalpha():
                by_letter[word[0]][word] = None
        return {letter: tuple(found) for letter, found in by_letter.items()}

    def _words(self) -> Iterator[str]:
        vocabulary = self._vocabulary
        for name in (*vocabulary.categories, *vocabulary.brands, *self._colours):
            yield from words(name)
        for field, values in vocabulary.attributes.items():
            yield from words(field.replace("_", " "))
            if len(values) <= MOST_VALUES:
                for value in values:
                    yield from words(value)
        for path in vocabulary.categories:
            for word in words(path):
                yield noun_stem(word)
                if word.endswith("ies"):
                    yield word.removesuffix("s")  # "hoodies" are a hoody or a hoodie

    @cached_property
    def _plurals(self) -> Mapping[str, str]:
        """Titles' nouns by their plurals, which alone may not tell: "capris" of "capri"."""
        nouns = self._vocabulary.title_nouns.items()
        often = (n for n, places in nouns if n.isalpha() and sum(places.values()) >= _OFTEN)
        return {_plural(noun): noun for noun in often}


def _judging() -> frozenset[str]:
    """Return the single words that praise or blame: "stuning" is a slip of one."""
    tables = (cues(name) for name in ("pointing.praise", "stances.blame", "stances.ugly"))
    said = (cue for table in tables for told in table.values() for cue in told)
    return frozenset(cue[0] for cue in said if len(cue) == 1)


def _plural(word: str) -> str:
    return word if word.endswith("s") else word + "s"


def _may_be(word: str, other: str, far: float) -> bool:
    """Tell whether a word may stand for another that is so many slips away."""
    if len(other) < _SHORTEST_SLIP + (far > 1):
        return False
    if far > 1 and abs(len(other) - len(word)) > 1:
        return False  # "electric" is no slip of "electronic"
    if len(word) == len(other) == _SHORTEST_SLIP and other in function_words():
        return False  # a "cage" is more likely than "care"
    return len(word) >= _SURE_SLIP or _is_slip_of(word, other)


def _is_slip_of(word: str, other: str) -> bool:
    """Tell whether a letter put for another lies beside it: "cage" is no slip of "case"."""
    wrong = [pair for pair in zip(word, other, strict=False) if pair[0] != pair[1]]
    if len(word) != len(other) or len(wrong) != 1:
        return True  # a letter too many, too few, or two that changed places
    return _lie_together(*wrong[0]) or _doubles_another(word, other)


def _strays(word: str, other: str) -> int:
    """Rank a slip: another vowel 0, a letter too many, too few or swapped 1, a stray key 2."""
    wrong = [pair for pair in zip(word, other, strict=False) if pair[0] != pair[1]]
    if len(word) != len(other) or len(wrong) != 1:
        return 1
    return 0 if set(wrong[0]) <= set(_VOWELS) else 2


def _doubles_another(word: str, other: str) -> bool:
    """Tell whether another letter is doubled than should be: "hoddie" for "hoodie"."""
    place = next(at for at, pair in enumerate(zip(word, other, strict=True)) if pair[0] != pair[1])
    beside = {place - 1, place + 1} & set(range(len(word)))
    written = any(word[at] == word[place] for at in beside)
    meant = any(other[at] == other[place] for at in beside)
    return written and meant


def _lie_together(letter: str, other: str) -> bool:
    """Tell whether two letters are neighbours on the keyboard, both vowels, or a c and a k."""
    if (letter in _VOWELS and other in _VOWELS) or {letter, other} <= set(_SOUNDING_ALIKE):
        return True
    (row, at), (other_row, other_at) = _KEYS[letter], _KEYS[other]
    return abs(row - other_row) <= 1 and abs(at - other_at) <= 1


def _unswapped(word: str) -> str:
    """Return the word that two swapped letters or one doubled make of another: "wiht", "witth"."""
    swaps = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    doubled = range(1, len(word) if len(word) > _SHORTEST_SLIP else 1)
    single = (word[:i] + word[i + 1 :] for i in doubled if word[i] == word[i - 1])
    meant = (one for one in (*swaps, *single) if one in function_words() | _SHORT_NAMES)
    return next(meant, word)
