"""Google Merchant feeds as a table: tab-separated, or comma-separated."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from retrieval.feeds.fields import read_row
from retrieval.feeds.merchant import merchant_name, merchant_row
from retrieval.feeds.row import FeedRecord, RowProblem
from retrieval.feeds.tables import table_rows

_ID: Final = ("id", "g:id")
_TITLE: Final = ("title", "g:title")


def read_merchant_tsv(
    path: Path, *, currency: str | None, now: datetime, partial: bool = False
) -> Iterator[FeedRecord]:
    """Read a Google Merchant table, one product a row, in the file's order.

    Args:
        path: The feed.
        currency: Of prices that name none, ISO 4217; None refuses those.
        now: With a time zone; decides which sale prices hold.
        partial: True to take rows that change an item without describing it.

    Raises:
        FeedError: If the file is no text or lacks the columns id or title.
    """
    for row in table_rows(path, (_ID,) if partial else (_ID, _TITLE)):
        if isinstance(row, RowProblem):
            yield row
            continue
        cells: dict[str, list[str]] = {}
        for column, values in row.cells.items():
            cells.setdefault(merchant_name(column), []).extend(values)
        raw = merchant_row(row.line, cells, currency=currency, now=now)
        yield from read_row(raw, partial=partial)
