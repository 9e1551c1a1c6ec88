import json

import numpy as np
import pytest

from ranking.shoppers.errors import ShopperError
from ranking.training.artefact import Artefact, ArtefactError, read_artefact, write_artefact
from ranking.training.beauty import HistoriesFileError, read_shopped
from ranking.training.members import MemberSettings, fit_members
from ranking.training.parts import PARTS, UnknownPartError, load
from ranking.training.search import chosen_settings
from tests.fakes.shopped import a_shop, write_shop

MADE = Artefact("shoppers", "ab", {"ndcg": 0.5}, {"x": [1]}, {"a": np.arange(5.0)})


def quiet(_what, _done, _of):
    pass


def test_an_artefact_is_read_as_written(tmp_path):
    write_artefact(MADE, tmp_path / "a")

    read = read_artefact(tmp_path / "a", "shoppers")

    assert (read.metrics, read.stated, read.data_sha256) == ({"ndcg": 0.5}, {"x": [1]}, "ab")
    assert read.arrays["a"].tolist() == [0, 1, 2, 3, 4]


def test_equal_artefacts_are_equal_bytes(tmp_path):
    write_artefact(MADE, tmp_path / "a")
    write_artefact(MADE, tmp_path / "b")

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def damaged(path, how):
    content = bytearray(path.read_bytes())
    if how == "cut short":
        del content[-9:]
    elif how == "a number changed":
        content[-1] ^= 0xFF
    else:
        content[:] = b"not one"
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("how", ["cut short", "a number changed", "another file"])
def test_a_damaged_artefact_says_so_and_what_to_do(tmp_path, how):
    write_artefact(MADE, tmp_path / "a")
    damaged(tmp_path / "a", how)

    with pytest.raises(ArtefactError, match=r"damaged.*aisle train-ranker --part shoppers"):
        read_artefact(tmp_path / "a", "shoppers")


def test_a_missing_or_wrong_artefact_says_so(tmp_path):
    write_artefact(MADE, tmp_path / "a")

    with pytest.raises(ArtefactError, match="there is no"):
        read_artefact(tmp_path / "b", "shoppers")
    with pytest.raises(ArtefactError, match="holds 'shoppers'"):
        read_artefact(tmp_path / "a", "cross-encoder")


def test_fitted_members_are_found_again_and_damaged_ones_fitted_anew(tmp_path):
    histories, content = a_shop(items=40, shoppers=60)

    def fit():
        return fit_members(histories, content, MemberSettings(), folder=tmp_path, progress=quiet)

    first = fit()
    files = sorted(tmp_path.iterdir())
    when = [file.stat().st_mtime_ns for file in files]
    again = fit()

    assert [file.stat().st_mtime_ns for file in files] == when
    damaged(files[0], "cut short")
    anew = fit()
    for one, two, three in zip(first, again, anew, strict=True):
        said = one.affinities([histories.shoppers[0]])
        assert two.affinities([histories.shoppers[0]]) == pytest.approx(said)
        assert three.affinities([histories.shoppers[0]]) == pytest.approx(said)


def test_the_settings_that_come_with_the_program_can_be_read():
    assert chosen_settings().next.ridge > 0


def test_settings_that_are_none_are_refused(tmp_path):
    (tmp_path / "s.json").write_text(json.dumps({"settings": {}}))

    with pytest.raises(ShopperError, match="holds no settings"):
        chosen_settings(tmp_path / "s.json")


def test_a_folder_of_histories_is_read(tmp_path):
    shopped = read_shopped(write_shop(tmp_path / "shop", items=30, shoppers=20))

    assert shopped.histories.items == 30
    assert len(shopped.histories.shoppers) == 20
    assert shopped.paths[3] == ("Beauty", "Aisle 0", "Shelf 3")
    assert shopped.texts[3] == "item 3 of shelf 3 brand 3 Beauty > Aisle 0 > Shelf 3"


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("sequences.txt", "1 2 x\n", "line 1"),
        ("sequences.txt", "1 999\n", "names an item"),
        ("items.jsonl", "{\n", "no JSON"),
        ("items.jsonl", "{}\n", "asin"),
    ],
)
def test_a_broken_line_is_named(tmp_path, file, text, says):
    folder = write_shop(tmp_path / "shop", items=30, shoppers=20)
    (folder / file).write_text(text, "utf-8")

    with pytest.raises(HistoriesFileError, match=says):
        read_shopped(folder)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(HistoriesFileError, match=r"items\.jsonl"):
        read_shopped(tmp_path)


@pytest.mark.slow
def test_every_part_can_be_trained():
    assert all(callable(load(part)) for part in PARTS)


def test_an_unknown_part_is_said():
    with pytest.raises(UnknownPartError, match="shoppers"):
        load("nonsense")
