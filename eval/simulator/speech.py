"""One shopper's manner of speaking: language, haste and slips of the finger."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from eval.simulator.chance import Chance
from eval.simulator.needs import (
    AUDIENCE,
    CostsAtMost,
    HasValue,
    LacksValue,
    Need,
    NotOfBrand,
    OfKind,
)
from eval.simulator.personas import Persona
from eval.simulator.phrases_en import EnglishPhrases
from eval.simulator.phrases_zh import ChinesePhrases
from eval.simulator.wording import (
    CHINESE,
    ENGLISH,
    Phrases,
    Wording,
    money_phrase,
    template_of,
    with_slips,
)

_SELF_CORRECTION: Final = 0.3


class Languages:
    """The languages that shoppers speak; read once a run."""

    def __init__(self) -> None:
        """Read the words of each language."""
        self.wording = {language: Wording(language) for language in (ENGLISH, CHINESE)}
        self.phrases: dict[str, Phrases] = {
            ENGLISH: EnglishPhrases(),
            CHINESE: ChinesePhrases(self.wording[CHINESE]),
        }

    def every_template(self) -> list[str]:
        """Return all that can be said, whatever the goal is."""
        return [t for wording in self.wording.values() for t in wording.every_template()]


class Speech:
    """Puts what a shopper means into words."""

    def __init__(
        self, persona: Persona, languages: Languages, currency: str | None, chance: Chance
    ) -> None:
        """Take who speaks, the languages, the shop's currency and the draws."""
        self._persona = persona
        self._languages = languages
        self._currency = currency
        self._chance = chance
        self._language = ENGLISH

    def begin(self) -> None:
        """Choose the language of the next turn."""
        self._language = CHINESE if self._chance.happens(self._persona.chinese) else ENGLISH

    def sentence(self, key: str, **slots: str) -> str:
        """Return a sentence of this manner."""
        return self._wording.sentence(key, self._chance, terse=self._persona.terse, **slots)

    def opening(self, kind: OfKind, needs: Sequence[Need], use: str | None) -> str:
        """Return a first sentence that asks for the kind with these needs."""
        thing = self._phrases.thing(kind, needs, self._money_of(needs))
        if use is None:
            return self.sentence("open", thing=thing)
        return self.sentence("open_use", thing=thing, use=self._wording.word(use))

    def stating(self, need: Need, *, again: bool) -> str:  # noqa: PLR0911 - one case a need
        """Return a sentence that states a need."""
        key = template_of(need, again=again)
        word = self._wording.word
        match need:
            case CostsAtMost(bound):
                if self._persona.slips and self._chance.happens(_SELF_CORRECTION):
                    wrong = self.money(bound + self._chance.pick((Decimal(10), Decimal(5))))
                    return self.sentence("price_slip", wrong=wrong, bound=self.money(bound))
                return self.sentence(key, bound=self.money(bound))
            case NotOfBrand(brand):
                return self.sentence(key, brand=brand)
            case LacksValue(value=value):
                return self.sentence(key, value=word(value))
            case HasValue(field=field, values=values) if field == AUDIENCE:
                return self.sentence(key, people=self._wording.people(values[0], self._chance))
            case HasValue(field="size", values=values):
                return self.sentence(key, value=values[0].upper())
            case HasValue(field=field, values=values):
                joined = (" or " if self._language == ENGLISH else "或者").join(map(word, values))
                return self.sentence(key, value=joined, field=self._wording.field(field))
            case OfKind():
                return self.opening(need, (), None)

    def answering(self, need: Need) -> str:
        """Return a need as the answer to a question."""
        short = self._phrases.short(need, self._money_of((need,)))
        return self.sentence("answer", short=short)

    def about_place(self, key: str, place: int, other: int = 0, value: str = "") -> str:
        """Return a sentence about the item at a place of the list, from 1."""
        ordinal = self._wording.ordinal
        return self.sentence(
            key,
            nth=ordinal(place),
            number=str(place),
            other=ordinal(other) if other else "",
            value=self._wording.word(value),
        )

    def instead(self, old: str, new: str) -> str:
        """Return a sentence that puts one value in the place of another."""
        return self.sentence("instead", value=self._wording.word(new), old=self._wording.word(old))

    def about_field(self, key: str, field: str) -> str:
        """Return a sentence about a field."""
        return self.sentence(key, field=self._wording.field(field))

    def amount(self, key: str, bound: Decimal) -> str:
        """Return a sentence about an amount."""
        return self.sentence(key, bound=self.money(bound))

    def money(self, amount: Decimal) -> str:
        """Return an amount as people write it."""
        return money_phrase(amount, self._currency, self._language, self._chance)

    def as_typed(self, text: str) -> str:
        """Return the text as it leaves the keyboard, with a slip where one happens."""
        return with_slips(text, self._chance) if self._chance.happens(self._persona.slips) else text

    def has_word(self, value: str) -> bool:
        """Tell whether the turn's language has a word for a value."""
        return self._wording.knows_word(value)

    def sayable(self, need: Need) -> bool:
        """Tell whether this shopper can say the need in every language they use."""
        if not self._persona.chinese:
            return True
        known = self._languages.wording[CHINESE].knows_word
        match need:
            case LacksValue(value=value):
                return known(value)
            case HasValue(field=field, values=values) if field not in (AUDIENCE, "size"):
                return all(map(known, values))
            case _:
                return True

    def suits(self, kind: OfKind) -> bool:
        """Tell whether this shopper has a word for the kind."""
        if not self._persona.chinese:
            return True
        return kind.kind is not None and self._languages.wording[CHINESE].knows_kind(kind.kind.name)

    def _money_of(self, needs: Sequence[Need]) -> str:
        return next((self.money(n.bound) for n in needs if isinstance(n, CostsAtMost)), "")

    @property
    def _wording(self) -> Wording:
        return self._languages.wording[self._language]

    @property
    def _phrases(self) -> Phrases:
        return self._languages.phrases[self._language]
