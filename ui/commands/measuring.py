"""Runs measurements by name, and shows, writes and gates their reports."""

import json
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from eval.gate import breaches, read_bounds
from eval.registry import Measurement, load
from eval.report import Report
from ui.commands.errors import CommandError, ExitCode


def measure(
    registry: Mapping[str, Measurement],
    name: str | None,
    console: Console,
    *,
    json_file: Path | None,
    data: Path | None,
    gate: bool,
) -> ExitCode:
    """Run a measurement, or list what there is where none is named.

    Args:
        registry: What can be measured.
        name: Which one; None lists them.
        console: Where the table goes.
        json_file: Where the report goes as JSON, or None.
        data: Home of an indexed shop, or None for the one in the settings.
        gate: Whether to hold the figures against the project's bounds.

    Returns:
        ``FAILED`` if gated and a bound does not hold.

    Raises:
        UnknownMeasurementError: If there is none of that name.
        CommandError: If the data or the JSON file can't be used.
    """
    if name is None:
        _list(registry, console)
        return ExitCode.OK
    if data is not None and not data.exists():
        raise CommandError(f"there is no {data}: give the home of an indexed shop with --data")
    report = load(registry, name)(data)
    _show(report, console)
    if json_file is not None:
        json_file.parent.mkdir(parents=True, exist_ok=True)
        json_file.write_text(json.dumps(report.as_json(), indent=2) + "\n", encoding="utf-8")
        console.print(f"Written to {json_file}.", highlight=False)
    if not gate:
        return ExitCode.OK
    found = breaches(report, read_bounds())
    for breach in found:
        console.print(Text(f"✗ {breach}", style="red"))
    if not found:
        console.print("[green]✓ Every bound holds.[/]")
    return ExitCode.FAILED if found else ExitCode.OK


def _list(registry: Mapping[str, Measurement], console: Console) -> None:
    if not registry:
        console.print("Nothing to run yet.")
    for name, measurement in sorted(registry.items()):
        console.print(f"[bold]{name}[/]  {measurement.summary}", highlight=False)


def _show(report: Report, console: Console) -> None:
    table = Table(title=report.name, title_justify="left")
    for place, column in enumerate(report.columns):
        table.add_column(column, justify="right" if place else "left")
    for row in report.rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    for name, fact in report.facts.items():
        console.print(Text(f"{name}: {fact}", style="dim"))
    for note in report.notes:
        console.print(Text(note))
    console.print(Text(f"{report.machine}; {report.measured_at}", style="dim"))
