"""How the process stands, as JSON."""

from typing import Literal

from assistant.models.chat_model import Readiness
from ui.api.messages.message import Message


class ModelMessage(Message):
    """Whether the language model can be asked now, and one line for people."""

    readiness: Readiness
    detail: str


class ReadyMessage(Message):
    """Whether shoppers can be served: they can without a model, never without a catalogue."""

    ready: bool
    catalogue: str
    model: ModelMessage


class HealthMessage(Message):
    """The process answers."""

    status: Literal["ok"] = "ok"
