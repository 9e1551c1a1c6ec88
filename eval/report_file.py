"""Reports as files: JSON beside a page, read back to be compared and gated."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.report import Report


class ReportFileError(ValueError):
    """A file is no report; the message says which, and why."""


class ReportFile(BaseModel):
    """A report as it was written; what an older one lacks is empty."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    figures: Mapping[str, float]
    facts: Mapping[str, str] = {}
    notes: Sequence[str] = ()
    charts: Sequence[Mapping[str, Any]] = ()
    samples: Mapping[str, Mapping[str, Mapping[str, Sequence[float]]]] = {}
    transcripts: Sequence[Mapping[str, Any]] = ()
    command: str = ""
    code: str = ""
    libraries: Mapping[str, str] = {}
    machine: str = ""
    measured_at: str = ""

    @classmethod
    def of(cls, report: Report) -> "ReportFile":
        """Return a report as its file would give it."""
        return cls.model_validate_json(json.dumps(report.as_json()))


def read_report(path: Path) -> ReportFile:
    """Read a report.

    Raises:
        ReportFileError: If there is none, or it is not one.
    """
    try:
        return ReportFile.model_validate_json(path.read_text("utf-8"))
    except OSError as error:
        raise ReportFileError(f"{path} can't be read: {error.strerror}") from error
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in fault["loc"]) or "the file"
        raise ReportFileError(f"{path} is no report of aisle: {where}: {fault['msg']}") from error


def write_report(report: Report, path: Path) -> None:
    """Write a report as JSON.

    Raises:
        OSError: If it can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report.as_json(), indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
