"""Whom it is for: "women's", "for men", "for my dad", "for my kid".

"Women's" and "for women" are requirements. So is a child ("for my kid",
"toddler"), because grown-ups' things do not fit one. "For my dad" is a wish: it
says who gets it, and a tent or a trowel for him need not be marked "men".
A son or daughter may be of any age and is a wish too.

Where the catalogue keeps the audience as a level of its categories ("Men >
Tops"), the requirement is on the category. What is marked ``unisex`` suits
everyone but children.
"""

from typing import Final

from assistant.understanding.readers.draft import Draft, Mention, Stance, cue_at
from assistant.understanding.readers.lexicon import AUDIENCE_FIELDS
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY, PATH_SEPARATOR
from retrieval.vocabulary import Vocabulary

MEN: Final = "men"
WOMEN: Final = "women"
KIDS: Final = "kids"

_ADULTS: Final = {
    "men": MEN, "mens": MEN, "man": MEN, "male": MEN, "males": MEN, "gents": MEN,
    "gentlemen": MEN, "guys": MEN, "women": WOMEN, "womens": WOMEN, "woman": WOMEN,
    "female": WOMEN, "females": WOMEN, "ladies": WOMEN, "lady": WOMEN, "womans": WOMEN,
    "unisex": "unisex",
}  # fmt: skip
_CHILDREN: Final = {
    "kid": KIDS, "kids": KIDS, "child": KIDS, "children": KIDS, "childrens": KIDS,
    "childs": KIDS, "toddler": KIDS, "toddlers": KIDS, "baby": KIDS, "babies": KIDS,
    "boy": "boys", "boys": "boys", "girl": "girls", "girls": "girls", "junior": KIDS,
}  # fmt: skip
_OTHER_SPELLINGS: Final = {
    MEN: ("men's", "mens", "man", "male", "m"),
    WOMEN: ("women's", "womens", "woman", "female", "f", "ladies"),
    KIDS: ("kids'", "children", "boys", "girls", "baby", "toddler", "infant"),
}
_RELATIONS: Final = {
    MEN: listed(
        "dad father husband boyfriend brother grandpa grandfather uncle grandad granddad papa "
        "fiance dads"
    ),
    WOMEN: listed(
        "mum mom mother wife girlfriend sister grandma grandmother aunt auntie nan mama fiancee "
        "granny mums moms"
    ),
    KIDS: listed(
        "son daughter nephew niece grandson granddaughter grandchild grandkids grandchildren sons"
    ),
}
_MY: Final = listed("my our his her their a the your for")


def find_audience(draft: Draft) -> None:
    """Read every word that says whom it is for."""
    for at in range(len(draft.sentence)):
        if draft.taken[at]:
            continue
        word = draft.sentence.word(at)
        if word in _ADULTS and not _is_other_sense(draft, at):
            _mention(draft, at, _ADULTS[word], Stance.WANTED)
        elif word in _CHILDREN:
            _mention(draft, at, _CHILDREN[word], Stance.WANTED)
        else:
            relation = next((who for who, words in _RELATIONS.items() if word in words), None)
            if relation is not None and draft.sentence.word(at - 1) in _MY:
                _mention(draft, at, relation, Stance.WISHED)


def _is_other_sense(draft: Draft, at: int) -> bool:
    return draft.sentence.word(at) in ("man", "guys") and draft.sentence.word(at - 1) not in _MY


def _mention(draft: Draft, at: int, who: str, stance: Stance) -> None:
    start = at
    while start > 0 and draft.sentence.word(start - 1) in _MY and not draft.taken[start - 1]:
        start -= 1
    while start > 0 and cue_at(draft, start - 1, cues("audience.for")):
        start -= 1
    field, values = audience_values(draft.moment.vocabulary, who)
    if not values:
        return
    draft.mentions.append(Mention(start, at + 1, field, values, stance=stance))
    draft.take(start, at + 1)


def is_audience(draft: Draft, mention: Mention) -> bool:
    """Tell whether a mention says whom it is for, whatever field that is kept in."""
    who = draft.sentence.word(mention.end - 1)
    return who in _ADULTS or who in _CHILDREN or any(who in words for words in _RELATIONS.values())


def audience_values(vocabulary: Vocabulary, who: str) -> tuple[str, tuple[str, ...]]:
    """Return the field and the catalogue's values for an audience.

    Returns:
        The audience attribute with its values, or ``category`` with the paths of
        that audience; no values where the catalogue knows neither.
    """
    names = (who, KIDS) if who in ("boys", "girls") else (who,)
    levels = tuple(
        path
        for path in vocabulary.categories
        if path.split(PATH_SEPARATOR)[-1] in (*names, f"{who}s", f"{who}'s", f"{who}swear")
    )
    if levels and PATH_SEPARATOR not in levels[0]:
        return CATEGORY, levels
    for field in AUDIENCE_FIELDS:
        carried = vocabulary.attributes.get(field, {})
        spelled = (*names, *_OTHER_SPELLINGS.get(who, ()))
        found = tuple(value for value in spelled if value in carried)
        if found:
            unisex = ("unisex",) if who in (MEN, WOMEN) and "unisex" in carried else ()
            return field, found + unisex
    return AUDIENCE_FIELDS[0], ()
