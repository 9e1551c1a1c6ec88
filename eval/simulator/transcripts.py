"""Dialogues written down: a page for people, and JSON for programs."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from eval.simulator.checks import HARMLESS
from eval.simulator.dialogue import DialogueRecord, TurnRecord
from retrieval.items import Item

_DETAILS: Final = ("colour", "feature", "material", "pattern", "audience", "size")


def write_transcripts(dialogues: Iterable[DialogueRecord], folder: Path) -> int:
    """Write each dialogue as ``NAME.txt`` and ``NAME.json``; return how many there were.

    Raises:
        OSError: If the folder can't be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for dialogue in dialogues:
        page, data = folder / f"{dialogue.name}.txt", folder / f"{dialogue.name}.json"
        page.write_text(transcript(dialogue), encoding="utf-8")
        text = json.dumps(as_json(dialogue), ensure_ascii=False, indent=1)
        data.write_text(text + "\n", encoding="utf-8")
        written += 1
    return written


def transcript(dialogue: DialogueRecord) -> str:
    """Return the dialogue as a page: goal, turns, lists, and what was found wrong."""
    success = f"in turn {dialogue.success_turn}" if dialogue.success_turn else "never"
    lines = [
        f"{dialogue.name}: {dialogue.ending}; goal met {success}",
        f"goal: {'; '.join(dialogue.goal)} (drawn from {dialogue.goal_item})",
    ]
    for number, turn in enumerate(dialogue.turns, start=1):
        lines += ["", *_turn(number, turn)]
    return "\n".join(lines) + "\n"


def _turn(number: int, turn: TurnRecord) -> Iterator[str]:
    yield f"{number}. SHOPPER ({turn.said.move}): {turn.said.text!r}"
    yield f"   holds: {'; '.join(turn.needs) or 'nothing'}"
    if turn.answer is not None:
        seconds = turn.answer.done_seconds
        yield f"   SYSTEM ({seconds * 1000:.0f} ms): {turn.answer.text}"
        for place, item in enumerate(turn.answer.items, start=1):
            yield f"     {place}. {_card(item)}"
            if item.item_id in turn.answer.explanations:
                yield f"        {turn.answer.explanations[item.item_id]}"
        if turn.answer.question is not None:
            question = turn.answer.question
            yield f"   ASKS ({question.field}): {question.text} {list(question.answers)}"
    for leak in turn.leaks:
        yield f"   !! leak: {leak}"
    for finding in turn.found:
        mark = "  " if finding.flaw in HARMLESS else "!!"
        yield f"   {mark} {finding.flaw}: {finding.detail}"


def _card(item: Item) -> str:
    price = f"{item.price.amount} {item.price.currency}" if item.price else "no price"
    details = "; ".join(", ".join(item.values(name)) for name in _DETAILS if item.values(name))
    return f"{item.item_id}: {item.title} | {item.brand} | {price} | {details}"


def worst_first(dialogues: Iterable[DialogueRecord]) -> list[DialogueRecord]:
    """Return dialogues by how many findings that are faults they have, most first.

    A dialogue without success counts as one more; ties keep their order.
    """

    def faults(dialogue: DialogueRecord) -> int:
        found = sum(f.flaw not in HARMLESS for turn in dialogue.turns for f in turn.found)
        return found + sum(bool(t.leaks) for t in dialogue.turns) + (not dialogue.success_turn)

    return sorted(dialogues, key=faults, reverse=True)


def as_json(dialogue: DialogueRecord) -> dict[str, Any]:
    """Return the dialogue as JSON, items by id."""
    return {
        "name": dialogue.name,
        "persona": dialogue.persona,
        "goal": list(dialogue.goal),
        "goal_item": dialogue.goal_item,
        "success_turn": dialogue.success_turn,
        "ending": dialogue.ending,
        "turns": [_turn_as_json(turn) for turn in dialogue.turns],
    }


def _turn_as_json(turn: TurnRecord) -> dict[str, Any]:
    answer = turn.answer
    return {
        "said": turn.said.text,
        "move": turn.said.move,
        "needs": list(turn.needs),
        "answer": None
        if answer is None
        else {
            "text": answer.text,
            "items": [item.item_id for item in answer.items],
            "cards": [_card(item) for item in answer.items],
            "explanations": dict(answer.explanations),
            "question": answer.question
            and {"text": answer.question.text, "field": answer.question.field},
            "first_card_seconds": answer.first_card_seconds,
            "done_seconds": answer.done_seconds,
            "stage_seconds": dict(answer.stage_seconds),
        },
        "found": [{"flaw": found.flaw, "detail": found.detail} for found in turn.found],
        "leaks": list(turn.leaks),
    }
