"""The console over HTTP: who may do what, and what no page lets out."""

import re

import pytest
from fastapi.testclient import TestClient

from assistant.service.people import TRIES
from tests.fakes.console import csrf, post
from tests.fakes.service import PASSWORD
from ui.console.access import COOKIE

pytestmark = pytest.mark.slow  # opens whole shops or servers

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
    "/console/map",
    "/console/map/points",
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
