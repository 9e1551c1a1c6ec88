"""The catalogue on a plane."""

import numpy as np
import pytest

from retrieval.item_map import map_items
from retrieval.query import Leg
from retrieval.shop import Shop
from tests.fakes.retrieval import InMemoryIndex

pytestmark = pytest.mark.slow


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def shop_of(texts, images=None):
    """A shop with a vector an item on the text leg, and on the image leg where one is given."""
    indexes = {Leg.TEXT: InMemoryIndex()}
    indexes[Leg.TEXT].upsert(list(texts), np.stack(list(texts.values())))
    if images:
        indexes[Leg.IMAGE] = InMemoryIndex()
        indexes[Leg.IMAGE].upsert(list(images), np.stack(list(images.values())))
    return Shop("build-1", None, indexes)


def clusters(count, each, seed=0):
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(count, 16)) * 4
    return {
        f"{c}-{i:03}": vector
        for c in range(count)
        for i, vector in enumerate(unit(centres[c] + rng.normal(size=(each, 16))))
    }


def test_what_is_alike_stands_together():
    made = map_items(shop_of(clusters(3, 30)))
    kinds = np.array([item_id[0] for item_id in made.item_ids])
    places = np.array(made.positions)
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    share = np.mean(kinds[apart.argmin(axis=1)] == kinds)
    assert share > 0.95
    assert made.legs == ["text"]


def test_the_map_fills_the_unit_square_and_is_the_same_each_time():
    first, second = (map_items(shop_of(clusters(3, 12))) for _ in range(2))
    assert first == second
    places = np.array(first.positions)
    assert places.min() >= 0
    assert places.max() <= 1
    assert np.ptp(places, axis=0).max() == pytest.approx(1, abs=1e-3)


def test_photos_tell_apart_what_words_do_not():
    rng = np.random.default_rng(1)
    same = unit(rng.normal(size=(40, 16)) * 0.01 + 1)
    texts = {f"{'ab'[i % 2]}-{i:02}": vector for i, vector in enumerate(same)}
    looks = {"a": np.eye(8)[0], "b": np.eye(8)[1]}
    images = {i: unit(looks[i[0]][None] + rng.normal(size=(1, 8)) * 0.05)[0] for i in texts}
    made = map_items(shop_of(texts, images))
    assert made.legs == ["text", "image"]
    places = np.array(made.positions)
    of_a = np.array([i[0] == "a" for i in made.item_ids])
    between = np.linalg.norm(places[of_a].mean(axis=0) - places[~of_a].mean(axis=0))
    within = np.linalg.norm(places[of_a] - places[of_a].mean(axis=0), axis=1).mean()
    assert between > within


def test_an_item_without_a_photo_is_on_the_map_all_the_same():
    texts = clusters(2, 6)
    images = {item_id: vector for item_id, vector in texts.items() if item_id != "0-000"}
    assert "0-000" in map_items(shop_of(texts, images)).item_ids


def test_of_a_large_catalogue_so_many_are_drawn_evenly():
    texts = clusters(2, 100)
    made = map_items(shop_of(texts), most=50)
    assert (len(made.item_ids), made.total) == (50, 200)
    of_first = sum(i.startswith("0-") for i in made.item_ids)
    assert 15 < of_first < 35
    assert list(made.item_ids) == sorted(made.item_ids)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_the_smallest_catalogues_have_maps(count):
    made = map_items(shop_of(clusters(count, 1)))
    assert len(made.positions) == count
    assert np.isfinite(np.array(made.positions)).all()


def test_without_any_vectors_the_map_is_empty():
    made = map_items(Shop("build-1", None, {}))
    assert (made.item_ids, made.positions, made.total, made.legs) == ([], [], 0, [])
