"""A feed read whole."""

from datetime import UTC, datetime
from pathlib import Path

from retrieval.feeds.read import read_feed
from retrieval.feeds.row import FeedItem, RowProblem

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def parted(path: Path, **options) -> tuple[list[FeedItem], list[RowProblem]]:
    """Read a feed as on ``NOW``: its items, and its problems."""
    records = list(read_feed(path, now=NOW, **options))
    items = [record for record in records if isinstance(record, FeedItem)]
    return items, [record for record in records if isinstance(record, RowProblem)]
