"""The console over HTTP: who may do what, and what the pages hold."""

import asyncio
import io
import re
from datetime import UTC, datetime

import httpx
import pytest
from fastapi.testclient import TestClient
from PIL import Image

from assistant.service.people import TRIES, Role
from assistant.service.reviews.files import DEMO_REVIEWS, read_reviews
from assistant.settings import Settings
from retrieval.demo_shop.catalogue import demo_items
from tests.fakes.service import PASSWORD, open_desk
from tests.fakes.shop import open_shop
from ui.api.app import create_app
from ui.console.access import COOKIE

pytestmark = pytest.mark.slow  # opens whole shops or servers

FEW = [i for i in demo_items() if i.category[-1] in ("Jackets & Coats", "Tents", "Backpacks")]
SEARCHES = ("/console/search?words=tent&max_price=500&in_stock=1", "/console/search")
PAGES = (
    "/console",
    "/console/queue",
    "/console/events",
    "/console/conversations/{ref}",
    "/console/conversations/{ref}/transcript",
    "/console/conversations/{ref}/panel",
    "/console/conversations/{ref}/events",
    "/console/conversations/{ref}/photos/{photo}",
    *SEARCHES,
    "/console/policy?question=how+long+to+return",
    "/console/reviews",
    "/console/reviews/commuter-roll-top-backpack",
    "/console/nothing-here",
)
LEAD_PAGES = ("/console/figures", "/console/figures?days=7", "/console/audit")
FORMS = (
    "/console/sign-out",
    "/console/search",
    "/console/conversations/{ref}/take",
    "/console/conversations/{ref}/hand-back",
    "/console/conversations/{ref}/check",
    "/console/conversations/{ref}/send",
    "/console/conversations/{ref}/notes",
)


class Desk:
    """A served shop with one conversation that waits."""

    def __init__(self, folder):
        self.service = open_desk(folder, lambda: datetime.now(UTC))
        self.shop = open_shop(folder, FEW, attendance=self.service.desk)
        self.maya = self.service.people.add("Maya", PASSWORD, Role.LEAD)
        self.jonas = self.service.people.add("Jonas", PASSWORD, Role.AGENT)
        self.service.reviews.add(read_reviews(DEMO_REVIEWS).reviews)
        settings = Settings(_env_file=None, home=folder)
        self.app = create_app(self.shop, settings, service=self.service, with_page=False)

    def client(self, name=None):
        client = TestClient(self.app, raise_server_exceptions=False)
        if name is not None:
            answer = client.post("/console/sign-in", data={"name": name, "password": PASSWORD})
            assert answer.url.path == "/console", answer.text
        return client

    def converse(self, *texts, photo=None):
        session = self.shop.open_session()
        for text in texts:
            list(self.shop.respond(session, text, photo=photo))
        return session, self.service.desk.of_session(session).ref


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("console"))
    yield desk
    desk.shop.close()
    desk.service.close()


@pytest.fixture
def waiting(desk):
    return desk.converse("waterproof jacket under $120", "I want to talk to a person")


def csrf(client):
    return re.search(r'data-csrf="([^"]+)"', client.get("/console").text)[1]


def post(client, path, token=None, **fields):
    data = {"csrf": token or csrf(client)} | fields
    return client.post(path, data=data, follow_redirects=False)


def fill(path, ref="0123456789ab"):
    return path.format(ref=ref, photo="none")


def every_route(app):
    return {
        (method, route.path)
        for route in app.routes
        if getattr(route, "path", "").startswith("/console")
        for method in route.methods - {"HEAD"}
    }


def test_the_lists_above_name_every_route(desk):
    routes = every_route(desk.app)
    for method, path in routes:
        if path in ("/console/sign-in", "/console/static/{name}"):
            continue
        pattern = re.sub(r"\{[^}]+\}", "[^?]+", path) + r"(\?.*)?"
        listed = FORMS if method == "POST" else PAGES + LEAD_PAGES
        assert any(re.fullmatch(pattern, fill(one)) for one in listed), (method, path)


@pytest.mark.parametrize("path", PAGES + LEAD_PAGES)
def test_nobody_sees_a_page_without_signing_in(desk, path):
    answer = desk.client().get(fill(path), follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/console/sign-in?after=/console")
    assert desk.client().get(fill(path), headers={"X-Part": "1"}).status_code == 401


@pytest.mark.parametrize("path", FORMS)
def test_nobody_acts_without_signing_in(desk, path):
    answer = desk.client().post(fill(path), data={"csrf": "x"}, follow_redirects=False)
    assert answer.status_code == 303
    assert "/console/sign-in" in answer.headers["location"]


@pytest.mark.parametrize("path", LEAD_PAGES)
def test_only_a_lead_sees_figures_and_the_audit_log(desk, path):
    assert desk.client("Jonas").get(path).status_code == 403
    assert desk.client("Maya").get(path).status_code == 200
    assert "Audit log" not in desk.client("Jonas").get("/console").text


@pytest.mark.parametrize("path", FORMS)
def test_a_form_must_come_from_a_page_of_ours(desk, waiting, path):
    client = desk.client("Maya")
    path = fill(path, waiting[1])
    before = desk.service.desk.conversation(waiting[1])
    assert client.post(path).status_code == 403
    assert client.post(path, data={"csrf": "guessed"}).status_code == 403
    answer = client.post(
        path, data={"csrf": csrf(client)}, headers={"Origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 403
    assert desk.service.desk.conversation(waiting[1]) == before


def test_another_agents_token_is_no_good(desk):
    jonas, maya = desk.client("Jonas"), desk.client("Maya")
    assert post(jonas, "/console/sign-out", csrf(maya)).status_code == 403


def test_a_shopper_has_no_key_to_the_console(desk, waiting):
    session, ref = waiting
    client = desk.client()
    client.cookies.set(COOKIE, session)
    assert client.get(f"/console/conversations/{ref}", follow_redirects=False).status_code == 303
    assert client.get(f"/api/sessions/{ref}").status_code == 404


def test_the_session_id_stays_the_shoppers_own(desk, waiting):
    session, ref = waiting
    client = desk.client("Maya")
    for path in ("/console", f"/console/conversations/{ref}", "/console/audit", "/console/figures"):
        answer = client.get(path)
        assert session not in answer.text
    assert session not in str(desk.service.audit.entries())


def test_the_cookie_is_kept_from_scripts_and_other_sites(desk):
    client = desk.client()
    answer = client.post(
        "/console/sign-in", data={"name": "Maya", "password": PASSWORD}, follow_redirects=False
    )
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/console" in cookie
    assert "Secure" not in cookie
    secure = TestClient(desk.app, base_url="https://testserver")
    answer = secure.post(
        "/console/sign-in", data={"name": "Maya", "password": PASSWORD}, follow_redirects=False
    )
    assert "Secure" in answer.headers["set-cookie"]


def test_pages_allow_no_script_of_their_own_and_are_not_kept(desk, waiting):
    client = desk.client("Maya")
    for path in ("/console", f"/console/conversations/{waiting[1]}", "/console/static/console.js"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    assert client.get("/console").headers["cache-control"] == "no-store"
    for path in ("/console/sign-in", "/console", *SEARCHES, f"/console/conversations/{waiting[1]}"):
        html = client.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", html)
        assert not re.search(r"\s(?:style|on\w+)=", html)


def test_signing_in_goes_nowhere_else(desk):
    client = desk.client()
    for after in ("https://evil.example", "//evil.example", "/console//evil.example", "/other"):
        answer = client.post(
            "/console/sign-in",
            data={"name": "Maya", "password": PASSWORD, "after": after},
            follow_redirects=False,
        )
        assert answer.headers["location"] == "/console"


def test_a_wrong_password_is_refused_then_locked_and_noted(desk):
    client = desk.client()
    for _ in range(TRIES):
        answer = client.post("/console/sign-in", data={"name": "Eve", "password": "guess" * 3})
        assert answer.status_code == 403
        assert "do not fit together" in answer.text
    locked = client.post("/console/sign-in", data={"name": "Eve", "password": "guess" * 3})
    assert "Too many tries" in locked.text
    assert desk.service.audit.entries(limit=1)[0].action == "sign_in_refused"


def test_signing_out_ends_it(desk):
    client = desk.client("Jonas")
    assert post(client, "/console/sign-out").status_code == 303
    assert client.get("/console", follow_redirects=False).status_code == 303


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
    assert post(jonas, f"{page}/send", text="Hello, how can I help?", item=FEW[0].item_id)
    shopper = desk.client()
    heard = shopper.get(f"/api/sessions/{session}/messages").json()
    assert (heard["status"], heard["attended_by"]) == ("agent", "Jonas")
    message = heard["messages"][0]
    assert (message["name"], message["text"]) == ("Jonas", "Hello, how can I help?")
    assert message["items"][0]["item_id"] == FEW[0].item_id
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
    shop = open_shop(tmp_path, FEW)
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
