import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.relevance import Shopper
from ranking.shoppers.errors import ShopperError
from ranking.shoppers.interests import (
    MEMORY,
    Clusters,
    clusters_for,
    fit_clusters,
    fit_interests,
    no_interests,
)
from ranking.shoppers.signals import DISLIKED, VIEWED, InterestSignal, TrainedSignal

TWO = Clusters(np.eye(2, dtype=np.float32))
A, B = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


def test_an_event_fades_by_one_memory():
    after = no_interests(TWO).after(A).after(B)

    assert after.weights == pytest.approx([np.exp(-1 / MEMORY), 1.0])
    assert after.shares().sum() == pytest.approx(1)
    assert after.events == 2


def test_the_vector_is_the_weighted_sum_of_the_centres():
    vector = no_interests(TWO).after(A).after(B).vector(TWO)

    expected = np.array([np.exp(-1 / MEMORY), 1.0])
    assert vector == pytest.approx(expected / np.linalg.norm(expected))


def test_what_is_disliked_takes_away():
    after = no_interests(TWO).after(A, -1.0).after(B)

    assert after.shares().tolist() == [0, 1]


def test_no_events_say_nothing():
    nobody = no_interests(TWO)

    assert not nobody.vector(TWO).any()
    assert not nobody.shares().any()


def test_nan_is_refused():
    with pytest.raises(ShopperError, match="finite"):
        no_interests(TWO).after(A, float("nan"))


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(0, 1)), max_size=20))
def test_shares_are_always_shares(events):
    interests = no_interests(TWO)
    for strength, part in events:
        interests = interests.after(np.array([part, 1 - part], np.float32), strength)

    assert interests.shares().min() >= 0
    assert interests.shares().sum() == pytest.approx(1, abs=1e-4) or not interests.shares().any()


@pytest.mark.slow
def test_clusters_are_of_what_is_alike():
    chance = np.random.default_rng(0)
    directions = np.eye(4, 8)
    vectors = directions[np.arange(80) % 4] + 0.05 * chance.normal(size=(80, 8))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)

    found = fit_clusters(vectors, 4).memberships(vectors).argmax(axis=1)

    assert all(len(set(found[kind::4].tolist())) == 1 for kind in range(4))
    assert len(set(found[:4].tolist())) == 4


@pytest.mark.slow
def test_a_shop_of_one_item_has_one_kind():
    assert len(fit_clusters(np.ones((3, 2), np.float32), 10)) == 1
    assert clusters_for(1) == 2
    assert clusters_for(10**9) == 300


@pytest.mark.parametrize(("vectors", "n"), [(np.zeros((0, 2)), 1), (np.ones((2, 2)), 0)])
def test_no_clusters_of_nothing(vectors, n):
    with pytest.raises(ShopperError):
        fit_clusters(vectors.astype(np.float32), n)


@pytest.mark.slow
def test_ten_thousand_events_are_as_quick_as_their_last():
    model = fit_interests(np.eye(3, dtype=np.float32))
    long = np.concatenate([np.zeros(10_000, int), np.ones(30, int)])

    assert model.affinities([long]).argmax() == 1


class Candidate:
    def __init__(self, item_id):
        self.item = type("Item", (), {"item_id": item_id})


VECTORS = {"a": A, "b": B, "c": (A + B) / np.sqrt(2)}


def signal():
    return InterestSignal(TWO, lambda ids: {i: VECTORS[i] for i in ids if i in VECTORS})


def test_the_signal_raises_what_lies_in_the_interests():
    said = signal().log_odds(None, Shopper(liked=("a",)), [Candidate(i) for i in "abcx"])

    assert said[0] > said[2] > said[1]
    assert said[3] == 0
    assert sum(said[:3]) == pytest.approx(0, abs=1e-5)


def test_an_unknown_shopper_or_item_gives_no_signal():
    assert signal().log_odds(None, Shopper(), [Candidate("a")]) == ()
    assert signal().log_odds(None, Shopper(liked=("gone",)), [Candidate("a")]) == ()


def test_looking_says_less_than_taking_and_disliking_the_contrary():
    viewed = signal().interests(Shopper(viewed=("a",))).weights[0]
    disliked = signal().interests(Shopper(disliked=("a",))).weights[0]

    assert viewed == pytest.approx(VIEWED, abs=1e-3)
    assert disliked == pytest.approx(DISLIKED, abs=1e-3)


class Blend:
    """Holds later items likelier, the last beyond all bounds."""

    def affinities(self, histories):
        return np.array([[0.0, 1.0, 2.0, 90.0] for _ in histories], np.float32)


def test_a_trained_model_speaks_of_the_items_it_knows_and_within_bounds():
    said = TrainedSignal(Blend(), "abcd").log_odds(
        None, Shopper(liked=("x", "a")), [Candidate(i) for i in "bcx"]
    )
    assert said == pytest.approx([-0.5, 0.5, 0.0])

    far = TrainedSignal(Blend(), "abcd").log_odds(
        None, Shopper(liked=("a",)), [Candidate(i) for i in "bd"]
    )
    assert far == pytest.approx([-2.0, 2.0])


def test_a_trained_model_says_nothing_of_whom_or_what_it_does_not_know():
    trained = TrainedSignal(Blend(), "abcd")

    assert trained.log_odds(None, Shopper(), [Candidate("a")]) == ()
    assert trained.log_odds(None, Shopper(liked=("x",)), [Candidate("a")]) == ()
    assert trained.log_odds(None, Shopper(liked=("a",)), [Candidate("x")]) == ()
