"""A conversation's data: its list as JSON-LD, and its deletion."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request

from ui.api.descriptions import INVALID, UNKNOWN_SESSION, answered
from ui.api.examples import JSON_LD
from ui.api.exchanges import SessionId
from ui.api.json_ld import MEDIA_TYPE, JsonLDResponse, base_url, item_list

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def session_data_routes(assistant: "Assistant") -> APIRouter:
    """Return the routes beside a conversation's turns."""
    router = APIRouter(prefix="/api/sessions", tags=["conversation"])

    @router.get(
        "/{session_id}/items.jsonld",
        summary="The list shown last, as a schema.org ItemList",
        response_class=JsonLDResponse,
        responses={
            **answered(JSON_LD, "The items, best first.", media_type=MEDIA_TYPE),
            **UNKNOWN_SESSION,
            **INVALID,
        },
    )
    def listed(request: Request, session_id: SessionId) -> JsonLDResponse:  # pyright: ignore[reportUnusedFunction] - a route
        shown = assistant.dialogue(session_id).shown()
        found = assistant.items(shown)
        return JsonLDResponse(
            item_list([found[one] for one in shown if one in found], base_url(request))
        )

    @router.delete(
        "/{session_id}",
        summary="Delete a conversation with its photos for good",
        status_code=HTTPStatus.NO_CONTENT,
        responses={**UNKNOWN_SESSION, **INVALID},
    )
    def forget(session_id: SessionId) -> None:  # pyright: ignore[reportUnusedFunction] - a route
        assistant.state(session_id)
        assistant.forget(session_id)

    return router
