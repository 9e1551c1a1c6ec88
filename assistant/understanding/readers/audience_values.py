"""What a catalogue calls an audience: a value of an attribute, or a level of its categories."""

from typing import Final

from assistant.understanding.readers.lexicon import AUDIENCE_FIELDS
from assistant.understanding.readers.persons import KIDS, MEN, TODDLER, WOMEN
from retrieval.constraints import CATEGORY, PATH_SEPARATOR
from retrieval.vocabulary import Vocabulary

_OTHER_SPELLINGS: Final = {
    MEN: ("men's", "mens", "man", "male", "m"),
    WOMEN: ("women's", "womens", "woman", "female", "f", "ladies"),
    KIDS: ("kids'", "children", "boys", "girls"),
    TODDLER: ("kids'", "children", "boys", "girls", "baby", "infant"),
}
_YOUNGEST: Final = ("baby", "toddler", "infant")
"""What a child's is asked for by where a shop has nothing for older ones."""


def audience_values(vocabulary: Vocabulary, who: str) -> tuple[str, tuple[str, ...]]:
    """Return the field and the catalogue's values for an audience.

    Returns:
        The audience attribute with its values, or ``category`` with the paths of
        that audience; no values where the catalogue knows neither.
    """
    names = _names(who)
    levels = tuple(
        path
        for path in vocabulary.categories
        if path.split(PATH_SEPARATOR)[-1] in (*names, f"{who}s", f"{who}'s", f"{who}swear")
    )
    if levels and PATH_SEPARATOR not in levels[0]:
        return CATEGORY, levels
    return audience_attribute(vocabulary, who)


def audience_attribute(vocabulary: Vocabulary, who: str) -> tuple[str, tuple[str, ...]]:
    """Return the attribute for an audience with the catalogue's values, most fitting first.

    No values where no attribute tells of it.
    """
    names = _names(who)
    for field in AUDIENCE_FIELDS:
        carried = vocabulary.attributes.get(field, {})
        spelled = (*names, *_OTHER_SPELLINGS.get(who, ()))
        found = tuple(value for value in spelled if value in carried)
        if who == KIDS and not found:
            found = tuple(value for value in _YOUNGEST if value in carried)
        if found:
            unisex = ("unisex",) if who in (MEN, WOMEN) and "unisex" in carried else ()
            return field, found + unisex
    return AUDIENCE_FIELDS[0], ()


def _names(who: str) -> tuple[str, ...]:
    return (who, KIDS) if who in ("boys", "girls", TODDLER) else (who,)
