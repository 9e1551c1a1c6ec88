"""The ``aisle`` command.

Each command imports what it needs when it runs, so that help is there at once.
"""

import sys

import typer

from ui.cli import keeping, measures, people, shop
from ui.commands.errors import ExitCode, is_debugging, report

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

models = typer.Typer(help="The weights of the models.", no_args_is_help=True)
models.command("fetch")(measures.model_fetch)

agents = typer.Typer(help="The people of the service console.", no_args_is_help=True)
agents.command("add")(people.agents_add)
agents.command("list")(people.agents_list)
agents.command("change")(people.agents_change)
agents.command("audit")(people.agents_audit)

app.command()(shop.demo)
app.command()(shop.index)
app.command()(shop.serve)
app.command()(shop.chat)
app.command()(shop.doctor)
app.command("mcp")(shop.mcp_tools)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(keeping.export)
app.command()(keeping.forget)
app.command()(people.reviews)
app.command("train-joint")(measures.train_joint)
app.command("train-ranker")(measures.train_ranker)
app.command()(measures.bench)
app.command("eval")(measures.evaluate)
app.add_typer(models, name="model")
app.add_typer(agents, name="agents")


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
