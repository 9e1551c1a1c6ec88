"""A whole shop on a real PostgreSQL; the catalogue's own contract is ``test_catalog.py``."""

import json
import threading
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from assistant.memory import Memory
from retrieval.build import build_index
from retrieval.catalog import Catalogue
from retrieval.catalog_change_tables import revision
from retrieval.catalog_errors import CatalogueError
from retrieval.catalog_tables import serving
from retrieval.changes import Change
from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.fill import ShopFeed
from retrieval.query import Leg, Query
from retrieval.retrieve import Retriever
from tests.fakes.building import InMemoryStore, publish
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder, make_item

pytestmark = pytest.mark.slow

SOURCE = Source(0, "")


@pytest.fixture
def url(postgres):
    made = postgres.new_database()
    yield made
    postgres.drop(made)


@pytest.fixture
def catalogue(url):
    with closing(Catalogue(url)) as opened:
        yield opened


def generation(number, count=60):
    colour = ("red", "blue")[number % 2]
    return [
        make_item(f"{n:03d}", title=f"generation {number}", attributes={"colour": (colour,)})
        for n in range(count)
    ]


def test_readers_see_one_whole_build_while_others_are_published(catalogue, url):
    publish(catalogue, *generation(0), feed="feed 0")
    over = threading.Event()
    seen: set[str] = set()
    wrong: list[object] = []

    def read():
        with closing(Catalogue(url)) as mine:
            while not over.is_set():
                titles = {item.title for item in mine.every_item(mine.published())}
                asked = mine.items([f"{n:03d}" for n in range(60)])
                red = Constraints((Constraint("colour", Operator.ANY_OF, SOURCE, ("red",)),))
                seen.update(titles)
                if len(titles) > 1:
                    wrong.append(titles)
                if len(asked) != 60 or len({item.title for item in asked.values()}) != 1:
                    wrong.append(asked)
                if mine.count(red) not in (0, 60):
                    wrong.append(mine.count(red))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, 11):
        publish(catalogue, *generation(number), feed=f"feed {number}")
        for old in catalogue.old_builds():
            catalogue.drop_build(old)
    over.set()
    for reader in readers:
        reader.join(60)
    assert wrong == []
    assert len(seen) > 1


def test_two_processes_change_the_same_shop_and_none_of_the_changes_is_lost(catalogue, url):
    publish(catalogue, make_item("a", stock=0))

    def count_up(mine):
        for _ in range(20):
            while True:
                seen = mine.items(["a"])
                item = replace(seen["a"], stock=seen["a"].stock + 1)
                try:
                    mine.change(Change((item,), frozenset(), seen, {}))
                    break
                except CatalogueError:
                    continue

    with closing(Catalogue(url)) as other:
        threads = [threading.Thread(target=count_up, args=(one,)) for one in (catalogue, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert catalogue.items(["a"])["a"].stock == 40
    assert catalogue.revision().number == 41


def test_two_that_open_an_empty_database_at_once_both_can(url):
    failures = []

    def open_it(begin):
        begin.wait()
        try:
            with closing(Catalogue(url)) as opened, closing(Memory(url)) as memory:
                assert opened.published() is None
                memory.open()
        except (CatalogueError, DBAPIError) as error:
            failures.append(error)

    begin = threading.Barrier(4)
    threads = [threading.Thread(target=open_it, args=(begin,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []


def test_a_shop_is_built_searched_and_built_again(catalogue, tmp_path):
    store, text = InMemoryStore(), FakeTextEncoder()
    path = tmp_path / "feed.jsonl"

    def build(*rows):
        path.write_text("\n".join(map(json.dumps, rows)) + "\n")
        return build_index(
            ShopFeed(path, currency="USD"),
            catalogue=catalogue,
            home=tmp_path,
            vectors=store,
            text_encoder=text,
            image_encoder=None,
        )

    tent = {"id": "t", "title": "green tent", "price": 80}
    build(tent, {"id": "s", "title": "red sleeping bag", "price": 40})
    retriever = Retriever(
        catalogue,
        text_encoder=text,
        image_encoder=FakeImageEncoder(),
        open_index=lambda leg, build_id: (
            store.find(leg, build_id, text.name, text.dimensions) if leg is Leg.TEXT else None
        ),
    )
    cheap = Constraints((Constraint("price", Operator.AT_MOST, SOURCE, bound=Decimal(50)),))
    assert [c.item.item_id for c in retriever.retrieve(Query(text="green tent", k=1))] == ["t"]
    found = retriever.retrieve(Query(text="green tent", constraints=cheap, k=5))
    assert [c.item.item_id for c in found] == ["s"]
    again = build(tent | {"price": 45})
    assert [one.copied for one in again.embeddings] == [1]
    found = retriever.retrieve(Query(text="tent", constraints=cheap, k=5))
    assert [(c.item.item_id, c.item.version) for c in found] == [("t", 2)]


def test_sessions_and_catalogue_share_a_database(catalogue, url):
    publish(catalogue, make_item("a"))
    with closing(Memory(url)) as memory:
        session = memory.open()
    with closing(Memory(url)) as memory:
        assert memory.load(session.session_id) == session
    assert catalogue.count() == 1


def test_a_read_sees_one_state_while_others_write(catalogue, url):
    publish(catalogue, *generation(0), feed="feed 0")
    with closing(Catalogue(url)) as other, catalogue._reading() as connection:
        before = connection.scalar(select(revision.c.number))
        publish(other, *generation(1), feed="feed 1")
        assert connection.scalar(select(revision.c.number)) == before
        assert connection.scalar(select(serving.c.build_id)) == "b000001"
    assert catalogue.published() == "b000002"


def test_a_server_that_is_not_there_is_named_without_its_password(url):
    host = url.rpartition("@")[2]
    password = url.split(":")[2].partition("@")[0]
    gone = url.replace(host, "127.0.0.1:1/shop") + "?connect_timeout=2"
    with pytest.raises(CatalogueError, match=r"127\.0\.0\.1:1/shop") as told:
        Catalogue(gone)
    assert password not in str(told.value)
