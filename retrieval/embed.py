"""The second stage of a build: a vector for every text and every photo."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np
from PIL import Image, UnidentifiedImageError

from retrieval.batches import batches
from retrieval.catalog import Catalogue
from retrieval.encoders.encoder import ImageEncoder, TextEncoder
from retrieval.fill import Progress
from retrieval.item_text import item_text
from retrieval.items import Item
from retrieval.query import Leg
from retrieval.vectors import VectorIndex, Vectors

_ITEMS_AT_ONCE: Final = 32


class EncodingError(Exception):
    """An encoder gave something other than one finite vector for each input."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one leg's vectors are made.

    Attributes:
        leg: The leg.
        name: The encoder's.
        dimensions: Of every vector.
        source: What an item is encoded from, comparable, or None where it has
            nothing for this leg.
        encode: Items to a vector each; an item may be left out, so the items
            that were encoded come back first.
    """

    leg: Leg
    name: str
    dimensions: int
    source: Callable[[Item], object | None]
    encode: Callable[[Sequence[Item]], tuple[list[Item], Vectors]]


@dataclass(frozen=True, slots=True)
class Encoded:
    """What came of one batch.

    Attributes:
        asked: Ids of the items that were to be encoded.
        ids: Ids of those that were, in the order of ``vectors``.
        vectors: One a row, shape (len(ids), dimensions).
    """

    asked: tuple[str, ...]
    ids: tuple[str, ...]
    vectors: Vectors


class Engine(Protocol):
    """Where encoders work: in this process, or in others."""

    def encode(self, encoding: Encoding, batches: Iterable[Sequence[Item]], /) -> Iterator[Encoded]:
        """Encode every batch by itself, each once and in any order.

        Args:
            encoding: How.
            batches: Gone through lazily; what is read ahead is bounded.

        Raises:
            EncodingError: If a batch cannot be encoded; names the items.
        """
        ...


@dataclass(frozen=True, slots=True)
class Embedding:
    """What came of a leg.

    Attributes:
        leg: The leg.
        encoded: Items encoded now.
        copied: Items whose vector was copied from the build that served.
        kept: Items that had their vector from an interrupted run.
        unreadable: Ids of items whose stored photo could not be opened.
    """

    leg: Leg
    encoded: int
    copied: int
    kept: int
    unreadable: tuple[str, ...]


def text_encoding(encoder: TextEncoder, leg: Leg = Leg.TEXT) -> Encoding:
    """Encode every item from its words."""

    def encode(batch: Sequence[Item]) -> tuple[list[Item], Vectors]:
        return list(batch), encoder.encode([item_text(item) for item in batch])

    return Encoding(leg, encoder.name, encoder.dimensions, item_text, encode)


def image_encoding(encoder: ImageEncoder, leg: Leg = Leg.IMAGE) -> Encoding:
    """Encode every item that has a photo from its main one."""

    def encode(batch: Sequence[Item]) -> tuple[list[Item], Vectors]:
        opened = [(item, photo) for item in batch if (photo := _open(item)) is not None]
        if not opened:
            return [], np.empty((0, encoder.dimensions), dtype=np.float32)
        return [item for item, _ in opened], encoder.encode([photo for _, photo in opened])

    return Encoding(leg, encoder.name, encoder.dimensions, _main_photo, encode)


def embed(
    encoding: Encoding,
    *,
    catalogue: Catalogue,
    build_id: str,
    index: VectorIndex,
    served: VectorIndex | None,
    engine: Engine,
    progress: Progress,
) -> Embedding:
    """Give every item of a build its vector, skipping those that have one.

    Args:
        encoding: How.
        catalogue: Holds the build.
        build_id: The build.
        index: Where the vectors go.
        served: The same leg's index of the build that serves, from which the
            vectors of unchanged items are copied; None copies nothing.
        engine: Where the encoder works.
        progress: Told after every batch.

    Raises:
        EncodingError: If the encoder gives other shapes than it says.
        CatalogueError: If the catalogue cannot be read.
        VectorStoreError: If the index cannot store vectors.
    """
    stored = index.ids()
    has = [item.item_id for item in catalogue.every_item(build_id) if _has(encoding, item)]
    missing = frozenset(has) - stored
    waiting = (item for item in catalogue.every_item(build_id) if item.item_id in missing)
    tally = _Tally(encoding.leg, len(missing), progress)
    new = _to_encode(encoding, waiting, catalogue, index=index, served=served, tally=tally)
    for part in engine.encode(encoding, new):
        check_vectors(encoding, len(part.ids), part.vectors)
        index.upsert(part.ids, part.vectors)
        tally.encoded += len(part.ids)
        tally.unreadable += sorted(frozenset(part.asked) - frozenset(part.ids))
        tally.tell()
    index.settle()
    return Embedding(
        leg=encoding.leg,
        encoded=tally.encoded,
        copied=tally.copied,
        kept=len(has) - len(missing),
        unreadable=tuple(tally.unreadable),
    )


@dataclass(slots=True)
class _Tally:
    """How far a leg is; copying and encoding both count."""

    leg: Leg
    missing: int
    progress: Progress
    encoded: int = 0
    copied: int = 0
    unreadable: list[str] = field(default_factory=list[str])

    def tell(self) -> None:
        """Tell how many items are dealt with."""
        done = self.encoded + self.copied + len(self.unreadable)
        self.progress(self.leg.value, done, self.missing)


def _to_encode(
    encoding: Encoding,
    waiting: Iterable[Item],
    catalogue: Catalogue,
    *,
    index: VectorIndex,
    served: VectorIndex | None,
    tally: _Tally,
) -> Iterator[list[Item]]:
    """Copy what the serving build has of each batch, and yield the rest."""
    for batch in batches(waiting, _ITEMS_AT_ONCE):
        same = _copy(encoding, batch, catalogue, index, served) if served else frozenset[str]()
        if same:
            tally.copied += len(same)
            tally.tell()
        if new := [item for item in batch if item.item_id not in same]:
            yield new


def _has(encoding: Encoding, item: Item) -> bool:
    return encoding.source(item) is not None


def _copy(
    encoding: Encoding,
    batch: Sequence[Item],
    catalogue: Catalogue,
    index: VectorIndex,
    served: VectorIndex,
) -> frozenset[str]:
    before = catalogue.items([item.item_id for item in batch])
    same = [
        item.item_id
        for item in batch
        if item.item_id in before and encoding.source(before[item.item_id]) == encoding.source(item)
    ]
    known = {
        item_id: vector
        for item_id, vector in served.vectors(same).items()
        if vector.shape == (encoding.dimensions,)
    }
    if known:
        index.upsert(list(known), np.stack(list(known.values())))
    return frozenset(known)


def check_vectors(encoding: Encoding, count: int, vectors: Vectors) -> None:
    """Hold what an encoder gave against what it promises.

    Raises:
        EncodingError: If it gave another shape than (count, dimensions) or a
            number that is not finite.
    """
    expected = (count, encoding.dimensions)
    if vectors.shape != expected or not np.isfinite(vectors).all():
        raise EncodingError(
            f"the encoder {encoding.name} gave vectors of shape {vectors.shape} for {expected}, "
            "or some that are not finite: check its weights"
        )


def _main_photo(item: Item) -> object | None:
    return item.image_paths[0] if item.image_paths else None


def _open(item: Item) -> Image.Image | None:
    try:
        with Image.open(item.image_paths[0]) as photo:
            return photo.convert("RGB")
    except (FileNotFoundError, UnidentifiedImageError):
        return None
    except OSError as error:
        raise EncodingError(
            f"the photo {item.image_paths[0]} of item {item.item_id!r} cannot be read: {error}"
        ) from error
