"""Builds that follow one another, and indexes that are missing, fail or come back."""

import threading

import pytest

from retrieval.catalog_errors import CatalogueEmptyError
from retrieval.query import Leg, Query
from retrieval.vectors import VectorStoreError
from tests.fakes.indexed_shop import Shop, cheaper_than, of_colour, photo
from tests.fakes.retrieval import InMemoryIndex, make_item


@pytest.fixture
def shop():
    return Shop()


def test_without_vectors_words_still_serve(caplog):
    shop = Shop(legs=())
    assert shop.ids("red jacket")[0] == "red-jacket"
    shop.ids("blue mug")
    assert caplog.text.count("has no text index") == 1
    assert caplog.text.count("has no image index") == 1


def test_without_vectors_a_constraint_still_gets_its_matches():
    shop = Shop(legs=())
    assert set(shop.ids("for the mountains", constraints=of_colour("red"))) == {
        "red-jacket",
        "red-mug",
        "red-tent",
    }
    assert shop.ids("for the mountains") == []


def test_without_an_image_encoder_a_photo_is_left_out_of_account(caplog):
    shop = Shop(image_encoder=False)
    assert "no image encoder" in caplog.text
    assert shop.ids("red jacket", photo=photo("blue"))[0] == "red-jacket"
    assert shop.ids(photo=photo("blue")) == []
    assert shop.ids(similar_to=("red-mug",))  # needs stored vectors only


def test_an_index_that_cannot_be_opened_is_done_without(caplog, monkeypatch):
    shop = Shop()
    honest = shop.open_index

    def broken(leg, build_id):
        if leg is Leg.TEXT:
            raise VectorStoreError("disk on fire")
        return honest(leg, build_id)

    monkeypatch.setattr(shop.retriever._serving, "_open_index", broken)
    best = shop.retriever.retrieve(Query("red jacket", photo=photo("red")))[0]
    assert set(best.similarity) == {Leg.LEXICAL, Leg.IMAGE}
    assert "disk on fire" in caplog.text


def test_an_index_that_fails_is_done_without_until_it_serves_again(shop, caplog, monkeypatch):
    def dead(*_args):
        raise VectorStoreError("server gone")

    with monkeypatch.context() as failing:
        failing.setattr(InMemoryIndex, "nearest", dead)
        failing.setattr(InMemoryIndex, "vectors", dead)
        assert shop.ids("red jacket")[0] == "red-jacket"
        shop.ids("red jacket")
        assert shop.ids(similar_to=("red-mug",)) == []
        assert caplog.text.count("without the text leg: server gone") == 1
    assert Leg.TEXT in shop.retriever.retrieve(Query("red jacket"))[0].similarity
    assert caplog.text.count("the text leg serves again") == 1


def test_before_the_first_build_the_remedy_is_named():
    shop = Shop()
    shop.catalogue.publish([], None)
    with pytest.raises(CatalogueEmptyError, match="aisle index"):
        shop.ids("jacket")


def test_a_new_build_is_followed_and_an_old_one_kept(shop):
    shop.ids("jacket")
    shop.ids("mug")
    assert shop.opened == [(Leg.TEXT, "b1"), (Leg.IMAGE, "b1")]
    shop.catalogue.publish([make_item("x", "Canoe", attributes={"colour": ("red",)})], "b2")
    assert shop.ids("canoe") == ["x"]
    assert shop.opened[2:] == [(Leg.TEXT, "b2"), (Leg.IMAGE, "b2")]


def test_an_item_that_no_longer_fits_is_not_answered_with(shop):
    dearer = [make_item(i.item_id, i.title, price=999, attributes=i.attributes) for i in shop.items]
    honest = shop.catalogue.allowed

    def allowed(constraints):
        ids = honest(constraints)
        shop.catalogue.publish(dearer, "b2")
        return ids

    shop.catalogue.allowed = allowed
    assert shop.ids("jacket", constraints=cheaper_than(100)) == []


def test_while_a_new_build_is_made_ready_the_old_one_serves(shop):
    shop.ids("jacket")
    honest, begun, go_on = shop.open_index, threading.Event(), threading.Event()

    def slow(leg, build_id):
        begun.set()
        assert go_on.wait(10)
        return honest(leg, build_id)

    shop.retriever._serving._open_index = slow
    shop.catalogue.publish([*shop.items, make_item("x", attributes={"colour": ("red",)})], "b2")
    first = threading.Thread(target=shop.ids, args=("jacket",))
    first.start()
    assert begun.wait(10)
    assert shop.ids("red jacket")[0] == "red-jacket"  # does not wait
    go_on.set()
    first.join(10)
    assert "x" in shop.ids("x")


def test_many_threads_ready_one_shop(shop):
    threads = [threading.Thread(target=shop.ids, args=("jacket",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(shop.opened) == 2


def test_an_empty_shop_answers_with_nothing():
    shop = Shop([])
    assert shop.ids("jacket") == shop.ids() == shop.ids(photo=photo("red")) == []
    shop.retriever.warm()


def test_warming_readies_everything(shop):
    shop.retriever.warm()
    assert len(shop.opened) == 2
    shop.ids("jacket")
    assert len(shop.opened) == 2
