"""Search, JSON-LD and llms.txt over HTTP."""

from dataclasses import replace
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.settings import Settings
from retrieval.constraints import BRAND, CATEGORY
from retrieval.items import Availability, Item, Price
from retrieval.vocabulary import Vocabulary
from tests.fakes.shop import open_shop
from ui.api.app import create_app
from ui.api.filters import Filters, constraints
from ui.api.json_ld import item_list, product
from ui.api.llms import describe
from ui.api.problems import RequestError

pytestmark = pytest.mark.slow  # opens whole shops or servers

LD = {"accept": "application/ld+json"}
TENT = Item(
    item_id="tent/1 green",
    family_id="tent",
    title="Two-Person Tent, Green",
    description="Keeps the rain out.",
    brand="Brockwood",
    category=("Outdoor", "Tents"),
    price=Price(Decimal("159.50"), "EUR"),
    list_price=Price(Decimal(199), "EUR"),
    availability=Availability.BACKORDER,
    stock=3,
    rating=4.6,
    rating_count=180,
    attributes={"colour": ("green",), "size": ("s", "m"), "feature": ("waterproof",)},
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    shop = open_shop(tmp_path_factory.mktemp("shop"))
    app = create_app(shop, Settings(_env_file=None), with_page=False)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_a_search_meets_its_filters_and_reads_nothing_out_of_the_words(client):
    asked = {"q": "jacket under $10", "brand": "SALTMARSH", "min_price": 20, "max_price": 60}
    items = client.get("/api/search", params=asked | {"k": 5}).json()["items"]
    assert 0 < len(items) <= 5
    for place, ranked in enumerate(items, start=1):
        assert ranked["rank"] == place
        assert ranked["item"]["brand"] == "Saltmarsh"
        assert 20 <= float(ranked["item"]["price"]["amount"]) <= 60


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"category": "tends"}, "tents"),
        ({"brand": "Saltmarch"}, "saltmarsh"),
        ({"attribute": "colur:red"}, "colour"),
        ({"attribute": "colour"}, "colour"),
        ({"min_rating": 6}, "min_rating"),
        ({"max_price": -1}, "max_price"),
        ({"max_price": "nan"}, "max_price"),
        ({"k": 0}, "k"),
    ],
)
def test_a_wrong_filter_is_named_with_the_nearest_there_is(client, asked, word):
    answer = client.get("/api/search", params=asked)
    assert answer.status_code == 422
    assert word in str(answer.json()["error"])


def test_a_category_by_name_stands_for_every_path_that_ends_so():
    words = Vocabulary(categories={"men": 4, "men > shoes": 2, "women > shoes": 3, "shoe care": 1})
    found = constraints(Filters(category="Shoes"), words)
    assert found.on(CATEGORY)[0].values == ("men > shoes", "women > shoes")
    assert constraints(Filters(category="MEN>shoes"), words).on(CATEGORY)[0].values == (
        "men > shoes",
    )


@given(st.text(min_size=1, max_size=40))
def test_a_brand_is_found_or_refused_never_anything_else(brand):
    words = Vocabulary(brands={"tarn": 1, "north pine": 2})
    try:
        held = constraints(Filters(brand=brand), words)
    except RequestError as error:
        assert "nearest" in error.problem.remedy or "Leave" in error.problem.remedy  # noqa: PT017 - either way is right
    else:
        assert held.on(BRAND)[0].values[0] == brand.casefold().strip()


def test_a_product_says_what_the_item_says():
    told = product(TENT, "https://shop.example")
    assert told["@context"] == "https://schema.org"
    assert told["url"] == "https://shop.example/api/items/tent%2F1%20green"
    assert told["offers"] == {
        "@type": "Offer",
        "url": told["url"],
        "price": "159.50",
        "priceCurrency": "EUR",
        "availability": "https://schema.org/BackOrder",
        "inventoryLevel": {"@type": "QuantitativeValue", "value": 3},
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "priceType": "https://schema.org/ListPrice",
            "price": "199",
            "priceCurrency": "EUR",
        },
    }
    assert told["aggregateRating"]["ratingCount"] == 180
    assert (told["color"], told["size"]) == ("green", ["s", "m"])
    assert told["additionalProperty"] == [
        {"@type": "PropertyValue", "name": "feature", "value": "waterproof"}
    ]


def test_what_an_item_lacks_is_left_away():
    bare = replace(
        TENT, price=None, list_price=None, brand=None, rating=None, rating_count=0,
        attributes={}, description="", link="javascript:alert(1)",
    )  # fmt: skip
    told = product(bare, "https://shop.example")
    assert not {"offers", "brand", "aggregateRating", "description", "image"} & told.keys()
    assert told["url"].startswith("https://shop.example/")
    assert item_list([], "https://shop.example")["itemListElement"] == []


def test_a_conversations_list_an_item_and_a_search_as_json_ld(client):
    session = client.post("/api/sessions").json()["session_id"]
    client.post(f"/api/sessions/{session}/turns", json={"text": "a tent", "k": 3})
    shown = [item["item_id"] for item in client.get(f"/api/sessions/{session}").json()["items"]]
    answer = client.get(f"/api/sessions/{session}/items.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    listed = answer.json()["itemListElement"]
    assert [(one["position"], one["item"]["sku"]) for one in listed] == list(
        enumerate(shown, start=1)
    )
    item = client.get(f"/api/items/{shown[0]}", headers=LD).json()
    assert item["@type"] == "Product"
    assert item.items() >= listed[0]["item"].items()
    found = client.get("/api/search", params={"q": "tent", "k": 1}, headers=LD).json()
    assert found["numberOfItems"] == 1
    assert client.delete(f"/api/sessions/{session}").status_code == 204
    assert client.get(f"/api/sessions/{session}/items.jsonld").status_code == 404
    assert client.delete(f"/api/sessions/{session}").status_code == 404


def test_llms_txt_has_the_form_and_names_only_what_is_there(client):
    text = client.get("/llms.txt").text
    assert text.startswith("# Aisle\n\n> A shop of 1,152 items, from ")
    assert "## Departments" in text
    for path in ("/api/openapi.json", "/api/docs", "/v1/models", "/api/search?q=gift"):
        assert f"]({client.base_url}{path})" in text
        assert client.get(path).status_code == 200
    assert "from" not in describe(0, Vocabulary(), "http://x").splitlines()[2]
