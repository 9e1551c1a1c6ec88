"""Where children's things lie by themselves: raincoats for children among "Kids' Clothing"."""

from typing import Final

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.audience_values import audience_values
from assistant.understanding.readers.category_phrases import last_nouns
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.persons import CHILDREN, KIDS, TODDLER, names_children
from assistant.understanding.readers.word_forms import noun_stem, words
from assistant.understanding.readers.word_lists import broader_words, listed, synonyms
from retrieval.constraints import CATEGORY, PATH_SEPARATOR

_BABIES: Final = listed("baby babies newborn newborns infant infants")


def widen_for_children(draft: Draft) -> None:
    """Look for "raincoats for children" also where kids' things lie by themselves."""
    children = set(audience_values(draft.moment.vocabulary, TODDLER)[1])
    whose = [m for m in draft.mentions if is_audience(draft, m) and children & set(m.values)]
    for mention in list(draft.mentions) if whose else ():
        if mention.field != CATEGORY or is_audience(draft, mention):
            continue
        alike = _alike(draft.sentence.word(mention.end - 1))
        if section := _section_for_children(draft, alike):
            babies = [m for m in whose if draft.sentence.word(m.end - 1) in _BABIES]
            mention.values = _sections_called(draft, babies[0].values) if babies else section
            draft.mentions[:] = [m for m in draft.mentions if not _leads(draft, m, whose, mention)]
            continue
        theirs = (
            path
            for name in alike
            for path in draft.lexicon.titles.paths(*name.split())
            if any(names_children(word) for word in words(path))
        )
        mention.values = tuple(dict.fromkeys((*mention.values, *theirs)))


def _alike(word: str) -> tuple[str, ...]:
    """Return what a thing is called too: "clothing" of "clothes"."""
    noun = noun_stem(word)
    broader = broader_words().get(noun, broader_words().get(word, ()))
    return (noun, *broader, *synonyms().get(noun, ()))


def _section_for_children(draft: Draft, nouns: tuple[str, ...]) -> tuple[str, ...]:
    """Return "Kids' Clothing", which keeps what others find under "Clothing"."""
    return tuple(
        path
        for path in draft.moment.vocabulary.categories
        for said in last_nouns(path)
        if len(said) > 1 and names_children(said[0]) and " ".join(said[1:]) in nouns
    )


def _sections_called(draft: Draft, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the "Baby" of "Kids & Baby > Baby", which keeps all that is for one."""
    paths = draft.moment.vocabulary.categories
    return tuple(path for path in paths if path.rsplit(PATH_SEPARATOR, 1)[-1] in names)


def _leads(draft: Draft, mention: Mention, whose: list[Mention], thing: Mention) -> bool:
    """Tell the kids of "kids' clothing", the section's own name, from "clothing for my kids"."""
    child = CHILDREN.get(draft.sentence.word(mention.start))
    return mention in whose and mention.end == thing.start and child == KIDS
