"""Turns under a key: heard again, never doubled, worked to the end."""

import asyncio
import threading

import httpx
import pytest
from anyio import CapacityLimiter

from assistant.settings import Settings
from tests.fakes.faces import FakeAssistant, shop_items
from ui.api.app import create_app
from ui.api.live_turns import LiveTurns
from ui.api.streaming import HEARTBEAT

REQUEST = "a waterproof jacket under $120, not black"


def names(answer):
    assert answer.status_code == 200, answer.text
    lines = answer.text.splitlines()
    return [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]


def say(client, session, key, text=REQUEST):
    return client.post(
        f"/api/sessions/{session}/turns", json={"text": text}, headers={"Idempotency-Key": key}
    )


def tap(client, session, key, *operations, said=""):
    return client.post(
        f"/api/sessions/{session}/taps",
        json={"operations": operations, "said": said},
        headers={"Idempotency-Key": key},
    )


def last_of(answer):
    return answer.text.rstrip().splitlines()[-1]


def test_a_turn_with_a_key_streams_as_any_other(client, session):
    assert names(say(client, session, "k1")) == ["items", *["explanation"] * 6, "done"]


def test_a_turn_sent_twice_is_answered_twice_and_counts_once(client, session):
    first, second = say(client, session, "k1"), say(client, session, "k1")
    assert names(second) == ["items", "done"]
    assert last_of(first) == last_of(second)
    assert len(client.get(f"/api/sessions/{session}").json()["turns"]) == 2


def test_a_tap_sent_twice_counts_once(client, session, assistant):
    say(client, session, "k1")
    first = tap(client, session, "k2", {"op": "undo"})
    assert last_of(first) == last_of(tap(client, session, "k2", {"op": "undo"}))
    assert len(assistant.taps) == 1


def test_a_turn_can_be_heard_again(client, session):
    first = say(client, session, "k1")
    again = client.get(f"/api/sessions/{session}/turns/k1")
    assert last_of(again) == last_of(first)


def test_a_turn_that_is_not_known(client, session):
    answer = client.get(f"/api/sessions/{session}/turns/nothing")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "unknown_turn"
    answer = client.get("/api/sessions/no-such-session/turns/nothing")
    assert answer.json()["error"]["code"] == "unknown_session"


def test_what_failed_can_be_sent_again_under_its_key(client, session, assistant):
    assistant._empty = True
    assert say(client, session, "k1", "hats").status_code == 503
    assistant._empty = False
    assistant._sessions[session] = (assistant.state(session), type(assistant.dialogue(session))())
    assert names(say(client, session, "k1", "hats"))[-1] == "done"


@pytest.mark.parametrize("key", ["", "a b", "x" * 65, "../up"])
def test_a_key_must_be_plain(client, session, key):
    assert say(client, session, key).status_code == 422


def test_the_conversation_is_told_again(client, session):
    done = say(client, session, "k1")
    like = {"op": "like", "item_id": "fell-green"}
    tap(client, session, "k2", like)
    tap(client, session, "k3", {"op": "seek_similar", "item_ids": ["fell-green"]}, said="More")
    told = client.get(f"/api/sessions/{session}/exchanges").json()
    assert [(one["key"], one["said"]) for one in told["exchanges"]] == [
        ("k1", REQUEST),
        ("k2", ""),
        ("k3", "More"),
    ]
    assert told["exchanges"][0]["reply"]["explanations"]
    assert f"data: {httpx.Response(200, json=told['exchanges'][0]['reply']).text}" == last_of(done)
    assert [chip["label"] for chip in told["chips"]][:2] == ["up to $120", "not black"]
    assert told["can_undo"] is True
    assert told["earlier"] == 0
    assert not any(one["busy"] for one in told["exchanges"])


def test_of_a_long_conversation_the_end_is_told(client, session):
    for number in range(5):
        say(client, session, f"k{number}", "jacket")
    told = client.get(f"/api/sessions/{session}/exchanges?last=2").json()
    assert [one["key"] for one in told["exchanges"]] == ["k3", "k4"]
    assert told["earlier"] == 3


@pytest.mark.slow
def test_a_turn_goes_on_when_its_listener_leaves_and_is_heard_from_the_start(tmp_path, live):
    assistant = FakeAssistant(shop_items(tmp_path), pause=0.1)
    with live(create_app(assistant, Settings(_env_file=None), with_page=False)) as address:
        session = httpx.post(f"{address}/api/sessions").json()["session_id"]
        turns = f"{address}/api/sessions/{session}/turns"
        headers = {"Idempotency-Key": "k1"}
        with httpx.stream("POST", turns, json={"text": REQUEST}, headers=headers) as answer:
            next(answer.iter_lines())
        state = httpx.get(f"{address}/api/sessions/{session}/exchanges").json()
        assert state["exchanges"][0]["busy"] is True
        again = httpx.get(f"{turns}/k1")
        assert names(again) == ["items", *["explanation"] * 6, "done"]
        assert assistant.turns_closed.acquire(timeout=2)
        assert len(httpx.get(f"{address}/api/sessions/{session}").json()["turns"]) == 2


@pytest.mark.slow
def test_two_who_send_the_same_at_once_hear_one_turn(tmp_path, live):
    assistant = FakeAssistant(shop_items(tmp_path), pause=0.05)
    with live(create_app(assistant, Settings(_env_file=None), with_page=False)) as address:
        session = httpx.post(f"{address}/api/sessions").json()["session_id"]
        answers = []

        def send():
            answers.append(
                httpx.post(
                    f"{address}/api/sessions/{session}/turns",
                    json={"text": REQUEST},
                    headers={"Idempotency-Key": "same"},
                )
            )

        threads = [threading.Thread(target=send) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len({answer.text for answer in answers}) == 1
        assert names(answers[0])[-1] == "done"
        assert len(assistant.dialogue(session)) == 2


def test_silence_is_filled():
    release = threading.Event()

    def turn(shown):
        yield shown
        release.wait(5)

    async def listen():
        assistant = FakeAssistant(shop_items())
        shown = next(assistant.respond(assistant.open_session(), "jacket"))
        live = LiveTurns(CapacityLimiter(2), heartbeat=0.02)
        answer = await live.start("session", "k1", turn(shown))
        frames = [await anext(answer.body_iterator) for _ in range(3)]
        assert live.at_work("session", "k1")
        release.set()
        frames += [frame async for frame in answer.body_iterator if frame != HEARTBEAT]
        assert not live.at_work("session", "k1")
        return frames

    first, *rest = asyncio.run(listen())
    assert first.startswith(b"event: items\ndata: {")
    assert rest == [HEARTBEAT, HEARTBEAT]
