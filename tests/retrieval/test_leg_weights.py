import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.leg_weights import leg_weights
from retrieval.query import Leg


@given(st.frozensets(st.sampled_from(list(Leg))))
def test_words_and_looks_have_one_vote_each(legs):
    weights = leg_weights(legs)
    assert weights.keys() == legs
    for group in ({Leg.TEXT, Leg.LEXICAL, Leg.JOINT}, {Leg.IMAGE, Leg.CAPTION}):
        votes = [weights[leg] for leg in group & legs]
        assert all(vote > 0 for vote in votes)
        assert not votes or sum(votes) == pytest.approx(1)
