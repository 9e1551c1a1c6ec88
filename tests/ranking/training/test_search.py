import pytest

from ranking.shoppers.errors import ShopperError
from ranking.training.parts import Sampler
from ranking.training.search import chosen_settings, search, write_found
from tests.fakes.shopped import a_shop

SHOP = a_shop(items=60, shoppers=80)


def quiet(_what, _done, _of):
    pass


def found(folder, trials, sampler=Sampler.TPE, seed=0, shop=SHOP):
    return search(
        *shop,
        trials=trials,
        seed=seed,
        work=folder,
        progress=quiet,
        sampler=sampler,
        items=60,
        shoppers=40,
    )


@pytest.mark.slow
@pytest.mark.parametrize("sampler", list(Sampler))
def test_a_search_goes_on_where_it_was(tmp_path, sampler):
    first = found(tmp_path, 2, sampler)
    then = found(tmp_path, 5, sampler)

    assert (first.trials, then.trials) == (2, 5)
    assert then.value >= first.value
    assert found(tmp_path, 5, sampler) == then


@pytest.mark.slow
def test_one_seed_finds_one_thing(tmp_path):
    assert found(tmp_path / "a", 3) == found(tmp_path / "b", 3)


@pytest.mark.slow
def test_what_was_found_is_kept(tmp_path):
    kept = found(tmp_path, 2)

    write_found(kept, "sha", tmp_path / "out" / "found.json")

    assert chosen_settings(tmp_path / "out" / "found.json") == kept.settings


def test_no_trials_are_refused(tmp_path):
    with pytest.raises(ShopperError, match="at least one"):
        found(tmp_path, 0)


class Killed(BaseException):
    """What ends a process from outside."""


@pytest.mark.slow
def test_a_trial_that_was_killed_does_not_count(tmp_path, monkeypatch):
    def killed(*_):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("ranking.training.search._value", killed)
        with pytest.raises(Killed):
            found(tmp_path, 1)

    assert found(tmp_path, 1).trials == 1


@pytest.mark.slow
def test_a_search_over_other_data_begins_anew(tmp_path):
    found(tmp_path, 3)

    assert found(tmp_path, 1, shop=a_shop(items=60, shoppers=80, seed=1)).trials == 1
