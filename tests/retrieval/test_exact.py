import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.exact import VectorMatrix
from tests.fakes.retrieval import InMemoryIndex


def unit(rows, dimensions, seed):
    vectors = np.random.default_rng(seed).standard_normal((rows, dimensions)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@given(
    ids=st.lists(st.text("abc", min_size=1), unique=True, min_size=1, max_size=40),
    k=st.integers(1, 50),
    seed=st.integers(0, 99),
    data=st.data(),
)
def test_agrees_with_sorting_everything(ids, k, seed, data):
    allowed = data.draw(st.none() | st.frozensets(st.sampled_from([*ids, "unknown"])))
    vectors, query = unit(len(ids), 8, seed), unit(1, 8, seed + 1)[0]
    reference = InMemoryIndex()
    reference.upsert(ids, vectors)
    expected = reference.nearest(query, k, allowed)
    found = VectorMatrix(ids, vectors).nearest(query, k, allowed)
    assert [i for i, _ in found] == [i for i, _ in expected]
    assert [c for _, c in found] == pytest.approx([c for _, c in expected], abs=1e-5)


@given(ids=st.lists(st.text("abc", min_size=1), unique=True, min_size=1), k=st.integers(1, 9))
def test_equal_vectors_tie_by_id(ids, k):
    vectors = np.repeat(unit(1, 384, 5), len(ids), axis=0)
    found = VectorMatrix(ids, vectors).nearest(unit(1, 384, 6)[0], k)
    assert [i for i, _ in found] == sorted(ids)[:k]


def test_a_small_allow_list_gives_the_cosines_of_a_full_scan():
    ids = [f"i{n:03d}" for n in range(300)]
    matrix, query = VectorMatrix(ids, unit(300, 384, 1)), unit(1, 384, 2)[0]
    everything = dict(matrix.nearest(query, 300))
    for allowed in (ids[:5], ids[::2], ids):
        assert dict(matrix.nearest(query, 300, allowed)) == {i: everything[i] for i in allowed}


def test_cosines_never_leave_their_range():
    vectors = unit(50, 384, 3)
    for vector in vectors:
        assert VectorMatrix([str(n) for n in range(50)], vectors).nearest(vector, 1)[0][1] <= 1


def test_no_vectors_find_nothing():
    matrix = VectorMatrix([], np.empty((0, 4), dtype=np.float32))
    assert matrix.nearest(unit(1, 4, 0)[0], 3) == []
    assert matrix.nearest(unit(1, 4, 0)[0], 3, {"a"}) == []
    assert matrix.vectors(["a"]) == {}


def test_vectors_given_out_are_copies():
    matrix = VectorMatrix(["a"], unit(1, 4, 0))
    matrix.vectors(["a"])["a"][:] = 0
    assert np.linalg.norm(matrix.vectors(["a"])["a"]) == pytest.approx(1)
