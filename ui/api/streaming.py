"""A turn's events as server-sent events.

``items`` comes first with the whole reply but the explanations, then one
``explanation`` each as it is ready, then ``done`` with the reply complete. A
stream that ends without ``done`` was cut off.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Final

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi.responses import StreamingResponse

from assistant.reply import Event, Explained, Finished, Shown
from ui.api.messages import ExplanationMessage, ReplyMessage

HEARTBEAT_SECONDS: Final = 10.0
"""Silence after which a comment is sent, so that proxies keep the line open."""

_HEARTBEAT: Final = b": still here\n\n"
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def frame(event: Event) -> bytes:
    """Return the event in the format of server-sent events."""
    match event:
        case Shown(reply):
            name, message = "items", ReplyMessage.of(reply)
        case Explained(explanation):
            name, message = "explanation", ExplanationMessage.of(explanation)
        case Finished(reply):
            name, message = "done", ReplyMessage.of(reply)
    return f"event: {name}\ndata: {message.model_dump_json()}\n\n".encode()


async def respond_with_events(
    events: Iterator[Event], limiter: CapacityLimiter, heartbeat: float = HEARTBEAT_SECONDS
) -> StreamingResponse:
    """Answer with a turn's events.

    The first one is awaited before the answer starts, so that what is wrong
    with the request is told by its status.

    Args:
        events: The turn; it is closed when the client goes away.
        limiter: Bounds the threads that turns work in.
        heartbeat: Seconds of silence until a comment is sent.

    Raises:
        Exception: Whatever the first event raises.
    """
    first = await _next(events, limiter)
    return StreamingResponse(
        _frames(first, events, limiter, heartbeat),
        media_type="text/event-stream",
        headers=_HEADERS,
    )


async def _next(events: Iterator[Event], limiter: CapacityLimiter) -> Event | None:
    return await anyio.to_thread.run_sync(next, events, None, limiter=limiter)


async def _frames(
    first: Event | None, events: Iterator[Event], limiter: CapacityLimiter, heartbeat: float
) -> AsyncIterator[bytes]:
    event = first
    waiting: asyncio.Task[Event | None] | None = None
    try:
        while event is not None:
            yield frame(event)
            waiting = asyncio.create_task(_next(events, limiter))
            while not (await asyncio.wait({waiting}, timeout=heartbeat))[0]:
                yield _HEARTBEAT
            event = waiting.result()
    finally:
        _close_after(waiting, events)


def _close_after(waiting: "asyncio.Task[Event | None] | None", events: Iterator[Event]) -> None:
    """Stop the turn's work; a generator can only be closed between two events."""
    close = getattr(events, "close", None)
    if close is None:
        return
    if waiting is None or waiting.done():
        close()
    else:
        waiting.add_done_callback(lambda _: close())
