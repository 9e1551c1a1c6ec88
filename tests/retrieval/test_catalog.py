from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.catalog import (
    Catalogue,
    CatalogueEmptyError,
    CatalogueError,
)
from retrieval.changes import Change
from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.items import Availability, Item, Price
from retrieval.knowledge import Passage, Promotion
from tests.fakes.building import publish

SAID = Source(turn=0, phrase="")


def an_item(item_id: str, **changes: object) -> Item:
    plain = Item(
        item_id=item_id,
        family_id=item_id,
        title=f"Title of {item_id}",
        description="",
        brand=None,
        category=("Shop",),
        price=Price(Decimal("10.00"), "USD"),
    )
    return replace(plain, **changes)


FULL_ITEM = Item(
    item_id="J1-red",
    family_id="J1",
    title="Rain Jacket — 雨衣",
    description="Keeps you dry.\nPacks small.",
    brand="Fell & Co",
    category=("Outdoor", "Jackets"),
    price=Price(Decimal("89.90"), "USD"),
    list_price=Price(Decimal("120.00"), "USD"),
    availability=Availability.BACKORDER,
    stock=0,
    rating=4.3333333333333333,
    rating_count=7,
    attributes={"size": ("s", "m"), "colour": ("red",)},
    image_paths=(Path("/elsewhere/a.jpg"),),
    link="https://shop.example/j1",
)


@pytest.fixture
def catalogue(database_url):
    opened = Catalogue(database_url)
    yield opened
    opened.close()


@pytest.fixture
def in_file(tmp_path):
    opened = Catalogue(f"sqlite:///{tmp_path / 'home' / 'catalogue.sqlite'}")
    yield opened
    opened.close()


def put(*new: Item, seen=None, vectors=None) -> Change:
    return Change(new, frozenset(), seen or {}, vectors or {})


def take_out(*ids: str, seen) -> Change:
    return Change((), frozenset(ids), seen, {})


def test_an_item_comes_back_as_it_was_put(catalogue):
    publish(catalogue, FULL_ITEM, an_item("bare", price=None))
    assert catalogue.items(["bare", "J1-red", "gone"]) == {
        "bare": an_item("bare", price=None),
        "J1-red": FULL_ITEM,
    }
    assert list(catalogue.items(["J1-red", "bare"])) == ["J1-red", "bare"]


def test_amounts_keep_their_currencys_decimals(catalogue):
    publish(
        catalogue,
        an_item("yen", price=Price(Decimal("1500.0"), "JPY")),
        an_item("dinar", price=Price(Decimal("1.125"), "KWD")),
        an_item("dollar", price=Price(Decimal("52.0"), "USD")),
    )
    amounts = {
        key: str(item.price.amount)
        for key, item in catalogue.items(["yen", "dinar", "dollar"]).items()
    }
    assert amounts == {"yen": "1500", "dinar": "1.125", "dollar": "52.00"}


def test_photos_move_with_the_folder_of_the_database(in_file, tmp_path):
    photo = tmp_path / "home" / "photos" / "a.jpg"
    publish(in_file, an_item("a", image_paths=(photo,)))
    in_file.close()
    (tmp_path / "home").rename(tmp_path / "moved")
    moved = Catalogue(f"sqlite:///{tmp_path / 'moved' / 'catalogue.sqlite'}")
    assert moved.items(["a"])["a"].image_paths == (tmp_path / "moved" / "photos" / "a.jpg",)
    moved.close()


def test_an_empty_catalogue_says_what_to_run(catalogue):
    assert catalogue.published() is None
    for read in (
        lambda: catalogue.items(["a"]),
        lambda: list(catalogue.every_item()),
        lambda: catalogue.family("a"),
        lambda: catalogue.allowed(Constraints()),
        lambda: catalogue.count(Constraints()),
        lambda: catalogue.popular(Constraints(), 3),
        catalogue.vocabulary,
        catalogue.passages,
        lambda: catalogue.promotions(date(2026, 1, 1)),
        lambda: catalogue.change(put(an_item("a"))),
    ):
        with pytest.raises(CatalogueEmptyError, match="aisle index FEED"):
            read()


def test_a_build_serves_only_once_it_is_published(catalogue):
    first = publish(catalogue, an_item("a"), feed="one")
    build = catalogue.begin_build("two")
    catalogue.put(build.build_id, [an_item("b")])
    assert catalogue.published() == first
    assert list(catalogue.items(["a", "b"])) == ["a"]
    assert [item.item_id for item in catalogue.every_item(build.build_id)] == ["b"]
    catalogue.publish(build.build_id)
    assert catalogue.published() == build.build_id
    assert list(catalogue.items(["a", "b"])) == ["b"]


def test_an_unfinished_build_of_the_same_feed_is_gone_on_with(catalogue):
    begun = catalogue.begin_build("feed")
    catalogue.put(begun.build_id, [an_item("a")])
    assert catalogue.begin_build("feed") == begun
    assert catalogue.built_ids(begun.build_id) == {"a"}
    other = catalogue.begin_build("another feed")
    assert other.build_id != begun.build_id
    assert catalogue.built_ids(other.build_id) == frozenset()


def test_the_serving_build_of_the_same_feed_is_complete_unless_asked_afresh(catalogue):
    served = publish(catalogue, an_item("a"), feed="feed")
    assert catalogue.begin_build("feed").complete
    assert catalogue.begin_build("feed").build_id == served
    again = catalogue.begin_build("feed", afresh=True)
    assert not again.complete
    assert again.build_id != served


def test_a_feed_that_served_before_another_is_built_again(catalogue):
    publish(catalogue, an_item("a"), feed="one")
    publish(catalogue, an_item("a"), feed="two")
    assert not catalogue.begin_build("one").complete


def test_putting_an_id_again_replaces_it(catalogue):
    build = catalogue.begin_build("feed")
    catalogue.put(build.build_id, [an_item("a", brand="Old"), an_item("a", brand="Mid")])
    catalogue.put(build.build_id, [an_item("a", brand="New")])
    catalogue.publish(build.build_id)
    assert catalogue.items(["a"])["a"].brand == "New"
    assert catalogue.vocabulary().brands == {"new": 1}


def test_versions_count_up_across_builds_only_where_something_changed(catalogue):
    publish(catalogue, an_item("same"), an_item("dearer"), an_item("gone"), feed="one")
    dearer = an_item("dearer", price=Price(Decimal(11), "USD"))
    publish(catalogue, an_item("same"), dearer, an_item("new"), feed="two")
    versions = {item.item_id: item.version for item in catalogue.every_item()}
    assert versions == {"same": 1, "dearer": 2, "new": 1}
    publish(catalogue, an_item("gone", title="Back"), feed="three")
    assert catalogue.items(["gone"])["gone"].version == 2


def test_a_live_change_is_seen_at_once_and_counts_up(catalogue):
    publish(catalogue, an_item("a"), an_item("b"))
    sold_out = an_item("a", availability=Availability.OUT_OF_STOCK)
    catalogue.change(put(sold_out, an_item("c"), seen=catalogue.items(["a", "c"])))
    catalogue.change(take_out("b", "never there", seen=catalogue.items(["b"])))
    assert {item.item_id: item.version for item in catalogue.every_item()} == {"a": 2, "c": 1}
    catalogue.change(put(an_item("c"), seen=catalogue.items(["c"])))
    assert catalogue.items(["c"])["c"].version == 1


def test_the_replaced_build_is_kept_and_older_or_abandoned_ones_are_not(catalogue):
    assert catalogue.old_builds() == []
    first = publish(catalogue, an_item("a"), feed="one")
    second = publish(catalogue, an_item("a"), feed="two")
    abandoned = catalogue.begin_build("never finished").build_id
    third = publish(catalogue, an_item("a"), feed="three")
    assert catalogue.old_builds() == [first, abandoned]
    for build_id in catalogue.old_builds():
        catalogue.drop_build(build_id)
    assert catalogue.old_builds() == []
    assert list(catalogue.every_item(first)) == []
    assert [item.item_id for item in catalogue.every_item(second)] == ["a"]
    with pytest.raises(CatalogueError, match="serves"):
        catalogue.drop_build(third)


def test_publishing_an_unknown_build_is_refused_and_changes_nothing(catalogue):
    served = publish(catalogue, an_item("a"))
    with pytest.raises(CatalogueError, match="'nonsense'"):
        catalogue.publish("nonsense")
    assert catalogue.published() == served


def test_every_item_goes_by_id_across_pages(catalogue):
    ids = [f"{number:04d}" for number in range(1203)]
    publish(catalogue, *(an_item(item_id) for item_id in reversed(ids)))
    assert [item.item_id for item in catalogue.every_item()] == ids
    assert list(catalogue.items(ids[::-1])) == ids[::-1]


def test_a_family_is_its_variants_by_id(catalogue):
    publish(
        catalogue,
        an_item("j-red", family_id="j"),
        an_item("j-blue", family_id="j"),
        an_item("k", family_id="k"),
    )
    assert [item.item_id for item in catalogue.family("j")] == ["j-blue", "j-red"]
    assert catalogue.family("unknown") == []


def test_nothing_constrained_and_nothing_excluded_allows_without_a_list(catalogue):
    publish(catalogue, an_item("a"), an_item("b"))
    assert catalogue.allowed(Constraints()) is None
    assert catalogue.allowed(Constraints(), frozenset({"a"})) == {"b"}
    cheap = Constraints((Constraint("price", Operator.AT_MOST, SAID, bound=Decimal(10)),))
    assert catalogue.allowed(cheap, frozenset({"a"})) == {"b"}
    assert catalogue.count(cheap) == 2
    assert catalogue.count() == 2


def test_popular_items_have_many_good_ratings_and_are_in_stock(catalogue):
    publish(
        catalogue,
        an_item("few, perfect", rating=5.0, rating_count=1),
        an_item("many, good", rating=4.5, rating_count=400),
        an_item("many, poor", rating=2.0, rating_count=400),
        an_item(
            "best, sold out", rating=5.0, rating_count=900, availability=Availability.OUT_OF_STOCK
        ),
        an_item("unrated b"),
        an_item("unrated a"),
    )
    ids = [item.item_id for item in catalogue.popular(Constraints(), 10)]
    assert ids == [
        "many, good",
        "many, poor",
        "few, perfect",
        "unrated a",
        "unrated b",
        "best, sold out",
    ]
    best = catalogue.popular(Constraints(), 1, exclude=frozenset({"many, good"}))
    assert [item.item_id for item in best] == ["many, poor"]


def test_the_vocabulary_counts_items_and_names_the_commonest_currency(catalogue):
    publish(
        catalogue,
        an_item(
            "a", brand="Fell", category=("Outdoor", "Tents"), attributes={"colour": ("red", "blue")}
        ),
        an_item("b", brand="fell", category=("Outdoor",), price=Price(Decimal("3.50"), "USD")),
        an_item(
            "c",
            brand="Ünter",
            category=("Home",),
            price=Price(Decimal(99), "EUR"),
            attributes={"colour": ("red",)},
        ),
        an_item("d", price=None),
    )
    words = catalogue.vocabulary()
    assert words.categories == {"outdoor": 2, "outdoor > tents": 1, "home": 1, "shop": 1}
    assert words.brands == {"fell": 2, "ünter": 1}
    assert words.attributes == {"colour": {"red": 2, "blue": 1}}
    assert (words.lowest_price, words.highest_price) == (Decimal("3.50"), Decimal(99))
    assert words.currency == "USD"


def test_a_shop_without_prices_has_a_vocabulary_all_the_same(catalogue):
    publish(catalogue, an_item("a", price=None))
    words = catalogue.vocabulary()
    assert (words.lowest_price, words.highest_price, words.currency) == (None, None, None)


def test_knowledge_belongs_to_its_build_and_keeps_its_order(catalogue):
    says = [
        Passage("z", "returns", "Returns", "30 days."),
        Passage("a", "delivery", "Delivery", "2 days."),
    ]
    winter = Promotion(
        "w", "Winter", "WARM", 20, "outdoor", None, date(2026, 12, 1), date(2026, 12, 31)
    )
    always = Promotion("x", "Always", None, 5, None, "fell", date(2020, 1, 1), date(2099, 1, 1))
    build = catalogue.begin_build("feed")
    catalogue.put(build.build_id, [an_item("a")])
    catalogue.put_knowledge(build.build_id, says[:1], [])
    catalogue.put_knowledge(build.build_id, says, [winter, always])
    catalogue.publish(build.build_id)
    assert catalogue.passages() == says
    assert catalogue.promotions(date(2026, 12, 31)) == [winter, always]
    assert catalogue.promotions(date(2027, 1, 1)) == [always]
    publish(catalogue, an_item("a"), feed="without")
    assert catalogue.passages() == []


def test_an_amount_too_fine_to_keep_is_refused_and_nothing_is_stored(catalogue):
    build = catalogue.begin_build("feed")
    odd = an_item("odd", price=Price(Decimal("0.00001"), "USD"))
    with pytest.raises(CatalogueError, match=r"0\.00001|1E-5"):
        catalogue.put(build.build_id, [an_item("fine"), odd])
    assert catalogue.built_ids(build.build_id) == frozenset()


def test_an_in_memory_catalogue_is_one_database():
    catalogue = Catalogue("sqlite://")
    publish(catalogue, an_item("a"))
    assert list(catalogue.items(["a"])) == ["a"]
    catalogue.close()
