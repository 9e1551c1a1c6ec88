"""The console over HTTP: what its pages hold, and the work done on them."""

import asyncio
import html
import io
import re

import httpx
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from assistant.settings import Settings
from tests.fakes.console import Desk, csrf, few_items, post
from tests.fakes.shop import open_shop
from ui.api.app import create_app

pytestmark = pytest.mark.slow  # opens whole shops or servers


def test_the_queue_shows_who_waits_and_why(desk):
    _, ref = desk.converse("tents", "my parcel arrived broken, I want to talk to a person")
    page = desk.client("Jonas").get("/console").text
    row = page[page.index(ref) - 200 : page.index(ref) + 700]
    assert "Something is broken or wrong" in row
    assert "my parcel arrived broken" in row


def test_a_conversation_shows_what_was_said_understood_and_why(desk, waiting):
    page = desk.client("Jonas").get(f"/console/conversations/{waiting[1]}").text
    assert "waterproof jacket under $120" in page
    assert "up to $120" in page
    assert 'class="bar up"' in page
    assert "<polyline" in page
    assert 'class="now"' in page


def test_taken_over_answered_and_handed_back(desk, waiting):
    session, ref = waiting
    jonas = desk.client("Jonas")
    page = f"/console/conversations/{ref}"
    assert post(jonas, f"{page}/send", text="Hello").status_code == 409, "not taken yet"
    assert post(jonas, f"{page}/take").status_code == 303
    assert "the assistant is silent" in jonas.get(page).text
    assert post(jonas, f"{page}/send", text="Hello, how can I help?", item=few_items()[0].item_id)
    shopper = desk.client()
    heard = shopper.get(f"/api/sessions/{session}/messages").json()
    assert (heard["status"], heard["attended_by"]) == ("agent", "Jonas")
    message = heard["messages"][0]
    assert (message["name"], message["text"]) == ("Jonas", "Hello, how can I help?")
    assert message["items"][0]["item_id"] == few_items()[0].item_id
    again = shopper.get(f"/api/sessions/{session}/messages?after={message['turn']}").json()
    assert again["messages"] == []
    turn = shopper.post(f"/api/sessions/{session}/turns", json={"text": "is it dry?"})
    assert "Passed on to Jonas" in turn.text
    assert "is it dry?" in jonas.get(f"{page}/transcript").text
    assert post(jonas, f"{page}/hand-back").status_code == 303
    assert shopper.get(f"/api/sessions/{session}/messages").json()["attended_by"] is None
    done = [entry.action for entry in desk.service.audit.entries(limit=20) if entry.subject == ref]
    assert done[0] == "handed_back"
    assert {"took_over", "sent", "opened"} <= set(done)


def test_nobody_is_promised_where_nobody_works(tmp_path):
    desk = Desk(tmp_path)
    session, _ = desk.converse("tents", "I want to talk to a person")

    def status():
        return desk.client().get(f"/api/sessions/{session}/messages").json()["status"]

    assert status() == "waiting"
    for agent in (desk.maya, desk.jonas):
        desk.service.people.change(agent.name, active=False)
    assert status() == "assistant"
    desk.shop.close()
    desk.service.close()


def test_a_colleagues_conversation_is_taken_by_a_lead_only(desk, waiting):
    page = f"/console/conversations/{waiting[1]}"
    maya, jonas = desk.client("Maya"), desk.client("Jonas")
    post(maya, f"{page}/take")
    refused = post(jonas, f"{page}/take")
    assert refused.status_code == 409
    assert "Maya has this conversation already" in refused.text
    assert post(jonas, f"{page}/send", text="Hello").status_code == 409
    post(jonas, f"{page}/hand-back")
    post(jonas, f"{page}/take")
    assert post(maya, f"{page}/take").status_code == 303


def test_an_unsupported_claim_takes_a_reason_that_is_audited(desk, waiting):
    session, ref = waiting
    jonas = desk.client("Jonas")
    page = f"/console/conversations/{ref}"
    post(jonas, f"{page}/take")
    draft = "The first one costs $3."
    stopped = post(jonas, f"{page}/send", text=draft)
    assert stopped.status_code == 422
    assert '<mark class="claim">$3</mark>' in stopped.text
    assert draft in stopped.text
    assert desk.client().get(f"/api/sessions/{session}/messages").json()["messages"] == []
    assert post(jonas, f"{page}/send", text=draft, reason="no").status_code == 422
    sent = post(jonas, f"{page}/send", text=draft, reason="agreed with the shop's manager")
    assert sent.status_code == 303
    entry = desk.service.audit.entries(action="sent_unsupported", limit=1)[0]
    assert entry.detail["reason"] == "agreed with the shop's manager"
    assert entry.detail["unsupported"] == "money"
    assert "$3" not in str(entry), "what is said belongs to the conversation alone"


def test_a_check_is_part_of_the_page_and_sends_nothing(desk, waiting):
    jonas = desk.client("Jonas")
    page = f"/console/conversations/{waiting[1]}"
    post(jonas, f"{page}/take")
    headers = {"X-Part": "1", "X-CSRF-Token": csrf(jonas)}
    part = jonas.post(f"{page}/check", data={"text": "It arrives tomorrow."}, headers=headers)
    assert "<html" not in part.text
    assert "“tomorrow”" in part.text
    assert len(desk.shop.dialogue(waiting[0])) == 4


def test_after_a_check_on_a_page_of_its_own_the_links_lead_on(desk, waiting):
    jonas = desk.client("Jonas")
    page = f"/console/conversations/{waiting[1]}"
    post(jonas, f"{page}/take")
    checked = post(jonas, f"{page}/check", text="It arrives tomorrow.")
    links = re.findall(r'<a class="quiet-button" href="([^"]+)"', checked.text)
    assert len(links) == 3
    assert all(jonas.get(html.unescape(link)).status_code == 200 for link in links)


def test_a_draft_and_a_quote_fill_the_reply(desk, waiting):
    jonas = desk.client("Jonas")
    page = f"/console/conversations/{waiting[1]}"
    post(jonas, f"{page}/take")
    found = jonas.get(f"/console/policy?question=how+long+to+return&for_={waiting[1]}").text
    link = re.search(rf'href="({page}\?quote=[^"]+)"', found)[1]
    assert "From “" in jonas.get(link).text
    drafted = jonas.get(f"{page}?drafted=true").text
    assert re.search(r"<textarea[^>]*>\s*\S", drafted)


def test_notes_are_for_colleagues(desk, waiting):
    session, ref = waiting
    post(desk.client("Jonas"), f"/console/conversations/{ref}/notes", note="rang <b>twice</b>")
    page = desk.client("Maya").get(f"/console/conversations/{ref}").text
    assert "rang &lt;b&gt;twice&lt;/b&gt;" in page
    shopper = desk.client()
    assert "rang" not in shopper.get(f"/api/sessions/{session}").text
    assert shopper.get(f"/api/sessions/{session}/messages").json()["messages"] == []


def test_what_a_shopper_writes_is_never_markup(desk):
    bad = (
        "<script>alert(1)</script><img src=x onerror=alert(2)> jacket, a person please, human agent"
    )
    _, ref = desk.converse(bad, "talk to a person <script>alert(3)</script>")
    client = desk.client("Maya")
    for path in ("/console", f"/console/conversations/{ref}", "/console/figures", "/console/audit"):
        html = client.get(path).text
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_search_by_words_filters_and_a_photo(desk, waiting):
    client = desk.client("Jonas")
    found = client.get(
        f"/console/search?words=tent&max_price=200&in_stock=1&for_={waiting[1]}"
    ).text
    assert "Tent" in found
    assert f"/console/conversations/{waiting[1]}?attach=" in found
    colours = client.get("/console/search?attribute.colour=green").text
    assert re.search(r"\d+ items, best first", colours)
    wrong = client.get("/console/search?max_price=cheap")
    assert wrong.status_code == 422
    assert "max price" in wrong.text
    content = io.BytesIO()
    Image.new("RGB", (64, 64), "green").save(content, "PNG")
    photo = {"photo": ("a.png", content.getvalue(), "image/png")}
    by_photo = client.post("/console/search", data={"csrf": csrf(client)}, files=photo)
    assert "like the photo" in by_photo.text
    broken = {"photo": ("a.png", b"no picture", "image/png")}
    refused = client.post("/console/search", data={"csrf": csrf(client)}, files=broken)
    assert refused.status_code == 422


def test_a_photo_is_seen_within_its_conversation_only(desk, waiting):
    content = io.BytesIO()
    Image.new("RGB", (64, 64), "green").save(content, "PNG")
    session, ref = desk.converse("like this", photo=content.getvalue())
    photo_id = desk.shop.dialogue(session).turns[0].photo_id
    client = desk.client("Jonas")
    seen = client.get(f"/console/conversations/{ref}/photos/{photo_id}")
    assert seen.headers["content-type"] == "image/jpeg"
    other = client.get(f"/console/conversations/{waiting[1]}/photos/{photo_id}")
    assert other.status_code == 404


def test_reviews_tell_a_turn_for_the_worse(desk):
    client = desk.client("Jonas")
    assert "Turn for the worse" in client.get("/console/reviews").text
    page = client.get("/console/reviews/commuter-roll-top-backpack").text
    assert "A turn for the worse" in page
    assert "buckle" in page
    assert client.get("/console/reviews/no-such-product").status_code == 404


def test_a_thumb_is_counted(desk, waiting):
    session, ref = waiting
    client = desk.client()
    assert client.post(f"/api/sessions/{session}/rating", json={"value": "up"}).status_code == 204
    assert "thumb up" in desk.client("Maya").get(f"/console/conversations/{ref}").text
    for bad in ({"value": "maybe"}, {"value": "up", "turn": 99}):
        assert client.post(f"/api/sessions/{session}/rating", json=bad).status_code == 422
    assert (
        client.post("/api/sessions/unknown-session/rating", json={"value": "up"}).status_code == 404
    )


def test_a_deleted_conversation_is_gone_from_the_console(desk, waiting):
    session, ref = waiting
    desk.shop.forget(session)
    client = desk.client("Maya")
    assert client.get(f"/console/conversations/{ref}").status_code == 404
    assert ref not in client.get("/console").text
    assert desk.client().get(f"/api/sessions/{session}/messages").status_code == 404


def test_without_a_desk_there_is_no_console(tmp_path):
    shop = open_shop(tmp_path, few_items())
    app = create_app(shop, Settings(_env_file=None, home=tmp_path), with_page=False)
    with TestClient(app) as client:
        assert client.get("/console").status_code == 404


def test_the_shopper_hears_a_person_as_it_happens_and_resumes_without_loss(desk, live):
    session, ref = desk.converse("tents", "I want to talk to a person")
    desk.service.desk.take(ref, desk.maya.agent_id)

    def speak(text):
        desk.shop.say_as_agent(session, "Maya", text)
        desk.service.desk.changed(session)

    async def listen(address, headers=None, until=1):
        events = []
        async with (
            httpx.AsyncClient(base_url=address, timeout=5) as client,
            client.stream("GET", f"/api/sessions/{session}/events", headers=headers) as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            lines = answer.aiter_lines()
            async for line in lines:
                if line:
                    events.append(line)
                if sum(line.startswith("event: message") for line in events) == until and not line:
                    return events
                if line.startswith("event: status") and not headers:
                    await asyncio.to_thread(speak, "Hello")
        raise AssertionError(events)

    with live(desk.app) as address:
        events = asyncio.run(listen(address))
        assert any('"attended_by":"Maya"' in line for line in events)
        first = next(line for line in events if line.startswith("id: ")).removeprefix("id: ")
        speak("Are you there?")
        resumed = asyncio.run(listen(address, {"Last-Event-ID": first}))
    told = [line for line in resumed if line.startswith("data: ") and '"turn"' in line]
    assert len(told) == 1
    assert "Are you there?" in told[0]
