"""``/v1``: what OpenAI's clients call."""

import hashlib
import secrets
import time
from collections.abc import Generator
from http import HTTPStatus
from typing import Any, Final

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from ui.api.conversations import Conversations, Said
from ui.api.descriptions import Answers, answered
from ui.api.openai.errors import OpenAIErrorMessage
from ui.api.openai.examples import CHUNKS, COMPLETION
from ui.api.openai.requests import (
    MODEL,
    ChatCompletionRequest,
    TextPart,
    history,
    unknown_model,
)
from ui.api.openai.responses import (
    ChatCompletion,
    ChatCompletionChunk,
    Choice,
    ChunkChoice,
    CompletionMessage,
    Delta,
    Model,
    Models,
)
from ui.api.openai.usage import usage
from ui.api.openai.wording import Piece, pieces
from ui.api.streaming import respond_with_frames

TURNS_AT_ONCE: Final = 64
"""Turns beyond these wait for a thread."""

_END: Final = b"data: [DONE]\n\n"
_MODELS_SINCE: Final = 1_767_225_600
"""When the one model began, in seconds since 1970; clients want a number here."""


def _refused(status: HTTPStatus, code: str, message: str, kind: str) -> Answers:
    error = {"message": message, "type": kind, "param": None, "code": code}
    return {
        status: {
            "model": OpenAIErrorMessage,
            "description": message,
            "content": {"application/json": {"example": {"error": error}}},
        }
    }


_UNKNOWN_KEY: Final = _refused(
    HTTPStatus.UNAUTHORIZED,
    "invalid_api_key",
    "The key is missing or not known here.",
    "authentication_error",
)
_UNKNOWN_MODEL: Final = _refused(
    HTTPStatus.NOT_FOUND,
    "model_not_found",
    "The model 'gpt-5' is not here. Ask for `aisle`.",
    "not_found_error",
)
_PROBLEMS: Final = {
    **_refused(
        HTTPStatus.BAD_REQUEST,
        "last_message",
        "The last message is not the user's. End with what the user says.",
        "invalid_request_error",
    ),
    **_UNKNOWN_KEY,
    **_UNKNOWN_MODEL,
    **_refused(
        HTTPStatus.SERVICE_UNAVAILABLE, "no_catalogue", "The shop is empty.", "server_error"
    ),
}
_MODEL: Final = {"id": MODEL, "object": "model", "created": _MODELS_SINCE, "owned_by": "aisle"}
_KEY: Final[dict[str, Any]] = {"security": [{"key": []}]}


def openai_routes(conversations: Conversations) -> APIRouter:
    """Return the routes under ``/v1``."""
    router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"])
    limiter = CapacityLimiter(TURNS_AT_ONCE)

    @router.post(
        "/chat/completions",
        summary="Answer a conversation that the client keeps",
        response_model=ChatCompletion,
        responses={
            HTTPStatus.OK: {
                "description": "The answer; with `stream`, its chunks as server-sent events.",
                "content": {
                    "application/json": {"example": COMPLETION},
                    "text/event-stream": {"example": CHUNKS},
                },
            },
            **_PROBLEMS,
        },
        openapi_extra=_KEY,
    )
    async def complete(request: Request, asked: ChatCompletionRequest) -> Any:  # noqa: ANN401 # pyright: ignore[reportUnusedFunction] - a route that answers whole or in chunks
        answer = _Answer(asked, history(asked), _owner(request, asked), str(request.base_url))
        if asked.stream:
            return await _stream(answer, conversations, limiter)
        return await anyio.to_thread.run_sync(answer.whole, conversations, limiter=limiter)

    @router.get(
        "/models",
        summary="The models: one",
        responses={
            **answered({"object": "list", "data": [_MODEL]}, "What can be asked."),
            **_UNKNOWN_KEY,
        },
        openapi_extra=_KEY,
    )
    def models() -> Models:  # pyright: ignore[reportUnusedFunction] - a route
        return Models(data=(Model(created=_MODELS_SINCE),))

    @router.get(
        "/models/{model}",
        summary="One model",
        responses={**answered(_MODEL, "It is here."), **_UNKNOWN_KEY, **_UNKNOWN_MODEL},
        openapi_extra=_KEY,
    )
    def one_model(model: str) -> Model:  # pyright: ignore[reportUnusedFunction] - a route
        if model != MODEL:
            raise unknown_model(model)
        return Model(created=_MODELS_SINCE)

    return router


async def _stream(
    answer: "_Answer", conversations: Conversations, limiter: CapacityLimiter
) -> StreamingResponse:
    return await respond_with_frames(answer.frames(conversations), limiter)


def _owner(request: Request, asked: ChatCompletionRequest) -> str:
    """Tell whose conversation it is: those of two keys or two users never meet."""
    key = request.headers.get("authorization", "")
    return f"{hashlib.blake2b(key.encode(), digest_size=16).hexdigest()} {asked.user or ''}"


class _Answer:
    """The answer to one request, whole or in chunks."""

    def __init__(
        self, asked: ChatCompletionRequest, said: list[Said], owner: str, base_url: str
    ) -> None:
        self._asked = asked
        self._said = said
        self._owner = owner
        self._base_url = base_url.rstrip("/")
        self._id = f"chatcmpl-{secrets.token_hex(12)}"
        self._created = int(time.time())

    def whole(self, conversations: Conversations) -> ChatCompletion:
        said = list(self._pieces(conversations))
        text = "".join(piece.text for piece in said)
        extras = said[-1].extras
        if extras is None:
            raise RuntimeError("the turn ended before it was finished")
        message = CompletionMessage(
            content=text, annotations=tuple(a for piece in said for a in piece.annotations)
        )
        return ChatCompletion(
            id=self._id,
            created=self._created,
            choices=(Choice(message=message),),
            usage=usage(_texts(self._asked), text),
            aisle=extras,
        )

    def frames(self, conversations: Conversations) -> Generator[bytes]:
        text = ""
        for place, piece in enumerate(self._pieces(conversations)):
            text += piece.text
            delta = Delta(
                role="assistant" if place == 0 else None,
                content=piece.text,
                annotations=piece.annotations or None,
            )
            if piece.text or piece.extras is None:
                yield self._frame(ChunkChoice(delta=delta))
            if piece.extras is not None:
                yield self._frame(
                    ChunkChoice(delta=Delta(), finish_reason="stop"), aisle=piece.extras
                )
        if self._asked.stream_options is not None and self._asked.stream_options.include_usage:
            yield self._frame(usage=usage(_texts(self._asked), text))
        yield _END

    def _pieces(self, conversations: Conversations) -> Generator[Piece]:
        events = conversations.respond(
            self._said,
            owner=self._owner,
            k=self._asked.aisle.k,
            trade_off=self._asked.aisle.trade_off,
        )
        yield from pieces(events, self._base_url)

    def _frame(self, *choices: ChunkChoice, **others: Any) -> bytes:  # noqa: ANN401 - fields of the chunk
        chunk = ChatCompletionChunk(id=self._id, created=self._created, choices=choices, **others)
        return f"data: {chunk.model_dump_json()}\n\n".encode()


def _texts(asked: ChatCompletionRequest) -> list[str]:
    found: list[str] = []
    for message in asked.messages:
        if isinstance(message.content, str):
            found.append(message.content)
        else:
            parts = message.content or ()
            found += [part.text for part in parts if isinstance(part, TextPart)]
    return found
