"""What is wrong with an answer, judged by the simulator's own record and catalogue."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from eval.simulator.admissions import admits_nothing_fits, names_obstacle
from eval.simulator.ledger import Ledger
from eval.simulator.needs import CostsAtMost, OfKind
from eval.simulator.shop import Shop
from eval.simulator.utterance import Expected, Utterance
from eval.systems import Answer
from retrieval.items import Item

_AMOUNT: Final = re.compile(
    r"[$€£¥]\s?(\d[\d,]*(?:\.\d+)?)|(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s?(?:dollars|USD|euros|EUR|GBP|美元|欧元)"
)
_CENT: Final = Decimal("0.01")
_YES: Final = re.compile(r"^\W*(?:yes\b|是的|对)", re.IGNORECASE)
_UNSAID: Final = re.compile(
    r"(?:does not|doesn't|doesn’t) (?:say|state|mention)|not (?:listed|stated|mentioned)"
    r"|没有(?:说明|写明|提到)",
    re.IGNORECASE,
)
_NO: Final = re.compile(r"^\W*(?:no\b(?!t)|不是|不)", re.IGNORECASE)


class Flaw(StrEnum):
    """Kinds of findings.

    ``VIOLATION`` is an item that breaks a condition on price, brand or an
    attribute, or was turned down; ``OFF_KIND`` one that is another kind of thing
    than was asked for. Where the answer says that nothing fits, both are
    ``ALTERNATIVES``, and ``FALSE_DENIAL`` if that is not true.
    """

    VIOLATION = "violation"
    OFF_KIND = "off kind"
    REPEATED_QUESTION = "repeated question"
    DEAD_END = "dead end"
    FALSE_DENIAL = "false denial"
    WRONG_FACT = "wrong fact"
    UNKNOWN_ITEM = "unknown item"
    NOT_ANSWERED = "not answered"
    SHOWN_AGAIN = "shown again"
    EMPTY_REPLY = "empty reply"
    ERROR = "error"
    ALTERNATIVES = "alternatives"


HARMLESS: Final = frozenset({Flaw.ALTERNATIVES})
"""Findings that are no fault: nothing fitted, and the answer said so."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in an answer.

    Attributes:
        flaw: What kind.
        detail: Which item, need or question; for people.
    """

    flaw: Flaw
    detail: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the shopper before this turn: fields and texts."""

    fields: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def also(self, answer: Answer) -> "Asked":
        """Return this with the answer's question."""
        if answer.question is None:
            return self
        return Asked(
            self.fields | {answer.question.field}, self.texts | {_plain(answer.question.text)}
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """What surrounds an answer.

    Attributes:
        said: The turn it answers.
        ledger: What holds after that turn.
        asked: Questions asked before this answer.
        narrow: Whether the kind said leaves one category only.
        in_view: Ids of the items shown before.
    """

    said: Utterance
    ledger: Ledger
    asked: Asked = Asked()
    narrow: bool = True
    in_view: frozenset[str] = frozenset()


def findings(answer: Answer, moment: Moment, shop: Shop) -> list[Finding]:
    """Return everything found in an answer, in a fixed order; empty is clean."""
    return [
        *_emptiness(answer, moment),
        *_shown_items(answer, moment, shop),
        *_denial(answer, moment, shop),
        *_question(answer, moment),
        *_prices(answer, moment, shop),
        *_asked_for(answer, moment.said.expected),
    ]


def _emptiness(answer: Answer, moment: Moment) -> Iterator[Finding]:
    speaks = bool(answer.text.strip()) or answer.question is not None
    if not speaks and not answer.items:
        yield Finding(Flaw.EMPTY_REPLY, "neither words nor items nor a question")
        return
    if answer.items or answer.question is not None or not moment.said.seeks:
        return
    explains = admits_nothing_fits(answer.text) and names_obstacle(answer.text, moment.ledger.needs)
    if not explains:
        yield Finding(
            Flaw.DEAD_END, f"no items, and no word on what is in the way: {answer.text!r}"
        )


def _shown_items(answer: Answer, moment: Moment, shop: Shop) -> Iterator[Finding]:
    admitted = admits_nothing_fits(answer.text)
    for place, shown in enumerate(answer.items, start=1):
        item = shop.items.get(shown.item_id)
        if item is None:
            yield Finding(Flaw.UNKNOWN_ITEM, f"{place}. {shown.item_id} is not in the catalogue")
            continue
        if _facts(shown) != _facts(item):
            yield Finding(
                Flaw.WRONG_FACT, f"{place}. {item.item_id}: {_facts(shown)}, not {_facts(item)}"
            )
        if not moment.said.seeks and item.item_id in moment.in_view:
            continue
        if item.item_id in moment.ledger.turned_down:
            yield Finding(Flaw.VIOLATION, f"{place}. {item.item_id} was turned down")
        broken = [need for need in moment.ledger.needs if need.broken_by(item)]
        for need in broken:
            broken_so = Flaw.OFF_KIND if isinstance(need, OfKind) else Flaw.VIOLATION
            flaw = Flaw.ALTERNATIVES if admitted else broken_so
            yield Finding(flaw, f"{place}. {item.item_id} breaks {need.describe()}")


def _denial(answer: Answer, moment: Moment, shop: Shop) -> Iterator[Finding]:
    """Find a "nothing fits" though something does, beyond doubt, and is not on the list."""
    if not moment.said.seeks or not admits_nothing_fits(answer.text):
        return
    gone = moment.ledger.turned_down | moment.ledger.passed
    fitting = [
        item for item in shop.surely_meeting(moment.ledger.needs) if item.item_id not in gone
    ]
    listed = {item.item_id for item in answer.items}
    if fitting and not any(item.item_id in listed for item in fitting):
        yield Finding(
            Flaw.FALSE_DENIAL,
            f"{answer.text!r}, but {len(fitting)} fit, such as {fitting[0].item_id}",
        )


def _question(answer: Answer, moment: Moment) -> Iterator[Finding]:
    question = answer.question
    if question is None:
        return
    known = moment.ledger.asks_again(question.field, narrow=moment.narrow)
    asked = bool(question.field) and question.field in moment.asked.fields
    if known or asked or _plain(question.text) in moment.asked.texts:
        why = "known" if known else "asked before"
        yield Finding(Flaw.REPEATED_QUESTION, f"{question.text!r} ({question.field}): {why}")


def _prices(answer: Answer, moment: Moment, shop: Shop) -> Iterator[Finding]:
    """Hold every amount in an explanation against its item's price."""
    bounds = [need.bound for need in moment.ledger.needs if isinstance(need, CostsAtMost)]
    for item_id, text in answer.explanations.items():
        item = shop.items.get(item_id)
        if item is None:
            continue
        allowed = _amounts_of(item, bounds)
        for amount in amounts_in(text):
            if amount not in allowed:
                yield Finding(Flaw.WRONG_FACT, f"{item_id}: {amount} in {text!r}")


def amounts_in(text: str) -> list[Decimal]:
    """Return the amounts of money in a text, in order.

    >>> amounts_in("$1,299.50, or 20 dollars less; 4.5 stars")
    [Decimal('1299.50'), Decimal('20')]
    """
    return [Decimal((one or other).replace(",", "")) for one, other in _AMOUNT.findall(text)]


def _amounts_of(item: Item, bounds: Sequence[Decimal]) -> set[Decimal]:
    """Return what may be said of the item's price: it, the old one, and differences."""
    if item.price is None:
        return set(bounds)
    price = item.price.amount
    # "Cheaper than $74" may be kept as "up to $73.99".
    limits = [*bounds, *(bound - _CENT for bound in bounds)]
    allowed = {price, *limits, *(limit - price for limit in limits)}
    if item.list_price is not None:
        allowed |= {item.list_price.amount, item.list_price.amount - price}
    return allowed


def _asked_for(answer: Answer, expected: Expected) -> Iterator[Finding]:
    again = [item.item_id for item in answer.items if item.item_id in expected.not_again]
    if again and not admits_nothing_fits(answer.text):
        yield Finding(Flaw.SHOWN_AGAIN, f"others were asked for; again: {', '.join(again)}")
    if (item := expected.price_of) is not None and item.price is not None:
        words = f"{answer.text} {answer.explanations.get(item.item_id, '')}"
        if item.price.amount not in amounts_in(words):
            yield Finding(
                Flaw.NOT_ANSWERED, f"the price of {item.item_id} is {item.price.amount}; {words!r}"
            )
    if (item := expected.value_of) is not None:
        yield from _yes_or_no(answer.text, item, expected)


def _yes_or_no(text: str, item: Item, expected: Expected) -> Iterator[Finding]:
    if _UNSAID.search(text) and not expected.has:
        return
    said = True if _YES.match(text) else False if _NO.match(text) else None
    if said is not None and expected.has is not None and said is not expected.has:
        truth = "is" if expected.has else "is not"
        yield Finding(Flaw.WRONG_FACT, f"{item.item_id} {truth} {expected.value}; {text!r}")
    elif said is None and expected.value.split("-")[0] not in text.casefold() and text.isascii():
        yield Finding(Flaw.NOT_ANSWERED, f"is {item.item_id} {expected.value}? {text!r}")


def _facts(item: Item) -> tuple[object, ...]:
    price = item.price and (item.price.amount, item.price.currency)
    return (item.title, item.brand, price, item.availability.value)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
