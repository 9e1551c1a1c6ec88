import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.fusion import fuse

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)
RANKINGS = st.dictionaries(st.sampled_from(["text", "lexical", "image"]), IDS)
EQUAL = {"text": 1.0, "lexical": 1.0, "image": 1.0}


def test_by_hand():
    fused = dict(fuse({"text": ["a", "b"], "image": ["b", "c"]}, {"text": 1, "image": 2}))
    best = 1 / 62 + 2 / 61
    assert fused == {
        "a": pytest.approx(1 / 61 / best),
        "b": 1.0,
        "c": pytest.approx(2 / 62 / best),
    }


@given(RANKINGS)
def test_every_id_once_and_best_first(rankings):
    fused = fuse(rankings, EQUAL)
    assert sorted(i for i, _ in fused) == sorted({i for r in rankings.values() for i in r})
    assert all(0 < share <= 1 for _, share in fused)
    assert fused == sorted(fused, key=lambda pair: (-pair[1], pair[0]))
    assert not fused or fused[0][1] == 1


@given(RANKINGS)
def test_the_order_of_the_legs_makes_no_difference(rankings):
    assert fuse(rankings, EQUAL) == fuse(dict(reversed(rankings.items())), EQUAL)


@given(RANKINGS, st.floats(0.01, 100))
def test_only_the_proportions_of_the_weights_matter(rankings, factor):
    scaled = {leg: weight * factor for leg, weight in EQUAL.items()}
    assert dict(fuse(rankings, scaled)) == pytest.approx(dict(fuse(rankings, EQUAL)))


@given(IDS)
def test_one_leg_keeps_its_order(ranking):
    assert [i for i, _ in fuse({"text": ranking}, EQUAL)] == ranking


@given(RANKINGS, IDS.filter(bool))
def test_another_vote_for_the_first_never_hurts_it(rankings, ranking):
    def place(fused):
        return [i for i, _ in fused].index(ranking[0])

    with_one = {**rankings, "first": ranking}
    with_two = {**with_one, "second": ranking[:1]}
    weights = {**EQUAL, "first": 1.0, "second": 1.0}
    assert place(fuse(with_two, weights)) <= place(fuse(with_one, weights))


@pytest.mark.parametrize("weight", [0, -1, float("nan"), None])
def test_a_weight_must_count(weight):
    weights = {} if weight is None else {"text": weight}
    with pytest.raises(ValueError, match="'text' needs a weight above 0"):
        fuse({"text": ["a"]}, weights)


def test_an_id_twice_in_one_ranking_is_refused():
    with pytest.raises(ValueError, match="distinct"):
        fuse({"text": ["a", "a"]}, EQUAL)
