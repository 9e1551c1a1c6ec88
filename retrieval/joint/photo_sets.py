"""Sets of photos with text that other people published, for generic heads and for evaluation."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from retrieval.encoders.encoder import ImageEncoder, TextEncoder
from retrieval.joint.features import FeatureCache, Progress, unwatched
from retrieval.joint.pairs import Pairs, numbered

Row = Mapping[str, Any]


class PhotoSetError(Exception):
    """A photo set cannot be read; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Photographed:
    """One photo and what is said of it.

    Attributes:
        photo: The file.
        said: Its text at every ``Length``.
        family: The product that it shows.
        category: From the broadest name to the narrowest.
        colour: Lower case; empty where the set names none.
    """

    photo: Path
    said: tuple[str, str, str, str, str]
    family: str
    category: tuple[str, ...]
    colour: str = ""


def read_photo_set(name: str, data: Path) -> list[Photographed]:
    """Read one of ``PHOTO_SETS`` from the folder of all of them.

    Raises:
        PhotoSetError: If it is missing or damaged.
    """
    folder = data / name
    try:
        return PHOTO_SETS[name](folder)
    except (OSError, KeyError, ValueError) as error:
        raise PhotoSetError(
            f"the photo set {name} cannot be read from {folder} ({error}): name the folder that "
            "holds it with --data or AISLE_DATA"
        ) from error


def encoded(
    photographed: Sequence[Photographed],
    text_encoder: TextEncoder,
    image_encoder: ImageEncoder,
    cache: FeatureCache,
    progress: Progress = unwatched,
) -> Pairs:
    """Encode photos and texts, or find them encoded.

    Raises:
        OSError: If a photo cannot be read, or the cache not be written.
    """
    said = list(zip(*(one.said for one in photographed), strict=True))
    return Pairs(
        photos=cache.photos([one.photo for one in photographed], image_encoder, progress),
        texts=np.stack([cache.texts(texts, text_encoder, progress) for texts in said]),
        said=np.stack([numbered(texts) for texts in said]),
        families=numbered([one.family for one in photographed]),
        kinds=numbered([one.category for one in photographed]),
    )


def sha256_of(photographed: Sequence[Photographed]) -> str:
    """Identify a set by its photos' bytes and its texts."""
    total = hashlib.sha256()
    for one in photographed:
        total.update(hashlib.sha256(one.photo.read_bytes()).digest())
        total.update(repr((one.said, one.family, one.category, one.colour)).encode())
    return total.hexdigest()


def _magento(folder: Path) -> list[Photographed]:
    return [_luma(row, folder) for row in _rows(folder / "products.jsonl")]


def _luma(row: Row, folder: Path) -> Photographed:
    colour = row["colour"] or ""
    title = row["title"].removesuffix(f" ({colour})")
    coloured = f"{title}, {colour.lower()}" if colour else title
    path = tuple(row["category_paths"][0])
    attributes = row["attributes"]
    told = [
        f"{name}: {attributes[name]}"
        for name in ("activity", "climate", "material", "pattern", "style")
        if name in attributes
    ]
    whole = "\n".join([coloured, ", ".join(path), *told, row["description"]])
    category = " ".join(reversed(path))
    said = (title, coloured, f"{colour.lower()} {category}".strip(), category, whole)
    return Photographed(folder / row["image"], said, row["parent_id"], path, colour.lower())


def _retail(folder: Path) -> list[Photographed]:
    found: list[Photographed] = []
    for row in _rows(folder / "products.jsonl"):
        path = tuple(row["category_path"])
        title = row["title"]
        whole = "\n".join([title, ", ".join(path), row["description"]])
        category = " ".join(reversed(path))
        said = (title, title, category, category, whole)
        found.append(Photographed(folder / row["image"], said, row["id"], path))
    return found


def _grocery(folder: Path) -> list[Photographed]:
    products = {row["class_id"]: row for row in _rows(folder / "products.jsonl")}
    photos = [(row["image"], row["class_id"]) for row in _rows(folder / "photos.jsonl")]
    found: list[Photographed] = []
    for image, class_id in [*((one["image"], place) for place, one in products.items()), *photos]:
        row = products[class_id]
        path = tuple(row["category_path"][:-1])
        title = row["title"]
        whole = "\n".join([title, ", ".join(path), row["description"] or ""])
        category = " ".join(reversed(path))
        said = (title, f"{title}, {path[-1]}", category, category, whole)
        found.append(Photographed(folder / image, said, row["id"], path))
    return found


def _clothing(folder: Path) -> list[Photographed]:
    found: list[Photographed] = []
    for row in _rows(folder / "photos.jsonl"):
        kind = row["class"]
        said = (
            kind,
            f"{kind}, clothing",
            f"{kind} clothes",
            f"{kind} clothing",
            f"A photo of a piece of clothing: {kind}",
        )
        found.append(Photographed(folder / row["image"], said, kind, ("Clothing", kind)))
    return found


PHOTO_SETS: Final[Mapping[str, Callable[[Path], list[Photographed]]]] = {
    "magento_luma": _magento,
    "retail_demo_store_84": _retail,
    "grocery_store": _grocery,
    "clothing_small": _clothing,
}
"""What can be read, by the name of its folder."""


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
