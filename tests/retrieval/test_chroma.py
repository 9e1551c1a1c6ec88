"""A real embedded Chroma in a temporary folder; no server, no model."""

import subprocess
import sys

import numpy as np
import pytest
from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2

from retrieval.chroma import ChromaStore, collection_name, open_chroma
from retrieval.planner import Costs
from retrieval.query import Leg
from retrieval.vectors import VectorStoreError
from tests.fakes.retrieval import InMemoryIndex

DIMENSIONS = 16


def unit(rows, seed=0):
    vectors = np.random.default_rng(seed).standard_normal((rows, DIMENSIONS)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def numbered(count):
    return [f"item-{n:04d}" for n in range(count)]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def store(home):
    return open_chroma(home)


@pytest.fixture
def index(store, request):
    return store.open(Leg.TEXT, request.node.name, "fake", DIMENSIONS)


@pytest.fixture(scope="module", params=["exact", "approximate"])
def stocked(store, request):
    """500 items, searched by scanning or through Chroma's own index."""
    costs = Costs(scanned=1, gathered=1, asked=1e12 if request.param == "exact" else 0, fetched=0)
    chosen = ChromaStore(store._client, costs=costs)
    index = chosen.open(Leg.TEXT, f"stocked-{request.param}", "fake", DIMENSIONS)
    index.upsert(numbered(500), unit(500))
    reference = InMemoryIndex()
    reference.upsert(numbered(500), unit(500))
    return index, reference


@pytest.mark.parametrize("share", [None, 1, 3, 50, 499])
@pytest.mark.parametrize("k", [1, 10, 600])
def test_finds_what_an_exact_search_finds(stocked, k, share):
    index, reference = stocked
    allowed = None if share is None else numbered(500)[::share]
    for query in unit(10, seed=1):
        found, expected = index.nearest(query, k, allowed), reference.nearest(query, k, allowed)
        assert [i for i, _ in found] == [i for i, _ in expected]
        assert [c for _, c in found] == pytest.approx([c for _, c in expected], abs=1e-5)


def test_allowed_items_that_lie_far_away_are_found_all_the_same(stocked):
    index, reference = stocked
    query = unit(1, seed=2)[0]
    farthest = [item_id for item_id, _ in reference.nearest(query, 500)][-200:]
    found = index.nearest(query, 150, farthest)
    assert [item_id for item_id, _ in found] == farthest[:150]


def test_unknown_and_repeated_allowed_ids_are_ignored(stocked):
    index, _ = stocked
    found = index.nearest(unit(1)[0], 5, ["nobody", "item-0003", "item-0003"])
    assert [item_id for item_id, _ in found] == ["item-0003"]
    assert index.nearest(unit(1)[0], 5, []) == []


def test_what_is_changed_is_found_at_once(index):
    index.upsert(["a", "b"], unit(2))
    a, b = unit(2)
    assert index.nearest(a, 1)[0] == ("a", pytest.approx(1, abs=1e-5))
    index.upsert(["a"], b[None, :])
    assert index.nearest(b, 2) == [("a", 1.0), ("b", 1.0)]
    index.delete(["b", "nobody"])
    assert index.nearest(b, 2) == [("a", 1.0)]
    assert index.ids() == {"a"}
    assert np.allclose(index.vectors(["a", "b"])["a"], b)


def test_an_empty_index_finds_nothing(index):
    assert index.nearest(unit(1)[0], 3) == []
    assert index.ids() == frozenset()
    index.upsert([], np.empty((0, DIMENSIONS), dtype=np.float32))
    index.delete([])


@pytest.mark.slow
def test_more_than_one_page_and_one_batch(index):
    index._batch = 700
    index.upsert(numbered(4500), unit(4500))
    assert len(index.ids()) == 4500
    assert index.nearest(unit(4500)[4321], 1)[0][0] == "item-4321"


@pytest.mark.parametrize(
    ("ids", "vectors"),
    [
        (["a"], unit(2)),
        (["a"], unit(1)[:, :5]),
        (["a", "a"], unit(2)),
        (["a"], unit(1) * np.nan),
    ],
)
def test_vectors_that_cannot_be_right_are_refused(index, ids, vectors):
    with pytest.raises(ValueError, match=r"need vectors of shape|finite"):
        index.upsert(ids, vectors)
    assert index.ids() == frozenset()


def test_a_query_of_another_length_is_refused(index):
    with pytest.raises(ValueError, match=r"shape \(16,\)"):
        index.nearest(np.ones(3, dtype=np.float32), 1)


def test_another_encoders_vectors_are_never_mixed_in(store):
    store.open(Leg.TEXT, "b1", "fake", DIMENSIONS).upsert(["a"], unit(1))
    assert store.find(Leg.TEXT, "b1", "other", DIMENSIONS) is None
    for opening in (store.find, store.open):
        with pytest.raises(VectorStoreError, match="aisle index"):
            opening(Leg.TEXT, "b1", "fake", DIMENSIONS + 1)
    assert store.find(Leg.TEXT, "b1", "fake", DIMENSIONS).ids() == {"a"}


def test_old_builds_can_be_listed_and_dropped(store):
    for leg in (Leg.TEXT, Leg.IMAGE):
        store.open(leg, "old", "fake", DIMENSIONS)
        store.open(leg, "new", "fake", DIMENSIONS)
    assert {"old", "new"} <= store.builds()
    store.drop(["old", "never was"])
    assert "old" not in store.builds()
    assert store.find(Leg.TEXT, "old", "fake", DIMENSIONS) is None
    assert store.find(Leg.IMAGE, "new", "fake", DIMENSIONS) is not None


def test_an_index_dropped_under_a_running_search_is_an_error_of_ours(store):
    index = store.open(Leg.TEXT, "going", "fake", DIMENSIONS)
    store.drop(["going"])
    with pytest.raises(VectorStoreError, match="Chroma failed"):
        index.nearest(unit(1)[0], 1)


@pytest.mark.slow
@pytest.mark.slow
def test_vectors_outlive_the_process(home, store):
    store.open(Leg.TEXT, "kept", "fake", DIMENSIONS).upsert(numbered(20), unit(20))
    script = (
        "import pathlib, sys\n"
        "from retrieval.chroma import open_chroma\n"
        "from retrieval.query import Leg\n"
        "index = open_chroma(pathlib.Path(sys.argv[1])).find(Leg.TEXT, 'kept', 'fake', 16)\n"
        "print(len(index.ids()), len(index.vectors(['item-0007'])))\n"
    )
    command = [sys.executable, "-c", script, str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["20", "1"]


def test_the_default_embedding_function_is_never_asked(store, monkeypatch):
    def downloads(*_args, **_kwargs):
        raise AssertionError("the default embedding function was called")

    monkeypatch.setattr(ONNXMiniLM_L6_V2, "__call__", downloads)
    monkeypatch.setattr(ONNXMiniLM_L6_V2, "_download_model_if_not_exists", downloads)
    store.open(Leg.TEXT, "no-default", "fake", DIMENSIONS)
    index = store.find(Leg.TEXT, "no-default", "fake", DIMENSIONS)
    index.upsert(["a"], unit(1))
    index.nearest(unit(1)[0], 1)
    assert index._collection._embedding_function is None


def test_names_keep_apart_what_chroma_cannot_spell():
    names = {
        collection_name(Leg.TEXT, "b1", encoder)
        for encoder in ("a/b", "a-b", "a b", "a_b", "模型", "型模", "")
    }
    assert len(names) == 7
    assert collection_name(Leg.IMAGE, "b1", "efficientnet-lite0") == "image.b1.efficientnet-lite0"


@pytest.mark.parametrize("encoder", ["sentence-transformers/x", "模型", "_x_", "x" * 120])
def test_any_encoders_name_makes_a_collection(store, encoder):
    store.open(Leg.TEXT, "spelling", encoder, DIMENSIONS)
    assert store.find(Leg.TEXT, "spelling", encoder, DIMENSIONS) is not None


def test_a_server_that_is_not_there_is_named(tmp_path):
    with pytest.raises(VectorStoreError, match=r"http://127\.0\.0\.1:9"):
        open_chroma(tmp_path, "http://127.0.0.1:9")


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://x", "http://", ""])
def test_an_address_that_is_none_is_refused(tmp_path, url):
    with pytest.raises(VectorStoreError, match="http://host:8000"):
        open_chroma(tmp_path, url)


def test_a_folder_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "chroma").write_text("a file")
    with pytest.raises(VectorStoreError, match="chroma"):
        open_chroma(tmp_path)


@pytest.fixture
def filed(store, request, tmp_path):
    """Opens an index whose vectors are copied to a file, as if by another process."""
    chosen = ChromaStore(store._client, files=tmp_path)
    file = tmp_path / f"{collection_name(Leg.TEXT, request.node.name, 'fake')}.vectors"
    return lambda: chosen.open(Leg.TEXT, request.node.name, "fake", DIMENSIONS), file


def test_a_settled_index_is_served_from_its_file(filed):
    opened, file = filed
    index = opened()
    index.upsert(["b", "a"], unit(2))
    assert not file.exists()
    index.settle()
    before = file.stat().st_mtime_ns
    for served in (index, opened()):
        assert served.nearest(unit(2)[1], 1) == [("a", 1.0)]
        assert not served.vectors(["a"])["a"].base
    assert file.stat().st_mtime_ns == before, "a file that is good is not written again"


def test_a_file_is_not_trusted_once_its_index_changes(filed):
    opened, file = filed
    index = opened()
    index.upsert(["a", "b"], unit(2))
    index.settle()
    index.delete(["b"])
    assert opened().nearest(unit(2)[1], 2)[0][0] == "a", "while it changes, Chroma itself is read"
    index.upsert(["c"], unit(2)[1:])
    index.settle()
    assert {i for i, _ in opened().nearest(unit(2)[1], 5)} == {"a", "c"}
    assert file.exists()


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_file_that_is_damaged_or_gone_is_made_anew(filed, damage):
    opened, file = filed
    index = opened()
    index.upsert(numbered(50), unit(50))
    index.settle()
    good = file.read_bytes()
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage + good[len(damage) : -3])
    assert opened().nearest(unit(50)[7], 1)[0][0] == "item-0007"
    assert len(file.read_bytes()) == len(good)


def test_a_writer_that_died_leaves_no_copy_that_is_taken_for_whole(filed):
    opened, file = filed
    dying = opened()
    dying.upsert(["a"], unit(1))
    assert opened().nearest(unit(1)[0], 1) == [("a", 1.0)]
    assert not file.exists()
    resuming = opened()
    resuming.settle()
    assert file.exists()


def test_the_files_of_dropped_builds_go(store, tmp_path):
    chosen = ChromaStore(store._client, files=tmp_path)
    index = chosen.open(Leg.TEXT, "dropped", "fake", DIMENSIONS)
    index.upsert(["a"], unit(1))
    index.settle()
    assert list(tmp_path.iterdir())
    chosen.drop(["dropped"])
    assert not list(tmp_path.iterdir())
