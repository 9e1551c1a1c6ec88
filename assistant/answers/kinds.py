"""Of which kind the things are that a request names, where no category says so.

"A lamp" is no category of a shop that keeps table lamps under lighting and clip
lamps under the home office; its titles tell. What they do not call so, a garden
chair or a lantern, may be near in words and meaning, but is no lamp.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answers.carried import subject_nouns
from assistant.intent import Intent
from assistant.understanding.readers.title_nouns import TitleNouns
from assistant.understanding.readers.word_forms import Key, noun_key, words
from assistant.understanding.readers.word_lists import broader_words, synonyms
from retrieval.constraints import CATEGORY, PATH_SEPARATOR
from retrieval.items import Item
from retrieval.query import Candidate
from retrieval.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes an item one of the things asked for.

    Attributes:
        nouns: Keys of the nouns of which its title has one; none asks for none.
        categories: Full paths in lower case of which it lies in one; none allows
            all.
    """

    nouns: frozenset[Key] = frozenset()
    categories: frozenset[str] = frozenset()

    def of(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates of this kind, in their order; all where none is."""
        placed = [each for each in candidates if self._lies(each.item)] or list(candidates)
        return [each for each in placed if self.calls(each.item)] or placed

    def is_among(self, candidates: Sequence[Candidate]) -> bool:
        """Tell whether any of them is called so; always, where no noun says what it is."""
        return not self.nouns or any(self.calls(candidate.item) for candidate in candidates)

    def _lies(self, item: Item) -> bool:
        return PATH_SEPARATOR.join(item.category).casefold() in self.categories

    def calls(self, item: Item) -> bool:
        """Tell whether the item's title has one of the nouns."""
        said = words(item.title.casefold())
        single = (noun_key((word,)) for word in said)
        pairs = (noun_key(pair) for pair in pairwise(said))
        return not self.nouns.isdisjoint((*single, *pairs))


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
        it where titles say both ("yoga mat"). A noun that a category asked for is
        called by leaves the rest to the category: an anorak is a jacket too.

        Args:
            intent: What is wanted.
            vocabulary: The words of the shop that serves now.
        """
        if intent.photo_id or intent.similar_to:
            return ANY
        titles = self._titles(vocabulary)
        nouns = list(noun_key(tuple(subject_nouns(intent.request))))  # "t shirt" is one
        while nouns and not titles.names(nouns[-1]):
            nouns.pop()
        if not nouns or _is_category(nouns[-1], intent):
            return ANY
        noun = noun_key((nouns[-1],))
        same = (noun_key(tuple(other.split())) for other in synonyms().get(" ".join(noun), ()))
        within = () if intent.constraints.on(CATEGORY) else self._places(intent, nouns, titles)
        return Kind(frozenset((noun, *same)), frozenset(within))

    @staticmethod
    def _places(intent: Intent, nouns: Sequence[str], titles: TitleNouns) -> tuple[str, ...]:
        wishes = [wish.text for wish in intent.preferences if not wish.averse]
        wished = (word for text in wishes for word in words(text))
        for before in (*reversed(nouns[:-1]), *wished):
            if found := titles.categories(noun_key((before, nouns[-1]))):
                return found
        return titles.categories(noun_key((nouns[-1],)))

    def _titles(self, vocabulary: Vocabulary) -> TitleNouns:
        known, titles = self._known
        if known is not vocabulary:
            titles = TitleNouns(vocabulary.title_nouns)
            self._known = (vocabulary, titles)
        return titles


def _is_category(noun: str, intent: Intent) -> bool:
    """Tell whether what is asked for are categories called by the noun, or by its like.

    "Jackets & Coats" is called by "jacket"; "Sneakers" means what "trainers" does.
    """
    asked = [
        path.rsplit(PATH_SEPARATOR, 1)[-1]
        for constraint in intent.constraints.on(CATEGORY)
        for path in constraint.values
    ]
    one = " ".join(noun_key((noun,)))
    others = (*synonyms().get(one, ()), *broader_words().get(one, ()))
    same = {noun_key(tuple(other.split())) for other in others}
    return bool(asked) and all(
        one in noun_key(words(name)) or noun_key(words(name)) in same for name in asked
    )
