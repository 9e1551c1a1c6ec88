"""What is sent is compressed, streams excepted."""

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from tests.fakes.faces import FakeAssistant, shop_items
from ui.api.app import create_app


@pytest.mark.slow
def test_pages_and_scripts_are_compressed_and_streams_are_not():
    app = create_app(FakeAssistant(shop_items()), Settings(_env_file=None), with_page=False)
    with TestClient(app) as client:
        for path in ("/aisle-widget.js", "/api/openapi.json"):
            assert client.get(path).headers["content-encoding"] == "gzip"
            plain = client.get(path, headers={"accept-encoding": "identity"})
            assert "content-encoding" not in plain.headers
        session = client.post("/api/sessions").json()["session_id"]
        turn = client.post(f"/api/sessions/{session}/turns", json={"text": "rain jacket"})
        assert turn.headers["content-type"].startswith("text/event-stream")
        assert len(turn.content) > 1_000
        assert "content-encoding" not in turn.headers
