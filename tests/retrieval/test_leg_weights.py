import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.leg_weights import leg_weights
from retrieval.query import Leg


@given(st.frozensets(st.sampled_from(list(Leg))), st.floats(0, 1))
def test_words_and_looks_have_one_vote_each(legs, coverage):
    weights = leg_weights(legs, coverage)
    assert weights.keys() == legs
    for group in ({Leg.TEXT, Leg.LEXICAL, Leg.JOINT}, {Leg.IMAGE, Leg.CAPTION}):
        votes = [weights[leg] for leg in group & legs]
        assert all(vote > 0 for vote in votes)
        assert not votes or sum(votes) == pytest.approx(1)


def test_words_count_less_the_fewer_of_them_the_items_have():
    both = (Leg.TEXT, Leg.LEXICAL)
    weights = [leg_weights(both, coverage)[Leg.LEXICAL] for coverage in (0.0, 0.3, 0.6, 1.0)]
    assert weights == sorted(set(weights))
    assert leg_weights(both, 0.3, sharpness=0) == leg_weights(both)
