"""The cleaning report as JSON, and as one page of HTML that needs nothing else."""

import base64
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment
from PIL import Image, UnidentifiedImageError

from retrieval.cleaning.finding import CleaningReport, Finding, Kind

HTML: Final = "cleaning.html"
JSON: Final = "cleaning.json"

SHOWN: Final = 40
"""Findings of one kind on the page; the JSON has all."""
ITEMS_SHOWN: Final = 12
"""Items of one finding on the page."""

_THUMBNAIL: Final = 72
_WITH_PHOTOS: Final = frozenset(
    {Kind.EXACT_DUPLICATE, Kind.NEAR_DUPLICATE, Kind.SAME_PHOTO, Kind.ALIKE_PHOTO}
)

HEADINGS: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.EXACT_DUPLICATE: (
        "Exact duplicates",
        "Items that say the same in everything but their id.",
    ),
    Kind.NEAR_DUPLICATE: (
        "Near duplicates",
        "Items of different products that share nine words of ten, numbers, brand and colour.",
    ),
    Kind.SAME_PHOTO: ("The same photo", "Items of different products shown with one photo."),
    Kind.ALIKE_PHOTO: (
        "Photos that look the same",
        "Photos of different products that are two files and one picture.",
    ),
    Kind.MISSING: ("Missing values", "What a shopper would look for and not find."),
    Kind.PRICE_OUTLIER: (
        "Prices far from their like",
        "Five times the middle price of their category or more, or a fifth of it or less.",
    ),
    Kind.CATEGORY_SPELLING: (
        "Categories written in two ways",
        "Paths that differ in case, separators, blanks or a plural. They were made one.",
    ),
    Kind.CATEGORY_ALIKE: (
        "Categories that look alike",
        "Neighbours one letter apart. They may be a slip of the pen, or two things.",
    ),
}
"""For every kind its heading, and what it means."""


def write_report(report: CleaningReport, folder: Path) -> tuple[Path, Path]:
    """Write the report as HTML and JSON, in place of the last one.

    Args:
        report: What was found.
        folder: Made if it is missing.

    Returns:
        The HTML file and the JSON file.

    Raises:
        OSError: If they cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    html, plain = folder / HTML, folder / JSON
    text = json.dumps(report_json(report), indent=1, ensure_ascii=False)
    plain.write_text(text, encoding="utf-8", errors="replace")
    html.write_text(report_html(report), encoding="utf-8", errors="replace")
    return html, plain


def report_json(report: CleaningReport) -> dict[str, Any]:
    """Return the whole report as JSON values."""
    return {
        "items": report.items,
        "seconds": round(report.seconds, 3),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "counts": {kind.value: len(report.of(kind)) for kind in Kind},
        "done": sum(bool(finding.done) for finding in report.findings),
        "findings": [
            {
                "kind": finding.kind.value,
                "what": finding.what,
                "done": finding.done or None,
                "item_ids": list(finding.item_ids),
            }
            for finding in report.findings
        ],
        "titles": dict(report.titles),
    }


def report_html(report: CleaningReport) -> str:
    """Return the page; everything in it is escaped, and it loads nothing."""
    page = files("retrieval.cleaning").joinpath("report.html.jinja").read_text("utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    sections = [_section(report, kind) for kind in Kind]
    return environment.from_string(page).render(
        items=report.items,
        made_at=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        seconds=report.seconds,
        sections=sections,
        found=len(report.findings),
        done=sum(bool(finding.done) for finding in report.findings),
        json_name=JSON,
    )


def _section(report: CleaningReport, kind: Kind) -> dict[str, Any]:
    findings = report.of(kind)
    heading, meaning = HEADINGS[kind]
    photos = report.photos if kind in _WITH_PHOTOS else {}
    return {
        "id": kind.value.replace("_", "-"),
        "heading": heading,
        "meaning": meaning,
        "count": len(findings),
        "more": max(0, len(findings) - SHOWN),
        "findings": [_finding(report, one, photos) for one in findings[:SHOWN]],
    }


def _finding(
    report: CleaningReport, finding: Finding, photos: Mapping[str, Path]
) -> dict[str, Any]:
    return {
        "what": finding.what,
        "done": finding.done,
        "more": max(0, len(finding.item_ids) - ITEMS_SHOWN),
        "items": [
            {
                "id": item_id,
                "title": report.titles.get(item_id, ""),
                "photo": _thumbnail(photos[item_id]) if item_id in photos else "",
            }
            for item_id in finding.item_ids[:ITEMS_SHOWN]
        ],
    }


def _thumbnail(path: Path) -> str:
    """Return a small picture as a data address, empty where the photo cannot be opened."""
    try:
        with Image.open(path) as photo:
            photo.draft("RGB", (2 * _THUMBNAIL, 2 * _THUMBNAIL))
            small = photo.convert("RGB")
    except (OSError, UnidentifiedImageError):
        return ""
    small.thumbnail((_THUMBNAIL, _THUMBNAIL))
    content = io.BytesIO()
    small.save(content, "JPEG", quality=70)
    return "data:image/jpeg;base64," + base64.b64encode(content.getvalue()).decode()
