"""Reviews from a file: CSV, TSV or JSONL, with a field map where the names differ."""

import csv
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from assistant.service.reviews.review import Review

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "product_id": ("product_id", "sku", "item_id", "family_id", "parent_id", "asin", "product"),
    "text": ("text", "review", "body", "content", "reviewText", "review_text", "comment"),
    "title": ("title", "headline", "summary", "subject"),
    "rating": ("rating", "stars", "score", "overall", "star_rating"),
    "written": ("written", "date", "created_at", "created", "review_date", "timestamp"),
}
"""Our fields, and the names that they are looked for under, the first found counting."""

DEMO_REVIEWS: Final = Path(__file__).parent / "demo_reviews.jsonl"
"""Reviews of the demo shop, written for it."""

LONGEST_TEXT: Final = 20_000
_FIVE: Final = 5.0


class ReviewFileError(ValueError):
    """The file or the field map cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that was left out: the line it begins on, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadReviews:
    """What a file holds."""

    reviews: tuple[Review, ...]
    faults: tuple[RowFault, ...]


def read_reviews(path: Path, field_map: Path | None = None) -> ReadReviews:
    """Read a file of reviews; a wrong row is reported and the rest is read.

    Args:
        path: ``.csv`` or ``.tsv`` with a header, ``.jsonl`` or ``.json`` with an
            object a line; UTF-8.
        field_map: TOML file whose table ``[fields]`` says under which name each
            of our fields stands, such as ``text = "review"``.

    Raises:
        ReviewFileError: If the file's kind is not known, it has none of the
            fields needed, or the map cannot be read.
    """
    names = _names(field_map)
    rows = _rows(path)
    reviews: list[Review] = []
    faults: list[RowFault] = []
    for line, row in rows:
        if isinstance(row, str):
            faults.append(RowFault(line, row))
            continue
        try:
            reviews.append(_review(row, names))
        except _RowError as error:
            faults.append(RowFault(line, str(error)))
    if not reviews and faults:
        first = faults[0]
        raise ReviewFileError(f"{path.name}: no row can be read; line {first.line}: {first.reason}")
    return ReadReviews(tuple(reviews), tuple(faults))


class _RowError(ValueError):
    pass


def _names(field_map: Path | None) -> Mapping[str, tuple[str, ...]]:
    if field_map is None:
        return FIELDS
    try:
        fields = tomllib.loads(field_map.read_text(encoding="utf-8")).get("fields", {})
    except tomllib.TOMLDecodeError as error:
        raise ReviewFileError(f"{field_map.name}: {error}") from None
    unknown = set(fields) - set(FIELDS)
    if unknown or not fields:
        wanted = ", ".join(FIELDS)
        raise ReviewFileError(
            f"{field_map.name}: [fields] may name {wanted}; not {unknown or '{}'}"
        )
    return {ours: (str(fields[ours]),) if ours in fields else FIELDS[ours] for ours in FIELDS}


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Yield each row with its line; a text in its place says what is wrong with it."""
    kind = path.suffix.lower()
    if kind in (".csv", ".tsv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter="\t" if kind == ".tsv" else ",")
            yield from ((reader.line_num, row) for row in reader)
    elif kind in (".jsonl", ".json"):
        with path.open(encoding="utf-8-sig") as file:
            yield from _objects(file)
    else:
        raise ReviewFileError(f"{path.name}: reviews are read from .csv, .tsv or .jsonl")


def _objects(lines: Iterable[str]) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            yield number, f"it is no JSON: {error.msg}"
            continue
        yield number, value if isinstance(value, dict) else "it is no JSON object"


def _review(row: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> Review:
    found = {ours: _first(row, theirs) for ours, theirs in names.items()}
    product_id, text = found["product_id"], found["text"]
    for ours, value in (("product_id", product_id), ("text", text)):
        if not value:
            raise _RowError(f"{ours} is missing; it is looked for as {', '.join(names[ours])}")
    return Review(
        product_id=product_id,
        title=found["title"][:LONGEST_TEXT],
        text=text[:LONGEST_TEXT],
        rating=_rating(found["rating"]),
        written=_day(found["written"]),
    )


def _first(row: Mapping[str, Any], names: Iterable[str]) -> str:
    values = (row.get(name) for name in names)
    return next((str(value).strip() for value in values if value not in (None, "")), "")


def _rating(text: str) -> float | None:
    if not text:
        return None
    try:
        rating = float(text)
    except ValueError:
        raise _RowError(f"the rating {text!r} is no number") from None
    if not 1 <= rating <= _FIVE:
        raise _RowError(f"the rating {text} does not lie between 1 and 5")
    return rating


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise _RowError(f"the date {text!r} is not written as 2026-11-21") from None
