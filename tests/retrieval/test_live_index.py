import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.changes import LiveVector
from retrieval.exact import VectorMatrix
from retrieval.live_index import LiveIndex
from tests.fakes.retrieval import InMemoryIndex

WIDTH = 4
IDS = [f"i{number}" for number in range(12)]


def unit(seed):
    vector = np.random.default_rng(seed).standard_normal(WIDTH)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def base(ids):
    index = InMemoryIndex()
    index.upsert(list(ids), np.array([unit(i) for i in range(len(ids))]).reshape(-1, WIDTH))
    return index


steps = st.lists(
    st.tuples(st.sampled_from(IDS), st.one_of(st.none(), st.integers(100, 200))), max_size=20
)


@given(steps, st.integers(1, 15), st.one_of(st.none(), st.frozensets(st.sampled_from(IDS))))
def test_it_answers_as_one_index_with_all_changes_in_it(changes, k, allowed):
    index = base(IDS[:8])
    live, plain = LiveIndex(index, WIDTH), dict(index._rows)
    for item_id, seed in changes:
        if seed is None:
            live.delete([item_id])
            plain.pop(item_id, None)
        else:
            live.upsert([item_id], unit(seed)[None, :])
            plain[item_id] = unit(seed)
    assert live.ids() == frozenset(plain)
    assert live.vectors(IDS).keys() == plain.keys()
    expected = VectorMatrix(plain, np.array(list(plain.values())).reshape(-1, WIDTH))
    found = live.nearest(unit(999), k, allowed)
    assert [i for i, _ in found] == [i for i, _ in expected.nearest(unit(999), k, allowed)]
    assert np.allclose([c for _, c in found], [plain[i] @ unit(999) for i, _ in found], atol=1e-5)


def test_a_vector_of_another_encoder_hides_the_old_one_and_is_not_searched():
    live = LiveIndex(base(IDS[:3]), WIDTH)
    live.follow(
        {
            "i0": LiveVector("mine", unit(7)),
            "i1": LiveVector("another", unit(8)),
            "i2": LiveVector("mine", None),
            "i3": LiveVector("mine", np.ones(9, dtype=np.float32)),
        },
        "mine",
    )
    assert live.ids() == {"i0"}
    assert [i for i, _ in live.nearest(unit(8), 5)] == ["i0"]


def test_the_base_stays_as_it_was():
    index = base(IDS[:3])
    live = LiveIndex(index, WIDTH)
    live.delete(["i0"])
    live.upsert(["new"], unit(5)[None, :])
    assert index.ids() == {"i0", "i1", "i2"}
