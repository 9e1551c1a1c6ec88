"""The first stage of a build: from the feed into the catalogue, photos included."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from retrieval.batches import batches
from retrieval.catalog import Catalogue
from retrieval.feeds.field_map import FieldMap
from retrieval.feeds.read import FeedFormat, read_feed
from retrieval.feeds.row import FeedError, FeedItem, FeedRecord, RowProblem
from retrieval.items import Item
from retrieval.photo_fetch import PhotoFetcher
from retrieval.photos import PhotoError, PhotoStore, load_photos

Progress = Callable[[str, int, int | None], None]
"""Called with the stage's name, what is done and what there is to do, if known."""

MOST_PROBLEMS: Final = 1_000
"""Problems kept in a report; all of them are counted."""

_ITEMS_AT_ONCE: Final = 64
_PHOTOS_AT_ONCE: Final = 8


def ignore_progress(stage: str, done: int, total: int | None) -> None:
    """Take no notice."""
    del stage, done, total


@dataclass(frozen=True, slots=True)
class ShopFeed:
    """A feed and how it is to be read.

    Attributes:
        path: The file.
        feed_format: None finds out from the file.
        currency: Of prices that name none, ISO 4217.
        field_map: How JSON lines read, and what to change in items of any format.
        photo_folder: Folder that photo paths start from and may not leave. None
            means the field map's, or the feed's own.
    """

    path: Path
    feed_format: FeedFormat | None = None
    currency: str | None = None
    field_map: FieldMap | None = None
    photo_folder: Path | None = None

    def records(self, *, partial: bool = False) -> Iterator[FeedRecord]:
        """Read the feed; see ``read_feed``."""
        return read_feed(
            self.path,
            feed_format=self.feed_format,
            currency=self.currency,
            field_map=self.field_map,
            partial=partial,
        )

    def photos(self) -> Path:
        """Return the folder that photo paths start from."""
        within = self.field_map.photo_folder if self.field_map else ""
        return self.photo_folder or self.path.parent / within

    def sha256(self) -> str:
        """Identify the feed's content and how it is read.

        Raises:
            FeedError: If the file cannot be read.
        """
        try:
            with self.path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256")
        except OSError as error:
            raise FeedError(f"cannot read {self.path}: {error.strerror or error}") from error
        read_as = (
            self.feed_format,
            self.currency,
            self.field_map.model_dump_json() if self.field_map else None,
            str(self.photos()),
        )
        content.update(repr(read_as).encode())
        return content.hexdigest()


@dataclass(slots=True)
class Filling:
    """What came of reading a feed.

    Attributes:
        loaded: Items now in the build.
        resumed: How many of them were there from an interrupted run.
        lost: Rows left out.
        problem_count: Problems of rows, lost or not.
        problems: The first ``MOST_PROBLEMS`` of them, in the feed's order.
        photos: Photos now kept, of the items that were not there before.
        photo_problem_count: Photos that could not be used.
        photo_problems: The first ``MOST_PROBLEMS`` of them, in the feed's order.
    """

    loaded: int = 0
    resumed: int = 0
    lost: int = 0
    problem_count: int = 0
    problems: list[RowProblem] = field(default_factory=list[RowProblem])
    photos: int = 0
    photo_problem_count: int = 0
    photo_problems: list[RowProblem] = field(default_factory=list[RowProblem])

    def note(self, problem: RowProblem) -> None:
        """Count a problem of a row."""
        self.problem_count += 1
        self.lost += problem.lost
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)

    def note_photo(self, problem: RowProblem) -> None:
        """Count a photo that could not be used."""
        self.photo_problem_count += 1
        if len(self.photo_problems) < MOST_PROBLEMS:
            self.photo_problems.append(problem)


def fill(
    feed: ShopFeed,
    *,
    catalogue: Catalogue,
    build_id: str,
    store: PhotoStore,
    fetcher: PhotoFetcher,
    progress: Progress,
) -> Filling:
    """Put a feed's items into a build, skipping those it has already.

    Raises:
        FeedError: If the feed as a whole cannot be read.
        CatalogueError: If the catalogue cannot store an item.
        OSError: If a photo cannot be stored.
    """
    filling = Filling()
    there = catalogue.built_ids(build_id)
    for batch in batches(feed.records(), _ITEMS_AT_ONCE):
        new: list[FeedItem] = []
        for record in batch:
            if isinstance(record, RowProblem):
                filling.note(record)
            elif record.item.item_id in there:
                filling.resumed += 1
                filling.loaded += 1
            else:
                new.append(record)
        kept = keep_photos(new, feed.photos(), store, fetcher)
        catalogue.put(build_id, [with_photos(one, kept, filling) for one in new])
        filling.loaded += len(new)
        progress("reading", filling.loaded + filling.lost, None)
    return filling


def keep_photos(
    new: Sequence[FeedItem], folder: Path, store: PhotoStore, fetcher: PhotoFetcher
) -> dict[str, Path | PhotoError]:
    """Keep the photos of items.

    Returns:
        For every photo as the feed writes it, the stored file or why there is
        none.

    Raises:
        OSError: If a photo cannot be stored.
    """
    wanted = dict.fromkeys(photo for one in new for photo in one.photos)
    kept: dict[str, Path | PhotoError] = {}
    for group in batches(wanted, _PHOTOS_AT_ONCE):
        for photo, data in zip(group, load_photos(group, folder, fetcher), strict=True):
            kept[photo] = data if isinstance(data, PhotoError) else _keep(photo, data, store)
    return kept


def _keep(photo: str, data: bytes, store: PhotoStore) -> Path | PhotoError:
    try:
        return store.keep(data)
    except PhotoError as error:
        return PhotoError(f"{photo}: {error}")


def with_photos(found: FeedItem, kept: Mapping[str, Path | PhotoError], filling: Filling) -> Item:
    """Return the item with its stored photos; ``filling`` is told of the others."""
    paths: list[Path] = []
    for photo in found.photos:
        result = kept[photo]
        if isinstance(result, PhotoError):
            filling.note_photo(
                RowProblem(found.line, "photo", str(result), found.item.item_id, lost=False)
            )
        elif result not in paths:
            paths.append(result)
    filling.photos += len(paths)
    return replace(found.item, image_paths=tuple(paths))
