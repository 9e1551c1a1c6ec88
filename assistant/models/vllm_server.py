"""A vLLM server on this machine: started, watched and stopped by the app."""

import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Final

import httpx

from assistant.models import vllm_guard
from assistant.models.chat_model import ChatModelUnavailableError
from assistant.models.switching import Backend, Start, StartCancelledError, Starting
from assistant.models.vllm import VllmChatModel
from assistant.models.vllm_weights import folder_for_vllm
from assistant.settings import Settings

START_SECONDS: Final = 900.0
_HOST: Final = "127.0.0.1"
_CONTEXT_TOKENS: Final = 2048
_AT_ONCE: Final = 16
_CACHE_GIB: Final = 1
_POLL_SECONDS: Final = 0.5
_STOP_SECONDS: Final = 15.0
_BF16_INSTRUCTIONS: Final = frozenset({"avx512_bf16", "amx_bf16", "bf16"})
_ERROR_LINE: Final = re.compile(r"^.*?(?P<error>\w*(?:Error|Exception): .+)$", re.MULTILINE)

_log = logging.getLogger(__name__)


class VllmServer:
    """The server's processes.

    Attributes:
        name: Under which it serves the model.
        base_url: Of the OpenAI protocol, with ``/v1``.

    Args:
        python: The vLLM environment's interpreter.
        folder: The weights.
        port: Where it listens, on the loopback address only.
        log_path: Where its messages go; written afresh.

    Raises:
        ChatModelUnavailableError: If the port is taken.
    """

    def __init__(self, python: Path, folder: Path, port: int, log_path: Path) -> None:
        _require_free(port)
        self.name = folder.name
        self.base_url = f"http://{_HOST}:{port}/v1"
        self._health_url = f"http://{_HOST}:{port}/health"
        self._log_path = log_path
        log_path.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-I", vllm_guard.__file__, *_command(python, folder, port)]
        with log_path.open("wb") as log:
            self._guard = subprocess.Popen(  # noqa: S603  (built here from checked settings)
                command,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=_environment(),
                start_new_session=True,
            )

    def wait_until_healthy(self, starting: Starting, seconds: float = START_SECONDS) -> None:
        """Wait until it answers.

        Raises:
            ChatModelUnavailableError: If it dies or takes longer; it is stopped.
            StartCancelledError: If ``starting`` was cancelled; likewise.
        """
        since = time.monotonic()
        with httpx.Client(timeout=_POLL_SECONDS, trust_env=False) as client:
            while not _is_healthy(client, self._health_url):
                waited = time.monotonic() - since
                starting.say(f"Starting the vLLM server: {waited:.0f} s of usually 30 to 90.")
                if not self.is_alive() or waited > seconds:
                    self.stop()
                    raise ChatModelUnavailableError(self._why(waited))
                try:
                    starting.pause(_POLL_SECONDS)
                except StartCancelledError:
                    self.stop()
                    raise

    def is_alive(self) -> bool:
        """Tell whether its processes run."""
        return self._guard.poll() is None

    def stop(self) -> None:
        """End all its processes and wait until they have ended; may be called twice."""
        if self._guard.stdin is not None:
            self._guard.stdin.close()
        try:
            self._guard.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            _log.warning("the vLLM server does not end; it is killed")
            os.killpg(self._guard.pid, signal.SIGKILL)
            self._guard.wait(_STOP_SECONDS)

    def _why(self, waited: float) -> str:
        log = self._log_path.read_text(encoding="utf-8", errors="replace")
        errors = [found["error"] for found in _ERROR_LINE.finditer(log)]
        reason = errors[0] if errors else f"it was not healthy after {waited:.0f} s"
        return f"The vLLM server did not start: {reason}. The whole story is in {self._log_path}."


class _LocalVllm(VllmChatModel):
    """The client of a server that ends with it."""

    def __init__(self, server: VllmServer) -> None:
        super().__init__(server.base_url, server.name)
        self._server = server

    def close(self) -> None:
        """Stop the server too."""
        super().close()
        self._server.stop()


def start_vllm(settings: Settings, prefixes: Mapping[str, int]) -> Start:
    """Return what brings a local vLLM server up, for a ``SwitchingChatModel``.

    Args:
        settings: Say which model, port and environment.
        prefixes: The instructions that will be used; see ``start_embedded``.
    """

    def start(starting: Starting) -> Backend:
        server = _start(settings, starting)
        with ExitStack() as undo:
            undo.callback(server.stop)
            model = _LocalVllm(server)
            starting.say("Warming the vLLM server up.")
            model.warm(prefixes)
            starting.pause(0)
            undo.pop_all()
        return Backend(model, server.is_alive)

    return start


@contextmanager
def running_vllm(settings: Settings, starting: Starting | None = None) -> Generator[VllmServer]:
    """Run a server for as long as the context lasts.

    Yields:
        It, healthy: ``base_url`` and ``name`` are what a ``VllmChatModel`` wants.

    Raises:
        ChatModelUnavailableError: If it cannot be started, with what to do.
    """
    server = _start(settings, starting or Starting())
    try:
        yield server
    finally:
        server.stop()


def _start(settings: Settings, starting: Starting) -> VllmServer:
    python = settings.vllm_environment / "bin" / "python"
    if not python.is_file():
        raise ChatModelUnavailableError(
            f"There is no vLLM environment at {settings.vllm_environment}: run `make vllm`, "
            "or name one in AISLE_VLLM_ENVIRONMENT."
        )
    _require_free(settings.vllm_port)
    folder = folder_for_vllm(settings, python, starting)
    log_path = settings.home / "logs" / "vllm.log"
    server = VllmServer(python, folder, settings.vllm_port, log_path)
    server.wait_until_healthy(starting)
    return server


def _command(python: Path, folder: Path, port: int) -> list[str]:
    command = [str(python.absolute()), "-m", "vllm.entrypoints.openai.api_server"]
    command += ["--model", str(folder.resolve()), "--served-model-name", folder.name]
    command += ["--host", _HOST, "--port", str(port)]
    command += ["--max-model-len", str(_CONTEXT_TOKENS), "--max-num-seqs", str(_AT_ONCE)]
    if not _on_gpu():
        # Compiling takes minutes on a CPU and is not worth it at this size.
        command += ["--enforce-eager", "--dtype", "bfloat16" if _has_bf16() else "float32"]
    return command


def _environment() -> dict[str, str]:
    own = {**os.environ, "HF_HUB_OFFLINE": "1", "VLLM_NO_USAGE_STATS": "1", "DO_NOT_TRACK": "1"}
    if not _on_gpu():
        # One core stays the shop's: where the server's threads had to share theirs, each
        # waited, spinning, for the slowest, and 6 tokens/s became 1.3.
        cores = sorted(os.sched_getaffinity(0))
        own["VLLM_CPU_OMP_THREADS_BIND"] = ",".join(map(str, cores[1:] or cores))
        own["VLLM_CPU_KVCACHE_SPACE"] = str(_CACHE_GIB)
    return own


def _on_gpu() -> bool:
    return shutil.which("nvidia-smi") is not None


def _has_bf16(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Tell whether the processor computes in bf16; elsewhere it is slow or wrong."""
    return cpuinfo.is_file() and not _BF16_INSTRUCTIONS.isdisjoint(cpuinfo.read_text().split())


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            raise ChatModelUnavailableError(
                f"Port {port}, where the vLLM server should listen, is taken ({error}). "
                "Stop what holds it, or choose another with AISLE_VLLM_PORT."
            ) from error


def _is_healthy(client: httpx.Client, url: str) -> bool:
    try:
        return client.get(url).status_code == HTTPStatus.OK
    except httpx.TransportError:
        return False
