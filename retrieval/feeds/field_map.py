"""How a shop's own JSON reads: a TOML file that says where each field stands."""

import tomllib
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from retrieval.constraints import PATH_SEPARATOR
from retrieval.feeds.row import FeedError


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _meanings(value: object) -> object:
    return {str(word): str(word) for word in value} if isinstance(value, list) else value  # pyright: ignore[reportUnknownVariableType] - checked by pydantic next


Paths = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""Keys, dotted to reach into objects; the first that has something counts."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fields(_Part):
    """Where the fields of an item stand; the defaults are their usual names."""

    item_id: Paths = ("item_id", "id", "sku")
    family_id: Paths = ("family_id", "parent_id", "item_group_id")
    title: Paths = ("title", "name")
    description: Paths = ("description",)
    brand: Paths = ("brand",)
    price: Paths = ("price",)
    list_price: Paths = ("list_price",)
    currency: Paths = ("currency",)
    availability: Paths = ("availability",)
    stock: Paths = ("stock",)
    rating: Paths = ("rating",)
    rating_count: Paths = ("rating_count",)
    photos: Paths = ("photos", "images", "image_paths", "image", "photo", "image_link")
    link: Paths = ("link", "url")


class Category(_Part):
    """How the category path is found.

    Attributes:
        path: Where the whole path stands: a list, a list of paths, or text with
            ``separator`` in it.
        levels: Keys that hold a level each, broadest first; in place of ``path``.
        separator: Between the levels of a path written as text.
        skip: Paths that begin with one of these are not categories; where there
            are several paths, the first one that is left counts.
        names: What to call a level, such as ``homedecor = "Home decor"``.
    """

    path: Paths = ("category_path", "category")
    levels: tuple[str, ...] = ()
    separator: Annotated[str, Field(min_length=1)] = PATH_SEPARATOR.strip()
    skip: tuple[str, ...] = ()
    names: dict[str, str] = {}


class Flag(_Part):
    """A yes-or-no key that stands for a value of an attribute."""

    key: str
    attribute: str
    value: str


class Derived(_Part):
    """An attribute read off the item's own words where the feed does not give it.

    Attributes:
        attribute: Filled where it is still empty.
        add: True to fill it also where it has values, beside them.
        within: ``title``, ``category`` or ``description``; the first that has
            any of the words counts.
        words: The words, or words to the value each means.
        most: How many values are taken, in the order of the text.
    """

    attribute: str
    within: tuple[Literal["title", "category", "description"], ...] = ("title",)
    words: Annotated[dict[str, str], BeforeValidator(_meanings), Field(min_length=1)]
    most: Annotated[int, Field(ge=1)] = 2
    add: bool = False


class FieldMap(_Part):
    """Everything a field map says.

    Attributes:
        fields: Where the fields stand.
        category: How the category path is found.
        attributes: Attribute to its keys; the values of all of them are taken.
        attribute_folder: Keys of an object whose own keys are attributes, and
            which are all taken.
        split: Characters that separate the values of an attribute.
        constants: Field of ``fields`` to the text of every row that has none.
        values: Attribute to what its values are called here; ``""`` drops one.
        drop: Attributes to leave out.
        flags: Yes-or-no keys.
        derived: Attributes read off the item's own words, in order.
        photo_folder: Folder that photo paths start from, relative to the feed's.
    """

    fields: Fields = Fields()
    category: Category = Category()
    attributes: dict[str, Paths] = {}
    attribute_folder: Paths = ("attributes",)
    split: str = ""
    constants: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    drop: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    derived: tuple[Derived, ...] = ()
    photo_folder: str = ""


PLAIN: Final = FieldMap()
"""The map of rows whose keys are the names of the fields."""


def load_field_map(path: Path) -> FieldMap:
    """Read a field map from a TOML file.

    Raises:
        FeedError: If it cannot be read, is no TOML, or holds a name or value
            that a field map does not have.
    """
    try:
        found = FieldMap.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FeedError(f"cannot read the field map {path}: {error}") from error
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()
        )
        raise FeedError(f"the field map {path} is wrong at {told}") from error
    unknown = set(found.constants) - set(Fields.model_fields)
    if unknown:
        raise FeedError(
            f"the field map {path} is wrong at constants: there is no field "
            f"{', '.join(sorted(unknown))}; there are {', '.join(Fields.model_fields)}"
        )
    return found
