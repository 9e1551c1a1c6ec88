from decimal import Decimal

import pytest

from ranking.cross_encoder.reading import Reading
from ranking.linear import LinearRelevance
from ranking.relevance import UNKNOWN_SHOPPER
from retrieval.items import Item, Price
from retrieval.query import Candidate, Leg, Query


class Reader:
    """Likes later ids, and keeps what it was asked."""

    name = "fake"

    def __init__(self):
        self.asked = []

    def scores(self, request, items):
        self.asked.append((request, [item.item_id for item in items]))
        return [float(item.item_id) for item in items]


def candidates(count):
    items = [
        Item(str(n), str(n), "Coat", "", None, ("Coats",), Price(Decimal(1), "USD"))
        for n in range(count)
    ]
    return [Candidate(item, {Leg.TEXT: 0.5}, 1.0) for item in items]


def said(query, count, **settings):
    return Reading(Reader(), **settings).log_odds(query, UNKNOWN_SHOPPER, candidates(count))


def test_the_mean_of_what_was_read_says_nothing():
    assert said(Query("coat"), 3, weight=0.5) == pytest.approx([-0.5, 0.0, 0.5])


def test_what_was_not_read_is_no_better_than_the_worst_of_what_was():
    assert said(Query("coat"), 5, read=3, weight=1.0) == pytest.approx([-1, 0, 1, -1, -1])


def test_prices_and_refusals_are_not_read():
    reader = Reader()
    query = Query("coat under $50, not black")
    Reading(reader).log_odds(query, UNKNOWN_SHOPPER, candidates(2))
    assert reader.asked == [("coat", ["0", "1"])]


@pytest.mark.parametrize(("query", "count"), [(Query(), 3), (Query("coat"), 1), (Query("coat"), 0)])
def test_without_words_or_choice_it_says_nothing(query, count):
    assert list(said(query, count)) == []


def test_it_is_a_named_contribution():
    first, last = LinearRelevance([Reading(Reader())]).assess(Query("coat"), candidates(2))
    assert first.contributions["reading"] < 0 < last.contributions["reading"]
    assert last.value > first.value
