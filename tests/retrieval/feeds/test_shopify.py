from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.feeds.row import FeedError
from retrieval.items import Availability, Price
from tests.fakes.feeds import parted

OLD = (
    "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,"
    "Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Tracker,"
    "Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,"
    "Image Src,Image Position,Image Alt Text,Variant Image,Status,"
    "Fabric (product.metafields.shopify.fabric)"
)
NEW = (
    "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,"
    "Status,SKU,Option1 name,Option1 value,Option2 name,Option2 value,Price,Compare-at price,"
    "Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,"
    "Image position,Image alt text,Variant image URL"
)
TEE_OLD = [
    (
        'tee,Plain Tee,"<p>Soft, &amp; light</p>",Fell,Apparel & Accessories > Clothing > Shirts,'
        'Tees,"summer, basics",true,Color,Red,Size,S,T-R-S,shopify,3,deny,19.90,25.00,'
        "https://img.example/2.jpg,2,Tee in blue,https://img.example/red.jpg,active,Cotton; Linen"
    ),
    "tee,,,,,,,,,Red,,M,T-R-M,shopify,0,deny,19.90,25.00,https://img.example/1.jpg,1,,,,",
    "tee,,,,,,,,,Blue,,S,T-B-S,shopify,0,continue,19.90,,https://img.example/3.jpg,3,,,,",
    "tee,,,,,,,,,,,,,,,,,,https://img.example/4.jpg,4,,,,",
]
TEE_NEW = [
    (
        'Plain Tee,tee,"<p>Soft, &amp; light</p>",Fell,Apparel & Accessories > Clothing > Shirts,'
        'Tees,"summer, basics",true,active,T-R-S,Color,Red,Size,S,19.90,25.00,shopify,3,DENY,'
        "https://img.example/2.jpg,2,Tee in blue,https://img.example/red.jpg"
    ),
    ",tee,,,,,,,,T-R-M,,Red,,M,19.90,25.00,shopify,0,deny,https://img.example/1.jpg,1,,",
    ",tee,,,,,,,,T-B-S,,Blue,,S,19.90,,shopify,0,CONTINUE,https://img.example/3.jpg,3,,",
    ",tee,,,,,,,,,,,,,,,,,,https://img.example/4.jpg,4,,",
]


def read(tmp_path: Path, header: str, *rows: str, currency: str | None = "USD"):
    path = tmp_path / "products_export.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return parted(path, currency=currency)


@pytest.mark.parametrize(("header", "rows"), [(OLD, TEE_OLD), (NEW, TEE_NEW)], ids=["old", "new"])
def test_both_generations_give_one_item_a_colour_with_its_sizes(tmp_path, header, rows):
    items, problems = read(tmp_path, header, *rows)
    assert problems == []
    red, blue = (found.item for found in items)
    assert (red.item_id, blue.item_id) == ("tee-red", "tee-blue")
    assert {red.family_id, blue.family_id} == {"tee"}
    assert (red.title, red.description, red.brand) == ("Plain Tee (Red)", "Soft, & light", "Fell")
    assert red.category == ("Apparel & Accessories", "Clothing", "Shirts")
    assert red.price == Price(Decimal("19.90"), "USD")
    assert (red.list_price, blue.list_price) == (Price(Decimal(25), "USD"), None)
    assert (red.availability, red.stock) == (Availability.IN_STOCK, 3)
    assert blue.availability is Availability.BACKORDER
    assert red.attributes["colour"] == ("red",)
    assert red.attributes["size"] == ("s",)  # M is sold out
    assert red.attributes["tag"] == ("summer", "basics")
    # A variant's own photos; without any, those of the product by position.
    assert items[0].photos == (
        "https://img.example/red.jpg",
        *(f"https://img.example/{n}.jpg" for n in (1, 2, 3, 4)),
    )
    assert items[1].photos == ("https://img.example/2.jpg",)


def test_metafields_are_attributes(tmp_path):
    items, _ = read(tmp_path, OLD, *TEE_OLD)
    assert items[0].item.attributes["material"] == ("cotton", "linen")


def test_a_product_without_options_is_one_item_under_its_handle(tmp_path):
    row = "mug,Mug,,Fell,,Mugs,,true,Title,Default Title,,,,,,,7.50,,https://img.example/m.jpg,1,,,active,"
    (found,), problems = read(tmp_path, OLD, row)
    assert problems == []
    assert (found.item.item_id, found.item.family_id) == ("mug", "mug")
    assert (found.item.title, found.item.category) == ("Mug", ("Mugs",))
    assert "title" not in found.item.attributes
    assert found.item.availability is Availability.IN_STOCK


def test_drafts_and_unpublished_products_are_told_and_left_out(tmp_path):
    rows = [
        "draft,Draft,,,,,,true,,,,,,,,,1.00,,,,,,draft,",
        "hidden,Hidden,,,,,,false,,,,,,,,,1.00,,,,,,active,",
        "mug,Mug,,,,,,true,,,,,,,,,7.50,,,,,,active,",
    ]
    items, problems = read(tmp_path, OLD, *rows)
    assert [found.item.item_id for found in items] == ["mug"]
    assert [(problem.line, problem.item_id, problem.lost) for problem in problems] == [
        (2, "draft", True),
        (3, "hidden", True),
    ]


def test_a_bad_variant_leaves_the_others(tmp_path):
    rows = [TEE_OLD[0], TEE_OLD[1].replace("19.90", "free"), TEE_OLD[2], ",No handle" + "," * 22]
    items, problems = read(tmp_path, OLD, *rows)
    assert [found.item.item_id for found in items] == ["tee-red", "tee-blue"]
    assert [(problem.line, problem.field) for problem in problems] == [(3, "price"), (5, "handle")]


def test_without_a_currency_dollars_are_assumed_and_said(tmp_path):
    items, problems = read(tmp_path, OLD, *TEE_OLD, currency=None)
    assert items[0].item.price.currency == "USD"
    assert [(problem.field, problem.lost) for problem in problems] == [("currency", False)]


def test_sizes_at_two_prices_get_ids_of_their_own(tmp_path):
    rows = [TEE_OLD[0], TEE_OLD[1].replace(",0,deny,19.90", ",2,deny,29.90")]
    items, problems = read(tmp_path, OLD, *rows)
    assert problems == []
    assert [(found.item.item_id, found.item.attributes["size"]) for found in items] == [
        ("tee-red", ("s",)),
        ("tee-red-m", ("m",)),
    ]


def test_missing_columns_are_named(tmp_path):
    with pytest.raises(
        FeedError, match="lacks the columns title, variant price; it has: handle, vendor"
    ):
        read(tmp_path, "Handle,Vendor", "a,b")
