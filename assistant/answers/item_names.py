"""What items are called: the words of a title, and what else goes by a noun."""

from collections.abc import Sequence
from itertools import pairwise

from assistant.understanding.readers.word_forms import Key, noun_key, words
from assistant.understanding.readers.word_lists import broader_words, synonyms
from assistant.untrusted import normalise
from retrieval.items import Item


def title_without_colour(item: Item) -> str:
    """Return the title, less a colour that the shop puts at its end: "Slippers, Chocolate"."""
    name, _, last = item.title.rpartition(", ")
    return name if name and last.casefold() in item.values("colour") else item.title


def short_titles(items: Sequence[Item], among: Sequence[Item]) -> list[str]:
    """Return the items' titles, less the colour where no other of those among them is so called."""
    bare = [title_without_colour(item) for item in among]
    titles = (
        title if bare.count(title := title_without_colour(item)) < 2 else item.title  # noqa: PLR2004
        for item in items
    )
    return [normalise(title, 80) for title in titles]


def title_keys(item: Item) -> frozenset[Key]:
    """Return the keys of the title's words, each alone and with the word after it."""
    said = words(title_without_colour(item).casefold())
    single = (noun_key((word,)) for word in said)
    pairs = (noun_key(pair) for pair in pairwise(said))
    return frozenset((*single, *pairs))


def same_names(noun: str) -> frozenset[Key]:
    """Return the keys of a noun and of what means the same: of "jumper" also "sweater"."""
    key = noun_key(words(noun))
    others = synonyms().get(" ".join(key), ())
    return frozenset((key, *(noun_key(tuple(other.split())) for other in others)))


def names_of(noun: str) -> frozenset[Key]:
    """Return the keys of a noun, of its like and of the wider ones it falls under."""
    wider = broader_words().get(" ".join(noun_key(words(noun))), ())
    return same_names(noun) | {noun_key(tuple(other.split())) for other in wider}
