from dataclasses import replace
from decimal import Decimal

import pytest

from ranking.linear import LinearRelevance
from ranking.rank import Ranker, facets
from retrieval.constraints import (
    CATEGORY,
    LOWEST,
    PRICE,
    Constraint,
    Constraints,
    Operator,
    Preference,
    Source,
)
from retrieval.items import Item, Price
from retrieval.query import Candidate, Leg, Query


def candidate(name, leaf, similarity, brand="Ember"):
    item = Item(name, name, name, "", brand, ("Outdoor", leaf), Price(Decimal(20), "USD"))
    return Candidate(item, {Leg.TEXT: similarity}, similarity)


POOL = [
    *(candidate(f"tent{n}", "Tents", 0.6 - n / 100) for n in range(4)),
    candidate("stove", "Stoves", 0.55),
]


def names(ranked):
    return [r.item.item_id for r in ranked]


def test_ranks_count_from_one_and_carry_what_moved_them():
    ranked = Ranker(LinearRelevance()).rank(Query("tent"), POOL, k=3, trade_off=0.0)
    assert [r.rank for r in ranked] == [1, 2, 3]
    assert all("meaning" in r.contributions for r in ranked)


def test_without_a_category_the_list_is_not_all_of_one_kind():
    ranked = Ranker(LinearRelevance()).rank(Query("camping"), POOL, k=4, trade_off=0.0)
    assert names(ranked) == ["tent0", "tent1", "tent2", "stove"]


def test_a_category_that_was_asked_for_is_not_capped():
    asked = Constraint("category", Operator.ANY_OF, Source(0, "tent"), ("outdoor",))
    query = Query("tent", constraints=Constraints((asked,)))
    ranked = Ranker(LinearRelevance()).rank(query, POOL, k=4, trade_off=0.0)
    assert names(ranked) == ["tent0", "tent1", "tent2", "tent3"]


def test_facets_are_what_a_list_can_vary_in():
    item = Item(
        "a", "a", "Tent", "", "Ember", ("Outdoor", "Tents"), Price(Decimal("70.00"), "USD"),
        attributes={"colour": ("red", "blue")},
    )  # fmt: skip
    assert facets(item) == {
        "category:Outdoor",
        "leaf:Outdoor > Tents",
        "brand:Ember",
        "colour:red",
        "colour:blue",
        "price:6",
    }


def test_a_list_is_rather_short_than_padded_with_what_was_not_meant():
    stray = candidate("towel", "Towels", -0.2)
    ranked = Ranker(LinearRelevance()).rank(Query("tent"), [*POOL, stray], k=6, trade_off=0.5)
    assert set(names(ranked)) == {"tent0", "tent1", "tent2", "tent3", "stove"}
    browsing = Ranker(LinearRelevance()).rank(Query(), [*POOL, stray], k=6, trade_off=0.5)
    assert len(browsing) == 6


def priced(name, family, amount, similarity):
    item = Item(
        name, family, name, "", "Ember", ("Outdoor", "Tents"), Price(Decimal(amount), "USD")
    )
    return Candidate(item, {Leg.TEXT: similarity}, similarity)


def test_the_cheapest_of_all_come_in_order_of_price_one_a_family():
    source = Source(0, "cheapest")
    query = Query("tent", preferences=(Preference("cheapest", source, PRICE, LOWEST),))
    pool = [
        priced("dear", "dear", 90, 0.9),
        priced("cheap red", "cheap", 20, 0.5),
        priced("cheap blue", "cheap", 20, 0.8),
        priced("middling", "middling", 40, 0.7),
    ]
    ranked = Ranker(LinearRelevance()).rank(query, pool, k=2, trade_off=0.9)
    assert [(r.rank, r.item.item_id) for r in ranked] == [(1, "cheap blue"), (2, "middling")]


@pytest.mark.parametrize(
    ("kettles", "listed"),
    [
        (("one", "two", "three"), ["one", "two", "three"]),
        (("one", "two"), ["teapot", "one", "two"]),
        (("one", "one", "two"), ["teapot", "one", "two"]),
    ],
)
def test_the_cheapest_kettle_is_no_teapot_where_there_are_kettles(kettles, listed):
    kitchen = Constraint(CATEGORY, Operator.ANY_OF, Source(0, "kettle"), values=("kitchen",))
    cheapest = Preference("cheapest", Source(0, "cheapest"), PRICE, LOWEST)
    query = Query("kettle", constraints=Constraints((kitchen,)), preferences=(cheapest,))
    pool = [priced("teapot", "teapot", 10, 0.5)]
    for amount, family in enumerate(kettles, start=20):
        kettle = priced(f"{family} {amount}", family, amount, 0.5)
        pool.append(replace(kettle, item=replace(kettle.item, title="Steel Kettle, Blue")))
    ranked = Ranker(LinearRelevance()).rank(query, pool, k=6, trade_off=0.5)
    assert [each.item.family_id for each in ranked] == listed
