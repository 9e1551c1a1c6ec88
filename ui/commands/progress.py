"""Progress bars on the terminal, for functions that tell how far they are."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

Told = Callable[[str, int, int | None], None]
"""Told what is being done, how much of it is done and how much there is, if known."""


@contextmanager
def bytes_bar(console: Console) -> Generator[Told]:
    """Show one bar that counts bytes, of whatever is being brought just now."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task("", total=None, visible=False)

        def tell(what: str, done: int, total: int | None) -> None:
            shown = what.capitalize() if what.islower() else what
            progress.update(
                task, description=shown, completed=done, total=total or None, visible=True
            )

        yield tell


@contextmanager
def steps_bar(console: Console) -> Generator[Told]:
    """Show a bar for each thing that is being done, from when it is first told of."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console) as progress:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=None)
            progress.update(tasks[what], completed=done, total=total or None)

        yield tell
