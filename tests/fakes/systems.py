"""A recommender that listens for keywords over a tiny catalogue, whole or with one defect."""

import re
import time
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, auto

from eval.systems import Answer, Asked
from retrieval.vocabulary import Vocabulary
from tests.fakes.retrieval import make_item

COLOURS = ("red", "navy", "green", "yellow")
FEATURES = ("waterproof", "recycled", "lightweight")
NOUNS = ("jacket", "mug", "lamp")
BRANDS = ("Ashwick", "Brindle", "Corvane")
NAMES = ("Umber", "Vesper", "Willow", "Xanthe", "Yarrow")


def tiny_shop():
    """Sixty items: five families each of jackets, mugs and lamps, in four colours."""
    items = []
    for kind, noun in enumerate(NOUNS):
        for number, name in enumerate(NAMES):
            for shade, colour in enumerate(COLOURS):
                items.append(
                    make_item(
                        f"{noun}-{number}-{colour}",
                        f"{name} {noun.title()}, {colour.title()}",
                        family_id=f"{noun}-{number}",
                        brand=BRANDS[(number + kind) % 3],
                        category=("Everything", f"{noun.title()}s & More"),
                        price=20 + 10 * number + shade,
                        attributes={
                            "colour": (colour,),
                            "feature": tuple(f for at, f in enumerate(FEATURES) if number >> at & 1)
                            or ("handmade",),
                        },
                    )
                )
    return items


def vocabulary_of(items):
    """The vocabulary of these items, as a catalogue would give it."""
    categories, brands, attributes = {}, {}, {}
    for item in items:
        for depth in range(1, len(item.category) + 1):
            path = " > ".join(item.category[:depth]).casefold()
            categories[path] = categories.get(path, 0) + 1
        if item.brand:
            brands[item.brand.casefold()] = brands.get(item.brand.casefold(), 0) + 1
        for name, values in item.attributes.items():
            for value in values:
                known = attributes.setdefault(name, {})
                known[value] = known.get(value, 0) + 1
    prices = [item.price.amount for item in items if item.price]
    return Vocabulary(
        categories,
        brands,
        attributes,
        lowest_price=min(prices),
        highest_price=max(prices),
        currency="USD",
    )


_COLOUR = re.compile(rf"\b(?:{'|'.join(COLOURS)})\b")
_REFUSED = re.compile(rf"\b(?:not|no|but|want|like|not in) ({'|'.join(COLOURS)})\b")
_MORE = re.compile(r"show me more|show me something else|others|what else")


class Defect(Enum):
    """What can be planted."""

    IGNORES_PRICE = auto()
    IGNORES_COLOUR = auto()
    IGNORES_EXCLUSION = auto()
    FORGETS = auto()
    WRONG_KIND = auto()
    REPEATS_QUESTION = auto()
    RETURNS_NOTHING = auto()
    DENIES = auto()
    INVENTS_PRICE = auto()
    INVENTS_ITEM = auto()
    SHOWS_AGAIN = auto()
    SILENT = auto()
    RAISES = auto()
    SLOW = auto()


@dataclass(frozen=True)
class _Heard:
    noun: str | None = None
    wanted: frozenset = frozenset()
    features: frozenset = frozenset()
    unwanted: frozenset = frozenset()
    most: Decimal | None = None
    passed: frozenset = frozenset()


@dataclass
class KeywordSystem:
    """Understands kinds, colours, features, brands ruled out and upper prices."""

    items: list
    defect: Defect | None = None
    k: int = 4
    name: str = "keywords"
    opened: int = field(default=0)

    def open(self):
        self.opened += 1
        return _KeywordConversation(self)


class _KeywordConversation:
    def __init__(self, system):
        self._system = system
        self._defect = system.defect
        self._heard = _Heard()
        self._asked = set()
        self._shown = ()
        self._turn = 0

    def say(self, text):
        self._turn += 1
        started = time.perf_counter()
        if self._defect is Defect.RAISES and self._turn == 2:
            raise RuntimeError("planted")
        if self._defect is Defect.SILENT and self._turn == 2:
            return Answer("")
        if self._defect is Defect.SLOW:
            time.sleep(0.02)
        if self._defect is Defect.FORGETS:
            self._heard = replace(_Heard(), noun=self._heard.noun)
        self._listen(text.casefold())
        return self._answer(started)

    def _listen(self, text):
        heard = self._heard
        if _MORE.search(text) and self._defect is not Defect.SHOWS_AGAIN:
            heard = replace(heard, passed=heard.passed | set(self._shown))
        for noun in NOUNS:
            if noun in text:
                heard = replace(heard, noun=noun)
        for amount in re.findall(r"(\d+(?:\.\d+)?)", text):
            heard = replace(heard, most=Decimal(amount))
        brands = {brand for brand in BRANDS if brand.casefold() in text}
        refused = {m[1] for m in _REFUSED.finditer(text)}
        wanted = {m[0] for m in _COLOUR.finditer(text)} - refused
        features = {feature for feature in (*FEATURES, "handmade") if feature in text}
        self._heard = replace(
            heard,
            wanted=frozenset(wanted) or heard.wanted,
            unwanted=heard.unwanted | brands | refused,
            features=heard.features | features,
        )

    def _fits(self, item):
        heard, defect = self._heard, self._defect
        colour = item.values("colour")[0]
        return (
            (heard.noun in (None, item.item_id.split("-")[0])) is (defect is not Defect.WRONG_KIND)
            and (not heard.wanted or colour in heard.wanted or defect is Defect.IGNORES_COLOUR)
            and heard.features <= set(item.values("feature"))
            and (not {colour, item.brand} & heard.unwanted or defect is Defect.IGNORES_EXCLUSION)
            and (
                heard.most is None
                or item.price.amount <= heard.most
                or defect is Defect.IGNORES_PRICE
            )
        )

    def _answer(self, started):
        fitting = [i for i in self._system.items if self._fits(i)]
        if self._defect is Defect.IGNORES_PRICE:
            fitting.sort(key=lambda item: -item.price.amount)
        fresh = [i for i in fitting if i.item_id not in self._heard.passed]
        listed = tuple(fresh[: self._system.k])
        self._shown = tuple(item.item_id for item in listed)
        if self._defect is Defect.RETURNS_NOTHING:
            return Answer("Here you are.", done_seconds=time.perf_counter() - started)
        if self._defect is Defect.DENIES:
            return Answer("Nothing fits the price, colour or feature.")
        if not listed:
            named = f"${self._heard.most}, the colour or the feature"
            return Answer(f"There is nothing more that fits {named}.")
        if self._defect is Defect.INVENTS_ITEM:
            listed = (replace(listed[0], item_id="made-up"), *listed[1:])
        seconds = time.perf_counter() - started
        return Answer(
            "Here is what fits.",
            listed,
            {item.item_id: self._why(item) for item in listed},
            self._question(),
            seconds,
            seconds,
        )

    def _why(self, item):
        amount = item.price.amount + (1 if self._defect is Defect.INVENTS_PRICE else 0)
        return f"A {item.values('colour')[0]} one for ${amount}."

    def _question(self):
        known = bool(self._heard.wanted or self._heard.unwanted)
        again = self._defect is Defect.REPEATS_QUESTION
        if not again and (known or "colour" in self._asked):
            return None
        self._asked.add("colour")
        return Asked("Any colour in mind?", "colour", ("red", "navy"))
