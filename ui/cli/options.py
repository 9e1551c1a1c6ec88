"""Options that several commands take, and what they all begin with."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.settings import Settings

Host = Annotated[str | None, typer.Option(help="Address to listen on.  [default: 127.0.0.1]")]
Port = Annotated[
    int | None, typer.Option(min=1, max=65_535, help="Port to listen on.  [default: 7860]")
]
AnyPort = Annotated[
    bool, typer.Option("--any-port", help="If the port is taken, use the next free one.")
]
Home = Annotated[
    Path | None,
    typer.Option(help="Where catalogue, index and models are kept.  [default: .aisle]"),
]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write the report there as JSON.")]
Data = Annotated[
    Path | None,
    typer.Option(
        help="Home of an indexed shop, or folder of the data sets, whichever is measured."
        "  [default: AISLE_HOME, AISLE_DATA]"
    ),
]
Out = Annotated[
    Path | None, typer.Option(help="Folder for the report as a page, and JSON beside it.")
]
Against = Annotated[
    Path | None,
    typer.Option(help="A former report, to show what changed.  [default: the one in --out]"),
]
Gate = Annotated[bool, typer.Option("--gate", help="Fail if a promised bound does not hold.")]
Name = Annotated[str | None, typer.Argument(help="Which one; none lists them.")]
Sessions = Annotated[
    list[str], typer.Argument(help="Ids of the shopper's conversations, one or more.")
]


def settings_of(
    host: str | None = None, port: int | None = None, home: Path | None = None
) -> "Settings":
    """Return the settings, those of the command line before the environment's."""
    from pydantic import ValidationError  # noqa: PLC0415

    from assistant.settings import Settings  # noqa: PLC0415
    from ui.commands.errors import CommandError  # noqa: PLC0415

    given = {"host": host, "port": port, "home": home}
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # pyright: ignore[reportArgumentType] - checked by pydantic
    except ValidationError as error:
        faults = "; ".join(
            f"AISLE_{'_'.join(str(part) for part in fault['loc']).upper()}: {fault['msg']}"
            for fault in error.errors(include_input=False)
        )
        raise CommandError(f"a setting is wrong: {faults}") from None


def open_console(*, to_errors: bool = False) -> "Console":
    """Return what to print to."""
    from rich.console import Console  # noqa: PLC0415

    return Console(stderr=to_errors)


def print_json(value: object) -> None:
    """Print a value as JSON and nothing else."""
    print(json.dumps(value, indent=2, ensure_ascii=False))  # noqa: T201 - the output is the point
