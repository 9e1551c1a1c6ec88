"""How often one client may ask."""

import logging
import time

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.settings import Settings
from tests.fakes.faces import FakeAssistant, shop_items
from ui.api.app import create_app

pytestmark = pytest.mark.slow  # opens whole shops or servers

KEY = "a-key-of-a-program"
OTHER = "b-key-of-a-program"
MIDDLE_OF_A_MINUTE = 1_800_000_030.0


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch):
    """Stop the clock: windows end by it, and a slow machine would cross from one into the next."""
    monkeypatch.setattr(time, "time", lambda: MIDDLE_OF_A_MINUTE)


@pytest.fixture
def open_client():
    opened = []

    def make(rate, *, client=("192.0.2.7", 5000), wrap=None, **settings):
        settings = Settings(_env_file=None, rate_limit=rate, **settings)
        app = create_app(FakeAssistant(shop_items()), settings, with_page=False)
        made = TestClient(wrap(app) if wrap else app, client=client)
        opened.append(made)
        return made

    yield make
    for client in opened:
        client.close()


def statuses(client, path, count, **options):
    return [client.get(path, **options).status_code for _ in range(count)]


def test_one_too_many_is_told_what_and_how_long(open_client):
    client = open_client("3/minute")
    assert statuses(client, "/api/items/fell-green", 3) == [200] * 3
    answer = client.get("/api/items/fell-green")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    error = answer.json()["error"]
    assert error["code"] == "rate_limited"
    assert error["message"] == "More than 3 requests came in a minute."
    assert answer.headers["retry-after"] in error["remedy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_under_v1_the_error_has_the_shape_that_its_clients_read(open_client):
    client = open_client("1/minute", api_keys=KEY)
    with_key = {"headers": {"authorization": f"Bearer {KEY}"}}
    assert client.get("/v1/models", **with_key).status_code == 200
    answer = client.get("/v1/models", **with_key)
    assert answer.status_code == 429
    assert answer.json()["error"]["type"] == "rate_limit_error"
    assert answer.headers["retry-after"]


def test_each_key_is_a_client_of_its_own_and_a_bad_one_is_its_address(open_client):
    client = open_client("2/minute", api_keys=f"{KEY},{OTHER}")
    for key in (KEY, OTHER):
        answers = statuses(client, "/v1/models", 3, headers={"x-api-key": key})
        assert answers == [200, 200, 429]
    guesses = [
        client.get("/v1/models", headers={"x-api-key": f"guess-{i}"}).status_code for i in range(3)
    ]
    assert guesses == [401, 401, 429]


def test_paths_that_a_page_fills_itself_from_are_not_counted(open_client):
    client = open_client("1/minute")
    assert statuses(client, "/api/photos/fell-green", 3) == [404] * 3
    assert statuses(client, "/aisle-widget.js", 3) == [200] * 3
    assert statuses(client, "/ready", 3) == [200] * 3
    assert statuses(client, "/api/items/fell-green", 2) == [200, 429]


def test_an_empty_rate_bounds_nothing(open_client):
    assert statuses(open_client(""), "/api/items/fell-green", 700) == [200] * 700


def test_the_default_stops_a_flood_and_no_shopper(open_client):
    default = Settings(_env_file=None).rate_limit
    found = statuses(open_client(default), "/api/items/fell-green", 601)
    assert found == [200] * 600 + [429]


def test_every_rate_must_be_kept_and_a_refusal_costs_nothing(open_client):
    client = open_client("2/hour;3/day")
    assert statuses(client, "/api/items/fell-green", 9) == [200, 200] + [429] * 7


def test_another_origin_can_read_the_refusal(open_client):
    origin = {"origin": "https://shop.example"}
    client = open_client("1/minute", widget_origins="https://shop.example")
    statuses(client, "/api/items/fell-green", 1)
    answer = client.get("/api/items/fell-green", headers=origin)
    assert answer.status_code == 429
    assert answer.headers["access-control-allow-origin"] == "https://shop.example"
    assert "Retry-After" in answer.headers["access-control-expose-headers"]


def test_a_claimed_address_is_believed_only_of_a_trusted_proxy(open_client, caplog):
    def as_served(trusted):
        return lambda app: ProxyHeadersMiddleware(app, trusted_hosts=list(trusted))

    def ask_as_two(client):
        return [
            client.get("/api/items/fell-green", headers={"x-forwarded-for": who}).status_code
            for who in ("198.51.100.1", "198.51.100.2")
        ]

    default = Settings(_env_file=None).trusted_proxies
    with caplog.at_level(logging.WARNING):
        assert ask_as_two(open_client("1/minute", wrap=as_served(default))) == [200, 429]
    assert sum("AISLE_TRUSTED_PROXIES" in line for line in caplog.messages) == 1
    caplog.clear()
    named = Settings(_env_file=None, trusted_proxies="192.0.2.0/24").trusted_proxies
    assert ask_as_two(open_client("1/minute", wrap=as_served(named))) == [200, 200]
    assert caplog.messages == []


def test_the_addresses_of_one_ipv6_customer_are_one_client():
    app = create_app(
        FakeAssistant(shop_items()),
        Settings(_env_file=None, rate_limit="1/minute"),
        with_page=False,
    )

    def ask_from(address):
        return TestClient(app, client=(address, 5000)).get("/api/items/fell-green").status_code

    assert ask_from("2001:db8:0:1::1") == 200
    assert ask_from("2001:db8:0:1:ffff::2") == 429
    assert ask_from("2001:db8:0:2::1") == 200
    assert ask_from("192.0.2.9") == 200
    assert ask_from("::ffff:192.0.2.9") == 429


@pytest.mark.parametrize("rate", ["often", "0/minute", "120", "120/fortnight"])
def test_a_rate_that_is_none_is_refused_by_name(rate):
    with pytest.raises(ValidationError, match="rate_limit"):
        Settings(_env_file=None, rate_limit=rate)


def test_the_wait_is_long_enough(open_client):
    client = open_client("1/second")
    assert client.get("/api/items/fell-green").status_code == 200
    refused: httpx.Response = client.get("/api/items/fell-green")
    assert refused.headers["retry-after"] == "1"
