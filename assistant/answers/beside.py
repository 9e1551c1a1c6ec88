"""What a category keeps beside the thing asked for: cushions, of "Cushions, Throws & Rugs".

What the titles there call neither a cushion nor a throw, a runner, may be a rug.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.answers.item_names import names_of, title_without_colour
from assistant.understanding.readers.category_phrases import last_nouns
from assistant.understanding.readers.word_forms import Key
from retrieval.constraints import PATH_SEPARATOR
from retrieval.items import Item
from retrieval.title_nouns import title_nouns


@dataclass(frozen=True, slots=True)
class Beside:
    """The other things of a category that several nouns name.

    Attributes:
        asked: Keys of everything the thing asked for may be called.
        others: Keys of the other nouns of its category's name; empty where there is
            none, and then nothing is another thing.
    """

    asked: frozenset[Key] = frozenset()
    others: frozenset[Key] = frozenset()

    def has(self, item: Item) -> bool:
        """Tell whether the title calls the item by another noun, and by none that was asked for."""
        if not self.others:
            return False
        title = title_without_colour(item)
        named = {name for noun in title_nouns(title) for name in names_of(noun)}
        return not self.others.isdisjoint(named) and self.asked.isdisjoint(named)


NOTHING_BESIDE: Beside = Beside()


def things_beside(
    nouns: Sequence[str], paths: Iterable[str], categories: Collection[str]
) -> Beside:
    """Return what the categories keep beside the things asked for.

    Args:
        nouns: What was asked for.
        paths: The categories it was asked for in. One that holds further categories
            is left out: its name tells those, and not the things in it.
        categories: All of the shop.
    """
    asked = frozenset(name for noun in nouns for name in names_of(noun))
    lowest = (path for path in paths if not _holds_any(path, categories))
    named = (frozenset(last_nouns(path)) for path in lowest)
    others = frozenset(key for keys in named if keys & asked for key in keys - asked)
    return Beside(asked, others)


def _holds_any(path: str, categories: Collection[str]) -> bool:
    return any(other.startswith(path + PATH_SEPARATOR) for other in categories)
