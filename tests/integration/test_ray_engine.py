"""Embedding in two workers of a real Ray on this machine, held against the local engine."""

import json
import os
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from retrieval.batches import batches
from retrieval.build import BuildError, build_index
from retrieval.catalog import Catalogue
from retrieval.embed import EncodingError, text_encoding
from retrieval.engines.ray_data import RayEngine
from retrieval.fill import ShopFeed
from retrieval.query import Leg
from tests.fakes.building import InMemoryStore
from tests.fakes.remote import OpeningsNoted, open_fake_image, open_refusing
from tests.fakes.retrieval import FakeImageEncoder, FakeTextEncoder, make_item

pytestmark = [
    pytest.mark.slow,
    # Ray leaves the pipes of the processes it ended to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

COUNT = 300


@pytest.fixture(scope="module")
def openings(tmp_path_factory):
    return OpeningsNoted(tmp_path_factory.mktemp("openings"))


@pytest.fixture(scope="module")
def engine(openings):
    with RayEngine({Leg.TEXT: openings, Leg.IMAGE: open_fake_image}, workers=2) as opened:
        yield opened


@pytest.fixture(scope="module")
def feed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("feed")
    rows = []
    for n in range(COUNT):
        row = {"id": f"{n:04d}", "title": f"Thing {n} of {n % 7}", "price": n}
        if n % 10 == 0:
            row["photo"] = f"{n}.png"
            Image.new("RGB", (40, 40), (n % 256, 90, 40)).save(folder / row["photo"])
        rows.append(row)
    path = folder / "feed.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n")
    return ShopFeed(path, currency="USD")


def build(home: Path, feed: ShopFeed, store: InMemoryStore, *, photos=True, **options):
    with closing(Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}")) as catalogue:
        return build_index(
            feed,
            catalogue=catalogue,
            home=home,
            vectors=store,
            text_encoder=FakeTextEncoder(),
            image_encoder=FakeImageEncoder() if photos else None,
            **options,
        )


def test_a_shop_built_by_either_engine_is_the_same(engine, openings, feed, tmp_path):
    told = []
    here, there = InMemoryStore(), InMemoryStore()
    local = build(tmp_path / "here", feed, here)
    remote = build(
        tmp_path / "there", feed, there, engine=engine, progress=lambda *t: told.append(t)
    )
    assert [e.encoded for e in remote.embeddings] == [COUNT, COUNT // 10]
    assert remote.embeddings == local.embeddings
    assert here.indexes.keys() == there.indexes.keys()
    for key, index in here.indexes.items():
        expected, found = index.vectors(sorted(index.ids())), there.indexes[key]
        assert found.ids() == set(expected)
        for item_id, vector in found.vectors(sorted(expected)).items():
            np.testing.assert_allclose(vector, expected[item_id], atol=1e-6)
    # Each of the two workers loads it once, for ten batches.
    assert openings.count() <= 2
    done = [done for stage, done, _ in told if stage == "text"]
    assert done == sorted(done)
    assert (done[-1], len(done)) == (COUNT, -(-COUNT // 32))


def test_what_is_embedded_already_is_not_embedded_again(engine, feed, tmp_path):
    store = InMemoryStore()

    def stop(stage, done, _):
        if stage == "text" and done > COUNT // 2:
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        build(tmp_path, feed, store, photos=False, engine=engine, progress=stop)
    (index,) = store.indexes.values()
    had = len(index.ids())
    assert had > COUNT // 2
    (text,) = build(tmp_path, feed, store, photos=False, engine=engine).embeddings
    assert (text.kept, text.encoded) == (had, COUNT - had)


def test_rounds_bound_what_is_read_ahead(engine):
    read = []

    def shop():
        for n in range(24):
            read.append(n)
            yield make_item(f"{n:02d}", title=f"thing {n}")

    short = RayEngine(engine._encodings, workers=2, batches_a_round=2)
    encoded = short.encode(text_encoding(FakeTextEncoder()), batches(shop(), 4))
    first = next(encoded)
    # Two workers, two batches each, and the one that was looked for before Ray was started.
    assert len(first.asked) == 4
    assert len(read) == 16
    rest = [item_id for part in encoded for item_id in part.asked]
    assert sorted([*first.asked, *rest]) == [f"{n:02d}" for n in range(24)]


def test_a_failure_names_the_item_and_the_old_shop_serves(engine, tmp_path, feed):
    del engine  # keeps Ray running
    store = InMemoryStore()
    build(tmp_path, feed, store, photos=False)
    bad = tmp_path / "bad.jsonl"
    bad.write_text(json.dumps({"id": "x9", "title": "A bad thing", "price": 1}) + "\n")
    refusing = RayEngine({Leg.TEXT: open_refusing}, workers=2)
    with pytest.raises(BuildError, match=r"item 'x9' cannot be encoded.*a bad word"):
        build(tmp_path, ShopFeed(bad, currency="USD"), store, photos=False, engine=refusing)
    with closing(Catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")) as catalogue:
        assert catalogue.count() == COUNT


def test_a_worker_that_dies_is_told(engine):
    del engine  # keeps Ray running
    refusing = RayEngine({Leg.TEXT: open_refusing}, workers=1)
    shop = [make_item("a", title="deadly")]
    with pytest.raises(EncodingError, match="a Ray worker died"):
        list(refusing.encode(text_encoding(FakeTextEncoder()), [shop]))


def running(folder):
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if str(folder).encode() in process.read_bytes():
                found.append(process.parent.name)
    return found


def test_closing_leaves_no_process_no_file_and_no_setting(engine):
    list(engine.encode(text_encoding(FakeTextEncoder()), [[make_item("a")]]))
    scratch = engine._scratch
    assert running(scratch)
    engine.close()
    assert running(scratch) == []
    assert not scratch.exists()
    assert "RAY_AUTH_TOKEN" not in os.environ


def test_an_engine_with_nothing_to_encode_starts_nothing():
    with RayEngine({}, workers=1) as engine:
        assert list(engine.encode(text_encoding(FakeTextEncoder()), [])) == []
        assert engine._scratch is None


def test_no_workers_are_refused():
    with pytest.raises(ValueError, match="at least 1 worker"):
        RayEngine({}, workers=0)


def test_a_cluster_that_is_not_there_is_told_at_once():
    with (
        RayEngine({Leg.TEXT: open_refusing}, address="127.0.0.1:1") as engine,
        pytest.raises(EncodingError, match=r"Ray cannot be reached at 127\.0\.0\.1:1"),
    ):
        list(engine.encode(text_encoding(FakeTextEncoder()), [[make_item("a")]]))
