"""The demo shop's own files: complete, consistent and fit for the demo's questions."""

import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.demo_shop import catalogue
from retrieval.demo_shop.catalogue import (
    demo_items,
    demo_passages,
    demo_promotions,
    write_demo_feed,
)
from retrieval.demo_shop.drawing import PRODUCT_TYPES
from retrieval.demo_shop.drawing.tone import palette
from retrieval.demo_shop.product import DemoProduct, demo_products
from retrieval.demo_shop.tables import DemoShopError, read_rows
from retrieval.feeds.jsonl import read_jsonl
from retrieval.feeds.row import FeedItem
from retrieval.items import Availability

# A word that a description uses and the attributes lack, or the other way
# round, would make a true sentence look invented.
SPOKEN_FEATURES = (
    *("waterproof", "water-resistant", "windproof", "insulated", "packable", "foldable"),
    *("wireless", "noise-cancelling", "rechargeable", "non-stick", "dishwasher-safe"),
    *("machine-washable", "organic", "recycled", "vegan", "hypoallergenic"),
)
MUCH_SEARCHED = (
    *("rain_jacket", "puffer_jacket", "sneakers", "running_shoes", "hiking_boots", "backpack"),
    *("dress", "headphones", "t_shirt", "sweater", "mug", "table_lamp", "sofa"),
)
HERE = Source(0, "")


@pytest.fixture(scope="module")
def products():
    return demo_products()


@pytest.fixture(scope="module")
def items():
    return list(demo_items())


def says(word, text):
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text.lower()) is not None


def test_it_is_a_whole_department_store(products, items):
    assert len(products) >= 420
    assert len(items) >= 900
    assert len({item.category[0] for item in items}) >= 14
    assert all(len(item.category) == 2 for item in items)
    assert len({product.brand for product in products}) >= 40


def test_every_type_is_sold_and_the_much_searched_ones_in_plenty(products):
    sold = Counter(product.type for product in products)
    assert set(sold) == PRODUCT_TYPES
    assert min(sold.values()) >= 2
    assert all(sold[product_type] >= 6 for product_type in MUCH_SEARCHED)


def test_every_colour_of_the_palette_is_sold(products):
    assert {colour for product in products for colour in product.colours} == set(palette())


def test_no_words_are_used_twice(products):
    for texts in ([p.title for p in products], [p.description for p in products]):
        assert len({text.casefold() for text in texts}) == len(texts)


def test_descriptions_read_like_a_shop(products):
    assert all(70 <= len(product.description) <= 420 for product in products)
    openings = Counter(" ".join(p.description.split()[:3]) for p in products)
    assert max(openings.values()) <= 3


def test_a_title_names_no_colour_but_its_own(products):
    for product in products:
        named = {colour for colour in palette() if says(colour, product.title)}
        assert not product.colours or named <= set(product.colours), product.title


@pytest.mark.parametrize("feature", SPOKEN_FEATURES)
def test_descriptions_and_features_say_the_same(products, feature):
    for product in products:
        known = {*product.attributes.get("feature", ()), *product.attributes.get("dietary", ())}
        if says(feature, product.description):
            assert feature in known, product.id
        elif feature in product.attributes.get("feature", ()):
            pytest.fail(f"{product.id} is {feature}, which its description does not say")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        *(("weight", "g"), ("weight", "kg"), ("capacity", "litres"), ("capacity", "ml")),
        *(("battery", "hours"), ("power", "w"), ("screen", "inch"), ("storage", "gb")),
    ],
)
def test_a_quantity_in_a_description_is_the_one_listed(products, name, unit):
    for product in products:
        for listed in product.attributes.get(name, ()):
            said = re.findall(rf"\b([\d.]+) {unit}\b", product.description.lower())
            number = re.fullmatch(rf"([\d.]+) {unit}( per pair)?", listed)
            assert not said or not number or number[1] in said, product.id


def test_prices_are_sane(items):
    assert all(item.price is not None for item in items)
    assert all(Decimal(5) <= item.price.amount <= Decimal(2500) for item in items)
    assert {item.price.currency for item in items} == {"USD"}
    reduced = [item for item in items if item.list_price is not None]
    assert 0.1 < len(reduced) / len(items) < 0.3
    for item in reduced:
        assert Decimal("0.5") < item.price.amount / item.list_price.amount < 1, item.item_id


def test_some_is_sold_out_and_some_is_unrated(items):
    sold_out = [item for item in items if item.availability is Availability.OUT_OF_STOCK]
    assert all(item.stock == 0 for item in sold_out)
    assert 0.03 < len(sold_out) / len(items) < 0.1
    assert any(item.rating is None for item in items)
    assert {item.rating for item in items if item.rating} >= {3.5, 4.0, 4.4, 4.8}


def test_the_colours_of_a_product_are_its_items(products, items):
    families = Counter(item.family_id for item in items)
    assert families == {product.id: max(1, len(product.colours)) for product in products}
    fells = {i.item_id: i for i in items if i.family_id == "fellside-3-layer-rain-jacket"}
    green = fells["fellside-3-layer-rain-jacket-green"]
    assert green.title == "Fellside 3-Layer Rain Jacket, Green"
    assert green.values("colour") == ("green",)
    assert green.values("size") == ("s", "m", "l", "xl", "xxl")
    assert green.price.amount == Decimal("109.00")
    assert len(fells) == 4


def test_one_item_without_colours_keeps_its_id_and_title(items):
    tea = next(item for item in items if item.item_id == "harbour-breakfast-tea-80-bags")
    assert tea.family_id == tea.item_id
    assert tea.title == "Harbour Breakfast Tea, 80 Bags"
    assert tea.values("colour") == ()


def ask(items, *constraints):
    allowed = Constraints(constraints)
    return [item for item in items if allowed.allow(item)]


def any_of(field, *values):
    return Constraint(field, Operator.ANY_OF, HERE, values)


JACKETS = any_of("category", "clothing > jackets & coats")
WATERPROOF_FOR_HIKING = (JACKETS, any_of("feature", "waterproof"), any_of("activity", "hiking"))
UNDER_120 = Constraint("price", Operator.AT_MOST, HERE, bound=Decimal(120))


def test_the_demo_question_has_good_answers(items):
    asked = ask(
        items,
        *WATERPROOF_FOR_HIKING,
        UNDER_120,
        Constraint("colour", Operator.NONE_OF, HERE, ("black",)),
    )
    assert len({item.family_id for item in asked}) >= 6
    assert len({item.values("colour") for item in asked}) >= 8
    assert all({"women", "men"} & set(item.values("audience")) for item in asked)
    prices = {item.price.amount for item in asked}
    assert min(prices) < 50 < max(prices)


def test_the_demo_question_could_be_answered_wrongly(items):
    asked = ask(items, *WATERPROOF_FOR_HIKING)
    affordable = ask(items, *WATERPROOF_FOR_HIKING, UNDER_120)
    assert any("black" in item.values("colour") for item in affordable)
    assert len({item.family_id for item in asked} - {item.family_id for item in affordable}) >= 2


def test_most_of_the_answers_come_in_green(items):
    affordable = ask(items, *WATERPROOF_FOR_HIKING, UNDER_120)
    green = ask(affordable, any_of("colour", "green", "forest green"))
    families = {item.family_id for item in affordable}
    in_green = {item.family_id for item in green}
    assert len(in_green) >= 5
    assert families - in_green, "one should come in no green, so that it has to be said"


def test_policies_cover_what_shoppers_ask():
    passages = demo_passages()
    topics = Counter(passage.topic for passage in passages)
    assert len(passages) >= 24
    assert set(topics) == {
        *("returns", "delivery", "warranty", "sizing", "payment", "gift cards"),
        *("care & repair", "price match", "click & collect", "privacy", "contact"),
    }
    assert min(topics.values()) >= 2
    assert all(80 <= len(passage.text) <= 500 for passage in passages)
    hours = next(p for p in passages if p.passage_id == "contact#person")
    assert "8 am to 8 pm" in hours.text


def test_promotions_name_what_the_shop_sells(items):
    promotions = demo_promotions()
    sold = {" > ".join(item.category[:depth]).lower() for item in items for depth in (1, 2)}
    assert 5 <= len(promotions) <= 6
    assert {p.code is None for p in promotions} == {True, False}
    for promotion in promotions:
        assert promotion.category is None or promotion.category in sold
        assert promotion.brand is None or promotion.brand in {i.brand.lower() for i in items}
        assert date(2026, 10, 1) <= promotion.starts < promotion.ends <= date(2027, 12, 31)


def test_policies_do_not_contradict_the_promises_of_descriptions(products):
    promised = {p.id for p in products if re.search(r"guarantee", p.description.lower())}
    text = " ".join(passage.text for passage in demo_passages())
    for brand in ("Waymark", "Copperlane", "Tarnmoor"):
        assert brand in text
        assert any(p.brand == brand for p in products if p.id in promised)


@pytest.fixture
def small_shop(products, monkeypatch):
    few = (products[1], next(p for p in products if not p.colours))
    monkeypatch.setattr(catalogue, "demo_products", lambda: few)
    return [item for product in few for item in product.items()]


def test_the_feed_reads_back_as_the_same_items(small_shop, tmp_path):
    feed = write_demo_feed(tmp_path / "shop")
    records = list(read_jsonl(feed, currency=None))
    assert all(isinstance(record, FeedItem) for record in records)
    assert [record.item for record in records] == small_shop
    for record, item in zip(records, demo_items(feed.parent / "pictures"), strict=True):
        picture = feed.parent / record.photos[0]
        assert item.image_paths == (picture,)
        with Image.open(picture) as opened:
            assert opened.size == (512, 512)


@pytest.mark.slow
def test_drawing_goes_on_where_it_stopped(small_shop, tmp_path):
    seen = []
    feed = write_demo_feed(tmp_path, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(number, len(small_shop)) for number in range(1, len(small_shop) + 1)]
    first, *rest = sorted((tmp_path / "pictures").iterdir())
    first.write_bytes(b"kept")
    rest[0].unlink()
    assert write_demo_feed(tmp_path) == feed
    assert first.read_bytes() == b"kept"
    assert rest[0].exists()
    assert not list(tmp_path.rglob("*.part"))
    assert len(feed.read_text("utf-8").splitlines()) == len(small_shop)


@pytest.mark.usefixtures("small_shop")
@pytest.mark.slow
def test_a_picture_that_would_look_different_is_drawn_again(tmp_path, monkeypatch):
    before = write_demo_feed(tmp_path).read_text("utf-8")
    monkeypatch.setattr(catalogue, "_drawing_revision", lambda: "another hand")
    after = write_demo_feed(tmp_path).read_text("utf-8")
    photos = [
        {json.loads(line)["photos"][0] for line in feed.splitlines()} for feed in (before, after)
    ]
    assert not photos[0] & photos[1]
    assert all((tmp_path / photo).exists() for shown in photos for photo in shown)


GOOD = {
    "id": "harbour-mug",
    "type": "mug",
    "title": "Harbour Mug",
    "brand": "Harbour & Pine",
    "category": "Kitchen > Tableware",
    "price": 12,
    "colours": ["navy", "white"],
    "stock": {"navy": 3, "white": 0},
    "description": "A mug.",
}


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"id": "Harbour Mug"}, "id: String should match"),
        ({"type": "cup"}, "type 'cup' cannot be drawn"),
        ({"colours": ["navy", "mauve"]}, "'mauve' is not in palette.toml"),
        ({"colours": ["navy"]}, "stock must name every colour and no other"),
        ({"colours": []}, "give either colours or"),
        ({"pattern": "paisley"}, "'paisley' cannot be drawn"),
        ({"category": "Kitchen"}, "category: String should match"),
        ({"category": "Kitchen > Mugs > Big"}, "category: String should match"),
        ({"price": 0}, "price: Input should be greater than 0"),
        ({"list_price": 12}, "list_price 12 must be above price 12"),
        ({"rating": 4}, "rating and rating_count go together"),
        ({"rating": 6, "rating_count": 1}, "rating: Input should be less than or equal to 5"),
        ({"attributes": {"colour": ["navy"]}}, "attributes.colour has a key of its own"),
        ({"attributes": {"feature": ["Big"]}}, "attributes.feature.0: String should match"),
        ({"prise": 12}, "prise: Extra inputs are not permitted"),
    ],
)
def test_a_wrong_product_is_named_with_its_file_and_field(tmp_path, wrong, complaint):
    path = tmp_path / "kitchen.toml"
    path.write_text(as_toml(GOOD | wrong), "utf-8")
    with pytest.raises(DemoShopError) as error:
        list(read_rows(path, "product", DemoProduct))
    assert str(error.value).startswith("kitchen.toml: product ")
    assert complaint in str(error.value)


def test_a_right_product_is_read(tmp_path):
    path = tmp_path / "kitchen.toml"
    path.write_text(as_toml(GOOD), "utf-8")
    (product,) = read_rows(path, "product", DemoProduct)
    navy, white = product.items()
    assert (navy.availability, white.availability) == ("in_stock", "out_of_stock")
    assert navy.price.amount == Decimal(12)


def test_a_file_that_is_no_toml_says_so(tmp_path: Path):
    path = tmp_path / "kitchen.toml"
    path.write_text("[[product]\n", "utf-8")
    with pytest.raises(DemoShopError, match=r"kitchen\.toml is not valid TOML"):
        list(read_rows(path, "product", DemoProduct))
    path.write_text("[[produkt]]\n", "utf-8")
    with pytest.raises(DemoShopError, match=r"must hold \[\[product\]\] tables"):
        list(read_rows(path, "product", DemoProduct))


def as_toml(product):
    lines = ["[[product]]"]
    for key, value in product.items():
        if isinstance(value, dict):
            lines += [f"{key}.{json.dumps(k)} = {json.dumps(v)}" for k, v in value.items()]
        else:
            lines.append(f"{key} = {json.dumps(value)}")
    return "\n".join(lines) + "\n"
