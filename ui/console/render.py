"""The console's pages as HTML; every word of a shopper or a seller is escaped."""

from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from fastapi.responses import HTMLResponse
from jinja2 import Environment

from assistant.money import price_text
from ui.api.messages import photo_url
from ui.console import charts, words
from ui.html import template_environment
from ui.shopper_html import bars
from ui.wording import percent_off, stock_note

_TEMPLATES: Final = Path(__file__).parent / "templates"

# No inline script or style is ever needed, so none is allowed.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
}


def page(template: str, /, *, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> HTMLResponse:  # noqa: ANN401 - whatever a template takes
    """Answer with a page or a part of one; values are the template's."""
    html = (
        _environment()
        .get_template(f"{template}.html.jinja")
        .render(now=datetime.now(UTC), **values)
    )
    return HTMLResponse(html, status, HEADERS)


def failure_page(status: HTTPStatus, message: str) -> HTMLResponse:
    """Answer that something can't be done."""
    return page("failure", status=status, title=status.phrase, message=message)


@cache
def _environment() -> Environment:
    helpers: dict[str, Any] = {
        "action_words": words.action_words,
        "bar": charts.bar,
        "bar_words": words.bar_words,
        "bars": bars,
        "curve_chart": charts.curve_chart,
        "field_words": words.field_words,
        "gap_words": words.gap_words,
        "percent_off": percent_off,
        "photo_url": photo_url,
        "price_text": price_text,
        "reason_words": words.reason_words,
        "share_words": words.share_words,
        "since_words": words.since_words,
        "stock_note": stock_note,
        "tone_chart": charts.tone_chart,
        "tone_words": words.tone_words,
        "wait_words": words.wait_words,
    }
    return template_environment(_TEMPLATES, helpers)
