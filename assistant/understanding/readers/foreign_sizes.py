"""Shoes and women's clothes by British and American sizes, where the shop has others.

Shoes are counted as Europe does ("boots, uk 6" is 39), clothes told by letters ("a uk 14
dress" is M). A bare "size 9" may be Britain's or America's: either is meant.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Final

from assistant.dress_sizes import lettered
from assistant.shoe_sizes import MEN, SYSTEMS, WOMEN, european
from assistant.understanding.readers.draft import Draft, Mention
from assistant.understanding.readers.fields import SIZE_FIELDS
from assistant.understanding.readers.lexicon import AUDIENCE_FIELDS
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.persons import names_children
from assistant.understanding.readers.word_forms import words
from assistant.understanding.readers.word_lists import listed

_SHOES: Final = listed(
    "shoe shoes footwear boot boots sneaker sneakers trainer trainers sandal sandals loafer "
    "loafers slipper slippers heels flats"
)
_BY_LETTERS: Final = listed(
    "dress dresses skirt skirts blouse blouses top tops tee tees shirt shirts jacket jackets coat "
    "coats sweater sweaters hoodie hoodies jumper jumpers cardigan cardigans"
)

_WOMENS: Final = listed("dress dresses skirt skirts")
_NUMBERED: Final = listed("8 10 12 14 16 18")
_EUROPE: Final = frozenset({"eu", "eur"})
_EUROPEAN: Final = tuple(map(str, range(36, 47)))
_SMALL: Final = tuple(map(str, range(4, 13)))


def find_foreign_sizes(draft: Draft) -> None:
    """Read the 6 of "boots in a uk 6" as 39, or as 39 and 40 where nobody says for whom."""
    paths = [word for path in draft.categories() for word in words(path)]
    shod = not _SHOES.isdisjoint(paths)
    if not shod and _BY_LETTERS.isdisjoint(paths):
        return
    for mention in draft.mentions:
        said = draft.sentence.words[mention.start : mention.end]
        if mention.field not in SIZE_FIELDS:
            continue
        number = _number(draft, mention)
        carried = draft.moment.vocabulary.attributes[mention.field]
        wearers = _wearers(draft, paths)
        theirs = _counts_as_europe(carried) if shod else _are_lettered(carried, paths, wearers)
        plain = theirs and _EUROPE.isdisjoint(said)
        systems = tuple(word for word in said if word in SYSTEMS) or SYSTEMS * plain
        if number is None or any(_counts_so(system, carried) for system in systems):
            continue
        sizes = [
            size
            for system in systems
            for size in (
                european(system, number, wearers, carried)
                if shod
                else _letters(system, number, wearers, carried)
            )
        ]
        mention.values = tuple(sorted(set(sizes))) or mention.values


def _letters(
    system: str, number: Decimal, wearers: Collection[str], carried: Collection[str]
) -> tuple[str, ...]:
    """Return the letter of a dress, if the shop has it."""
    letter = lettered(system, number) if WOMEN in wearers else None
    return (letter,) if letter is not None and letter in carried else ()


def _counts_so(system: str, carried: Iterable[str]) -> bool:
    """Tell whether the shop itself marks shoes by that system: "uk 6"."""
    return any(system in words(value) for value in carried)


def _counts_as_europe(carried: Collection[str]) -> bool:
    """Tell a shop whose shoes are 36 to 46 from one whose are 4 to 12."""
    return sum(size in carried for size in _EUROPEAN) > sum(size in carried for size in _SMALL)


def _number(draft: Draft, mention: Mention) -> Decimal | None:
    found = (number_at(draft.sentence, at) for at in range(mention.start, mention.end))
    return next((number for number, _ in filter(None, found)), None)


def _are_lettered(
    carried: Collection[str], paths: Collection[str], wearers: tuple[str, ...]
) -> bool:
    """Tell a woman's "size 14" of a shop without such numbers from a collar's 16."""
    womens = wearers == (WOMEN,) or not _WOMENS.isdisjoint(paths)
    return womens and _NUMBERED.isdisjoint(carried)


def _wearers(draft: Draft, paths: Collection[str]) -> tuple[str, ...]:
    """Return who is to wear them: women, men, both where it is not known, or no grown-up."""
    intent = draft.moment.intent
    said = [m.values for m in draft.mentions if m.field in AUDIENCE_FIELDS]
    before = [one.values for field in AUDIENCE_FIELDS for one in intent.constraints.on(field)]
    wished = [one.values for one in intent.preferences if one.field in AUDIENCE_FIELDS]
    named = {value for values in (said or before or wished) for value in values} | set(paths)
    if any(names_children(word) for value in named for word in words(value)):
        return ()
    return tuple(wearer for wearer in (WOMEN, MEN) if wearer in named) or (WOMEN, MEN)
