"""Reading tables: a header, then rows with separated cells."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from retrieval.feeds.encoding import LONGEST_FEED_LINE, lines, opened
from retrieval.feeds.row import FeedError, RowProblem

LONGEST_RECORD: Final = 20_000
"""Lines in one row before its open quote counts as a mistake."""

_LARGEST_CELL: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row.

    Attributes:
        line: Line it begins on, from 1.
        cells: Column in lower case to its values: those cells of the column (or
            of all columns of that name) that are not blank.
    """

    line: int
    cells: Mapping[str, Sequence[str]]

    def first(self, *columns: str) -> str:
        """Return the first value of the first column that has one, or ``""``."""
        return next((self.cells[name][0] for name in columns if self.cells.get(name)), "")


def header_of(line: str) -> list[str]:
    """Split a header line into its columns, in lower case."""
    cells = next(csv.reader([line], delimiter=delimiter_of(line)), [])
    return [" ".join(cell.replace("\ufeff", "").split()).lower() for cell in cells]


def delimiter_of(header: str) -> str:
    """Tell what separates the cells: a tab, else a semicolon or a comma."""
    if "\t" in header:
        return "\t"
    return ";" if header.count(";") > header.count(",") else ","


def table_rows(path: Path, required: Sequence[Sequence[str]]) -> Iterator[TableRow | RowProblem]:
    """Read a table row by row.

    Cells may be quoted and then hold line ends. A quote that never closes costs
    its own row only.

    Args:
        path: The file.
        required: The columns that there must be, each with its other spellings.

    Raises:
        FeedError: If a required column is missing, or the file is no text.
    """
    csv.field_size_limit(_LARGEST_CELL)
    with opened(path) as file:
        source = _Lines(lines(file))
        header = source.first_line()
        columns = header_of(header)
        _check_columns(path, columns, required)
        yield from _records(source, columns, delimiter_of(header))


def _check_columns(path: Path, seen: Sequence[str], required: Sequence[Sequence[str]]) -> None:
    missing = [spellings[0] for spellings in required if not set(spellings) & set(seen)]
    if missing:
        shown = ", ".join(name for name in seen[:40] if name)
        raise FeedError(
            f"{path} lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"it has: {shown[:600]}"
        )


def _records(
    source: "_Lines", columns: Sequence[str], delimiter: str
) -> Iterator[TableRow | RowProblem]:
    reader = csv.reader(source, delimiter=delimiter)
    while True:
        line = source.begin_record()
        try:
            cells = next(reader, None)
            broken = _broken(source, cells or (), columns, delimiter)
        except _EndlessRecordError:
            cells, broken = None, f"a quote stays open for {LONGEST_RECORD:,} lines"
        except csv.Error as error:
            cells, broken = None, str(error)
        if broken is not None:
            source.begin_again_after_first()
            reader = csv.reader(source, delimiter=delimiter)
            yield RowProblem(line, "row", f"{broken}; the row is left out")
        elif cells is None:
            return
        elif any(cell.strip() for cell in cells):
            yield _row(line, columns, cells)


def _broken(
    source: "_Lines", cells: Sequence[str], columns: Sequence[str], delimiter: str
) -> str | None:
    """Tell what a stray quote did: it joins rows until the next quote."""
    if source.unclosed:
        return "a quote is opened and never closed"
    if source.record_lines <= 1:
        return None
    # A comma belongs in a text of several lines, a tab does not.
    swallowed = delimiter == "\t" and any("\t" in cell and "\n" in cell for cell in cells)
    if swallowed or len(cells) != len(columns):
        return f"a quote joins {source.record_lines} lines"
    return None


def _row(line: int, columns: Sequence[str], cells: Sequence[str]) -> TableRow | RowProblem:
    if any(cell.strip() for cell in cells[len(columns) :]):
        reason = f"has {len(cells)} cells and the header {len(columns)}: is a separator unquoted?"
        return RowProblem(line, "row", reason)
    found: dict[str, list[str]] = {}
    for column, cell in zip(columns, cells, strict=False):
        if cell.strip():
            found.setdefault(column, []).append(cell)
    return TableRow(line, found)


class _EndlessRecordError(Exception):
    """One row takes more lines than any row does."""


class _Lines:
    """Lines that can be read again from the second one of the current record."""

    def __init__(self, source: Iterable[str]) -> None:
        self._source = iter(source)
        self._again: deque[str] = deque()
        self._record: list[str] = []
        self._read = 0
        self._characters = 0
        self.unclosed = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self._record) >= LONGEST_RECORD or self._characters > LONGEST_FEED_LINE:
            raise _EndlessRecordError
        line = self._again.popleft() if self._again else next(self._source, None)
        if line is None:
            # The reader asks on in the middle of a record: a quote is open.
            self.unclosed = bool(self._record)
            raise StopIteration
        self._read += 1
        self._record.append(line)
        self._characters += len(line)
        return line

    @property
    def record_lines(self) -> int:
        """Count the lines of the current record so far."""
        return len(self._record)

    def first_line(self) -> str:
        """Return the first line that is not blank."""
        return next((line for line in self if line.strip()), "")

    def begin_record(self) -> int:
        """Forget the record before; return the line the next one begins on."""
        self._record.clear()
        self._characters = 0
        self.unclosed = False
        return self._read + 1

    def begin_again_after_first(self) -> None:
        """Give back every line of the record but its first."""
        self._again.extendleft(reversed(self._record[1:]))
        self._read -= len(self._record) - 1
