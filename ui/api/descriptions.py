"""How routes are described on the page: answers and errors, each with an example."""

from http import HTTPStatus
from typing import Any

from ui.api.examples import Example, problem
from ui.api.messages import ProblemMessage

Answers = dict[int | str, dict[str, Any]]


def answered(
    example: object,
    description: str = "It is done.",
    *,
    status: HTTPStatus = HTTPStatus.OK,
    media_type: str = "application/json",
) -> Answers:
    """Describe a success."""
    return {status: {"description": description, "content": {media_type: {"example": example}}}}


def refused(status: HTTPStatus, description: str, code: str, message: str, remedy: str) -> Answers:
    """Describe an error with a ``ProblemMessage``."""
    example: Example = problem(code, message, remedy)
    return {
        status: {
            "model": ProblemMessage,
            "description": description,
            "content": {"application/json": {"example": example}},
        }
    }


UNKNOWN_SESSION = refused(
    HTTPStatus.NOT_FOUND,
    "No such conversation.",
    "unknown_session",
    "This conversation is not known here.",
    "Open a new one with POST /api/sessions.",
)
INVALID = refused(
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "A field of the request can't be used; the message names it.",
    "invalid_request",
    "body.trade_off: Input should be less than or equal to 1",
    "Correct the named field; /api/openapi.json shows what is expected.",
)
UNKNOWN_ITEM = refused(
    HTTPStatus.NOT_FOUND,
    "No such item, or none with a picture.",
    "unknown_item",
    "The shop has no item of this id.",
    "Ids are those in the `items` event; an item may also have been sold off.",
)
NO_CATALOGUE = refused(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Nothing was indexed yet.",
    "no_catalogue",
    "The shop is empty.",
    "Index a feed with `aisle index FEED`, or try the demo with `aisle demo`.",
)
