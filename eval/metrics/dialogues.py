"""How dialogues went: success, turns, flaws and waiting, each by dialogue.

Every function takes dialogues and gives one row of values a dialogue, keyed by
its name, as ``eval.statistics.bootstrap`` draws them. Dialogues for which a
measure is not defined have an empty row.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from eval.simulator.checks import HARMLESS, Flaw
from eval.simulator.dialogue import DialogueRecord
from eval.systems import Answer

Rows = Mapping[str, Sequence[float]]

_WORD: Final = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+(?:['’.,-][^\W\u4e00-\u9fff]+)*")


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


def leaks(dialogues: Collection[DialogueRecord]) -> Rows:
    """Return for every turn 1.0 if the shopper's words gave the goal away, else 0.0."""
    return {d.name: [float(bool(turn.leaks)) for turn in d.turns] for d in dialogues}


def explained(dialogues: Collection[DialogueRecord]) -> Rows:
    """Return for every list the share of its items that have a reason of their own."""
    return {
        d.name: [
            sum(item.item_id in answer.explanations for item in answer.items) / len(answer.items)
            for answer in _answers(d)
            if answer.items
        ]
        for d in dialogues
    }


def waits(dialogues: Collection[DialogueRecord], *, first: bool) -> Rows:
    """Return the wait of every turn, in milliseconds: for the first item, or the whole."""
    rows: dict[str, list[float]] = {}
    for d in dialogues:
        seconds = [a.first_card_seconds if first else a.done_seconds for a in _answers(d)]
        rows[d.name] = [1000 * each for each in seconds if each is not None]
    return rows


def words(dialogues: Collection[DialogueRecord]) -> Rows:
    """Return how much a turn gives to read, in words; a Chinese character is one."""
    return {d.name: [float(_length(answer)) for answer in _answers(d)] for d in dialogues}


def words_in(text: str) -> int:
    """Return how many words a text has; a Chinese character is one.

    >>> words_in("It's $19.99, 防水 too")
    5
    """
    return len(_WORD.findall(text))


def tokens(dialogues: Collection[DialogueRecord]) -> Rows:
    """Return the tokens of every turn of which the system told them."""
    return {
        d.name: [float(answer.tokens) for answer in _answers(d) if answer.tokens is not None]
        for d in dialogues
    }


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


def _answers(dialogue: DialogueRecord) -> list[Answer]:
    return [turn.answer for turn in dialogue.turns if turn.answer is not None]


def _length(answer: Answer) -> int:
    question = answer.question.text if answer.question else ""
    texts = (answer.text, question, *answer.explanations.values())
    return sum(map(words_in, texts))
