"""The shopper's page: a Gradio app whose one component is drawn by our own script.

Python renders replies to HTML (``shopper_html``) and Gradio carries them; the
script in ``static/`` puts them in their place, so that cards already shown are
never redrawn while the reasons stream in.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import gradio as gr
from fastapi import FastAPI
from gradio.themes import Base

from assistant.settings import Settings
from ui.labels.labels import LANGUAGES, labels
from ui.shopper_html import page_html
from ui.shopper_turns import Patch, Said, ShopperTurns, Tapped

if TYPE_CHECKING:
    from assistant.assistant import Assistant

PAGES_AT_ONCE: Final = 40
"""Turns that may run at the same time over all pages; Gradio's own thread limit."""

_STATIC: Final = Path(__file__).parent / "static"
_SYSTEM_FONTS: Final = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
_FAILED: Final = "Something went wrong on our side. Please try again."


def mount_shopper(
    app: FastAPI, assistant: "Assistant", settings: Settings, *, is_staffed: bool = False
) -> None:
    """Put the shopper's page at ``/`` of the application.

    Args:
        app: The application.
        assistant: Answers everything.
        settings: Where it listens, and the defaults of the page's controls.
        is_staffed: Whether there is a service desk, whose people may answer.
    """
    # Gradio asks it at every call; nothing here may call out.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    gr.mount_gradio_app(
        app,
        shopper_page(assistant, settings, is_staffed=is_staffed),
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        footer_links=[],
        run_history=False,
        show_error=False,
        # Photos travel inside the event, so nothing is ever uploaded to disk.
        max_file_size="1kb",
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        theme=Base(font=_SYSTEM_FONTS, font_mono=("ui-monospace", "monospace")),
        # Not as `css`, which Gradio rewrites selector by selector.
        head=f"<style>{(_STATIC / 'shopper.css').read_text(encoding='utf-8')}</style>",
    )


def shopper_page(
    assistant: "Assistant", settings: Settings, *, is_staffed: bool = False
) -> gr.Blocks:
    """Build the page; see ``mount_shopper``."""
    turns = ShopperTurns(assistant, is_staffed=is_staffed)
    with gr.Blocks(title="Aisle", analytics_enabled=False, fill_width=True) as page:
        # The id is all there is to keep; the browser's storage is the shopper's own.
        session: Any = gr.BrowserState(None, storage_key="aisle-session", secret="aisle")  # noqa: S106
        shop: Any = gr.HTML(
            {},
            html_template=page_html(settings.trade_off),
            js_on_load=_script(),
            apply_default_css=False,
            elem_id="aisle",
        )
        _listen(page, shop, session, turns)
    page.queue(default_concurrency_limit=PAGES_AT_ONCE)
    return page


def _script() -> str:
    """Return the page's script, with the labels it puts in place before it."""
    known = json.dumps({language: dict(labels(language)) for language in LANGUAGES})
    files = "".join(
        (_STATIC / name).read_text(encoding="utf-8") for name in ("shopper.js", "person.js")
    )
    return f"const LABELS = {known};\n{files}"


def _listen(page: gr.Blocks, shop: Any, session: Any, turns: ShopperTurns) -> None:  # noqa: ANN401 - Gradio's events are made at run time
    def say(session_id: str | None, event: gr.EventData) -> Iterator[tuple[Patch, str | None]]:
        yield from turns.say(session_id, Said.model_validate(event.message))

    def tap(session_id: str | None, event: gr.EventData) -> Iterator[tuple[Patch, str | None]]:
        yield from turns.tap(session_id, Tapped.model_validate(event.message))

    quietly: dict[str, Any] = {
        "inputs": [session],
        "outputs": [shop, session],
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    alongside: dict[str, Any] = quietly | {"trigger_mode": "multiple"}
    for done in (shop.say(say, **alongside), shop.tap(tap, **alongside)):
        done.failure(
            lambda: {"problem": _FAILED},
            outputs=[shop],
            show_progress="hidden",
            api_visibility="private",
        )
    shop.refresh(turns.open, **quietly)
    # Changes nothing: an event that the page sends to be heard again; see `listenAgain` there.
    shop.hark(lambda: None, **alongside | {"inputs": None, "outputs": None})
    page.load(turns.open, **quietly)
