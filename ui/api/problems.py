"""Errors as JSON: what is wrong, and what to do."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.memory import UnknownSessionError
from retrieval.catalog_errors import CatalogueEmptyError
from retrieval.photos import PhotoError
from ui.api.messages import Problem, ProblemMessage
from ui.api.openai.errors import openai_error

_LOG = logging.getLogger(__name__)


class RequestError(Exception):
    """A request that can't be served, with its answer."""

    def __init__(self, status: HTTPStatus, code: str, message: str, remedy: str) -> None:
        """Keep what the answer says; the arguments are its fields."""
        super().__init__(message)
        self.status = status
        self.problem = Problem(code=code, message=message, remedy=remedy)


def answer_with_problems(app: FastAPI) -> None:
    """Make every error that leaves the app's routes a ``ProblemMessage``."""
    app.add_exception_handler(RequestError, _refused)
    app.add_exception_handler(UnknownSessionError, _unknown_session)
    app.add_exception_handler(PhotoError, _bad_photo)
    app.add_exception_handler(CatalogueEmptyError, _no_catalogue)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def problem_response(
    status: HTTPStatus, problem: Problem, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the answer of a problem."""
    body = ProblemMessage(error=problem).model_dump(mode="json")
    return JSONResponse(body, status_code=status, headers=headers)


def problem_response_at(
    path: str, status: HTTPStatus, problem: Problem, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the answer of a problem in the shape that the path's clients read."""
    if path.startswith("/v1"):
        return openai_error(status, problem, headers)
    return problem_response(status, problem, headers)


def _refused(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestError):
        raise error
    return problem_response_at(request.url.path, error.status, error.problem)


def _unknown_session(request: Request, __: Exception) -> JSONResponse:
    return problem_response_at(
        request.url.path,
        HTTPStatus.NOT_FOUND,
        Problem(
            code="unknown_session",
            message="This conversation is not known here.",
            remedy="Open a new one with POST /api/sessions.",
        ),
    )


def _bad_photo(request: Request, error: Exception) -> JSONResponse:
    return problem_response_at(
        request.url.path,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        Problem(
            code="bad_photo",
            message=f"The photo can't be used: {error}.",
            remedy="Send a JPEG, PNG or WebP picture.",
        ),
    )


def _no_catalogue(request: Request, error: Exception) -> JSONResponse:
    return problem_response_at(
        request.url.path,
        HTTPStatus.SERVICE_UNAVAILABLE,
        Problem(
            code="no_catalogue",
            message=str(error),
            remedy="Index a feed with `aisle index FEED`, or try the demo with `aisle demo`.",
        ),
    )


def _invalid(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    return problem_response_at(
        request.url.path,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        Problem(
            code="invalid_request",
            message=describe(error),
            remedy="Correct the named field; /api/openapi.json shows what is expected.",
        ),
    )


def describe(error: RequestValidationError) -> str:
    """Return the first few faults, each as ``where: what``, without the values sent."""
    faults = [
        f"{'.'.join(str(part) for part in fault['loc']) or 'request'}: {fault['msg']}"
        for fault in error.errors()
    ]
    more = len(faults) - 3
    return "; ".join(faults[:3]) + (f"; and {more} more" if more > 0 else "")


def _http(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    status = HTTPStatus(error.status_code)
    problem = Problem(
        code=status.name.lower(),
        message=error.detail or status.phrase,
        remedy="/api/openapi.json lists what can be asked here.",
    )
    return problem_response_at(request.url.path, status, problem, error.headers)


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    # The path only: what a shopper said belongs in no log.
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem_response_at(
        request.url.path,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        Problem(
            code="internal",
            message="Something went wrong on our side.",
            remedy="Try again; the shop's log says more.",
        ),
    )
