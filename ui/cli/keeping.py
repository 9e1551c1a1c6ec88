"""Commands that keep a shop safe, and its shoppers' data theirs."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from ui.cli.options import AsJson, Home, Sessions, open_console, print_json, settings_of


def backup(
    target: Annotated[
        Path, typer.Argument(help="File to make, or a folder to put one into.")
    ] = Path(),
    *,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Write the whole shop into one file, also while it serves.

    Catalogue, vectors, conversations and photos; not the models, which
    `aisle model fetch` brings again. `aisle restore` puts it back.
    """
    from ui.commands.backup import as_json as described  # noqa: PLC0415
    from ui.commands.backup import back_up  # noqa: PLC0415
    from ui.commands.progress import steps_bar  # noqa: PLC0415

    with steps_bar(open_console(to_errors=True)) as tell:
        made = back_up(settings_of(home=home), target, tell)
    if as_json:
        print_json(described(made))
    else:
        line = f"{made.files:,} files, {made.size / 1e6:,.1f} MB: {escape(made.file)}"
        open_console().print(f"[green]✓[/] {line}", highlight=False)


def restore(
    source: Annotated[
        Path, typer.Argument(help="A file that `aisle backup` made.", exists=True, dir_okay=False)
    ],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Although a shop is there; it is kept beside.")
    ] = False,
    home: Home = None,
) -> None:
    """Put a shop back from a backup; stop the server first.

    Everything is checked before anything is touched.
    """
    from ui.commands.backup import restore as put_back  # noqa: PLC0415
    from ui.commands.progress import steps_bar  # noqa: PLC0415

    settings = settings_of(home=home)
    with steps_bar(open_console(to_errors=True)) as tell:
        kept = put_back(settings, source, tell, replace=replace)
    open_console().print(
        f"[green]✓[/] The shop is in {escape(str(settings.home))}.", highlight=False
    )
    if kept is not None:
        open_console().print(f"What was there is kept in {escape(str(kept))}.", highlight=False)


def export(
    session_ids: Sessions,
    *,
    file: Annotated[Path | None, typer.Option(help="File to make, readable by you alone.")] = None,
    home: Home = None,
) -> None:
    """Tell a shopper everything kept of them, as JSON: words, lists, photos, notes."""
    from ui.commands.shopper_data import export as tell_all  # noqa: PLC0415

    text = tell_all(settings_of(home=home), session_ids, file)
    if file is None:
        print(text)  # noqa: T201 - the output is the point
    else:
        open_console().print(f"[green]✓[/] Written to {escape(str(file))}.", highlight=False)


def forget(
    session_ids: Sessions,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    home: Home = None,
) -> None:
    """Delete everything kept of a shopper for good, photos included."""
    from assistant.privacy import forget_sessions  # noqa: PLC0415

    settings = settings_of(home=home)
    if not yes:
        number = len(session_ids)
        question = f"Delete {number} conversation{'s' * (number > 1)} for good?"
        typer.confirm(question, abort=True)
    forget_sessions(settings.sessions_url(), session_ids)
    open_console().print("[green]✓[/] Deleted, photos included. Backups made before still hold it.")
