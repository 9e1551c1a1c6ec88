"""Opening a feed as text: which encoding it is in, and where it is not."""

import codecs
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from retrieval.feeds.row import FeedError

LONGEST_FEED_LINE: Final = 32 * 1024 * 1024
"""Characters in one line of a feed, well above any real row."""

_PACKED: Final = {
    b"PK\x03\x04": "a zip archive or an Excel workbook: unpack it, or save it as CSV",
    b"\x1f\x8b": "packed with gzip: unpack it first (gunzip FILE)",
    b"%PDF": "a PDF: export the products as TSV, CSV, XML or JSONL",
    b"\x89PNG": "a picture: give the file that lists the products",
    b"\xff\xd8\xff": "a picture: give the file that lists the products",
    b"SQLite": "a database: export the products as TSV, CSV, XML or JSONL",
}
# Longest first, since one mark begins with another.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path) -> str:
    """Name the encoding of a feed: by its byte order mark, else UTF-8.

    Raises:
        FeedError: If the file cannot be read, is empty, or is no text at all.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise FeedError(f"cannot read {path}: {error.strerror or error}") from error
    if not head.strip():
        raise FeedError(f"{path} is empty: export the feed again")
    for beginning, what in _PACKED.items():
        if head.startswith(beginning):
            raise FeedError(f"{path} is {what}")
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if b"\x00" in head[:64]:
        raise FeedError(
            f"{path} is neither UTF-8 nor UTF-16 with a byte order mark (a zero byte near its "
            "beginning): save it as UTF-8"
        )
    return "utf-8"


@contextmanager
def opened(path: Path) -> Generator[TextIO]:
    """Open a feed as text, line ends untouched.

    Raises:
        FeedError: As ``encoding_of``, or at the first line that is not in the
            feed's encoding, naming the line and the byte.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        try:
            yield file
        except UnicodeError as error:
            raise FeedError(_where_it_breaks(path, encoding)) from error


def lines(file: TextIO) -> Iterator[str]:
    """Go through the lines of a feed, their ends included.

    Raises:
        FeedError: At a line of more than ``LONGEST_FEED_LINE`` characters.
    """
    number = 0
    while line := file.readline(LONGEST_FEED_LINE + 1):
        number += 1
        if len(line) > LONGEST_FEED_LINE:
            raise FeedError(
                f"line {number} has more than {LONGEST_FEED_LINE:,} characters: "
                "is this a feed with one item a line?"
            )
        yield line


def _where_it_breaks(path: Path, encoding: str) -> str:
    if encoding != "utf-8":
        encoding_name = encoding.removesuffix("-sig").upper()
        if encoding != "utf-8-sig":
            return f"{path} begins like {encoding_name} and breaks later on: save it as UTF-8"
    offset = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return (
                    f"{path} is not UTF-8: line {number} has the byte 0x{line[error.start]:02x} "
                    f"at byte {offset + error.start:,} of the file. Save it as UTF-8; from "
                    "Windows, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW"
                )
            offset += len(line)
    return f"{path} ends in the middle of a character: export the feed again"
