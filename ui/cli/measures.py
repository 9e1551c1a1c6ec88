"""Commands that train and measure."""

from pathlib import Path
from typing import Annotated

import typer

from ui.cli.options import Data, Gate, Home, JsonFile, Name, open_console, settings_of


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


def bench(
    name: Name = None, json_file: JsonFile = None, data: Data = None, gate: Gate = False
) -> None:
    """Measure how fast it is."""
    from eval.registry import BENCHMARKS  # noqa: PLC0415
    from ui.commands.measuring import measure  # noqa: PLC0415

    raise typer.Exit(
        measure(BENCHMARKS, name, open_console(), json_file=json_file, data=data, gate=gate)
    )


def evaluate(
    name: Name = None, json_file: JsonFile = None, data: Data = None, gate: Gate = False
) -> None:
    """Measure how good it is."""
    from eval.registry import EVALUATIONS  # noqa: PLC0415
    from ui.commands.measuring import measure  # noqa: PLC0415

    raise typer.Exit(
        measure(EVALUATIONS, name, open_console(), json_file=json_file, data=data, gate=gate)
    )
