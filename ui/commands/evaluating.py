"""What ``aisle eval`` does beside running one measurement: all of them, files, comparisons."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from rich.text import Text

from assistant.settings import LanguageModel
from eval.comparing import compare_reports
from eval.data_sets import NoDataError
from eval.page.write import write_pages
from eval.registry import EVALUATIONS, Measurement, load, quick_form, run_with
from eval.report import Report
from eval.report_file import read_report
from ui.commands.errors import CommandError, ExitCode
from ui.commands.measuring import Outlet, deliver, hold, show

TWO: Final = 2


def compare_files(files: Sequence[Path], outlet: Outlet) -> ExitCode:
    """Show what changed from one report to another.

    Raises:
        CommandError: If there are not two files.
        ReportFileError: If one is no report, or they are of two measurements.
    """
    if len(files) != TWO:
        raise CommandError("give two reports: aisle eval compare BEFORE.json AFTER.json")
    before, after = (read_report(path) for path in files)
    return deliver(compare_reports(before, after), outlet)


def gate_files(files: Sequence[Path], outlet: Outlet) -> ExitCode:
    """Hold reports on disk against the project's bounds.

    Raises:
        CommandError: If no file is given.
        ReportFileError: If one is no report.
    """
    if not files:
        raise CommandError("give reports to hold against the bounds: aisle eval gate REPORT.json")
    codes = [hold(read_report(path), outlet.console) for path in files]
    return max(codes)


def evaluate_all(
    outlet: Outlet,
    *,
    quick: bool,
    data: Path | None,
    registry: Mapping[str, Measurement] = EVALUATIONS,
) -> ExitCode:
    """Run every measurement, and write one page of them all.

    Args:
        outlet: ``out`` is needed.
        quick: Only those that have a quick form, in that form.
        data: Home of an indexed shop, or None; those that measure data sets
            look for them by ``AISLE_DATA``.
        registry: What can be measured.

    Returns:
        ``FAILED`` if gated and a bound does not hold. What lacks its data sets
        is left out, and said so.

    Raises:
        CommandError: If ``out`` is missing, or nothing could be measured.
        Exception: Whatever a measurement raises; what was measured before it is
            written first.
    """
    if outlet.out is None:
        raise CommandError("say where the reports go: aisle eval all --out FOLDER")
    reports: list[Report] = []
    codes: list[ExitCode] = []
    try:
        for name, measurement in sorted(registry.items()):
            if not measurement.by_itself or (quick and measurement.quick is None):
                continue
            outlet.console.rule(name)
            options = quick_form(registry, name) if quick else {}
            home = data if measurement.of_shop else None
            try:
                report = run_with(load(registry, name), name, home, options)
            except NoDataError as error:
                outlet.console.print(Text(f"{name} is left out: {error}", style="yellow"))
                continue
            show(report, outlet.console)
            reports.append(report)
            if outlet.gate:
                codes.append(hold(report, outlet.console))
    finally:
        # What took hours is kept though a later one fails.
        if reports:
            page = write_pages(reports, outlet.out, outlet.against)
            outlet.console.print(f"Written to {page}.", highlight=False)
    if not reports:
        raise CommandError("nothing could be measured here")
    return max(codes, default=ExitCode.OK)


def language_model(name: str) -> LanguageModel:
    """Return the kind of language model of a name.

    Raises:
        CommandError: If there is none.
    """
    if name not in list(LanguageModel):
        raise CommandError(f"there is no language model {name!r}: {', '.join(LanguageModel)}")
    return LanguageModel(name)


FILE_COMMANDS: Final[Mapping[str, Callable[[Sequence[Path], Outlet], ExitCode]]] = {
    "compare": compare_files,
    "gate": gate_files,
}
"""What takes reports instead of making one."""
