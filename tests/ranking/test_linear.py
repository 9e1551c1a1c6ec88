import math
from decimal import Decimal

import pytest

from ranking.linear import LinearRelevance
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
    assert found.value == pytest.approx(1 / (1 + math.exp(-sum(found.contributions.values()))))
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
