"""The demo shop as items, as a feed with pictures, and as knowledge."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from retrieval.demo_shop.drawing import draw
from retrieval.demo_shop.product import CURRENCY, DemoProduct, demo_products
from retrieval.demo_shop.tables import SHOP, Slug, Text, Word, check_unique, read_rows, toml_files
from retrieval.items import Item, Price
from retrieval.knowledge import Passage, Promotion

FEED_NAME: Final = "feed.jsonl"
PICTURE_FOLDER: Final = "pictures"
PICTURE_SIZE: Final = 512
"""Side of a picture in pixels."""

_JPEG_QUALITY: Final = 90

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do."""


def demo_items(pictures: Path | None = None) -> Iterator[Item]:
    """Yield every item of the demo shop: one colour of one product each.

    Args:
        pictures: Folder of the pictures that ``write_demo_feed`` drew; with
            None the items have no pictures.

    Yields:
        Items in the files' order, the colours of a product together.

    Raises:
        DemoShopError: If the shop's files are wrong.
    """
    for product in demo_products():
        for item in product.items():
            photos = () if pictures is None else (pictures / _picture_of(product, item).name,)
            yield replace(item, image_paths=photos)


def write_demo_feed(folder: Path, progress: Progress | None = None) -> Path:
    """Write the demo shop as a JSONL feed, and draw a picture for each item.

    A picture that is there already is kept unless it would look different now,
    so an interrupted call goes on where it stopped. The feed is written last,
    and older pictures stay, since an index in use may show them.

    Args:
        folder: Made if missing; receives ``FEED_NAME`` and ``PICTURE_FOLDER``.
        progress: Told after every picture.

    Returns:
        Path of the feed, whose photos are paths relative to it.

    Raises:
        DemoShopError: If the shop's files are wrong.
        OSError: If the folder cannot be written to.
    """
    shown = [(item, _picture_of(p, item)) for p in demo_products() for item in p.items()]
    pictures = folder / PICTURE_FOLDER
    pictures.mkdir(parents=True, exist_ok=True)
    drawn = _draw_all([picture for _, picture in shown], pictures)
    for done, _ in enumerate(drawn, start=1):
        if progress is not None:
            progress(done, len(shown))
    feed = folder / FEED_NAME
    unfinished = feed.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8") as lines:
        for item, picture in shown:
            lines.write(json.dumps(_feed_row(item, picture), ensure_ascii=False) + "\n")
    return unfinished.replace(feed)


def demo_passages() -> list[Passage]:
    """Return the policies of the demo shop, file by file in alphabetical order.

    Raises:
        DemoShopError: If a file is wrong or an id stands twice.
    """
    sources = toml_files("policies")
    passages = [row.passage() for path in sources for row in read_rows(path, "passage", _Passage)]
    check_unique("passage id", [passage.passage_id for passage in passages])
    return passages


def demo_promotions() -> list[Promotion]:
    """Return the promotions of the demo shop, in force or not.

    Raises:
        DemoShopError: If the file is wrong or an id stands twice.
    """
    path = files(SHOP) / "promotions.toml"
    promotions = [row.promotion() for row in read_rows(path, "promotion", _Promotion)]
    check_unique("promotion id", [promotion.promotion_id for promotion in promotions])
    return promotions


class _Passage(BaseModel):
    """A ``[[passage]]`` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+#[a-z0-9-]+$")]
    topic: Word
    title: Text
    text: Text

    def passage(self) -> Passage:
        return Passage(self.id, self.topic, self.title, self.text)


class _Promotion(BaseModel):
    """A ``[[promotion]]`` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    title: Text
    code: Annotated[str, Field(pattern=r"^[A-Z0-9]+$")] | None = None
    percent_off: Annotated[int, Field(gt=0, le=100)]
    category: Word | None = None
    brand: Word | None = None
    starts: date
    ends: date

    @model_validator(mode="after")
    def _end_after_start(self) -> Self:
        if self.ends < self.starts:
            raise ValueError(f"it ends on {self.ends}, before it starts")
        return self

    def promotion(self) -> Promotion:
        return Promotion(
            promotion_id=self.id,
            title=self.title,
            code=self.code,
            percent_off=self.percent_off,
            category=self.category,
            brand=self.brand,
            starts=self.starts,
            ends=self.ends,
        )


WORTH_A_POOL: Final = 32
"""So many pictures take longer to draw than processes take to start."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """What an item's picture is drawn from; its name changes with its look."""

    item_id: str
    product_type: str
    colour: str
    pattern: str
    seed: int
    form: str | None = None

    @property
    def name(self) -> str:
        look = f"{self} {PICTURE_SIZE} {_drawing_revision()}"
        return f"{self.item_id}-{sha256(look.encode()).hexdigest()[:8]}.jpg"

    def draw_into(self, folder: Path) -> None:
        path = folder / self.name
        if path.exists():
            return
        image = draw(
            self.product_type, self.colour, self.pattern, self.seed, PICTURE_SIZE, form=self.form
        )
        # Under another name until it is whole: a picture that is there is kept.
        unfinished = path.with_suffix(".part")
        image.save(unfinished, "JPEG", quality=_JPEG_QUALITY)
        unfinished.replace(path)


def _draw_all(pictures: Sequence[_Picture], folder: Path) -> Iterator[str]:
    """Draw what is missing, yielding every picture's name as it is there."""
    missing = [picture for picture in pictures if not (folder / picture.name).exists()]
    yield from (picture.name for picture in pictures if picture not in missing)
    if len(missing) < WORTH_A_POOL:
        yield from map(_drawn, missing, repeat(folder))
        return
    # Spawned, since a fork would copy the threads' locks of whoever calls.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(_drawn, missing, repeat(folder), chunksize=8)


def _drawn(picture: _Picture, folder: Path) -> str:
    picture.draw_into(folder)
    return picture.name


def _picture_of(product: DemoProduct, item: Item) -> _Picture:
    colour = next(iter(item.values("colour")), product.drawn_in or "")
    pattern = product.pattern or "plain"
    return _Picture(item.item_id, product.type, colour, pattern, product.seed, product.form)


@cache
def _drawing_revision() -> str:
    """Return a digest of everything that decides how the drawings look."""
    sources = [path for path in (files(SHOP) / "drawing").iterdir() if path.name.endswith(".py")]
    digest = sha256((files(SHOP) / "palette.toml").read_bytes())
    for path in sorted(sources, key=lambda source: source.name):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _feed_row(item: Item, picture: _Picture) -> dict[str, Any]:
    row: dict[str, Any] = {
        "item_id": item.item_id,
        "family_id": item.family_id,
        "title": item.title,
        "description": item.description,
        "brand": item.brand,
        "category": item.category,
        "price": _amount(item.price),
        "list_price": _amount(item.list_price),
        "currency": CURRENCY,
        "availability": item.availability,
        "stock": item.stock,
        "rating": item.rating,
        "rating_count": item.rating_count,
        "attributes": item.attributes,
        "photos": [f"{PICTURE_FOLDER}/{picture.name}"],
    }
    return {key: value for key, value in row.items() if value is not None}


def _amount(price: Price | None) -> str | None:
    return None if price is None else str(price.amount)
