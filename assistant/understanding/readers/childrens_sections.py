"""A section for children called by its name: "kids' clothes", where the shop keeps such apart."""

from collections.abc import Mapping
from typing import Final

from assistant.understanding.readers.audience import is_thing
from assistant.understanding.readers.audience_values import audience_values
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.persons import CHILDREN, KIDS, TODDLER, names_children
from assistant.understanding.readers.word_forms import noun_key, words
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY, PATH_SEPARATOR

_CLOTHES: Final = listed("clothes clothing apparel garments wear outfit outfits")


def seek_in_childrens_section(draft: Draft) -> None:
    """Tell "kids' clothes", a section of the shop, from clothes that are for children."""
    sections = _sections(draft)
    _, kids = audience_values(draft.moment.vocabulary, KIDS)
    for whose in list(draft.mentions) if sections else ():
        named = draft.sentence.word(whose.end - 1)
        young = CHILDREN.get(named) in (TODDLER, "baby")
        if is_thing(draft, whose) or young or not set(kids) & set(whose.values):
            continue
        for at in (whose.end, whose.start - 1):
            path = sections.get(_called(draft.sentence.word(at)))
            if path is None or draft.sentence.is_mark(at):
                continue
            draft.mentions[:] = [one for one in draft.mentions if one.start != at]
            draft.mentions.append(Mention(at, at + 1, CATEGORY, (path,)))
            draft.take(at, at + 1)
            if CHILDREN.get(named) == KIDS:
                draft.mentions.remove(whose)
            break


def _called(word: str) -> str:
    return "clothing" if word in _CLOTHES else " ".join(noun_key((word,)))


def _sections(draft: Draft) -> Mapping[str, str]:
    """Return the paths of "Kids' Clothing" and "Kids' Shoes" by what they hold."""
    found: dict[str, str] = {}
    for path in draft.moment.vocabulary.categories:
        said = words(path.rsplit(PATH_SEPARATOR, 1)[-1])
        if len(said) == 2 and names_children(said[0]):  # noqa: PLR2004 - "kids' shoes"
            found[_called(said[1])] = path
    return found
