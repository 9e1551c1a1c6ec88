import contextlib
import socket
import threading
import time

import pytest
import uvicorn
from fastapi.testclient import TestClient

from assistant.settings import Settings
from tests.fakes.console import Desk
from tests.fakes.faces import FakeAssistant, shop_items
from tests.fakes.shop import open_shop
from ui.api.app import create_app


@pytest.fixture(scope="session")
def live():
    """Serve an application on a free port, as a context manager that gives its address."""

    @contextlib.contextmanager
    def serve(app):
        sock = socket.socket()
        sock.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{sock.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
            sock.close()

    return serve


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    """The folder of the fake items' pictures, which are drawn once."""
    folder = tmp_path_factory.mktemp("pictures")
    shop_items(folder)
    return folder


@pytest.fixture
def assistant(pictures):
    return FakeAssistant(shop_items(pictures))


@pytest.fixture
def client(assistant):
    app = create_app(assistant, Settings(_env_file=None), with_page=False)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def session(client):
    return client.post("/api/sessions").json()["session_id"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A whole assistant over the demo shop; an application that serves it closes it."""
    return open_shop(tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("console"))
    yield desk
    desk.shop.close()
    desk.service.close()


@pytest.fixture
def waiting(desk):
    return desk.converse("waterproof jacket under $120", "I want to talk to a person")
