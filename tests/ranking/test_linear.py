import math
from decimal import Decimal

import pytest

from ranking.linear import BASE, LinearRelevance
from retrieval.constraints import Preference, Source
from retrieval.items import Availability, Item, Price
from retrieval.query import Candidate, Leg, Query

SAID = Source(0, "warm")


def item(item_id="a", **changes):
    fields = {
        "family_id": item_id,
        "title": "Wool Coat",
        "description": "A warm coat.",
        "brand": None,
        "category": ("Clothing", "Coats"),
        "price": Price(Decimal(80), "USD"),
    }
    return Item(item_id=item_id, **(fields | changes))


def assess(query=None, similarity=None, **changes):
    candidate = Candidate(item(**changes), similarity or {}, 1.0)
    return LinearRelevance().assess(query or Query("coat"), [candidate])[0]


def test_relevance_is_the_logistic_of_the_contributions():
    found = assess(similarity={Leg.TEXT: 0.5, Leg.LEXICAL: 1.0}, rating=4.8, rating_count=90)
    log_odds = BASE + sum(found.contributions.values())
    assert found.value == pytest.approx(1 / (1 + math.exp(-log_odds)))
    # 6 * (.5 - .35); 1.5 * 1; .6 * ((4.8 * 90 + 4 * 10) / 100 - 4); .15 * ln 91
    assert found.contributions == pytest.approx(
        {"meaning": 0.9, "words": 1.5, "rating": 0.432, "popularity": 0.676629}, abs=1e-6
    )


@pytest.mark.parametrize("leg", list(Leg))
def test_nearer_is_more_relevant(leg):
    assert assess(similarity={leg: 0.8}).value > assess(similarity={leg: 0.2}).value


def test_one_top_rating_does_not_beat_many_good_ones():
    assert assess(rating=4.7, rating_count=200).value > assess(rating=5.0, rating_count=1).value


def test_out_of_stock_counts_against_an_item():
    assert assess(availability=Availability.OUT_OF_STOCK).value < assess().value


def test_preferences_count_by_the_share_that_is_met():
    warm = Preference("warm", SAID)
    green = Preference("green", SAID, "colour", ("green", "sage"))
    query = Query("coat", preferences=(warm, green))
    both = assess(query, attributes={"colour": ("sage",)})
    one = assess(query)
    assert both.contributions["preferences"] == pytest.approx(2.0)
    assert one.contributions["preferences"] == pytest.approx(1.0)


def test_extreme_sums_stay_in_the_unit_interval():
    assert assess(similarity={Leg.TEXT: 1e4}).value == 1.0
    assert assess(similarity={Leg.TEXT: -1e4}).value == 0.0


def preference(pool, **wish):
    query = Query("coat", preferences=(Preference("said", SAID, **wish),))
    candidates = [Candidate(one, {}, 1.0) for one in pool]
    assessed = LinearRelevance().assess(query, candidates)
    return [found.contributions["preferences"] for found in assessed]


CHEAP = item("cheap", price=Price(Decimal(10), "USD"))
MIDDLE = item("middle", price=Price(Decimal(20), "USD"), list_price=Price(Decimal(30), "USD"))
DEAR = item("dear", price=Price(Decimal(90), "USD"), brand="Ember")
UNPRICED = item("unpriced", price=None)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"field": "price", "values": ("low",)}, [2.0, 1.0, 0.0, 0.0]),
        ({"field": "price", "values": ("high",)}, [0.0, 1.0, 2.0, 0.0]),
        ({"field": "price", "values": ("reduced",)}, [0.0, 2.0, 0.0, 0.0]),
        ({"field": "brand", "values": ("ember",)}, [0.0, 0.0, 2.0, 0.0]),
        ({"field": "brand", "values": ("ember",), "averse": True}, [0.0, 0.0, -2.0, 0.0]),
    ],
)
def test_a_wish_weighs_by_how_far_it_is_met(wish, expected):
    assert preference([CHEAP, MIDDLE, DEAR, UNPRICED], **wish) == pytest.approx(expected)


def test_a_wish_for_a_high_rating_follows_the_bayesian_mean():
    many = item("many", rating=4.9, rating_count=400)
    few = item("few", rating=5.0, rating_count=1)
    first, second = preference([many, few], field="rating", values=("high",))
    assert first > second
