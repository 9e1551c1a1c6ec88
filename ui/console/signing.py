"""Signing in and out."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from assistant.service.passwords import LONGEST
from assistant.service.people import LONGEST_SHIFT, RefusedError
from assistant.service.service import Service
from ui.console.access import COOKIE, HOME, SIGN_IN, Acting, check_origin
from ui.console.render import page


def signing_routes(service: Service) -> APIRouter:
    """Return the routes of signing in and out."""
    router = APIRouter()

    @router.get(SIGN_IN)
    def form(after: str = HOME) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        return page(
            "sign_in", problem="", name="", after=_inside(after), staffed=service.desk.is_staffed()
        )

    @router.post(SIGN_IN)
    def sign_in(  # pyright: ignore[reportUnusedFunction] - a route
        request: Request,
        name: Annotated[str, Form(max_length=200)] = "",
        password: Annotated[str, Form(max_length=LONGEST)] = "",
        after: Annotated[str, Form(max_length=300)] = HOME,
    ) -> Response:
        check_origin(request)
        try:
            token, found = service.people.sign_in(name, password)
        except RefusedError as error:
            # The name may be a password typed into the wrong box, so it stays out.
            service.audit.note("", "sign_in_refused", why=type(error).__name__)
            return page(
                "sign_in",
                status=HTTPStatus.FORBIDDEN,
                problem=str(error),
                name=name,
                after=_inside(after),
                staffed=True,
            )
        service.audit.note(found.agent.name, "signed_in")
        answer = RedirectResponse(_inside(after), HTTPStatus.SEE_OTHER)
        answer.set_cookie(
            COOKIE,
            token,
            max_age=int(LONGEST_SHIFT.total_seconds()),
            path=HOME,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    @router.post(f"{HOME}/sign-out")
    def sign_out(visit: Acting) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        left = service.desk.leave_all(visit.agent.agent_id)
        service.people.sign_out(visit.token)
        service.audit.note(visit.agent.name, "signed_out", left=", ".join(left))
        answer = RedirectResponse(SIGN_IN, HTTPStatus.SEE_OTHER)
        answer.delete_cookie(COOKIE, path=HOME)
        return answer

    return router


def _inside(path: str) -> str:
    """Return the path if it is one of the console's, else its first page."""
    is_ours = path == HOME or path.startswith(f"{HOME}/")
    return path if is_ours and "\\" not in path and "//" not in path else HOME
