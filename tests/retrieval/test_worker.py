import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from retrieval.embed import EncodingError
from retrieval.engines.worker import Answer, Worker, check
from tests.fakes.remote import (
    OpeningsNoted,
    open_fake_image,
    open_nothing,
    open_other_model,
    open_refusing,
)
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder, make_item


def ask(worker, *items) -> Answer:
    row = worker({"number": 7, "batch": pickle.dumps(list(items))})
    assert row["number"] == 7
    return pickle.loads(row["answer"])  # noqa: S301 - made just now


def test_a_worker_opens_its_encoder_once_and_only_when_it_is_needed(tmp_path):
    noted = OpeningsNoted(tmp_path)
    worker = Worker(noted, "fake-text")
    assert noted.count() == 0
    first, second = ask(worker, make_item("a"), make_item("b")), ask(worker, make_item("b"))
    assert noted.count() == 1
    assert (first.places, second.places) == ((0, 1), (0,))
    assert first.vectors.shape == (2, FakeTextEncoder().dimensions)
    np.testing.assert_array_equal(first.vectors[1], second.vectors[0])


def test_the_item_that_a_batch_fails_at_is_named():
    worker = Worker(open_refusing, "fake-text")
    answer = ask(worker, make_item("a"), make_item("b", title="bad thing"), make_item("c"))
    with pytest.raises(EncodingError, match=r"item 'b' cannot be encoded.*ValueError: a bad word"):
        check(answer)


@pytest.mark.parametrize(
    ("opened", "says"),
    [(open_other_model, "it has another"), (open_nothing, "no weights on this disk")],
)
def test_an_encoder_that_a_worker_does_not_have_is_told(opened, says):
    with pytest.raises(EncodingError, match=says):
        check(ask(Worker(opened, "fake-text"), make_item("a")))


def test_photos_are_opened_by_the_worker_and_missing_ones_are_left_out(tmp_path):
    Image.new("RGB", (32, 32), "red").save(tmp_path / "red.png")
    (tmp_path / "broken.png").write_bytes(b"no photo")
    names = ["gone.png", "red.png", "broken.png"]
    items = [make_item(name, image_paths=(tmp_path / name,)) for name in names]
    answer = ask(Worker(open_fake_image, FakeImageEncoder().name), *items)
    assert answer.places == (1,)
    assert answer.absent == (("gone.png", tmp_path / "gone.png"),)
    check(answer)


def test_a_photo_that_only_this_machine_has_is_told_and_not_left_out(tmp_path):
    answer = ask(
        Worker(open_fake_image, FakeImageEncoder().name),
        make_item("a", image_paths=(Path("/elsewhere/a.png"),)),
    )
    here = tmp_path / "a.png"
    here.touch()
    with pytest.raises(EncodingError, match=r"cannot reach the photo .*a\.png of item 'a'"):
        check(replace(answer, absent=(("a", here),)))
