import json

import numpy as np
import pytest
from safetensors.numpy import save_file

from ranking.cross_encoder.artefact import SHIPPED, Stated, read_artefact, write_artefact
from ranking.cross_encoder.errors import CrossEncoderError
from retrieval.encoders.minilm import MINILM

STATED = Stated(3, "base", "data", {"demo": "own"}, {"alpha": 0.0}, {"held_out.ndcg_at_10": 0.8})
WEIGHTS = {"first": np.array([1.0, -0.5]), "scale": np.array([[8.0]], dtype=np.float32)}


@pytest.fixture
def path(tmp_path):
    write_artefact(WEIGHTS, STATED, tmp_path / "w.safetensors")
    return tmp_path / "w.safetensors"


def test_what_is_written_is_read_again(path):
    read = read_artefact(path)
    assert read.stated == STATED
    assert {name: values.tolist() for name, values in read.weights.items()} == {
        "first": [1.0, -0.5],
        "scale": [[8.0]],
    }


def test_equal_weights_give_equal_bytes(path, tmp_path):
    write_artefact(dict(reversed(WEIGHTS.items())), STATED, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("place", [3, 100, -1])
def test_a_damaged_file_is_refused(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)
    says = r"holds no cross-encoder.*train-ranker --part cross-encoder"
    with pytest.raises(CrossEncoderError, match=says):
        read_artefact(path)


def test_half_a_file_is_refused(path):
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(CrossEncoderError, match="holds no cross-encoder"):
        read_artefact(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CrossEncoderError, match="nowhere"):
        read_artefact(tmp_path / "nowhere")


def test_another_file_of_weights_is_refused(tmp_path):
    save_file({"x": np.zeros(2)}, tmp_path / "other", {"aisle": json.dumps({"format": 99})})
    with pytest.raises(CrossEncoderError, match="another format"):
        read_artefact(tmp_path / "other")


@pytest.mark.parametrize("wrong", [np.nan, np.inf, 1e30])
def test_what_is_no_number_is_not_written(tmp_path, wrong):
    with pytest.raises(CrossEncoderError, match="first holds what is no number"):
        write_artefact({"first": np.array([wrong])}, STATED, tmp_path / "w")
    assert not list(tmp_path.iterdir())


def test_what_ships_is_whole_small_and_rests_on_the_minilm_that_is_fetched():
    stated = read_artefact(SHIPPED).stated
    assert SHIPPED.stat().st_size < 30e6
    assert stated.base_sha256 in {file.sha256 for file in MINILM.files}
    assert stated.figures
    assert not {"amazon_beauty_5core", "opendialkg", "simmc2_fashion"} & set(stated.data)
