"""A catalogue's vocabulary, arranged for finding its words in a sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.understanding.readers.colours import COLOUR_FIELDS, Colours
from assistant.understanding.readers.sentence import Kind, Sentence, Token
from assistant.understanding.readers.title_nouns import TitleNouns
from assistant.understanding.readers.word_forms import (
    Key,
    brand_key,
    noun_key,
    noun_stem,
    value_key,
    words,
)
from assistant.understanding.readers.word_lists import broader_words, common_words, listed, synonyms
from retrieval.constraints import PATH_SEPARATOR
from retrieval.vocabulary import Vocabulary

LONGEST_PHRASE: Final = 6
"""How many words the longest phrase looked up may have."""

AUDIENCE_FIELDS: Final = ("audience", "gender")
SIZE_FIELDS: Final = ("size",)

_NOT_PRODUCTS: Final = listed(
    "new sale promotion collection man men woman women kid kids child children boy girl unisex "
    "all other others misc miscellaneous more default root category catalog shop"
)
_YES: Final = frozenset({"yes", "true", "1"})
_NO: Final = frozenset({"no", "false", "0", ""})
_KEYWORDS: Final = listed(
    "cheaper cheapest under between below above around waterproof ideally preferably compare "
    "second third fourth fifth another colour color different anything without brand budget "
    "dollars returns delivery shipping warranty popular similar expensive affordable something "
    "looking recommend available lighter warmer please first section instead others rather really "
    "brands prefer thanks changed nothing medium large price prices cheap should would never"
)
_QUALITY_FIELDS: Final = ("feature", "features", "material", "materials", "pattern")
_COMPOUND: Final = 2
_SHORTEST_SLIP: Final = 4
_SURE_SLIP: Final = 8


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase may stand for: values of one attribute.

    Attributes:
        field: The attribute.
        values: As the catalogue writes them, lower-case.
        items: How many items have the first of them.
    """

    field: str
    values: tuple[str, ...]
    items: int


class Lexicon:
    """Finds a vocabulary's words; made once a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Arrange the vocabulary."""
        self.vocabulary = vocabulary
        self.colours = Colours(vocabulary)
        self.titles = TitleNouns(vocabulary.title_nouns)
        self.categories = _category_phrases(vocabulary)
        self.brands = {brand_key(words(brand)): brand for brand in vocabulary.brands}
        self.brands.pop((), None)
        self.attributes = _attribute_phrases(vocabulary)
        self._slips: dict[str, str] = {}

    def category(self, said: Key) -> tuple[str, ...]:
        """Return the category paths that a phrase names; empty if none.

        A word that the catalogue does not use is tried by its synonyms and then
        by its broader words.
        """
        key = noun_key(said)
        if not key or key[-1] in _NOT_PRODUCTS:
            return ()
        if key in self.categories:
            return self._as_used(key, self.categories[key])
        phrase = " ".join(key)
        if phrase in self._qualities:
            return ()  # "lightweight" is what a thing is like, whatever "light" names
        for table in (synonyms(), broader_words()):
            found = [
                path
                for other in table.get(phrase, table.get(" ".join(said), ()))
                for path in self.categories.get(noun_key(tuple(other.split())), ())
            ]
            if found:
                return _topmost(dict.fromkeys(found))
        return ()

    def _as_used(self, key: Key, named: tuple[str, ...]) -> tuple[str, ...]:
        """Add the categories in which a fair part of the items so called lie.

        "Watch" names "Watches", but a shop's smart watches may lie elsewhere.
        """
        return _topmost(dict.fromkeys((*named, *self.titles.categories(key))))

    def compound(self, said: Key) -> tuple[str, ...]:
        """Return the categories of the items whose titles call them by two words.

        "Sleeping bag" is then found where the shop keeps it, and not under bags.
        Empty where the first word is a value or a colour ("leather bag"), where the
        second names no category, or where fewer than two items are so called.
        """
        if len(said) != _COMPOUND or noun_key(said[1:]) not in self.categories:
            return ()
        if said[0] in self._value_words or said[0] in self.colours.names:
            return ()
        return self.titles.categories(noun_key(said))

    @cached_property
    def _value_words(self) -> frozenset[str]:
        values = self.vocabulary.attributes.values()
        return frozenset(value for known in values if len(known) <= _MOST_VALUES for value in known)

    @cached_property
    def _qualities(self) -> frozenset[str]:
        known = (self.vocabulary.attributes.get(field, {}) for field in _QUALITY_FIELDS)
        return frozenset(value for values in known for value in values)

    def whole_category(self, said: Key) -> tuple[str, ...]:
        """Return the paths of the categories whose whole name of several words this is.

        "&", "and" and commas are alike: "Hats, Scarves & Gloves".
        """
        return self._whole_names.get(noun_key(brand_key(said)), ())

    @cached_property
    def _whole_names(self) -> Mapping[Key, tuple[str, ...]]:
        paths: dict[Key, list[str]] = defaultdict(list)
        for path in self.vocabulary.categories:
            key = noun_key(brand_key(words(path.rsplit(PATH_SEPARATOR, 1)[-1])))
            if len(key) > 1:
                paths[key].append(path)
        return {key: tuple(found) for key, found in paths.items()}

    def attribute(self, said: Key) -> tuple[Meaning, ...]:
        """Return what a phrase may stand for, most items first; empty if nothing."""
        key = value_key(said)
        if key in self.attributes:
            return self.attributes[key]
        found: tuple[Meaning, ...] = ()
        phrase = " ".join(said)
        for other in synonyms().get(phrase, ()):
            found += self.attributes.get(value_key(tuple(other.split())), ())
        return found

    def applies(self, field: str, paths: Iterable[str]) -> bool:
        """Tell whether at least half of the items at some path carry an attribute.

        True also where the vocabulary does not know, or no path is given.
        """
        coverage = self.vocabulary.coverage.get(field)
        paths = tuple(paths)
        if not coverage or not paths:
            return True
        return any(
            2 * coverage.get(path, 0) >= self.vocabulary.categories.get(path, 1) for path in paths
        )

    def occurs(self, field: str, paths: Iterable[str]) -> bool:
        """Tell whether any item at the paths carries an attribute."""
        coverage = self.vocabulary.coverage.get(field, {})
        return any(coverage.get(path, 0) > 0 for path in paths)

    def corrected(self, sentence: Sentence) -> Sentence:
        """Return the sentence with slips of known words put right; places stay."""
        return Sentence(sentence.text, tuple(self._right(token) for token in sentence.tokens))

    def _right(self, token: Token) -> Token:
        word = token.text
        if token.kind is not Kind.WORD or len(word) < _SHORTEST_SLIP or not word.isascii():
            return token
        if {word, noun_stem(word), word + "s"} & self._known:
            return token
        if word not in self._slips and len(self._slips) < 10_000:  # noqa: PLR2004 - bounded memory
            self._slips[word] = self._nearest(word)
        return replace(token, text=self._slips.get(word, word))

    def _nearest(self, word: str) -> str:
        """Return the known word one slip away (two in long words), or the word itself."""
        slips = 2 if len(word) >= _SURE_SLIP else 1
        starts = self._correctable.get(word[0], ()) or ()
        swapped = self._correctable.get(word[1], ()) if word[1] != word[0] else ()
        best = process.extractOne(word, starts, scorer=OSA.distance, score_cutoff=slips)
        best = best or process.extractOne(word, swapped, scorer=OSA.distance, score_cutoff=1)
        if best is None or len(best[0]) < _SHORTEST_SLIP + (best[1] > 1):
            return word
        if best[1] > 1 and abs(len(best[0]) - len(word)) > 1:
            return word  # "electric" is no slip of "electronic"
        return best[0]

    @cached_property
    def _known(self) -> frozenset[str]:
        titles = (word for noun in self.vocabulary.title_nouns for word in words(noun))
        return common_words() | frozenset((*self._words(), *titles)) | self._everyday

    @cached_property
    def _everyday(self) -> frozenset[str]:
        phrases = (*synonyms(), *broader_words())
        return frozenset(word for phrase in phrases for word in phrase.split())

    @cached_property
    def _correctable(self) -> Mapping[str, tuple[str, ...]]:
        by_letter: dict[str, set[str]] = defaultdict(set)
        for word in (*self._words(), *_KEYWORDS):
            if len(word) >= _SHORTEST_SLIP and word.isascii() and word.isalpha():
                by_letter[word[0]].add(word)
        return {letter: tuple(sorted(found)) for letter, found in by_letter.items()}

    def _words(self) -> Iterator[str]:
        vocabulary = self.vocabulary
        for name in (*vocabulary.categories, *vocabulary.brands, *self.colours.names):
            yield from words(name)
        for path in vocabulary.categories:
            yield from map(noun_stem, words(path))
        for values in vocabulary.attributes.values():
            if len(values) <= _MOST_VALUES:
                for value in values:
                    yield from words(value)


_MOST_VALUES: Final = 400


def _category_phrases(vocabulary: Vocabulary) -> dict[Key, tuple[str, ...]]:
    """Map product nouns to paths: each part of a path's last name, and its head.

    "Jackets & Coats" is named by "jacket" and by "coat", "Running Shoes" by
    "running shoe" and by "shoe", and "Shoes > Running" by "running shoe" too. Where
    a head is also a whole name ("Bags" and "Sleeping Bags"), it means only what
    lies under the same top category.
    """
    whole: dict[Key, dict[str, None]] = defaultdict(dict)
    heads: dict[Key, dict[str, None]] = defaultdict(dict)
    for path in vocabulary.categories:
        *above, last = path.split(PATH_SEPARATOR)
        for key in _parts(last):
            whole[key][path] = None
            for start in range(1, len(key)):
                if not key[-1].endswith("ing"):  # "cooking" is no thing, unlike "camp cooking"
                    heads[key[start:]][path] = None
            for parent in _parts(above[-1]) if above else ():
                if parent != key:
                    whole[key + parent][path] = None
    for key, paths in heads.items():
        tops = {path.partition(PATH_SEPARATOR)[0] for path in whole.get(key, {})}
        for path in paths:
            if not tops or path.partition(PATH_SEPARATOR)[0] in tops:
                whole[key][path] = None
    return {key: _topmost(paths) for key, paths in whole.items() if key[-1] not in _NOT_PRODUCTS}


def _parts(name: str) -> list[Key]:
    """Return the nouns a category's name joins.

    In "Computer & Phone Accessories" the singular "computer" lends its head from
    the last part; in "Hats & Winter Gloves" the plural stands for itself.
    """
    for joint in (" and ", ",", "/", " + "):
        name = name.replace(joint, "&")
    said = [part for part in map(words, name.split("&")) if part]
    head = said[-1][-1:] if said and len(said[-1]) > 1 else ()
    whole = [part if part[-1].endswith("s") else part + head for part in said[:-1]]
    return [noun_key(part) for part in (*whole, *said[-1:])]


def _topmost(paths: Mapping[str, None]) -> tuple[str, ...]:
    """Drop the paths that lie below another of them."""
    return tuple(
        path
        for path in paths
        if not any(path.startswith(other + PATH_SEPARATOR) for other in paths)
    )


def _attribute_phrases(vocabulary: Vocabulary) -> dict[Key, tuple[Meaning, ...]]:
    found: dict[Key, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for field, values in vocabulary.attributes.items():
        if field in (*COLOUR_FIELDS, *AUDIENCE_FIELDS) or len(values) > _MOST_VALUES:
            continue
        if set(values) <= _YES | _NO:
            yes = next((value for value in values if value in _YES), None)
            if yes is not None and len(words(field.replace("_", " "))) > 1:
                found[value_key(words(field.replace("_", " ")))][field][yes] = values[yes]
            continue
        for value, items in values.items():
            if _is_telling(field, value):
                found[value_key(words(value))][field][value] = items
    return {key: _meanings(fields) for key, fields in found.items()}


def _is_telling(field: str, value: str) -> bool:
    """Tell whether a value can be recognised in a sentence by its words alone."""
    said = words(value)
    if not said or len(said) > LONGEST_PHRASE or all(word.isdigit() for word in said):
        return False
    if field in SIZE_FIELDS:
        return len(value) > 3 and value not in ("small", "medium", "large")  # noqa: PLR2004 - "xxl"
    return len(value) > 2 and value not in _YES | _NO  # noqa: PLR2004 - two letters are too common


def _meanings(fields: Mapping[str, Mapping[str, int]]) -> tuple[Meaning, ...]:
    meanings = [
        Meaning(field, tuple(values), max(values.values())) for field, values in fields.items()
    ]
    return tuple(sorted(meanings, key=lambda meaning: -meaning.items))
