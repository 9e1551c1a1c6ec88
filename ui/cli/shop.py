"""Commands that make, fill, open and examine a shop."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retrieval.engines.names import EngineName
from ui.cli.options import AnyPort, AsJson, Home, Host, Port, open_console, print_json, settings_of
from ui.commands.errors import ExitCode

if TYPE_CHECKING:
    from ui.doctor import Finding


def demo(
    host: Host = None, port: Port = None, home: Home = None, any_port: AnyPort = False
) -> None:
    """Make the demo shop and open it; the second start takes seconds.

    It fetches the models, draws 1,152 pictures, indexes them and prints the
    address. AISLE_LLM=none does without a language model; `aisle doctor` says
    what is missing where it fails.
    """
    from ui.commands.demo import make_demo_shop  # noqa: PLC0415
    from ui.commands.serving import serve as run  # noqa: PLC0415

    settings = settings_of(host=host, port=port, home=home)
    make_demo_shop(settings, open_console())
    run(settings, open_console(), any_port=any_port)


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

    settings, console = settings_of(home=home), open_console(to_errors=as_json)
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
        print_json(update_json(changed)) if as_json else show_update(changed, open_console())
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
        print_json(report_json(outcome)) if as_json else show_report(outcome, open_console())


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


def serve(
    host: Host = None, port: Port = None, home: Home = None, any_port: AnyPort = False
) -> None:
    """Open the shop: its page, and its interface for programs.

    `/` is the shopper's page, `/shop` shows the widget, `/console` is for the
    shop's people (`aisle agents add NAME` first), `/api/docs` for programs.
    """
    from ui.commands.serving import serve as run  # noqa: PLC0415

    run(settings_of(host=host, port=port, home=home), open_console(), any_port=any_port)


def chat(home: Home = None) -> None:
    """Talk with the shop in this terminal.

    Say what you look for, then refine it: "cheaper", "the second one in green",
    "compare the first two". /help lists what else can be done. It also reads
    from a pipe: echo "tents under $60" | aisle chat
    """
    from assistant.bootstrap import build_assistant  # noqa: PLC0415
    from ui.commands.chatting import TerminalChat  # noqa: PLC0415

    console = open_console()
    with console.status("Opening the shop…"):
        assistant = build_assistant(settings_of(home=home))
    try:
        conversation = TerminalChat(assistant, console)
        conversation.greet()
        while conversation.hear(console.input("[bold]›[/] ")):
            pass
    except EOFError:
        console.print()
    finally:
        assistant.close()


def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """Check the installation, and say what to do about what is missing."""
    from ui.doctor import Verdict, examine  # noqa: PLC0415

    findings = list(examine(settings_of(home=home)))
    if as_json:
        print_json([{name: getattr(f, name) for name in f.__slots__} for f in findings])
    else:
        for finding in findings:
            _show_finding(finding)
    if any(finding.verdict is Verdict.FAILED for finding in findings):
        raise typer.Exit(ExitCode.FAILED)


def _show_finding(finding: "Finding") -> None:
    from rich.text import Text  # noqa: PLC0415

    from ui.doctor import Verdict  # noqa: PLC0415

    mark, style = {
        Verdict.OK: ("✓", "green"),
        Verdict.WARNING: ("!", "yellow"),
        Verdict.FAILED: ("✗", "red"),
    }[finding.verdict]
    line = Text(f"{mark} ", style=style).append(finding.check, style="bold default")
    open_console().print(line.append(f": {finding.found}", style="default"))
    if finding.remedy:
        open_console().print(Text(f"    {finding.remedy}", style="dim"))


def mcp_tools(home: Home = None) -> None:
    """Give the shop's tools to an assistant on this machine (MCP over its pipes).

    A client's configuration names this command: {"command": "aisle", "args": ["mcp"]}.
    """
    from ui.commands.tools import serve_tools  # noqa: PLC0415

    serve_tools(settings_of(home=home))
