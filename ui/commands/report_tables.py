"""A report's table on a terminal of any width: nothing in it is cut short."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from eval.report import Report

_WRAPPED: Final = 24
"""Cells of up to so many columns of the terminal stay on one line; longer ones are text."""
_CONTINUED: Final = ", continued"
_BESIDE_A_CELL: Final = 3
"""A space on either side, and a line."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table, or a part of one.

    Attributes:
        title: What it is of.
        columns: The headings.
        rows: The cells, as many in each row as there are columns.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def down(self) -> Iterator[tuple[str, ...]]:
        """Yield each column: its heading, then its cells."""
        yield from zip(self.columns, *self.rows, strict=True)


def tables(report: Report, width: int) -> Iterator[Table]:
    """Yield what shows a report's rows in full.

    That is one table where it fits. Else there is one for each value of the first
    column, where rows beside each other share theirs, and so on with the next
    column; what is still too wide is continued below, each part beginning with
    the columns that tell its rows apart.

    Args:
        report: Its rows.
        width: Columns of the terminal.
    """
    whole = _Grid(report.name, report.columns, report.rows)
    if _total(_natural(whole)) <= width:
        yield _drawn(whole, _natural(whole))
        return
    for grid in _grouped(whole, width):
        for part in _continued(grid, width):
            yield _drawn(part, _squeezed(part, width))


def _grouped(grid: _Grid, width: int) -> Iterator[_Grid]:
    """Yield a grid for each value of the first column, while it is too wide and they repeat."""
    if _total(_narrow(grid, width)) <= width or len(grid.columns) == 1:
        yield grid
        return
    groups = [(value, list(rows)) for value, rows in groupby(grid.rows, key=lambda row: row[0])]
    if len(groups) == len(grid.rows):
        yield grid
        return
    for value, rows in groups:
        title = f"{grid.title}, {grid.columns[0]}: {value}"
        rest = [row[1:] for row in rows]
        yield from _grouped(_Grid(title, grid.columns[1:], rest), width)


def _continued(grid: _Grid, width: int) -> Iterator[_Grid]:
    """Yield the columns in parts that fit, those that tell rows apart in each."""
    widths = _narrow(grid, width)
    keys = _keys(grid)
    least = _longest_words(grid)
    if any(_total([*least[:keys], other]) > width for other in least[keys:]):
        keys = 1
    taken = list(range(keys))
    for place in range(keys, len(grid.columns)):
        if len(taken) > keys and _total([widths[at] for at in (*taken, place)]) > width:
            yield _only(grid, taken)
            title = grid.title.removesuffix(_CONTINUED) + _CONTINUED
            grid, taken = replace(grid, title=title), taken[:keys]
        taken.append(place)
    yield _only(grid, taken)


def _keys(grid: _Grid) -> int:
    """Return how many of the first columns tell rows apart; one where none do."""
    for count in range(1, len(grid.columns)):
        if len({tuple(row[:count]) for row in grid.rows}) == len(grid.rows):
            return count
    return 1


def _only(grid: _Grid, places: Sequence[int]) -> _Grid:
    return _Grid(
        grid.title,
        [grid.columns[at] for at in places],
        [[row[at] for at in places] for row in grid.rows],
    )


def _natural(grid: _Grid) -> list[int]:
    """Return the columns' widths where nothing is wrapped."""
    return [max(map(cell_len, column)) for column in grid.down()]


def _narrow(grid: _Grid, width: int) -> list[int]:
    """Return the columns' least widths: headings and texts are wrapped between words.

    Only a word longer than half the terminal is broken.
    """
    return [
        max(min(word, width // 2), min(max(map(cell_len, cells), default=0), _WRAPPED))
        for word, (_, *cells) in zip(_longest_words(grid), grid.down(), strict=True)
    ]


def _squeezed(grid: _Grid, width: int) -> list[int]:
    """Return the widths of a part; where it is still too wide, the widest columns wrap as well."""
    widths = _narrow(grid, width)
    over = _total(widths) - width
    least = _longest_words(grid)
    for place in sorted(range(len(widths)), key=lambda at: -widths[at]):
        cut = min(max(widths[place] - least[place], 0), max(over, 0))
        widths[place] -= cut
        over -= cut
    return widths


def _longest_words(grid: _Grid) -> list[int]:
    """Return the least widths at which no word is broken; 1 where there is none."""
    return [
        max((cell_len(word) for text in column for word in text.split()), default=1)
        for column in grid.down()
    ]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _BESIDE_A_CELL * len(widths) + 1


def _drawn(grid: _Grid, widths: Sequence[int]) -> Table:
    table = Table(title=Text(grid.title), title_justify="left")
    for place, (column, width) in enumerate(zip(grid.columns, widths, strict=True)):
        is_text = place == 0 or not any(
            letter.isdigit() for row in grid.rows for letter in row[place]
        )
        justify = "left" if is_text else "right"
        table.add_column(Text(column), justify=justify, width=width, overflow="fold")
    for row in grid.rows:
        table.add_row(*map(Text, row))
    return table
