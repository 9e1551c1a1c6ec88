import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.diversify import NEAR_BEST, Choosable, RankingError, choose


def candidate(item_id, relevance, *facets, family=None, group=None):
    return Choosable(item_id, relevance, frozenset(facets), family or item_id, group)


def ids(places):
    return [place.item_id for place in places]


pools = st.lists(
    st.builds(
        candidate,
        st.integers(0, 10_000).map(str),
        st.floats(0, 1),
        st.sampled_from(["red", "blue", "green"]),
        st.sampled_from(["brand-a", "brand-b"]),
        family=st.sampled_from([None, "f", "g"]),
        group=st.sampled_from([None, "boots", "tents"]),
    ),
    unique_by=lambda c: c.item_id,
    max_size=30,
)
dials = st.floats(0, 1)


@given(pools, dials, st.integers(1, 50), st.sampled_from([None, 1, 3]))
def test_the_list_has_min_k_n_distinct_candidates(pool, trade_off, k, cap):
    chosen = ids(choose(pool, trade_off=trade_off, k=k, group_cap=cap))
    assert len(chosen) == len(set(chosen)) == min(k, len(pool))
    assert set(chosen) <= {c.item_id for c in pool}


@given(pools, dials, st.integers(1, 20), st.sampled_from([None, 1, 3]))
def test_a_shorter_list_starts_a_longer_one(pool, trade_off, k, cap):
    longer = ids(choose(pool, trade_off=trade_off, k=k + 5, group_cap=cap))
    assert ids(choose(pool, trade_off=trade_off, k=k, group_cap=cap)) == longer[:k]


@given(pools, st.integers(1, 20))
def test_without_families_and_caps_trade_off_zero_is_the_stable_top_k(pool, k):
    lone = [candidate(c.item_id, c.relevance, *c.facets) for c in pool]
    top = sorted(lone, key=lambda c: -c.relevance)[:k]
    assert ids(choose(lone, trade_off=0, k=k)) == [c.item_id for c in top]


@given(pools, dials)
def test_novelty_lies_in_the_unit_interval(pool, trade_off):
    assert all(0 <= p.novelty <= 1 for p in choose(pool, trade_off=trade_off, k=50))


def test_hand_worked_sum():
    # After a, whose novelty is 1, the mean of relevance and novelty is .70 for b (.9 and a
    # half on both facets) and .775 for c (.8 and .75), so c comes second.
    pool = [
        candidate("a", 1.0, "red", "boots"),
        candidate("b", 0.9, "red", "boots"),
        candidate("c", 0.8, "blue", "boots"),
    ]
    places = choose(pool, trade_off=0.5, k=3)
    assert ids(places) == ["a", "c", "b"]
    assert [p.novelty for p in places] == pytest.approx([1.0, 0.75, (1 / 2 + 1 / 3) / 2])


def test_variety_does_not_reach_below_the_fence():
    pool = [candidate(f"fit{n}", 0.9, "red") for n in range(3)]
    nonsense = candidate("nonsense", NEAR_BEST * 0.9 - 0.01, "blue")
    chosen = ids(choose([nonsense, *pool], trade_off=1.0, k=4))
    assert chosen[-1] == "nonsense"


def test_variants_of_one_product_come_after_other_products():
    pool = [
        candidate("coat-red", 0.9, family="coat"),
        candidate("coat-blue", 0.9, family="coat"),
        candidate("hat", 0.7, family="hat"),
    ]
    assert ids(choose(pool, trade_off=0.3, k=3)) == ["coat-red", "hat", "coat-blue"]


def test_a_capped_group_waits_for_the_others():
    pool = [candidate(f"boot{n}", 0.9, group="boots") for n in range(3)]
    pool.append(candidate("tent", 0.8, group="tents"))
    assert ids(choose(pool, trade_off=0, k=4, group_cap=2)) == ["boot0", "boot1", "tent", "boot2"]


@pytest.mark.parametrize(
    ("pool", "settings", "culprit"),
    [
        ([], {"trade_off": 1.5, "k": 1}, "trade_off"),
        ([], {"trade_off": float("nan"), "k": 1}, "trade_off"),
        ([], {"trade_off": 0.5, "k": 0}, "k must"),
        ([], {"trade_off": 0.5, "k": 1, "group_cap": 0}, "group_cap"),
        ([candidate("a", float("nan"))], {"trade_off": 0.5, "k": 1}, "'a'"),
        ([candidate("a", 1.2)], {"trade_off": 0.5, "k": 1}, "'a'"),
        ([candidate("a", 0.1), candidate("a", 0.2)], {"trade_off": 0.5, "k": 1}, "twice"),
    ],
)
def test_wrong_input_names_the_culprit(pool, settings, culprit):
    with pytest.raises(RankingError, match=culprit):
        choose(pool, **settings)


def test_no_candidates_give_an_empty_list():
    assert choose([], trade_off=0.5, k=5) == []
