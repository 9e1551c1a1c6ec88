import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.allow_list import AllowList, Numbering, RowNumbers
from retrieval.exact import VectorMatrix

IDS = st.lists(st.text("abc", min_size=1), unique=True, max_size=30)


def numbered(ids):
    numbering = Numbering("b1")
    numbering.extend(enumerate(ids), len(ids))
    return numbering


def allowing(numbering, ids):
    mask = np.zeros(len(numbering) + 1, dtype=np.bool_)
    mask[numbering.numbers(list(ids))] = True
    mask[-1] = False
    return AllowList(numbering, mask)


@given(ids=IDS, data=st.data())
def test_an_allow_list_is_the_set_of_its_ids(ids, data):
    allowed = data.draw(st.frozensets(st.sampled_from(ids))) if ids else frozenset()
    less = data.draw(st.frozensets(st.sampled_from([*ids, "unknown"])))
    found = allowing(numbered(ids), allowed)
    assert found == allowed
    assert allowed == found
    assert list(found) == [i for i in ids if i in allowed]
    assert len(found) == len(allowed)
    assert found - less == allowed - less
    assert isinstance(found - less, AllowList)
    assert found & less == allowed & less
    assert all((i in found) == (i in allowed) for i in [*ids, "unknown"])
    assert 3 not in found


@given(ids=IDS, rows=IDS, data=st.data())
def test_rows_are_allowed_as_their_items_are(ids, rows, data):
    allowed = data.draw(st.frozensets(st.sampled_from(ids))) if ids else frozenset()
    mask = RowNumbers(rows).allowed(allowing(numbered(ids), allowed))
    assert mask.tolist() == [i in allowed for i in rows]


def test_numbers_given_later_are_learnt_and_older_lists_do_not_hold_them():
    numbering = numbered(["a", "b"])
    rows = RowNumbers(["a", "b", "c"])
    old = allowing(numbering, ["b"])
    assert rows.allowed(old).tolist() == [False, True, False]
    numbering.extend([(2, "c")], 3)
    assert rows.allowed(old).tolist() == [False, True, False]
    assert rows.allowed(allowing(numbering, ["a", "c"])).tolist() == [True, False, True]
    assert "c" not in old


def test_an_item_that_came_back_is_known_by_its_new_number():
    numbering = numbered(["a", "b"])
    numbering.extend([(2, "a")], 3)
    assert numbering.number("a") == 2
    assert list(allowing(numbering, ["a"])) == ["a"]


def test_a_list_is_not_changed_by_what_is_taken_away():
    found = allowing(numbered(["a", "b"]), ["a", "b"])
    assert found - {"a"} == {"b"}
    assert found == {"a", "b"}
    assert found - {"z"} is found
    with pytest.raises(ValueError, match="read-only"):
        found.mask[0] = False


@given(ids=st.lists(st.text("abc", min_size=1), unique=True, min_size=1), data=st.data())
def test_a_matrix_finds_the_same_by_ids_and_by_bits(ids, data):
    allowed = data.draw(st.frozensets(st.sampled_from(ids)))
    vectors = np.random.default_rng(1).standard_normal((len(ids), 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    matrix, query = VectorMatrix(ids, vectors), vectors[0]
    by_bits = matrix.nearest(query, 5, allowing(numbered(ids), allowed))
    assert by_bits == matrix.nearest(query, 5, allowed)
