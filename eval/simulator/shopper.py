"""A shopper with a goal: says, answers, criticises, errs, changes their mind, decides."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Final

from eval.simulator.chance import Chance
from eval.simulator.errands import Errands
from eval.simulator.goals import Goal, draw_goal
from eval.simulator.ledger import Ledger
from eval.simulator.needs import CATEGORY, CostsAtMost, HasValue, Need
from eval.simulator.personas import Persona
from eval.simulator.shop import USES, Shop
from eval.simulator.speech import Languages, Speech
from eval.simulator.utterance import PLAIN, Expected, Move, Utterance
from eval.systems import Answer, Asked
from retrieval.items import Item

_IN_A_BREATH: Final = 3
"""How many needs fit into one sentence."""


class Ending(StrEnum):
    """How a dialogue ended."""

    ACCEPTED = "accepted"
    GAVE_UP = "gave up"
    BROKE_OFF = "broke off"


class Shopper:
    """One shopper in one dialogue.

    Attributes:
        goal: What they want now; a change of mind changes it.
        ledger: What they said and did not take back.
        shown: The items in view, as the catalogue has them.
        turn: Turns said so far.
        success_turn: The turn, from 1, whose answer first held an item that meets
            the goal as it is now; None before.
        ending: How it ended; None while it goes on.
    """

    def __init__(self, shop: Shop, persona: Persona, languages: Languages, chance: Chance) -> None:
        """Draw a goal and the errands.

        Raises:
            GoalError: If the catalogue has too little to ask for.
        """
        self.persona = persona
        self.speech = Speech(persona, languages, shop.vocabulary.currency, chance)
        self.shop = shop
        self.chance = chance
        goal = draw_goal(shop, chance, suits=self.speech.suits if persona.chinese else None)
        self.goal = replace(goal, needs=tuple(filter(self.speech.sayable, goal.needs)))
        self.ledger = Ledger()
        self.shown: tuple[Item, ...] = ()
        self.turn = 0
        self.success_turn: int | None = None
        self.ending: Ending | None = None
        self.next_time: Callable[[], Utterance] | None = None
        self._errands = Errands(self)
        self._fruitless = 0
        self._narrowed = len(shop.leaves_allowed((goal.kind,))) == 1

    @property
    def narrow(self) -> bool:
        """Tell whether the kind said leaves one category only, or the answer did."""
        return self._narrowed

    def opening(self) -> Utterance:
        """Say the first words."""
        self.speech.begin()
        needs = list(self.goal.needs)
        if self.persona.price_first:
            needs.sort(key=lambda need: not isinstance(need, CostsAtMost))
        said = needs[: self.persona.opens_with]
        self.ledger = self.ledger.said(self.goal.kind, *said)
        use = self.goal.use if len(said) <= 1 or self.chance.happens(0.3) else None
        return self.say(self.speech.opening(self.goal.kind, said, use), Move.OPEN)

    def respond(self, answer: Answer, last: Utterance) -> Utterance | None:
        """Say the next words, or None after the last.

        Args:
            answer: What the system said to ``last``.
            last: What was said before; its answer's items come into view.
        """
        if self.ending is not None:
            return None
        self._look(answer, last)
        self.speech.begin()
        if self.next_time is not None:
            forced, self.next_time = self.next_time, None
            return forced()
        pleased = self.pleasing()
        if answer.question and not pleased and self.chance.happens(self.persona.answers):
            return self._answer(answer.question)
        if (pleased or self.chance.happens(0.4)) and (errand := self._errands.run(pleased)):
            return errand
        return self._decide(pleased)

    def _decide(self, pleased: list[Item]) -> Utterance:
        if pleased:
            self.ending = Ending.ACCEPTED
            place = self.shown.index(pleased[0]) + 1
            return self.say(self.speech.about_place("accept", place), Move.ACCEPT, seeks=False)
        if self._fruitless >= self.persona.patience:
            self.ending = Ending.GAVE_UP
            return self.say(self.speech.sentence("give_up"), Move.GIVE_UP, seeks=False)
        return self._press_on()

    def say(
        self, text: str, move: Move, *, seeks: bool = True, expected: Expected = PLAIN
    ) -> Utterance:
        """Return the utterance of these words."""
        self.turn += 1
        return Utterance(self.speech.as_typed(text), move, seeks, text, expected)

    def state(self, *needs: Need) -> str:
        """Note the needs as said, and return the sentences that say them."""
        sentences: list[str] = []
        for need in needs:
            again = any(old.field == need.field for old in self.ledger.needs)
            sentences.append(self.speech.stating(need, again=again))
        self.ledger = self.ledger.said(*needs)
        return (", " if self.persona.terse else " ").join(sentences)

    def want(self, goal: Goal) -> None:
        """Change the goal; what pleased before may not any more."""
        self.goal = goal
        if not self.pleasing():
            self.success_turn = None

    def ask_for_more(self) -> Utterance:
        """Ask for others than those in view."""
        self.ledger = self.ledger.passing_over(item.item_id for item in self.shown)
        expected = Expected(not_again=self.ledger.passed)
        return self.say(self.speech.sentence("more"), Move.MORE, expected=expected)

    def pleasing(self) -> list[Item]:
        """Return the items in view that meet the goal and everything said."""
        return [
            item
            for item in self.shown
            if self.goal.met_by(item)
            and item.item_id not in self.ledger.turned_down
            and not any(need.broken_by(item) for need in self.ledger.needs)
        ]

    def untold(self) -> list[Need]:
        """Return what is wanted and not said yet."""
        told = self.ledger.needs
        bound = min((n.bound for n in told if isinstance(n, CostsAtMost)), default=None)
        return [
            need
            for need in self.goal.needs
            if need not in told
            and not (isinstance(need, CostsAtMost) and bound is not None and bound <= need.bound)
        ]

    def _look(self, answer: Answer, last: Utterance) -> None:
        found = (self.shop.items.get(item.item_id) for item in answer.items)
        items = tuple(item for item in found if item is not None)
        if items:
            self.shown = items
        if self.pleasing() and items:
            self.success_turn = self.success_turn or self.turn
        elif last.seeks:
            self._fruitless += 1

    def _press_on(self) -> Utterance:
        untold = self.untold()
        if not untold:
            return self.ask_for_more() if self.chance.happens(0.5) else self._restate()
        untold.sort(key=lambda need: -sum(need.broken_by(item) for item in self.shown))
        return self.say(self.state(*untold[: self.persona.adds]), Move.ADD)

    def _restate(self) -> Utterance:
        """Say everything once more, from the beginning."""
        needs = self.goal.needs[:_IN_A_BREATH]
        rest = [need for need in self.goal.needs[_IN_A_BREATH:] if need in self.ledger.needs]
        text = self.speech.opening(self.goal.kind, needs, None)
        self.ledger = self.ledger.said(self.goal.kind, *needs)
        return self.say(" ".join((text, *filter(None, (self.state(*rest),)))), Move.RESTATE)

    def _answer(self, question: Asked) -> Utterance:
        if question.field == CATEGORY:
            return self._answer_kind(question)
        need = self.goal.value_of(question.field) or self._afterthought(question.field)
        if need is None:
            self.ledger = self.ledger.waved_away(question.field)
            if question.field in USES and self.goal.use in self.goal.item.values(question.field):
                return self.say(
                    self.speech.sentence("answer", short=self.goal.use or ""), Move.ANSWER
                )
            return self.say(self.speech.sentence("no_preference"), Move.NO_PREFERENCE)
        self.ledger = self.ledger.said(need)
        tapped = _tap(question, need)
        if tapped and self.chance.happens(0.4):
            return Utterance(tapped, Move.ANSWER, seeks=True, meant=self._count(tapped))
        return self.say(self.speech.answering(need), Move.ANSWER)

    def _answer_kind(self, question: Asked) -> Utterance:
        self._narrowed = True
        leaf = self.goal.kind.path[-1]
        offered = [text for text in question.answers if leaf.casefold() in text.casefold()]
        said = offered[0] if offered else self.speech.answering(replace(self.goal.kind, kind=None))
        return self.say(said, Move.ANSWER)

    def _afterthought(self, field: str) -> Need | None:
        """Return the goal's item's own value where the shopper now cares about it."""
        values = self.shop.sayable(self.goal.item, field)
        if not values or field in self.ledger.known or self.chance.happens(0.5):
            return None
        need = HasValue(field, (self.chance.pick(values),))
        self.want(replace(self.goal, needs=(*self.goal.needs, need)))
        return need

    def _count(self, text: str) -> str:
        self.turn += 1
        return text


def _tap(question: Asked, need: Need) -> str | None:
    """Return the offered answer that says exactly the need, where there is one."""
    if not isinstance(need, HasValue) or len(need.values) != 1:
        return None
    value = need.values[0]
    return next((text for text in question.answers if text.casefold() == value), None)
