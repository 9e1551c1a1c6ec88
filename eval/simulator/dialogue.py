"""One dialogue between a shopper and a system, and everything that happened in it."""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eval.simulator.chance import Chance
from eval.simulator.checks import Asked, Finding, Flaw, Moment, findings
from eval.simulator.leaks import LeakDetector
from eval.simulator.personas import Persona
from eval.simulator.shop import Shop
from eval.simulator.shopper import Ending, Shopper
from eval.simulator.speech import Languages
from eval.simulator.utterance import Utterance
from eval.systems import Answer, Conversation, System

MOST_TURNS: Final = 30
"""Beyond any persona's patience; a dialogue this long is broken off."""


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One turn.

    Attributes:
        said: What the shopper said.
        needs: What held after it, for people.
        answer: What came back; None where the system failed.
        found: What is wrong with it.
        leaks: What in the shopper's words gave the goal away.
        fitting: Ids of all items for sale that meet, beyond doubt, everything
            said and not withdrawn, were not turned down, and were not passed
            over; empty where no items were asked for.
    """

    said: Utterance
    needs: tuple[str, ...]
    answer: Answer | None
    found: tuple[Finding, ...]
    leaks: tuple[str, ...]
    fitting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DialogueRecord:
    """One dialogue.

    Attributes:
        name: Unique in a run, such as ``vague-0012``.
        persona: The persona's name.
        goal_item: Id of the item that the goal was drawn from, in the end.
        first_goal_item: Likewise of the goal as it was in the beginning.
        goal: What was wanted in the end, for people.
        turns: In order.
        success_turn: The turn, from 1, whose answer first held an item that meets
            the final goal; None where none did.
        ending: How it ended.
    """

    name: str
    persona: str
    goal_item: str
    first_goal_item: str
    goal: tuple[str, ...]
    turns: tuple[TurnRecord, ...]
    success_turn: int | None
    ending: Ending

    def found(self, flaw: Flaw) -> list[Finding]:
        """Return the findings of one kind, in order."""
        return [finding for turn in self.turns for finding in turn.found if finding.flaw is flaw]


class Stage:
    """What every dialogue of a run has in common."""

    def __init__(self, shop: Shop) -> None:
        """Read the languages and prepare the leak detector."""
        self.shop = shop
        self.languages = Languages()
        self.leaks = LeakDetector(shop.vocabulary, shop.kinds, self.languages.every_template())


def hold_dialogue(
    system: System, stage: Stage, persona: Persona, seed: Sequence[int], name: str
) -> DialogueRecord:
    """Let a shopper and a system talk until the shopper is done.

    Args:
        system: Gets one new session.
        stage: The shop and the languages.
        persona: Who shops.
        seed: Numbers that make this dialogue what it is; against the same
            answers the same numbers give the same words.
        name: For the record.

    Raises:
        GoalError: If the catalogue has too little to ask for.
    """
    shopper = Shopper(stage.shop, persona, stage.languages, Chance(*seed))
    table = _Table(system, stage)
    first_goal_item = shopper.goal.item.item_id
    utterance: Utterance | None = shopper.opening()
    while utterance is not None and len(table.turns) < MOST_TURNS:
        answer = table.exchange(shopper, utterance)
        utterance = None if answer is None else shopper.respond(answer, utterance)
    return DialogueRecord(
        name=name,
        persona=persona.name,
        goal_item=shopper.goal.item.item_id,
        first_goal_item=first_goal_item,
        goal=tuple(need.describe() for need in (shopper.goal.kind, *shopper.goal.needs)),
        turns=tuple(table.turns),
        success_turn=shopper.success_turn,
        ending=shopper.ending or Ending.BROKE_OFF,
    )


class _Table:
    """Where the two meet: carries words over, judges the answers, keeps the record."""

    def __init__(self, system: System, stage: Stage) -> None:
        self.turns: list[TurnRecord] = []
        self._system = system
        self._stage = stage
        self._conversation: Conversation | None = None
        self._asked = Asked()

    def exchange(self, shopper: Shopper, said: Utterance) -> Answer | None:
        """Carry one turn over; None where the system failed."""
        leaks = self._stage.leaks.leaks(said.meant, shopper.goal.item)
        needs = tuple(need.describe() for need in shopper.ledger.needs)
        answer: Answer | None = None
        try:
            if self._conversation is None:
                self._conversation = self._system.open()
            answer = self._conversation.say(said.text)
        except Exception as error:  # noqa: BLE001 - whatever a system under test raises is a finding
            found = [Finding(Flaw.ERROR, _told(error))]
        else:
            in_view = frozenset(item.item_id for item in shopper.shown)
            moment = Moment(said, shopper.ledger, self._asked, shopper.narrow, in_view)
            found = findings(answer, moment, self._stage.shop)
            self._asked = self._asked.also(answer)
        fitting = self._fitting(shopper) if said.seeks else frozenset[str]()
        self.turns.append(TurnRecord(said, needs, answer, tuple(found), tuple(leaks), fitting))
        return answer

    def _fitting(self, shopper: Shopper) -> frozenset[str]:
        ledger = shopper.ledger
        gone = ledger.turned_down | ledger.passed
        fitting = {item.item_id for item in self._stage.shop.surely_meeting(ledger.needs)}
        return frozenset(fitting - gone)


def _told(error: Exception) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
