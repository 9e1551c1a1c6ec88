"""Searching the catalogue on a customer's behalf: by words, by photo, by filters."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from statistics import fmean
from typing import TYPE_CHECKING, Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError
from starlette.datastructures import FormData, QueryParams, UploadFile

from assistant.intent import Intent
from assistant.service.service import Service
from ranking.curve import Point, variety
from ranking.ranked import RankedItem
from retrieval.constraints import Constraints
from retrieval.photos import PhotoError, open_photo
from retrieval.vocabulary import Vocabulary
from ui.api.filters import Filters, constraints
from ui.api.problems import RequestError
from ui.console.access import HOME, Acting, Looking, Visit
from ui.console.render import page

if TYPE_CHECKING:
    from assistant.assistant import Assistant

LENGTH: Final = 12
LONGEST_WORDS: Final = 500
_SELECTS: Final = 5
_OPTIONS: Final = 40
_PLAIN: Final = ("category", "brand", "min_price", "max_price", "min_rating")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks for.

    Attributes:
        words: What is sought, in words; may be empty.
        filters: Field to value, as the form has them.
        attributes: Attribute to value.
        in_stock: Whether only what can be bought now.
        trade_off: Weight of variety, in [0, 1].
        ref: The conversation that it is for; empty for none.
    """

    words: str
    filters: Mapping[str, str]
    attributes: Mapping[str, str]
    in_stock: bool
    trade_off: float
    ref: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for yet."""
        return not (self.words or self.filters or self.attributes or self.in_stock)


def search_routes(assistant: "Assistant", service: Service) -> APIRouter:
    """Return the routes of the search page."""
    router = APIRouter()

    @router.get(f"{HOME}/search")
    def search(visit: Looking, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        return _found(assistant, service, visit, _asked(request.query_params), None)

    @router.post(f"{HOME}/search")
    async def search_by_photo(visit: Acting) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        upload = visit.form.get("photo")
        photo = await upload.read() if isinstance(upload, UploadFile) else b""
        return _found(assistant, service, visit, _asked(visit.form), photo or None)

    return router


def _asked(given: QueryParams | FormData) -> Asked:
    fields = {
        name: value.strip()[:LONGEST_WORDS]
        for name, value in given.items()
        if isinstance(value, str)
    }
    attributes = {
        name.removeprefix("attribute."): value
        for name, value in fields.items()
        if name.startswith("attribute.") and value
    }
    dial = fields.get("trade_off", "")
    return Asked(
        words=fields.get("words", ""),
        filters={name: fields[name] for name in _PLAIN if fields.get(name)},
        attributes=attributes,
        in_stock=bool(fields.get("in_stock")),
        trade_off=min(1.0, max(0.0, float(dial))) if dial.replace(".", "", 1).isdecimal() else 0.0,
        ref=fields.get("for_", ""),
    )


def _found(
    assistant: "Assistant", service: Service, visit: Visit, asked: Asked, photo: bytes | None
) -> Response:
    vocabulary = assistant.shelf.vocabulary()
    if asked.ref:
        service.desk.conversation(asked.ref)
    items: tuple[RankedItem, ...] = ()
    points: tuple[Point, ...] = ()
    problem = ""
    if not asked.is_empty or photo:
        used = [*(["words"] if asked.words else []), *(["photo"] if photo else [])]
        used += [*asked.filters, *asked.attributes]
        service.audit.note(visit.agent.name, "searched", asked.ref, by=", ".join(used))
        try:
            held = _constraints(asked, vocabulary)
            items, points = _search(assistant, asked, held, photo)
        except RequestError as error:
            problem = f"{error.problem.message} {error.problem.remedy}"
        except PhotoError as error:
            problem = f"That photo can't be used: {error}."
    return page(
        "search",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        visit=visit,
        asked=asked,
        by_photo=photo is not None,
        items=items,
        points=points,
        current=_point(asked, items),
        problem=problem,
        categories=sorted(vocabulary.categories),
        brands=sorted(vocabulary.brands),
        attributes=_attributes(vocabulary),
        currency=vocabulary.currency or "",
    )


def _constraints(asked: Asked, vocabulary: Vocabulary) -> Constraints:
    """Return the filters as constraints.

    Raises:
        RequestError: If one is out of bounds, or names what the shop does not have.
    """
    given = {**asked.filters, "in_stock": asked.in_stock, "attributes": asked.attributes}
    try:
        return constraints(Filters.model_validate_json(json.dumps(given)), vocabulary)
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        field = ".".join(str(part) for part in fault["loc"]).replace("_", " ")
        raise RequestError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "filter",
            f"The {field} can't be used: {fault['msg'].lower()}.",
            "Correct it, or leave it away.",
        ) from None


def _search(
    assistant: "Assistant", asked: Asked, held: Constraints, photo: bytes | None
) -> tuple[tuple[RankedItem, ...], tuple[Point, ...]]:
    shelf = assistant.shelf
    items = shelf.search(
        asked.words, constraints=held, photo=photo, k=LENGTH, trade_off=asked.trade_off
    )
    image = None if photo is None else open_photo(photo)
    intent = Intent(request=asked.words, constraints=held)
    return items, shelf.curve(intent, image, k=LENGTH)


def _point(asked: Asked, items: Sequence[RankedItem]) -> Point | None:
    if not items:
        return None
    relevance = fmean(each.relevance for each in items)
    return Point(asked.trade_off, relevance, variety([each.item for each in items]))


def _attributes(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return the attributes that most items have, each with its commonest values by name."""

    def weight(name: str) -> int:
        return -sum(vocabulary.attributes[name].values())

    chosen: dict[str, Any] = {}
    for name in sorted(vocabulary.attributes, key=weight)[:_SELECTS]:
        values = vocabulary.attributes[name]
        chosen[name] = sorted(sorted(values, key=lambda v: (-values[v], v))[:_OPTIONS])
    return chosen
