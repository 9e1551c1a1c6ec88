"""What the server does for the widget: its script, the origins it may be called from, the shop."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from assistant.settings import Settings
from tests.fakes.faces import FakeAssistant, shop_items
from ui.api.app import create_app

pytestmark = pytest.mark.slow  # opens whole shops or servers

SHOP = "https://shop.example"
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type, idempotency-key",
}


def client_of(assistant, **settings):
    app = create_app(assistant, Settings(_env_file=None, **settings), with_page=False)
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def client(assistant):
    return client_of(assistant, widget_origins=f"{SHOP}, https://two.example:8443")


def test_the_script_is_asked_for_again_and_sent_only_when_it_changed(client):
    first = client.get("/aisle-widget.js")
    assert first.headers["content-type"].startswith("text/javascript")
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    again = client.get("/aisle-widget.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("origin", [SHOP, "https://two.example:8443"])
@pytest.mark.parametrize("path", ["/api/sessions", "/api/sessions/an-id-of-one/turns"])
def test_a_named_origin_may_converse(client, origin, path):
    answer = client.options(path, headers={"Origin": origin, **PREFLIGHT})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == origin
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["https://evil.example", "https://shop.example.evil", "null"])
def test_another_origin_may_not(client, origin):
    assert (
        client.options("/api/sessions", headers={"Origin": origin, **PREFLIGHT}).status_code == 400
    )
    answer = client.get("/ready", headers={"Origin": origin})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/v1/models", "/mcp", "/api/openapi.json", "/shop", "/console"])
def test_what_the_widget_does_not_call_stays_with_its_own_origin(client, path):
    answer = client.get(path, headers={"Origin": SHOP})
    assert "access-control-allow-origin" not in answer.headers


def test_without_a_setting_no_other_origin_is_let_in(assistant):
    answer = client_of(assistant).get("/ready", headers={"Origin": SHOP})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("origin", ["*", "shop.example", "https://shop.example/", "https://a b"])
def test_a_setting_that_is_no_origin_is_refused_by_name(origin):
    with pytest.raises(ValidationError, match="is no origin"):
        Settings(_env_file=None, widget_origins=origin)


def test_the_shop_shows_items_by_department(client):
    page = client.get("/shop?department=clothing")
    assert page.status_code == 200
    assert page.text.count('class="product"') == 12
    assert 'aria-current="page">Clothing' in page.text
    assert "'unsafe" not in page.headers["content-security-policy"]


def test_an_item_has_a_page_with_its_other_colours(client):
    page = client.get("/shop/items/fell-green")
    assert "Fellside Rain Jacket, green" in page.text
    assert 'href="/shop/items/fell-black"' in page.text


@pytest.mark.parametrize(
    "path", ["/shop?department=weapons", "/shop/items/nothing", "/shop/evil.js", "/shop/..%2Fx.js"]
)
def test_a_page_that_is_not_there(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["remedy"]


def test_seller_text_is_escaped_on_the_shop_s_pages(tmp_path):
    bad = "<script>alert(1)</script>\"'"
    items = [replace(item, title=bad, description=bad, brand=bad) for item in shop_items(tmp_path)]
    client = client_of(FakeAssistant(items))
    for path in ("/shop", "/shop/items/fell-green"):
        assert "<script>alert" not in client.get(path).text
