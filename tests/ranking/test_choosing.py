import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.choosing.greedy import choose_places
from ranking.choosing.methods import METHODS, MethodName
from ranking.choosing.pool import RankingError, make_pool, path_vectors
from ranking.choosing.ssd import WINDOW, SlidingSpectrum

EVERY = pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))


@st.composite
def pools(draw, families=True):
    n = draw(st.integers(1, 60))
    seed = draw(st.integers(0, 10_000))
    rng = np.random.default_rng(seed)
    codes = rng.integers(0, 6, n)
    # Few distinct values and twins of rows make ties common.
    return make_pool(
        rng.choice([0.0, 0.2, 0.5, 0.9, 1.0], n),
        vectors=rng.normal(size=(8, 5))[rng.integers(0, 8, n)],
        facets=rng.integers(0, 2, (n, 7)),
        categories=np.eye(6)[codes],
        wanted=draw(st.sampled_from([None, [0.5, 0.3, 0.2, 0.0, 0.0, 0.0]])),
        families=rng.integers(0, 20, n).tolist() if families else None,
        groups=(codes - 1).tolist() if families else None,
    )


dials = st.floats(0, 1)
# Six methods take each of these.
few = settings(max_examples=15)


@EVERY
@few
@given(pool=pools(), trade_off=dials, k=st.integers(1, 50), cap=st.sampled_from([None, 1, 3]))
def test_min_k_n_distinct_rows_and_a_shorter_list_starts_a_longer_one(
    method, pool, trade_off, k, cap
):
    rules = {"trade_off": trade_off, "fence": 0.6, "group_cap": cap}
    longer = choose_places(pool, method, k=k + 5, **rules)
    chosen = choose_places(pool, method, k=k, **rules)
    assert chosen == longer[:k]
    assert len(set(chosen)) == len(chosen) == min(k, len(pool))
    assert set(chosen) <= set(range(len(pool)))
    assert choose_places(pool, method, k=k, **rules) == chosen


@EVERY
@few
@given(pool=pools(families=False), k=st.integers(1, 50))
def test_without_variety_the_list_is_the_stable_top_k(method, pool, k):
    top = np.argsort(-pool.relevance, kind="stable")[:k].tolist()
    assert choose_places(pool, method, trade_off=0, k=k) == top


@EVERY
@few
@given(pool=pools(), trade_off=st.floats(0.01, 1))
def test_the_fence_holds_while_fresh_near_best_ones_are_left(method, pool, trade_off):
    near = pool.relevance >= 0.6 * pool.relevance.max()
    first = len(set(pool.families[near].tolist()))
    chosen = choose_places(pool, method, trade_off=trade_off, k=first, fence=0.6)
    assert near[chosen].all()
    assert len(set(pool.families[chosen].tolist())) == first


@EVERY
@pytest.mark.parametrize("k", [1, 3, 9])
def test_all_alike_come_in_their_order(method, k):
    pool = make_pool(
        [0.5] * 6, vectors=np.ones((6, 3)), facets=np.ones((6, 2)), categories=np.ones((6, 1))
    )
    assert choose_places(pool, method, trade_off=0.5, k=k) == list(range(min(k, 6)))


# Three directions, a and b the same one; relevance falls from a to c.
TWINS = {
    "relevance": [1.0, 0.9, 0.5],
    "vectors": [[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]],
    "facets": [[1, 0], [1, 0], [0, 1]],
    "categories": [[1, 0], [1, 0], [0, 1]],
}


@EVERY
def test_a_twin_gives_way_to_another_kind_when_the_dial_is_up(method):
    pool = make_pool(**TWINS, wanted=[0.5, 0.5])
    assert choose_places(pool, method, trade_off=0.05, k=2) in ([0, 1], [0, 2])
    assert choose_places(pool, method, trade_off=0.6, k=3) == [0, 2, 1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # After a, at .5: b is .5 * .9 less half its nearness 1, or plus half its distance 0.
        (MethodName.MMR, [0.45 - 0.5, 0.25]),
        (MethodName.MSD, [0.45, 0.25 + 0.5]),
        # The span of a holds b wholly, c not at all: log of 1e-6, and of 1.
        (MethodName.DPP, [0.45 + 0.5 * np.log(1e-6), 0.25]),
        (MethodName.SSD, [0.45, 0.25 + 0.5]),
        (MethodName.FACETS, [0.45 + 0.25, 0.25 + 0.5]),
        # With b the list is all of one kind: .5 ln(.5 / .995) + .5 ln(.5 / .005); with c none.
        (
            MethodName.CALIBRATED,
            [0.45 - 0.5 * (0.5 * np.log(0.5 / 0.995) + 0.5 * np.log(0.5 / 0.005)), 0.25],
        ),
    ],
)
def test_hand_worked_gains(name, expected):
    gains = METHODS[name](make_pool(**TWINS, wanted=[0.5, 0.5]), 0.5)
    gains.add(0)
    assert gains.now()[1:] == pytest.approx(expected)


def test_the_determinant_chosen_is_the_greedy_one():
    rng = np.random.default_rng(3)
    pool = make_pool(rng.random(30), vectors=rng.normal(size=(30, 12)))
    chosen = choose_places(pool, METHODS[MethodName.DPP], trade_off=0.4, k=8)

    def objective(places):
        rows = pool.vectors[places]
        determinant = np.linalg.slogdet(rows @ rows.T)[1]
        return 0.6 * pool.relevance[places].sum() + 0.4 * determinant

    for length in range(1, 8):
        options = {
            p: objective([*chosen[:length], p]) for p in range(30) if p not in chosen[:length]
        }
        assert max(options, key=options.get) == chosen[length]


@few
@given(seed=st.integers(0, 1000))
def test_what_is_new_to_the_window_is_what_projection_leaves(seed):
    rng = np.random.default_rng(seed)
    pool = make_pool(rng.random(40), vectors=rng.normal(size=(40, 20)))
    gains = SlidingSpectrum(pool, 1.0)
    taken = rng.permutation(40)[: WINDOW + 4]
    rest, window = pool.vectors.copy(), []
    for place in taken:
        gains.add(place)
        if len(window) == WINDOW:
            shares, basis = window.pop(0)
            rest += np.outer(shares, basis)
        basis = rest[place].copy()
        shares = rest @ basis / (basis @ basis)
        rest -= np.outer(shares, basis)
        window.append((shares, basis))
        assert gains.now() == pytest.approx(np.linalg.norm(rest, axis=1), abs=1e-6)


def test_what_was_seen_long_ago_is_new_again_to_the_sliding_spectrum():
    pool = make_pool([0.5] * (WINDOW + 2), vectors=np.eye(WINDOW + 2))
    gains = SlidingSpectrum(pool, 1.0)
    gains.add(0)
    assert gains.now()[0] == pytest.approx(0)
    for place in range(1, WINDOW + 1):
        gains.add(place)
    assert gains.now()[0] == pytest.approx(1)


def test_the_calibrated_list_has_the_wanted_mix():
    pool = make_pool(
        np.linspace(1, 0.5, 40), categories=np.eye(2)[[0] * 20 + [1] * 20], wanted=[0.7, 0.3]
    )
    chosen = choose_places(pool, METHODS[MethodName.CALIBRATED], trade_off=0.99, k=10)
    assert sum(place < 20 for place in chosen) == 7


def test_the_mix_of_the_pool_is_wanted_where_the_shoppers_is_not_known():
    pool = make_pool([0.9] * 30 + [0.9] * 10, categories=np.eye(2)[[0] * 30 + [1] * 10])
    chosen = choose_places(pool, METHODS[MethodName.CALIBRATED], trade_off=0.99, k=8)
    assert sum(place < 30 for place in chosen) == 6


def test_paths_are_near_by_the_way_they_share():
    rows = path_vectors([("A", "B"), ("A", "C"), ("A",), (), ("D", "B")])
    expected = [
        [1.0, 0.5, 1 / np.sqrt(2), 0, 0],
        [0.5, 1.0, 1 / np.sqrt(2), 0, 0],
        [1 / np.sqrt(2), 1 / np.sqrt(2), 1.0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 1.0],
    ]
    assert rows @ rows.T == pytest.approx(np.array(expected))


def test_a_path_that_comes_back_to_a_name_closes_no_loop():
    rows = path_vectors([("A", "B", "A"), ("A", "B"), ("B", "A")])
    assert rows @ rows.T == pytest.approx(
        np.array([[1, 2 / np.sqrt(6), 0], [2 / np.sqrt(6), 1, 0], [0, 0, 1]])
    )


NAN = float("nan")


@pytest.mark.parametrize(
    ("parts", "culprit"),
    [
        ({"relevance": [0.5, NAN]}, "candidate 1 must lie in"),
        ({"relevance": [1.5]}, "candidate 0 must lie in"),
        ({"relevance": [[0.5], [0.4]]}, "one number a candidate"),
        ({"relevance": [0.5], "vectors": [[1.0, NAN]]}, "vectors of candidate 0"),
        ({"relevance": [0.5], "vectors": [[1.0], [2.0]]}, "no rows for 1 candidates"),
        ({"relevance": [0.5], "facets": [[2]]}, "facets of candidate 0"),
        ({"relevance": [0.5], "categories": [[-1]]}, "categories of candidate 0"),
        ({"relevance": [0.5], "categories": [[1]], "wanted": [0.0]}, "wanted"),
        ({"relevance": [0.5], "categories": [[1]], "wanted": [NAN]}, "wanted"),
        ({"relevance": [0.5], "categories": [[1]], "wanted": [0.5, 0.5]}, "1 categories"),
        ({"relevance": [0.5], "families": [1, 2]}, "families"),
        ({"relevance": [0.5], "groups": []}, "groups"),
    ],
)
def test_wrong_parts_name_the_culprit(parts, culprit):
    with pytest.raises(RankingError, match=culprit):
        make_pool(**parts)


@pytest.mark.parametrize(
    ("rules", "culprit"),
    [
        ({"trade_off": -0.1, "k": 1}, "trade_off"),
        ({"trade_off": NAN, "k": 1}, "trade_off"),
        ({"trade_off": 0.5, "k": 0}, "k must"),
        ({"trade_off": 0.5, "k": 1, "fence": NAN}, "fence"),
        ({"trade_off": 0.5, "k": 1, "group_cap": 0}, "group_cap"),
    ],
)
def test_wrong_rules_name_the_culprit(rules, culprit):
    with pytest.raises(RankingError, match=culprit):
        choose_places(make_pool([0.5], facets=[[1]]), METHODS[MethodName.FACETS], **rules)


@EVERY
def test_a_pool_without_what_variety_is_measured_by_is_refused(method):
    with pytest.raises(RankingError, match="measures variety by"):
        choose_places(make_pool([0.5, 0.4]), method, trade_off=0.5, k=1)


@EVERY
def test_nothing_to_choose_from_gives_an_empty_list(method):
    assert choose_places(make_pool([]), method, trade_off=0.5, k=5) == []


def test_making_a_pool_leaves_what_it_was_given():
    vectors = np.array([[3.0, 4.0]])
    assert make_pool([0.5], vectors=vectors).vectors.tolist() == [[0.6, 0.8]]
    assert vectors.tolist() == [[3.0, 4.0]]
