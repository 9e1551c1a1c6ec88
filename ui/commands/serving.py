"""Runs the web application."""

import asyncio
import logging
import socket
import sys
from typing import Final

import typer
from rich.console import Console

from assistant.settings import Settings
from ui.commands.ports import choose_port

_GRACE_SECONDS: Final = 3
"""How long a stop waits for turns that are still streaming."""


def serve(settings: Settings, console: Console, *, any_port: bool = False) -> None:
    """Serve until interrupted; the address is printed once the app answers.

    Args:
        settings: Where to listen, and everything else.
        console: Where to say so.
        any_port: Take the next free port without asking if the port is taken.

    Raises:
        CommandError: If the port is taken and no other is accepted.
    """
    accept = _take_it if any_port else _ask
    port = choose_port(settings.host, settings.port, accept)
    settings = settings.model_copy(update={"port": port})
    with console.status("Opening the shop…"):
        # Imported late: together they take seconds.
        import uvicorn  # noqa: PLC0415

        from assistant.bootstrap import build_assistant, build_service  # noqa: PLC0415
        from ui.api.app import create_app  # noqa: PLC0415

        service = build_service(settings)
        assistant = build_assistant(settings, attendance=service.desk)
        app = create_app(assistant, settings, service=service)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    logging.getLogger("uvicorn.error").addFilter(_is_news)

    class AnnouncingServer(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            _announce(settings, console)

    AnnouncingServer(config).run()


def _ask(taken: int, free: int) -> bool:
    if not sys.stdin.isatty():
        return False
    return typer.confirm(f"Port {taken} is taken by another program. Use {free}?", default=True)


def _take_it(_: int, __: int) -> bool:
    return True


def _announce(settings: Settings, console: Console) -> None:
    here = ("127.0.0.1", "0.0.0.0", "::", "::1")  # noqa: S104 - compared, not bound
    shown = "localhost" if settings.host in here else settings.host
    address = f"http://{shown}:{settings.port}"
    console.print(f"\n  Aisle is open at [bold]{address}[/]", highlight=False)
    console.print("  [dim]For programs, see /api/openapi.json. Stop it with Ctrl-C.[/]\n")


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out that open pages were cut off by a stop, which is as it should be."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, asyncio.CancelledError) and "running task" not in str(record.msg)
