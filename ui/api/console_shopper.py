"""The shopper's side of the service desk: what arrives without a question, and a thumb.

A person's messages reach every face over the same two ways: a stream of
server-sent events, or a poll. Both count by the turn's index in the dialogue,
so a client that lost its connection asks for what came after the last it has,
and nothing is lost or doubled.
"""

import time
from collections.abc import AsyncIterator, Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import APIRouter, Header, Query
from fastapi.responses import StreamingResponse
from pydantic import Field

from assistant.dialogue import Dialogue, Role
from assistant.memory import UnknownSessionError
from assistant.service.conversations import Status
from assistant.service.service import Service
from ui.api.console_listening import listening
from ui.api.descriptions import UNKNOWN_SESSION
from ui.api.exchanges import SessionId
from ui.api.messages import ItemMessage
from ui.api.messages.message import Message
from ui.api.problems import RequestError
from ui.api.streaming import HEARTBEAT, HEARTBEAT_SECONDS, event_frame, event_response

if TYPE_CHECKING:
    from assistant.assistant import Assistant

STREAMS_AT_ONCE: Final = 16
"""Threads that look things up for all open streams together."""

_After = Annotated[
    int, Query(ge=-1, description="Only messages of later turns; -1 for all of them.")
]
_STREAM: Final[dict[int | str, dict[str, Any]]] = {
    HTTPStatus.OK: {
        "content": {"text/event-stream": {}},
        "description": (
            "An event `status` at once and whenever it changes, and a `message` for each thing "
            "that a person of the shop says, its `id` being the turn."
        ),
    },
    **UNKNOWN_SESSION,
}


class AttendanceMessage(Message):
    """Who answers: the assistant, nobody yet but a person was called, or a person by name."""

    status: Status
    attended_by: str | None


class AgentMessage(Message):
    """What a person of the shop said; ``turn`` is its place in the conversation."""

    turn: int
    name: str
    text: str
    items: tuple[ItemMessage, ...]


class MessagesMessage(Message):
    """What a person said since; ask again with the last ``turn`` as ``after``."""

    status: Status
    attended_by: str | None
    messages: tuple[AgentMessage, ...]


class RatingRequest(Message):
    """A thumb on the conversation so far, or on the reply of one turn."""

    value: Literal["up", "down"]
    turn: int | None = Field(None, ge=0, description="Its place; None for the last one.")


def console_shopper_routes(assistant: "Assistant", service: Service) -> APIRouter:
    """Return the routes under ``/api/sessions`` that the service desk adds."""
    router = APIRouter(prefix="/api/sessions", tags=["conversation"])
    limiter = CapacityLimiter(STREAMS_AT_ONCE)

    @router.get(
        "/{session_id}/messages",
        summary="What a person of the shop said",
        responses=UNKNOWN_SESSION,
    )
    def messages(session_id: SessionId, after: _After = -1) -> MessagesMessage:  # pyright: ignore[reportUnusedFunction] - a route
        said = tuple(_said(assistant, assistant.dialogue(session_id), after))
        now = _attendance(service, session_id)
        return MessagesMessage(status=now.status, attended_by=now.attended_by, messages=said)

    @router.get(
        "/{session_id}/events",
        summary="What a person of the shop says, as it comes",
        response_class=StreamingResponse,
        responses=_STREAM,
    )
    async def events(  # pyright: ignore[reportUnusedFunction] - a route
        session_id: SessionId,
        after: _After = -1,
        last_event_id: Annotated[str | None, Header(max_length=20)] = None,
    ) -> StreamingResponse:
        await anyio.to_thread.run_sync(assistant.dialogue, session_id, limiter=limiter)
        if last_event_id is not None and last_event_id.isdecimal():
            after = int(last_event_id)
        stream = _Stream(assistant, service, session_id, after, limiter)
        return event_response(stream.frames())

    @router.post(
        "/{session_id}/rating",
        status_code=HTTPStatus.NO_CONTENT,
        summary="Was this helpful?",
        responses=UNKNOWN_SESSION,
    )
    def rate(session_id: SessionId, rating: RatingRequest) -> None:  # pyright: ignore[reportUnusedFunction] - a route
        turns = len(assistant.dialogue(session_id))
        turn = turns - 1 if rating.turn is None else rating.turn
        if not 0 <= turn < turns:
            raise RequestError(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "unknown_turn",
                "The conversation has no such turn.",
                "Leave `turn` away to judge the last reply.",
            )
        service.journal.rate(session_id, turn, liked=rating.value == "up")
        service.desk.changed(session_id)

    return router


class _Stream:
    """One open stream."""

    def __init__(
        self,
        assistant: "Assistant",
        service: Service,
        session_id: str,
        after: int,
        limiter: CapacityLimiter,
    ) -> None:
        self._assistant = assistant
        self._service = service
        self._session_id = session_id
        self._after = after
        self._limiter = limiter
        self._revision = -1
        self._told: AttendanceMessage | None = None

    async def frames(self) -> AsyncIterator[bytes]:
        """Yield what is new, as it comes; ends when the conversation is deleted."""
        silent_since = time.monotonic()
        with listening(self._service.desk.notices, self._session_id) as news:
            while True:
                try:
                    found = await anyio.to_thread.run_sync(self._news, limiter=self._limiter)
                except UnknownSessionError:
                    return
                for frame in found:
                    yield frame
                if found:
                    silent_since = time.monotonic()
                elif time.monotonic() - silent_since > HEARTBEAT_SECONDS:
                    silent_since = time.monotonic()
                    yield HEARTBEAT
                await news.wait()

    def _news(self) -> list[bytes]:
        conversation = self._service.desk.of_session(self._session_id)
        revision = conversation.revision if conversation else 0
        if revision == self._revision:
            return []
        self._revision = revision
        dialogue = self._assistant.dialogue(self._session_id)
        frames: list[bytes] = []
        # A person's last words come before the news that they have left.
        for message in _said(self._assistant, dialogue, self._after):
            self._after = message.turn
            frames.append(event_frame("message", message, message.turn))
        now = _attendance(self._service, self._session_id)
        if now != self._told:
            self._told = now
            frames.append(event_frame("status", now))
        return frames


def _attendance(service: Service, session_id: str) -> AttendanceMessage:
    conversation = service.desk.of_session(session_id)
    status = conversation.status if conversation else Status.ASSISTANT
    if status is Status.WAITING and not service.desk.is_staffed():
        status = Status.ASSISTANT  # where nobody works at the desk, no shopper is promised a person
    return AttendanceMessage(status=status, attended_by=conversation and conversation.agent)


def _said(assistant: "Assistant", dialogue: Dialogue, after: int) -> Iterator[AgentMessage]:
    for place, turn in enumerate(dialogue):
        if turn.role is not Role.AGENT or place <= after:
            continue
        items = assistant.items(turn.shown) if turn.shown else {}
        yield AgentMessage(
            turn=place,
            name=turn.name,
            text=turn.text,
            items=tuple(ItemMessage.of(items[i]) for i in turn.shown if i in items),
        )
