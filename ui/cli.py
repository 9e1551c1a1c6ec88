"""The ``aisle`` command.

Each command imports what it needs when it runs, so that help is there at once.
"""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from retrieval.engines.names import EngineName
from ui.commands.errors import ExitCode, is_debugging, report

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.settings import Settings
    from ui.doctor import Finding


class AgentRole(StrEnum):
    """What an agent may do; ``assistant.service.people.Role`` without its imports."""

    AGENT = "agent"
    LEAD = "lead"


app = typer.Typer(
    name="aisle",
    help="Aisle, a conversational shopping assistant. Begin with `aisle demo`.\n\n"
    "Exit codes: 0 done, 1 it can't be done (the last line says why), 2 wrong usage, 70 a fault "
    "of Aisle, 130 interrupted. Where the output is data, --json prints JSON.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
model_app = typer.Typer(help="The weights of the models.", no_args_is_help=True)
app.add_typer(model_app, name="model")
agents_app = typer.Typer(help="The people of the service console.", no_args_is_help=True)
app.add_typer(agents_app, name="agents")

Host = Annotated[str | None, typer.Option(help="Address to listen on.  [default: 127.0.0.1]")]
Port = Annotated[
    int | None, typer.Option(min=1, max=65_535, help="Port to listen on.  [default: 7860]")
]
AnyPort = Annotated[
    bool, typer.Option("--any-port", help="If the port is taken, use the next free one.")
]
Home = Annotated[
    Path | None,
    typer.Option(help="Where catalogue, index and models are kept.  [default: .aisle]"),
]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write the report there as JSON.")]
Data = Annotated[Path | None, typer.Option(help="Home of an indexed shop.  [default: AISLE_HOME]")]
Gate = Annotated[bool, typer.Option("--gate", help="Fail if a promised bound does not hold.")]
Name = Annotated[str | None, typer.Argument(help="Which one; none lists them.")]


@app.command()
def demo(
    host: Host = None, port: Port = None, home: Home = None, any_port: AnyPort = False
) -> None:
    """Make the demo shop and open it; the second start takes seconds."""
    from ui.commands.demo import make_demo_shop  # noqa: PLC0415
    from ui.commands.serving import serve as run  # noqa: PLC0415

    settings = _settings(host=host, port=port, home=home)
    make_demo_shop(settings, _console())
    run(settings, _console(), any_port=any_port)


@app.command()
def index(
    feed: Annotated[
        Path | None,
        typer.Argument(
            help="Google Merchant TSV or XML, Shopify CSV or JSONL.", exists=True, dir_okay=False
        ),
    ] = None,
    *,
    update: Annotated[
        bool,
        typer.Option(
            "--update", help="Change only the items of this feed; all others stay as they are."
        ),
    ] = False,
    remove: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Take an item out; may be repeated.")
    ] = None,
    watch: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Apply every feed that is put there, until interrupted."
        ),
    ] = None,
    field_map: Annotated[
        Path | None, typer.Option("--map", help="TOML file that says where each field stands.")
    ] = None,
    policies: Annotated[
        Path | None, typer.Option(help="Markdown or TOML file, or a folder of them.")
    ] = None,
    promotions: Annotated[Path | None, typer.Option(help="TOML file.")] = None,
    images: Annotated[
        Path | None, typer.Option(help="Folder that photo paths start from.  [default: the feed's]")
    ] = None,
    currency: Annotated[
        str | None, typer.Option(help="Of prices that name none, such as USD.")
    ] = None,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Read it although the same feed serves already.")
    ] = False,
    engine: Annotated[
        EngineName, typer.Option(help="Where to compute embeddings: here, or in Ray's processes.")
    ] = EngineName.LOCAL,
    workers: Annotated[
        int | None, typer.Option(min=1, help="How many encode at once.  [default: one a processor]")
    ] = None,
    drop_duplicates: Annotated[
        bool,
        typer.Option("--drop-duplicates", help="Keep one of items that differ in their ids only."),
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Bring your own feed into the shop, or change what it sells while it serves.

    The old index serves until the new one is whole; an interrupted run goes on
    where it stopped. With --update, --remove or --watch the shop that serves is
    changed, and the next answer has it.
    """
    from retrieval.feeds.field_map import load_field_map  # noqa: PLC0415
    from retrieval.fill import ShopFeed  # noqa: PLC0415
    from retrieval.knowledge_files import read_policies, read_promotions  # noqa: PLC0415

    _check_index(feed, update=update, removing=bool(remove), watch=watch, afresh=afresh)
    loaded_map = load_field_map(field_map) if field_map else None

    def read_as(path: Path) -> ShopFeed:
        return ShopFeed(path, currency=currency, field_map=loaded_map, photo_folder=images)

    settings, console = _settings(home=home), _console(to_errors=as_json)
    says = read_policies(policies) if policies else None
    offers = read_promotions(promotions) if promotions else None
    if watch is not None:
        from ui.commands.updating import watch_folder  # noqa: PLC0415

        watch_folder(watch, settings, console, read_as)
    elif update or remove:
        from ui.commands.updating import show_update, update_json, update_shop  # noqa: PLC0415

        changed = update_shop(
            read_as(feed) if feed else None,
            settings,
            console,
            removals=remove or (),
            passages=says,
            promotions=offers,
        )
        _print_json(update_json(changed)) if as_json else show_update(changed, _console())
    elif feed is None:
        raise typer.BadParameter("name a feed, or one of --remove ID and --watch FOLDER")
    else:
        from ui.commands.indexing import index_shop, report_json, show_report  # noqa: PLC0415

        outcome = index_shop(
            read_as(feed),
            settings,
            console,
            passages=says or (),
            promotions=offers or (),
            afresh=afresh,
            drop_duplicates=drop_duplicates,
            engine=engine,
            workers=workers,
        )
        _print_json(report_json(outcome)) if as_json else show_report(outcome, _console())


def _check_index(
    feed: Path | None, *, update: bool, removing: bool, watch: Path | None, afresh: bool
) -> None:
    """Refuse options of `index` that do not go together.

    Raises:
        BadParameter: Naming them.
    """
    if watch is not None and (feed or update or removing or afresh):
        raise typer.BadParameter("--watch takes its feeds from the folder: give it alone")
    if afresh and (update or removing):
        raise typer.BadParameter("--afresh reads a whole feed again: it does not go with a change")
    if removing and feed and not update:
        raise typer.BadParameter("--remove with a feed needs --update, else the feed replaces all")


@app.command()
def serve(
    host: Host = None, port: Port = None, home: Home = None, any_port: AnyPort = False
) -> None:
    """Open the shop: its page, and its interface for programs."""
    from ui.commands.serving import serve as run  # noqa: PLC0415

    run(_settings(host=host, port=port, home=home), _console(), any_port=any_port)


@app.command()
def chat(home: Home = None) -> None:
    """Talk with the shop in this terminal."""
    from assistant.bootstrap import build_assistant  # noqa: PLC0415
    from ui.commands.chatting import TerminalChat  # noqa: PLC0415

    console = _console()
    with console.status("Opening the shop…"):
        assistant = build_assistant(_settings(home=home))
    try:
        conversation = TerminalChat(assistant, console)
        conversation.greet()
        while conversation.hear(console.input("[bold]›[/] ")):
            pass
    except EOFError:
        console.print()
    finally:
        assistant.close()


@app.command()
def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """Check the installation, and say what to do about what is missing."""
    from ui.doctor import Verdict, examine  # noqa: PLC0415

    findings = list(examine(_settings(home=home)))
    if as_json:
        _print_json([{name: getattr(f, name) for name in f.__slots__} for f in findings])
    else:
        for finding in findings:
            _show_finding(finding)
    if any(finding.verdict is Verdict.FAILED for finding in findings):
        raise typer.Exit(ExitCode.FAILED)


@app.command("mcp")
def mcp_tools(home: Home = None) -> None:
    """Give the shop's tools to an assistant on this machine (MCP over its pipes).

    A client's configuration names this command: {"command": "aisle", "args": ["mcp"]}.
    """
    from ui.commands.tools import serve_tools  # noqa: PLC0415

    serve_tools(_settings(home=home))


@app.command()
def backup(
    target: Annotated[
        Path, typer.Argument(help="File to make, or a folder to put one into.")
    ] = Path(),
    *,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Write the whole shop into one file, also while it serves.

    Catalogue, vectors, conversations and photos; not the models, which
    `aisle model fetch` brings again. `aisle restore` puts it back.
    """
    from ui.commands.backup import as_json as described  # noqa: PLC0415
    from ui.commands.backup import back_up  # noqa: PLC0415
    from ui.commands.progress import steps_bar  # noqa: PLC0415

    with steps_bar(_console(to_errors=True)) as tell:
        made = back_up(_settings(home=home), target, tell)
    if as_json:
        _print_json(described(made))
    else:
        line = f"{made.files:,} files, {made.size / 1e6:,.1f} MB: {escape(made.file)}"
        _console().print(f"[green]✓[/] {line}", highlight=False)


@app.command()
def restore(
    source: Annotated[
        Path, typer.Argument(help="A file that `aisle backup` made.", exists=True, dir_okay=False)
    ],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Although a shop is there; it is kept beside.")
    ] = False,
    home: Home = None,
) -> None:
    """Put a shop back from a backup; stop the server first.

    Everything is checked before anything is touched.
    """
    from ui.commands.backup import restore as put_back  # noqa: PLC0415
    from ui.commands.progress import steps_bar  # noqa: PLC0415

    settings = _settings(home=home)
    with steps_bar(_console(to_errors=True)) as tell:
        kept = put_back(settings, source, tell, replace=replace)
    _console().print(f"[green]✓[/] The shop is in {escape(str(settings.home))}.", highlight=False)
    if kept is not None:
        _console().print(f"What was there is kept in {escape(str(kept))}.", highlight=False)


Sessions = Annotated[
    list[str], typer.Argument(help="Ids of the shopper's conversations, one or more.")
]


@app.command()
def export(
    session_ids: Sessions,
    *,
    file: Annotated[Path | None, typer.Option(help="File to make, readable by you alone.")] = None,
    home: Home = None,
) -> None:
    """Tell a shopper everything kept of them, as JSON: words, lists, photos, notes."""
    from ui.commands.shopper_data import export as tell_all  # noqa: PLC0415

    text = tell_all(_settings(home=home), session_ids, file)
    if file is None:
        print(text)  # noqa: T201 - the output is the point
    else:
        _console().print(f"[green]✓[/] Written to {escape(str(file))}.", highlight=False)


@app.command()
def forget(
    session_ids: Sessions,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    home: Home = None,
) -> None:
    """Delete everything kept of a shopper for good, photos included."""
    from assistant.privacy import forget_sessions  # noqa: PLC0415

    settings = _settings(home=home)
    if not yes:
        number = len(session_ids)
        question = f"Delete {number} conversation{'s' * (number > 1)} for good?"
        typer.confirm(question, abort=True)
    forget_sessions(settings.sessions_url(), session_ids)
    _console().print("[green]✓[/] Deleted, photos included. Backups made before still hold it.")


@model_app.command("fetch")
def model_fetch(home: Home = None) -> None:
    """Fetch the encoders and the language model that AISLE_LLM and AISLE_LLM_MODEL name."""
    from assistant.settings import LanguageModel  # noqa: PLC0415
    from ui.commands.models import fetch_encoders, fetch_model  # noqa: PLC0415

    settings = _settings(home=home)
    fetch_encoders(settings, _console())
    if settings.llm in (LanguageModel.EMBEDDED, LanguageModel.VLLM):
        fetch_model(settings, _console())
    _console().print("[green]✓[/] Everything is in place.")


@agents_app.command("add")
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
    agent = add_agent(_settings(home=home), name, Role(role.value), password)
    _console().print(f"[green]✓[/] {escape(agent.name)} can sign in at /console as {agent.role}.")


@agents_app.command("list")
def agents_list(home: Home = None, as_json: AsJson = False) -> None:
    """Show who can sign in."""
    from ui.commands.service import agents, show_agents  # noqa: PLC0415

    found = agents(_settings(home=home))
    if as_json:
        _print_json([{"name": a.name, "role": a.role, "active": a.active} for a in found])
    else:
        show_agents(found, _console())


@agents_app.command("change")
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
        _settings(home=home),
        name,
        role=Role(role.value) if role else None,
        password=ask_password(from_stdin=password_stdin) if asks else None,
        active=active,
    )
    _console().print(f"[green]✓[/] {escape(agent.name)} is changed, and signed out everywhere.")


@agents_app.command("audit")
def agents_audit(home: Home = None) -> None:
    """Check that the audit log is whole; the exit code is 1 if it is not."""
    from ui.commands.service import verify_audit  # noqa: PLC0415

    found = verify_audit(_settings(home=home))
    if found.broken_at is not None:
        _console().print(f"[red]✗[/] The audit log is broken at entry {found.broken_at}.")
        raise typer.Exit(ExitCode.FAILED)
    _console().print(f"[green]✓[/] All {found.entries:,} entries fit their seals.")


@app.command()
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

    outcome = import_reviews(_settings(home=home), file, field_map)
    if as_json:
        _print_json(outcome)
    else:
        show_import(outcome, _console())


@app.command("train-joint")
def train_joint(
    data: Annotated[
        Path, typer.Option(envvar="AISLE_DATA", help="Folder of the photo sets.")
    ] = Path("../shared/data"),
    out: Annotated[
        Path | None, typer.Option(help="Where the heads go.  [default: those of the program]")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of all that is drawn.")] = 0,
    home: Home = None,
) -> None:
    """Train the heads that find photos by words in shops too small to fit their own."""
    from retrieval.joint.artefact import GENERIC_FILE  # noqa: PLC0415
    from ui.commands.training_joint import train_joint as train  # noqa: PLC0415

    train(_settings(home=home), data, out or GENERIC_FILE, _console(), seed=seed)


@app.command()
def bench(
    name: Name = None, json_file: JsonFile = None, data: Data = None, gate: Gate = False
) -> None:
    """Measure how fast it is."""
    from eval.registry import BENCHMARKS  # noqa: PLC0415
    from ui.commands.measuring import measure  # noqa: PLC0415

    raise typer.Exit(
        measure(BENCHMARKS, name, _console(), json_file=json_file, data=data, gate=gate)
    )


@app.command("eval")
def evaluate(
    name: Name = None, json_file: JsonFile = None, data: Data = None, gate: Gate = False
) -> None:
    """Measure how good it is."""
    from eval.registry import EVALUATIONS  # noqa: PLC0415
    from ui.commands.measuring import measure  # noqa: PLC0415

    raise typer.Exit(
        measure(EVALUATIONS, name, _console(), json_file=json_file, data=data, gate=gate)
    )


def _show_finding(finding: "Finding") -> None:
    from rich.text import Text  # noqa: PLC0415

    from ui.doctor import Verdict  # noqa: PLC0415

    mark, style = {
        Verdict.OK: ("✓", "green"),
        Verdict.WARNING: ("!", "yellow"),
        Verdict.FAILED: ("✗", "red"),
    }[finding.verdict]
    line = Text(f"{mark} ", style=style).append(finding.check, style="bold default")
    _console().print(line.append(f": {finding.found}", style="default"))
    if finding.remedy:
        _console().print(Text(f"    {finding.remedy}", style="dim"))


def main() -> None:
    """Run the command; an error is one line that says what to do."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except Exception as error:
        if is_debugging():
            raise
        sys.exit(report(error))


def _settings(
    host: str | None = None, port: int | None = None, home: Path | None = None
) -> "Settings":
    """Return the settings, those of the command line before the environment's."""
    from pydantic import ValidationError  # noqa: PLC0415

    from assistant.settings import Settings  # noqa: PLC0415
    from ui.commands.errors import CommandError  # noqa: PLC0415

    given = {"host": host, "port": port, "home": home}
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # pyright: ignore[reportArgumentType] - checked by pydantic
    except ValidationError as error:
        faults = "; ".join(
            f"AISLE_{'_'.join(str(part) for part in fault['loc']).upper()}: {fault['msg']}"
            for fault in error.errors(include_input=False)
        )
        raise CommandError(f"a setting is wrong: {faults}") from None


def _console(*, to_errors: bool = False) -> "Console":
    from rich.console import Console  # noqa: PLC0415

    return Console(stderr=to_errors)


def _print_json(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))  # noqa: T201 - the output is the point


if __name__ == "__main__":
    main()
