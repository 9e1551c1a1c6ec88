"""Writes reports: JSON for programs, and one page for people."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.comparing import compare_reports
from eval.gate import Breach, breaches, read_bounds
from eval.page.svg import draw, series_of
from eval.report import Report
from eval.report_file import ReportFile, ReportFileError, read_report, write_report

_SEEN: Final = 40
"""Rows of changes on a page."""


def write_pages(reports: Sequence[Report], out: Path, against: Path | None = None) -> Path:
    """Write each report as ``NAME.json``, and one page of them all.

    A report of that name that lies there already is the former run, and what
    changed since is on the page; so is it where ``against`` gives the former run.

    Args:
        reports: At least one.
        out: The folder.
        against: A former report, or a folder of them; None for ``out`` itself.

    Returns:
        The page: ``NAME.html`` of one report, ``index.html`` of several.

    Raises:
        ReportFileError: If ``against`` is no report.
        OSError: If a file can't be written.
    """
    former = {report.name: _former(report.name, against or out, against) for report in reports}
    for report in reports:
        write_report(report, out / f"{report.name}.json")
    name = reports[0].name if len(reports) == 1 else "index"
    page = out / f"{name}.html"
    page.write_text(render([ReportFile.of(report) for report in reports], former), "utf-8")
    return page


def render(reports: Sequence[ReportFile], former: dict[str, ReportFile | None]) -> str:
    """Return the page of reports: no file beside it, no network, no script.

    Args:
        reports: At least one.
        former: The run before, by name of the measurement.
    """
    environment = Environment(
        loader=PackageLoader("eval.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sections = [
        {
            "report": report,
            "bounds": _bounds(report),
            "changes": _changes(report, former.get(report.name)),
        }
        for report in reports
    ]
    return environment.get_template("page.html").render(
        sections=sections, first=reports[0], draw=draw, series_of=series_of
    )


def _former(name: str, place: Path, asked: Path | None) -> ReportFile | None:
    path = place / f"{name}.json" if place.is_dir() else place
    if not path.exists() and (asked is None or place.is_dir()):
        return None
    try:
        return read_report(path)
    except ReportFileError:
        if asked is not None:
            raise
        # What lay in the folder is overwritten; it need not have been a report.
        return None


def _bounds(report: ReportFile) -> list[tuple[Breach, bool]]:
    """Return every bound of the report, in the file's order, and whether it holds."""
    bounds = read_bounds()
    broken = {(breach.figure, breach.at_most) for breach in breaches(report, bounds)}
    return [
        (Breach(figure, report.figures.get(figure), limit, kind == "at_most"),
         (figure, kind == "at_most") not in broken)
        for figure, bound in bounds.get(report.name, {}).items()
        for kind, limit in bound.items()
    ]  # fmt: skip


def _changes(report: ReportFile, former: ReportFile | None) -> Report | None:
    if former is None or former.name != report.name:
        return None
    compared = compare_reports(former, report)
    telling = [row for row in compared.rows if row[-1] in ("better", "worse", "changed")]
    rest = [row for row in compared.rows if row not in telling]
    rows, notes = [*telling, *rest], list(compared.notes)
    if len(rows) > _SEEN:
        notes.append(f"{len(rows) - _SEEN} more changes: `aisle eval compare` shows them all.")
    return replace(compared, rows=rows[:_SEEN], notes=notes)
