"""Reads Amazon Beauty 5-core, or a folder of another shop's histories laid out alike.

``sequences.txt`` has a shopper a line: an id and the numbers of the items they took, from 1,
oldest first. ``items.jsonl`` has an item a line, in the order of their numbers, with
``asin``, ``title``, ``brand`` and ``category_path``.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from ranking.shoppers.errors import ShopperError
from ranking.shoppers.histories import Histories, make_histories

FOLDER: Final = "amazon_beauty_5core"

_SEQUENCES: Final = "sequences.txt"
_ITEMS: Final = "items.jsonl"
_NO_BRAND: Final = "Unknown"
"""As the benchmark's file writes it; an empty name stands there as a brand of its own."""


class HistoriesFileError(ShopperError):
    """A file of histories is missing or not as it must be."""


@dataclass(frozen=True, slots=True)
class Shopped:
    """A shop's items and what its shoppers took.

    Attributes:
        histories: Over the items.
        texts: Title, brand and category path of each item, for an encoder.
        brands: Of each item, None for none.
        paths: Category path of each item, from broadest to narrowest; may be empty.
        sha256: Of the two files.
    """

    histories: Histories
    texts: tuple[str, ...]
    brands: tuple[str | None, ...]
    paths: tuple[tuple[str, ...], ...]
    sha256: str


def read_shopped(folder: Path) -> Shopped:
    """Read a folder of histories; see the module.

    Raises:
        HistoriesFileError: If a file is missing, or a line is not as it must be.
    """
    items = [_item(line, row) for row, line in enumerate(_lines(folder / _ITEMS), start=1)]
    shoppers = [
        _numbers(line, row, len(items))
        for row, line in enumerate(_lines(folder / _SEQUENCES), start=1)
    ]
    digest = sha256()
    for name in (_SEQUENCES, _ITEMS):
        digest.update((folder / name).read_bytes())
    paths = tuple(tuple(map(str, item.get("category_path") or ())) for item in items)
    brands = tuple(_brand(item) for item in items)
    return Shopped(
        histories=make_histories([str(item["asin"]) for item in items], shoppers),
        texts=tuple(
            " ".join(filter(None, (item.get("title"), item.get("brand"), " > ".join(path))))
            for item, path in zip(items, paths, strict=True)
        ),
        brands=brands,
        paths=paths,
        sha256=digest.hexdigest(),
    )


def _lines(path: Path) -> Sequence[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise HistoriesFileError(f"cannot read {path}: {error}") from error


def _item(line: str, row: int) -> Mapping[str, Any]:
    try:
        item = json.loads(line)
    except json.JSONDecodeError as error:
        raise HistoriesFileError(f"{_ITEMS}, line {row}: no JSON ({error})") from error
    if not isinstance(item, dict) or "asin" not in item:
        raise HistoriesFileError(f"{_ITEMS}, line {row}: an item needs an `asin`")
    return item  # pyright: ignore[reportUnknownVariableType] - any JSON


def _numbers(line: str, row: int, items: int) -> list[int]:
    try:
        numbers = [int(word) - 1 for word in line.split()[1:]]
    except ValueError as error:
        raise HistoriesFileError(f"{_SEQUENCES}, line {row}: {error}") from error
    if any(not 0 <= number < items for number in numbers):
        raise HistoriesFileError(f"{_SEQUENCES}, line {row}: names an item that there is not")
    return numbers


def _brand(item: Mapping[str, Any]) -> str | None:
    brand = item.get("brand")
    return None if brand is None or brand == _NO_BRAND else str(brand)
