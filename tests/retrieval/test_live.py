from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from retrieval.catalog import Catalogue
from retrieval.catalog_errors import CatalogueEmptyError, CatalogueMovedError
from retrieval.changes import Change
from retrieval.embed import image_encoding, text_encoding
from retrieval.feeds.jsonl import read_objects
from retrieval.feeds.read import read_feed
from retrieval.items import Availability
from retrieval.live import LiveShop
from retrieval.query import Leg
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder, make_item


class Shop:
    def __init__(self, folder: Path, *items):
        self.folder = folder
        self.catalogue = Catalogue(f"sqlite:///{folder / 'catalogue.sqlite'}")
        self.text, self.image = FakeTextEncoder(), FakeImageEncoder()
        self.opened = 0
        self.live = LiveShop(self.catalogue, home=folder, encodings=self._encodings)
        if items:
            build = self.catalogue.begin_build("feed")
            self.catalogue.put(build.build_id, items)
            self.catalogue.publish(build.build_id)

    def _encodings(self):
        self.opened += 1
        return (text_encoding(self.text), image_encoding(self.image))

    def put(self, *rows):
        return self.live.apply(read_objects(rows, currency="USD"), self.folder)

    def item(self, item_id):
        return self.catalogue.items([item_id])[item_id]


@pytest.fixture
def shop(tmp_path):
    photo = tmp_path / "old.jpg"
    Image.new("RGB", (20, 20), "red").save(photo)
    jacket = make_item(
        "a",
        "Rain jacket",
        description="Dry",
        brand="Fell",
        category=("Outdoor", "Jackets"),
        price=50,
        stock=5,
        rating=4.5,
        rating_count=10,
        attributes={"colour": ("red",)},
        image_paths=(photo,),
    )
    opened = Shop(tmp_path, jacket)
    yield opened
    opened.catalogue.close()


def test_a_row_without_a_title_changes_what_it_has_and_opens_no_encoder(shop):
    report = shop.put({"id": "a", "price": 39, "availability": "out_of_stock"})
    item = shop.item("a")
    assert (report.updated, report.added, report.encoded, shop.opened) == (1, 0, {}, 0)
    assert (item.price.amount, item.availability) == (Decimal("39.00"), Availability.OUT_OF_STOCK)
    assert (item.title, item.brand, item.values("colour")) == ("Rain jacket", "Fell", ("red",))
    assert (item.stock, item.version, item.rating_count) == (None, 2, 10)


def test_rows_of_one_item_add_up_in_their_order(shop):
    shop.put({"id": "a", "price": 39}, {"id": "a", "brand": "Moor"}, {"id": "a", "price": 38})
    assert (shop.item("a").price.amount, shop.item("a").brand) == (Decimal("38.00"), "Moor")


def test_a_price_without_one_before_is_no_longer_reduced(shop):
    shop.put({"id": "a", "price": 30, "list_price": 60})
    assert shop.item("a").list_price.amount == 60
    shop.put({"id": "a", "price": 60})
    assert shop.item("a").list_price is None


def test_stock_alone_settles_whether_it_can_be_bought(shop):
    shop.put({"id": "a", "stock": 0})
    assert (shop.item("a").stock, shop.item("a").availability) == (0, Availability.OUT_OF_STOCK)
    shop.put({"id": "a", "stock": 3})
    assert (shop.item("a").stock, shop.item("a").availability) == (3, Availability.IN_STOCK)


def test_a_row_with_a_title_says_everything_and_only_what_differs_is_encoded(shop):
    report = shop.put({"id": "a", "title": "Wool hat", "price": 9, "category": "Hats"})
    item = shop.item("a")
    assert (item.brand, item.attributes, item.image_paths) == (None, {}, ())
    assert report.encoded == {Leg.TEXT: 1, Leg.IMAGE: 0}
    changes = shop.catalogue.changes(shop.catalogue.published(), -1)
    assert changes.vectors[Leg.IMAGE]["a"].vector is None
    again = shop.put({"id": "a", "title": "Wool hat", "price": 9, "category": "Hats"})
    assert (again.unchanged, again.updated, again.encoded) == (1, 0, {})
    assert shop.item("a").version == 2


def test_a_photo_that_cannot_be_had_takes_none_away(shop):
    before = shop.item("a").image_paths
    report = shop.put({"id": "a", "photo": "gone.jpg"})
    assert shop.item("a").image_paths == before
    assert report.filling.photo_problem_count == 1


def test_what_is_wrong_is_told_and_the_rest_is_done(shop):
    report = shop.put(
        {"id": "nobody", "price": 3}, {"title": "no id"}, {"id": "a", "price": "free"}, {"id": "a"}
    )
    assert (report.updated, report.added, report.filling.lost) == (0, 0, 4)
    assert {problem.field for problem in report.filling.problems} == {"title", "id", "price"}
    assert shop.item("a").version == 1


def test_removing_counts_what_was_there_and_coming_back_counts_on(shop):
    assert shop.live.remove(["a", "a", "nobody"]).removed == 1
    assert shop.catalogue.items(["a"]) == {}
    report = shop.put({"id": "a", "title": "Rain jacket", "price": 50})
    assert (report.added, report.encoded[Leg.TEXT]) == (1, 1)
    assert shop.item("a").version == 2


def test_a_change_decided_on_what_no_longer_holds_is_refused(shop):
    seen = shop.catalogue.items(["a"])
    shop.put({"id": "a", "price": 1})
    with pytest.raises(CatalogueMovedError):
        shop.catalogue.change(Change((), frozenset({"a"}), seen, {}))
    assert "a" in shop.catalogue.items(["a"])


def test_nothing_can_be_changed_before_the_first_feed(tmp_path):
    shop = Shop(tmp_path)
    with pytest.raises(CatalogueEmptyError):
        shop.put({"id": "a", "title": "x", "price": 1})
    shop.catalogue.close()


def test_a_table_of_prices_needs_no_titles_only_where_it_changes_items(tmp_path):
    feed = tmp_path / "prices.tsv"
    feed.write_text("id\tprice\tavailability\na\t5.00 USD\tin stock\nb\t\t\n")
    changed, nothing = read_feed(feed, partial=True)
    assert changed.given == {"price", "availability"}
    assert nothing.lost
