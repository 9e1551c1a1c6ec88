"""The life of the process that holds the embedded model."""

import json
import logging
import os
import re
import secrets
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, cast

from assistant.models import embedded_worker
from assistant.models.chat_model import ChatModelUnavailableError
from assistant.models.switching import StartCancelledError, Starting

LOAD_SECONDS: Final = 180.0
_POLL_SECONDS: Final = 0.2
_END_SECONDS: Final = 3.0
_MOST_THREADS: Final = 8
_LAST_WORDS_SECONDS: Final = 3.0
_ERROR_LINE: Final = re.compile(r"^[\d.]+ E +\S.*?: +(?P<reason>.+)$", re.MULTILINE)

_log = logging.getLogger(__name__)


def usable_threads() -> int:
    """Return the processors this process may use, at most eight."""
    return min(_MOST_THREADS, len(os.sched_getaffinity(0)))


class EmbeddedProcess:
    """A child process that serves one GGUF model on a loopback address.

    Args:
        gguf: The model file.
        slots: Requests computed side by side, at least 1.
        slot_tokens: Prompt and answer of one request together, in tokens.
        threads: Processor threads; a generation never uses more.
        log_path: Where the native library's messages go; written afresh.
    """

    def __init__(
        self, gguf: Path, *, slots: int, slot_tokens: int, threads: int, log_path: Path
    ) -> None:
        self.key = secrets.token_urlsafe(32)
        self._gguf = gguf
        self._log_path = log_path
        log_path.parent.mkdir(parents=True, exist_ok=True)
        with log_path.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603  (our own file, by our own interpreter)
                [sys.executable, "-I", embedded_worker.__file__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                # Waiting threads sleep; spinning ones would starve a small machine.
                env={**os.environ, "OMP_WAIT_POLICY": "passive"},
                # Ctrl-C is for the app, which then ends its child in good order.
                start_new_session=True,
            )
        order = {
            "model": str(gguf.resolve()),
            "slots": slots,
            "slot_tokens": slot_tokens,
            "threads": threads,
            "key": self.key,
        }
        self._say(order)

    def wait_until_loaded(self, starting: Starting, seconds: float = LOAD_SECONDS) -> str:
        """Wait for the model to load.

        Args:
            starting: May cancel the wait.
            seconds: Longest wait.

        Returns:
            The base URL it serves, without a path.

        Raises:
            ChatModelUnavailableError: If the file cannot be loaded, the child
                died, or the wait was too long; the child is ended then.
            StartCancelledError: If ``starting`` was cancelled; likewise.
        """
        answers = self._process.stdout
        if answers is None:
            raise ChatModelUnavailableError("The embedded model's process has no output.")
        deadline = time.monotonic() + seconds
        while not select.select([answers], [], [], _POLL_SECONDS)[0]:
            try:
                starting.pause(0)
            except StartCancelledError:
                self.stop()
                raise
            if time.monotonic() > deadline:
                self.stop()
                raise ChatModelUnavailableError(
                    f"{self._gguf} was not loaded in {seconds:g} s. "
                    "Is the machine short of memory? A smaller model may do."
                )
        return self._url(answers.readline())

    def is_alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process and wait until it has ended; may be called twice."""
        self._process.kill()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            _log.warning("the embedded model's process %d does not end", self._process.pid)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _say(self, order: Mapping[str, str | int]) -> None:
        if self._process.stdin is not None:
            try:
                self._process.stdin.write(json.dumps(order).encode() + b"\n")
                self._process.stdin.flush()
            except BrokenPipeError:
                _log.warning("the embedded model's process died at once; see %s", self._log_path)

    def _url(self, line: bytes) -> str:
        answer = cast("dict[str, str]", json.loads(line)) if line else {}
        if "url" in answer:
            return answer["url"]
        # It ends by itself now; killed at once, it would take its log's last lines along.
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_LAST_WORDS_SECONDS)
        self.stop()
        raise ChatModelUnavailableError(
            f"The language model {self._gguf} cannot be loaded: {self._reason(answer)}. "
            "Delete the file and fetch it again with `aisle model fetch`, or name another one in "
            f"AISLE_LLM_MODEL. The whole story is in {self._log_path}."
        )

    def _reason(self, answer: dict[str, str]) -> str:
        log = self._log_path.read_text(encoding="utf-8", errors="replace")
        if first := _ERROR_LINE.search(log):
            return first["reason"].strip()
        last = (log.strip().splitlines() or [""])[-1]
        return answer.get("problem") or last or f"exit code {self._process.returncode}"
