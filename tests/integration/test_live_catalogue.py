"""A shop that is changed while it serves, on real SQLite and real Chroma."""

import json
import random
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from retrieval.build import build_index
from retrieval.catalog import Catalogue
from retrieval.chroma import open_chroma
from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.embed import image_encoding, text_encoding
from retrieval.embed_build import served_index
from retrieval.feeds.jsonl import read_objects
from retrieval.fill import ShopFeed
from retrieval.fold import fold
from retrieval.live import LiveShop
from retrieval.query import Leg, Query
from retrieval.retrieve import Retriever
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
COLOURS = ("red", "green", "blue", "yellow")


class Shop:
    """A home with everything that serves and changes it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.home = folder / "home"
        self.text, self.image = FakeTextEncoder(), FakeImageEncoder()
        self.encodings = (text_encoding(self.text), image_encoding(self.image))
        self.catalogue = self.open()
        self.store = open_chroma(self.home)
        self.retriever = Retriever(
            self.catalogue,
            text_encoder=self.text,
            image_encoder=self.image,
            open_index=self._index,
        )
        for colour in COLOURS:
            Image.new("RGB", (40, 40), colour).save(folder / f"{colour}.png")

    def open(self) -> Catalogue:
        return Catalogue(f"sqlite:///{self.home / 'catalogue.sqlite'}")

    def _index(self, leg, build_id):
        encoder = self.text if leg is Leg.TEXT else self.image
        return self.store.find(leg, build_id, encoder.name, encoder.dimensions)

    def live(self, catalogue: Catalogue) -> LiveShop:
        return LiveShop(catalogue, home=self.home, encodings=lambda: self.encodings)

    def build(self, rows, **options):
        feed = self.folder / "feed.jsonl"
        feed.write_text("\n".join(map(json.dumps, rows)) + "\n")
        return build_index(
            ShopFeed(feed, currency="USD"),
            catalogue=self.catalogue,
            home=self.home,
            vectors=self.store,
            text_encoder=self.text,
            image_encoder=self.image,
            **options,
        )

    def put(self, *rows, by: LiveShop | None = None):
        live = by or self.live(self.catalogue)
        return live.apply(read_objects(rows, currency="USD"), self.folder)

    def found(self, **query) -> dict:
        return {c.item.item_id: c.item for c in self.retriever.retrieve(Query(**query))}

    def check_vectors(self) -> None:
        """Every item's vectors are those of what it says now; nothing else has any."""
        build_id = self.catalogue.published()
        items = {item.item_id: item for item in self.catalogue.every_item()}
        for encoding in self.encodings:
            index = served_index(encoding, build_id, self.catalogue, self.store)
            having = [item for item in items.values() if encoding.source(item) is not None]
            assert index.ids() == {item.item_id for item in having}
            _, expected = encoding.encode(having)
            stored = index.vectors([item.item_id for item in having])
            for item, vector in zip(having, expected, strict=True):
                assert np.allclose(stored[item.item_id], vector, atol=1e-5), item


@pytest.fixture
def shop(tmp_path):
    opened = Shop(tmp_path)
    yield opened
    opened.catalogue.close()


def row(item_id, word, price=10, colour="red"):
    return {
        "id": item_id,
        "title": f"Thing {word}",
        "price": price,
        "attributes": {"colour": colour},
        "photo": f"{colour}.png",
    }


def priced(amount):
    bound = Constraint("price", Operator.AT_MOST, Source(0, ""), bound=Decimal(amount))
    return Constraints((bound,))


def test_a_thousand_interleaved_changes_and_searches_never_show_what_is_gone_or_stale(shop):
    chance = random.Random(11)  # noqa: S311 - repeatable on purpose
    names = [f"i{number:03d}" for number in range(60)]
    rows = {name: row(name, f"first{name}") for name in names[:40]}
    shop.build(rows.values())
    with closing(shop.open()) as elsewhere:
        makers = [shop.live(shop.catalogue), shop.live(elsewhere)]
        gone: dict[str, str] = {}
        searches = 0
        for step in range(1_000):
            name, maker = chance.choice(names), chance.choice(makers)
            match chance.choice(("change", "price", "remove", "search", "search")):
                case "change":
                    if name in rows:
                        gone[name] = rows[name]["title"].split()[-1]
                    rows[name] = row(
                        name, f"word{step:04d}", chance.randint(1, 99), chance.choice(COLOURS)
                    )
                    shop.put(rows[name], by=maker)
                case "price" if name in rows:
                    rows[name] = rows[name] | {"price": chance.randint(1, 99)}
                    shop.put({"id": name, "price": rows[name]["price"]}, by=maker)
                case "remove":
                    if old := rows.pop(name, None):
                        gone[name] = old["title"].split()[-1]
                    maker.remove([name])
                case _:
                    searches += 1
                    check_search(shop, rows, gone, chance)
        assert searches > 300
        shop.check_vectors()


def check_search(shop, rows, gone, chance):
    name = chance.choice(list(rows))
    word, colour = rows[name]["title"].split()[-1], rows[name]["attributes"]["colour"]
    with Image.open(shop.folder / f"{colour}.png") as photo:
        asked = chance.choice(
            (
                {"text": word},
                {"text": word, "constraints": priced(rows[name]["price"])},
                {"photo": photo.convert("RGB")},
                {"similar_to": (name,)},
                {},
            )
        )
        found = shop.found(**asked, k=100)
    assert found.keys() <= rows.keys()
    for item_id, item in found.items():
        assert item.title == rows[item_id]["title"]
        assert item.price.amount == rows[item_id]["price"]
        assert item.values("colour") == (rows[item_id]["attributes"]["colour"],)
    if "text" in asked:
        assert next(iter(found)) == name
    elif "photo" in asked:
        assert {i for i, r in rows.items() if r["attributes"]["colour"] == colour} <= found.keys()
    for old in chance.sample(sorted(gone.values()), min(1, len(gone))):
        said = " ".join(item.title for item in shop.found(text=old, k=1).values())
        assert old not in said.split()


CHANGE = """
import sys, time
from pathlib import Path
from retrieval.catalog import Catalogue
from retrieval.embed import image_encoding, text_encoding
from retrieval.feeds.jsonl import read_jsonl
from retrieval.live import LiveShop
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder

class Slow(FakeTextEncoder):
    def encode(self, texts):
        time.sleep(0.02)
        return super().encode(texts)

home, feed = Path(sys.argv[1]), Path(sys.argv[2])
live = LiveShop(
    Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}"),
    home=home,
    encodings=lambda: (text_encoding(Slow()), image_encoding(FakeImageEncoder())),
)
print("begun", flush=True)
live.apply(read_jsonl(feed, currency="USD"), feed.parent)
print("done", flush=True)
"""


def test_killed_at_ten_random_moments_every_item_is_wholly_old_or_wholly_new(shop):
    chance = random.Random(3)  # noqa: S311 - repeatable on purpose
    names = [f"i{number:04d}" for number in range(800)]
    shop.build([row(name, "old0", 1) for name in names])
    mixed = 0
    for generation in range(2, 12):
        feed = shop.folder / f"change{generation}.jsonl"
        colour = COLOURS[generation % 4]
        rows = [row(name, f"new{generation}", generation, colour) for name in names]
        feed.write_text("\n".join(map(json.dumps, rows)) + "\n")
        process = subprocess.Popen(
            [sys.executable, "-c", CHANGE, str(shop.home), str(feed)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        process.stdout.readline()
        try:
            process.wait(chance.uniform(0.02, 0.9))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        states = set()
        for item in shop.catalogue.every_item():
            said = int(item.title.removeprefix("Thing ").lstrip("oldnew") or 0) or 1
            assert item.price.amount == said
            assert item.values("colour") == (COLOURS[said % 4] if said > 1 else "red",)
            states.add(said)
        mixed += len(states) > 1
        found = shop.found(text="thing", k=800)
        assert len(shop.catalogue.built_ids(shop.catalogue.published())) == 800
        assert {i.title for i in found.values()} <= {i.title for i in shop.catalogue.every_item()}
    assert mixed >= 5
    shop.check_vectors()


def test_what_is_changed_while_a_build_is_made_outlives_it(shop):
    shop.build([row("a", "apple"), row("b", "beech"), row("c", "cedar")])
    done = []

    def change(stage, *_):
        if stage == "text" and not done:
            done.append(stage)
            shop.put(row("a", "apricot", 77, "blue"), row("new", "novelty"))
            shop.live(shop.catalogue).remove(["b"])

    shop.build([row("a", "acorn", 5), row("b", "birch", 5), row("d", "date", 5)], progress=change)
    assert done
    items = {item.item_id: item for item in shop.catalogue.every_item()}
    assert items.keys() == {"a", "d", "new"}
    assert (items["a"].title, items["a"].price.amount) == ("Thing apricot", 77)
    assert list(shop.found(text="apricot", k=1)) == ["a"]
    assert "acorn" not in str(shop.found(text="acorn", k=10))
    shop.check_vectors()


def test_folding_keeps_every_change_and_encodes_nothing(shop):
    shop.build([row(f"i{n}", f"word{n}") for n in range(8)])
    shop.put(row("i0", "changed", 3, "green"), row("new", "novelty"))
    shop.live(shop.catalogue).remove(["i1"])
    shop.catalogue.change_knowledge([], [])
    before = {item.item_id: item for item in shop.catalogue.every_item()}
    shop.text.encoded.clear()
    fold(shop.catalogue, home=shop.home, vectors=shop.store, encodings=shop.encodings)
    assert shop.text.encoded == []
    assert {item.item_id: item for item in shop.catalogue.every_item()} == before
    assert shop.catalogue.changed_count() == 0
    assert list(shop.found(text="changed", k=1)) == ["i0"]
    shop.check_vectors()


def test_photos_that_nothing_uses_are_deleted_at_last_and_no_others(shop):
    shop.build([row("a", "apple", colour="red"), row("b", "beech", colour="blue")])
    folder = shop.home / "photos"
    (folder / "abandoned.123.part").write_bytes(b"half")
    red = shop.catalogue.items(["a"])["a"].image_paths[0]
    shop.put(row("a", "apple", colour="green"))
    assert red.exists()
    for word in ("one", "two", "three"):
        shop.build([row("a", word, colour="green")])
    kept = {path for item in shop.catalogue.every_item() for path in item.image_paths}
    assert set(folder.resolve().iterdir()) == kept
    shop.check_vectors()
