import asyncio
import json
import threading
import time
from dataclasses import replace

import httpx
import pytest
from anyio import CapacityLimiter
from fastapi.testclient import TestClient

from assistant.intent import Dislike, Like, Remove, SeekSimilar, StartOver, Undo
from assistant.models.chat_model import ModelStatus, Readiness
from assistant.settings import Settings
from tests.fakes.faces import FakeAssistant, shop_items
from ui.api.app import create_app
from ui.api.guards import FORM_LIMIT, JSON_LIMIT
from ui.api.streaming import respond_with_events

REQUEST = "a waterproof jacket under $120, not black"


def read_events(answer):
    """The events of a stream, as (name, data); every line is checked."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.endswith("\n\n")
    events = []
    for block in answer.text.removesuffix("\n\n").split("\n\n"):
        if block.startswith(":"):
            continue
        name, data = block.split("\n")
        assert name.startswith("event: ")
        assert data.startswith("data: ")
        events.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return events


def say(client, session, text=REQUEST, **fields):
    return client.post(f"/api/sessions/{session}/turns", json={"text": text} | fields)


def tap(client, session, *operations):
    return client.post(f"/api/sessions/{session}/taps", json={"operations": operations})


def test_a_turn_streams_items_then_explanations_then_done(client, session):
    events = read_events(say(client, session))
    names = [name for name, _ in events]
    assert names == ["items", *["explanation"] * 6, "done"]
    first, last = events[0][1], events[-1][1]
    assert first["explanations"] == []
    assert [one["item_id"] for one in last["explanations"]] == [
        one["item"]["item_id"] for one in last["items"]
    ]
    best = first["items"][0]
    assert best["item"]["price"] == {"amount": "89.00", "currency": "USD"}
    assert best["item"]["percent_off"] == 25
    assert best["rank"] == 1


def test_claims_point_at_their_words(client, session):
    done = read_events(say(client, session))[-1][1]
    explanation = done["explanations"][0]
    words = [explanation["text"][c["start"] : c["end"]] for c in explanation["claims"]]
    assert words == ["waterproof", "green", "$89.00"]


def test_text_in_another_script_comes_back_whole(client, session):
    say(client, session, "防水夹克\n\nevent: done\ndata: {}")
    turns = client.get(f"/api/sessions/{session}").json()["turns"]
    assert turns[0]["text"] == "防水夹克\n\nevent: done\ndata: {}"


def test_chips_can_be_posted_back_to_be_removed(client, session, assistant):
    chips = read_events(say(client, session))[-1][1]["chips"]
    assert [chip["label"] for chip in chips] == ["up to $120", "not black"]
    left = read_events(tap(client, session, chips[0]["remove"]))[-1][1]["chips"]
    assert [chip["label"] for chip in left] == ["not black"]
    assert isinstance(assistant.taps[-1][0], Remove)


def test_a_limit_keeps_its_currency_where_no_item_is_shown(client, session):
    done = read_events(say(client, session, "nothing under $20"))[-1][1]
    seen = client.get(f"/api/sessions/{session}").json()
    told = client.get(f"/api/sessions/{session}/exchanges").json()
    assert done["items"] == seen["items"] == []
    for holder in (done, seen, told):
        assert [chip["label"] for chip in holder["chips"]] == ["up to $20"]


def test_every_tap_reaches_the_assistant_as_its_operation(client, session, assistant):
    operations = [
        {"op": "like", "item_id": "fell-green"},
        {"op": "dislike", "item_id": "ridge-red"},
        {"op": "seek_similar", "item_ids": ["fell-green"]},
        {"op": "undo"},
        {"op": "start_over"},
    ]
    read_events(tap(client, session, *operations))
    assert assistant.taps == [
        (
            Like("fell-green"),
            Dislike("ridge-red"),
            SeekSimilar(("fell-green",)),
            Undo(),
            StartOver(),
        )
    ]


def test_a_session_shows_what_holds_now(client, session):
    say(client, session)
    state = client.get(f"/api/sessions/{session}").json()
    assert [chip["label"] for chip in state["chips"]] == ["up to $120", "not black"]
    assert state["can_undo"] is True
    assert [turn["role"] for turn in state["turns"]] == ["shopper", "assistant"]
    assert [item["item_id"] for item in state["items"]] == state["turns"][1]["shown"]


def test_length_and_trade_off_are_passed_on(client, session, assistant):
    events = read_events(say(client, session, k=2, trade_off=0.75))
    assert len(events[0][1]["items"]) == 2
    assert assistant.trade_offs == [0.75]


def test_a_photo_comes_as_a_file(client, session):
    png = b"\x89PNG\r\n\x1a\n"
    answer = client.post(
        f"/api/sessions/{session}/turns",
        data={"text": "like this", "trade_off": "0.5"},
        files={"photo": ("shoe.png", png, "image/png")},
    )
    assert read_events(answer)[0][1]["intent"]["by_photo"] is True


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"text": "   "}, 422, "empty_turn"),
        ({"text": "x", "trade_off": 2}, 422, "invalid_request"),
        ({"text": "x", "k": 0}, 422, "invalid_request"),
        ({"text": "x", "colour": "red"}, 422, "invalid_request"),
        ({"text": 7}, 422, "invalid_request"),
    ],
)
def test_a_wrong_turn_is_refused_by_name(client, session, body, status, code):
    answer = client.post(f"/api/sessions/{session}/turns", json=body)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["remedy"]


def test_what_was_sent_is_not_echoed_in_an_error(client, session):
    answer = client.post(f"/api/sessions/{session}/turns", json={"text": ["my card is 4111"]})
    assert answer.status_code == 422
    assert "4111" not in answer.text
    assert "text" in answer.json()["error"]["message"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_another_content_type_is_refused(client, session, kind):
    answer = client.post(
        f"/api/sessions/{session}/turns", content=b'{"text": "x"}', headers={"content-type": kind}
    )
    assert answer.status_code == 415
    assert "multipart/form-data" in answer.json()["error"]["remedy"]


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "look", "photo_id": "someone else's"},
        {"op": "set", "constraint": {"field": "price", "operator": "at_most"}},
        {"op": "like"},
        {"op": "like", "item_id": ""},
    ],
)
def test_a_tap_that_could_never_apply_is_refused(client, session, assistant, operation):
    assert tap(client, session, operation).status_code == 422
    assert assistant.taps == []


def test_a_session_that_is_not_known(client):
    for answer in (
        say(client, "no-such-session"),
        tap(client, "no-such-session", {"op": "undo"}),
        client.get("/api/sessions/no-such-session"),
    ):
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "unknown_session"


def test_a_photo_that_is_none(client, session):
    answer = client.post(
        f"/api/sessions/{session}/turns", files={"photo": ("a.png", b"PK\x03\x04", "image/png")}
    )
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "bad_photo"
    assert client.get(f"/api/sessions/{session}").json()["turns"] == []


def test_a_body_too_large_is_refused_before_it_is_read(client, session):
    answer = say(client, session, "x" * JSON_LIMIT)
    assert answer.status_code == 413
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_body_of_unknown_length_is_cut_off(client, session):
    def endless():
        for _ in range(FORM_LIMIT // 100_000):
            yield b"x" * 100_000

    answer = client.post(
        f"/api/sessions/{session}/turns",
        content=endless(),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 413


def test_a_message_of_a_hundred_thousand_characters_is_answered(client, session):
    assert read_events(say(client, session, "x" * 100_000))[-1][0] == "done"


def test_an_item_and_its_picture(client):
    item = client.get("/api/items/fell-green").json()
    assert item["title"] == "Fellside Rain Jacket, green"
    photo = client.get(item["photo_url"])
    assert photo.headers["content-type"] == "image/png"
    assert "immutable" in photo.headers["cache-control"]
    assert "image_paths" not in item


def test_items_and_pictures_that_are_not_there(client, assistant):
    for path in ("/api/items/nothing", "/api/photos/nothing", "/api/photos/../../etc/passwd"):
        assert client.get(path).status_code == 404
    item = next(iter(assistant._items.values()))
    item.image_paths[0].unlink()
    assert client.get(f"/api/photos/{item.item_id}").json()["error"]["code"] == "no_photo"


def test_a_drawing_that_could_carry_a_script_is_not_served(client, assistant, tmp_path):
    svg = tmp_path / "evil.svg"
    svg.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    item = replace(next(iter(assistant._items.values())), image_paths=(svg,))
    assistant._items[item.item_id] = item
    assert client.get(f"/api/photos/{item.item_id}").status_code == 404


def test_an_id_with_a_slash_has_a_picture(client, assistant):
    item = replace(next(iter(assistant._items.values())), item_id="a/b c?d")
    assistant._items[item.item_id] = item
    url = client.get("/api/items/a%2Fb%20c%3Fd").json()["photo_url"]
    assert client.get(url).status_code == 200


def test_the_unexpected_tells_nothing(client, session, caplog):
    answer = say(client, session, "explode")
    assert answer.status_code == 500
    assert "hunter2" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.json()["error"]["code"] == "internal"
    assert "/turns failed" in caplog.text


def test_an_unknown_path_is_a_problem_too(client):
    answer = client.get("/api/nothing")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"
    assert client.get("/api/sessions").json()["error"]["code"] == "method_not_allowed"


def test_headers_keep_the_browser_in_check(client):
    headers = client.get("/api/items/fell-green").headers
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"


def test_health_and_readiness(client):
    assert client.get("/health").json() == {"status": "ok"}
    ready = client.get("/ready")
    assert ready.status_code == 200
    assert ready.json()["model"]["readiness"] == "ready"


def test_without_a_catalogue_it_is_not_ready_and_says_what_to_do():
    status = ModelStatus(Readiness.UNAVAILABLE, "off")
    app = create_app(
        FakeAssistant(empty=True, status=status), Settings(_env_file=None), with_page=False
    )
    with TestClient(app) as client:
        assert client.get("/ready").status_code == 503
        assert "aisle index" in client.get("/ready").json()["catalogue"]
        session = client.post("/api/sessions").json()["session_id"]
        answer = say(client, session)
        assert answer.status_code == 503
        assert "aisle index FEED" in answer.json()["error"]["remedy"]


@pytest.mark.slow
def test_the_assistant_is_closed_with_the_app(assistant):
    with TestClient(create_app(assistant, Settings(_env_file=None), with_page=False)):
        assert not assistant.closed
    assert assistant.closed


@pytest.mark.slow
def test_silence_is_filled_and_a_client_that_leaves_stops_the_work():
    release = threading.Event()
    closed = threading.Event()

    def turn(reply):
        try:
            yield reply
            release.wait(5)
            yield reply
        finally:
            closed.set()

    async def listen():
        assistant = FakeAssistant(shop_items())
        shown = next(assistant.respond(assistant.open_session(), "jacket"))
        answer = await respond_with_events(turn(shown), CapacityLimiter(2), heartbeat=0.02)
        body = answer.body_iterator
        first = await anext(body)
        beat = await anext(body)
        await body.aclose()
        assert not closed.is_set(), "the turn is at work and can't be closed yet"
        release.set()
        await asyncio.to_thread(time.sleep, 0.3)
        return first, beat

    first, beat = asyncio.run(listen())
    assert first.startswith(b"event: items\ndata: {")
    assert beat == b": still here\n\n"
    assert closed.is_set()


@pytest.mark.slow
def test_events_arrive_as_they_happen(tmp_path, live):
    assistant = FakeAssistant(shop_items(tmp_path), pause=0.15)
    with live(create_app(assistant, Settings(_env_file=None), with_page=False)) as address:
        session = httpx.post(f"{address}/api/sessions").json()["session_id"]
        began = time.monotonic()
        arrived = []
        with httpx.stream(
            "POST", f"{address}/api/sessions/{session}/turns", json={"text": REQUEST}
        ) as answer:
            arrived.extend((line, time.monotonic() - began) for line in answer.iter_lines())
    events = [(line, at) for line, at in arrived if line.startswith("event: ")]
    assert events[0][0] == "event: items"
    assert events[-1][1] - events[0][1] > 0.5


def test_a_photo_of_ten_megabytes_arrives(client, session):
    photo = b"\x89PNG" + b"\0" * 10_000_000
    answer = client.post(
        f"/api/sessions/{session}/turns", files={"photo": ("big.png", photo, "image/png")}
    )
    assert read_events(answer)[-1][0] == "done"
