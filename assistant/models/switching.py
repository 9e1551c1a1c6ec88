"""A chat model that starts in the background and is started again if it dies."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.models.chat_model import (
    ChatModel,
    ChatModelError,
    ChatModelUnavailableError,
    ChatRequest,
    ModelStatus,
    Readiness,
)

RESTARTS: Final = 3
_LOOK_EVERY_SECONDS: Final = 1.0
_STEADY_SECONDS: Final = 600.0
_CLOSE_SECONDS: Final = 10.0

_log = logging.getLogger(__name__)


class StartCancelledError(Exception):
    """The model was closed before it was ready."""


@dataclass(frozen=True, slots=True)
class Backend:
    """A running model.

    Attributes:
        model: Answers; closing it releases everything behind it too.
        is_alive: Tells whether it still runs; asked about once a second, from
            one thread, and may take its time.
    """

    model: ChatModel
    is_alive: Callable[[], bool]


class Starting:
    """What a starting model sees of the one who waits for it."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._detail = "Starting."

    @property
    def detail(self) -> str:
        """What is being done now, for people."""
        return self._detail

    def say(self, detail: str) -> None:
        """Tell people what is being done now."""
        self._detail = detail

    def pause(self, seconds: float) -> None:
        """Wait, but no longer than until the start is cancelled.

        Raises:
            StartCancelledError: If it is, or was before.
        """
        if self._cancelled.wait(seconds):
            raise StartCancelledError

    def cancel(self) -> None:
        """Make the next or present ``pause`` raise."""
        self._cancelled.set()


Start = Callable[[Starting], Backend]
"""Brings a model up, however long that takes.

Raises ``ChatModelUnavailableError`` with what is wrong and what to do, or lets
the ``StartCancelledError`` of ``Starting.pause`` pass after cleaning up.
"""


class SwitchingChatModel:
    """Warming until the model behind it runs, then that model.

    A model that dies is started again, at most ``restarts`` times unless it ran
    steadily for ten minutes in between. A start that fails is final.

    Args:
        name: For people and reports.
        start: Brings the model up; runs in a thread of its own, at once.
        restarts: How often a dead model is started again, at least 0.
    """

    def __init__(self, name: str, start: Start, restarts: int = RESTARTS) -> None:
        self.name = name
        self._start = start
        self._restarts = restarts
        self._starting = Starting()
        self._lock = threading.Lock()
        self._backend: Backend | None = None
        self._problem: str | None = None
        self._closed = False
        self._settled = threading.Event()
        # A daemon: a download that does not end must not keep the app from ending.
        self._keeper = threading.Thread(target=self._keep, name=f"{name}-keeper", daemon=True)
        self._keeper.start()

    def status(self) -> ModelStatus:
        """Tell at once whether it can be asked."""
        with self._lock:
            if self._closed:
                return ModelStatus(Readiness.UNAVAILABLE, f"{self.name} is closed.")
            if self._problem is not None:
                return ModelStatus(Readiness.UNAVAILABLE, self._problem)
            backend = self._backend
        if backend is None:
            return ModelStatus(Readiness.WARMING, self._starting.detail)
        return backend.model.status()

    def wait_until_settled(self, seconds: float) -> ModelStatus:
        """Wait until it is ready or has failed for good, for ``seconds`` at most."""
        self._settled.wait(seconds)
        return self.status()

    def complete(self, request: ChatRequest) -> str:
        """Answer one request at temperature 0; see ``ChatModel.complete``."""
        return self._model().complete(request)

    def complete_each(self, requests: Sequence[ChatRequest]) -> list[str | ChatModelError]:
        """Answer several requests at once; see ``ChatModel.complete_each``."""
        try:
            model = self._model()
        except ChatModelUnavailableError as error:
            return [error for _ in requests]
        return model.complete_each(requests)

    def close(self) -> None:
        """Stop the model, or its start; further calls raise ``ChatModelUnavailableError``."""
        with self._lock:
            self._closed = True
            backend, self._backend = self._backend, None
        self._starting.cancel()
        if backend is not None:
            backend.model.close()
        self._keeper.join(_CLOSE_SECONDS)
        self._settled.set()

    def _model(self) -> ChatModel:
        with self._lock:
            backend = self._backend
        if backend is None:
            raise ChatModelUnavailableError(self.status().detail)
        return backend.model

    def _keep(self) -> None:
        problem = f"{self.name} failed to start; the log says more."
        try:
            self._start_and_watch()
        except StartCancelledError:
            problem = f"{self.name} is closed."
        except ChatModelUnavailableError as error:
            problem = str(error)
            _log.warning("%s is unavailable: %s", self.name, error)
        finally:
            with self._lock:
                self._backend, self._problem = None, problem
            self._settled.set()

    def _start_and_watch(self) -> None:
        deaths = 0
        while True:
            backend = self._start(self._starting)
            self._switch_to(backend)
            since = time.monotonic()
            while backend.is_alive():
                self._starting.pause(_LOOK_EVERY_SECONDS)
            self._give_up(backend)
            deaths = 1 if time.monotonic() - since > _STEADY_SECONDS else deaths + 1
            if deaths > self._restarts:
                raise ChatModelUnavailableError(
                    f"{self.name} died {deaths} times in a row and is left alone; "
                    "restart the app to try again."
                )
            _log.warning("%s died and is started again", self.name)

    def _switch_to(self, backend: Backend) -> None:
        with self._lock:
            if not self._closed:
                self._backend = backend
                self._settled.set()
                return
        backend.model.close()
        raise StartCancelledError

    def _give_up(self, backend: Backend) -> None:
        with self._lock:
            self._backend = None
        self._starting.say("It died and is being started again.")
        backend.model.close()
        self._starting.pause(0)
