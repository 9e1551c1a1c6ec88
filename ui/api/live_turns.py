"""Turns under a key: each is worked to its end whoever listens, and any number may listen.

A client that lost its connection asks again under the same key and hears the
turn from its beginning, be it still at work or long done; so no message is lost
and none counts twice.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator

from anyio import CapacityLimiter
from fastapi.responses import StreamingResponse

from assistant.reply import Event
from ui.api.streaming import HEARTBEAT, HEARTBEAT_SECONDS, event_response, frame, next_event

_LOG = logging.getLogger(__name__)


class LiveTurns:
    """The turns at work now, by session and key; for one event loop."""

    def __init__(self, limiter: CapacityLimiter, heartbeat: float = HEARTBEAT_SECONDS) -> None:
        """Work within ``limiter``'s threads; ``heartbeat`` is in seconds of silence."""
        self._limiter = limiter
        self._heartbeat = heartbeat
        self._turns: dict[tuple[str, str], _LiveTurn] = {}

    def at_work(self, session_id: str, key: str) -> bool:
        """Tell whether the turn is still being answered."""
        return (session_id, key) in self._turns

    async def start(self, session_id: str, key: str, events: Iterator[Event]) -> StreamingResponse:
        """Answer with a turn's events, of the turn at work under that key if there is one.

        Args:
            session_id: The conversation.
            key: The client's name for the turn.
            events: The turn; left alone where one is at work already.

        Raises:
            Exception: Whatever the turn's first event raises.
        """
        name = (session_id, key)
        if name not in self._turns:
            turn = self._turns[name] = _LiveTurn()
            work = asyncio.create_task(turn.work(events, self._limiter))
            work.add_done_callback(lambda _: self._turns.pop(name, None))
            turn.follow_to_end(work)
        return await self._follow(self._turns[name])

    async def join(self, session_id: str, key: str) -> StreamingResponse | None:
        """Answer with the turn at work under that key; None where there is none."""
        turn = self._turns.get((session_id, key))
        return None if turn is None else await self._follow(turn)

    async def _follow(self, turn: "_LiveTurn") -> StreamingResponse:
        await turn.begun()
        return event_response(turn.frames(self._heartbeat))


class _LiveTurn:
    """One turn at work, and what it has told so far."""

    def __init__(self) -> None:
        self._told: list[bytes] = []
        self._news = asyncio.Event()
        self._work: asyncio.Task[None] | None = None

    def follow_to_end(self, work: "asyncio.Task[None]") -> None:
        self._work = work
        work.add_done_callback(self._ended)

    async def work(self, events: Iterator[Event], limiter: CapacityLimiter) -> None:
        while (event := await next_event(events, limiter)) is not None:
            self._told.append(frame(event))
            self._ring()

    async def begun(self) -> None:
        """Wait for the first event; what it raised is raised to everyone who waits."""
        while not self._told and not self._is_over():
            await self._news.wait()
        if not self._told and self._work is not None:
            self._work.result()

    async def frames(self, heartbeat: float) -> AsyncIterator[bytes]:
        """Yield what was told, then what is told as it comes."""
        at = 0
        while True:
            while at < len(self._told):
                yield self._told[at]
                at += 1
            if self._is_over():
                return
            try:
                await asyncio.wait_for(self._news.wait(), heartbeat)
            except TimeoutError:
                yield HEARTBEAT

    def _is_over(self) -> bool:
        return self._work is not None and self._work.done()

    def _ended(self, work: "asyncio.Task[None]") -> None:
        if not work.cancelled() and (error := work.exception()) is not None and self._told:
            # The stream ends without `done`; who asks again gets what was kept.
            _LOG.error("a turn failed after its items were shown", exc_info=error)
        self._ring()

    def _ring(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
