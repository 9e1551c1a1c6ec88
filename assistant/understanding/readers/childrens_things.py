"""Where children's things lie by themselves: raincoats for children among "Kids' Clothing"."""

from assistant.understanding.readers.audience import is_audience
from assistant.understanding.readers.audience_values import audience_values
from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.persons import KIDS, names_children
from assistant.understanding.readers.word_forms import noun_stem, words
from assistant.understanding.readers.word_lists import broader_words, synonyms
from retrieval.constraints import CATEGORY


def widen_for_children(draft: Draft) -> None:
    """Look for "raincoats for children" also where kids' things lie by themselves."""
    children = set(audience_values(draft.moment.vocabulary, KIDS)[1])
    if not any(is_audience(draft, m) and children & set(m.values) for m in draft.mentions):
        return
    for mention in draft.mentions:
        if mention.field != CATEGORY or is_audience(draft, mention):
            continue
        noun = noun_stem(draft.sentence.word(mention.end - 1))
        alike = (noun, *broader_words().get(noun, ()), *synonyms().get(noun, ()))
        theirs = (
            path
            for name in alike
            for path in draft.lexicon.titles.paths(*name.split())
            if any(names_children(word) for word in words(path))
        )
        mention.values = tuple(dict.fromkeys((*mention.values, *theirs)))
