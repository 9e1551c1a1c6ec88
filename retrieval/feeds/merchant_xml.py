"""Google Merchant feeds as XML: RSS 2.0 or Atom with the ``g:`` namespace."""

from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final
from xml.sax import SAXParseException
from xml.sax.handler import (
    ContentHandler,
    feature_namespaces,
)
from xml.sax.xmlreader import AttributesNSImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from retrieval.feeds.encoding import encoding_of
from retrieval.feeds.fields import read_row
from retrieval.feeds.merchant import merchant_name, merchant_row
from retrieval.feeds.row import FeedError, FeedRecord

_GOOGLE: Final = "http://base.google.com/ns/1.0"
_PRODUCTS: Final = frozenset({"item", "entry"})
_ROOTS: Final = frozenset({"rss", "feed", "rdf", "channel"})
_LONGEST_TEXT: Final = 250_000
_AT_ONCE: Final = 64 * 1024

_Product = tuple[int, dict[str, list[str]]]


def read_merchant_xml(
    path: Path, *, currency: str | None, now: datetime, partial: bool = False
) -> Iterator[FeedRecord]:
    """Read a Google Merchant XML feed, one product in memory at a time.

    Args:
        path: The feed.
        currency: Of prices that name none, ISO 4217; None refuses those.
        now: With a time zone; decides which sale prices hold.
        partial: True to take products that change an item without describing it.

    Raises:
        FeedError: If the file is no XML from here on (naming line and column),
            defines entities, or is XML of another kind.
    """
    encoding_of(path)
    parser = make_parser()
    products = _Products(parser)
    parser.setFeature(feature_namespaces, True)  # noqa: FBT003 - the interface of SAX
    parser.setContentHandler(products)
    seen = False
    for chunk in _chunks(path):
        with _explained(path):
            parser.feed(chunk) if chunk else parser.close()
        for line, cells in products.take():
            seen = True
            raw = merchant_row(line, cells, currency=currency, now=now)
            yield from read_row(raw, partial=partial)
    if not seen:
        raise FeedError(f"{path} has no <item> (RSS) and no <entry> (Atom): is it a product feed?")


def _chunks(path: Path) -> Iterator[bytes]:
    """Read the file in pieces, an empty one last."""
    with path.open("rb") as file:
        while chunk := file.read(_AT_ONCE):
            yield chunk
    yield b""


@contextmanager
def _explained(path: Path) -> Generator[None]:
    try:
        yield
    except DefusedXmlException as error:
        raise FeedError(
            f"{path} defines entities or refers to other files, which a feed may not: {error}"
        ) from error
    except SAXParseException as error:
        raise FeedError(
            f"{path} is not well-formed XML: {error.getMessage()} at line "
            f"{error.getLineNumber()}, column {error.getColumnNumber()}"
        ) from error
    except _ForeignError as error:
        raise FeedError(
            f"{path} is XML of another kind: it begins with <{error}>, a product feed with "
            "<rss> or <feed>"
        ) from error
    except LookupError as error:
        raise FeedError(f"{path} declares an encoding that is not known: {error}") from error


class _ForeignError(Exception):
    """The root element is not a feed's."""


class _Products(ContentHandler):
    """Gathers the attributes of each product while the parser goes by."""

    def __init__(self, locator: Locator) -> None:
        super().__init__()
        self._locator = locator
        self._done: deque[_Product] = deque()
        self._path: list[str] = []
        self._line = 0
        self._depth = 0  # of the product's element; 0 outside of one
        self._cells: dict[str, list[str]] = {}
        self._google: set[str] = set()
        self._parts: dict[str, str] = {}
        self._text: list[str] = []
        self._length = 0

    def take(self) -> Iterator[_Product]:
        """Hand over the products gathered since the last time."""
        while self._done:
            yield self._done.popleft()

    def startElementNS(  # noqa: N802 - the interface of SAX
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        """Begin a product or one of its attributes."""
        del qname
        local = name[1].lower()
        if not self._path and local not in _ROOTS:
            raise _ForeignError(name[1])
        self._path.append(local)
        self._text, self._length = [], 0
        if not self._depth and local in _PRODUCTS:
            self._depth = len(self._path)
            self._line = self._locator.getLineNumber() or 1
            self._cells, self._google = {}, set()
        elif self._depth and local == "link" and (None, "href") in attrs:
            # Atom says it in an attribute.
            self._keep(name[0], "link", str(attrs[None, "href"]))
        elif len(self._path) == self._depth + 1:
            self._parts = {}

    def characters(self, content: str) -> None:
        """Add to the text of the current element, as far as anyone will read it."""
        if self._depth and self._length < _LONGEST_TEXT:
            self._text.append(content)
            self._length += len(content)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        """Finish an attribute or the product."""
        del qname
        inside = len(self._path) - self._depth if self._depth else -1
        local = self._path.pop()
        text = "".join(self._text)
        if inside == 0:
            self._done.append((self._line, self._cells))
            self._depth = 0
        elif inside == 1:
            self._keep(name[0], local, self._whole(local, text))
        elif inside > 1:
            self._parts[local] = text.strip()
        self._text = []

    def _whole(self, local: str, text: str) -> str:
        if local == "product_detail":
            names = ("section_name", "attribute_name", "attribute_value")
            parts = (self._parts.get(part, "").replace(":", " ") for part in names)
            return '"{}"'.format(":".join(parts).replace('"', '""'))
        return self._parts.get("content", "") if local.startswith("structured_") else text

    def _keep(self, namespace: str | None, local: str, text: str) -> None:
        name = merchant_name(local)
        if namespace == _GOOGLE and name not in self._google:
            # What Google's own attribute says goes before RSS and Atom.
            self._google.add(name)
            self._cells[name] = []
        elif namespace != _GOOGLE and name in self._google:
            return
        if text.strip():
            self._cells.setdefault(name, []).append(text.strip())
