"""A catalogue's vocabulary, arranged for finding its words in a sentence."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assistant.understanding.readers.category_phrases import (
    NOT_PRODUCTS,
    category_phrases,
    topmost,
)
from assistant.understanding.readers.colours import COLOUR_FIELDS, Colours
from assistant.understanding.readers.fields import PLAIN_FIELDS, SIZE_FIELDS, SIZE_WORDS, STYLES
from assistant.understanding.readers.spelling import MOST_VALUES, Spelling
from assistant.understanding.readers.title_nouns import TitleNouns
from assistant.understanding.readers.word_forms import (
    Key,
    brand_key,
    noun_key,
    noun_stem,
    value_key,
    words,
)
from assistant.understanding.readers.word_lists import (
    broader_words,
    common_words,
    cue_words,
    function_words,
    listed,
    narrower_values,
    synonyms,
)
from retrieval.constraints import PATH_SEPARATOR, lies_within
from retrieval.vocabulary import Vocabulary

LONGEST_PHRASE: Final = 6
"""How many words the longest phrase looked up may have."""

AUDIENCE_FIELDS: Final = ("audience", "gender")

_YES: Final = frozenset({"yes", "true", "1"})
_NO: Final = frozenset({"no", "false", "0", ""})
_COMPOUND: Final = 2
_SPREAD: Final = re.compile(r"[\d.]+( x [\d.]+)+ cm")
_JOINED: Final = re.compile(r"[a-z]+[- ][a-z]+")
_SHORTEST_THING: Final = 3
FEW_PLACES: Final = 2
_NO_THINGS: Final = listed(
    "set pack box kit pair piece collection bundle trio duo combo ensemble everyday post layer "
    "neck upf stride delight pro top foot"
)
"""Words that end titles and name no thing by themselves."""


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
        self.categories = category_phrases(vocabulary)
        self.brands = {brand_key(words(brand)): brand for brand in vocabulary.brands}
        self.brands.pop((), None)
        self.attributes = _attribute_phrases(vocabulary)
        self.spelling = Spelling(vocabulary, self.colours.names)

    def category(self, said: Key) -> tuple[str, ...]:
        """Return the category paths that a phrase names; empty if none.

        A word that no category uses is tried by its synonyms and then by its broader
        words; where titles call things so in none of those, theirs are named beside them.
        """
        key = noun_key(said)
        if not key or key[-1] in NOT_PRODUCTS:
            return ()
        if key in self.categories:
            return self._as_used(key, self.categories[key])
        phrase = " ".join(key)
        if phrase in self._qualities or (len(key) > 1 and said[0] in self._qualities):
            return ()  # "lightweight" is what a thing is like, and so is an "insulated bottle"
        for table in (synonyms(), broader_words()):
            found = [
                path
                for other in table.get(phrase, table.get(" ".join(said), ()))
                for path in self._called(other)
            ]
            if found:
                used = self.titles.categories(key)
                both = [path for path in found if path in used] or [*used, *found]
                return topmost(dict.fromkeys(both))
        return self._as_titled(key) or self._written_otherwise(key)

    def _written_otherwise(self, key: Key) -> tuple[str, ...]:
        """Return what "powerbank" names where titles say "power bank", and "back pack" likewise."""
        if len(key) == _COMPOUND:
            whole = ("".join(key),)
            parts = all(len(part) >= _SHORTEST_THING for part in key)
            known = parts and (whole in self.categories or self.titles.names(whole[0]))
            return self.category(whole) if known else ()
        word = key[0]
        if len(key) > 1 or len(word) < 2 * _SHORTEST_THING or word in common_words():
            return ()
        halves = range(_SHORTEST_THING, len(word) - _SHORTEST_THING + 1)
        pairs = (noun_key((word[:at], word[at:])) for at in halves)
        return next((paths for two in pairs if (paths := self.titles.categories(two, 1))), ())

    def _as_titled(self, key: Key) -> tuple[str, ...]:
        """Return where what only titles call so is kept: "a helmet", which no category names.

        Empty for what is found in many places ("set"), for values and colours, and for
        words that mostly say something else ("can"), as everyday words of one title do.
        """
        word = key[-1]
        vague = len(word) < _SHORTEST_THING or word in _NO_THINGS or word in function_words()
        if len(key) > 1 or vague or word in self._value_words or word in self.colours.names:
            return ()
        said_often = word in common_words() or word in cue_words()
        kept = self.titles.categories(key, fewest=1 + said_often)
        return kept if len(kept) <= FEW_PLACES else ()

    def style_called(self, said: Key) -> Meaning | None:
        """Return the style of what titles call so, if all of it has that: "capris", "a duffel"."""
        if noun_key(said) in self.categories:
            return None
        called = (noun_stem(said[-1]), *synonyms().get(noun_stem(said[-1]), ()))
        items = max((self.titles.items(name) for name in called), default=0)
        styles = (one for one in self.attribute(said) if one.field.partition("_")[0] in STYLES)
        return next((style for style in styles if 0 < items <= style.items), None)

    def _called(self, name: str) -> tuple[str, ...]:
        """Return the paths called by a name, or else by one that says the same: "trouser"."""
        names = (name, *synonyms().get(name, ()))
        keys = [noun_key(tuple(other.split())) for other in names]
        named = (self.categories.get(key, ()) for key in keys)
        called = (key for key in keys if key[-1] not in self._value_words)
        titled = (self.titles.categories(key, fewest=1) for key in called)
        return next((paths for paths in (*named, *titled) if paths), ())

    def _as_used(self, key: Key, named: tuple[str, ...]) -> tuple[str, ...]:
        """Add the categories in which a fair part of the items so called lie.

        "Watch" names "Watches", but a shop's smart watches may lie elsewhere.
        """
        used = self.titles.categories(key, each=2)
        others = (path for path in used if not self.titles.is_apart(key, path))
        return topmost(dict.fromkeys((*named, *others)))

    def compound(self, said: Key, fewest: int = 1) -> tuple[str, ...]:
        """Return the categories of the items whose titles call them by two words.

        "Sleeping bag" is then found where the shop keeps it, and not under bags.
        Empty where the first word is a value or a colour ("leather bag"), unless it is a
        style that titles call such things by ("duffel bag").
        """
        if len(said) == _COMPOUND + 1:
            joined = noun_key((said[0] + said[1], said[2]))  # "push up grips", of pushups
            return self.titles.categories(joined, fewest)
        if len(said) != _COMPOUND or value_key(said) in self.attributes:
            return ()  # "v neck"
        valued = said[0] in self._value_words or said[0] in self._qualities
        quality = valued and self.style_called(said[:1]) is None
        if quality or said[0] in self.colours.names:
            return ()
        if any(meaning.field.startswith("material") for meaning in self.attribute(said[:1])):
            return ()  # "wooden dresser", of the material "wood"
        alike = (*synonyms().get(said[0], ()), *broader_words().get(said[0], ()))
        firsts = (said[0], *alike)  # "duffel bag", a duffle bag
        found = (self.titles.categories(noun_key((one, said[1])), fewest) for one in firsts)
        return self._for_everybody(said, next((paths for paths in found if paths), ()))

    def _for_everybody(self, said: Key, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Seek a running jacket among men's too, where only women's titles call one so."""
        levels = {path.rpartition(PATH_SEPARATOR)[2] for path in paths}
        called = self.categories.get(noun_key(said[-1:]), ()) if paths else ()
        alike = (path for path in called if path.rpartition(PATH_SEPARATOR)[2] in levels)
        return tuple(dict.fromkeys((*paths, *alike)))

    def thing_within(self, said: Key) -> tuple[str, ...]:
        """Return where a thing of two words is kept whose first word names that category.

        A single "fishing rod" is then found among the fishing gear.
        """
        if len(said) != _COMPOUND:
            return ()
        named = self.categories.get(noun_key(said[:1]), ())
        titled = self.titles.paths(*said)
        return tuple(path for path in titled if any(lies_within(path, one) for one in named))

    @cached_property
    def _value_words(self) -> frozenset[str]:
        values = self.vocabulary.attributes.values()
        return frozenset(value for known in values if len(known) <= MOST_VALUES for value in known)

    @cached_property
    def _qualities(self) -> frozenset[str]:
        known = (self.vocabulary.attributes.get(field, {}) for field in PLAIN_FIELDS)
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
        if key in self.attributes and not _is_things_part(said, self.attributes[key]):
            return self.attributes[key]
        found: dict[str, dict[str, int]] = defaultdict(dict)
        phrase = " ".join(said)
        same = synonyms().get(phrase, synonyms().get(phrase.removesuffix("s"), ()))
        for other in (*same, *narrower_values().get(phrase, ())):
            for meaning in self._meanings_of(words(other)):
                found[meaning.field] |= dict.fromkeys(meaning.values, meaning.items)
        return _meanings(found)

    def _meanings_of(self, value: Key) -> tuple[Meaning, ...]:
        """Return what a value stands for, its field's name behind it or not: "long sleeve"."""
        named = self.attributes.get(value_key(value[:-1]), ())
        of_field = tuple(one for one in named if value[-1:] == (one.field,))
        return self.attributes.get(value_key(value), ()) or of_field

    def applies(self, field: str, paths: Iterable[str], share: float = 0.5) -> bool:
        """Tell whether at least a share of the items at some path carry an attribute.

        True also where the vocabulary does not know, or no path is given.
        """
        coverage = self.vocabulary.coverage.get(field)
        paths = tuple(paths)
        if not coverage or not paths:
            return True
        return any(
            coverage.get(path, 0) >= share * self.vocabulary.categories.get(path, 1)
            for path in paths
        )

    def occurs(self, field: str, paths: Iterable[str]) -> bool:
        """Tell whether any item at the paths carries an attribute."""
        coverage = self.vocabulary.coverage.get(field, {})
        return any(coverage.get(path, 0) > 0 for path in paths)


def _is_things_part(said: Key, meanings: tuple[Meaning, ...]) -> bool:
    """Tell the leg of "leg day", of the same stem, from leggings."""
    things = all(value.endswith("ings") for meaning in meanings for value in meaning.values)
    return things and not said[-1].endswith(("ing", "ings"))


def _attribute_phrases(vocabulary: Vocabulary) -> dict[Key, tuple[Meaning, ...]]:
    found: dict[Key, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for field, values in vocabulary.attributes.items():
        if field in (*COLOUR_FIELDS, *AUDIENCE_FIELDS) or len(values) > MOST_VALUES:
            continue
        if set(values) <= _YES | _NO:
            yes = next((value for value in values if value in _YES), None)
            if yes is not None and len(words(field.replace("_", " "))) > 1:
                found[value_key(words(field.replace("_", " ")))][field][yes] = values[yes]
            continue
        for value, items in values.items():
            if _is_telling(field, value):
                found[value_key(words(value))][field][value] = items
                if _SPREAD.fullmatch(value):  # "140 x 200"
                    found[value_key(words(value)[:-1])][field][value] = items
                if _JOINED.fullmatch(value):  # "nonstick", "softshell"
                    found[value_key((re.sub("[- ]", "", value),))][field][value] = items
    return {key: _meanings(fields) for key, fields in found.items()}


def _is_telling(field: str, value: str) -> bool:
    """Tell whether a value can be recognised in a sentence by its words alone."""
    said = words(value)
    if not said or len(said) > LONGEST_PHRASE or all(word.isdigit() for word in said):
        return False
    if field in SIZE_FIELDS:
        return len(value) > 3 and value not in SIZE_WORDS  # noqa: PLR2004 - "xxl"
    coded = value[0].isdigit() and value[-1].isalpha()  # "4k"
    return (len(value) > 2 or coded) and value not in _YES | _NO  # noqa: PLR2004 - of two letters


def _meanings(fields: Mapping[str, Mapping[str, int]]) -> tuple[Meaning, ...]:
    meanings = [
        Meaning(field, tuple(values), max(values.values())) for field, values in fields.items()
    ]
    return tuple(sorted(meanings, key=lambda meaning: -meaning.items))
