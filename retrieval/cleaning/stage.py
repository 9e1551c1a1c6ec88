"""The stage of a build that looks through what was read, and writes the report."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from retrieval.catalog import Catalogue
from retrieval.cleaning.clean import Told, clean
from retrieval.cleaning.finding import CleaningReport
from retrieval.cleaning.report import write_report

FOLDER: Final = "reports"
"""Of the reports, in the shop's home."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What came of looking through a build.

    Attributes:
        report: What was found and done.
        html: The page that shows it.
        json: All of it for programs.
    """

    report: CleaningReport
    html: Path
    json: Path


def look_through(
    catalogue: Catalogue, build_id: str, home: Path, *, drop_duplicates: bool, progress: Told
) -> Cleaned:
    """Clean a build that does not serve yet, and write the report; see ``clean``.

    Raises:
        CatalogueError: If the catalogue cannot be read or written.
        OSError: If the report cannot be written.
    """
    report = clean(catalogue, build_id, drop_duplicates=drop_duplicates, progress=progress)
    html, plain = write_report(report, home / FOLDER)
    return Cleaned(report, html, plain)
