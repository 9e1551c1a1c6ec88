"""The web application: the HTTP interface, and the shopper's page on top of it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from assistant.settings import Settings
from ui.api.admin import admin_routes, open_live_shop
from ui.api.catalogue import catalogue_routes
from ui.api.console_shopper import console_shopper_routes
from ui.api.conversations import Conversations
from ui.api.docs import add_docs
from ui.api.guards import BodyLimit, SecurityHeaders
from ui.api.health import health_routes
from ui.api.keys import KeyGuard
from ui.api.llms import llms_routes
from ui.api.openai.routes import openai_routes
from ui.api.openapi import DESCRIPTION, TAGS, complete_description
from ui.api.problems import answer_with_problems
from ui.api.rate_limits import RateLimit
from ui.api.search import search_routes
from ui.api.session_data import session_data_routes
from ui.api.sessions import session_routes
from ui.api.widget import WidgetOrigins, widget_routes
from ui.console.console import mount_console
from ui.mcp.server import mcp_server

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.service.service import Service


def create_app(
    assistant: "Assistant",
    settings: Settings,
    *,
    with_page: bool = True,
    service: "Service | None" = None,
) -> FastAPI:
    """Make the application around an assistant, which is closed with it.

    Args:
        assistant: Answers everything.
        settings: Where it listens, and the defaults of the page's controls.
        with_page: False leaves the shopper's page away and serves data only.
        service: The service desk, closed with the application; None leaves its
            console away.
    """
    conversations = Conversations(assistant)
    live = open_live_shop(settings)
    mcp = mcp_server(assistant, conversations, settings.base_url(), app_version())
    mcp_app = mcp.streamable_http_app(stateless_http=True, json_response=True, host=settings.host)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        try:
            async with mcp.session_manager.run():
                yield
        finally:
            conversations.close()
            assistant.close()
            if live is not None:
                live.close()
            if service is not None:
                service.close()

    app = FastAPI(
        title="Aisle",
        summary="A conversational shopping assistant.",
        version=app_version(),
        docs_url=None,
        redoc_url=None,
        description=DESCRIPTION,
        openapi_url="/api/openapi.json",
        openapi_tags=TAGS,
        lifespan=lifespan,
    )
    app.include_router(session_routes(assistant))
    app.include_router(catalogue_routes(assistant))
    app.include_router(session_data_routes(assistant))
    app.include_router(search_routes(assistant))
    app.include_router(openai_routes(conversations))
    app.include_router(admin_routes(live, settings))
    app.include_router(health_routes(assistant))
    app.include_router(llms_routes(assistant))
    app.include_router(widget_routes(assistant))
    app.router.routes.extend(mcp_app.routes)
    add_docs(app)
    if service is not None:
        app.include_router(console_shopper_routes(assistant, service))
        mount_console(app, assistant, service, settings.home)
    answer_with_problems(app)
    # The last one added stands first: a refused body gets the headers too.
    app.add_middleware(BodyLimit)
    keys = [key.get_secret_value() for key in settings.api_keys]
    app.add_middleware(KeyGuard, keys=keys, host=settings.host)
    app.add_middleware(RateLimit, rate=settings.rate_limit, keys=keys)
    app.add_middleware(WidgetOrigins, origins=settings.widget_origins)
    app.add_middleware(SecurityHeaders)
    # Streams are left as they are: an event must not wait for more to be squeezed with.
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=6)
    complete_description(app)
    if with_page:
        from ui.shopper import mount_shopper  # noqa: PLC0415 - Gradio takes seconds to import

        mount_shopper(app, assistant, settings, is_staffed=service is not None)
    return app


def app_version() -> str:
    """Return the version installed, ``0`` where it is run uninstalled."""
    try:
        return version("aisle")
    except PackageNotFoundError:
        return "0"
