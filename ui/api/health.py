"""Whether the process lives, and whether it can serve shoppers."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter, Response

from retrieval.catalog_errors import CatalogueEmptyError
from ui.api.descriptions import answered
from ui.api.examples import Example
from ui.api.messages import HealthMessage, ModelMessage, ReadyMessage

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_READY: Final[Example] = {
    "ready": True,
    "catalogue": "published",
    "model": {"readiness": "ready", "detail": "The embedded model is ready."},
}
_NOT_READY: Final[Example] = _READY | {
    "ready": False,
    "catalogue": "The shop is empty; run `aisle index FEED`.",
}


def health_routes(assistant: "Assistant") -> APIRouter:
    """Return ``/health`` and ``/ready``."""
    router = APIRouter(tags=["operation"])

    @router.get(
        "/health", summary="The process answers", responses=answered({"status": "ok"}, "It does.")
    )
    def health() -> HealthMessage:  # pyright: ignore[reportUnusedFunction] - a route
        return HealthMessage()

    @router.get(
        "/ready",
        summary="Shoppers can be served",
        responses={
            **answered(_READY, "They can, also without a language model."),
            HTTPStatus.SERVICE_UNAVAILABLE: {
                "model": ReadyMessage,
                "description": "Nothing was indexed yet.",
                "content": {"application/json": {"example": _NOT_READY}},
            },
        },
    )
    def ready(response: Response) -> ReadyMessage:  # pyright: ignore[reportUnusedFunction] - a route
        message = readiness(assistant)
        if not message.ready:
            response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return message

    return router


def readiness(assistant: "Assistant") -> ReadyMessage:
    """Ask the catalogue and the model; neither blocks for long."""
    status = assistant.model_status()
    catalogue = "published"
    try:
        assistant.items(())
    except CatalogueEmptyError as error:
        catalogue = str(error)
    return ReadyMessage(
        ready=catalogue == "published",
        catalogue=catalogue,
        model=ModelMessage(readiness=status.readiness, detail=status.detail),
    )
