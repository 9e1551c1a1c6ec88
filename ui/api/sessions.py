"""Conversations over HTTP: open one, say something, tap something, look at it."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Final

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Body, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile

from assistant.dialogue import RepeatedTurnError
from assistant.reply import Event
from ui.api.descriptions import INVALID, NO_CATALOGUE, UNKNOWN_SESSION, answered
from ui.api.examples import SESSION, SESSION_ID, STREAM, TAPS, TURN, Example
from ui.api.exchanges import SessionId, TurnKey, exchange_routes, told_again
from ui.api.live_turns import LiveTurns
from ui.api.messages import (
    IntentMessage,
    ItemMessage,
    SessionMessage,
    SessionOpened,
    TapsRequest,
    TurnMessage,
    TurnRequest,
    chip_messages,
)
from ui.api.problems import RequestError
from ui.api.streaming import respond_with_events

if TYPE_CHECKING:
    from assistant.assistant import Assistant

TURNS_AT_ONCE: Final = 64
"""Turns beyond these wait for a thread."""

_JSON: Final = "application/json"
_FORM: Final = "multipart/form-data"
_PROBLEMS: Final = {**UNKNOWN_SESSION, **INVALID}
_STREAM: Final = {
    **answered(
        STREAM,
        "Events `items`, `explanation` (several) and `done`.",
        media_type="text/event-stream",
    ),
    **_PROBLEMS,
    **NO_CATALOGUE,
}


def _one_body(
    model: type[BaseModel], example: Example, *, with_photo: bool = False
) -> dict[str, Any]:
    """Describe a body that the route reads itself, for the OpenAPI page."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    content: dict[str, Any] = {_JSON: {"schema": schema, "example": example}}
    if with_photo:
        photo = {"photo": {"type": "string", "format": "binary"}}
        content[_FORM] = {"schema": schema | {"properties": schema["properties"] | photo}}
    return {"requestBody": {"required": True, "content": content}}


def session_routes(assistant: "Assistant") -> APIRouter:
    """Return the routes under ``/api/sessions``."""
    router = APIRouter(prefix="/api/sessions", tags=["conversation"])
    limiter = CapacityLimiter(TURNS_AT_ONCE)
    live = LiveTurns(limiter)

    async def answer(
        session_id: str, key: str | None, events: Iterator[Event]
    ) -> StreamingResponse:
        if key is None:
            return await respond_with_events(events, limiter)
        try:
            return await live.start(session_id, key, events)
        except RepeatedTurnError:
            return await to_thread.run_sync(told_again, assistant, session_id, key)

    @router.post(
        "",
        status_code=HTTPStatus.CREATED,
        summary="Open a conversation",
        responses=answered(
            {"session_id": SESSION_ID},
            "It is open; keep its id secret.",
            status=HTTPStatus.CREATED,
        ),
    )
    def open_session() -> SessionOpened:  # pyright: ignore[reportUnusedFunction] - a route
        return SessionOpened(session_id=assistant.open_session())

    @router.post(
        "/{session_id}/turns",
        summary="Say something, with a photo if you like",
        response_class=StreamingResponse,
        responses=_STREAM,
        openapi_extra=_one_body(TurnRequest, TURN, with_photo=True),
    )
    async def say(  # pyright: ignore[reportUnusedFunction] - a route
        session_id: SessionId, request: Request, key: TurnKey = None
    ) -> StreamingResponse:
        turn, photo = await _read_turn(request)
        if not turn.text.strip() and photo is None:
            raise RequestError(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "empty_turn",
                "There is neither text nor a photo.",
                "Send `text`, a `photo` file, or both.",
            )
        events = assistant.respond(
            session_id, turn.text, photo=photo, k=turn.k, trade_off=turn.trade_off, key=key
        )
        return await answer(session_id, key, events)

    @router.post(
        "/{session_id}/taps",
        summary="Tap: take a chip away, undo, like, dislike, start over",
        response_class=StreamingResponse,
        responses=_STREAM,
    )
    async def tap(  # pyright: ignore[reportUnusedFunction] - a route
        session_id: SessionId,
        taps: Annotated[TapsRequest, Body(examples=[TAPS])],
        key: TurnKey = None,
    ) -> StreamingResponse:
        events = assistant.tap(
            session_id,
            [one.operation() for one in taps.operations],
            k=taps.k,
            trade_off=taps.trade_off,
            key=key,
            said=taps.said,
        )
        return await answer(session_id, key, events)

    @router.get(
        "/{session_id}",
        summary="A conversation as it stands",
        responses={**answered(SESSION, "What was said and what holds now."), **_PROBLEMS},
    )
    def look(session_id: SessionId) -> SessionMessage:  # pyright: ignore[reportUnusedFunction] - a route
        return session_message(assistant, session_id)

    router.include_router(exchange_routes(assistant, live))
    return router


def session_message(assistant: "Assistant", session_id: str) -> SessionMessage:
    """Return a conversation as it stands.

    Raises:
        UnknownSessionError: If there is none of that id.
    """
    state = assistant.state(session_id)
    dialogue = assistant.dialogue(session_id)
    found = assistant.items(dialogue.shown())
    shown = [found[item_id] for item_id in dialogue.shown() if item_id in found]
    return SessionMessage(
        session_id=session_id,
        intent=IntentMessage.of(state.intent),
        chips=chip_messages(state.intent, assistant.currency()),
        can_undo=bool(state.past),
        turns=tuple(TurnMessage.of(turn) for turn in dialogue),
        items=tuple(ItemMessage.of(item) for item in shown),
    )


async def _read_turn(request: Request) -> tuple[TurnRequest, bytes | None]:
    """Read a turn from JSON or from a form.

    Raises:
        RequestError: If the content type is neither, or the photo is no file.
        RequestValidationError: If a field is missing or out of bounds.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == _JSON:
            return TurnRequest.model_validate_json(await request.body()), None
        if kind == _FORM:
            return await _read_form(request)
    except ValidationError as error:
        # The values sent stay out of the answer and of the log.
        raise RequestValidationError(error.errors(include_input=False)) from None
    raise RequestError(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "content_type",
        f"The content type {kind or 'is missing'!r} can't be read here.",
        f"Send {_JSON}, or {_FORM} with a photo.",
    )


async def _read_form(request: Request) -> tuple[TurnRequest, bytes | None]:
    async with request.form(max_files=1, max_fields=8) as form:
        fields = {name: value for name, value in form.items() if name != "photo"}
        photo = form.get("photo")
        turn = TurnRequest.model_validate(fields)
        if photo is None or photo == "":
            return turn, None
        if not isinstance(photo, UploadFile):
            raise RequestError(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "bad_photo",
                "`photo` is a text field.",
                "Send it as a file.",
            )
        return turn, await photo.read()
