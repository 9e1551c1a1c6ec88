"""The field maps that ship, on the data they are for."""

import os
from collections import Counter
from pathlib import Path

import pytest

from retrieval.feeds.field_map import load_field_map
from retrieval.feeds.read import read_feed
from retrieval.feeds.row import FeedItem

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("AISLE_DATA", ROOT.parent / "shared" / "data"))


def load(name: str) -> list[FeedItem]:
    feed = DATA / name / "products.jsonl"
    if not feed.exists():
        pytest.skip(f"needs the data folder {name} under AISLE_DATA (default ../shared/data)")
    field_map = load_field_map(ROOT / "deploy" / "field_maps" / f"{name}.toml")
    records = list(read_feed(feed, field_map=field_map))
    assert all(isinstance(record, FeedItem) for record in records), "some rows have problems"
    return records


def having(records: list[FeedItem], name: str) -> int:
    return sum(bool(record.item.values(name)) for record in records)


def test_every_field_map_is_valid():
    maps = sorted((ROOT / "deploy" / "field_maps").glob("*.toml"))
    assert [path.stem for path in maps] == [
        "magento_luma",
        "retail_demo_store_84",
        "retail_demo_store_text",
    ]
    for path in maps:
        load_field_map(path)


@pytest.mark.slow
def test_magento_luma_has_colours_sizes_departments_and_features():
    records = load("magento_luma")
    assert len(records) == 461
    assert len({record.item.family_id for record in records}) == 191
    departments = Counter(record.item.category[0] for record in records)
    assert departments == {"Women": 221, "Men": 196, "Gear": 44}
    assert having(records, "colour") == 426
    assert having(records, "size") > 400
    jacket = next(record for record in records if record.item.item_id == "MJ01-Orange")
    assert jacket.item.category == ("Men", "Tops", "Jackets")
    assert jacket.item.attributes["material"] == ("fleece", "lumatech", "polyester")
    assert "1/4 zip" in jacket.item.attributes["style"]
    assert jacket.item.attributes["audience"] == ("men",)
    assert (jacket.item.rating, jacket.item.rating_count) == (4.5, 2)
    assert jacket.photos == ("images/mj01-orange_main.jpg",)


def test_the_84_products_have_the_colour_that_their_titles_name():
    records = load("retail_demo_store_84")
    assert len(records) == 84
    black = {r.item.title for r in records if "black" in r.item.values("colour")}
    assert {"Black Leather Backpack", "Knit Black Sneakers"} <= black
    assert all(record.photos for record in records)
    assert records[0].item.category == ("accessories", "bag")


@pytest.mark.slow
def test_the_text_products_have_stock_and_two_levels():
    records = load("retail_demo_store_text")
    assert len(records) == 2465
    assert all(record.item.stock is not None for record in records)
    assert all(len(record.item.category) == 2 for record in records)
    assert having(records, "colour") > 1_700
    assert having(records, "material") > 900
