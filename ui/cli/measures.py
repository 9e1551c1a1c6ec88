"""Commands that train and measure."""

from pathlib import Path
from typing import Annotated

import typer

from ranking.training.parts import Sampler
from ui.cli.options import (
    Against,
    Data,
    Gate,
    Home,
    JsonFile,
    Name,
    Out,
    open_console,
    settings_of,
)


def model_fetch(home: Home = None) -> None:
    """Fetch the encoders and the language model that AISLE_LLM and AISLE_LLM_MODEL name."""
    from assistant.settings import LanguageModel  # noqa: PLC0415
    from ui.commands.models import fetch_encoders, fetch_model  # noqa: PLC0415

    settings = settings_of(home=home)
    fetch_encoders(settings, open_console())
    if settings.llm in (LanguageModel.EMBEDDED, LanguageModel.VLLM):
        fetch_model(settings, open_console())
    open_console().print("[green]✓[/] Everything is in place.")


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

    train(settings_of(home=home), data, out or GENERIC_FILE, open_console(), seed=seed)


def train_ranker(
    part: Annotated[
        str | None, typer.Option(help="Which part of the ranker; none lists them.")
    ] = None,
    *,
    data: Annotated[
        Path, typer.Option(envvar="AISLE_DATA", help="Folder of the data sets.")
    ] = Path("../shared/data"),
    out: Annotated[
        Path | None,
        typer.Option(help="Folder for artefact and report.  [default: under AISLE_HOME]"),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of all that is drawn.")] = 0,
    trials: Annotated[
        int,
        typer.Option(min=0, help="Search the shoppers' settings first, by so many trials in all."),
    ] = 0,
    sampler: Annotated[
        Sampler, typer.Option(help="How that search proposes settings.")
    ] = Sampler.TPE,
    home: Home = None,
) -> None:
    """Train a part of the ranker; a killed training goes on where it was."""
    from ui.commands.training_ranker import train_ranker as train  # noqa: PLC0415

    settings = settings_of(home=home)
    train(
        settings,
        part,
        open_console(),
        data=data,
        out=out,
        seed=seed,
        trials=trials,
        sampler=sampler,
    )


def bench(
    name: Name = None,
    *,
    json_file: JsonFile = None,
    data: Data = None,
    out: Out = None,
    against: Against = None,
    gate: Gate = False,
) -> None:
    """Measure how fast it is."""
    from eval.registry import BENCHMARKS  # noqa: PLC0415
    from ui.commands.measuring import Outlet, deliver, measure  # noqa: PLC0415

    outlet = Outlet(open_console(), json_file, out, against, gate)
    report = measure(BENCHMARKS, name, outlet.console, data=data)
    if report is not None:
        raise typer.Exit(deliver(report, outlet))


def evaluate(
    name: Name = None,
    files: Annotated[
        list[Path] | None, typer.Argument(help="What `compare`, `gate` and `replay` read.")
    ] = None,
    *,
    json_file: JsonFile = None,
    data: Data = None,
    out: Out = None,
    against: Against = None,
    gate: Gate = False,
    quick: Annotated[bool, typer.Option("--quick", help="The form that takes a minute.")] = False,
    n: Annotated[int | None, typer.Option("-n", min=1, help="How many dialogues.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Of all that is drawn.")] = None,
    system: Annotated[
        list[str] | None,
        typer.Option(help="Under test; may be repeated.  [default: depends on the measurement]"),
    ] = None,
    llm: Annotated[
        str | None,
        typer.Option(help="Language model of systems: none, embedded, vllm, url. [default: none]"),
    ] = None,
) -> None:
    """Measure how good it is; `all`, `compare A B`, `gate REPORT` and `replay FILE` besides."""
    from eval.registry import EVALUATIONS, quick_form, refuse  # noqa: PLC0415
    from ui.commands.evaluating import (  # noqa: PLC0415
        FILE_COMMANDS,
        evaluate_all,
        language_model,
    )
    from ui.commands.measuring import Outlet, deliver, measure  # noqa: PLC0415

    outlet = Outlet(open_console(), json_file, out, against, gate)
    options: dict[str, object] = {
        "n": n,
        "seed": seed,
        "system": system or None,
        "llm": None if llm is None else language_model(llm),
    }
    if name is not None and name in FILE_COMMANDS:
        refuse(name, options | {"quick": quick, "data": data})
        raise typer.Exit(FILE_COMMANDS[name](files or (), outlet))
    options["files"] = files or None
    if name == "all":
        refuse(name, options | {"json": json_file})
        raise typer.Exit(evaluate_all(outlet, quick=quick, data=data))
    if quick and name is not None:
        given = {option: value for option, value in options.items() if value is not None}
        options = {**quick_form(EVALUATIONS, name), **given}
    report = measure(EVALUATIONS, name, outlet.console, data=data, options=options)
    if report is not None:
        raise typer.Exit(deliver(report, outlet))
