from dataclasses import replace

import numpy as np
import pytest
import torch

from ranking.shoppers.content_signals import fit_popularity
from ranking.shoppers.errors import ShopperError
from ranking.shoppers.histories import Histories, hold_out
from ranking.shoppers.ranks import accuracy, ranks_of_chosen
from ranking.shoppers.sequence_loss import catalogue_cross_entropy
from ranking.shoppers.sequence_network import NetworkSettings, SequenceNetwork
from ranking.shoppers.sequence_training import SequenceTraining, TrainingSettings
from ranking.training.checkpoint import CheckpointError
from tests.fakes.shopped import a_shop

SHOP, CONTENT = a_shop()
FOLD = hold_out(SHOP, 1)
SMALL = NetworkSettings(width=16, heads=2, blocks=1, longest=20, dropout=0.1)
QUICK = TrainingSettings(learning_rate=0.01, warm_up=5, events=256, epochs=4, every=2, patience=2)


def training(seed=0, content=CONTENT, network=SMALL, settings=QUICK):
    return SequenceTraining(
        FOLD.fitting, content, network=network, training=settings, seed=seed, validation=FOLD
    )


def quiet(_what, _done, _of):
    pass


class Killed(BaseException):
    """What ends a process from outside."""


def killed(what, _done, _of):
    if what == "epoch 3":
        raise Killed


def test_the_loss_and_its_gradient_are_those_of_torch():
    torch.manual_seed(0)
    states = torch.randn(7, 8, requires_grad=True)
    table = torch.randn(11, 8, requires_grad=True)
    chosen = torch.arange(7)
    theirs = torch.nn.functional.cross_entropy(states @ table.t(), chosen)
    expected = torch.autograd.grad(theirs, (states, table))

    ours = catalogue_cross_entropy(states, table, chosen)
    found = torch.autograd.grad(2 * ours, (states, table))

    assert float(ours.detach()) == pytest.approx(float(theirs.detach()), rel=0.02)
    for mine, reference in zip(found, expected, strict=True):
        assert torch.allclose(mine / 2, reference, atol=0.01)


def test_a_state_does_not_see_what_comes_later():
    network = SequenceNetwork(SHOP.items, SMALL, CONTENT).eval()
    table = network.table()

    one = network(torch.tensor([[1, 2, 3]]), table)
    other = network(torch.tensor([[1, 2, 99]]), table)

    assert torch.allclose(one[0, :2], other[0, :2], atol=1e-6)
    assert not torch.allclose(one[0, 2], other[0, 2])


@pytest.mark.slow
def test_it_learns_a_pattern(tmp_path):
    trained = training(settings=replace(QUICK, epochs=16, every=4)).run(
        tmp_path / "c.pt", "x", progress=quiet
    )

    floor = accuracy(ranks_of_chosen(fit_popularity(FOLD.fitting), FOLD), 10).ndcg
    assert accuracy(ranks_of_chosen(trained.model, FOLD), 10).ndcg > floor + 0.2
    assert trained.losses[-1] < trained.losses[0]


@pytest.mark.slow
def test_a_killed_training_ends_as_one_that_was_not(tmp_path):
    whole = training().run(tmp_path / "whole.pt", "x", progress=quiet)

    with pytest.raises(Killed):
        training().run(tmp_path / "parts.pt", "x", progress=killed)
    resumed = training().run(tmp_path / "parts.pt", "x", progress=quiet)

    assert resumed.losses == whole.losses
    history = [SHOP.shoppers[0]]
    assert np.array_equal(resumed.model.affinities(history), whole.model.affinities(history))


@pytest.mark.slow
def test_seeds_draw_differently(tmp_path):
    one = training(seed=1).run(tmp_path / "1.pt", "x", progress=quiet)
    two = training(seed=2).run(tmp_path / "2.pt", "x", progress=quiet)

    assert one.losses != two.losses


@pytest.mark.slow
def test_a_checkpoint_of_other_settings_is_refused(tmp_path):
    training().run(tmp_path / "c.pt", "these", progress=quiet)

    with pytest.raises(CheckpointError, match="other data or settings"):
        training().run(tmp_path / "c.pt", "those", progress=quiet)


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut short", b"nonsense", b""])
def test_a_damaged_checkpoint_is_refused(tmp_path, content):
    (tmp_path / "c.pt").write_bytes(content)

    with pytest.raises(CheckpointError, match="damaged"):
        training().run(tmp_path / "c.pt", "x", progress=quiet)


@pytest.mark.slow
def test_an_empty_history_says_nothing_and_a_long_one_is_cut(tmp_path):
    model = training().run(tmp_path / "c.pt", "x", progress=quiet).model
    long = np.arange(10_000) % SHOP.items

    nothing, much, end = model.affinities([np.zeros(0, int), long, long[-20:]])

    assert not nothing.any()
    assert much == pytest.approx(end, abs=1e-5)


def test_nothing_to_learn_from_is_said():
    nobody = Histories(SHOP.item_ids, (np.array([1]),))

    with pytest.raises(ShopperError, match="no shopper took two"):
        SequenceTraining(nobody, None, network=SMALL, training=QUICK, seed=0)
