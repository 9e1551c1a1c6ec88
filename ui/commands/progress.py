"""Progress bars on the terminal, for functions that tell how far they are."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

Told = Callable[[str, int, int | None], None]
"""Told what is being done, how much of it is done and how much there is, if known."""


@contextmanager
def _bar(console: Console, *columns: ProgressColumn) -> Generator[Told]:
    """Show a bar for each thing that is being done, from when it is first told of."""
    shown = (TextColumn("{task.description}"), BarColumn(), *columns, TimeRemainingColumn())
    with Progress(*shown, console=console) as progress:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=None)
            progress.update(tasks[what], completed=done, total=total or None)

        yield tell


@contextmanager
def bytes_bar(console: Console) -> Generator[Told]:
    """Show bars that count bytes."""
    with _bar(console, DownloadColumn()) as tell:
        yield tell


@contextmanager
def steps_bar(console: Console) -> Generator[Told]:
    """Show bars that count things."""
    with _bar(console, MofNCompleteColumn()) as tell:
        yield tell
