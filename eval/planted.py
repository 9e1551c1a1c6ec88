"""Copies of a system with one defect each, to see whether the harness tells."""

import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from eval.benchmarks.dialogues import SEED
from eval.simulator.chance import Chance
from eval.simulator.dialogue import Stage
from eval.simulator.personas import Persona
from eval.simulator.shopper import Shopper
from eval.systems import Answer, Asked, Conversation, System
from retrieval.items import Item

DELAY_SECONDS: Final = 0.15

_PRICE: Final = re.compile(
    r"(?:under|below|up to|at most|less than|within|only have|no more than)?\s*"
    r"(?:[$€£¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:dollars?|bucks|usd|美元|元))\s*(?:以内|以下)?",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(r"\$(\d+(?:\.\d\d)?)")


@dataclass(frozen=True, slots=True)
class Planted:
    """A defect.

    Attributes:
        name: For the report.
        caught_by: The measure that must tell it, by name.
        plant: Gives a system like the one given, with the defect.
    """

    name: str
    caught_by: str
    plant: Callable[[System], System]


class Defective:
    """A system whose conversations are each changed in one way."""

    def __init__(
        self, whole: System, name: str, spoil: Callable[[Conversation], Conversation]
    ) -> None:
        """Take the whole system, the defect's name, and what changes a conversation."""
        self.name = f"{whole.name}, {name}"
        self._whole = whole
        self._spoil = spoil

    def open(self) -> Conversation:
        """Open a session of the whole system, and spoil it."""
        return self._spoil(self._whole.open())


@dataclass(slots=True)
class _Changed:
    """A conversation that hears or answers something else."""

    whole: Conversation
    hear: Callable[[str], str] = str
    answer: Callable[[Answer], Answer] = lambda answer: answer
    wait: float = 0.0

    def say(self, text: str) -> Answer:
        time.sleep(self.wait)
        return self.answer(self.whole.say(self.hear(text)))


def planted(
    stage: Stage, personas: Sequence[Persona], n: int, seed: int = SEED
) -> tuple[Planted, ...]:
    """Return every defect.

    Args:
        stage: Where the dialogues are held.
        personas: Who holds them, in turn, as ``hold_dialogues`` does.
        n: How many dialogues; sessions are opened in their order.
        seed: Of the dialogues; what tells the leaking copy the goals.
    """
    items = stage.shop.for_sale
    goals = _goals(stage, personas, n, seed)
    changes: Mapping[str, tuple[str, Callable[[Conversation], Conversation]]] = {
        "ignores the price": (
            "violation",
            lambda whole: _Changed(whole, hear=lambda text: _PRICE.sub(" ", text)),
        ),
        "repeats a question": ("repeated_question", lambda whole: _Changed(whole, answer=_asking)),
        "invents a price": ("wrong_fact", lambda whole: _Changed(whole, answer=_overpriced)),
        "returns one category only": (
            "off_kind",
            lambda whole: _Changed(whole, answer=_only_of(_largest_category(items))),
        ),
        "leaks the goal": (
            "prescience",
            lambda whole: _Changed(whole, answer=_first_of(stage.shop.items[next(goals)])),
        ),
        "has a slow stage": (
            "first_card_ms",
            lambda whole: _Changed(whole, answer=_later, wait=DELAY_SECONDS),
        ),
        "shuffles the ranking": (
            "ndcg_at_6",
            lambda whole: _Changed(whole, answer=_shuffling(items, random.Random(seed))),  # noqa: S311 - nothing secret is drawn
        ),
    }
    return tuple(
        Planted(name, measure, _planter(name, spoil)) for name, (measure, spoil) in changes.items()
    )


def _planter(
    name: str, spoil: Callable[[Conversation], Conversation]
) -> Callable[[System], System]:
    return lambda whole: Defective(whole, name, spoil)


def _goals(stage: Stage, personas: Sequence[Persona], n: int, seed: int) -> Iterator[str]:
    """Yield the goal's item of each dialogue, in order."""
    for index in range(n):
        persona = personas[index % len(personas)]
        yield Shopper(stage.shop, persona, stage.languages, Chance(seed, index)).goal.item.item_id


def _asking(answer: Answer) -> Answer:
    return replace(answer, question=Asked("Any colour in mind?", "colour"))


def _overpriced(answer: Answer) -> Answer:
    def raised(text: str) -> str:
        return _AMOUNT.sub(lambda found: f"${Decimal(found[1]) + 3}", text)

    return replace(
        answer, explanations={item: raised(text) for item, text in answer.explanations.items()}
    )


def _only_of(shelf: Sequence[Item]) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, items=tuple(shelf[: len(answer.items)]))


def _first_of(goal: Item) -> Callable[[Answer], Answer]:
    def leak(answer: Answer) -> Answer:
        rest = [item for item in answer.items if item.item_id != goal.item_id]
        return replace(answer, items=(goal, *rest[: max(len(answer.items) - 1, 0)]))

    return leak


def _later(answer: Answer) -> Answer:
    first = answer.first_card_seconds
    stages = dict(answer.stage_seconds)
    stages["retrieve"] = stages.get("retrieve", 0.0) + DELAY_SECONDS
    return replace(
        answer,
        first_card_seconds=None if first is None else first + DELAY_SECONDS,
        done_seconds=answer.done_seconds + DELAY_SECONDS,
        stage_seconds=stages,
    )


def _shuffling(items: Sequence[Item], chance: random.Random) -> Callable[[Answer], Answer]:
    """Return what draws a list from what was found and as many others of its categories."""

    def shuffle(answer: Answer) -> Answer:
        shown = {item.item_id for item in answer.items}
        leaves = {item.category for item in answer.items}
        others = [i for i in items if i.category in leaves and i.item_id not in shown]
        chance.shuffle(others)
        pool = [*answer.items, *others[: len(answer.items)]]
        chance.shuffle(pool)
        return replace(answer, items=tuple(pool[: len(answer.items)]))

    return shuffle


def _largest_category(items: Sequence[Item]) -> list[Item]:
    shelves: dict[tuple[str, ...], list[Item]] = {}
    for item in items:
        shelves.setdefault(item.category, []).append(item)
    return max(shelves.values(), key=len)
