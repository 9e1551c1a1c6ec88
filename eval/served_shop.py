"""A shop served by a process of its own, as shoppers meet it."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Final

import httpx

from assistant.bootstrap import build_service
from assistant.models.chat_model import ModelStatus, Readiness
from assistant.service.people import Role
from assistant.settings import LanguageModel, Settings
from eval.opening import settle
from eval.systems import SystemUnderTestError

NAME: Final = "Measurer"
"""Who is signed in at the console."""

START_SECONDS: Final = 120.0

# What is written here stays: it would be made by whoever looked at the pages.
_NOT_SHARED: Final = ("sessions.sqlite", "audit.key", "photos", "logs")


@contextmanager
def served(
    settings: Settings, llm: LanguageModel = LanguageModel.NONE
) -> Generator[tuple[str, str]]:
    """Serve a shop while the block lasts.

    Its home is a new one that shares everything but what people said and did.

    Args:
        settings: Name the shop's home.
        llm: The language model, which is waited for.

    Yields:
        The address, and the password of ``NAME``, a lead at the console.

    Raises:
        SystemUnderTestError: If there is no shop, the server does not start or
            the language model can't be had.
    """
    if not (settings.home / "catalogue.sqlite").exists():
        raise SystemUnderTestError(f"there is no shop in {settings.home}: `aisle demo` makes one")
    with TemporaryDirectory() as folder:
        home = Path(folder)
        for path in settings.home.resolve().iterdir():
            if not path.name.startswith(_NOT_SHARED):
                (home / path.name).symlink_to(path)
        password = secrets.token_urlsafe(18)
        service = build_service(Settings(home=home))
        service.people.add(NAME, password, Role.LEAD)
        service.close()
        with _server(home, llm) as address:
            if llm is not LanguageModel.NONE:
                settle(lambda: _model_status(address))
            yield address, password


@contextmanager
def _server(home: Path, llm: LanguageModel) -> Generator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ui.cli", "serve", "--home", str(home), "--port", str(port)]
    # Told to a file: a pipe that nobody reads fills up and stops the server.
    with TemporaryFile("w+", encoding="utf-8") as told:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            env=os.environ | {"AISLE_LLM": llm, "AISLE_HOST": "127.0.0.1", "AISLE_RATE_LIMIT": ""},
            stdout=subprocess.DEVNULL,
            stderr=told,
        )
        try:
            _wait_for(process, address := f"http://127.0.0.1:{port}", told)
            yield address
        finally:
            process.terminate()
            process.wait()


def _wait_for(process: "subprocess.Popen[bytes]", address: str, told: IO[str]) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            if httpx.get(f"{address}/ready", timeout=5).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    told.seek(0)
    said = told.read() if process.poll() is not None else "it took too long"
    raise SystemUnderTestError(f"the server did not start: {said.strip()[-300:]}")


def _model_status(address: str) -> ModelStatus:
    model = httpx.get(f"{address}/ready", timeout=30).json()["model"]
    return ModelStatus(Readiness(model["readiness"]), model["detail"])
