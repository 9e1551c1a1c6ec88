"""How a shopper puts things: templates by language and haste."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib.resources import files
from typing import Final, Protocol

from eval.simulator.chance import Chance
from eval.simulator.needs import (
    AUDIENCE,
    COLOUR,
    CostsAtMost,
    HasValue,
    LacksValue,
    Need,
    NotOfBrand,
    OfKind,
)

ENGLISH: Final = "en"
CHINESE: Final = "zh"

_SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "CNY": "¥", "JPY": "¥"}
_SPOKEN: Final = {"USD": ("dollars", "bucks"), "EUR": ("euros",), "GBP": ("pounds",)}
_ADJECTIVE: Final = re.compile(
    r".*(?:proof|resistant|able|ible|ed|ing|less|free|safe|weight|slip|stick|ergonomic|organic"
    r"|made|friendly|ready|ive|hypoallergenic|vegan|silent|dry)"
)
_SWAPPABLE: Final = re.compile(r"\b[a-z]{5,}\b")


class Wording:
    """The templates of one language, and its words for values."""

    def __init__(self, language: str) -> None:
        """Read the language's file; ``ENGLISH`` or ``CHINESE``."""
        text = files("eval.simulator").joinpath(f"wording_{language}.toml").read_text("utf-8")
        self._tables = tomllib.loads(text)
        self.language = language

    def sentence(self, key: str, chance: Chance, *, terse: bool = False, **slots: str) -> str:
        """Draw a template and fill it; the first letter becomes a capital unless terse."""
        normal: Mapping[str, Sequence[str]] = self._tables["normal"]
        templates = self._tables["terse"].get(key, normal[key]) if terse else normal[key]
        said = str(chance.pick(templates)).format(**slots)
        return said if terse else said[:1].upper() + said[1:]

    def every_template(self) -> list[str]:
        """Return all that can be said, slots included, for the leak detector."""
        return [
            *self._tables["ordinals"]["words"],
            *(word for words in self._tables["people"].values() for word in words),
            *(
                template
                for table in ("normal", "terse")
                for templates in self._tables[table].values()
                for template in templates
            ),
        ]

    def word(self, value: str) -> str:
        """Return the language's word for a value of the catalogue, or the value itself."""
        return str(self._tables.get("words", {}).get(value, value))

    def knows_word(self, value: str) -> bool:
        """Tell whether the language has a word for a value; English always does."""
        return "words" not in self._tables or value in self._tables["words"]

    def knows_kind(self, name: str) -> bool:
        """Tell whether the language has a word for a kind; English always does."""
        return "kinds" not in self._tables or name in self._tables["kinds"]

    def kind(self, name: str) -> str:
        """Return the word for a kind with its measure word, or the name itself."""
        return str(self._tables.get("kinds", {}).get(name, name))

    def field(self, name: str) -> str:
        """Return the word for a field."""
        return str(self._tables.get("fields", {}).get(name, name.replace("_", " ")))

    def ordinal(self, place: int) -> str:
        """Return the word for the place on a list, from 1."""
        words = self._tables["ordinals"]["words"]
        return str(words[place - 1]) if place <= len(words) else f"{place}th"

    def people(self, value: str, chance: Chance) -> str:
        """Return a word for an audience."""
        return str(chance.pick(self._tables["people"].get(value, [value])))


class Phrases(Protocol):
    """How a language joins what is wanted into phrases."""

    def short(self, need: Need, money: str) -> str:
        """Return the need in a few words; ``money`` is its bound, if it has one."""
        ...

    def thing(self, kind: OfKind, needs: Sequence[Need], money: str) -> str:
        """Return a noun phrase with every need in it."""
        ...


def is_adjective(value: str) -> bool:
    """Tell by its ending whether an English value can stand before a noun."""
    return _ADJECTIVE.fullmatch(value) is not None


def money_phrase(amount: Decimal, currency: str | None, language: str, chance: Chance) -> str:
    """Write an amount the way people type it."""
    number = f"{amount.normalize():f}"
    if language == CHINESE:
        return f"{number}{'美元' if currency == 'USD' else currency or '元'}"
    if currency in _SPOKEN and chance.happens(0.25):
        return f"{number} {chance.pick(_SPOKEN[currency])}"
    return (
        f"{_SIGNS[currency]}{number}"
        if currency in _SIGNS
        else f"{number} {currency or ''}".strip()
    )


def template_of(need: Need, *, again: bool) -> str:  # noqa: PLR0911 - one case a need
    """Return the template's key for stating a need.

    Args:
        need: Any need but the kind, which opens a dialogue.
        again: True where something on the same field was said before.
    """
    match need:
        case CostsAtMost():
            return "price"
        case NotOfBrand():
            return "not_brand"
        case LacksValue(field="material"):
            return "not_material"
        case LacksValue():
            return "not_value"
        case HasValue(field="feature", values=(value, *_)):
            return ("also" if again else "is") if is_adjective(value) else "with"
        case HasValue(field=field):
            named = {COLOUR: "colour", "pattern": "is", "material": "material"}
            return named.get(field) or (field if field in (AUDIENCE, "size") else "detail")
        case OfKind():
            return "open"


def with_slips(text: str, chance: Chance) -> str:
    """Return the text with two letters of one longer word swapped, as fingers do."""
    words = list(_SWAPPABLE.finditer(text))
    if not words:
        return text
    word = chance.pick(words)
    at = word.start() + 1 + int(chance.between(0, len(word.group()) - 3))
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
