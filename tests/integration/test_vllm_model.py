import socket
import time

import pytest
from pydantic import SecretStr

from assistant.models.chat_model import (
    ChatModelError,
    ChatModelTimeoutError,
    ChatModelUnavailableError,
    ChatRequest,
    Readiness,
)
from assistant.models.circuit import Circuit
from assistant.models.switching import SwitchingChatModel
from assistant.models.vllm import VllmChatModel, start_url
from assistant.settings import Settings
from tests.fakes.openai_server import dawdles, openai_server, refuses, says

SCHEMA = {"type": "object", "properties": {"colour": {"type": "string"}}, "required": ["colour"]}


def request(content="hello", *, timeout=5.0, schema=None):
    return ChatRequest("Be brief.", content, 12, timeout, schema)


@pytest.fixture
def ask():
    """Make clients, and close them."""
    made = []

    def make(url, **options):
        made.append(VllmChatModel(url, "fake", **options))
        return made[-1]

    yield make
    for model in made:
        model.close()


def test_the_question_is_sent_as_the_protocol_wants_it(ask):
    with openai_server(says(" Blue. \n")) as server:
        model = ask(server.url, key=SecretStr("sesame"))
        assert model.complete(request("a jacket", schema=SCHEMA)) == "Blue."
    (body,) = server.asked
    assert body["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "a jacket"},
    ]
    assert body["model"] == "fake"
    assert body["temperature"] == 0
    assert body.get("max_tokens", body.get("max_completion_tokens")) == 12
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert server.keys == ["Bearer sesame"]


def test_free_text_is_asked_for_without_a_format(ask):
    with openai_server(says("Blue.")) as server:
        ask(server.url).complete(request())
    assert not server.asked[0].get("response_format")


def test_several_are_asked_at_once_and_answered_in_order(ask):
    def echo(body):
        time.sleep(0.2)
        return says(body["messages"][1]["content"].upper())(body)

    with openai_server(echo) as server:
        answers = ask(server.url).complete_each([request(c) for c in "abcdef"])
    assert answers == list("ABCDEF")
    assert server.at_once == 6


def test_one_bad_answer_leaves_the_others(ask):
    def picky(body):
        return (refuses(400) if body["messages"][1]["content"] == "b" else says("ok"))(body)

    with openai_server(picky) as server:
        first, second, third = ask(server.url).complete_each([request(c) for c in "abc"])
    assert (first, third) == ("ok", "ok")
    assert isinstance(second, ChatModelError)


@pytest.mark.parametrize(
    ("behaviour", "kind", "words"),
    [
        (refuses(400, "too long"), ChatModelError, "too long"),
        (refuses(401), ChatModelUnavailableError, "AISLE_LLM_KEY"),
        (refuses(404, "no such model"), ChatModelError, "no such model"),
        (refuses(429), ChatModelUnavailableError, "overloaded"),
        (refuses(500), ChatModelUnavailableError, "overloaded or broken"),
        (dawdles(1.0, says("late")), ChatModelTimeoutError, "0.2 s"),
    ],
)
def test_what_goes_wrong_is_told_by_kind(ask, behaviour, kind, words):
    with openai_server(behaviour) as server, pytest.raises(ChatModelError, match=words) as caught:
        ask(server.url).complete(request(timeout=0.2))
    assert type(caught.value) is kind


def test_json_that_was_cut_off_is_an_error_and_prose_is_not(ask):
    with openai_server(says('{"colour": "bl', finish="length")) as server:
        model = ask(server.url)
        with pytest.raises(ChatModelError, match="cut off"):
            model.complete(request(schema=SCHEMA))
        assert model.complete(request()) == '{"colour": "bl'


@pytest.mark.parametrize(
    "answer", [{}, {"choices": []}, {"choices": [{}]}, [], "words", None, {"choices": None}]
)
@pytest.mark.parametrize("schema", [None, SCHEMA])
def test_an_answer_that_is_not_of_the_protocol_is_an_error_of_ours(ask, answer, schema):
    with (
        openai_server(lambda _: (200, answer)) as server,
        pytest.raises(ChatModelError, match=r"protocol|empty"),
    ):
        ask(server.url).complete(request(schema=schema))


def test_an_empty_answer_is_an_error(ask):
    with openai_server(says("  ")) as server, pytest.raises(ChatModelError, match="empty"):
        ask(server.url).complete(request())


def test_a_dead_server_opens_the_circuit_and_its_return_closes_it(ask):
    clock = [0.0]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{probe.getsockname()[1]}/v1"
    model = ask(nobody, circuit=Circuit(failures=2, rest=10, clock=lambda: clock[0]))
    for _ in range(2):
        assert model.status().readiness is Readiness.READY
        with pytest.raises(ChatModelUnavailableError, match="cannot be reached"):
            model.complete(request())
    assert model.status().readiness is Readiness.UNAVAILABLE
    assert "next try in 10 s" in model.status().detail
    with pytest.raises(ChatModelUnavailableError, match="next try"):
        model.complete(request())
    clock[0] = 10.0
    assert model.status().readiness is Readiness.READY


def test_a_batch_that_hangs_counts_as_one_failure_and_a_refusal_as_none(ask):
    with openai_server(dawdles(1.0, says("late"))) as server:
        model = ask(server.url, circuit=Circuit(failures=2, rest=60))
        answers = model.complete_each([request(timeout=0.1)] * 4)
        assert all(isinstance(answer, ChatModelTimeoutError) for answer in answers)
        assert model.status().readiness is Readiness.READY
        server.behaviour = refuses(400)
        for _ in range(3):
            with pytest.raises(ChatModelError):
                model.complete(request())
        assert model.status().readiness is Readiness.READY


def test_nothing_to_ask_asks_nothing(ask):
    with openai_server(says("x")) as server:
        assert ask(server.url).complete_each([]) == []
    assert server.asked == []


def test_once_closed_it_is_unavailable(ask):
    with openai_server(says("x")) as server:
        model = ask(server.url)
        model.close()
        assert model.status().readiness is Readiness.UNAVAILABLE
        with pytest.raises(ChatModelUnavailableError, match="closed"):
            model.complete(request())
        model.close()


def url_model(url, **settings):
    given = Settings(_env_file=None, llm_url=url, **settings)
    return SwitchingChatModel("url", start_url(given, {"Be brief.": 2, "Be kind.": 1}))


def test_a_url_is_warmed_with_the_prefixes_and_names_its_model():
    with openai_server(says("ok"), models=["big", "small"]) as server:
        model = url_model(server.url)
        status = model.wait_until_settled(20)
        assert status.readiness is Readiness.READY
        assert "big" in status.detail
        assert {body["messages"][0]["content"] for body in server.asked} == {
            "Be brief.",
            "Be kind.",
        }
        assert model.complete(request()) == "ok"
        model.close()


@pytest.mark.parametrize(
    ("url", "settings", "words"),
    [
        (None, {}, "AISLE_LLM_URL"),
        ("{url}", {"llm_model": "huge"}, "serves big"),
        ("{root}", {}, "/v1 at its end"),
    ],
)
def test_a_url_that_cannot_work_says_what_to_set(url, settings, words):
    with openai_server(says("ok"), models=["big"]) as server:
        where = url.format(url=server.url, root=server.root) if url else None
        model = url_model(where, **settings)
        status = model.wait_until_settled(20)
        model.close()
    assert status.readiness is Readiness.UNAVAILABLE
    assert words in status.detail


def test_a_url_that_does_not_answer_yet_is_waited_for():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    model = url_model(f"http://127.0.0.1:{port}/v1")
    deadline = time.monotonic() + 10
    while "Waiting for" not in model.status().detail and time.monotonic() < deadline:
        time.sleep(0.02)
    assert model.status().readiness is Readiness.WARMING
    assert "Waiting for" in model.status().detail
    began = time.monotonic()
    model.close()
    assert time.monotonic() - began < 3
