"""A conversation heard again: after a reload, in another tab, after a break of the line."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Final

from anyio import to_thread
from fastapi import APIRouter, Header, Path, Query
from fastapi.responses import StreamingResponse

from assistant.reply import Finished, Shown
from ui.api.descriptions import INVALID, UNKNOWN_SESSION, answered, refused
from ui.api.examples import EXCHANGES, STREAM
from ui.api.live_turns import LiveTurns
from ui.api.messages import ExchangeMessage, ExchangesMessage, chip_messages
from ui.api.problems import RequestError
from ui.api.streaming import event_response, frame

if TYPE_CHECKING:
    from assistant.assistant import Assistant

MOST_EXCHANGES: Final = 500

_KEY: Final = r"^[A-Za-z0-9_-]{1,64}$"
SessionId = Annotated[str, Path(min_length=8, max_length=128)]
TurnKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=_KEY,
        description="Your own name for the turn: sent again under it, it counts once and is "
        "answered again; it is worked to its end even if you go away.",
    ),
]
_MISSING: Final = refused(
    HTTPStatus.NOT_FOUND,
    "No such conversation or turn.",
    "unknown_turn",
    "The conversation has no turn of this key.",
    "Send it with POST and the header Idempotency-Key.",
)


def exchange_routes(assistant: "Assistant", live: LiveTurns) -> APIRouter:
    """Return the routes that tell a conversation again."""
    router = APIRouter()

    @router.get(
        "/{session_id}/turns/{key}",
        summary="Hear a turn again, from its beginning",
        response_class=StreamingResponse,
        responses={
            **answered(STREAM, "The turn's events.", media_type="text/event-stream"),
            **_MISSING,
            **INVALID,
        },
    )
    async def hear(  # pyright: ignore[reportUnusedFunction] - a route
        session_id: SessionId, key: Annotated[str, Path(pattern=_KEY)]
    ) -> StreamingResponse:
        at_work = await live.join(session_id, key)
        return at_work or await to_thread.run_sync(told_again, assistant, session_id, key)

    @router.get(
        "/{session_id}/exchanges",
        summary="A conversation to be shown again",
        responses={
            **answered(EXCHANGES, "Its last exchanges, and what holds now."),
            **UNKNOWN_SESSION,
            **INVALID,
        },
    )
    def exchanges(  # pyright: ignore[reportUnusedFunction] - a route
        session_id: SessionId, last: Annotated[int, Query(ge=1, le=MOST_EXCHANGES)] = 20
    ) -> ExchangesMessage:
        return _exchanges_message(assistant, live, session_id, last)

    return router


def told_again(assistant: "Assistant", session_id: str, key: str) -> StreamingResponse:
    """Answer with the events of a turn that is done.

    Raises:
        UnknownSessionError: If there is no such conversation.
        RequestError: If it has no such turn, or none that was answered.
    """
    replies = (one.reply for one in assistant.exchanges(session_id) if one.key == key)
    reply = next(replies, None)
    if reply is None:
        raise RequestError(
            HTTPStatus.NOT_FOUND,
            "unknown_turn",
            "The conversation has no turn of this key.",
            "Send it with POST and the header Idempotency-Key.",
        )
    return event_response([frame(Shown(reply)), frame(Finished(reply))])


def _exchanges_message(
    assistant: "Assistant", live: LiveTurns, session_id: str, last: int
) -> ExchangesMessage:
    state = assistant.state(session_id)
    told = assistant.exchanges(session_id)
    return ExchangesMessage(
        session_id=session_id,
        request=state.intent.request,
        language=state.intent.language,
        chips=chip_messages(state.intent, assistant.currency()),
        can_undo=bool(state.past),
        earlier=max(0, len(told) - last),
        exchanges=tuple(
            ExchangeMessage.of(one, busy=live.at_work(session_id, one.key)) for one in told[-last:]
        ),
    )
