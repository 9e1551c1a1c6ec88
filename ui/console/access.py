"""Who may see a page of the console, and what a form must carry."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import quote, urlsplit

from fastapi import Depends, FastAPI, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.service.conversations import UnknownConversationError
from assistant.service.people import Agent, Role, SignIn, is_same
from assistant.service.service import Service
from ui.console.render import failure_page

HOME: Final = "/console"
SIGN_IN: Final = f"{HOME}/sign-in"
COOKIE: Final = "aisle-console"
CSRF_FIELD: Final = "csrf"
CSRF_HEADER: Final = "x-csrf-token"
PART_HEADER: Final = "x-part"


class NotSignedInError(Exception):
    """Nobody is signed in, or not any more."""


class RefusedPageError(Exception):
    """A page that is not served; the message is for the agent."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        """Take the status of the answer and what it says."""
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Visit:
    """A request by an agent who is signed in.

    Attributes:
        agent: Who.
        csrf: What their forms carry.
        token: Of their sign-in.
        form: What was posted; empty for a page that is only looked at.
    """

    agent: Agent
    csrf: str
    token: str
    form: FormData

    def text(self, name: str, longest: int = 2_000) -> str:
        """Return a field of the form, without the spaces around it."""
        value = self.form.get(name, "")
        return value.strip()[:longest] if isinstance(value, str) else ""


async def agent_only(request: Request) -> Visit:
    """Let any agent look.

    Raises:
        NotSignedInError: If nobody is signed in.
    """
    token, sign_in = _signed_in(request)
    return Visit(sign_in.agent, sign_in.csrf, token, FormData())


async def lead_only(request: Request) -> Visit:
    """Let a lead look.

    Raises:
        NotSignedInError: If nobody is signed in.
        RefusedPageError: If the agent is no lead.
    """
    visit = await agent_only(request)
    if visit.agent.role is not Role.LEAD:
        raise RefusedPageError(HTTPStatus.FORBIDDEN, "Only a lead may see this page.")
    return visit


async def form_of_ours(request: Request) -> AsyncGenerator[Visit]:
    """Let an agent act; the form must come from a page of ours, and is closed afterwards.

    Raises:
        NotSignedInError: If nobody is signed in.
        RefusedPageError: If the form comes from elsewhere.
    """
    token, sign_in = _signed_in(request)
    check_origin(request)
    async with request.form(max_files=1, max_fields=60) as form:
        given = request.headers.get(CSRF_HEADER) or form.get(CSRF_FIELD)
        if not isinstance(given, str) or not is_same(given, sign_in.csrf):
            raise RefusedPageError(
                HTTPStatus.FORBIDDEN, "This form is out of date. Go back, reload, and try again."
            )
        yield Visit(sign_in.agent, sign_in.csrf, token, form)


Looking = Annotated[Visit, Depends(agent_only)]
LeadLooking = Annotated[Visit, Depends(lead_only)]
Acting = Annotated[Visit, Depends(form_of_ours)]


def _signed_in(request: Request) -> tuple[str, SignIn]:
    service: Service = request.app.state.service
    token = request.cookies.get(COOKIE, "")
    sign_in = service.people.signed_in(token) if token else None
    if sign_in is None:
        raise NotSignedInError
    return token, sign_in


def check_origin(request: Request) -> None:
    """Refuse a form that another site's page posted.

    Raises:
        RefusedPageError: If the browser says that it did.
    """
    origin = request.headers.get("origin")
    if origin is None or origin == "null":
        elsewhere = request.headers.get("sec-fetch-site", "same-origin") == "cross-site"
    else:
        elsewhere = urlsplit(origin).netloc != request.headers.get("host", "")
    if elsewhere:
        raise RefusedPageError(HTTPStatus.FORBIDDEN, "This form was sent by another site.")


def is_part(request: Request) -> bool:
    """Tell whether a script asks, for a part of a page."""
    return PART_HEADER in request.headers


def answer_console_errors(app: FastAPI) -> None:
    """Make the console's errors pages that say what to do."""
    app.add_exception_handler(NotSignedInError, _to_sign_in)
    app.add_exception_handler(RefusedPageError, _refused)
    app.add_exception_handler(UnknownConversationError, _unknown)


def _to_sign_in(request: Request, _: Exception) -> Response:
    # A script, or an event stream, could only follow to a page it cannot show.
    streams = "text/event-stream" in request.headers.get("accept", "")
    if is_part(request) or streams:
        return PlainTextResponse("Sign in again.", HTTPStatus.UNAUTHORIZED)
    after = request.url.path if request.method == "GET" else HOME
    return RedirectResponse(f"{SIGN_IN}?after={quote(after)}", HTTPStatus.SEE_OTHER)


def _refused(_: Request, error: Exception) -> Response:
    if not isinstance(error, RefusedPageError):
        raise error
    return failure_page(error.status, str(error))


def _unknown(_: Request, error: Exception) -> Response:
    return failure_page(HTTPStatus.NOT_FOUND, str(error))
