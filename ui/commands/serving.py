"""Runs the web application."""

import sys

import typer
from rich.console import Console

from assistant.settings import Settings
from ui.commands.ports import choose_port


def serve(settings: Settings, console: Console, *, any_port: bool = False) -> None:
    """Serve until interrupted; the address is printed once the app answers.

    Args:
        settings: Where to listen, and everything else.
        console: Where to say so.
        any_port: Take the next free port without asking if the port is taken.

    Raises:
        CommandError: If the port is taken and no other is accepted.
    """

    def accept(taken: int, free: int) -> bool:
        if any_port or not sys.stdin.isatty():
            console.print(f"Port {taken} is taken by another program; using {free}.")
            return any_port
        return typer.confirm(f"Port {taken} is taken by another program. Use {free}?", default=True)

    settings = settings.model_copy(
        update={"port": choose_port(settings.host, settings.port, accept)}
    )
    with console.status("Opening the shop…"):
        # Imported late: together they take seconds.
        import uvicorn  # noqa: PLC0415

        from assistant.bootstrap import build_assistant  # noqa: PLC0415
        from ui.api.app import create_app  # noqa: PLC0415

        app = create_app(build_assistant(settings), settings)
    shown = "localhost" if settings.host in ("127.0.0.1", "0.0.0.0", "::") else settings.host  # noqa: S104 - compared, not bound
    address = f"http://{shown}:{settings.port}"
    console.print(f"\n  Aisle is open at [bold]{address}[/]", highlight=False)
    console.print(
        "  [dim]Its interface is described at /api/openapi.json. Stop it with Ctrl-C.[/]\n"
    )
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        # Streams of turns would otherwise hold a stop back.
        timeout_graceful_shutdown=3,
    )
