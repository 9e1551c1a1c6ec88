"""The web application: the HTTP interface, and the shopper's page on top of it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from fastapi import FastAPI

from assistant.settings import Settings
from ui.api.catalogue import catalogue_routes
from ui.api.guards import BodyLimit, SecurityHeaders
from ui.api.health import health_routes
from ui.api.problems import answer_with_problems
from ui.api.sessions import session_routes

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def create_app(assistant: "Assistant", settings: Settings, *, with_page: bool = True) -> FastAPI:
    """Make the application around an assistant, which is closed with it.

    Args:
        assistant: Answers everything.
        settings: Where it listens, and the defaults of the page's controls.
        with_page: False leaves the shopper's page away and serves data only.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        try:
            yield
        finally:
            assistant.close()

    app = FastAPI(
        title="Aisle",
        summary="A conversational shopping assistant.",
        version=_version(),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.include_router(session_routes(assistant))
    app.include_router(catalogue_routes(assistant))
    app.include_router(health_routes(assistant))
    answer_with_problems(app)
    # The last one added stands first: a refused body gets the headers too.
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders)
    if with_page:
        from ui.shopper import mount_shopper  # noqa: PLC0415 - Gradio takes seconds to import

        mount_shopper(app, assistant, settings)
    return app


def _version() -> str:
    try:
        return version("aisle")
    except PackageNotFoundError:
        return "0"
