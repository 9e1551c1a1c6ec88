"""Recorded dialogues as JSON lines: one dialogue a line (docs/evaluation.md has the format)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.simulator.dialogue import DialogueRecord, TurnRecord

Slots = Mapping[str, str | Sequence[str]]


class RecordingError(ValueError):
    """A line is no recorded dialogue; the message says which, and why."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RecordedAnswer(_Strict):
    """What the system answered; only ``items`` is needed to judge a list."""

    text: str = ""
    items: Sequence[str] = ()
    question: str | None = None
    acts: Sequence[str] | None = None
    slots: Slots | None = None
    first_card_seconds: Annotated[float, Field(ge=0)] | None = None
    done_seconds: Annotated[float, Field(ge=0)] | None = None
    tokens: Annotated[int, Field(ge=0)] | None = None


class Labels(_Strict):
    """What is true of the turn; what is not labelled is not judged."""

    relevant: Mapping[str, Annotated[float, Field(ge=0)]] | Sequence[str] | None = None
    acts: Sequence[str] | None = None
    slots: Slots | None = None


class RecordedTurn(_Strict):
    """One turn."""

    said: str
    answer: RecordedAnswer
    labels: Labels = Labels()


class Recorded(_Strict):
    """One dialogue."""

    name: str
    turns: Sequence[RecordedTurn]


def read_recording(path: Path) -> list[Recorded]:
    """Read recorded dialogues; blank lines are passed over.

    Raises:
        RecordingError: If a line is no dialogue, a name stands twice, or there
            is none.
        OSError: If the file can't be read.
    """
    found: dict[str, Recorded] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            dialogue = Recorded.model_validate_json(line)
        except ValidationError as error:
            fault = error.errors(include_input=False)[0]
            where = ".".join(str(part) for part in fault["loc"]) or "the line"
            raise RecordingError(f"{path}, line {number}: {where}: {fault['msg']}") from error
        if dialogue.name in found:
            raise RecordingError(f"{path}, line {number}: {dialogue.name!r} stands there twice")
        found[dialogue.name] = dialogue
    if not found:
        raise RecordingError(f"{path} has no dialogue in it")
    return list(found.values())


def write_recording(dialogues: Iterable[DialogueRecord], path: Path) -> None:
    """Write simulated dialogues as a recording, what met all that was said as relevant.

    Raises:
        OSError: If the file can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for dialogue in dialogues:
            told = {"name": dialogue.name, "turns": [_turn(turn) for turn in dialogue.turns]}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")


def _turn(turn: TurnRecord) -> dict[str, object]:
    answer = turn.answer
    told: dict[str, object] = {} if answer is None else {
        "text": answer.text,
        "items": [item.item_id for item in answer.items],
        "question": answer.question.text if answer.question is not None else None,
        "first_card_seconds": answer.first_card_seconds,
        "done_seconds": answer.done_seconds,
        "tokens": answer.tokens,
    }  # fmt: skip
    labels = {"relevant": sorted(turn.fitting)} if turn.fitting else {}
    return {"said": turn.said.text, "answer": told, "labels": labels}
