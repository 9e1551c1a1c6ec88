"""The service desk from the command line: its agents, its audit log, its reviews."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.service.audit import Check
from assistant.service.passwords import SHORTEST
from assistant.service.people import Agent, Role
from assistant.service.reviews.files import ReadReviews, read_reviews
from assistant.service.service import Service
from assistant.settings import Settings

FAULTS_SHOWN: Final = 20
COMMAND_LINE: Final = "(command line)"
"""Who is named in the audit log for what is done here."""


@contextmanager
def service_desk(settings: Settings) -> Generator[Service]:
    """Open the service desk while the block lasts."""
    # Imported late: the bootstrap brings the models' libraries along.
    from assistant.bootstrap import build_service  # noqa: PLC0415

    service = build_service(settings)
    try:
        yield service
    finally:
        service.close()


def ask_password(*, from_stdin: bool) -> str:
    """Return a password, typed twice unseen, or the first line of standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return typer.prompt(
        f"Password ({SHORTEST} characters or more)", hide_input=True, confirmation_prompt=True
    )


def add_agent(settings: Settings, name: str, role: Role, password: str) -> Agent:
    """Add an agent who can sign in at ``/console``.

    Raises:
        AgentError: If the name is taken or unfit.
        WeakPasswordError: If the password is too short or too long.
    """
    with service_desk(settings) as service:
        agent = service.people.add(name, password, role)
        service.audit.note(COMMAND_LINE, "agent_added", agent.name, role=role)
    return agent


def change_agent(
    settings: Settings,
    name: str,
    *,
    role: Role | None = None,
    password: str | None = None,
    active: bool | None = None,
) -> Agent:
    """Change an agent, who is signed out everywhere.

    Raises:
        AgentError: If there is no agent of that name.
        WeakPasswordError: If the password is too short or too long.
    """
    with service_desk(settings) as service:
        agent = service.people.change(name, role=role, password=password, active=active)
        changed = {"role": role or "", "password": "new" if password else ""}
        state = "" if active is None else "on" if active else "off"
        service.audit.note(COMMAND_LINE, "agent_changed", agent.name, **changed, sign_in=state)
    return agent


def agents(settings: Settings) -> list[Agent]:
    """Return every agent, by name."""
    with service_desk(settings) as service:
        return service.people.all()


def show_agents(found: list[Agent], console: Console) -> None:
    """Print the agents as a table."""
    if not found:
        console.print("There are no agents yet: [bold]aisle agents add NAME --role lead[/]")
        return
    table = Table(box=None)
    for title in ("Name", "Role", "Can sign in"):
        table.add_column(title)
    for agent in found:
        table.add_row(Text(agent.name), agent.role, "yes" if agent.active else "no")
    console.print(table)


def verify_audit(settings: Settings) -> Check:
    """Go through the audit log and compare every seal."""
    with service_desk(settings) as service:
        return service.audit.verify()


def import_reviews(settings: Settings, path: Path, field_map: Path | None) -> dict[str, Any]:
    """Bring a file of reviews in; those that are kept already count once.

    Returns:
        JSON values: how many were read and new, and the rows left out.

    Raises:
        ReviewFileError: If the file or the map cannot be used.
    """
    read: ReadReviews = read_reviews(path, field_map)
    with service_desk(settings) as service:
        new = service.reviews.add(read.reviews)
        service.audit.note(COMMAND_LINE, "reviews_imported", path.name, new=str(new))
    return {
        "read": len(read.reviews),
        "new": new,
        "left_out": [{"line": fault.line, "reason": fault.reason} for fault in read.faults],
    }


def show_import(outcome: dict[str, Any], console: Console) -> None:
    """Say what an import of reviews did."""
    console.print(
        f"[bold]{outcome['new']:,} new reviews[/] of {outcome['read']:,} read.", highlight=False
    )
    for fault in outcome["left_out"][:FAULTS_SHOWN]:
        console.print(Text(f"  line {fault['line']}: {fault['reason']}", style="yellow"))
    more = len(outcome["left_out"]) - FAULTS_SHOWN
    if more > 0:
        console.print(f"  … and {more:,} more; --json lists them.", highlight=False)
