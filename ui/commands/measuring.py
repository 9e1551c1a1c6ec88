"""Runs measurements by name, and shows, writes and gates their reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from eval.gate import Measured, breaches, read_bounds
from eval.page.write import write_pages
from eval.registry import Measurement, load, run_with
from eval.report import Report
from eval.report_file import write_report
from ui.commands.errors import CommandError, ExitCode
from ui.commands.report_tables import tables


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where a report goes.

    Attributes:
        console: For the table.
        json_file: For the report as JSON, or None.
        out: Folder for its page and JSON, or None.
        against: A former report, to show what changed; None for the one that
            lies in ``out``, if any.
        gate: Whether to hold figures against the project's bounds.
    """

    console: Console
    json_file: Path | None = None
    out: Path | None = None
    against: Path | None = None
    gate: bool = False


def measure(
    registry: Mapping[str, Measurement],
    name: str | None,
    console: Console,
    *,
    data: Path | None = None,
    options: Mapping[str, object] | None = None,
) -> Report | None:
    """Run a measurement, or list what there is where none is named.

    Args:
        registry: What can be measured.
        name: Which one; None lists them.
        console: Where the list goes.
        data: Home of an indexed shop, or None for the one in the settings.
        options: What else was given, by name; None stands for not given.

    Returns:
        What was measured; None after the list.

    Raises:
        UnknownMeasurementError: If there is none of that name.
        UnknownOptionError: If an option means nothing to it.
        CommandError: If the data can't be used.
    """
    if name is None:
        _list(registry, console)
        return None
    if data is not None and not data.exists():
        raise CommandError(f"there is no {data}: --data names a shop's home, or the data sets")
    return run_with(load(registry, name), name, data, options or {})


def deliver(report: Report, outlet: Outlet) -> ExitCode:
    """Show a report, write what was asked for, and hold it against the bounds if told to.

    Returns:
        ``FAILED`` if gated and a bound does not hold.

    Raises:
        ReportFileError: If the former report is none.
        OSError: If a file can't be written.
    """
    show(report, outlet.console)
    if outlet.json_file is not None:
        write_report(report, outlet.json_file)
        outlet.console.print(f"Written to {outlet.json_file}.", highlight=False)
    if outlet.out is not None:
        page = write_pages([report], outlet.out, outlet.against)
        outlet.console.print(f"Written to {page}.", highlight=False)
    return hold(report, outlet.console) if outlet.gate else ExitCode.OK


def hold(report: Measured, console: Console) -> ExitCode:
    """Hold a report against the project's bounds; ``FAILED`` if one does not hold."""
    bounds = read_bounds()
    found = breaches(report, bounds)
    for breach in found:
        console.print(Text(f"✗ {report.name}: {breach}", style="red"))
    if report.name not in bounds:
        console.print(f"{report.name}: no bound is promised.", highlight=False)
    elif not found:
        console.print(f"[green]✓ {report.name}: every bound holds.[/]")
    return ExitCode.FAILED if found else ExitCode.OK


def _list(registry: Mapping[str, Measurement], console: Console) -> None:
    if not registry:
        console.print("Nothing to run yet.")
    for name, measurement in sorted(registry.items()):
        console.print(f"[bold]{name}[/]  {measurement.summary}", highlight=False)


def show(report: Report, console: Console) -> None:
    """Print a report's table, facts and notes."""
    for table in tables(report, console.width):
        console.print(table)
    for name, fact in report.facts.items():
        console.print(Text(f"{name}: {fact}", style="dim"))
    for note in report.notes:
        console.print(Text(note))
    console.print(Text(f"{report.machine}; {report.measured_at}", style="dim"))
