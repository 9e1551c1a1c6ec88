"""Databases that are damaged, full, held, of another layout, or not there."""

import sqlite3
import sys
from contextlib import closing

import pytest

from retrieval.catalog import (
    Catalogue,
    CatalogueBusyError,
    CatalogueDamagedError,
    CatalogueError,
    CatalogueFullError,
)
from tests.fakes.building import publish
from tests.fakes.retrieval import make_item


@pytest.fixture
def in_file(tmp_path):
    opened = Catalogue(f"sqlite:///{tmp_path / 'home' / 'catalogue.sqlite'}")
    yield opened
    opened.close()


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(b"this is no database" * 500)
    with pytest.raises(CatalogueDamagedError, match=r"catalogue\.sqlite.*aisle index FEED"):
        Catalogue(f"sqlite:///{path}")


def test_a_damaged_page_is_reported_and_not_read_as_an_answer(in_file, tmp_path):
    publish(in_file, *(make_item(f"{number}") for number in range(2000)))
    in_file.close()
    path = tmp_path / "home" / "catalogue.sqlite"
    content = bytearray(path.read_bytes())
    content[8192:-4096] = b"\xa5" * (len(content) - 8192 - 4096)
    path.write_bytes(content)
    with (
        pytest.raises(CatalogueDamagedError, match="damaged"),
        closing(Catalogue(f"sqlite:///{path}")) as damaged,
    ):
        list(damaged.every_item())


def test_a_catalogue_of_another_layout_is_refused(in_file, tmp_path):
    in_file.close()
    path = tmp_path / "home" / "catalogue.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("UPDATE layout SET number = 99")
    database.close()
    with pytest.raises(CatalogueError, match="layout 99"):
        Catalogue(f"sqlite:///{path}")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("not a url", "no database URL"),
        ("sqlite:////proc/no/such/catalogue.sqlite", "folder"),
        ("nosuchdatabase://host/shop", "driver"),
    ],
)
def test_a_url_that_leads_nowhere_is_explained(url, says):
    with pytest.raises(CatalogueError, match=says):
        Catalogue(url)


def test_a_missing_driver_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CatalogueError, match=r"psycopg.*pip install .*\.\[postgres\]"):
        Catalogue("postgresql+psycopg://user:hunter2@127.0.0.1:1/shop")


@pytest.mark.slow
def test_a_password_never_reaches_an_error():
    with pytest.raises(CatalogueError) as caught:
        Catalogue("postgresql+psycopg://user:hunter2@127.0.0.1:1/shop?connect_timeout=1")
    assert "hunter2" not in str(caught.value)


def test_a_full_disk_keeps_what_was_stored_before(in_file):
    build = in_file.begin_build("feed")
    in_file.put(build.build_id, [make_item("a")])
    with in_file._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.rollback()
    big = make_item("b", description="x" * 1_000_000)
    with pytest.raises(CatalogueFullError, match="free some space"):
        in_file.put(build.build_id, [big])
    assert in_file.built_ids(build.build_id) == {"a"}


def test_a_writer_that_waits_too_long_says_who_holds_it(in_file, tmp_path):
    holder = sqlite3.connect(tmp_path / "home" / "catalogue.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with in_file._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
        connection.rollback()
    with pytest.raises(CatalogueBusyError, match="another process"):
        in_file.begin_build("feed")
    assert in_file.published() is None
    holder.close()
