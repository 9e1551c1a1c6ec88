import asyncio
import io
import os
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)
from rich.console import Console

from assistant.bootstrap import build_assistant, build_service
from assistant.service.people import Role
from assistant.settings import LanguageModel, Settings
from tests.browser.demo_shop import DemoShop
from tests.browser.widget_page import host_app, shop_html, strict_for
from tests.fakes.faces import FakeAssistant, shop_items
from tests.fakes.service import PASSWORD
from ui.api.app import create_app
from ui.commands.demo import make_demo_shop

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# No longer than a module: while it is open, its event loop runs in this thread, and
# code under other tests could not run one of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is missing; install Debian's package `chromium`.")
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serving() -> Generator[Callable[[FastAPI], str]]:
    """Serve applications on free ports while the block lasts; gives each one's address."""
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(app: FastAPI) -> str:
        sock = socket.socket()
        sock.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        servers.append((server, thread))
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        return f"http://127.0.0.1:{sock.getsockname()[1]}"

    yield start
    for server, thread in servers:
        server.should_exit = True
        server.force_exit = True
        thread.join(timeout=10)


@pytest.fixture
def serve() -> Iterator[Callable[[FastAPI], str]]:
    """Serve applications until the test ends."""
    with serving() as start:
        yield start


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages; at the end no page may have erred or asked another host."""
    pages: list[Page] = []
    faults: list[str] = []

    def open_page(address: str, **context: object) -> Page:
        page = browser.new_context(**context).new_page()
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:", "blob:"))
                else faults.append(f"asked {request.url}")
            ),
        )
        page.goto(address)
        page.wait_for_selector(".welcome h2", state="attached")
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.context.close()
    assert faults == []


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages; at the end none may have erred or hurt its content-security policy.

    ``beside`` opens another tab of a page's browser.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Trusted" in message.text:
            faults.append(message.text)

    def open_one(address: str, beside: Page | None = None, **context: object) -> Page:
        if beside is None:
            contexts.append(browser.new_context(**context))
        page = (beside.context if beside else contexts[-1]).new_page()
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("console", note)
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def assistant(tmp_path: Path) -> FakeAssistant:
    return FakeAssistant(shop_items(tmp_path))


@pytest.fixture
def address(assistant: FakeAssistant, serve: Callable[[FastAPI], str]) -> str:
    """Where that assistant is; the widget is on its page ``/shop``."""
    return serve(create_app(assistant, Settings(_env_file=None), with_page=False))


@pytest.fixture(scope="session")
def demo_settings() -> Settings:
    """A demo shop of the tests' own beside the models that are there already."""
    home = Path(os.environ.get("AISLE_HOME", ".aisle")).resolve()
    own = home / "browser-test"
    own.mkdir(parents=True, exist_ok=True)
    (home / "models").mkdir(exist_ok=True)
    if not (own / "models").exists():
        (own / "models").symlink_to(home / "models")
    for said in own.glob("sessions.sqlite*"):
        said.unlink()
    settings = Settings(_env_file=None, home=own, llm=LanguageModel.NONE)
    make_demo_shop(settings, Console(file=io.StringIO()))
    return settings


@pytest.fixture(scope="session")
def demo_shop(demo_settings: Settings) -> Iterator[DemoShop]:
    """The demo shop with its service desk, as `aisle demo` opens it: one for all tests."""
    service = build_service(demo_settings)
    service.people.add("Maya", PASSWORD, Role.LEAD)
    service.people.add("Jonas", PASSWORD, Role.AGENT)
    assistant = build_assistant(demo_settings, attendance=service.desk)

    # Where no event loop runs, Gradio makes some and leaves them open.
    async def make() -> FastAPI:
        return create_app(assistant, demo_settings, service=service)

    app = asyncio.run(make())
    with serving() as start:
        address = start(app)
        yield DemoShop(address, assistant, service)


@pytest.fixture
def elsewhere(assistant, serve):
    """Serve a page of another origin that carries the widget; gives the page's address."""

    def start(attributes="", policy=strict_for, **frame):
        page = {}
        shop = serve(host_app(page))
        settings = Settings(_env_file=None, widget_origins=shop)
        served = serve(create_app(assistant, settings, with_page=False))
        page["html"] = shop_html(f"{served}/aisle-widget.js", attributes, **frame)
        page["policy"] = policy(served)
        return f"{shop}/page"

    return start
