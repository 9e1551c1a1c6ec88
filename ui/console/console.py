"""The console put together."""

from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, Response

from assistant.service.service import Service
from ui.console.access import HOME, Looking, RefusedPageError, answer_console_errors
from ui.console.catalogue_map import map_routes
from ui.console.conversation import conversation_routes
from ui.console.knowledge import policy_routes, review_routes
from ui.console.lead import lead_routes
from ui.console.queue import queue_routes
from ui.console.render import HEADERS
from ui.console.search import search_routes
from ui.console.signing import signing_routes

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_STATIC: Final = Path(__file__).parent / "static"
_FILES: Final = {
    "console.css": "text/css",
    "console.js": "text/javascript",
    "map.css": "text/css",
    "map.js": "text/javascript",
    "theme.js": "text/javascript",
}


def mount_console(app: FastAPI, assistant: "Assistant", service: Service, home: Path) -> None:
    """Put the console at ``/console`` of the application; its maps are kept in the home."""
    app.state.service = service
    for routes in (
        _static_routes(),
        signing_routes(service),
        queue_routes(assistant, service),
        conversation_routes(assistant, service),
        search_routes(assistant, service),
        policy_routes(assistant, service),
        review_routes(assistant, service),
        map_routes(assistant, service, home / "maps"),
        lead_routes(assistant, service),
        _nothing_else(),
    ):
        app.include_router(routes, include_in_schema=False)
    answer_console_errors(app)


def _static_routes() -> APIRouter:
    router = APIRouter()

    @router.get(f"{HOME}/static/{{name}}")
    def static(name: str) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        if name not in _FILES:
            raise RefusedPageError(HTTPStatus.NOT_FOUND, "There is no such file.")
        headers = {**HEADERS, "Cache-Control": "no-cache"}
        return FileResponse(_STATIC / name, media_type=_FILES[name], headers=headers)

    return router


def _nothing_else() -> APIRouter:
    router = APIRouter()

    @router.get(f"{HOME}/{{path:path}}")
    def nothing(path: str, _: Looking) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        raise RefusedPageError(HTTPStatus.NOT_FOUND, f"There is no page {path[:80]!r} here.")

    return router
