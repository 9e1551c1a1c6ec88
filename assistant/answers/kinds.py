"""Of which kind the things are that a request names, where no category says so.

"A lamp" is no category of a shop that keeps table lamps under lighting and clip
lamps under the home office; its titles tell. What they do not call so, a garden
chair or a lantern, may be near in words and meaning, but is no lamp.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.answers.beside import NOTHING_BESIDE, Beside, things_beside
from assistant.answers.carried import PLACES, same_things, subject_nouns
from assistant.answers.grown_ups import for_grown_ups, names_nobody
from assistant.answers.item_names import names_of, same_names, title_keys
from assistant.intent import Intent
from assistant.understanding.readers.title_nouns import TitleNouns
from assistant.understanding.readers.word_forms import Key, noun_key, words
from assistant.understanding.readers.word_lists import synonyms
from retrieval.constraints import CATEGORY, PATH_SEPARATOR
from retrieval.items import Item
from retrieval.query import Candidate
from retrieval.title_nouns import COLLECTIVES
from retrieval.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes an item one of the things asked for.

    Attributes:
        nouns: Keys of the nouns of which its title has one; none asks for none.
        categories: Full paths in lower case of which it lies in one; none allows
            all.
        called_so: Paths of categories called by a noun: what lies in one is of the
            kind, whatever its title ("Toys & Games" beside the dogs' toys).
        beside: What the category asked for keeps that is another thing.
        for_anybody: Keys of the request's nouns where nobody is named for whom it
            is; empty where somebody is, or where only children's things are asked for.
    """

    nouns: frozenset[Key] = frozenset()
    categories: frozenset[str] = frozenset()
    called_so: frozenset[str] = frozenset()
    beside: Beside = NOTHING_BESIDE
    for_anybody: frozenset[Key] = frozenset()

    def of(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates of this kind, in their order; all where none is."""
        placed = [each for each in candidates if self._lies(each.item)] or list(candidates)
        kept = [each for each in placed if not self.beside.has(each.item)] or placed
        called = [each for each in kept if self._calls(each.item)] or kept
        return for_grown_ups(called, self.for_anybody) if self.for_anybody else called

    def is_among(self, candidates: Sequence[Candidate]) -> bool:
        """Tell whether any of them is one; always, where no noun says what it is."""
        any_thing = not (self.nouns or self.beside.others)
        return any_thing or any(self.is_one(candidate.item) for candidate in candidates)

    def is_one(self, item: Item) -> bool:
        """Tell whether the item is called by one of the nouns, if any, and is no other thing."""
        return not self.beside.has(item) and self._calls(item)

    def _calls(self, item: Item) -> bool:
        """Tell whether the item's title or a category of it has one of the nouns, if any."""
        path = f"{PATH_SEPARATOR.join(item.category).casefold()}{PATH_SEPARATOR}"
        if any(path.startswith(category + PATH_SEPARATOR) for category in self.called_so):
            return True
        return not self.nouns or not self.nouns.isdisjoint(title_keys(item))

    def _lies(self, item: Item) -> bool:
        return PATH_SEPARATOR.join(item.category).casefold() in self.categories


ANY: Kind = Kind()
"""Of no kind in particular."""


class Kinds:
    """Tells the kind of a request's subject; follows the shop's words."""

    def __init__(self) -> None:
        """Know no shop yet."""
        self._known = (Vocabulary(), TitleNouns({}))

    def kind(self, intent: Intent, vocabulary: Vocabulary) -> Kind:
        """Return the kind of thing that is asked for.

        The last noun of the request that titles know counts, with the word before
        it where titles say both ("yoga mat"). What comes in sets is told by the word
        before ("coffee set"). A noun that a category asked for is called by leaves
        the rest to the category: an anorak is a jacket too. Where only a use is told
        ("for coffee"), what it names in titles and categories is of the kind.

        Args:
            intent: What is wanted.
            vocabulary: The words of the shop that serves now.
        """
        if intent.photo_id or intent.similar_to:
            return ANY
        titles = self._titles(vocabulary)
        if use := _what_for(intent.request):
            return _kind_for(use, titles, vocabulary)
        nouns = _known_nouns(intent.request, titles)
        if not nouns:
            return ANY
        asked = _asked_categories(intent)
        kind = Kind(
            beside=things_beside(nouns, asked, vocabulary.categories),
            for_anybody=_for_anybody(intent, nouns, asked),
        )
        called_so = _called_so(nouns[-1], asked)
        if asked and len(called_so) == len(asked):
            return kind
        noun = _thing(nouns, titles)
        within = () if intent.constraints.on(CATEGORY) else _places(intent, nouns, noun, titles)
        return replace(
            kind,
            nouns=same_names(" ".join(noun)),
            categories=frozenset(within),
            called_so=called_so,
        )

    def _titles(self, vocabulary: Vocabulary) -> TitleNouns:
        known, titles = self._known
        if known is not vocabulary:
            titles = TitleNouns(vocabulary.title_nouns)
            self._known = (vocabulary, titles)
        return titles


def _kind_for(use: str, titles: TitleNouns, vocabulary: Vocabulary) -> Kind:
    """Return the kind of what is named only by its use; any where the shop does not know it."""
    called_so = _called_so(use, vocabulary.categories)
    known = bool(called_so) or titles.names(use)
    return Kind(frozenset({noun_key((use,))}), called_so=called_so) if known else ANY


def _known_nouns(request: str, titles: TitleNouns) -> Key:
    """Return the nouns of a request up to the last that titles know, by whatever name.

    Titles that say "rug" know a carpet. Where it goes is no name of it ("chair kitchen").
    Empty where they know none.
    """
    nouns = noun_key(tuple(subject_nouns(request)))  # "t shirt" is one
    while nouns and not any(titles.paths(*name) for name in same_things(nouns)):
        nouns = nouns[:-1]
    told = len(nouns) > 1 and titles.paths(*nouns[-2:])
    goes_there = len(nouns) > 1 and nouns[-1] in PLACES and not told
    return _known_nouns(" ".join(nouns[:-1]), titles) if goes_there else nouns


def _places(
    intent: Intent, nouns: Sequence[str], thing: Key, titles: TitleNouns
) -> tuple[str, ...]:
    """Return the categories that hold the thing; empty where they cannot be told."""
    if thing != noun_key((nouns[-1],)):
        return titles.paths(*thing)
    wishes = [wish.text for wish in intent.preferences if not wish.averse]
    wished = (word for text in wishes for word in words(text))
    for before in (*reversed(nouns[:-1]), *wished):
        if found := titles.categories(noun_key((before, nouns[-1]))):
            return found
    return titles.categories(thing)


def _thing(nouns: Sequence[str], titles: TitleNouns) -> Key:
    """Return the noun that tells the thing: of "coffee set" both words, or "coffee" alone.

    Both words tell it also where they have a name together: "duvet cover", "vacuum flask".
    """
    if len(nouns) > 1 and synonyms().get(" ".join(nouns[-2:])):
        return noun_key(tuple(nouns[-2:]))
    if len(nouns) == 1 or nouns[-1] not in COLLECTIVES:
        return noun_key((nouns[-1],))
    both = noun_key((nouns[-2], nouns[-1]))
    return both if titles.paths(*both) else both[:1]


def _what_for(request: str) -> str:
    """Return the last word of a request that says only what for, else nothing."""
    first, _, rest = request.partition(" ")
    return rest.split()[-1] if first == "for" and rest.split() else ""


def _asked_categories(intent: Intent) -> frozenset[str]:
    """Return the paths of all categories that conditions name."""
    return frozenset(
        path for constraint in intent.constraints.on(CATEGORY) for path in constraint.values
    )


def _called_so(noun: str, paths: Collection[str]) -> frozenset[str]:
    """Return the categories that are called by a noun, or by its like.

    "Jackets & Coats" is called by "jacket", and "Sweaters & Hoodies" by "jumper"; what
    lies in "Shoes" is what "trainers" are, but not all "Jackets & Coats" are raincoats.
    """
    wider = names_of(noun)
    names = {path: noun_key(words(path.rsplit(PATH_SEPARATOR, 1)[-1])) for path in paths}
    same = {key for key in same_names(noun) if len(key) == 1}
    return frozenset(
        path
        for path, name in names.items()
        if name in wider or any((word,) in same for word in name)
    )


def _for_anybody(intent: Intent, nouns: Sequence[str], asked: Collection[str]) -> frozenset[Key]:
    """Return the keys of the nouns asked for where nothing says for whom, else nothing."""
    keys = (noun_key((noun,)) for noun in nouns)
    return frozenset(keys if names_nobody(intent, asked) else ())
