"""Commands about the people of the service console and what shoppers wrote."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from ui.cli.options import AsJson, Home, PasswordStdin, open_console, print_json, settings_of
from ui.commands.errors import ExitCode


class AgentRole(StrEnum):
    """What an agent may do; ``assistant.service.people.Role`` without its imports."""

    AGENT = "agent"
    LEAD = "lead"


def agents_add(
    name: Annotated[str, typer.Argument(help="As shoppers and colleagues see it.")],
    *,
    role: Annotated[
        AgentRole, typer.Option(help="A lead also sees figures and the audit log.")
    ] = AgentRole.AGENT,
    password_stdin: PasswordStdin = False,
    home: Home = None,
) -> None:
    """Let somebody sign in at /console; the password is asked for."""
    from assistant.service.people import Role  # noqa: PLC0415
    from ui.commands.service import add_agent, ask_password  # noqa: PLC0415

    password = ask_password(from_stdin=password_stdin)
    agent = add_agent(settings_of(home=home), name, Role(role.value), password)
    open_console().print(
        f"[green]✓[/] {escape(agent.name)} can sign in at /console as {agent.role}."
    )


def agents_list(home: Home = None, as_json: AsJson = False) -> None:
    """Show who can sign in."""
    from ui.commands.service import agents, show_agents  # noqa: PLC0415

    found = agents(settings_of(home=home))
    if as_json:
        print_json([{"name": a.name, "role": a.role, "active": a.active} for a in found])
    else:
        show_agents(found, open_console())


def agents_change(
    name: str,
    *,
    role: Annotated[AgentRole | None, typer.Option(help="The new role.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    password_stdin: PasswordStdin = False,
    active: Annotated[
        bool | None, typer.Option("--on/--off", help="Whether they may sign in.")
    ] = None,
    home: Home = None,
) -> None:
    """Change an agent, who is signed out everywhere."""
    from assistant.service.people import Role  # noqa: PLC0415
    from ui.commands.service import ask_password, change_agent  # noqa: PLC0415

    asks = password or password_stdin
    agent = change_agent(
        settings_of(home=home),
        name,
        role=Role(role.value) if role else None,
        password=ask_password(from_stdin=password_stdin) if asks else None,
        active=active,
    )
    open_console().print(f"[green]✓[/] {escape(agent.name)} is changed, and signed out everywhere.")


def agents_audit(home: Home = None) -> None:
    """Check that the audit log is whole; the exit code is 1 if it is not."""
    from ui.commands.service import verify_audit  # noqa: PLC0415

    found = verify_audit(settings_of(home=home))
    if found.broken_at is not None:
        open_console().print(f"[red]✗[/] The audit log is broken at entry {found.broken_at}.")
        raise typer.Exit(ExitCode.FAILED)
    open_console().print(f"[green]✓[/] All {found.entries:,} entries fit their seals.")


def reviews(
    file: Annotated[Path, typer.Argument(help="CSV, TSV or JSONL.", exists=True, dir_okay=False)],
    *,
    field_map: Annotated[
        Path | None, typer.Option("--map", help="TOML file that says where each field stands.")
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Bring shoppers' reviews in, whose course the service console shows."""
    from ui.commands.service import import_reviews, show_import  # noqa: PLC0415

    outcome = import_reviews(settings_of(home=home), file, field_map)
    if as_json:
        print_json(outcome)
    else:
        show_import(outcome, open_console())
