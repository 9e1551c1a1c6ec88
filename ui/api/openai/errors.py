"""Errors in the shape that OpenAI's clients read."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

from ui.api.messages.problem import Problem

_TYPES: Final = {
    HTTPStatus.UNAUTHORIZED: "authentication_error",
    HTTPStatus.FORBIDDEN: "permission_error",
    HTTPStatus.NOT_FOUND: "not_found_error",
    HTTPStatus.TOO_MANY_REQUESTS: "rate_limit_error",
}


class OpenAIError(BaseModel):
    """What went wrong; ``code`` is the shop's own word for it."""

    message: str
    type: str
    param: str | None
    code: str | None


class OpenAIErrorMessage(BaseModel):
    """The body of every answer under ``/v1`` that is not a success."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "error": {
                    "message": "The model 'gpt-5' is not here. Ask for `aisle`.",
                    "type": "not_found_error",
                    "param": None,
                    "code": "model_not_found",
                }
            }
        }
    )

    error: OpenAIError


def openai_error(
    status: HTTPStatus, problem: Problem, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the answer of a problem.

    What a request got wrong is 400 there, where the rest of this interface says
    422.
    """
    if status is HTTPStatus.UNPROCESSABLE_ENTITY:
        status = HTTPStatus.BAD_REQUEST
    ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    kind = _TYPES.get(status, "server_error" if ours else "invalid_request_error")
    error = OpenAIError(
        message=f"{problem.message} {problem.remedy}", type=kind, param=None, code=problem.code
    )
    body = OpenAIErrorMessage(error=error).model_dump(mode="json")
    return JSONResponse(body, status_code=status, headers=headers)
