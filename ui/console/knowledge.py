"""Asking the shop's policy, and seeing what its reviews say."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from assistant.answers.answer import ENOUGH_SIMILARITY, answer_policy
from assistant.service.reviews.trends import Trend, trends
from assistant.service.service import Service
from retrieval.items import Item
from ui.console.access import HOME, Looking, RefusedPageError
from ui.console.render import page

if TYPE_CHECKING:
    from assistant.assistant import Assistant

PASSAGES: Final = 4
REVIEWS_SHOWN: Final = 40

_Question = Annotated[str, Query(max_length=500)]


def policy_routes(assistant: "Assistant", service: Service) -> APIRouter:
    """Return the routes of the policy page."""
    router = APIRouter()

    @router.get(f"{HOME}/policy")
    def policy(visit: Looking, question: _Question = "", for_: str = "") -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        if for_:
            service.desk.conversation(for_)
        asked = question.strip()
        found = assistant.shelf.passages(asked, PASSAGES) if asked else []
        if asked:
            service.audit.note(visit.agent.name, "asked_policy", for_)
        covered = any(similarity >= ENOUGH_SIMILARITY for _, similarity in found)
        return page(
            "policy",
            visit=visit,
            question=asked,
            found=found,
            enough=ENOUGH_SIMILARITY,
            answer=answer_policy(asked, found).text if covered else "",
            ref=for_,
        )

    return router


def review_routes(assistant: "Assistant", service: Service) -> APIRouter:
    """Return the routes of the reviews."""
    router = APIRouter()

    @router.get(f"{HOME}/reviews")
    def reviews(visit: Looking) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        found = trends(service.reviews.all())
        service.audit.note(visit.agent.name, "saw_reviews")
        products = [(trend, _item(assistant, trend)) for trend in found.products]
        return page("reviews", visit=visit, as_of=found.as_of, products=products)

    @router.get(f"{HOME}/reviews/{{product_id:path}}")
    def product(visit: Looking, product_id: str) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        found = trends(service.reviews.all())
        trend = next((t for t in found.products if t.product_id == product_id), None)
        if trend is None:
            raise RefusedPageError(HTTPStatus.NOT_FOUND, "There is no review of this product.")
        service.audit.note(visit.agent.name, "saw_reviews", product_id)
        return page(
            "review_trend",
            visit=visit,
            as_of=found.as_of,
            trend=trend,
            item=_item(assistant, trend),
            shown=trend.reviews[:REVIEWS_SHOWN],
        )

    return router


def _item(assistant: "Assistant", trend: Trend) -> Item | None:
    """Return an item of the product, None where it is not sold any more."""
    found = assistant.shelf.families([trend.product_id])
    return found[trend.product_id][0] if trend.product_id in found else None
