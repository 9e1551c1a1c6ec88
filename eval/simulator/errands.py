"""What shoppers do beside saying what they want: ask, compare, waver, stray, test."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from eval.simulator.goals import in_another_colour, round_up, too_tight
from eval.simulator.needs import COLOUR, PRICE, CostsAtMost, HasValue, NotOfBrand
from eval.simulator.nouns import words_of
from eval.simulator.personas import Errand
from eval.simulator.utterance import Expected, Move, Utterance
from eval.simulator.wording import is_adjective
from retrieval.items import Item

if TYPE_CHECKING:
    from eval.simulator.shopper import Shopper

_ASIDES: Final = {
    Errand.POLICY: "policy",
    Errand.DEALS: "deals",
    Errand.OFF_TOPIC: "off_topic",
    Errand.ATTACK: "attack",
}
_PLACES: Final = 6
"""People speak of the first few of a list."""


class Errands:
    """The errands of one shopper, each run once when the moment allows it."""

    def __init__(self, shopper: "Shopper") -> None:
        """Draw which errands there are, and in which order."""
        self._shopper = shopper
        chance = shopper.chance
        drawn = [e for e, likely in shopper.persona.errands.items() if chance.happens(likely)]
        self._left = chance.some(drawn, len(drawn))

    def run(self, pleased: list[Item]) -> Utterance | None:
        """Run the first errand that the moment allows, or None.

        Args:
            pleased: The items in view that meet the goal; while there are any,
                nobody asks for others.
        """
        for errand in self._left:
            if errand is Errand.MORE and pleased:
                continue
            said = self._start(errand)
            if said is not None:
                self._left.remove(errand)
                return said
        return None

    def _start(self, errand: Errand) -> Utterance | None:
        shopper = self._shopper
        if errand in _ASIDES:
            return shopper.say(shopper.speech.sentence(_ASIDES[errand]), Move.ASIDE, seeks=False)
        starts: dict[Errand, Callable[[], Utterance | None]] = {
            Errand.ASK_PRICE: self._ask_price,
            Errand.ASK_VALUE: self._ask_value,
            Errand.COMPARE: self._compare,
            Errand.CHEAPER: self._cheaper,
            Errand.CHEAPER_THAN: self._cheaper_than,
            Errand.DISLIKE: self._dislike,
            Errand.OTHER_BRAND: self._other_brand,
            Errand.CHANGE_COLOUR: self._change_colour,
            Errand.REGRET: self._regret,
            Errand.RELEASE: self._release,
            Errand.TOO_TIGHT: self._too_tight,
            Errand.MORE: self._more,
        }
        return starts[errand]()

    def _in_reach(self) -> list[tuple[int, Item]]:
        return list(enumerate(self._shopper.shown[:_PLACES], start=1))

    def _ask_price(self) -> Utterance | None:
        shopper = self._shopper
        priced = [(place, item) for place, item in self._in_reach() if item.price is not None]
        if not priced:
            return None
        place, item = shopper.chance.pick(priced)
        text = shopper.speech.about_place("ask_price", place)
        return shopper.say(text, Move.ASK, seeks=False, expected=Expected(price_of=item))

    def _ask_value(self) -> Utterance | None:
        shopper = self._shopper
        places = self._in_reach()
        common = list(shopper.shop.vocabulary.attributes.get("feature", {}))
        if not places or not common:
            return None
        place, item = shopper.chance.pick(places)
        own = item.values("feature")
        askable = [v for v in own if is_adjective(v) and shopper.speech.has_word(v)]
        if not askable or shopper.chance.happens(0.4):
            askable = [v for v in common if is_adjective(v) and shopper.speech.has_word(v)]
        if not askable:
            return None
        value = shopper.chance.pick(askable)
        lacking = HasValue("feature", (value,)).broken_by(item) and not _mentions(item, value)
        expected = Expected(
            value_of=item,
            value=value,
            has=True if value in own else False if lacking else None,
        )
        text = shopper.speech.about_place("ask_value", place, value=value)
        return shopper.say(text, Move.ASK, seeks=False, expected=expected)

    def _compare(self) -> Utterance | None:
        shopper = self._shopper
        if len(shopper.shown) < 2:  # noqa: PLR2004 - two are compared
            return None
        one, other = sorted(place for place, _ in shopper.chance.some(self._in_reach(), 2))
        text = shopper.speech.about_place("compare", one, other)
        return shopper.say(text, Move.ASK, seeks=False)

    def _cheaper(self) -> Utterance | None:
        prices = [item.price.amount for item in self._shopper.shown if item.price is not None]
        if not prices or not self._affords(max(prices)):
            return None
        return self._below(max(prices), self._shopper.speech.sentence("cheaper"))

    def _cheaper_than(self) -> Utterance | None:
        dear = [
            (place, item.price.amount)
            for place, item in self._in_reach()
            if item.price is not None and self._affords(item.price.amount)
        ]
        if not dear:
            return None
        place, price = self._shopper.chance.pick(dear)
        return self._below(price, self._shopper.speech.about_place("cheaper_than", place))

    def _affords(self, bound: Decimal) -> bool:
        price = self._shopper.goal.item.price
        return price is not None and price.amount < bound

    def _below(self, bound: Decimal, text: str) -> Utterance:
        shopper = self._shopper
        held = [n for n in shopper.ledger.needs if isinstance(n, CostsAtMost) and n.bound < bound]
        new = held[-1] if held else CostsAtMost(bound, below=True)
        shopper.ledger = shopper.ledger.said(new)
        return shopper.say(text, Move.CHANGE)

    def _dislike(self) -> Utterance | None:
        shopper = self._shopper
        others = [
            (place, item) for place, item in self._in_reach() if not shopper.goal.met_by(item)
        ]
        if not others:
            return None
        place, item = shopper.chance.pick(others)
        shopper.ledger = shopper.ledger.without_item(item.item_id)
        return shopper.say(shopper.speech.about_place("dislike", place), Move.CHANGE)

    def _other_brand(self) -> Utterance | None:
        shopper = self._shopper
        own = set(words_of(f"{shopper.goal.item.title} {shopper.goal.item.brand or ''}"))
        brands = sorted(
            {i.brand for i in shopper.shown if i.brand and not own & set(words_of(i.brand))}
        )
        if not brands:
            return None
        need = NotOfBrand(shopper.chance.pick(brands))
        shopper.ledger = shopper.ledger.said(need)
        shopper.want(replace(shopper.goal, needs=(*shopper.goal.needs, need)))
        text = shopper.speech.sentence("other_brand", brand=need.brand)
        return shopper.say(text, Move.CHANGE)

    def _said_colour(self) -> HasValue | None:
        need = self._shopper.goal.value_of(COLOUR)
        return need if isinstance(need, HasValue) and need in self._shopper.ledger.needs else None

    def _change_colour(self) -> Utterance | None:
        shopper, old = self._shopper, self._said_colour()
        goal = in_another_colour(shopper.shop, shopper.goal, shopper.chance) if old else None
        new = goal.value_of(COLOUR) if goal else None
        if old is None or goal is None or not isinstance(new, HasValue):
            return None
        shopper.want(goal)
        return self._instead(old, new)

    def _regret(self) -> Utterance | None:
        shopper, old = self._shopper, self._said_colour()
        colours = shopper.shop.other_values(shopper.goal.item, COLOUR)
        if old is None or not (others := [c for c in colours if c not in old.values]):
            return None
        shopper.next_time = self._undo
        return self._instead(old, HasValue(COLOUR, (shopper.chance.pick(others),)))

    def _instead(self, old: HasValue, new: HasValue) -> Utterance:
        shopper = self._shopper
        shopper.ledger = shopper.ledger.said(new)
        return shopper.say(shopper.speech.instead(old.values[0], new.values[0]), Move.CHANGE)

    def _undo(self) -> Utterance:
        shopper = self._shopper
        shopper.ledger = shopper.ledger.undone()
        return shopper.say(shopper.speech.sentence("undo"), Move.UNDO)

    def _release(self) -> Utterance | None:
        shopper, old = self._shopper, self._said_colour()
        if old is None:
            return None
        left = tuple(need for need in shopper.goal.needs if need is not old)
        shopper.want(replace(shopper.goal, needs=left))
        shopper.ledger = shopper.ledger.withdrawn(COLOUR)
        return shopper.say(shopper.speech.about_field("release", COLOUR), Move.CHANGE)

    def _too_tight(self) -> Utterance | None:
        shopper = self._shopper
        bound = too_tight(shopper.shop, shopper.goal)
        if bound is None:
            return None
        shopper.ledger = shopper.ledger.said(bound)
        shopper.next_time = self._relent
        return shopper.say(shopper.speech.amount("too_tight", bound.bound), Move.CHANGE)

    def _relent(self) -> Utterance:
        shopper = self._shopper
        need = shopper.goal.value_of(PRICE)
        if not isinstance(need, CostsAtMost):
            price = shopper.goal.item.price
            need = CostsAtMost(round_up(price.amount if price else Decimal(1), 1.2))
            shopper.want(replace(shopper.goal, needs=(*shopper.goal.needs, need)))
        shopper.ledger = shopper.ledger.said(need)
        return shopper.say(shopper.speech.amount("relent", need.bound), Move.RELENT)

    def _more(self) -> Utterance | None:
        return self._shopper.ask_for_more() if self._shopper.shown else None


def _mentions(item: Item, value: str) -> bool:
    """Tell whether the listing speaks of the value outside its attributes."""
    stem = value.replace("-", " ").split()[0][:6]
    return stem in f"{item.title} {item.description}".casefold()
