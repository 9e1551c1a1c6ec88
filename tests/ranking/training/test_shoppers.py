from dataclasses import asdict

import numpy as np
import pytest

from ranking.training.artefact import ArtefactError, read_artefact
from ranking.training.beauty import read_shopped
from ranking.training.parts import Order, Sampler
from ranking.training.search import chosen_settings
from ranking.training.shoppers import FOUND, load_shoppers, train
from tests.fakes.shopped import a_shop, write_shop


class Killed(BaseException):
    """What ends a process from outside."""


def order(folder, progress=lambda _what, _done, _of: None, trials=0):
    data = write_shop(folder / "shop")
    texts = folder / "work" / f"texts-{read_shopped(data).sha256[:12]}.npy"
    texts.parent.mkdir(parents=True, exist_ok=True)
    # The texts' vectors, as an encoder would have left them there.
    np.save(texts, a_shop()[1].texts)
    return Order(
        data=data,
        out=folder / "out",
        work=folder / "work",
        models=folder / "no models",
        seed=0,
        trials=trials,
        sampler=Sampler.RANDOM,
        progress=progress,
    )


@pytest.mark.slow
def test_what_was_trained_can_be_loaded_and_is_far_above_chance(tmp_path):
    outcome = train(order(tmp_path))

    kept = load_shoppers(outcome.artefact)

    assert outcome.metrics["hr_at_10"] > 0.5
    assert kept.metrics == dict(outcome.metrics)
    assert len(kept.item_ids) == 120
    assert np.isfinite(kept.blend.affinities([np.array([1, 11])])).all()
    assert {line.title for line in outcome.lines} == {"Loss", "nDCG@10 on validation"}


@pytest.mark.slow
def test_a_killed_training_makes_the_same_artefact(tmp_path):
    def killed(what, _done, _of):
        if what == "epoch 3":
            raise Killed

    whole = train(order(tmp_path / "whole")).artefact.read_bytes()
    with pytest.raises(Killed):
        train(order(tmp_path / "killed", killed))

    assert train(order(tmp_path / "killed")).artefact.read_bytes() == whole


@pytest.mark.slow
def test_what_a_search_finds_is_trained_by_and_written_down(tmp_path):
    outcome = train(order(tmp_path, trials=2))

    found = chosen_settings(tmp_path / "out" / FOUND)
    stated = read_artefact(outcome.artefact, "shoppers").stated
    assert stated["settings"] == asdict(found)
    assert found != chosen_settings()
    assert outcome.notes[0].startswith("searched 2 trials")


def test_a_file_that_is_no_model_is_refused(tmp_path):
    (tmp_path / "m").write_bytes(b"no model")

    with pytest.raises(ArtefactError, match="damaged"):
        load_shoppers(tmp_path / "m")
