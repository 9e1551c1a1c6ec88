import numpy as np
import pytest

from ranking.shoppers.blend import (
    Blend,
    Lists,
    fit_weights,
    make_lists,
    member_features,
    weights_by_name,
)
from ranking.shoppers.content_signals import content_signals, fit_popularity
from ranking.shoppers.errors import ShopperError
from ranking.shoppers.histories import hold_out
from ranking.shoppers.kept_model import from_arrays, to_arrays
from ranking.shoppers.neighbours import NeighbourSettings, fit_item_neighbours
from ranking.shoppers.ranks import accuracy, ranks_of_chosen
from tests.fakes.shopped import a_shop

SHOP, CONTENT = a_shop()
FOLD = hold_out(SHOP, 1)


class Says:
    """A model that says the same to everyone."""

    def __init__(self, values, name="says"):
        self.values, self.name = np.array(values, dtype=np.float32), name

    def affinities(self, histories):
        return np.repeat(self.values[None], len(histories), axis=0)


def members():
    neighbours = fit_item_neighbours(FOLD.fitting, NeighbourSettings())
    return (neighbours, *content_signals(CONTENT), fit_popularity(FOLD.fitting))


def quiet(_what, _done, _of):
    pass


def test_features_are_standardised_over_what_was_not_taken():
    features = member_features(Says([100.0, 1.0, 2.0, 3.0]), [np.array([0])])[0]

    assert features[0, 0] == 0
    assert features[0, 1:] == pytest.approx([-1.2247, 0, 1.2247], abs=1e-3)
    assert features[1, 1:] == pytest.approx([1 / 1.2, 1 / 1.1, 1.0])


@pytest.mark.parametrize("values", [[1.0, np.nan, 2.0], [1.0, np.inf, 2.0], [1.0, 1.0, 1.0]])
def test_a_member_that_gives_no_numbers_says_nothing(values):
    assert not member_features(Says(values), [np.array([], dtype=int)]).any()


def test_one_member_of_nan_leaves_the_others_standing():
    good, bad = Says([1.0, 3.0, 2.0], "good"), Says([np.nan] * 3, "bad")
    blend = Blend((good, bad), np.array([1.0, 1.0, 1.0, 1.0]))

    affinities = blend.affinities([np.array([0])])

    assert np.isfinite(affinities).all()
    assert affinities[0].argmax() == 1


def test_weights_find_the_member_that_is_right():
    chance = np.random.default_rng(0)
    features = chance.normal(size=(400, 2)).astype(np.float32)
    starts = np.arange(0, 401, 4)
    chosen = np.array([s + features[s : s + 4, 0].argmax() for s in starts[:-1]])

    weights = fit_weights(Lists(features, starts, chosen, 100))

    assert weights[0] > 1
    assert weights[1] == pytest.approx(0, abs=0.5)


def test_the_blend_is_better_than_its_members():
    made = members()
    blend = Blend(made, fit_weights(make_lists(made, FOLD, progress=quiet)))

    reached = accuracy(ranks_of_chosen(blend, FOLD), 10).ndcg

    assert reached > max(accuracy(ranks_of_chosen(m, FOLD), 10).ndcg for m in made)
    assert set(weights_by_name(blend)) == {m.name for m in made}


def test_contributions_sum_to_the_affinity():
    made = members()
    blend = Blend(made, np.linspace(0.1, 1, 2 * len(made)))
    history, items = SHOP.shoppers[0][:2], np.array([5, 50, 99])

    said = blend.contributions(history, items)

    assert sum(said.values()) == pytest.approx(blend.affinities([history])[0, items], abs=1e-4)


def test_of_an_unknown_shopper_popularity_decides():
    made = members()
    blend = Blend(made, np.array([1.0, 0, 1, 0, 1, 0, 1, 0, 0, 0]))

    unknown, known = blend.affinities([np.zeros(0, dtype=int), SHOP.shoppers[0]])

    assert unknown.tolist() == made[-1].affinities([np.zeros(0)])[0].tolist()
    assert known.tolist() != unknown.tolist()


def test_ten_thousand_events_are_answered():
    blend = Blend(members(), np.ones(10))

    assert np.isfinite(blend.affinities([np.arange(10_000) % SHOP.items])).all()


def test_a_kept_model_says_what_it_said():
    made = members()
    blend = Blend(made, np.ones(2 * len(made)))

    again, ids = from_arrays(*to_arrays(blend, CONTENT, SHOP.item_ids))

    history = [SHOP.shoppers[3]]
    assert ids == SHOP.item_ids
    assert again.affinities(history) == pytest.approx(blend.affinities(history), abs=0.05)


def test_a_kept_model_that_lacks_something_is_refused():
    arrays, said = to_arrays(Blend(members(), np.ones(10)), CONTENT, SHOP.item_ids)
    del arrays["content.brands"]

    with pytest.raises(ShopperError, match="lacks"):
        from_arrays(arrays, said)


def test_a_member_of_an_unknown_kind_is_not_kept():
    with pytest.raises(ShopperError, match="cannot be kept"):
        to_arrays(Blend((Says([1.0]),), np.ones(2)), CONTENT, SHOP.item_ids)


def test_nothing_nominated_is_said():
    with pytest.raises(ShopperError, match="nominated"):
        make_lists([Says([1.0] * SHOP.items)], FOLD, progress=quiet)
