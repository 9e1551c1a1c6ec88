"""What a language model is to the assistant, and how it fails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class ChatModelError(Exception):
    """The model gave no usable answer; the assistant goes on without it."""


class ChatModelTimeoutError(ChatModelError):
    """The model did not answer in time."""


class ChatModelUnavailableError(ChatModelError):
    """The model cannot be reached, is still warming up, or is not installed."""


class Readiness(StrEnum):
    """Whether a model can be asked now."""

    READY = "ready"
    WARMING = "warming"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """Readiness, and one line a person understands."""

    readiness: Readiness
    detail: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One question to a model.

    The static instructions come first and alone, so that a server can reuse
    their computed prefix; everything untrusted stands in ``content``.

    Attributes:
        instructions: The system text, the same for every call of one kind.
        content: The user text.
        max_tokens: Bound on the answer, at least 1.
        timeout: Seconds until ``ChatModelTimeoutError``, above 0.
        schema: JSON schema that the answer must follow, or None for free text.
    """

    instructions: str
    content: str
    max_tokens: int
    timeout: float
    schema: Mapping[str, Any] | None = None


class ChatModel(Protocol):
    """A language model, wherever it runs.

    Attributes:
        name: For people and reports.
    """

    name: str

    def status(self) -> ModelStatus:
        """Tell at once whether it can be asked; never blocks on the network."""
        ...

    def complete(self, request: ChatRequest) -> str:
        """Answer one request at temperature 0.

        Raises:
            ChatModelError: One of its kinds; nothing else.
        """
        ...

    def complete_each(self, requests: Sequence[ChatRequest]) -> list[str | ChatModelError]:
        """Answer several requests at once, in their order, each or its error."""
        ...

    def close(self) -> None:
        """Release what it holds; further calls raise ``ChatModelUnavailableError``."""
        ...
