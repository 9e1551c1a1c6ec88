import json
from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.feeds.field_map import FieldMap, load_field_map
from retrieval.feeds.row import FeedError
from retrieval.items import Item, Price
from tests.fakes.feeds import parted


def read(tmp_path: Path, *rows: object, field_map: FieldMap | None = None, currency=None):
    path = tmp_path / "feed.jsonl"
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return parted(path, field_map=field_map, currency=currency)


def mapped(tmp_path: Path, text: str) -> FieldMap:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    return load_field_map(path)


def test_rows_that_use_our_own_names_need_no_map(tmp_path):
    row = {
        "item_id": "J1-red",
        "family_id": "J1",
        "title": "Rain Jacket",
        "description": "Dry.",
        "brand": "Fell",
        "category": ["Outdoor", "Jackets"],
        "price": "89.90",
        "list_price": 120,
        "currency": "USD",
        "availability": "in_stock",
        "stock": 4,
        "rating": 4.5,
        "rating_count": 12,
        "attributes": {"Color": ["Red"], "size": ["S", "M"], "season": None},
        "photos": ["pictures/a.jpg"],
        "link": "https://shop.example/j1",
    }
    (found,), problems = read(tmp_path, row)
    assert problems == []
    assert found.photos == ("pictures/a.jpg",)
    assert found.item == Item(
        item_id="J1-red",
        family_id="J1",
        title="Rain Jacket",
        description="Dry.",
        brand="Fell",
        category=("Outdoor", "Jackets"),
        price=Price(Decimal("89.90"), "USD"),
        list_price=Price(Decimal(120), "USD"),
        stock=4,
        rating=4.5,
        rating_count=12,
        attributes={"colour": ("red",), "size": ("s", "m")},
        link="https://shop.example/j1",
    )


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("Outdoor > Tents", ("Outdoor", "Tents")),
        (["Outdoor > Tents"], ("Outdoor", "Tents")),
        (["Outdoor", "Tents"], ("Outdoor", "Tents")),
        ([["Sale"], ["Outdoor", "Tents"]], ("Sale",)),
        ("", ("Other",)),
        (None, ("Other",)),
    ],
)
def test_a_category_may_be_text_a_list_or_several_lists(tmp_path, written, path):
    (found,), _ = read(tmp_path, {"id": 1, "title": "A", "category": written})
    assert found.item.category == path


@pytest.mark.parametrize(
    "price", [19.99, "19.99", {"amount": 19.99, "currency": "USD"}, {"amount": "19.99"}]
)
def test_a_price_may_be_a_number_text_or_an_object(tmp_path, price):
    (found,), problems = read(tmp_path, {"id": 1, "title": "A", "price": price}, currency="USD")
    assert problems == []
    assert found.item.price == Price(Decimal("19.99"), "USD")


def test_a_map_says_where_everything_stands(tmp_path):
    field_map = mapped(
        tmp_path,
        """
        split = "|"
        attribute_folder = []
        drop = ["noise"]
        [fields]
        item_id = "sku"
        title = ["names.en", "names.de"]
        photos = ["media.0.file"]
        price = "offer.value"
        [constants]
        brand = "Luma"
        currency = "EUR"
        [category]
        path = "shelves"
        skip = ["Sale"]
        names = {homedecor = "Home decor"}
        [attributes]
        colour = ["a.colour", "b.colour"]
        noise = "names.en"
        audience = "for"
        [values.audience]
        f = "women"
        x = ""
        [[flags]]
        key = "a.eco"
        attribute = "feature"
        value = "eco friendly"
        """,
    )
    row = {
        "sku": 7,
        "names": {"en": "", "de": "Kissen"},
        "media": [{"file": "kissen.jpg"}],
        "offer": {"value": 12.5},
        "shelves": [["Sale", "All"], ["homedecor", "Cushions"]],
        "a": {"colour": "Red|Blue", "eco": "Yes"},
        "b": {"colour": "Blue"},
        "for": ["F", "X"],
    }
    (found,), problems = read(tmp_path, row, field_map=field_map)
    assert problems == []
    item = found.item
    assert (item.item_id, item.title, item.brand) == ("7", "Kissen", "Luma")
    assert item.price == Price(Decimal("12.50"), "EUR")
    assert item.category == ("Home decor", "Cushions")
    assert found.photos == ("kissen.jpg",)
    assert item.attributes == {
        "colour": ("red", "blue"),
        "audience": ("women",),
        "feature": ("eco friendly",),
    }


def test_levels_may_stand_in_a_key_each(tmp_path):
    field_map = FieldMap.model_validate({"category": {"levels": ["category", "style"]}})
    rows = [
        {"id": 1, "title": "A", "category": "apparel", "style": "jacket"},
        {"id": 2, "title": "B", "category": "apparel"},
    ]
    items, _ = read(tmp_path, *rows, field_map=field_map)
    assert [found.item.category for found in items] == [("apparel", "jacket"), ("apparel",)]


def test_attributes_are_read_off_the_title_where_the_feed_has_none(tmp_path):
    field_map = mapped(
        tmp_path,
        """
        [[derived]]
        attribute = "colour"
        words = ["white", "off-white", "black", "red"]
        [[derived]]
        attribute = "colour"
        within = ["description"]
        most = 1
        words = {navy = "blue", gray = "grey", black = "black"}
        [[derived]]
        attribute = "feature"
        within = ["description"]
        words = ["waterproof"]
        add = true
        [[derived]]
        attribute = "colour"
        words = ["红"]
        """,
    )
    rows = [
        {"id": 1, "title": "Black and Red Bag", "description": "Navy lining."},
        {"id": 2, "title": "Off-White Bag"},
        {"id": 3, "title": "Bag", "description": "A gray bag with black straps. Waterproof."},
        {"id": 4, "title": "Blackberry Jam", "description": "Not waterproof."},
        {"id": 5, "title": "Red Bag", "attributes": {"colour": "crimson"}},
        {"id": 6, "title": "红色背包"},
        {"id": 7, "title": "Bag", "description": "waterproof", "attributes": {"feature": "light"}},
    ]
    items, _ = read(tmp_path, *rows, field_map=field_map)
    assert [dict(found.item.attributes) for found in items] == [
        {"colour": ("black", "red")},
        {"colour": ("off-white",)},
        {"colour": ("grey",), "feature": ("waterproof",)},
        {},
        {"colour": ("crimson",)},
        {"colour": ("红",)},
        {"feature": ("light", "waterproof")},
    ]


def test_bad_rows_are_told_and_the_rest_load(tmp_path):
    rows = [
        {"id": "a", "title": "Good"},
        "{not json",
        "[1, 2]",
        {"id": "b", "title": "Free", "price": "free"},
        {"id": "c", "title": "No number", "price": float("nan")},
        {"title": "No id"},
        {"id": "d", "title": "Odd", "rating": 9, "rating_count": 3, "stock": "lots"},
        "[" * 100_000,
        {"id": "e", "title": "Half \ud800 a pair"},
        {"id": "f", "title": "Owed", "stock": -3},
    ]
    items, problems = read(tmp_path, *rows, currency="USD")
    assert [found.item.item_id for found in items] == ["a", "d", "e", "f"]
    assert [(problem.line, problem.field, problem.lost) for problem in problems] == [
        (2, "row", True),
        (3, "row", True),
        (4, "price", True),
        (5, "price", True),
        (6, "id", True),
        (7, "rating", False),
        (7, "stock", False),
        (8, "row", True),
    ]
    assert (items[1].item.rating, items[1].item.rating_count, items[1].item.stock) == (
        None,
        0,
        None,
    )
    assert items[3].item.stock == 0


def test_stock_of_nothing_is_out_of_stock_unless_said_otherwise(tmp_path):
    rows = [
        {"id": 1, "title": "A", "stock": 0},
        {"id": 2, "title": "B", "stock": 0, "availability": "preorder"},
    ]
    items, _ = read(tmp_path, *rows)
    assert [found.item.availability.value for found in items] == ["out_of_stock", "preorder"]


def test_values_that_are_no_values_are_left_out(tmp_path):
    row = {"id": 1, "title": "A", "attributes": {"note": "x" * 500, "": "y", "ok": ["Z", "z", ""]}}
    (found,), problems = read(tmp_path, row)
    assert found.item.attributes == {"ok": ("z",)}
    assert [(problem.field, problem.lost) for problem in problems] == [("note", False)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[{"id": 1}]', "one JSON array.*jq"),
        (
            '{"sku_code": 1, "caption": "A"}',
            "lacks the keys id .*title .*its first object has: sku_code, caption",
        ),
        ("{bad\n" * 150, "no JSON object in its first lines"),
    ],
)
def test_a_file_of_another_shape_is_explained(tmp_path, content, says):
    with pytest.raises(FeedError, match=says):
        read(tmp_path, content)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("= nonsense", "cannot read the field map"),
        ("[fields]\nsku = 'id'", r"wrong at fields\.sku"),
        ("[constants]\nprize = '1'", "there is no field prize"),
        ("[[derived]]\nattribute = 'colour'", r"derived\.0\.words"),
    ],
)
def test_a_wrong_map_is_told_where(tmp_path, text, says):
    with pytest.raises(FeedError, match=says):
        mapped(tmp_path, text)


def test_a_map_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FeedError, match=r"gone\.toml"):
        load_field_map(tmp_path / "gone.toml")
