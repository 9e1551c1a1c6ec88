"""For whom things are where nobody is named: a tee is a grown-up's."""

from collections.abc import Collection, Iterable, Sequence

from assistant.answers.item_names import title_keys
from assistant.intent import Intent
from assistant.understanding.readers.lexicon import AUDIENCE_FIELDS
from assistant.understanding.readers.persons import names_children
from assistant.understanding.readers.word_forms import Key, words
from retrieval.constraints import PATH_SEPARATOR
from retrieval.query import Candidate


def names_nobody(intent: Intent, categories: Collection[str]) -> bool:
    """Tell whether nothing says for whom: no condition, no wish, no category of children's things.

    Args:
        intent: What is wanted.
        categories: Paths of the categories asked for. Where only some are children's,
            nobody is named.
    """
    told = {one.field for one in (*intent.constraints, *intent.preferences)}
    for_children = bool(categories) and all(
        _is_for_children(path.split(PATH_SEPARATOR)) for path in categories
    )
    return not for_children and told.isdisjoint(AUDIENCE_FIELDS)


def for_grown_ups(found: Sequence[Candidate], asked: frozenset[Key]) -> list[Candidate]:
    """Leave out what is kept among children's things, where there is anything else.

    What more of the request's words call than any of the others stays: a sippy cup.

    Args:
        found: In any order, which is kept.
        asked: Keys of the request's nouns.
    """
    called = [len(asked & title_keys(each.item)) for each in found]
    children = [_is_for_children(each.item.category) for each in found]
    most = max(
        (n for n, is_child in zip(called, children, strict=True) if not is_child), default=-1
    )
    return [
        each
        for each, n, is_child in zip(found, called, children, strict=True)
        if not is_child or n > most
    ]


def _is_for_children(levels: Iterable[str]) -> bool:
    """Tell whether a category, level by level, is called after children: "Kids & Baby"."""
    return any(names_children(word) for level in levels for word in words(level))
