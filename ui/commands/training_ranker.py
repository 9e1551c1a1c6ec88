"""Trains a part of the ranker, and writes what came of it as a page with plots."""

from pathlib import Path

from rich.console import Console

from assistant.settings import Settings
from eval.charts import Curve
from eval.page.write import write_pages
from eval.report import Report
from ranking.training.parts import PARTS, Order, Outcome, Sampler, load
from ui.commands.errors import CommandError
from ui.commands.progress import steps_bar


def train_ranker(
    settings: Settings,
    part: str | None,
    console: Console,
    *,
    data: Path,
    out: Path | None,
    seed: int,
    trials: int,
    sampler: Sampler,
) -> Outcome | None:
    """Train, going on where a killed training of the same was.

    Args:
        settings: Where models and checkpoints are kept.
        part: Which part; None lists them.
        console: Where bars and report go.
        data: Folder of the data sets.
        out: Folder for artefact and report; None for one under the home.
        seed: Of all that is drawn.
        trials: Of the search of settings, those of former runs counted; 0 for none.
        sampler: How that search proposes them.

    Returns:
        What came of it; None if nothing was trained.

    Raises:
        UnknownPartError: If there is no such part.
        CommandError: If there is no such folder of data.
        OSError: If a file cannot be written.
    """
    if part is None:
        for name, one in sorted(PARTS.items()):
            console.print(f"[bold]{name}[/]  {one.summary}", highlight=False)
        return None
    train = load(part)
    if not data.exists():
        raise CommandError(f"there is no {data}: name the folder of the data sets with --data")
    work = settings.home / "ranking"
    folder = out or work / "trained"
    with steps_bar(console) as tell:
        outcome = train(
            Order(
                data=data,
                out=folder,
                work=work,
                models=settings.models_dir(),
                seed=seed,
                trials=trials,
                sampler=sampler,
                progress=tell,
            )
        )
    write_pages([_report(part, outcome, seed)], folder)
    for note in outcome.notes:
        console.print(note, highlight=False)
    for name, value in outcome.metrics.items():
        console.print(f"[bold]{name}[/] {value:.4f}", highlight=False)
    size = outcome.artefact.stat().st_size / 1e6
    console.print(f"Written to {outcome.artefact}, {size:.1f} MB.", highlight=False)
    return outcome


def _report(part: str, outcome: Outcome, seed: int) -> Report:
    return Report(
        name=f"train-ranker-{part}",
        columns=("figure", "value"),
        rows=[(name, f"{value:.4f}") for name, value in outcome.metrics.items()],
        figures=outcome.metrics,
        facts={"seed": str(seed), "artefact": outcome.artefact.name},
        notes=outcome.notes,
        charts=[Curve(line.title, line.x, line.y, {line.y: line.points}) for line in outcome.lines],
    )
