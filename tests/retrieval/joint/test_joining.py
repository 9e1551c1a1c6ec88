"""Heads that were trained apart, as one: nothing is lost by joining them."""

import numpy as np
import pytest

from retrieval.joint.heads import Head, Heads, unit
from retrieval.joint.joining import join
from retrieval.joint.pairs import Pairs

TEXTS, PHOTOS, HIDDEN, OUT = 6, 9, 8, 4


def drawn(seed, inputs):
    chance = np.random.default_rng(seed)
    shapes = ((inputs,), (inputs, HIDDEN), (HIDDEN,), (HIDDEN, OUT))
    return Head(*(chance.standard_normal(shape).astype(np.float32) for shape in shapes))


def member(seed):
    return Heads(drawn(seed, TEXTS), drawn(seed + 100, PHOTOS))


@pytest.fixture
def pairs():
    chance = np.random.default_rng(7)
    own = np.arange(30)
    return Pairs(
        photos=unit(chance.standard_normal((30, PHOTOS)).astype(np.float32)),
        texts=np.stack([unit(chance.standard_normal((30, TEXTS)).astype(np.float32))] * 5),
        said=np.stack([own] * 5),
        families=own,
        kinds=own % 3,
    )


def raw(head, vectors):
    return np.maximum((vectors - head.mean) @ head.inner + head.bias, 0) @ head.outer


def test_nearness_is_that_of_the_projections_side_by_side(pairs):
    members = [member(1), member(2), member(3)]
    joined = join(members, pairs, dimensions=3 * OUT)
    texts = unit(np.concatenate([raw(one.text, pairs.texts[0]) for one in members], axis=1))
    photos = unit(np.concatenate([raw(one.photo, pairs.photos) for one in members], axis=1))
    near = joined.text.project(pairs.texts[0]) @ joined.photo.project(pairs.photos).T
    assert np.allclose(near, texts @ photos.T, atol=1e-4)


def test_one_alone_keeps_its_nearness(pairs):
    joined = join([member(1)], pairs, OUT)
    near = member(1).text.project(pairs.texts[0]) @ member(1).photo.project(pairs.photos).T
    again = joined.text.project(pairs.texts[0]) @ joined.photo.project(pairs.photos).T
    assert np.allclose(near, again, atol=1e-4)


def test_the_space_is_cut_to_the_dimensions_wanted(pairs):
    assert join([member(1), member(2)], pairs, 5).dimensions == 5


def test_heads_without_an_inner_layer_are_refused(pairs):
    plain = Head(np.zeros(TEXTS, np.float32), np.eye(TEXTS, dtype=np.float32))
    with pytest.raises(ValueError, match="inner layer"):
        join([Heads(plain, plain)], pairs, 2)
