"""What a list of items is called, in the plural and in the singular."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from assistant.answers.carried import subject_nouns, things_named
from assistant.answers.item_names import title_without_colour
from assistant.explaining.facts import is_plain
from assistant.grounding.lexicon import neutral_stems, pairs, stem, uncountable
from assistant.grounding.tokens import stems, tokens
from assistant.intent import Intent
from assistant.understanding.readers.category_phrases import last_nouns
from assistant.understanding.readers.word_forms import words
from assistant.untrusted import normalise
from retrieval.constraints import CATEGORY, PATH_SEPARATOR, Operator
from retrieval.items import Item
from retrieval.title_nouns import title_nouns

LONGEST_REQUEST: Final = 60
_IRREGULAR: Final = {
    "knife": "knives",
    "shelf": "shelves",
    "scarf": "scarves",
    "loaf": "loaves",
}


def common_noun(intent: Intent, items: Sequence[Item]) -> tuple[str, str]:
    """Return a plural noun that is true of all, and the request to quote beside it.

    It is the shopper's own noun where every title has it ("phone cases"), else
    their word for the category where each item's title has it or the category is
    of nothing else, else the category they share, else "picks" with the request
    quoted.
    """
    if titled := _titled(intent, items):
        return titled, ""
    named = [{*stems(item.title), *_only_noun(item.category[-1])} for item in items]
    said = [
        intent.request[token.start : token.end].casefold()
        for token in tokens(intent.request[:200])
        if token.stem not in neutral_stems()
    ]
    nouns = subject_nouns(intent.request)
    said = [word for word in said if word in nouns]  # "for the kitchen" says what for
    categories = {noun for item in items for noun in _heads(item.category[-1])}
    for word in reversed(said):
        if word in uncountable():
            break
        if word.isalpha() and stem(word) in categories and all(stem(word) in own for own in named):
            return plural(word), ""
    shared = {item.category[-1] for item in items}
    asked_category = [
        value.rsplit(PATH_SEPARATOR, 1)[-1]
        for constraint in intent.constraints.on(CATEGORY)
        if constraint.operator is Operator.ANY_OF and len(constraint.values) == 1
        for value in constraint.values
    ]
    leaf = asked_category[0] if asked_category else (shared.pop() if len(shared) == 1 else "")
    if (
        leaf
        and is_plain(leaf.replace(",", "").replace("&", "and"))
        and all(leaf.casefold() in _path(item) for item in items)
    ):
        lower = leaf.casefold()
        counted = lower.endswith("s") and not intent.request.startswith("for ")
        return (lower if counted else f"picks from {lower}"), ""
    return "picks", normalise(intent.request.removeprefix("for "), LONGEST_REQUEST)


def _titled(intent: Intent, items: Sequence[Item]) -> str:
    """Return the noun asked for in the plural, where every title has it; else nothing.

    What a title begins with is the name of a line ("Fellside 3-Layer Rain Jacket"), no noun.
    """
    named = [title_without_colour(item) for item in items]
    titles = [stems(title) for title in named]
    heads = {stem(words(noun)[-1]) for title in named for noun in title_nouns(title)}
    nouns = things_named(intent.request)
    while nouns and not _is_in_all(stem(nouns[-1]), titles, heads):
        nouns.pop()  # the smell of "a yoga mat that doesn't smell"
    if not nouns or nouns[-1] in uncountable():
        return ""
    pair = list(map(stem, nouns[-2:]))
    paired = len(pair) > 1 and all(pair in map(list, pairwise(title)) for title in titles)
    return " ".join([*(nouns[-2:-1] if paired else ()), plural(nouns[-1])])


def _is_in_all(noun: str, titles: Sequence[Sequence[str]], heads: Collection[str]) -> bool:
    """Tell what every title has and some are called by, unlike the volume of "Safe-Volume"."""
    return noun in heads and all(noun in (title[1:] or title) for title in titles)


def _heads(category: str) -> frozenset[str]:
    """Return the stems of the nouns that a category's name joins: "Jackets & Coats" joins two."""
    return frozenset(stem(noun[-1]) for noun in last_nouns(category.casefold()))


def _only_noun(category: str) -> frozenset[str]:
    """Return the stem of a category's noun; none of "Tables & Chairs": a table is no chair."""
    heads = _heads(category)
    return heads if len(heads) == 1 else frozenset()


def singular(noun: str) -> str:
    """Return what one of a plural noun is called: ``pair of boots``, ``pick from tops``."""
    first, _, rest = noun.partition(" ")
    if noun in pairs():
        return f"pair of {noun}"
    if rest.isalpha() and first.isalpha() and first != "picks":
        return f"pair of {noun}" if rest in pairs() else f"{first} {singular(rest)}"
    if rest and first != "picks":
        return f"pick from {noun}"
    if first in _IRREGULAR.values():
        one = next(word for word, many in _IRREGULAR.items() if many == first)
    elif first.endswith("ies"):
        one = first[:-3] + "y"
    elif first.endswith(("sses", "xes", "ches", "shes", "zes")):
        one = first[:-2]
    else:
        one = first.removesuffix("s")
    return f"{one} {rest}".strip()


def _path(item: Item) -> list[str]:
    return [name.casefold() for name in item.category]


def plural(word: str) -> str:
    """Return the plural of a noun, regular or one of clothing's own; "bedding" is not counted."""
    if word in uncountable():
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("ss", "x", "ch", "sh", "z")):
        return word + "es"
    if word.endswith("s"):
        return word
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + "s"
