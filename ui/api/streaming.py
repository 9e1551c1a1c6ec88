"""A turn's events as server-sent events.

``items`` comes first with the whole reply but the explanations, then one
``explanation`` each as it is ready, then ``done`` with the reply complete. A
stream that ends without ``done`` was cut off.
"""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Generator, Iterable, Iterator
from contextlib import closing
from typing import Final, TypeVar, cast

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from assistant.reply import Event, Explained, Finished, Shown
from ui.api.messages import ExplanationMessage, ReplyMessage

HEARTBEAT_SECONDS: Final = 10.0
"""Silence after which a comment is sent, so that proxies keep the line open."""

HEARTBEAT: Final = b": still here\n\n"
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_Told = TypeVar("_Told")


def frame(event: Event) -> bytes:
    """Return a turn's event in the format of server-sent events."""
    match event:
        case Shown(reply):
            name, message = "items", ReplyMessage.of(reply)
        case Explained(explanation):
            name, message = "explanation", ExplanationMessage.of(explanation)
        case Finished(reply):
            name, message = "done", ReplyMessage.of(reply)
    return event_frame(name, message)


def event_frame(name: str, message: BaseModel, number: int | None = None) -> bytes:
    """Return an event in the format of server-sent events.

    Args:
        name: Its kind.
        message: Its data.
        number: Its id, from which a client that lost the line goes on; None for none.
    """
    mark = "" if number is None else f"id: {number}\n"
    return f"event: {name}\n{mark}data: {message.model_dump_json()}\n\n".encode()


def frames(events: Iterator[Event]) -> Generator[bytes]:
    """Return the events' frames; closing them stops the turn's work."""
    with closing(cast("Generator[Event]", events)):
        for event in events:
            yield frame(event)


async def respond_with_events(
    events: Iterator[Event], limiter: CapacityLimiter, heartbeat: float = HEARTBEAT_SECONDS
) -> StreamingResponse:
    """Answer with a turn's events; see ``respond_with_frames``."""
    return await respond_with_frames(frames(events), limiter, heartbeat)


async def respond_with_frames(
    frames: Generator[bytes], limiter: CapacityLimiter, heartbeat: float = HEARTBEAT_SECONDS
) -> StreamingResponse:
    """Answer with server-sent events.

    The first one is awaited before the answer starts, so that what is wrong
    with the request is told by its status.

    Args:
        frames: The events' frames; closed when the client goes away.
        limiter: Bounds the threads that turns work in.
        heartbeat: Seconds of silence until a comment is sent.

    Raises:
        Exception: Whatever the first frame raises.
    """
    first = await next_event(frames, limiter)
    return event_response(_sent(first, frames, limiter, heartbeat))


def event_response(frames: AsyncIterable[bytes] | Iterable[bytes]) -> StreamingResponse:
    """Answer with frames as they come."""
    return StreamingResponse(frames, media_type="text/event-stream", headers=_HEADERS)


async def next_event(events: Iterator[_Told], limiter: CapacityLimiter) -> _Told | None:
    """Work for the next one in a thread; None where there is no more."""
    return await anyio.to_thread.run_sync(next, events, None, limiter=limiter)


async def _sent(
    first: bytes | None, frames: Generator[bytes], limiter: CapacityLimiter, heartbeat: float
) -> AsyncIterator[bytes]:
    sent = first
    waiting: asyncio.Task[bytes | None] | None = None
    try:
        while sent is not None:
            yield sent
            waiting = asyncio.create_task(next_event(frames, limiter))
            while not (await asyncio.wait({waiting}, timeout=heartbeat))[0]:
                yield HEARTBEAT
            sent = waiting.result()
    finally:
        _close_after(waiting, frames)


def _close_after(waiting: "asyncio.Task[bytes | None] | None", frames: Generator[bytes]) -> None:
    """Stop the turn's work; a generator can only be closed between two frames."""
    if waiting is None or waiting.done():
        frames.close()
    else:
        waiting.add_done_callback(lambda _: frames.close())
