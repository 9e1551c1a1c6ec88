"""What a lead sees: the figures, and the audit log."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from assistant.memory import UnknownSessionError
from assistant.service.figures import Figures, Question, figures
from assistant.service.service import Service
from ui.console.access import HOME, LeadLooking
from ui.console.render import page

if TYPE_CHECKING:
    from assistant.assistant import Assistant

PERIODS: Final = (1, 7, 30, 90)
ENTRIES: Final = 100


@dataclass(frozen=True, slots=True)
class Open:
    """A question left open, with its words as the conversation has them."""

    question: Question
    words: str


def lead_routes(assistant: "Assistant", service: Service) -> APIRouter:
    """Return the routes that only a lead may see."""
    router = APIRouter()

    @router.get(f"{HOME}/figures")
    def see_figures(visit: LeadLooking, days: Annotated[int, Query(ge=1, le=365)] = 30) -> Response:  # pyright: ignore[reportUnusedFunction] - a route
        found = figures(service.engine, service.now() - timedelta(days=days))
        service.audit.note(visit.agent.name, "saw_figures", days=str(days))
        return page(
            "figures",
            visit=visit,
            figures=found,
            days=days,
            periods=PERIODS,
            open_questions=_worded(assistant, found),
            most_reason=max((n for _, n in found.reasons), default=1),
            most_gap=max((gap.conversations for gap in found.gaps), default=1),
        )

    @router.get(f"{HOME}/audit")
    def see_audit(  # pyright: ignore[reportUnusedFunction] - a route
        visit: LeadLooking,
        before: Annotated[int | None, Query(ge=1)] = None,
        action: Annotated[str, Query(max_length=32)] = "",
        agent: Annotated[str, Query(max_length=60)] = "",
    ) -> Response:
        service.audit.note(visit.agent.name, "saw_audit")
        entries = service.audit.entries(before=before, limit=ENTRIES, action=action, agent=agent)
        return page(
            "audit",
            visit=visit,
            entries=entries,
            check=service.audit.verify(),
            actions=service.audit.actions(),
            agents=[each.name for each in service.people.all()],
            action=action,
            agent=agent,
            older=entries[-1].seq if len(entries) == ENTRIES else None,
        )

    return router


def _worded(assistant: "Assistant", found: Figures) -> list[Open]:
    worded: list[Open] = []
    for question in found.unanswered:
        try:
            turns = assistant.dialogue(question.session_id).turns
        except UnknownSessionError:
            continue
        if question.turn < len(turns) and turns[question.turn].text:
            worded.append(Open(question, turns[question.turn].text))
    return worded
