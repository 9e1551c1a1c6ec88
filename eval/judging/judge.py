"""Asks a language model whether a reply is good, and how far that agrees with people."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.models.chat_model import ChatModel, ChatModelError, ChatRequest
from eval.metrics.accuracy import MetricError

LABELLED: Final = Path(__file__).parent / "replies.jsonl"
"""Replies of the demo shop's assistant, each judged by reading it."""

_INSTRUCTIONS: Final = (
    "You judge a shop assistant's reply. Good means: it does what the shopper asked in the last "
    "message, keeps every earlier condition, and each item listed is the kind of thing asked for. "
    "If nothing fits, a good reply says so. Refusing to take an order is good. Answer with JSON."
)
_SCHEMA: Final = {
    "type": "object",
    "properties": {"good": {"type": "boolean"}},
    "required": ["good"],
    "additionalProperties": False,
}
_MAX_TOKENS: Final = 12
_TIMEOUT_SECONDS: Final = 60.0


class LabelledReply(BaseModel):
    """A reply, and what a person says of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    before: Sequence[str]
    said: str
    reply: str
    items: Sequence[str]
    question: str | None
    good: bool
    why: str


class _Verdict(BaseModel):
    good: bool


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the model and a person say of one reply; None where the model said nothing usable."""

    model: bool | None
    person: bool


def read_labelled(path: Path = LABELLED) -> list[LabelledReply]:
    """Read the replies that people judged.

    Raises:
        ValueError: If a line is not one.
        OSError: If the file can't be read.
    """
    lines = path.read_text("utf-8").splitlines()
    return [LabelledReply.model_validate(json.loads(line)) for line in lines if line]


def rule(model: ChatModel, labelled: Sequence[LabelledReply]) -> list[Ruling]:
    """Let the model judge each reply as a person did."""
    return [Ruling(_asked(model, each), each.good) for each in labelled]


def cohens_kappa(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Return the agreement beyond chance (Cohen, 1960): 1 is perfect, 0 is chance.

    Where both say the same of everything, chance agrees fully too, and it is 0.0:
    such a pair says nothing.

    Raises:
        MetricError: If the two differ in length or are empty.
    """
    if len(one) != len(other) or not one:
        raise MetricError(f"{len(one)} verdicts do not fit {len(other)}")
    agreed = sum(a is b for a, b in zip(one, other, strict=True)) / len(one)
    yes = (sum(one) / len(one)) * (sum(other) / len(other))
    no = (1 - sum(one) / len(one)) * (1 - sum(other) / len(other))
    chance = yes + no
    return (agreed - chance) / (1 - chance) if chance < 1 else 0.0


def content_of(reply: LabelledReply) -> str:
    """Return what the model is shown of a reply; never what a person says of it."""
    lines = [*(f"Earlier: {text}" for text in reply.before), f"Shopper: {reply.said}"]
    lines.append(f"Assistant: {reply.reply} {reply.question or ''}".rstrip())
    lines += [f"- {item}" for item in reply.items]
    return "\n".join(lines)


def _asked(model: ChatModel, reply: LabelledReply) -> bool | None:
    request = ChatRequest(_INSTRUCTIONS, content_of(reply), _MAX_TOKENS, _TIMEOUT_SECONDS, _SCHEMA)
    try:
        return _Verdict.model_validate_json(model.complete(request)).good
    except (ChatModelError, ValidationError):
        return None
