"""Items and their pictures over HTTP."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Request
from fastapi import Path as PathField
from fastapi.responses import FileResponse

from retrieval.items import Item
from ui.api.descriptions import INVALID, NO_CATALOGUE, UNKNOWN_ITEM, answered
from ui.api.examples import ITEM
from ui.api.json_ld import JsonLDResponse, base_url, product, wants_json_ld
from ui.api.messages import ItemMessage
from ui.api.problems import RequestError

if TYPE_CHECKING:
    from assistant.assistant import Assistant

# Only what a browser shows as a still picture: an SVG could carry a script.
_MEDIA_TYPES: Final = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
}
_CACHED: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
_ItemId = Annotated[str, PathField(min_length=1, max_length=500)]


def catalogue_routes(assistant: "Assistant") -> APIRouter:
    """Return the routes under ``/api/items`` and ``/api/photos``."""
    router = APIRouter(prefix="/api", tags=["catalogue"])

    @router.get(
        "/items/{item_id:path}",
        summary="One item",
        response_model=ItemMessage,
        responses={
            **answered(
                ITEM,
                "As it stands now; with `Accept: application/ld+json`, a `Product`.",
            ),
            **UNKNOWN_ITEM,
            **INVALID,
            **NO_CATALOGUE,
        },
    )
    def item(request: Request, item_id: _ItemId) -> ItemMessage | JsonLDResponse:  # pyright: ignore[reportUnusedFunction] - a route
        found = _found(assistant, item_id)
        if wants_json_ld(request):
            return JsonLDResponse(product(found, base_url(request)))
        return ItemMessage.of(found)

    @router.get(
        "/photos/{item_id:path}",
        summary="An item's main picture",
        response_class=FileResponse,
        responses={
            HTTPStatus.OK: {
                "description": "The picture, which never changes under its address.",
                "content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}},
            },
            **UNKNOWN_ITEM,
            **INVALID,
            **NO_CATALOGUE,
        },
    )
    def photo(item_id: _ItemId) -> FileResponse:  # pyright: ignore[reportUnusedFunction] - a route
        return _photo_response(_found(assistant, item_id))

    return router


def _found(assistant: "Assistant", item_id: str) -> Item:
    item = assistant.items([item_id]).get(item_id)
    if item is None:
        raise RequestError(
            HTTPStatus.NOT_FOUND,
            "unknown_item",
            "The shop has no item of this id.",
            "Ids are those in the `items` event; an item may also have been sold off.",
        )
    return item


def _photo_response(item: Item) -> FileResponse:
    path = next((path for path in item.image_paths if path.is_file()), None)
    media_type = _MEDIA_TYPES.get(path.suffix.lower()) if path else None
    if path is None or media_type is None:
        raise RequestError(
            HTTPStatus.NOT_FOUND,
            "no_photo",
            "This item has no picture that can be shown.",
            "Check its picture in the shop's feed and index it again.",
        )
    return FileResponse(path, media_type=media_type, headers=_CACHED)
