import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.fusion import fuse, standing

PAIRS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-1, 1)).map(
    lambda found: sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
)
FOUND = st.dictionaries(st.sampled_from(["text", "lexical", "image"]), PAIRS)
EQUAL = {"text": 1.0, "lexical": 1.0, "image": 1.0}
DEEP = 100


def test_by_hand():
    text, image = [("a", 0.8), ("b", 0.4)], [("b", 0.5), ("c", 0.4)]
    # a: 1 + 0; b: 0.5 + 1; c: 0 + 0.8, and with image twice as heavy 1; 2.5; 1.6
    assert fuse({"text": text, "image": image}, EQUAL, DEEP) == ["b", "a", "c"]
    assert fuse({"text": text, "image": image}, {"text": 1, "image": 2}, DEEP) == ["b", "c", "a"]


def test_what_a_leg_did_not_reach_counts_as_its_last():
    text, image = [("a", 0.9), ("b", 0.8)], [("c", 0.6), ("b", 0.1)]
    # Reached the end: c has nothing of the text, so a: 1, b: 0.89 + 0.17, c: 1.
    assert fuse({"text": text, "image": image}, EQUAL, depth=3) == ["b", "a", "c"]
    # Cut off: c may be as near as b: a: 1 + 0.17, b: 0.89 + 0.17, c: 0.89 + 1.
    assert fuse({"text": text, "image": image}, EQUAL, depth=2) == ["c", "a", "b"]


def test_what_a_leg_is_sure_of_is_not_outvoted_by_many_that_another_hardly_tells_apart():
    sure = [(f"said-{n}", 1 - n / 1000) for n in range(30)]
    vague = [(f"near-{n}", 0.5 - n / 1000) for n in range(100)]
    first = fuse({"lexical": sure, "text": vague}, {"lexical": 0.3, "text": 0.7}, depth=100)[:30]
    assert set(first) == {item_id for item_id, _ in sure}


def test_likes_tie_whatever_the_rounding():
    text, image = [("b", 0.3), ("a", 0.1)], [("a", 0.3), ("b", 0.1)]
    assert fuse({"text": text, "image": image}, EQUAL, DEEP) == ["a", "b"]


@given(FOUND, st.integers(1, 10))
def test_every_id_once(found, depth):
    order = fuse(found, EQUAL, depth)
    assert sorted(order) == sorted({i for pairs in found.values() for i, _ in pairs})


@given(FOUND, st.integers(1, 10))
@example({"text": [("a", 2e-311)], "lexical": [("b", 0.0)]}, 1)
def test_the_order_of_the_legs_makes_no_difference(found, depth):
    assert fuse(found, EQUAL, depth) == fuse(dict(reversed(found.items())), EQUAL, depth)


@given(FOUND)
@example({"text": [("b", 1.0), ("a", 1 - 4e-10)]})
def test_only_the_proportions_of_the_weights_matter(found):
    doubled = {leg: weight * 2 for leg, weight in EQUAL.items()}
    assert fuse(found, doubled, DEEP) == fuse(found, EQUAL, DEEP)


@given(PAIRS, st.integers(1, 10))
def test_one_leg_keeps_its_order(pairs, depth):
    apart = [(item_id, 1 - place / 10) for place, (item_id, _) in enumerate(pairs)]
    assert fuse({"text": apart}, EQUAL, depth) == [item_id for item_id, _ in pairs]


@given(FOUND, st.sampled_from("abcdefgh"))
def test_another_vote_for_one_never_hurts_it(found, item_id):
    with_one = {**found, "first": [(item_id, 0.5)]}
    with_two = {**with_one, "second": [(item_id, 0.5)]}
    weights = {**EQUAL, "first": 1.0, "second": 1.0}
    places = [fuse(each, weights, DEEP).index(item_id) for each in (with_two, with_one)]
    assert places[0] <= places[1]


@pytest.mark.parametrize("weight", [0, -1, float("nan"), None])
def test_a_weight_must_count(weight):
    weights = {} if weight is None else {"text": weight}
    with pytest.raises(ValueError, match="'text' needs a weight above 0"):
        fuse({"text": [("a", 1.0)]}, weights, DEEP)


def test_an_id_twice_in_one_leg_is_refused():
    with pytest.raises(ValueError, match="distinct"):
        fuse({"text": [("a", 1.0), ("a", 0.5)]}, EQUAL, DEEP)


def test_standing_falls_from_one_and_stays_above_nothing():
    falling = [standing(place) for place in range(1000)]
    assert falling[0] == 1
    assert falling == sorted(set(falling), reverse=True)
    assert falling[-1] > 0
