"""A shop's page that carries the widget, as the tests of the widget open it."""

import re

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Page, expect

STRICT = "default-src 'self'; script-src 'self'; style-src 'self'"
REQUEST = "I need a waterproof jacket under $120, not black"
SAY = re.compile("Say what you are looking for|说说您想找什么")


def strict_for(address: str) -> str:
    """The strictest policy of a page of another origin than the assistant's."""
    return (
        "default-src 'self'; style-src 'self'; object-src 'none'; "
        f"script-src {address}; connect-src {address}; img-src {address}; "
        "require-trusted-types-for 'script'"
    )


def shop_html(script: str, attributes: str = "", *, head: str = "", html: str = 'lang="en"') -> str:
    return f"""<!doctype html><html {html}><head><meta charset="utf-8"><title>Some shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}
<script src="{script}" defer></script></head><body>
<main><h1>Some shop</h1><p>Things to buy.</p><a href="#more">More</a></main>
<aisle-assistant {attributes}></aisle-assistant></body></html>"""


def host_app(page: dict[str, str]) -> FastAPI:
    """A shop's own server of one page: its ``html``, under its ``policy`` if it has one.

    Both may be put in once the server runs and its address is known.
    """
    app = FastAPI()

    @app.get("/page")
    def show() -> HTMLResponse:
        policy = page.get("policy")
        headers = {"Content-Security-Policy": policy} if policy else {}
        return HTMLResponse(page["html"], headers=headers)

    return app


def open_widget(page: Page) -> None:
    page.locator(".launcher").click()
    expect(page.get_by_label(SAY)).to_be_focused()


def send(page: Page, text: str) -> None:
    page.get_by_label(SAY).fill(text)
    page.keyboard.press("Enter")


def say(page: Page, text: str) -> None:
    """Say it and wait until everything is answered."""
    before = page.locator(".entry").count()
    send(page, text)
    expect(page.locator(".entry")).to_have_count(before + 1)
    at_rest(page)


def at_rest(page: Page) -> None:
    expect(page.locator(".entry .lead").last).to_be_visible()
    expect(page.locator(".entry[aria-busy=true]")).to_have_count(0)


def last(page: Page, selector: str):
    return page.locator(".entry").last.locator(selector)
