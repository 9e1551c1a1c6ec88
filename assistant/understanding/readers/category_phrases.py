"""The nouns by which a catalogue's category paths are named."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from assistant.understanding.readers.word_forms import Key, noun_key, words
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import PATH_SEPARATOR
from retrieval.vocabulary import Vocabulary

NOT_PRODUCTS: Final = listed(
    "new sale promotion collection man men woman women kid kids child children boy girl unisex "
    "all other others misc miscellaneous more default root category catalog shop"
)


def category_phrases(vocabulary: Vocabulary) -> dict[Key, tuple[str, ...]]:
    """Map product nouns to paths: each part of a path's last name, and its head.

    "Jackets & Coats" is named by "jacket" and by "coat", "Running Shoes" by
    "running shoe" and by "shoe", and "Shoes > Running" by "running shoe" too, as
    "Floral > Vase" by "floral vase". Where a head is also a whole name ("Bags" and
    "Sleeping Bags"), it means only what lies under the same top category.
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
                    whole[parent + key][path] = None
    for key, paths in heads.items():
        tops = {path.partition(PATH_SEPARATOR)[0] for path in whole.get(key, {})}
        for path in paths:
            if not tops or path.partition(PATH_SEPARATOR)[0] in tops:
                whole[key][path] = None
    return {
        key: topmost(_less_wider(key, _less_mixed(paths)))
        for key, paths in whole.items()
        if key[-1] not in NOT_PRODUCTS
    }


def _less_wider(key: Key, paths: Mapping[str, None]) -> Mapping[str, None]:
    """Drop "Kids & Baby", named by half its name, where "Kids & Baby > Baby" is just that."""
    called = [path for path in paths if last_nouns(path) == (key,)]
    return {
        path: None
        for path in paths
        if path in called or not any(each.startswith(path + PATH_SEPARATOR) for each in called)
    }


def _less_mixed(paths: Mapping[str, None]) -> Mapping[str, None]:
    """Drop "Kettles, Coffee & Tea", where "Coffee & Tea" keeps just the coffee and the tea."""
    nouns = {path: frozenset(last_nouns(path)) for path in paths}
    return {
        path: None for path in paths if not any(nouns[path] > other for other in nouns.values())
    }


def last_nouns(path: str) -> tuple[Key, ...]:
    """Return the nouns that the last name of a category's path joins."""
    return tuple(_parts(path.rsplit(PATH_SEPARATOR, 1)[-1]))


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


def topmost(paths: Mapping[str, None]) -> tuple[str, ...]:
    """Drop the paths that lie below another of them."""
    return tuple(
        path
        for path in paths
        if not any(path.startswith(other + PATH_SEPARATOR) for other in paths)
    )
