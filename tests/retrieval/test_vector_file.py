import os

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.vector_file import read_vectors, write_vectors

IDS = ["a", "b\n", "红", "\udc80"]


def unit(rows, dimensions=8, seed=0):
    vectors = np.random.default_rng(seed).standard_normal((rows, dimensions)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "vectors" / "text.vectors"


def write(file, stamp="s1", ids=IDS, vectors=None):
    vectors = unit(len(ids)) if vectors is None else vectors
    write_vectors(file, stamp, ids, [vectors[:1], vectors[1:]], 8)


def test_what_is_written_is_read(file):
    write(file)
    stored = read_vectors(file, "s1", 8)
    assert stored.ids == IDS
    assert np.array_equal(stored.vectors, unit(4))
    assert stored.vectors.base is not None, "it is mapped and not copied"
    with pytest.raises(ValueError, match="read-only"):
        stored.vectors[0, 0] = 1


def test_no_vectors_at_all_are_written_too(file):
    write(file, ids=[])
    assert read_vectors(file, "s1", 8).vectors.shape == (0, 8)


def test_a_file_that_is_missing_is_none(file):
    assert read_vectors(file, "s1", 8) is None


@pytest.mark.parametrize(("stamp", "dimensions"), [("s2", 8), ("", 8), ("s1", 9)])
def test_another_state_is_not_read_and_the_file_goes(file, stamp, dimensions, caplog):
    write(file)
    assert read_vectors(file, stamp, dimensions) is None
    assert not file.exists()
    assert "another state" in caplog.text


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_changed_byte_goes_unnoticed(file, data):
    write(file)
    content = bytearray(file.read_bytes())
    # All of it counts but the padding behind header and ids, which is never read.
    at = data.draw(st.integers(0, 99) | st.integers(4096, 4110) | st.integers(8192, 8319))
    content[at] ^= data.draw(st.integers(1, 255))
    file.write_bytes(content)
    assert read_vectors(file, "s1", 8) is None


@pytest.mark.parametrize("length", [0, 7, 100, 4096, 8192, 8319])
def test_a_file_cut_short_is_not_read(file, length):
    write(file)
    file.write_bytes(file.read_bytes()[:length])
    assert read_vectors(file, "s1", 8) is None


def test_a_file_with_something_behind_it_is_not_read(file):
    write(file)
    with file.open("ab") as end:
        end.write(b"more")
    assert read_vectors(file, "s1", 8) is None


def test_who_has_the_old_file_mapped_keeps_it(file):
    write(file)
    old = read_vectors(file, "s1", 8)
    write(file, "s2", vectors=unit(4, seed=1))
    assert np.array_equal(old.vectors, unit(4))
    assert np.array_equal(read_vectors(file, "s2", 8).vectors, unit(4, seed=1))


def test_what_fails_halfway_leaves_the_old_file_and_no_litter(file):
    write(file)

    def pages():
        yield unit(1)
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        write_vectors(file, "s2", IDS, pages(), 8)
    with pytest.raises(ValueError, match="4 ids came with 1 vectors"):
        write_vectors(file, "s2", IDS, [unit(1)], 8)
    assert list(file.parent.iterdir()) == [file]
    assert read_vectors(file, "s1", 8).ids == IDS


def test_what_a_killed_writer_left_is_swept_and_one_at_work_is_not(file):
    write(file)
    killed, at_work = (file.with_name(f"{file.name}.{n}.unfinished") for n in "01")
    for left in (killed, at_work):
        left.write_bytes(b"half")
    os.utime(killed, (0, 0))
    write(file)
    assert sorted(file.parent.iterdir()) == [file, at_work]
    assert file.stat().st_mode == at_work.stat().st_mode, "others may read it as any file"
