"""The page that describes the interface, whole without the internet."""

from importlib.resources import files
from typing import Final

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

_STATIC: Final = files("ui").joinpath("static", "api_docs")
_ASSETS: Final = "/api/docs/assets"
# Swagger UI sets styles from its script and draws its icons from data URLs.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def add_docs(app: FastAPI) -> None:
    """Serve Swagger UI at ``/api/docs``, its files from the installed package."""
    bundle = str(files("fastapi_offline").joinpath("static"))
    page = _STATIC.joinpath("page.html").read_text(encoding="utf-8")

    @app.get("/api/docs", include_in_schema=False)
    def docs() -> HTMLResponse:  # pyright: ignore[reportUnusedFunction] - a route
        return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY})

    app.mount(f"{_ASSETS}/own", StaticFiles(directory=str(_STATIC)), name="docs-own")
    app.mount(_ASSETS, StaticFiles(directory=bundle), name="docs-assets")
