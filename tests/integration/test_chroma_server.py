"""Chroma as a server of its own, by setting."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from retrieval.chroma import open_chroma
from retrieval.query import Leg
from retrieval.vectors import VectorStoreError

pytestmark = pytest.mark.slow


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(tmp_path):
    port = free_port()
    chroma = str(Path(sys.executable).parent / "chroma")
    where = ["--path", str(tmp_path), "--host", "127.0.0.1", "--port", str(port)]
    command = [chroma, "run", *where]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    yield process, f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


def opened(url, tmp_path, seconds=60):
    until = time.monotonic() + seconds
    while True:
        try:
            return open_chroma(tmp_path, url)
        except VectorStoreError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


def test_vectors_live_in_a_second_process_and_are_found_from_a_third(server, tmp_path):
    process, url = server
    vectors = np.eye(4, dtype=np.float32)
    index = opened(url, tmp_path).open(Leg.TEXT, "b1", "fake", 4)
    index.upsert(["a", "b", "c", "d"], vectors)

    elsewhere = open_chroma(tmp_path, url).find(Leg.TEXT, "b1", "fake", 4)
    assert elsewhere.ids() == {"a", "b", "c", "d"}
    assert elsewhere.nearest(vectors[2], 1) == [("c", pytest.approx(1.0))]
    assert {i for i, _ in elsewhere.nearest(vectors[0], 2, {"b", "d"})} == {"b", "d"}

    index.delete(["a"])
    assert index.ids() == {"b", "c", "d"}
    assert process.poll() is None


def test_a_server_that_went_away_is_a_clear_error(server, tmp_path):
    process, url = server
    store = opened(url, tmp_path)
    process.terminate()
    process.wait(20)
    with pytest.raises(VectorStoreError, match="Chroma"):
        store.open(Leg.TEXT, "b1", "fake", 4)


READER = """
import pathlib, sys
import numpy as np
from retrieval.chroma import open_chroma
from retrieval.query import Leg
home, url = pathlib.Path(sys.argv[1]), sys.argv[2]
index = open_chroma(home, url).find(Leg.TEXT, "b2", "fake", 8)
print(index.nearest(np.eye(8, dtype=np.float32)[5], 1)[0][0], len(index.ids()))
"""


def test_one_writes_and_readers_on_other_machines_keep_copies_of_their_own(server, tmp_path):
    _, url = server
    writer = opened(url, tmp_path / "writer").open(Leg.TEXT, "b2", "fake", 8)

    def read(machine):
        command = [sys.executable, "-c", READER, str(tmp_path / machine), url]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.split(), list((tmp_path / machine / "vectors").glob("*.vectors"))

    writer.upsert([f"i{n}" for n in range(8)], np.eye(8, dtype=np.float32))
    found, copies = read("one")
    assert found == ["i5", "8"]
    assert copies == [], "what is not settled may be half written, so no copy is kept"
    writer.settle()
    found, [copy] = read("one")
    assert found == ["i5", "8"]
    first = copy.read_bytes()
    writer.delete(["i5"])
    writer.upsert(["j"], np.eye(8, dtype=np.float32)[5:6])
    writer.settle()
    assert read("one")[0] == read("two")[0] == ["j", "8"]
    assert copy.read_bytes() != first
