"""The widget for shop pages, the pages it may be called from, and a made-up shop that shows it."""

from collections.abc import Collection
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.api.problems import RequestError
from ui.shop_pages import item_page, list_page

if TYPE_CHECKING:
    from assistant.assistant import Assistant

WIDGET: Final = "/aisle-widget.js"

_STATIC: Final = Path(__file__).parents[1] / "static"
_SHOP_FILES: Final = {
    "shop.css": "text/css; charset=utf-8",
    "shop.js": "text/javascript; charset=utf-8",
    "shop.svg": "image/svg+xml",
}
_SCRIPT: Final = "text/javascript; charset=utf-8"
# No exception for anything inline: the widget has to work under it.
_SHOP_POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'; "
    "require-trusted-types-for 'script'"
)
_CALLED: Final = ("/api/sessions", "/api/items", "/api/photos", "/ready")
_A_WHILE: Final = 600
"""Seconds a browser may remember what another origin is allowed."""


class WidgetOrigins:
    """Lets pages of the shop's own origins call what the widget calls, and nothing else."""

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        """Stand before ``app``.

        Args:
            app: What is called.
            origins: Such as ``https://shop.example``; empty keeps to the same origin.
        """
        self._app = app
        self._cors = CORSMiddleware(
            app,
            allow_origins=list(origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type", "Idempotency-Key"],
            expose_headers=["Retry-After"],
            max_age=_A_WHILE,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        is_called = scope["type"] == "http" and scope["path"].startswith(_CALLED)
        await (self._cors if is_called else self._app)(scope, receive, send)


def widget_routes(assistant: "Assistant") -> APIRouter:
    """Return the widget's script and the pages of the made-up shop under ``/shop``."""
    router = APIRouter(include_in_schema=False)

    @router.get(WIDGET)
    def widget(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        return _file(
            request, "aisle-widget.js", _SCRIPT, {"Cross-Origin-Resource-Policy": "cross-origin"}
        )

    @router.get("/shop/{name}.{kind}")
    def shop_file(request: Request, name: str, kind: str) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        media_type = _SHOP_FILES.get(f"{name}.{kind}")
        if media_type is None:
            raise _no_such_page()
        return _file(request, f"{name}.{kind}", media_type, {})

    @router.get("/shop")
    def shop(department: Annotated[str | None, Query(max_length=200)] = None) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        page = list_page(assistant.shelf, department)
        if page is None:
            raise _no_such_page()
        return _page(page)

    @router.get("/shop/items/{item_id:path}")
    def shop_item(item_id: str) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        page = item_page(assistant.shelf, item_id)
        if page is None:
            raise _no_such_page()
        return _page(page)

    return router


def _page(html: str) -> HTMLResponse:
    return HTMLResponse(
        html, headers={"Content-Security-Policy": _SHOP_POLICY, "Cache-Control": "no-cache"}
    )


def _no_such_page() -> RequestError:
    return RequestError(
        HTTPStatus.NOT_FOUND,
        "no_such_page",
        "The made-up shop has no such page.",
        "Begin at /shop.",
    )


def _file(request: Request, name: str, media_type: str, headers: dict[str, str]) -> Response:
    """Answer with a built file; a browser asks again each time and is told when it is unchanged."""
    content = (_STATIC / name).read_bytes()
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", **headers}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(content, media_type=media_type, headers=headers)
