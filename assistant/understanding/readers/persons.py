"""Words for people, and what somebody called so is asked for by: "gents" by "men".

A son or daughter may be of any age, and is listed under toddlers until an age is told.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from assistant.understanding.readers.word_lists import listed

MEN: Final = "men"
WOMEN: Final = "women"
KIDS: Final = "kids"
TODDLER: Final = "toddler"

ADULTS: Final = {
    "men": MEN, "mens": MEN, "man": MEN, "mans": MEN, "male": MEN, "males": MEN, "gents": MEN,
    "gentlemen": MEN, "gentleman": MEN, "gent": MEN, "guys": MEN,
    "women": WOMEN, "womens": WOMEN, "woman": WOMEN,
    "female": WOMEN, "females": WOMEN, "ladies": WOMEN, "lady": WOMEN, "ladys": WOMEN,
    "womans": WOMEN,
    "unisex": "unisex",
}  # fmt: skip
CHILDREN: Final = {
    "kid": KIDS, "kids": KIDS, "child": KIDS, "children": KIDS, "childrens": KIDS,
    "childs": KIDS, "kiddo": KIDS, "kiddos": KIDS, "kiddie": KIDS, "kiddies": KIDS,
    "youngster": KIDS, "youngsters": KIDS, "junior": KIDS, "newborn": "baby", "infant": "baby",
    "tot": TODDLER, "tots": TODDLER, "toddler": TODDLER, "toddlers": TODDLER, "baby": TODDLER,
    "babies": TODDLER, "bairn": KIDS, "bairns": KIDS, "nipper": KIDS, "nippers": KIDS,
    "rugrats": KIDS, "sprog": KIDS, "sprogs": KIDS, "littluns": KIDS,
    "boy": "boys", "boys": "boys", "girl": "girls", "girls": "girls",
}  # fmt: skip
ONESELF: Final = {
    "guy": MEN, "bloke": MEN, "dude": MEN, "man": MEN, "lad": MEN, "fella": MEN, "boy": MEN,
    "woman": WOMEN, "girl": WOMEN, "lady": WOMEN, "gal": WOMEN, "chick": WOMEN,
    "lass": WOMEN, "chap": MEN,
}  # fmt: skip
"""What shoppers call themselves: "I'm a guy"."""
PRONOUNS: Final = {"him": MEN, "himself": MEN, "her": WOMEN, "herself": WOMEN}
POSSESSIVES: Final = listed("my our his her their")
"""Words for what is somebody's; "your" is the shop's."""
OCCASIONS: Final = listed(
    "birthday bday christmas xmas anniversary housewarming graduation valentines retirement"
)
"""When somebody is given a thing."""
_RELATIONS: Final = {
    MEN: listed(
        "dad father husband boyfriend brother grandpa grandfather uncle grandad granddad papa "
        "fiance fiancé dads bro bf hubby hubbys dude fella bloke hubs stepdad pops gramps brothers "
        "uncles granda daddy nonno opa stepfather guy lad chap lads chaps blokes dudes fellas"
    ),
    WOMEN: listed(
        "mum mom mother wife girlfriend sister grandma grandmother aunt auntie nan mama fiancee "
        "granny gran nanna mums moms missus gf wifey wifeys sis fiancée mummy mommy nana stepmum "
        "stepmom sisters aunts mam mams mammy mamma nonna oma missis stepmother stepsister "
        "gal lass gals lasses ma"
    ),
    TODDLER: listed(
        "son daughter nephew niece grandson granddaughter grandchild grandkids grandchildren sons "
        "daughters nephews nieces grandsons granddaughters grandkid stepson stepdaughter godson "
        "goddaughter godchild bub"
    ),
}
_OF_EITHER_SEX: Final = listed(
    "friend bestie mate buddy colleague coworker flatmate roommate housemate classmate teammate "
    "boss manager neighbour neighbor cousin partner teacher tutor landlord doctor nurse client "
    "godparent"
)
_TELLING_SEX: Final = {
    "he": "men", "hes": "men", "him": "men", "his": "men", "hed": "men",
    "she": "women", "shes": "women", "her": "women", "hers": "women", "shed": "women",
}  # fmt: skip
_GROWN: Final = {
    MEN: listed("son sons nephew nephews grandson grandsons stepson godson"),
    WOMEN: listed(
        "daughter daughters niece nieces granddaughter granddaughters stepdaughter goddaughter"
    ),
}
_SEXES: Final = {
    MEN: _GROWN[MEN] | listed("boy boys"),
    WOMEN: _GROWN[WOMEN] | listed("girl girls"),
}


def relation(word: str) -> str | None:
    """Return what a relative is asked for by, None for a word that names none."""
    return _listed_under(_RELATIONS, word)


def told_sex(word: str, after: Sequence[str]) -> str | None:
    """Return what a colleague is asked for by, whom the words after call "she"; else None."""
    if word not in _OF_EITHER_SEX:
        return None
    return next((_TELLING_SEX[one] for one in after if one in _TELLING_SEX), None)


def grown_relation(word: str) -> str | None:
    """Return what a grown son or niece is asked for by, None for a child of either sex."""
    return _listed_under(_GROWN, word)


def sex_of_child(word: str) -> str | None:
    """Return what the child of a word grows up to: "boy" and "son" to men; None for "kid"."""
    return _listed_under(_SEXES, word)


def is_relation(word: str) -> bool:
    """Tell whether a word names a relative, also one's own things: "dads" of "dad's"."""
    forms = (word, word.removesuffix("s"))
    return any(relation(form) or form in _OF_EITHER_SEX for form in forms)


def names_children(word: str) -> bool:
    """Tell whether a word, in lower case and without apostrophes, names children."""
    return word in CHILDREN


def _listed_under(people: Mapping[str, frozenset[str]], word: str) -> str | None:
    return next((who for who, names in people.items() if word in names), None)
