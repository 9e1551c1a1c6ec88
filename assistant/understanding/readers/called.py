"""Things called by what a shop keeps as a value: "a cotton polo", "track pants", "capris"."""

from typing import Final

from assistant.understanding.readers.audience import is_audience, keep_as_attribute
from assistant.understanding.readers.cuts import cut_called
from assistant.understanding.readers.draft import Draft, Mention, Stance
from assistant.understanding.readers.fields import PLAIN_FIELDS, STYLES
from assistant.understanding.readers.heads import is_head
from assistant.understanding.readers.lexicon import FEW_PLACES
from assistant.understanding.readers.persons import KIDS, MEN, WOMEN
from assistant.understanding.readers.word_forms import noun_key, words
from assistant.understanding.readers.word_lists import (
    broader_words,
    function_words,
    listed,
    synonyms,
)
from retrieval.constraints import CATEGORY, PATH_SEPARATOR, lies_within

_LEVELS: Final = frozenset({MEN, WOMEN, KIDS})
_ARTICLES: Final = listed("a an some now next")


def find_called(draft: Draft) -> None:
    """Seek what is called by a value ("polo", a neckline), where no category is named.

    Of an audience that is a level of the categories, what lies below it is sought. A
    style ("capris") is said by the thing's name already.
    """
    levels = [one for one in draft.mentions if one.field == CATEGORY and is_audience(draft, one)]
    if any(one.field == CATEGORY and one not in levels for one in draft.mentions):
        return
    for at in range(len(draft.sentence)):
        paths = _under(levels, _kept(draft, at)) or _under(levels, _wider(draft, at))
        if 0 < len(paths) <= FEW_PLACES and _is_sought(draft, at):
            _seek(draft, at, paths, levels)
            return


def _under(levels: list[Mention], paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the women's of women's and men's pants, and the bags that are nobody's."""
    if not levels or not any(path.partition(PATH_SEPARATOR)[0] in _LEVELS for path in paths):
        return paths
    return tuple(path for path in paths if any(_holds(level, path) for level in levels))


def _holds(level: Mention, path: str) -> bool:
    return any(lies_within(path, value) for value in level.values)


def _seek(draft: Draft, at: int, paths: tuple[str, ...], levels: list[Mention]) -> None:
    said = [one for one in _named(draft, at) if one.field in STYLES]
    start = min((one.start for one in said), default=at)
    for level in levels:
        if any(_holds(level, path) for path in paths):
            said.append(level)
        else:
            keep_as_attribute(draft, level)
    draft.mentions[:] = [one for one in draft.mentions if one not in said]
    draft.mentions += [Mention(start, at + 1, CATEGORY, paths), *_cut_at(draft, at, paths)]
    draft.mentions.sort(key=lambda mention: mention.start)


def _cut_at(draft: Draft, at: int, paths: tuple[str, ...]) -> list[Mention]:
    """Tell capris, as titles call most of that style, from leggings, a style of many pants.

    Of a vest sought among the tanks no style is left to say.
    """
    cut = cut_called(draft, at, at + 1)
    if cut is None or draft.is_named(at) or 2 * _titled(draft, at) < cut.items:
        return []
    called = set.intersection(*(set(noun_key(words(path))) for path in paths))
    if called.issuperset(noun_key(words(" ".join(cut.values)))):
        return []
    return [Mention(at, at + 1, cut.field, cut.values)]


def _titled(draft: Draft, at: int) -> int:
    """Return how many items titles call by a word or by another of its group."""
    word = draft.sentence.word(at)
    return max(draft.lexicon.titles.items(name) for name in (word, *synonyms().get(word, ())))


def _named(draft: Draft, at: int) -> list[Mention]:
    return [mention for mention in draft.mentions if mention.start <= at < mention.end]


def _kept(draft: Draft, at: int) -> tuple[str, ...]:
    """Return where a thing is kept: what titles call so, or the pants of "track pants"."""
    word = draft.sentence.word(at)
    names = (word, *synonyms().get(word, ()))
    called = (draft.lexicon.titles.categories(noun_key((name,))) for name in names)
    paths = next((found for found in called if found), ())
    last = next((one for one in draft.mentions if one.start < at and one.end == at + 1), None)
    return paths or (draft.lexicon.category((word,)) if last is not None else ())


def _wider(draft: Draft, at: int) -> tuple[str, ...]:
    """Return where men's leggings are kept that only women's titles call so: among the pants."""
    wider = broader_words().get(draft.sentence.word(at), ())
    return tuple(path for name in wider for path in draft.lexicon.category((name,)))


def _is_sought(draft: Draft, at: int) -> bool:
    """Tell the polo of "a cotton polo" from the polo of "with a polo neck" and "no polo"."""
    named = next(iter(_named(draft, at)), None)
    start = at if named is None else named.start
    known = draft.lexicon.attribute(draft.sentence.words[start : at + 1])
    if draft.asked[at] or not known or any(one.field in PLAIN_FIELDS for one in known):
        return False
    if named is None and (draft.taken[at] or draft.sentence.word(at) in function_words()):
        return False
    wanted = named is None or (
        named.stance in (Stance.WANTED, Stance.WISHED) and named.end == at + 1
    )
    return wanted and _is_introduced(draft, start) and is_head(draft, start, at + 1)


def _is_introduced(draft: Draft, at: int) -> bool:
    """Tell whether nothing was sought before, or an article stands before a word's qualities."""
    while draft.is_named(at - 1):
        at -= 1
    return draft.moment.intent.seeks_nothing or draft.sentence.word(at - 1) in _ARTICLES
