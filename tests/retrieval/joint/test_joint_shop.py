"""A shop whose joint space is fitted, searched, kept, refitted and switched off."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from retrieval.build import build_index
from retrieval.catalog import Catalogue
from retrieval.fill import ShopFeed
from retrieval.joint.artefact import read_artefact
from retrieval.joint.serving import describe, heads_path, joint_opener
from retrieval.query import Leg, Query
from retrieval.retrieve import Retriever
from tests.fakes.building import InMemoryStore
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder

COLOURS = {
    "red": (230, 20, 20), "green": (20, 230, 20), "blue": (20, 20, 230), "yellow": (230, 230, 20),
    "white": (240, 240, 240), "black": (10, 10, 10), "pink": (240, 20, 200), "cyan": (20, 230, 230),
}  # fmt: skip


class Shop:
    def __init__(self, folder: Path):
        self.folder, self.home = folder, folder / "home"
        self.catalogue = Catalogue(f"sqlite:///{self.home / 'catalogue.sqlite'}")
        self.vectors, self.text, self.image = InMemoryStore(), FakeTextEncoder(), FakeImageEncoder()

    def photo(self, name: str, shade) -> str:
        Image.new("RGB", (16, 16), shade).save(self.folder / f"{name}.png")
        return f"{name}.png"

    def build(self, count=48, first=0, *, shown=None, **options):
        rows = []
        for number in range(first, first + count):
            colour = list(COLOURS)[number % len(COLOURS)]
            shade = COLOURS[shown(number) if shown else colour]
            bright = tuple(min(255, part + number // 8) for part in shade)
            title = f"Thing{number} {colour}"
            picture = self.photo(f"{number}-{shade}", bright)
            row = {"id": f"i{number:03d}", "title": title, "price": 10, "photo": picture}
            rows.append(row)
        feed = self.folder / "feed.jsonl"
        feed.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
        return build_index(
            ShopFeed(feed, currency="USD"),
            catalogue=self.catalogue, home=self.home, vectors=self.vectors,
            text_encoder=self.text, image_encoder=self.image, **options,
        )  # fmt: skip

    def retriever(self, checkpoint=None) -> Retriever:
        opener = joint_opener(self.home, self.text, self.image, checkpoint)

        def open_index(leg, build_id):
            encoder = {Leg.TEXT: self.text, Leg.IMAGE: self.image}.get(leg) or opener(build_id)
            return encoder and self.vectors.find(leg, build_id, encoder.name, encoder.dimensions)

        return Retriever(
            self.catalogue, text_encoder=self.text, image_encoder=self.image,
            open_index=open_index, open_joint=opener,
        )  # fmt: skip


@pytest.fixture
def shop(tmp_path):
    opened = Shop(tmp_path)
    yield opened
    opened.catalogue.close()


@pytest.mark.slow
def test_words_find_photos_a_photo_finds_texts_and_both_are_one_request(shop):
    report = shop.build()
    assert report.joint is not None
    assert report.joint.serves
    assert "of unseen products, chance" in describe(report.joint)
    by_leg = {one.leg: one.encoded for one in report.embeddings}
    assert by_leg[Leg.JOINT] == by_leg[Leg.CAPTION] == 48
    retriever = shop.retriever()
    retriever.warm()
    found = retriever.legs(Query(text="red", k=6)).pairs[Leg.JOINT]
    assert {int(item_id[1:]) % 8 for item_id, _ in found} == {0}
    blue = Image.new("RGB", (16, 16), COLOURS["blue"])
    legs = retriever.legs(Query(photo=blue, k=6)).pairs
    assert {int(item_id[1:]) % 8 for item_id, _ in legs[Leg.CAPTION]} == {2}
    assert Leg.JOINT not in legs
    # A blue photo and "red" are one place between both, and nothing else is there.
    mixed = retriever.legs(Query(text="red", photo=blue, k=12)).pairs[Leg.JOINT]
    assert {int(item_id[1:]) % 8 for item_id, _ in mixed} == {0, 2}


@pytest.mark.slow
def test_heads_are_kept_until_a_fifth_of_the_catalogue_is_new(shop):
    first = shop.build()
    kept = shop.build(50)
    assert kept.build_id != first.build_id
    assert np.array_equal(kept.joint.pairs, first.joint.pairs)
    # Kept heads keep their vectors: only what is new is placed.
    assert {one.leg: one.encoded for one in kept.embeddings}[Leg.JOINT] == 2
    drifted = shop.build(48, first=24)
    assert not np.array_equal(drifted.joint.pairs, first.joint.pairs)
    builds = {path.stem for path in (shop.home / "joint").iterdir()}
    assert builds == {kept.build_id, drifted.build_id}


@pytest.mark.slow
def test_the_same_shop_gets_the_same_heads(shop, tmp_path_factory):
    other = Shop(tmp_path_factory.mktemp("other"))
    shop.build(), other.build()
    of = [heads_path(one.home, one.catalogue.published()).read_bytes() for one in (shop, other)]
    other.catalogue.close()
    assert of[0] == of[1]


@pytest.mark.slow
def test_a_shop_whose_photos_say_nothing_goes_without_and_says_so(shop, caplog):
    drawn = np.random.default_rng(0).permutation(48)
    report = shop.build(shown=lambda number: list(COLOURS)[drawn[number] % 8])
    assert report.joint is not None
    assert not report.joint.serves
    assert "no better than chance" in describe(report.joint)
    retriever = shop.retriever()
    with caplog.at_level("WARNING"):
        legs = retriever.legs(Query(text="red", k=5)).pairs
    assert Leg.JOINT not in legs
    assert Leg.TEXT in legs
    assert "no better than chance" in caplog.text


def test_a_shop_with_few_photos_has_no_joint_space(shop):
    report = shop.build(5)
    assert report.joint is None
    assert not heads_path(shop.home, report.build_id).exists()
    assert Leg.JOINT not in shop.retriever().legs(Query(text="red", k=5)).pairs


class ByColour:
    """A checkpoint that knows its colours."""

    name, dimensions = "by-colour", 3

    def texts(self, texts):
        shades = [
            next((COLOURS[w] for w in text.split() if w in COLOURS), (1, 1, 1)) for text in texts
        ]
        return self._unit(shades)

    def photos(self, photos):
        return self._unit([photo.resize((1, 1)).getpixel((0, 0)) for photo in photos])

    def _unit(self, shades):
        rows = np.array(shades, dtype=np.float32).reshape(-1, 3)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_checkpoint_takes_the_place_of_the_heads_and_is_judged_too(shop):
    report = shop.build(checkpoint=ByColour())
    assert report.joint is not None
    assert report.joint.serves
    assert describe(report.joint).startswith("checkpoint, right photo")
    found = shop.retriever(ByColour()).legs(Query(text="blue", k=6)).pairs[Leg.JOINT]
    assert {int(item_id[1:]) % 8 for item_id, _ in found} == {2}
    assert read_artefact(heads_path(shop.home, report.build_id)).text_encoder == "by-colour"
    # Without the setting, the heads of a checkpoint are no heads of the shop's encoders.
    assert Leg.JOINT not in shop.retriever().legs(Query(text="blue", k=6)).pairs
