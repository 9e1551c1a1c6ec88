"""Feed to catalogue to vectors, beside the shop that serves, and then in its place."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from retrieval.build_lock import BuildError, alone, explained
from retrieval.catalog import Build, Catalogue
from retrieval.cleaning.stage import Cleaned, look_through
from retrieval.embed import Embedding, Encoding, Engine, image_encoding, text_encoding
from retrieval.embed_build import embed_all
from retrieval.encoders.encoder import ImageEncoder, TextEncoder
from retrieval.engines.local import LocalEngine
from retrieval.feeds.row import RowProblem
from retrieval.fill import Filling, Progress, ShopFeed, fill, ignore_progress
from retrieval.joint.artefact import Artefact
from retrieval.joint.encoder import JointEncoder
from retrieval.joint.serving import joint_encodings
from retrieval.joint.stage import Encoders
from retrieval.joint_legs import Place, fit_legs, take_legs
from retrieval.knowledge import Passage, Promotion
from retrieval.photo_fetch import PhotoFetcher
from retrieval.photos import PHOTOS, PhotoStore
from retrieval.publish import publish, tidy
from retrieval.vectors import VectorStore

_READING: Final = 1
"""Counts up when feeds are read differently, so that all are read again."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        build_id: The build that serves now.
        unchanged: True where the same feed served already, so that nothing was
            read again.
        loaded: Items in the build.
        resumed: How many of them were there from an interrupted run.
        lost: Rows left out.
        problem_count: Problems of rows, lost or not.
        problems: The first of them, in the feed's order.
        photos: Photos kept.
        photo_problem_count: Photos that could not be used.
        photo_problems: The first of them, in the feed's order.
        cleaned: What was found when it was looked through; None where nothing
            was read.
        embeddings: What came of each leg.
        joint: The heads of the joint space and how good they are; None where
            the shop has too little to judge by.
        seconds: How long it took.
    """

    build_id: str
    unchanged: bool
    loaded: int
    resumed: int
    lost: int
    problem_count: int
    problems: tuple[RowProblem, ...]
    photos: int
    photo_problem_count: int
    photo_problems: tuple[RowProblem, ...]
    cleaned: Cleaned | None
    embeddings: tuple[Embedding, ...]
    joint: Artefact | None
    seconds: float


def build_index(
    feed: ShopFeed,
    *,
    catalogue: Catalogue,
    home: Path,
    vectors: VectorStore,
    text_encoder: TextEncoder | None,
    image_encoder: ImageEncoder | None,
    checkpoint: JointEncoder | None = None,
    passages: Sequence[Passage] = (),
    promotions: Sequence[Promotion] = (),
    fetcher: PhotoFetcher = PhotoFetcher(),  # noqa: B008 - frozen
    engine: Engine = LocalEngine(),  # noqa: B008 - has no state
    afresh: bool = False,
    drop_duplicates: bool = False,
    progress: Progress = ignore_progress,
) -> BuildReport:
    """Build the shop from a feed and let it serve.

    What serves now goes on serving until the new build is whole. A call that
    was interrupted at any point, even killed, is gone on with by the next call
    with the same arguments: neither items nor vectors are made twice. Vectors of
    items that did not change are copied from the build that serves.

    Args:
        feed: The feed and how to read it.
        catalogue: Where items go.
        home: The shop's folder; photos are kept in it.
        vectors: Where vectors go.
        text_encoder: For the words of every item; None leaves the leg out.
        image_encoder: For the main photo of every item that has one; None
            leaves the leg out.
        checkpoint: Encodes words and photos into one space, in place of heads
            that are fitted to the shop.
        passages: The shop's policy.
        promotions: The shop's promotions.
        fetcher: Fetches photos that have a web address.
        engine: Where the encoders work.
        afresh: True to read the feed although it serves already, for example
            because its photos changed.
        drop_duplicates: True to keep one only of items that differ in their ids
            only.
        progress: Called with ``reading``, ``text``, ``image``, ``fitting``, ``joint`` and
            ``caption``.

    Raises:
        BuildError: If the feed, the disk, the catalogue, an encoder or an index
            fails, or no item could be loaded.
    """
    began = time.monotonic()
    encodings = _encodings(text_encoder, image_encoder)
    named = [*encodings, *joint_encodings(checkpoint)]
    with explained(), alone(home):
        build = catalogue.begin_build(
            _fingerprint(feed, named, passages, promotions, drop_duplicates), afresh=afresh
        )
        filling, cleaned = Filling(), None
        if not build.complete:
            store = PhotoStore(home / PHOTOS)
            filling = fill(
                feed,
                catalogue=catalogue,
                build_id=build.build_id,
                store=store,
                fetcher=fetcher,
                progress=progress,
            )
            _check_loaded(filling, build, catalogue)
            cleaned = look_through(
                catalogue,
                build.build_id,
                home,
                drop_duplicates=drop_duplicates,
                progress=progress,
            )
            catalogue.put_knowledge(build.build_id, passages, promotions)
        embeddings = embed_all(encodings, build, catalogue, vectors, progress, engine=engine)
        joint = None
        if text_encoder is not None and image_encoder is not None:
            place = Place(build, catalogue, home, vectors, progress)
            legs = (
                fit_legs(place, Encoders(text_encoder, image_encoder))
                if checkpoint is None
                else take_legs(place, checkpoint)
            )
            embeddings += legs.embeddings
            encodings += legs.encodings
            joint = legs.judged
        if not build.complete:
            publish(build.build_id, catalogue, vectors, encodings)
        tidy(catalogue, home, vectors)
    loaded = len(catalogue.built_ids(build.build_id))
    return BuildReport(
        build_id=build.build_id,
        unchanged=build.complete,
        loaded=loaded,
        resumed=filling.resumed,
        lost=filling.lost,
        problem_count=filling.problem_count,
        problems=tuple(filling.problems),
        photos=filling.photos,
        photo_problem_count=filling.photo_problem_count,
        photo_problems=tuple(filling.photo_problems),
        cleaned=cleaned,
        embeddings=embeddings,
        joint=joint,
        seconds=time.monotonic() - began,
    )


def _encodings(text: TextEncoder | None, image: ImageEncoder | None) -> list[Encoding]:
    found: list[Encoding] = []
    if text is not None:
        found.append(text_encoding(text))
    if image is not None:
        found.append(image_encoding(image))
    return found


def _fingerprint(
    feed: ShopFeed,
    encodings: Sequence[Encoding],
    passages: Sequence[Passage],
    promotions: Sequence[Promotion],
    drop_duplicates: bool,
) -> str:
    parts = (
        _READING,
        feed.sha256(),
        [(one.leg.value, one.name) for one in encodings],
        list(passages),
        list(promotions),
        drop_duplicates,
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _check_loaded(filling: Filling, build: Build, catalogue: Catalogue) -> None:
    if filling.loaded:
        return
    catalogue.drop_build(build.build_id)
    first = "; ".join(str(problem) for problem in filling.problems[:3])
    raise BuildError(f"none of the feed's {filling.lost} rows could be loaded: {first}")
