import os
import signal
import time

import pytest

from assistant.models.chat_model import (
    ChatModelError,
    ChatModelTimeoutError,
    ChatModelUnavailableError,
    ChatRequest,
    Readiness,
)
from assistant.models.circuit import Circuit
from assistant.models.embedded import EmbeddedChatModel, open_embedded, start_embedded
from assistant.models.embedded_process import EmbeddedProcess
from assistant.models.switching import StartCancelledError, Starting, SwitchingChatModel
from assistant.settings import Settings
from tests.fakes.openai_server import dawdles, openai_server, refuses, says

SCHEMA = {"type": "object"}


def request(content="hello", *, timeout=5.0, schema=None):
    return ChatRequest("Be brief.", content, 12, timeout, schema)


class FakeProcess:
    """Stands for the child process; the protocol is spoken by a real server."""

    key = "sesame"

    def __init__(self):
        self.alive = True

    def is_alive(self):
        return self.alive

    def stop(self):
        self.alive = False


@pytest.fixture
def process():
    return FakeProcess()


def test_it_asks_with_the_key_and_the_prefix_first(process):
    with openai_server(says(" Blue. ")) as server:
        model = EmbeddedChatModel("tiny", process, server.root)
        assert model.complete(request("a jacket", schema=SCHEMA)) == "Blue."
    (body,) = server.asked
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert body["temperature"] == 0
    assert body["max_tokens"] == 12
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert server.keys == ["Bearer sesame"]


def test_every_slot_is_warmed_with_the_prefix_it_will_want(process):
    with openai_server(says("x")) as server:
        model = EmbeddedChatModel("tiny", process, server.root)
        model.warm({"understand": 1, "explain": 3}, Starting())
    warmed = {body["id_slot"]: body["messages"][0]["content"] for body in server.asked}
    assert warmed == {0: "understand", 1: "explain", 2: "explain", 3: "explain"}
    assert {body["max_tokens"] for body in server.asked} == {1}


def test_a_prefix_that_does_not_warm_is_no_reason_to_fail(process):
    with openai_server(refuses(400)) as server:
        model = EmbeddedChatModel("tiny", process, server.root)
        model.warm({"understand": 1}, Starting())
        assert model.status().readiness is Readiness.READY


@pytest.mark.slow
def test_a_warm_up_that_is_cancelled_ends_the_process(process):
    starting = Starting()
    starting.cancel()
    with openai_server(dawdles(0.5, says("x"))) as server:
        model = EmbeddedChatModel("tiny", process, server.root)
        with pytest.raises(StartCancelledError):
            model.warm({"understand": 1}, starting)
    assert not process.alive


@pytest.mark.parametrize(
    ("behaviour", "kind", "words"),
    [
        (refuses(400, "exceeds the available context"), ChatModelError, "exceeds"),
        (lambda _: (200, {"choices": []}), ChatModelError, "protocol"),
        (lambda _: (200, None), ChatModelError, "protocol"),
        (says(""), ChatModelError, "empty"),
        (says('{"a', finish="length"), ChatModelError, "cut off"),
        (dawdles(1.0, says("late")), ChatModelTimeoutError, "0.2 s"),
    ],
)
def test_what_goes_wrong_is_told_by_kind(process, behaviour, kind, words):
    with openai_server(behaviour) as server:
        model = EmbeddedChatModel("tiny", process, server.root)
        with pytest.raises(ChatModelError, match=words) as caught:
            model.complete(request(timeout=0.2, schema=SCHEMA))
    assert type(caught.value) is kind


def test_a_dead_process_is_told_without_asking(process):
    with openai_server(says("x")) as server:
        model = EmbeddedChatModel("tiny", process, server.root)
        process.alive = False
        assert model.status().readiness is Readiness.UNAVAILABLE
        with pytest.raises(ChatModelUnavailableError, match="died"):
            model.complete(request())
        assert not model.is_alive()
    assert server.asked == []


@pytest.mark.slow
def test_a_model_too_slow_for_its_turns_rests_but_lives(process):
    with openai_server(dawdles(0.3, says("late"))) as server:
        model = EmbeddedChatModel("tiny", process, server.root, Circuit(failures=1, rest=30))
        with pytest.raises(ChatModelTimeoutError):
            model.complete(request(timeout=0.1))
        assert model.status().readiness is Readiness.UNAVAILABLE
        assert "too slow" in model.status().detail
        assert model.is_alive()


def test_once_closed_it_is_unavailable(process):
    with openai_server(says("x")) as server:
        model = EmbeddedChatModel("tiny", process, server.root)
        model.close()
        assert not process.alive
        with pytest.raises(ChatModelUnavailableError, match="closed"):
            model.complete(request())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"this is no model at all", "invalid magic"),
        (b"GGUF\x03\x00\x00\x00" + b"\xff" * 64, "number of"),
        (None, "No such file"),
    ],
)
def test_a_damaged_file_is_told_with_its_reason(tmp_path, content, reason):
    gguf = tmp_path / "broken.gguf"
    if content is not None:
        gguf.write_bytes(content)
    with pytest.raises(ChatModelUnavailableError, match=reason) as caught:
        open_embedded(gguf, {"p": 1}, log_path=tmp_path / "embedded.log")
    assert str(gguf) in str(caught.value)
    assert "aisle model fetch" in str(caught.value)


def test_a_file_that_is_no_model_is_told_on_the_status(tmp_path):
    gguf = tmp_path / "notes.gguf"
    gguf.write_text("notes")
    settings = Settings(_env_file=None, home=tmp_path, llm_model=str(gguf))
    model = SwitchingChatModel("embedded", start_embedded(settings, {"p": 1}))
    status = model.wait_until_settled(10)
    model.close()
    assert status.readiness is Readiness.UNAVAILABLE
    assert "not a GGUF file" in status.detail


def hanging_process(tmp_path):
    """Give a child that loads for ever: its model is a pipe that nobody fills."""
    pipe = tmp_path / "endless.gguf"
    os.mkfifo(pipe)
    return EmbeddedProcess(
        pipe, slots=1, slot_tokens=64, threads=1, log_path=tmp_path / "embedded.log"
    )


@pytest.mark.slow
def test_a_load_that_hangs_is_given_up_and_the_process_ended(tmp_path):
    process = hanging_process(tmp_path)
    with pytest.raises(ChatModelUnavailableError, match="was not loaded in"):
        process.wait_until_loaded(Starting(), seconds=0.5)
    assert not process.is_alive()


def test_a_load_that_is_cancelled_ends_the_process(tmp_path):
    process = hanging_process(tmp_path)
    starting = Starting()
    starting.cancel()
    began = time.monotonic()
    with pytest.raises(StartCancelledError):
        process.wait_until_loaded(starting)
    assert time.monotonic() - began < 3
    assert not process.is_alive()


def test_a_process_killed_while_it_loads_is_told(tmp_path):
    process = hanging_process(tmp_path)
    os.kill(process._process.pid, signal.SIGKILL)
    with pytest.raises(ChatModelUnavailableError, match="cannot be loaded"):
        process.wait_until_loaded(Starting())
