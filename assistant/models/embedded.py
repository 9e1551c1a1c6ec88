"""The embedded language model: llama.cpp in a child process, one GGUF file."""

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import httpx

from assistant.models.chat_model import (
    ChatModelError,
    ChatModelTimeoutError,
    ChatModelUnavailableError,
    ChatRequest,
    ModelStatus,
    Readiness,
)
from assistant.models.circuit import Circuit
from assistant.models.embedded_process import EmbeddedProcess, usable_threads
from assistant.models.fan_out import ask_guarded
from assistant.models.model_weights import ModelUnavailableError, fetch_gguf
from assistant.models.switching import Backend, Start, StartCancelledError, Starting
from assistant.settings import Settings

SLOT_TOKENS: Final = 2048
_WARM_UP_SECONDS: Final = 120.0
_SIGN_OF_LIFE_SECONDS: Final = 30.0
_POLL_SECONDS: Final = 0.2
_PATH: Final = "/v1/chat/completions"

_log = logging.getLogger(__name__)


def start_embedded(settings: Settings, prefixes: Mapping[str, int]) -> Start:
    """Return what brings the embedded model up, for a ``SwitchingChatModel``.

    Args:
        settings: Say which model, and where models and logs are kept.
        prefixes: The instructions that will be used, each with the number of
            requests that will carry them at once, at least 1.
    """

    def start(starting: Starting) -> Backend:
        def report(what: str, done: int, total: int) -> None:
            share = f" ({100 * done // total} %)" if total else ""
            starting.say(f"Preparing the language model: {what}{share}.")
            starting.pause(0)

        try:
            weights = fetch_gguf(settings.llm_model, settings.home / "models", report)
        except ModelUnavailableError as error:
            raise ChatModelUnavailableError(str(error)) from error
        model = open_embedded(
            weights.path,
            prefixes,
            log_path=settings.home / "logs" / "embedded.log",
            on=starting,
            threads=settings.llm_threads,
        )
        return Backend(model, model.is_alive)

    return start


def open_embedded(
    gguf: Path,
    prefixes: Mapping[str, int],
    *,
    log_path: Path,
    on: Starting | None = None,
    threads: int | None = None,
    slot_tokens: int = SLOT_TOKENS,
) -> "EmbeddedChatModel":
    """Load a model and compute the prefixes, so that the first answer is quick.

    Args:
        gguf: The model file.
        prefixes: See ``start_embedded``; their counts add up to the number of
            requests computed side by side.
        log_path: Where the native library's messages go; written afresh.
        on: Hears what is being done and may cancel it.
        threads: Processor threads; all it may use, at most eight, by default.
        slot_tokens: Most tokens of one request's prompt and answer together.

    Raises:
        ChatModelUnavailableError: If the file cannot be loaded.
        StartCancelledError: If ``on`` was cancelled.
    """
    on = on or Starting()
    on.say(f"Loading the language model {gguf.name}.")
    process = EmbeddedProcess(
        gguf,
        slots=max(1, sum(prefixes.values())),
        slot_tokens=slot_tokens,
        threads=threads or usable_threads(),
        log_path=log_path,
    )
    model = EmbeddedChatModel(gguf.stem, process, process.wait_until_loaded(on))
    on.say("Warming the language model up.")
    model.warm(prefixes, on)
    return model


class EmbeddedChatModel:
    """Talks to the child process that holds the model.

    A request whose time-out passes is dropped by the child too: the connection
    closes, and the computation stops within a piece of prompt or one token.

    Args:
        name: For people and reports.
        process: Loaded; closed together with this.
        url: Where it serves.
        circuit: When to stop asking; the usual one by default.
    """

    def __init__(
        self, name: str, process: EmbeddedProcess, url: str, circuit: Circuit | None = None
    ) -> None:
        self.name = name
        self._process = process
        self._circuit = circuit or Circuit()
        self._closed = False
        self._client = httpx.Client(
            base_url=url,
            headers={"Authorization": f"Bearer {process.key}"},
            # The server drops idle connections in its own time, and reusing one just then
            # fails; a new one costs nothing here.
            limits=httpx.Limits(max_keepalive_connections=0),
            trust_env=False,
        )

    def warm(self, prefixes: Mapping[str, int], on: Starting) -> None:
        """Compute each prefix in as many slots as will want it at once.

        The server then gives a request the idle slot that shares most of its
        prompt. A prefix that fails to warm is merely slow the first time.

        Raises:
            StartCancelledError: If ``on`` was cancelled; this is closed then.
        """
        bodies: list[dict[str, Any]] = []
        for instructions, copies in prefixes.items():
            body = _body(ChatRequest(instructions, "", 1, _WARM_UP_SECONDS))
            bodies += [body | {"id_slot": len(bodies) + copy} for copy in range(copies)]
        if not bodies:
            return
        with ThreadPoolExecutor(len(bodies), "warm-up") as pool:
            warming = [pool.submit(self._post, body, _WARM_UP_SECONDS) for body in bodies]
            try:
                while wait(warming, _POLL_SECONDS).not_done:
                    on.pause(0)
            except StartCancelledError:
                self.close()
                raise
        for error in filter(None, (done.exception() for done in warming)):
            _log.warning("a prefix of %s was not warmed: %s", self.name, error)

    def status(self) -> ModelStatus:
        """Tell at once whether it can be asked."""
        if self._closed:
            return ModelStatus(Readiness.UNAVAILABLE, f"{self.name} is closed.")
        if not self._process.is_alive():
            return ModelStatus(Readiness.UNAVAILABLE, f"The process of {self.name} has died.")
        if rest := self._circuit.resting():
            return ModelStatus(
                Readiness.UNAVAILABLE, f"{self.name} is too slow now; next try in {rest:.0f} s."
            )
        return ModelStatus(Readiness.READY, f"{self.name} runs on this machine.")

    def is_alive(self) -> bool:
        """Tell whether the process runs and, after a row of failures, still answers.

        May take half a minute when it does not.
        """
        if self._closed or not self._process.is_alive():
            return False
        if not self._circuit.resting():
            return True
        try:
            self._post(
                _body(ChatRequest("", "Hi", 1, _SIGN_OF_LIFE_SECONDS)), _SIGN_OF_LIFE_SECONDS
            )
        except ChatModelTimeoutError:
            return False
        except ChatModelError:
            return self._process.is_alive()
        return True

    def complete(self, request: ChatRequest) -> str:
        """Answer one request at temperature 0; see ``ChatModel.complete``."""
        answer = self.complete_each([request])[0]
        if isinstance(answer, ChatModelError):
            raise answer
        return answer

    def complete_each(self, requests: Sequence[ChatRequest]) -> list[str | ChatModelError]:
        """Answer several requests at once; see ``ChatModel.complete_each``."""
        status = self.status()
        if status.readiness is not Readiness.READY:
            return [ChatModelUnavailableError(status.detail) for _ in requests]
        # More than there are slots is fine: the server queues, and time-outs count from now.
        return ask_guarded(self._circuit, self._ask, requests, at_once=len(requests))

    def close(self) -> None:
        """End the process; further calls raise ``ChatModelUnavailableError``."""
        self._closed = True
        self._process.stop()

    def _ask(self, request: ChatRequest) -> str:
        answer = self._post(_body(request), request.timeout)
        if not answer:
            raise ChatModelError(f"{self.name} gave an empty answer")
        return answer

    def _post(self, body: dict[str, Any], timeout: float) -> str:
        try:
            response = self._client.post(_PATH, json=body, timeout=timeout)
        except httpx.TimeoutException as error:
            raise ChatModelTimeoutError(f"{self.name} gave no answer in {timeout:g} s") from error
        except httpx.TransportError as error:
            raise ChatModelUnavailableError(f"{self.name} broke off: {error}") from error
        if response.status_code != HTTPStatus.OK:
            raise ChatModelError(f"{self.name} refused the request: {response.text[:300]}")
        return self._answer(response, under_schema="response_format" in body)

    def _answer(self, response: httpx.Response, *, under_schema: bool) -> str:
        try:
            choice = response.json()["choices"][0]
            text, reason = choice["message"]["content"], choice["finish_reason"]
        except (ValueError, LookupError, TypeError) as error:
            raise ChatModelError(
                f"{self.name} broke the protocol: {response.text[:300]}"
            ) from error
        if under_schema and reason == "length":
            raise ChatModelError(f"{self.name} was cut off before its JSON was complete: {text!r}")
        return str(text).strip()


def _body(request: ChatRequest) -> dict[str, Any]:
    body: dict[str, Any] = {
        "messages": [
            {"role": "system", "content": request.instructions},
            {"role": "user", "content": request.content},
        ],
        "max_tokens": request.max_tokens,
        "temperature": 0,
        "cache_prompt": True,
    }
    if request.schema is not None:
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "schema": dict(request.schema), "strict": True},
        }
    return body
