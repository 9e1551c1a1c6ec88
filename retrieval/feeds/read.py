"""Reading a feed of any format."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from retrieval.feeds.encoding import encoding_of
from retrieval.feeds.field_map import PLAIN, FieldMap
from retrieval.feeds.jsonl import read_jsonl
from retrieval.feeds.merchant import merchant_name
from retrieval.feeds.merchant_tsv import read_merchant_tsv
from retrieval.feeds.merchant_xml import read_merchant_xml
from retrieval.feeds.refine import refiner
from retrieval.feeds.row import FeedError, FeedRecord, RowProblem
from retrieval.feeds.shopify_csv import read_shopify_csv
from retrieval.feeds.tables import header_of
from retrieval.feeds.variants import merge_sizes


class FeedFormat(StrEnum):
    """The formats a feed may have."""

    MERCHANT_TSV = "merchant-tsv"
    MERCHANT_XML = "merchant-xml"
    SHOPIFY_CSV = "shopify-csv"
    JSONL = "jsonl"


def read_feed(
    path: Path,
    *,
    feed_format: FeedFormat | None = None,
    currency: str | None = None,
    field_map: FieldMap | None = None,
    now: datetime | None = None,
    partial: bool = False,
) -> Iterator[FeedRecord]:
    """Read a feed's items and problems in the file's order, a few in memory at a time.

    Sizes of one colour become one item, and of two items with one id the first
    counts.

    Args:
        path: The feed.
        feed_format: None finds out from the file.
        currency: Of prices that name none, ISO 4217.
        field_map: For JSON lines, where the fields stand; for every format, what
            values are called and which attributes are read off the title.
        now: Decides which sale prices hold; None means this moment.
        partial: True to take rows without a title for changes of the fields that
            they have; they come with ``FeedItem.given``. Not for Shopify, whose
            rows describe parts of a product.

    Raises:
        FeedError: If the feed as a whole cannot be read, or holds no row.
    """
    found = feed_format or detect_format(path)
    records = merge_sizes(
        _records(
            path, found, currency, field_map or PLAIN, now or datetime.now(UTC), partial=partial
        )
    )
    refine = refiner(field_map) if field_map else None
    lines: dict[str, int] = {}
    empty = True
    for record in records:
        if isinstance(record, RowProblem):
            empty = empty and not record.lost
            yield record
            continue
        empty = False
        item_id = record.item.item_id
        if item_id in lines:
            reason = f"is that of line {lines[item_id]} too; the first one counts"
            yield RowProblem(record.line, "id", reason, item_id)
            continue
        lines[item_id] = record.line
        described = record.given is None or "attributes" in record.given
        yield refine(record) if refine and described else record
    if empty:
        raise FeedError(f"{path} has no rows below its header: export the feed again")


def detect_format(path: Path) -> FeedFormat:
    """Tell a feed's format from its first line that is not blank.

    Raises:
        FeedError: If it is none of the formats.
    """
    with path.open(encoding=encoding_of(path), errors="replace") as file:
        head = file.read(64 * 1024).lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        return FeedFormat.MERCHANT_XML
    if head.startswith(("{", "[")):
        return FeedFormat.JSONL
    try:
        columns = header_of(head.splitlines()[0]) if head else []
    except csv.Error:
        columns = []
    if {"handle", "url handle"} & set(columns):
        return FeedFormat.SHOPIFY_CSV
    if {"id", "title", "image_link"} & {merchant_name(column) for column in columns}:
        return FeedFormat.MERCHANT_TSV
    raise FeedError(
        f"{path} is no feed of a known kind: it begins {head[:60]!r}. Google Merchant (TSV, XML), "
        "Shopify (CSV) and JSON lines are read; name the format if it is one of them"
    )


def _records(
    path: Path,
    found: FeedFormat,
    currency: str | None,
    field_map: FieldMap,
    now: datetime,
    *,
    partial: bool,
) -> Iterator[FeedRecord]:
    match found:
        case FeedFormat.MERCHANT_TSV:
            return read_merchant_tsv(path, currency=currency, now=now, partial=partial)
        case FeedFormat.MERCHANT_XML:
            return read_merchant_xml(path, currency=currency, now=now, partial=partial)
        case FeedFormat.SHOPIFY_CSV:
            return read_shopify_csv(path, currency=currency)
        case FeedFormat.JSONL:
            return read_jsonl(path, currency=currency, field_map=field_map, partial=partial)
