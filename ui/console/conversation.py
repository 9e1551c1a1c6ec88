"""One conversation: what was said, understood and shown, and what an agent can do about it."""

import io
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from assistant.memory import UnknownSessionError
from assistant.service.conversations import Conversation, Status, UnknownConversationError
from assistant.service.desk import TakenError
from assistant.service.drafts import LONGEST_DRAFT
from assistant.service.people import Role
from assistant.service.service import Service
from ui.api.streaming import event_response
from ui.console.access import HOME, Acting, Looking, RefusedPageError, Visit, is_part
from ui.console.conversation_view import Views
from ui.console.queue import changes
from ui.console.render import HEADERS, page

if TYPE_CHECKING:
    from assistant.assistant import Assistant

LONGEST_NOTE: Final = 2_000
LONGEST_REASON: Final = 300
SHORTEST_REASON: Final = 4
MOST_ATTACHED: Final = 6

_CONVERSATION: Final = f"{HOME}/conversations/{{ref}}"
_Attached = Annotated[list[str] | None, Query(max_length=MOST_ATTACHED)]


def conversation_routes(assistant: "Assistant", service: Service) -> APIRouter:
    """Return the routes of a conversation's page."""
    router = APIRouter()
    views = Views(assistant, service)
    acts = _Acts(assistant, service, views)
    _look(router, assistant, service, views, acts)
    _act(router, service, acts)
    return router


def _look(
    router: APIRouter, assistant: "Assistant", service: Service, views: Views, acts: "_Acts"
) -> None:

    @router.get(_CONVERSATION)
    def look(  # pyright: ignore[reportUnusedFunction] - a route
        ref: str,
        visit: Looking,
        attach: _Attached = None,
        quote: str = "",
        *,
        drafted: bool = False,
    ) -> Response:
        conversation = service.desk.conversation(ref)
        service.audit.note(visit.agent.name, "opened", ref)
        text, items = views.prefilled(conversation, attach or [], quote, drafted=drafted)
        return acts.shown(visit, conversation, text=text, attached=items)

    @router.get(f"{_CONVERSATION}/transcript")
    def transcript(ref: str, visit: Looking) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        conversation = service.desk.conversation(ref)
        return page("transcript", visit=visit, **views.transcript(conversation))

    @router.get(f"{_CONVERSATION}/panel")
    def panel(ref: str, visit: Looking) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        conversation = service.desk.conversation(ref)
        return page("panel", visit=visit, **views.panel(conversation))

    @router.get(f"{_CONVERSATION}/events")
    async def events(ref: str, request: Request, _: Looking) -> StreamingResponse:  # pyright: ignore[reportUnusedFunction] - a route
        session_id = service.desk.conversation(ref).session_id
        return event_response(changes(service.desk, session_id, request))

    @router.get(f"{_CONVERSATION}/photos/{{photo_id}}")
    def photo(ref: str, photo_id: str, _: Looking) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        found = assistant.photo(service.desk.conversation(ref).session_id, photo_id)
        if found is None:
            raise RefusedPageError(HTTPStatus.NOT_FOUND, "This photo is not kept any more.")
        content = io.BytesIO()
        found.save(content, "JPEG", quality=88)
        return Response(content.getvalue(), media_type="image/jpeg", headers=HEADERS)


def _act(router: APIRouter, service: Service, acts: "_Acts") -> None:
    @router.post(f"{_CONVERSATION}/take")
    def take(ref: str, visit: Acting) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        return acts.take(visit, ref)

    @router.post(f"{_CONVERSATION}/hand-back")
    def hand_back(ref: str, visit: Acting) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        service.desk.give_back(ref)
        service.audit.note(visit.agent.name, "handed_back", ref)
        return _back(ref)

    @router.post(f"{_CONVERSATION}/check")
    def check(ref: str, visit: Acting, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        return acts.check(visit, ref, as_part=is_part(request))

    @router.post(f"{_CONVERSATION}/send")
    def send(ref: str, visit: Acting) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        return acts.send(visit, ref)

    @router.post(f"{_CONVERSATION}/notes")
    def note(ref: str, visit: Acting) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        conversation = service.desk.conversation(ref)
        text = visit.text("note", LONGEST_NOTE)
        if text:
            service.journal.note(conversation.session_id, visit.agent.name, text)
            service.desk.changed(conversation.session_id)
            service.audit.note(visit.agent.name, "noted", ref, characters=str(len(text)))
        return _back(ref)


class _Acts:
    """What an agent does to a conversation."""

    def __init__(self, assistant: "Assistant", service: Service, views: Views) -> None:
        self._assistant = assistant
        self._service = service
        self._views = views

    def take(self, visit: Visit, ref: str) -> Response:
        is_lead = visit.agent.role is Role.LEAD
        before = self._service.desk.conversation(ref)
        try:
            self._service.desk.take(ref, visit.agent.agent_id, from_others=is_lead)
        except TakenError as error:
            return self.shown(visit, before, status=HTTPStatus.CONFLICT, problem=str(error))
        was = before.agent or before.status.value
        self._service.audit.note(visit.agent.name, "took_over", ref, was=was)
        return _back(ref)

    def check(self, visit: Visit, ref: str, *, as_part: bool) -> Response:
        conversation = self._service.desk.conversation(ref)
        text, items = visit.text("text", LONGEST_DRAFT), self._attached(visit)
        if as_part:
            found = self._views.draft(conversation, text, items)
            return page("draft_check", text=text, check=found, reason="", asks=False)
        return self.shown(visit, conversation, text=text, attached=items, checks=True)

    def send(self, visit: Visit, ref: str) -> Response:
        conversation = self._service.desk.conversation(ref)
        text, items = visit.text("text", LONGEST_DRAFT), self._attached(visit)
        mine = conversation.status is Status.AGENT and conversation.agent == visit.agent.name
        if not mine:
            problem = "Take the conversation over before you reply."
            return self.shown(
                visit,
                conversation,
                text=text,
                attached=items,
                status=HTTPStatus.CONFLICT,
                problem=problem,
            )
        if not text and not items:
            return _back(ref)
        check = self._views.draft(conversation, text, items)
        reason = visit.text("reason", LONGEST_REASON)
        if not check.may_go and len(reason) < SHORTEST_REASON:
            return self.shown(
                visit,
                conversation,
                text=text,
                attached=items,
                checks=True,
                asks=True,
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
            )
        self._say(visit, conversation, text, items)
        # The kinds, not the words: what is said belongs to the conversation alone.
        doubts = {"unsupported": ", ".join(d.kind for d in check.claims), "reason": reason}
        self._service.audit.note(
            visit.agent.name,
            "sent" if check.may_go else "sent_unsupported",
            ref,
            characters=str(len(text)),
            items=", ".join(items),
            **({} if check.may_go else doubts),
        )
        return _back(ref)

    def shown(
        self,
        visit: Visit,
        conversation: Conversation,
        *,
        text: str = "",
        attached: list[str] | None = None,
        checks: bool = False,
        asks: bool = False,
        problem: str = "",
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Response:
        """Answer with the whole page."""
        ids = attached or []
        check = self._views.draft(conversation, text, ids) if checks else None
        return page(
            "conversation",
            status=status,
            visit=visit,
            text=text,
            attached=self._assistant.items(ids),
            check=check,
            asks=asks,
            reason=visit.text("reason", LONGEST_REASON),
            problem=problem,
            mine=conversation.status is Status.AGENT and conversation.agent == visit.agent.name,
            may_take=conversation.status is not Status.AGENT or visit.agent.role is Role.LEAD,
            longest=LONGEST_DRAFT,
            search_link=f"{HOME}/search?{urlencode({'for_': conversation.ref})}",
            policy_link=f"{HOME}/policy?{urlencode({'for_': conversation.ref})}",
            **self._views.transcript(conversation),
            **self._panel(conversation),
        )

    def _panel(self, conversation: Conversation) -> dict[str, Any]:
        panel = self._views.panel(conversation)
        panel.pop("conversation")
        return panel

    def _say(self, visit: Visit, conversation: Conversation, text: str, items: list[str]) -> None:
        try:
            self._assistant.say_as_agent(
                conversation.session_id, visit.agent.name, text, shown=items
            )
        except UnknownSessionError:
            raise UnknownConversationError("The shopper has deleted this conversation.") from None
        self._service.desk.changed(conversation.session_id)

    @staticmethod
    def _attached(visit: Visit) -> list[str]:
        ids = [value for value in visit.form.getlist("item") if isinstance(value, str)]
        return list(dict.fromkeys(ids))[:MOST_ATTACHED]


def _back(ref: str) -> Response:
    return RedirectResponse(f"{HOME}/conversations/{ref}", HTTPStatus.SEE_OTHER)
