"""The description of the interface: whole, true, and readable without the internet."""

import re
from typing import get_args

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from tests.fakes.faces import FakeAssistant, shop_items
from ui.api import examples, messages
from ui.api.app import create_app
from ui.api.openai.examples import COMPLETION
from ui.api.openai.requests import ChatCompletionRequest
from ui.api.openai.responses import ChatCompletion

OURS = (
    "/api/sessions",
    "/api/search",
    "/api/items",
    "/api/photos",
    "/v1/",
    "/llms.txt",
    "/health",
    "/ready",
)
ERRORLESS = {("/api/sessions", "post"), ("/health", "get")}


@pytest.fixture(scope="module")
def client():
    assistant = FakeAssistant(shop_items())
    with TestClient(create_app(assistant, Settings(_env_file=None), with_page=False)) as client:
        yield client


@pytest.fixture(scope="module")
def schema(client):
    return client.get("/api/openapi.json").json()


def operations(schema):
    return [
        (path, method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        if path.startswith(OURS)
    ]


def test_every_route_is_there(schema):
    assert {
        "/api/sessions",
        "/api/sessions/{session_id}",
        "/api/sessions/{session_id}/items.jsonld",
        "/api/sessions/{session_id}/exchanges",
        "/api/sessions/{session_id}/turns",
        "/api/sessions/{session_id}/turns/{key}",
        "/api/sessions/{session_id}/taps",
        "/api/search",
        "/api/items/{item_id}",
        "/api/photos/{item_id}",
        "/v1/chat/completions",
        "/v1/models",
        "/v1/models/{model}",
        "/llms.txt",
        "/health",
        "/ready",
    } <= set(schema["paths"])


def test_every_operation_has_a_summary_an_example_and_its_errors(schema):
    faults = []
    for path, method, operation in operations(schema):
        where = f"{method} {path}"
        if not re.match(r"[A-Z].{6,}", operation.get("summary", "")):
            faults.append(f"{where}: no summary")
        answers = operation["responses"]
        good = [answer for code, answer in answers.items() if code.startswith("2")]
        shown = [kind for answer in good for kind in answer.get("content", {}).values()]
        is_picture = path.startswith("/api/photos")
        if shown and not is_picture and not all("example" in kind for kind in shown):
            faults.append(f"{where}: an answer without an example")
        bad = [answer for code, answer in answers.items() if code >= "4"]
        if not bad and (path, method) not in ERRORLESS:
            faults.append(f"{where}: no error described")
        faults += [
            f"{where}: an error without an example: {answer['description']}"
            for answer in bad
            if "example" not in answer["content"]["application/json"]
        ]
        for kind in operation.get("requestBody", {}).get("content", {}).values():
            model = schema["components"]["schemas"].get(
                kind["schema"].get("$ref", "").rpartition("/")[2], {}
            )
            places = (kind, kind["schema"], model)
            told = any(name in place for place in places for name in ("example", "examples"))
            if not told and "photo" not in kind["schema"].get("properties", {}):
                faults.append(f"{where}: a request without an example")
    assert faults == []


@pytest.mark.parametrize(
    ("model", "example"),
    [
        (messages.ItemMessage, examples.ITEM),
        (messages.RankedItemMessage, examples.RANKED_ITEM),
        (messages.ExplanationMessage, examples.EXPLANATION),
        (messages.ReplyMessage, examples.REPLY),
        (messages.SessionMessage, examples.SESSION),
        (messages.ExchangesMessage, examples.EXCHANGES),
        (messages.TurnRequest, examples.TURN),
        (messages.TapsRequest, examples.TAPS),
        (ChatCompletion, COMPLETION),
        (ChatCompletionRequest, ChatCompletionRequest.model_config["json_schema_extra"]["example"]),
    ],
)
def test_examples_are_what_they_are_examples_of(model, example):
    assert model.model_validate(example)


def test_the_claims_of_the_example_point_at_their_words():
    text = examples.EXPLANATION["text"]
    words = [text[claim["start"] : claim["end"]] for claim in examples.EXPLANATION["claims"]]
    assert words == ["charcoal", "waterproof", "$119"]


def test_every_tap_is_described(schema):
    described = schema["components"]["schemas"]["TapsRequest"]["properties"]["operations"]
    kinds = get_args(get_args(messages.Tap)[0])
    assert len(described["items"]["oneOf"]) == len(kinds)


def test_keys_are_described_where_they_are_wanted(schema):
    assert schema["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    assert "HTTPValidationError" not in str(schema)
    for path, _, operation in operations(schema):
        assert ("security" in operation) == path.startswith("/v1/"), path


@pytest.mark.slow
def test_the_page_loads_nothing_from_elsewhere(client):
    page = client.get("/api/docs")
    assert page.status_code == 200
    assert "'unsafe-inline'" not in page.headers["content-security-policy"].partition("style")[0]
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert addresses
    assert not [one for one in addresses if one.startswith(("http", "//"))]
    for address in addresses:
        if address.startswith("/"):
            assert client.get(address).status_code == 200, address
