"""Changing what the shop sells while it serves."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from retrieval.batches import batches
from retrieval.catalog import Catalogue, CatalogueError
from retrieval.catalog_errors import CatalogueMovedError
from retrieval.changes import Change, Changed, LiveVector
from retrieval.embed import Encoding, check_vectors
from retrieval.feeds.row import FeedItem, FeedRecord, RowProblem
from retrieval.fill import Filling, keep_photos, with_photos
from retrieval.items import Item
from retrieval.knowledge import Passage, Promotion
from retrieval.photo_fetch import PhotoFetcher
from retrieval.photo_locks import using_photos
from retrieval.photos import PHOTOS, PhotoStore
from retrieval.query import Leg

Encodings = Callable[[], Sequence[Encoding]]
"""Returns how every leg of the shop is encoded; called only when something is."""

_ITEMS_AT_ONCE: Final = 64
_TRIES: Final = 20
# What comes with a field that a row gives: a price without one before is not reduced.
_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    "price": ("price", "list_price"),
    "rating": ("rating", "rating_count"),
    "photos": ("image_paths",),
}


@dataclass(slots=True)
class UpdateReport:
    """What came of changes.

    Attributes:
        number: The revision's number afterwards.
        added: Items that are new.
        updated: Items that changed.
        unchanged: Items that said the same before.
        removed: Items that are no longer sold.
        encoded: Vectors made, by leg; what did not change is not encoded again.
        filling: The problems of rows and photos, and how many photos were kept.
        seconds: How long it took.
    """

    number: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    encoded: dict[Leg, int] = field(default_factory=dict[Leg, int])
    filling: Filling = field(default_factory=Filling)
    seconds: float = 0.0

    def note(self, changed: Changed) -> None:
        """Add what one change did."""
        self.number = changed.number
        self.added += len(changed.added)
        self.updated += len(changed.updated)
        self.unchanged += len(changed.unchanged)
        self.removed += len(changed.removed)


class LiveShop:
    """Adds, changes and removes items of the shop that serves.

    Every batch is one transaction, items with their vectors, so a process that
    is killed leaves each item as it was or as it is to be; the same call again
    does the rest. Any process of the home may change, and all that serve it
    notice with their next query.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        home: Path,
        encodings: Encodings,
        fetcher: PhotoFetcher = PhotoFetcher(),  # noqa: B008 - frozen
    ) -> None:
        """Put the parts together.

        Args:
            catalogue: Holds the items.
            home: The shop's folder; photos are kept in it.
            encodings: As the serving build's; asked for when first needed.
            fetcher: Fetches photos that have a web address.
        """
        self._catalogue = catalogue
        self._home = home
        self._store = PhotoStore(home / PHOTOS)
        self._encodings = encodings
        self._fetcher = fetcher

    def warm(self) -> None:
        """Open the encoders, so that the first change of a text does not wait for them."""
        self._encodings()

    def replace_knowledge(
        self,
        passages: Sequence[Passage] | None = None,
        promotions: Sequence[Promotion] | None = None,
    ) -> None:
        """Put policy or promotions in place of the shop's; None leaves them.

        Raises:
            CatalogueEmptyError: If no feed was indexed yet.
            CatalogueError: If the catalogue cannot be changed.
        """
        self._catalogue.change_knowledge(passages, promotions)

    def close(self) -> None:
        """Release the catalogue."""
        self._catalogue.close()

    def apply(
        self,
        records: Iterable[FeedRecord],
        photo_folder: Path,
        told: Callable[[int], None] | None = None,
    ) -> UpdateReport:
        """Store the records' items; all others stay as they are.

        A row with ``given`` changes those fields of its item and leaves the
        rest. Several rows of one item are applied in their order. Where none of
        a row's photos can be used, the item keeps those it has.

        Args:
            records: As the feeds' readers give them, read with ``partial``.
            photo_folder: Folder that photo paths start from and may not leave.
            told: Called with the number of rows done.

        Raises:
            CatalogueEmptyError: If no feed was indexed yet.
            CatalogueError: If the catalogue cannot store the items.
            EncodingError: If an encoder fails.
            OSError: If a photo cannot be stored.
        """
        began, report, done = time.monotonic(), UpdateReport(), 0
        for batch in _without_repeats(records):
            rows: dict[str, FeedItem] = {}
            for record in batch:
                if isinstance(record, RowProblem):
                    report.filling.note(record)
                else:
                    rows[record.item.item_id] = record
            with using_photos(self._home):
                kept = keep_photos(list(rows.values()), photo_folder, self._store, self._fetcher)
                shown = {i: with_photos(row, kept, report.filling) for i, row in rows.items()}
                self._store_rows(rows, shown, report)
            done += len(batch)
            if told is not None:
                told(done)
        report.seconds = time.monotonic() - began
        return report

    def remove(self, item_ids: Collection[str]) -> UpdateReport:
        """Take items out; unknown ids are ignored.

        Raises:
            CatalogueEmptyError: If no feed was indexed yet.
            CatalogueError: If the catalogue cannot be changed.
        """
        began, report = time.monotonic(), UpdateReport()

        def decide(ids: Sequence[str]) -> Change:
            return Change((), frozenset(ids), self._catalogue.items(ids), {})

        for batch in batches(dict.fromkeys(item_ids), _ITEMS_AT_ONCE):
            report.note(self._change(lambda ids=batch: decide(ids)))
        report.seconds = time.monotonic() - began
        return report

    def _store_rows(
        self, rows: Mapping[str, FeedItem], shown: Mapping[str, Item], report: UpdateReport
    ) -> None:
        unknown: set[str] = set()
        encoded: dict[Leg, int] = {}

        def decide() -> Change:
            unknown.clear()
            encoded.clear()
            seen = self._catalogue.items(list(rows))
            upserts: list[Item] = []
            for item_id, row in rows.items():
                before = seen.get(item_id)
                if row.given is not None and before is None:
                    unknown.add(item_id)
                else:
                    upserts.append(_merged(row, shown[item_id], before))
            vectors = {} if not upserts else self._vectors(upserts, seen)
            encoded.update({leg: _made(of_leg) for leg, of_leg in vectors.items()})
            return Change(tuple(upserts), frozenset(), seen, vectors)

        if rows:
            report.note(self._change(decide))
        for leg, count in encoded.items():
            report.encoded[leg] = report.encoded.get(leg, 0) + count
        report.filling.loaded += len(rows) - len(unknown)
        for item_id in sorted(unknown):
            reason = "is missing, and there is no such item yet that the row could change"
            report.filling.note(RowProblem(rows[item_id].line, "title", reason, item_id))

    def _vectors(
        self, upserts: Sequence[Item], seen: Mapping[str, Item]
    ) -> dict[Leg, dict[str, LiveVector]]:
        """Encode what changed; nothing is even opened where only prices did."""
        if all(item.item_id in seen and _same_look(item, seen[item.item_id]) for item in upserts):
            return {}
        return {
            encoding.leg: live_vectors(
                encoding,
                [
                    item
                    for item in upserts
                    if item.item_id not in seen
                    or encoding.source(item) != encoding.source(seen[item.item_id])
                ],
            )
            for encoding in self._encodings()
        }

    def _change(self, decide: Callable[[], Change]) -> Changed:
        for _ in range(_TRIES):
            try:
                return self._catalogue.change(decide())
            except CatalogueMovedError:
                continue
        raise CatalogueError(
            f"the items were changed {_TRIES} times by others while they were to be changed here: "
            "try again"
        )


def _without_repeats(records: Iterable[FeedRecord]) -> Iterator[list[FeedRecord]]:
    """Yield the records in their order, in batches that have one row an item at most."""
    batch: list[FeedRecord] = []
    ids: set[str] = set()
    for record in records:
        item_id = None if isinstance(record, RowProblem) else record.item.item_id
        if len(batch) == _ITEMS_AT_ONCE or item_id in ids:
            yield batch
            batch, ids = [], set()
        batch.append(record)
        if item_id is not None:
            ids.add(item_id)
    if batch:
        yield batch


def live_vectors(encoding: Encoding, items: Sequence[Item]) -> dict[str, LiveVector]:
    """Encode items for one leg; those that have nothing for it get None.

    Raises:
        EncodingError: If the encoder gives other shapes than it says.
    """
    found = {item.item_id: LiveVector(encoding.name, None) for item in items}
    able = [item for item in items if encoding.source(item) is not None]
    for batch in batches(able, _ITEMS_AT_ONCE):
        encoded, vectors = encoding.encode(batch)
        check_vectors(encoding, len(encoded), vectors)
        for item, vector in zip(encoded, vectors, strict=True):
            found[item.item_id] = LiveVector(encoding.name, vector)
    return found


def _made(vectors: Mapping[str, LiveVector]) -> int:
    return sum(live.vector is not None for live in vectors.values())


def _merged(row: FeedItem, item: Item, before: Item | None) -> Item:
    """Return the item as it is to be: as the row says, in what it says something of."""
    if before is None:
        return item
    if row.photos and not item.image_paths:
        item = replace(item, image_paths=before.image_paths)
    if row.given is None:
        return item
    changed = {name for given in row.given for name in _TOGETHER.get(given, (given,))}
    merged = replace(before, **{name: getattr(item, name) for name in changed})
    if "stock" in row.given:
        # The reader derived the availability from the stock where the row gives none.
        return replace(merged, availability=item.availability)
    if merged.availability is not before.availability:
        return replace(merged, stock=None)
    return merged


def _same_look(one: Item, other: Item) -> bool:
    """Tell whether two states of an item differ at most in what no vector is made of."""
    plain = replace(
        one,
        price=other.price,
        list_price=other.list_price,
        availability=other.availability,
        stock=other.stock,
        rating=other.rating,
        rating_count=other.rating_count,
        link=other.link,
        version=other.version,
    )
    return plain == other
