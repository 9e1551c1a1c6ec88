import math
from dataclasses import replace
from decimal import Decimal

import pytest

from ranking.linear import (
    BASE,
    LEARNED,
    WEIGHT_PRICE,
    WEIGHT_PROMOTION,
    LinearRelevance,
)
from ranking.relevance import Shopper
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
    # .5 - .35 and 1 by their weights; .6 * ((4.8 * 90 + 4 * 10) / 100 - 4); .15 * ln 91
    expected = {"meaning": 0.15 * LEARNED["meaning"], "words": LEARNED["words"], "place": 0.0}
    expected |= {"rating": 0.432, "popularity": 0.676629}
    assert found.contributions == pytest.approx(expected, abs=1e-6)


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


class Said:
    name = "interests"

    def __init__(self, *values):
        self.values = values

    def log_odds(self, _query, shopper, candidates):
        return self.values[: len(candidates)] if shopper.liked else ()


KNOWN = Shopper(liked=("a",))
TWO = [Candidate(item("a"), {Leg.TEXT: 0.5}, 1.0), Candidate(item("b"), {Leg.TEXT: 0.5}, 0.9)]


def test_a_signal_is_a_contribution_by_its_name():
    model = LinearRelevance([Said(0.7, -0.4)])
    plain = LinearRelevance().assess(Query("coat"), TWO, KNOWN)
    first, second = model.assess(Query("coat"), TWO, KNOWN)
    assert first.contributions == plain[0].contributions | {"interests": 0.7}
    assert first.value > plain[0].value > second.value


def test_a_signal_that_knows_nothing_is_not_named():
    model = LinearRelevance([Said(0.7, -0.4)])
    assert model.assess(Query("coat"), TWO) == LinearRelevance().assess(Query("coat"), TWO)
    assert model.assess(Query("coat"), [], KNOWN) == []


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
def test_a_signal_that_gives_no_number_is_left_out_and_the_log_says_so(wrong, caplog):
    found = LinearRelevance([Said(0.3, wrong)]).assess(Query("coat"), TWO, KNOWN)
    assert found == LinearRelevance().assess(Query("coat"), TWO, KNOWN)
    assert "interests" in caplog.text


def test_a_signal_that_forgets_a_candidate_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        LinearRelevance([Said(0.3)]).assess(Query("coat"), TWO, KNOWN)


def test_what_words_found_counts_for_an_item_never_against_it():
    assert all(weight > 0 for weight in LEARNED.values())


def test_further_down_in_the_fusion_is_less_relevant():
    first, later = (Candidate(item(), {Leg.TEXT: 0.5}, fused) for fused in (1.0, 0.4))
    found = LinearRelevance().assess(Query("coat"), [first, later])
    assert found[0].contributions["place"] == 0.0
    assert found[1].contributions["place"] == pytest.approx(-0.6 * LEARNED["place"])


def test_browsing_has_no_place():
    popular = Candidate(item(rating=4.5, rating_count=20), {}, 0.5)
    wish = Preference("cheap", SAID, "price", ("low",))
    for query in (Query(), Query(preferences=(wish,))):
        assert "place" not in LinearRelevance().assess(query, [popular])[0].contributions


def test_the_cheapest_of_many_have_no_place():
    wish = Preference("cheapest", SAID, PRICE, LOWEST)
    found = assess(Query("coat", preferences=(wish,)), {Leg.TEXT: 0.5})
    assert "place" not in found.contributions
    assert "meaning" in found.contributions


def test_a_reduced_price_counts_by_the_share_that_is_off():
    half = assess(price=Price(Decimal(40), "USD"), list_price=Price(Decimal(80), "USD"))
    assert half.contributions["promotion"] == pytest.approx(0.5 * WEIGHT_PROMOTION)
    assert "promotion" not in assess().contributions


def under(bound, **changes):
    asked = Constraint(PRICE, Operator.AT_MOST, SAID, bound=Decimal(bound))
    return replace(Query("coat", constraints=Constraints((asked,))), **changes)


def test_far_below_what_the_shopper_would_pay_is_seldom_what_was_meant():
    # 1000 / 4 = 250, of which 62.5 is two halvings.
    far = assess(under(1000), price=Price(Decimal("62.5"), "USD"))
    assert far.contributions["price"] == pytest.approx(-2 * WEIGHT_PRICE)
    for query in (under(300), Query("coat"), under(1000, text="")):
        assert "price" not in assess(query).contributions


def test_who_wants_it_cheap_gets_it_cheap():
    wish = Preference("cheap", SAID, PRICE, ("low",))
    found = assess(under(1000, preferences=(wish,)), price=Price(Decimal(10), "USD"))
    assert "price" not in found.contributions


def test_what_costs_nothing_or_has_no_price_breaks_nothing():
    free = {"price": Price(Decimal(0), "USD"), "list_price": Price(Decimal(0), "USD")}
    for changes in (free, {"price": None}):
        assert not {"price", "promotion"} & assess(under(100), **changes).contributions.keys()


def test_a_cheap_teapot_is_no_cheap_kettle():
    tea = {"category": ("Kitchen", "Kettles, Coffee & Tea")}
    pool = [
        item("teapot", title="Family Teapot", price=Price(Decimal(10), "USD"), **tea),
        item("kettle", title="Steel Kettle", price=Price(Decimal(20), "USD"), **tea),
        item("dear", title="Gooseneck Kettle, Black", price=Price(Decimal(90), "USD"), **tea),
    ]
    kitchen = Constraint(CATEGORY, Operator.ANY_OF, SAID, values=("kitchen",))
    cheap = Preference("cheap", SAID, PRICE, ("low",))

    def met(text):
        query = Query(text, constraints=Constraints((kitchen,)), preferences=(cheap,))
        found = LinearRelevance().assess(query, [Candidate(one, {}, 1.0) for one in pool])
        return [each.contributions["preferences"] for each in found]

    assert met("kettles") == [1.0, 1.0, 0.0]
    assert met("gift") == [2.0, 1.0, 0.0]


def test_the_best_rated_of_the_list_has_the_whole_of_a_wish_for_good_reviews():
    pool = [item(f"{stars}", rating=stars, rating_count=200) for stars in (3.6, 4.8, 4.5)]
    assert preference(pool, field="rating", values=("high",)) == [0.0, 2.0, 1.0]
