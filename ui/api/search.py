"""Search without a conversation, over HTTP."""

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from ui.api.descriptions import NO_CATALOGUE, answered, refused
from ui.api.examples import RANKED_ITEM
from ui.api.filters import Filters, constraints
from ui.api.json_ld import JsonLDResponse, base_url, item_list, wants_json_ld
from ui.api.messages import RankedItemMessage, SearchMessage

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_ANSWERS: Final = {
    **answered(
        {"items": [RANKED_ITEM]},
        "The items, best first; none where nothing fits. With `Accept: application/ld+json`, "
        "the same as a schema.org `ItemList`.",
    ),
    **refused(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "A filter is out of bounds, or names what the shop does not have.",
        "unknown_category",
        "The shop has no category 'tends'.",
        "The nearest: 'outdoor > tents', 'kitchen > tins', 'garden > tools'.",
    ),
    **NO_CATALOGUE,
}
_Text = Annotated[
    str, Query(max_length=2_000, description="What is sought; nothing is read out of the words.")
]
_Attribute = Annotated[
    list[str],
    Query(max_length=10, description="`name:value`, such as `colour:green`; may be repeated."),
]


def search_routes(assistant: "Assistant") -> APIRouter:
    """Return ``/api/search``."""
    router = APIRouter(prefix="/api", tags=["catalogue"])

    @router.get(
        "/search",
        summary="Search the catalogue, without a conversation",
        response_model=SearchMessage,
        responses=_ANSWERS,
    )
    def search(  # pyright: ignore[reportUnusedFunction] - a route
        request: Request,
        *,
        q: _Text = "",
        category: str | None = None,
        brand: str | None = None,
        min_price: float | None = None,
        max_price: float | None = None,
        min_rating: float | None = None,
        in_stock: bool = False,
        attribute: _Attribute = [],  # noqa: B006 - FastAPI copies it for every request
        k: Annotated[int, Query(ge=1, le=50, description="Length of the list wanted.")] = 10,
        trade_off: Annotated[float, Query(ge=0, le=1, description="Weight of variety.")] = 0.0,
    ) -> Any:  # noqa: ANN401 - two media types
        filters = _filters(
            category=category,
            brand=brand,
            min_price=min_price,
            max_price=max_price,
            min_rating=min_rating,
            in_stock=in_stock,
            attributes=dict(_pair(one) for one in attribute),
        )
        shelf = assistant.shelf
        held = constraints(filters, shelf.vocabulary())
        found = shelf.search(q, constraints=held, k=k, trade_off=trade_off)
        if wants_json_ld(request):
            return JsonLDResponse(item_list([ranked.item for ranked in found], base_url(request)))
        return SearchMessage(items=tuple(RankedItemMessage.of(ranked) for ranked in found))

    return router


def _pair(attribute: str) -> tuple[str, str]:
    name, _, value = attribute.partition(":")
    return name, value


def _filters(**given: Any) -> Filters:  # noqa: ANN401 - checked by the model
    """Check the filters.

    Raises:
        RequestValidationError: If one is out of bounds.
    """
    try:
        return Filters.model_validate(json.loads(json.dumps(given)))
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_input=False)) from None
