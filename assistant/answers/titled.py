"""What a thing is by its title, where no listing tells: the Quiet Keyboard is a quiet one."""

from typing import Final

from assistant.answers.nothing_found import Obstacle, ObstacleKind
from assistant.understanding.readers.languages import in_english
from assistant.understanding.readers.word_forms import Key, value_key, words
from assistant.understanding.readers.word_lists import function_words, listed
from retrieval.constraints import AVAILABILITY, BRAND, CATEGORY, Operator
from retrieval.items import Item
from retrieval.words import has_cjk

_TOLD_OTHERWISE: Final = (AVAILABILITY, BRAND, CATEGORY)
_SHORTEST: Final = 3
_NO_SUCH: Final = listed("faux vegan fake imitation mock non no not without anti like")
_NONE_OF_IT: Final = listed("free look effect style like")


def word_denied(way: Obstacle) -> str:
    """Return the word that says what nothing is listed as; empty where titles could not say it."""
    if way.kind is not ObstacleKind.VALUES or len(way.in_the_way) != 1:
        return ""
    (condition,) = way.in_the_way
    if condition.operator is not Operator.ANY_OF or condition.field in _TOLD_OTHERWISE:
        return ""
    phrase = condition.source.phrase
    said = words(in_english(phrase) if has_cjk(phrase) else phrase)
    telling = [word for word in said if word not in function_words()]
    sayable = all(word.isalpha() and len(word) >= _SHORTEST for word in telling)
    return " ".join(telling) if sayable else ""


def is_titled(item: Item, word: str) -> bool:
    """Tell whether a title says it of the thing, and not that it is none: "Faux Leather Bag"."""
    said, sought = words(item.title), value_key(words(word))
    keys = [value_key((each,)) for each in said]
    return all(any(_says(said, keys, at, (part,)) for at in range(len(said))) for part in sought)


def _says(said: tuple[str, ...], keys: list[Key], at: int, part: Key) -> bool:
    before, after = said[at - 1 : at], said[at + 1 : at + 2]
    return keys[at] == part and _NO_SUCH.isdisjoint(before) and _NONE_OF_IT.isdisjoint(after)
