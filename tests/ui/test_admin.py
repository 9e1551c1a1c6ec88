import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from retrieval.catalog import Catalogue
from tests.fakes.faces import FakeAssistant, shop_items
from tests.fakes.retrieval import make_item
from ui.api import admin
from ui.api.app import create_app

pytestmark = pytest.mark.slow  # opens whole shops or servers

KEY = "k" * 40
HEADERS = {"authorization": f"Bearer {KEY}"}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(admin, "_warm", lambda _: None)
    catalogue = Catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    build = catalogue.begin_build("feed")
    catalogue.put(build.build_id, [make_item("a", "Rain jacket"), make_item("b", "Hat")])
    catalogue.publish(build.build_id)
    yield tmp_path
    catalogue.close()


@pytest.fixture
def client(home):
    settings = Settings(_env_file=None, home=home, admin_key=KEY)
    app = create_app(FakeAssistant(shop_items(home)), settings, with_page=False)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def sold(home):
    catalogue = Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}")
    items = {item.item_id: item for item in catalogue.every_item()}
    catalogue.close()
    return items


def test_a_price_is_changed_with_the_key_and_not_without(client, home):
    row = {"items": [{"id": "a", "price": "7.50 USD"}]}
    for headers in ({}, {"authorization": "Bearer wrong"}, {"x-api-key": "ä".encode()}):
        answer = client.post("/api/admin/items", json=row, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "invalid_admin_key")
    assert sold(home)["a"].version == 1
    answer = client.post("/api/admin/items", json=row, headers=HEADERS).json()
    assert (answer["updated"], answer["lost"]) == (1, 0)
    assert str(sold(home)["a"].price.amount) == "7.50"
    assert client.post("/api/admin/items", json=row, headers={"x-api-key": KEY}).json() == {
        **answer,
        "updated": 0,
        "unchanged": 1,
    }


def test_items_are_taken_out_one_by_one_or_together(client, home):
    assert client.delete("/api/admin/items/a", headers=HEADERS).json()["removed"] == 1
    ids = {"item_ids": ["a", "b", "nobody"]}
    assert client.post("/api/admin/items/remove", json=ids, headers=HEADERS).json()["removed"] == 1
    assert sold(home) == {}


def test_promotions_and_policy_are_replaced_and_repeated_ids_refused(client):
    sale = {"id": "s", "title": "Sale", "percent_off": 10, "starts": "2020-01-01"}
    sale |= {"ends": "2090-01-01"}
    put = {"promotions": [sale]}
    answer = client.put("/api/admin/promotions", json=put, headers=HEADERS)
    assert answer.json() == {"count": 1}
    twice = client.put("/api/admin/promotions", json={"promotions": [sale] * 2}, headers=HEADERS)
    assert (twice.status_code, "twice" in twice.text) == (422, True)
    passage = {"id": "r", "topic": "Returns", "title": "How long", "text": "60 days."}
    answer = client.put("/api/admin/policy", json={"passages": [passage]}, headers=HEADERS)
    assert answer.json() == {"count": 1}


def test_without_a_key_set_nothing_can_be_changed(home):
    settings = Settings(_env_file=None, home=home)
    app = create_app(FakeAssistant(shop_items(home)), settings, with_page=False)
    with TestClient(app) as client:
        for headers in ({}, HEADERS, {"authorization": "Bearer "}):
            answer = client.delete("/api/admin/items/a", headers=headers)
            assert (answer.status_code, answer.json()["error"]["code"]) == (403, "admin_off")
    assert "a" in sold(home)


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="admin_key"):
        Settings(_env_file=None, admin_key="short")
