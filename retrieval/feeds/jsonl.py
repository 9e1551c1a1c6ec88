"""JSON lines: one object a line, read by a field map."""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from retrieval.feeds.cleaning import attribute_name
from retrieval.feeds.encoding import lines, opened
from retrieval.feeds.field_map import PLAIN, Category, FieldMap
from retrieval.feeds.fields import read_row
from retrieval.feeds.row import FeedError, FeedRecord, RawRow, RowProblem

_TRUE: Final = frozenset({"yes", "true", "1", "y"})
_MOST_BAD_IN_A_ROW: Final = 100

Object = Mapping[str, Any]


def read_jsonl(
    path: Path, *, currency: str | None, field_map: FieldMap = PLAIN, partial: bool = False
) -> Iterator[FeedRecord]:
    """Read JSON lines in the file's order.

    Args:
        path: The feed.
        currency: Of prices that name none, ISO 4217; None refuses those.
        field_map: Where the fields stand.
        partial: True to take objects that change an item without describing it.

    Raises:
        FeedError: If the file is no text, is one JSON array, has no object in
            its first hundred lines, or the map's id or title stand in none of
            them.
    """
    good, bad = 0, 0
    with opened(path) as file:
        for number, line in enumerate(lines(file), start=1):
            if not line.strip():
                continue
            row = _object(line)
            if isinstance(row, str):
                bad += 1
                if number == 1 and line.lstrip().startswith("["):
                    raise FeedError(
                        f"{path} is one JSON array: write one object a line, for example with "
                        "jq -c '.[]' FILE"
                    )
                if not good and bad >= _MOST_BAD_IN_A_ROW:
                    raise FeedError(f"{path} has no JSON object in its first lines; line 1 {row}")
                yield RowProblem(number, "row", row)
                continue
            if not good:
                _check_keys(path, row, field_map, ("id",) if partial else ("id", "title"))
            good += 1
            yield from read_row(_raw(number, row, field_map, currency), partial=partial)


def _object(line: str) -> dict[str, Any] | str:
    """Parse a line; text instead of an object says what is wrong."""
    try:
        row = json.loads(line, parse_float=Decimal)
    except RecursionError:
        return "is nested too deeply"
    except ValueError as error:
        return f"is not JSON: {error}"
    return row if isinstance(row, dict) else "is not a JSON object"


def read_objects(
    objects: Sequence[Object], *, currency: str | None, field_map: FieldMap = PLAIN
) -> Iterator[FeedRecord]:
    """Read changes of items that came as objects and not as a file.

    Their place in the sequence, from 1, stands for the line. One without title
    changes an item without describing it.
    """
    for number, row in enumerate(objects, start=1):
        yield from read_row(_raw(number, row, field_map, currency), partial=True)


def _check_keys(path: Path, row: Object, field_map: FieldMap, required: Sequence[str]) -> None:
    wanted = {"id": field_map.fields.item_id, "title": field_map.fields.title}
    constant = {"id": "item_id" in field_map.constants, "title": "title" in field_map.constants}
    missing = [
        f"{name} ({' or '.join(keys)})"
        for name, keys in wanted.items()
        if name in required and not constant[name] and all(_at(row, key) is None for key in keys)
    ]
    if missing:
        raise FeedError(
            f"{path} lacks the key{'s' * (len(missing) > 1)} {', '.join(missing)}; its first "
            f"object has: {', '.join(row)[:600]}. A field map says where a field stands"
        )


def _raw(number: int, row: Object, field_map: FieldMap, currency: str | None) -> RawRow:
    at = field_map.fields

    def text(name: str) -> str:
        found = _texts(_first(row, getattr(at, name)))
        return found[0] if found else field_map.constants.get(name, "")

    return RawRow(
        line=number,
        item_id=text("item_id"),
        family_id=text("family_id"),
        title=text("title"),
        description="\n".join(_texts(_first(row, at.description))),
        brand=text("brand"),
        category=_category(row, field_map.category),
        price=_price(_first(row, at.price)),
        list_price=_price(_first(row, at.list_price)),
        currency=text("currency") or currency or "",
        availability=text("availability"),
        stock=text("stock"),
        rating=text("rating"),
        rating_count=text("rating_count"),
        attributes=_attributes(row, field_map),
        photos=_texts(_first(row, at.photos)),
        link=text("link"),
    )


def _at(row: Object, key: str) -> object:
    """Return what stands at a dotted key, or None."""
    here: object = row
    if key in row:
        return row[key]
    for part in key.split("."):
        if isinstance(here, Mapping):
            here = here.get(part)
        elif isinstance(here, list) and part.isdigit() and int(part) < len(here):
            here = here[int(part)]
        else:
            return None
    return here


def _first(row: Object, keys: Sequence[str]) -> object:
    return next((found for key in keys if _texts(found := _at(row, key)) or _money(found)), None)


def _money(value: object) -> str | None:
    """Write out ``{"amount": 19.99, "currency": "USD"}``; None for anything else."""
    if not isinstance(value, Mapping) or "amount" not in value:
        return None
    return f"{value['amount']} {value.get('currency') or ''}"


def _texts(value: object) -> list[str]:
    """Return the texts and numbers in a value, however deep in lists."""
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if value is None or isinstance(value, Mapping):
        return []
    if isinstance(value, bool):
        return [str(value).lower()]
    text = str(value)
    return [text] if text.strip() else []


def _price(value: object) -> str | Decimal:
    if money := _money(value):
        return money
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, Decimal):
        return value
    found = _texts(value)
    return found[0] if found else ""


def _category(row: Object, how: Category) -> tuple[str, ...]:
    if how.levels:
        paths = [[level for key in how.levels for level in _texts(_at(row, key))[:1]]]
    else:
        paths = _paths(_first(row, how.path), how.separator)
    named = [[how.names.get(level.strip(), level.strip()) for level in path] for path in paths]
    return next((tuple(path) for path in named if path and path[0] not in how.skip), ())


def _paths(value: object, separator: str) -> list[list[str]]:
    if isinstance(value, list) and any(isinstance(one, list) for one in value):
        return [_texts(path) for path in value]
    found = _texts(value)
    if isinstance(value, list) and not any(separator in text for text in found):
        return [found]
    return [text.split(separator) for text in found]


def _attributes(row: Object, field_map: FieldMap) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in field_map.attribute_folder:
        folder = _at(row, key)
        for name, value in folder.items() if isinstance(folder, Mapping) else ():
            found.setdefault(attribute_name(name), []).extend(_texts(value))
    for name, keys in field_map.attributes.items():
        found.setdefault(attribute_name(name), []).extend(
            text for key in keys for text in _texts(_at(row, key))
        )
    for flag in field_map.flags:
        if any(text.strip().lower() in _TRUE for text in _texts(_at(row, flag.key))):
            found.setdefault(flag.attribute, []).append(flag.value)
    return {name: _split(values, field_map.split) for name, values in found.items()}


def _split(values: Sequence[str], marks: str) -> list[str]:
    parts = list(values)
    for mark in marks:
        parts = [piece for part in parts for piece in part.split(mark)]
    return parts
