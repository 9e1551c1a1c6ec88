"""The first page: what waits, and what is going on."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from assistant.dialogue import Role
from assistant.memory import UnknownSessionError
from assistant.service.conversations import Conversation
from assistant.service.desk import Desk
from assistant.service.notices import QUEUE
from assistant.service.service import Service
from ui.api.console_listening import listening
from ui.api.streaming import HEARTBEAT, event_response
from ui.console.access import HOME, Looking, NotSignedInError, agent_only
from ui.console.render import page

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_QUIET_ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation in a list.

    Attributes:
        conversation: As the desk sees it.
        said: What the shopper said last; empty where that was a tap.
        language: Of the shopper, ISO 639-1.
        turns: How many turns there are.
    """

    conversation: Conversation
    said: str
    language: str
    turns: int


def queue_routes(assistant: "Assistant", service: Service) -> APIRouter:
    """Return the routes of the first page."""
    router = APIRouter()

    def lists() -> dict[str, Any]:
        return {
            "waiting": rows(assistant, service.desk.waiting()),
            "live": rows(assistant, service.desk.live()),
        }

    @router.get(HOME)
    def queue(visit: Looking) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        return page("queue", visit=visit, **lists())

    @router.get(f"{HOME}/queue")
    def part(visit: Looking) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        return page("queue_lists", visit=visit, **lists())

    @router.get(f"{HOME}/events")
    async def events(  # pyright: ignore[reportUnusedFunction] - a route
        request: Request, _: Looking
    ) -> StreamingResponse:
        return event_response(changes(service.desk, QUEUE, request))

    return router


def rows(assistant: "Assistant", conversations: Sequence[Conversation]) -> list[Row]:
    """Return conversations with what was said last; one just deleted is left out."""
    found: list[Row] = []
    for conversation in conversations:
        try:
            dialogue = assistant.dialogue(conversation.session_id)
            language = assistant.state(conversation.session_id).intent.language
        except UnknownSessionError:
            continue
        said = [turn.text for turn in dialogue if turn.role is Role.SHOPPER and turn.text]
        found.append(Row(conversation, said[-1] if said else "", language, len(dialogue)))
    return found


async def changes(desk: Desk, topic: str, request: Request) -> AsyncIterator[bytes]:
    """Yield an event ``changed`` whenever a page should look again.

    The stream ends with the sign-in, which is looked at as long as it is open;
    that also shows that the agent is there.
    """
    yield b"event: changed\ndata: {}\n\n"
    quiet = 0
    seen = await anyio.to_thread.run_sync(_revisions, desk)
    with listening(desk.notices, topic) as news:
        while True:
            await news.wait()
            now = await anyio.to_thread.run_sync(_revisions, desk)
            if now != seen:
                seen, quiet = now, 0
                yield b"event: changed\ndata: {}\n\n"
                continue
            quiet += 1
            if quiet % _QUIET_ROUNDS == 0:
                try:
                    await agent_only(request)
                except NotSignedInError:
                    yield b"event: signed-out\ndata: {}\n\n"
                    return
                yield HEARTBEAT


def _revisions(desk: Desk) -> dict[str, int]:
    return {each.ref: each.revision for each in (*desk.waiting(), *desk.live())}
