from dataclasses import replace

import numpy as np
import pytest

from retrieval.joint.artefact import (
    GENERIC_FILE,
    Artefact,
    ArtefactError,
    encoder_name,
    read_artefact,
    write_artefact,
)
from retrieval.joint.fitting import Method
from retrieval.joint.heads import Head, Heads
from retrieval.joint.held_out import Figures


def artefact(**changes):
    head = Head(np.zeros(2, np.float32), np.eye(2, dtype=np.float32))
    deep = Head(
        np.ones(3, np.float32),
        np.ones((3, 4), np.float32),
        np.zeros(4, np.float32),
        np.ones((4, 2), np.float32),
    )
    figures = {Method.RIDGE: Figures(100, 10, 0.7, 0.1, 0.4)}
    made = Artefact(
        Heads(head, deep),
        "t",
        "p",
        Method.RIDGE,
        figures,
        "abc",
        np.array([1, 2], np.uint64),
        {"a": "b"},
    )
    return replace(made, **changes)


def test_heads_are_read_back_as_they_were_written(tmp_path):
    path = tmp_path / "joint" / "b1.safetensors"
    write_artefact(artefact(), path)
    back = read_artefact(path)
    assert (back.method, back.figures, back.notes) == (Method.RIDGE, artefact().figures, {"a": "b"})
    assert back.heads.text.outer is None
    vectors = np.array([[0.5, 0.2, 0.9]], np.float32)
    assert np.array_equal(
        back.heads.photo.project(vectors), artefact().heads.photo.project(vectors)
    )
    assert len(back.photos) == 0
    write_artefact(artefact(photos=np.array([3, 7], np.uint64)), path)
    assert read_artefact(path).photos.tolist() == [3, 7]
    assert encoder_name(back) == encoder_name(artefact())
    assert encoder_name(artefact(data_sha256="other")) != encoder_name(back)


def test_a_damaged_file_is_told(tmp_path):
    path = tmp_path / "b1.safetensors"
    path.write_bytes(b"no heads")
    with pytest.raises(ArtefactError, match="aisle index"):
        read_artefact(path)


def test_the_heads_that_travel_know_what_they_were_trained_on():
    photos = read_artefact(GENERIC_FILE).photos
    assert len(photos) > 6_000
    assert np.array_equal(photos, np.unique(photos))
