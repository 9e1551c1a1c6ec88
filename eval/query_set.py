"""The written requests to two shops, and which items answer each.

A file under ``eval/queries`` lists needs. A need says by rule which items meet it
and asks for them in several wordings, by kind::

    [[need]]
    name = "red high heels"
    family = "high heels"           # needs alike; the name where absent
    want = { category = ["footwear > formal"], title = ["heels?"], colour = ["red"] }
    avoid = { says = ["leather"] }  # meeting any of these rules an item out
    attribute = ["red high heels"]
    chinese = ["红色高跟鞋"]

The keys of a rule are joined by "and", the values of one key by "or" for
``items`` (ids), ``families`` (family ids), ``category`` (path prefixes) and
attributes (values); each of ``title`` and ``says`` is a regular expression that
must begin at a word of the title, or of the title or description.

Families, and not requests, fall into validation or test, by a hash of their name:
the misspelt and the Chinese wording of a need tell what the plain one tells.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from retrieval.constraints import PATH_SEPARATOR, lies_within
from retrieval.items import Item

FOLDER: Final = Path(__file__).parent / "queries"

Rule = Mapping[str, tuple[str, ...]]


class QuerySetError(ValueError):
    """A file of requests is not as it should be; the message names the need."""


class Kind(StrEnum):
    """What makes a request hard."""

    KNOWN_ITEM = "known-item"
    ATTRIBUTE = "attribute"
    USE_CASE = "use-case"
    NEGATIVE = "negative"
    MISSPELT = "misspelt"
    MEASURE = "measure"
    CHINESE = "chinese"


class Split(StrEnum):
    """What a request may be used for: choosing, or showing."""

    VALIDATION = "validation"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Request:
    """One request and what answers it.

    Attributes:
        shop: Name of the feed, such as ``magento_luma``.
        need: Name of the need, unique in the shop.
        family: What is drawn and split as a whole.
        kind: What makes it hard.
        text: In the shopper's words.
        relevant: Ids of the items that answer it, at least one.
    """

    shop: str
    need: str
    family: str
    kind: Kind
    text: str
    relevant: frozenset[str]

    @property
    def split(self) -> Split:
        """Return the side that its family falls on, in every shop the same."""
        even = hashlib.sha256(self.family.encode()).digest()[0] % 2 == 0
        return Split.VALIDATION if even else Split.TEST


class _Need(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    family: str | None = None
    want: dict[str, tuple[str, ...]] = Field(min_length=1)
    avoid: dict[str, tuple[str, ...]] = {}
    known_item: tuple[str, ...] = Field((), alias="known-item")
    attribute: tuple[str, ...] = ()
    use_case: tuple[str, ...] = Field((), alias="use-case")
    negative: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()

    def asks(self) -> Iterable[tuple[Kind, str]]:
        """Return the wordings with their kinds, in the order of ``Kind``."""
        for kind in Kind:
            for text in getattr(self, kind.value.replace("-", "_")):
                yield kind, text


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    feed: str
    need: tuple[_Need, ...] = Field(min_length=1)


def shops() -> list[str]:
    """Return the names of the shops that have requests, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_requests(shop: str, items: Sequence[Item], folder: Path = FOLDER) -> list[Request]:
    """Read a shop's requests and judge its items by their rules.

    Args:
        shop: Name of the file without its ending.
        items: Everything the shop sells.
        folder: Where the files are.

    Returns:
        The requests in the file's order.

    Raises:
        QuerySetError: If the file cannot be read, two needs share a name, a
            text is asked twice, or nothing in the shop meets a need.
    """
    path = folder / f"{shop}.toml"
    try:
        file = _File.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise QuerySetError(f"cannot use the requests in {path}: {error}") from error
    requests = [
        Request(file.feed, need.name, need.family or need.name, kind, text, relevant)
        for need in file.need
        for relevant in [_relevant(need, items)]
        for kind, text in need.asks()
    ]
    _check_distinct("need", [need.name for need in file.need], path)
    _check_distinct("text", [request.text for request in requests], path)
    return requests


def _relevant(need: _Need, items: Sequence[Item]) -> frozenset[str]:
    found = frozenset(
        item.item_id
        for item in items
        if all(_meets(item, key, values) for key, values in need.want.items())
        and not any(_meets(item, key, values) for key, values in need.avoid.items())
    )
    if not found:
        raise QuerySetError(f"nothing in the shop meets the need {need.name!r}")
    return found


def _meets(item: Item, key: str, values: tuple[str, ...]) -> bool:
    if key == "items":
        return item.item_id in values
    if key == "families":
        return item.family_id in values
    if key == "category":
        path = PATH_SEPARATOR.join(item.category).casefold()
        return any(lies_within(path, v) for v in values)
    if key in _TEXTS:
        text = _TEXTS[key](item).casefold()
        return all(re.search(rf"\b(?:{pattern})", text) for pattern in values)
    return not set(values).isdisjoint(item.values(key))


_TEXTS: Final[Mapping[str, Callable[[Item], str]]] = {
    "title": lambda item: item.title,
    "says": lambda item: f"{item.title}\n{item.description}",
}


def _check_distinct(what: str, values: Sequence[str], path: Path) -> None:
    twice = {value for value in values if values.count(value) > 1}
    if twice:
        raise QuerySetError(f"{path} has a {what} twice: {', '.join(sorted(twice))}")
