"""Reading the demo shop's TOML files, with errors that name file, entry and field."""

import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, Field, ValidationError

SHOP: Final = "retrieval.demo_shop"

Text = Annotated[str, Field(pattern=r"^\S(.*\S)?$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Word = Annotated[str, Field(pattern=r"^[^A-Z\s]([^A-Z]*[^A-Z\s])?$")]

Row = TypeVar("Row", bound=BaseModel)


class DemoShopError(Exception):
    """The demo shop's own files are wrong; the message says which and where."""


def toml_files(folder: str) -> list[Traversable]:
    """Return the TOML files of one of the shop's folders, in alphabetical order."""
    paths = (path for path in (files(SHOP) / folder).iterdir() if path.name.endswith(".toml"))
    return sorted(paths, key=lambda path: path.name)


def read_rows(path: Traversable, name: str, model: type[Row]) -> Iterator[Row]:
    """Read the ``[[name]]`` tables of a file, each as a ``model``.

    Raises:
        DemoShopError: If the file is no TOML, holds anything else, or one of
            its tables does not fit the model.
    """
    for number, table in enumerate(_tables(path, name), start=1):
        try:
            yield model.model_validate(table)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field = ".".join(str(part) for part in first["loc"]) or name
            entry = f"{name} {table.get('id', f'number {number}')!r}"
            raise DemoShopError(f"{path.name}: {entry}: {field}: {first['msg']}") from error


def check_unique(what: str, names: Sequence[str]) -> None:
    """Refuse a name that stands twice.

    Raises:
        DemoShopError: Naming it.
    """
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise DemoShopError(f"the {what} {name!r} stands twice")
        seen.add(name)


def _tables(path: Traversable, name: str) -> list[dict[str, Any]]:
    try:
        # Decimal, so that 19.99 stays 19.99.
        content = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise DemoShopError(f"{path.name} is not valid TOML: {error}") from error
    if set(content) != {name}:
        held = ", ".join(content) or "nothing"
        raise DemoShopError(f"{path.name} must hold [[{name}]] tables and no more; it has: {held}")
    return content[name]
