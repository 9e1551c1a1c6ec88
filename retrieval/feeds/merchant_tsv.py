"""Google Merchant feeds as a table: tab-separated, or comma-separated."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from retrieval.feeds.fields import read_row
from retrieval.feeds.merchant import merchant_name, merchant_row
from retrieval.feeds.row import FeedRecord, RowProblem
from retrieval.feeds.tables import table_rows

_REQUIRED: Final = (("id", "g:id"), ("title", "g:title"))


def read_merchant_tsv(path: Path, *, currency: str | None, now: datetime) -> Iterator[FeedRecord]:
    """Read a Google Merchant table, one product a row, in the file's order.

    Args:
        path: The feed.
        currency: Of prices that name none, ISO 4217; None refuses those.
        now: With a time zone; decides which sale prices hold.

    Raises:
        FeedError: If the file is no text or lacks the columns id or title.
    """
    for row in table_rows(path, _REQUIRED):
        if isinstance(row, RowProblem):
            yield row
            continue
        cells: dict[str, list[str]] = {}
        for column, values in row.cells.items():
            cells.setdefault(merchant_name(column), []).extend(values)
        yield from read_row(merchant_row(row.line, cells, currency=currency, now=now))
