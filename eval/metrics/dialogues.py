"""How dialogues went: success, turns, flaws and waiting, each by dialogue.

Every function takes dialogues and gives one row of values a dialogue, keyed by
its name, as ``eval.statistics.bootstrap`` draws them. Dialogues for which a
measure is not defined have an empty row.
"""

from collections.abc import Collection, Mapping, Sequence

from eval.simulator.checks import HARMLESS, Flaw
from eval.simulator.dialogue import DialogueRecord

Rows = Mapping[str, Sequence[float]]


def success(dialogues: Collection[DialogueRecord]) -> Rows:
    """Return 1.0 where an item that meets the goal was shown, else 0.0."""
    return {d.name: [float(d.success_turn is not None)] for d in dialogues}


def turns_to_success(dialogues: Collection[DialogueRecord]) -> Rows:
    """Return the turn of the first item that meets the goal; no value without success."""
    return {d.name: [float(d.success_turn)] if d.success_turn else [] for d in dialogues}


def reward(dialogues: Collection[DialogueRecord]) -> Rows:
    """Return success divided by the number of turns: 1.0 at best, 0.0 without success."""
    return {
        d.name: [(d.success_turn is not None) / len(d.turns) if d.turns else 0.0] for d in dialogues
    }


def flaws(dialogues: Collection[DialogueRecord], flaw: Flaw) -> Rows:
    """Return for every turn 1.0 if it has the flaw, else 0.0."""
    return {
        d.name: [float(any(f.flaw is flaw for f in turn.found)) for turn in d.turns]
        for d in dialogues
    }


def count(dialogues: Collection[DialogueRecord], flaw: Flaw) -> int:
    """Return in how many turns there is a finding of a kind."""
    return sum(any(f.flaw is flaw for f in turn.found) for d in dialogues for turn in d.turns)


def leaked(dialogues: Collection[DialogueRecord]) -> int:
    """Return in how many turns the shopper gave the goal away; must be 0."""
    return sum(bool(turn.leaks) for d in dialogues for turn in d.turns)


def first_card_seconds(dialogues: Collection[DialogueRecord]) -> list[float]:
    """Return the wait for the first item of every turn that had one."""
    return [
        turn.answer.first_card_seconds
        for d in dialogues
        for turn in d.turns
        if turn.answer is not None and turn.answer.first_card_seconds is not None
    ]


def done_seconds(dialogues: Collection[DialogueRecord]) -> list[float]:
    """Return the wait for the whole answer of every turn that was answered."""
    return [
        turn.answer.done_seconds for d in dialogues for turn in d.turns if turn.answer is not None
    ]


def failing(dialogues: Collection[DialogueRecord]) -> list[DialogueRecord]:
    """Return the dialogues without success, with a flaw or with a leak, in order."""
    return [
        d
        for d in dialogues
        if d.success_turn is None
        or any(turn.leaks or any(f.flaw not in HARMLESS for f in turn.found) for turn in d.turns)
    ]
