import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from retrieval.build import BuildError, build_index
from retrieval.catalog import Catalogue
from retrieval.feeds.field_map import FieldMap
from retrieval.fill import ShopFeed
from retrieval.knowledge import Passage, Promotion
from retrieval.query import Leg
from retrieval.vectors import VectorStoreError
from tests.fakes.building import InMemoryStore
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder

POLICY = Passage("returns#how-long", "returns", "How long", "60 days.")
SALE = Promotion("s", "Sale", None, 10, None, None, date(2020, 1, 1), date(2090, 1, 1))


class Shop:
    """A shop's folder with everything a build needs."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.home = folder / "home"
        self.feed = folder / "feed.jsonl"
        self.catalogue = Catalogue(f"sqlite:///{self.home / 'catalogue.sqlite'}")
        self.vectors = InMemoryStore()
        self.text = FakeTextEncoder()
        self.image = FakeImageEncoder()
        self.stages: list[tuple[str, int, int | None]] = []

    def write(self, *rows: object) -> None:
        self.feed.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")

    def build(self, **options):
        arguments = {
            "catalogue": self.catalogue,
            "home": self.home,
            "vectors": self.vectors,
            "text_encoder": self.text,
            "image_encoder": self.image,
            "progress": lambda *told: self.stages.append(told),
        }
        feed = ShopFeed(self.feed, currency="USD")
        return build_index(options.pop("feed", feed), **(arguments | options))

    def index(self, leg: Leg):
        encoder = self.text if leg is Leg.TEXT else self.image
        return self.vectors.indexes[(leg, self.catalogue.published(), encoder.name)]


@pytest.fixture
def shop(tmp_path) -> Iterator[Shop]:
    opened = Shop(tmp_path)
    yield opened
    opened.catalogue.close()


def row(item_id: str, **changes: object) -> dict[str, object]:
    return {"id": item_id, "title": f"Thing {item_id}", "price": 10} | changes


def photo(shop: Shop, name: str, colour: str) -> str:
    Image.new("RGB", (40, 30), colour).save(shop.folder / name)
    return name


def ids(shop: Shop) -> list[str]:
    return [item.item_id for item in shop.catalogue.every_item()]


def test_a_feed_becomes_items_vectors_and_knowledge(shop):
    shop.write(row("a", photo=photo(shop, "a.png", "red")), row("b"), row("bad", price="free"))
    report = shop.build(passages=[POLICY], promotions=[SALE])
    assert ids(shop) == ["a", "b"]
    assert shop.index(Leg.TEXT).ids() == {"a", "b"}
    assert shop.index(Leg.IMAGE).ids() == {"a"}
    assert shop.catalogue.passages() == [POLICY]
    assert shop.catalogue.promotions(date(2026, 1, 1)) == [SALE]
    assert (report.loaded, report.lost, report.resumed, report.photos) == (2, 1, 0, 1)
    (problem,) = report.problems
    assert str(problem).startswith("line 3: price of bad: 'free' is not an amount")
    assert [(one.leg, one.encoded, one.copied) for one in report.embeddings] == [
        (Leg.TEXT, 2, 0),
        (Leg.IMAGE, 1, 0),
    ]
    assert shop.stages == [("reading", 3, None), ("text", 2, 2), ("image", 1, 1)]
    (path,) = shop.catalogue.items(["a"])["a"].image_paths
    assert path.parent == shop.home / "photos"
    with Image.open(path) as stored:
        assert stored.size == (40, 30)


def test_a_photo_that_is_none_is_told_and_its_item_loads_without(shop):
    (shop.folder / "fake.png").write_bytes(b"PK\x03\x04 this is a zip")
    shop.write(row("a", images=["fake.png", "gone.jpg", photo(shop, "ok.png", "blue")]))
    report = shop.build()
    assert [(p.line, p.item_id, p.lost) for p in report.photo_problems] == [(1, "a", False)] * 2
    assert "zip archive and not a photo" in report.photo_problems[0].reason
    assert "there is no file gone.jpg" in report.photo_problems[1].reason
    assert report.photo_problem_count == 2
    assert len(shop.catalogue.items(["a"])["a"].image_paths) == 1


def test_the_same_feed_again_is_no_work(shop):
    shop.write(row("a"))
    first = shop.build()
    shop.text.encoded.clear()
    again = shop.build()
    assert (again.unchanged, again.build_id, again.loaded) == (True, first.build_id, 1)
    assert shop.text.encoded == []
    afresh = shop.build(afresh=True)
    assert not afresh.unchanged
    assert afresh.build_id != first.build_id


def test_vectors_that_were_lost_are_made_again(shop):
    shop.write(row("a"), row("b"))
    shop.build()
    shop.index(Leg.TEXT).delete(["b"])
    report = shop.build()
    assert report.unchanged
    assert shop.index(Leg.TEXT).ids() == {"a", "b"}


@pytest.mark.parametrize("change", ["feed", "map", "policy", "encoder"])
def test_whatever_the_build_is_made_from_makes_it_new(shop, change):
    shop.write(row("a"))
    first = shop.build()
    options = {}
    if change == "feed":
        shop.write(row("a"), row("b"))
    elif change == "map":
        renamed = FieldMap.model_validate({"constants": {"brand": "Fell"}})
        options["feed"] = ShopFeed(shop.feed, currency="USD", field_map=renamed)
    elif change == "policy":
        options["passages"] = [POLICY]
    else:
        shop.text = options["text_encoder"] = FakeTextEncoder(name="another")
    second = shop.build(**options)
    assert not second.unchanged
    assert second.build_id != first.build_id
    assert shop.index(Leg.TEXT).ids() == set(ids(shop))


def test_only_what_changed_is_encoded_again_and_prices_do_not_count(shop):
    red, blue = photo(shop, "a.png", "red"), photo(shop, "b.png", "blue")
    shop.write(row("a", photo=red), row("b", photo=red), row("c", photo=red))
    shop.build()
    before = shop.index(Leg.TEXT).vectors(["a"])["a"]
    shop.text.encoded.clear()
    shop.write(
        row("a", photo=red, price=99), row("b", photo=blue), row("c", title="New words", photo=red)
    )
    report = shop.build()
    assert shop.text.encoded == ["New words\nOther"]
    assert [(one.leg, one.encoded, one.copied) for one in report.embeddings] == [
        (Leg.TEXT, 1, 2),
        (Leg.IMAGE, 1, 2),
    ]
    assert np.array_equal(shop.index(Leg.TEXT).vectors(["a"])["a"], before)
    assert shop.catalogue.items(["a"])["a"].version == 2


def test_a_leg_without_an_encoder_is_left_out(shop):
    shop.write(row("a"))
    report = shop.build(image_encoder=None)
    assert [one.leg for one in report.embeddings] == [Leg.TEXT]


def test_old_builds_are_dropped_with_their_vectors_but_the_replaced_one_is_kept(shop):
    built = []
    for number in range(3):
        shop.write(row("a", price=number))
        built.append(shop.build().build_id)
    assert shop.vectors.dropped == built[:1]
    assert {key[1] for key in shop.vectors.indexes} == set(built[1:])


class StopHereError(Exception):
    pass


@pytest.mark.parametrize("stage", ["reading", "text", "image"])
@pytest.mark.slow
def test_an_interrupted_build_serves_the_old_one_and_is_gone_on_with(shop, stage):
    shop.write(row("old"))
    served = shop.build().build_id
    shop.text.encoded.clear()
    # Colours of one product: to so few products no joint space is fitted, which takes seconds.
    look = {"photo": photo(shop, "a.png", "red"), "family_id": "one"}
    shop.write(*(row(f"{number:03d}", **look) for number in range(150)))

    def interrupt(at: str, done: int, total: int | None) -> None:
        del total
        if at == stage and done > 60:
            raise StopHereError

    with pytest.raises(StopHereError):
        shop.build(progress=interrupt)
    assert shop.catalogue.published() == served
    assert ids(shop) == ["old"]
    report = shop.build()
    assert (report.loaded, report.resumed > 0) == (150, True)
    assert len(ids(shop)) == 150
    assert shop.index(Leg.TEXT).ids() == shop.index(Leg.IMAGE).ids() == set(ids(shop))
    # Nothing was encoded twice.
    assert len(shop.text.encoded) == 150


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        (
            '{"id": 1, "title": "A", "price": "free"}\n',
            "none of the feed's 1 rows could be loaded: line 1: price",
        ),
        ('{"sku_code": 1}\n', "lacks the keys"),
    ],
)
def test_a_feed_that_yields_nothing_leaves_the_old_shop_as_it_is(shop, content, says):
    shop.write(row("a"))
    served = shop.build().build_id
    shop.feed.write_text(content)
    with pytest.raises(BuildError, match=says):
        shop.build()
    assert shop.catalogue.published() == served
    assert ids(shop) == ["a"]
    # And a good feed afterwards is not held up by what failed.
    shop.write(row("b"))
    shop.build()
    assert ids(shop) == ["b"]


def test_a_missing_feed_is_named(shop):
    with pytest.raises(BuildError, match=r"cannot read .*feed\.jsonl"):
        shop.build()


def test_a_vector_store_that_fails_is_told_and_gone_on_with(shop):
    class Full(InMemoryStore):
        def open(self, *_):
            raise VectorStoreError("Chroma failed: disk full")

    shop.write(row("a"))
    with pytest.raises(BuildError, match="disk full"):
        shop.build(vectors=Full())
    assert shop.build().resumed == 1


@pytest.mark.parametrize("wrong", [np.zeros((1, 3)), np.full((1, 64), np.nan)])
def test_an_encoder_that_gives_nonsense_is_named(shop, wrong):
    shop.text.encode = lambda texts: wrong.astype(np.float32)  # noqa: ARG005
    shop.write(row("a"))
    with pytest.raises(BuildError, match=r"the encoder fake-text gave .*check its weights"):
        shop.build()
    assert shop.catalogue.published() is None


def test_a_full_disk_for_photos_is_told(shop, monkeypatch):
    def full(descriptor):
        del descriptor
        raise OSError(28, "No space left on device")

    shop.write(row("a", photo=photo(shop, "a.png", "red")))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BuildError, match=r"the disk is full .* run the same command again"):
        shop.build()
    assert list((shop.home / "photos").iterdir()) == []


def test_two_processes_do_not_build_at_once(shop):
    shop.write(row("a"))

    def meanwhile(*told: object) -> None:
        del told
        with pytest.raises(BuildError, match="another process is indexing"):
            shop.build(progress=lambda *_: None)

    shop.build(progress=meanwhile)
    assert ids(shop) == ["a"]


def test_the_lock_of_a_build_that_failed_is_given_back(shop):
    with suppress(BuildError):
        shop.build()
    shop.write(row("a"))
    assert shop.build().loaded == 1


def test_a_stored_photo_that_vanished_is_told(shop):
    shop.write(row("a", photo=photo(shop, "a.png", "red")))
    shop.build()
    for path in (shop.home / "photos").iterdir():
        path.unlink()
    shop.index(Leg.IMAGE).delete(["a"])
    (_, image) = shop.build().embeddings
    assert (image.encoded, image.unreadable) == (0, ("a",))
