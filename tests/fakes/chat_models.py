"""Chat models that answer, dawdle, hang, fail or lie as a test tells them to."""

import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from assistant.models.chat_model import (
    ChatModelError,
    ChatModelTimeoutError,
    ChatModelUnavailableError,
    ChatRequest,
    ModelStatus,
    Readiness,
)

Answer = str | Mapping[str, Any] | ChatModelError
"""Words, an object to be sent as JSON, or an error to be raised."""


class _FakeChatModel(ABC):
    """Keeps what was asked, and obeys the protocol around one ``_answer``."""

    name = "fake"

    def __init__(self) -> None:
        self.asked: list[ChatRequest] = []
        self.closed = False

    def status(self) -> ModelStatus:
        if self.closed:
            return ModelStatus(Readiness.UNAVAILABLE, "The fake model is closed.")
        return ModelStatus(Readiness.READY, "The fake model is ready.")

    def complete(self, request: ChatRequest) -> str:
        if self.closed:
            raise ChatModelUnavailableError("The fake model is closed.")
        self.asked.append(request)
        return self._answer(request)

    def complete_each(self, requests: Sequence[ChatRequest]) -> list[str | ChatModelError]:
        answers: list[str | ChatModelError] = []
        for request in requests:
            try:
                answers.append(self.complete(request))
            except ChatModelError as error:
                answers.append(error)
        return answers

    def close(self) -> None:
        self.closed = True

    @abstractmethod
    def _answer(self, request: ChatRequest) -> str: ...


def _spoken(answer: Answer) -> str:
    if isinstance(answer, ChatModelError):
        raise answer
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)


class ScriptedChatModel(_FakeChatModel):
    """Gives the scripted answers in turn; once they are used up it fails the test."""

    name = "scripted"

    def __init__(self, answers: Iterable[Answer] = ()) -> None:
        super().__init__()
        self._answers = list(answers)

    def _answer(self, request: ChatRequest) -> str:
        if not self._answers:
            raise AssertionError(f"unscripted question: {request.content!r}")
        return _spoken(self._answers.pop(0))


class AnsweringChatModel(_FakeChatModel):
    """Answers by a function of the request, so that order does not matter."""

    name = "answering"

    def __init__(self, answer: Callable[[ChatRequest], Answer]) -> None:
        super().__init__()
        self._function = answer

    def _answer(self, request: ChatRequest) -> str:
        return _spoken(self._function(request))


class LyingChatModel(AnsweringChatModel):
    """Says the same falsehood whatever the facts; as JSON ``{"text": ...}`` under a schema."""

    name = "lying"

    def __init__(
        self, lie: str = "Only $1, waterproof, in gold, and the best in the shop!"
    ) -> None:
        super().__init__(lambda request: lie if request.schema is None else {"text": lie})


class FailingChatModel(AnsweringChatModel):
    """Fails every time with the same error."""

    name = "failing"

    def __init__(self, error: ChatModelError | None = None) -> None:
        fault = error or ChatModelError("the fake model gave no usable answer")
        super().__init__(lambda _: fault)


class UnavailableChatModel(FailingChatModel):
    """Never ready: warming up or gone, as told."""

    name = "unavailable"

    def __init__(self, readiness: Readiness = Readiness.UNAVAILABLE) -> None:
        super().__init__(ChatModelUnavailableError(f"the fake model is {readiness}"))
        self._readiness = readiness

    def status(self) -> ModelStatus:
        return ModelStatus(self._readiness, f"The fake model is {self._readiness}.")


class SlowChatModel(_FakeChatModel):
    """Takes ``seconds`` to answer, or the request's time-out if that is shorter."""

    name = "slow"

    def __init__(self, answer: Answer, seconds: float) -> None:
        super().__init__()
        self._reply = answer
        self._seconds = seconds
        self._woken = threading.Event()

    def _answer(self, request: ChatRequest) -> str:
        if self._woken.wait(min(self._seconds, request.timeout)):
            raise ChatModelUnavailableError("The fake model was closed meanwhile.")
        if request.timeout < self._seconds:
            raise ChatModelTimeoutError(f"no answer in {request.timeout:g} s")
        return _spoken(self._reply)

    def complete_each(self, requests: Sequence[ChatRequest]) -> list[str | ChatModelError]:
        """Answer all together, as a batching server would: in the time of the slowest."""
        answers: list[str | ChatModelError] = [ChatModelError("unanswered")] * len(requests)

        def ask(position: int, request: ChatRequest) -> None:
            try:
                answers[position] = self.complete(request)
            except ChatModelError as error:
                answers[position] = error

        threads = [threading.Thread(target=ask, args=each) for each in enumerate(requests)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def close(self) -> None:
        super().close()
        self._woken.set()


class HangingChatModel(SlowChatModel):
    """Never answers: every call runs into its time-out."""

    name = "hanging"

    def __init__(self) -> None:
        super().__init__("", float("inf"))


class GatedChatModel(_FakeChatModel):
    """Answers only after the test calls ``release``: for what happens meanwhile."""

    name = "gated"

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self._reply = answer
        self._gate = threading.Event()
        self.entered = threading.Event()

    def release(self) -> None:
        self._gate.set()

    def _answer(self, request: ChatRequest) -> str:
        self.entered.set()
        if not self._gate.wait(request.timeout):
            raise ChatModelTimeoutError(f"no answer in {request.timeout:g} s")
        return _spoken(self._reply)
