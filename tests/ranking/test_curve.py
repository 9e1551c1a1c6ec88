import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.curve import STEPS, curve, variety
from ranking.linear import LinearRelevance
from ranking.rank import Ranker
from retrieval.fusion import standing
from retrieval.query import Candidate, Leg, Query
from tests.fakes.faces import shop_items

ITEMS = shop_items()
RANKER = Ranker(LinearRelevance())
# As the fusion of one leg gives them: the twelfth still has four fifths of the best's share.
CANDIDATES = [
    Candidate(item, {Leg.TEXT: 0.8 - place / 40}, standing(place))
    for place, item in enumerate(ITEMS)
]


def test_one_point_a_setting_and_each_is_the_list_that_would_be_shown():
    query = Query(text="jacket")
    points = curve(RANKER, query, CANDIDATES, k=4)
    assert [point.trade_off for point in points] == list(STEPS)
    for point in points:
        shown = RANKER.rank(query, CANDIDATES, k=4, trade_off=point.trade_off)
        assert point.relevance == pytest.approx(sum(r.relevance for r in shown) / 4)
        assert point.variety == pytest.approx(variety([r.item for r in shown]))


def test_the_dial_gives_variety_for_relevance():
    points = curve(RANKER, Query(text="jacket"), CANDIDATES, k=4)
    assert points[-1].variety > points[0].variety
    assert points[-1].relevance < points[0].relevance


def test_without_candidates_there_is_no_curve():
    assert curve(RANKER, Query(), [], k=4) == ()


def test_variety_by_hand():
    green, black = ITEMS[0], ITEMS[1]  # all facets shared but the colour: 4 of 6
    assert variety([green, black]) == pytest.approx(1 - 4 / 6)
    assert variety([green]) == 0.0
    assert variety([]) == 0.0
    assert variety([green, green]) == 0.0


@given(st.lists(st.sampled_from(ITEMS), max_size=8))
def test_variety_is_a_share_whatever_the_order(items):
    assert 0 <= variety(items) <= 1
    assert variety(items) == pytest.approx(variety(items[::-1]))
