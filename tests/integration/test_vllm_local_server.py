import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.models import vllm_guard, vllm_server
from assistant.models.chat_model import ChatModelUnavailableError, Readiness
from assistant.models.switching import StartCancelledError, Starting, SwitchingChatModel
from assistant.models.vllm_server import running_vllm, start_vllm
from assistant.settings import Settings

# They start processes and wait for them.
pytestmark = pytest.mark.slow

# Stands for `python -m vllm...`: answers /health after a while, or dies, as the test says.
FAKE_VLLM = """
import http.server, os, subprocess, sys, time
words = sys.argv
if os.environ.get("FAKE_VLLM") == "dies":
    sys.exit("ValueError: the weights are of an unknown kind")
worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
with open(os.environ["FAKE_VLLM_PIDS"], "w") as pids:
    pids.write(f"{os.getpid()} {worker.pid}")
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(503 if os.environ.get("FAKE_VLLM") == "hangs" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()
    do_POST = do_GET
    def log_message(self, *_): pass
print("arguments:", *words[1:], flush=True)
print("bound to", os.environ.get("VLLM_CPU_OMP_THREADS_BIND"), flush=True)
address = ("127.0.0.1", int(words[words.index("--port") + 1]))
http.server.HTTPServer(address, Handler).serve_forever()
"""


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def pids(tmp_path):
    return tmp_path / "pids"


@pytest.fixture
def settings(tmp_path, port, pids, monkeypatch):
    monkeypatch.setenv("FAKE_VLLM_PIDS", str(pids))
    program = tmp_path / "fake_vllm.py"
    program.write_text(FAKE_VLLM)
    python = tmp_path / "environment" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} {program} "$@"\n')
    python.chmod(0o755)
    weights = tmp_path / "weights"
    weights.mkdir()
    (weights / "config.json").write_text("{}")
    return Settings(
        _env_file=None,
        home=tmp_path / "home",
        llm_model=str(weights),
        vllm_environment=tmp_path / "environment",
        vllm_port=port,
    )


def runs(pid):
    try:
        # Without an init process to reap it, an ended orphan lingers as a zombie.
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pids, seconds=10.0):
    deadline = time.monotonic() + seconds
    while any(map(runs, map(int, pids.read_text().split()))):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_it_runs_for_as_long_as_the_context_and_takes_its_workers_along(settings, pids):
    with running_vllm(settings) as server:
        assert server.base_url == f"http://127.0.0.1:{settings.vllm_port}/v1"
        assert server.name == "weights"
        assert all(map(runs, map(int, pids.read_text().split())))
    assert gone(pids)
    log = (settings.home / "logs" / "vllm.log").read_text()
    assert "--host 127.0.0.1" in log
    assert "--max-model-len 2048" in log


def test_one_core_is_left_to_the_shop(settings):
    with running_vllm(settings):
        pass
    log = (settings.home / "logs" / "vllm.log").read_text()
    cores = sorted(os.sched_getaffinity(0))
    assert f"bound to {','.join(map(str, cores[1:] or cores))}\n" in log


def test_a_server_that_dies_is_told_with_its_reason(settings, monkeypatch):
    monkeypatch.setenv("FAKE_VLLM", "dies")
    with (
        pytest.raises(ChatModelUnavailableError, match="weights are of an unknown kind") as caught,
        running_vllm(settings),
    ):
        pass
    assert "vllm.log" in str(caught.value)


def test_a_server_that_never_gets_healthy_is_given_up_and_ended(settings, pids, monkeypatch):
    monkeypatch.setenv("FAKE_VLLM", "hangs")
    server = vllm_server.VllmServer(
        settings.vllm_environment / "bin" / "python",
        Path(settings.llm_model),
        settings.vllm_port,
        settings.home / "vllm.log",
    )
    with pytest.raises(ChatModelUnavailableError, match="not healthy after"):
        server.wait_until_healthy(Starting(), seconds=2)
    assert gone(pids)


def test_a_start_that_is_cancelled_ends_the_server(settings, pids, monkeypatch):
    monkeypatch.setenv("FAKE_VLLM", "hangs")

    class Impatient(Starting):
        def pause(self, seconds):
            if pids.exists() and pids.read_text():
                self.cancel()
            super().pause(seconds)

    with pytest.raises(StartCancelledError), running_vllm(settings, Impatient()):
        pass
    assert gone(pids)


def test_a_taken_port_is_told_with_the_remedy(settings, pids):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", settings.vllm_port))
        holder.listen()
        with (
            pytest.raises(ChatModelUnavailableError, match=r"taken.*AISLE_VLLM_PORT"),
            running_vllm(settings),
        ):
            pass
    assert not pids.exists()


def test_a_missing_environment_is_told_with_the_remedy(settings, tmp_path):
    missing = settings.model_copy(update={"vllm_environment": tmp_path / "nowhere"})
    with pytest.raises(ChatModelUnavailableError, match="make vllm"), running_vllm(missing):
        pass


def test_a_gguf_that_cannot_be_converted_is_told_and_leaves_no_half_folder(settings, tmp_path):
    gguf = tmp_path / "mine.gguf"
    gguf.write_bytes(b"GGUF but no more")
    (settings.vllm_environment / "bin" / "python").write_text("#!/bin/sh\necho no way; exit 3\n")
    own = settings.model_copy(update={"llm_model": str(gguf)})
    with (
        pytest.raises(ChatModelUnavailableError, match=r"could not be converted.*no way"),
        running_vllm(own),
    ):
        pass
    assert not [path for path in (own.home / "models").rglob("*") if path.is_file()]


def test_the_server_goes_when_the_app_is_killed(settings, pids):
    app = f"""
import os, subprocess, sys, time
guard = subprocess.Popen(
    [sys.executable, "-I", {vllm_guard.__file__!r}, {sys.executable!r},
     {str(settings.vllm_environment.parent / "fake_vllm.py")!r}, "--port", "{settings.vllm_port}"],
    stdin=subprocess.PIPE, start_new_session=True)
time.sleep(60)
"""
    app = subprocess.Popen([sys.executable, "-c", app], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 10
    while not (pids.exists() and pids.read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    app.send_signal(signal.SIGKILL)
    app.wait()
    assert gone(pids)


def test_behind_the_switch_it_gets_ready_and_is_stopped_with_it(settings, pids):
    model = SwitchingChatModel("vllm", start_vllm(settings, {"Be brief.": 1}))
    assert model.status().readiness is Readiness.WARMING
    assert model.wait_until_settled(20).readiness is Readiness.READY
    model.close()
    assert gone(pids)


@pytest.mark.parametrize(
    ("flags", "has"), [("fpu avx2 amx_bf16 amx_tile", True), ("fpu avx2 avx512f", False)]
)
def test_bf16_is_used_where_the_processor_has_it(tmp_path, flags, has):
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor : 0\nflags : {flags}\n")
    assert vllm_server._has_bf16(cpuinfo) is has
