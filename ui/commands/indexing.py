"""Brings a feed into the shop, and says what came of it."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.bootstrap import open_checkpoint, open_text_encoder
from assistant.settings import Settings
from retrieval.build import BuildReport, build_index
from retrieval.catalog import Catalogue
from retrieval.chroma import open_chroma
from retrieval.cleaning.finding import Kind
from retrieval.cleaning.report import HEADINGS
from retrieval.cleaning.stage import Cleaned
from retrieval.encoders.caching import CachingImageEncoder, CachingTextEncoder
from retrieval.encoders.embedding_cache import EMBEDDINGS, EmbeddingCache
from retrieval.encoders.looks import open_looks
from retrieval.engines.names import EngineName
from retrieval.engines.opening import open_engine
from retrieval.feeds.row import RowProblem
from retrieval.fill import ShopFeed
from retrieval.joint.artefact import Artefact
from retrieval.joint.serving import describe
from retrieval.knowledge import Passage, Promotion
from ui.commands.errors import CommandError
from ui.commands.progress import bytes_bar, steps_bar

PROBLEMS_SHOWN: Final = 20

_STAGES: Final = {
    "reading": "Reading the feed",
    "cleaning": "Looking for what is wrong",
    "comparing": "Comparing the photos",
    "text": "Encoding the words",
    "image": "Encoding the photos",
    "fitting": "Encoding for the joint space",
    "joint": "Placing the photos",
    "caption": "Placing the texts",
}


def index_shop(
    feed: ShopFeed,
    settings: Settings,
    console: Console,
    *,
    passages: Sequence[Passage] = (),
    promotions: Sequence[Promotion] = (),
    engine: EngineName = EngineName.LOCAL,
    workers: int | None = None,
    afresh: bool = False,
    drop_duplicates: bool = False,
) -> BuildReport:
    """Build the shop from a feed, with bars for what takes long.

    Args:
        feed: The feed and how to read it.
        settings: Where everything is kept.
        console: Where the bars go.
        passages: The shop's policy.
        promotions: The shop's promotions.
        engine: Where the encoders work.
        workers: How many at once; None means one a processor.
        afresh: Read the feed although it serves already.
        drop_duplicates: Keep one only of items that differ in their ids only.

    Raises:
        WeightsError: If the encoders' weights can't be had.
        EncoderError: If an encoder can't be opened.
        EngineError: If the engine isn't installed.
        BuildError: If the feed, the disk, the catalogue or an index fails.
    """
    if settings.text_checkpoint is not None and engine is not EngineName.LOCAL:
        raise CommandError("AISLE_TEXT_CHECKPOINT works with the local engine only")
    with bytes_bar(console) as tell:
        text = open_text_encoder(settings, tell)
        image = open_looks(settings.models_dir(), progress=tell)
    with (
        steps_bar(console) as tell,
        closing(EmbeddingCache(settings.home / EMBEDDINGS)) as cache,
        open_engine(
            engine, settings.models_dir(), workers=workers, address=settings.ray_address
        ) as opened,
    ):
        return build_index(
            feed,
            catalogue=Catalogue(settings.catalogue_url()),
            home=settings.home,
            vectors=open_chroma(settings.home, settings.chroma_url),
            text_encoder=CachingTextEncoder(text, cache),
            image_encoder=CachingImageEncoder(image, cache),
            engine=opened,
            checkpoint=open_checkpoint(settings),
            passages=passages,
            promotions=promotions,
            afresh=afresh,
            drop_duplicates=drop_duplicates,
            progress=lambda stage, done, total: tell(_STAGES.get(stage, stage), done, total),
        )


def show_report(report: BuildReport, console: Console) -> None:
    """Say what a build did, and which rows and photos had something wrong."""
    if report.unchanged:
        console.print(f"The shop is up to date: {report.loaded:,} items.", highlight=False)
        return
    resumed = f", {report.resumed:,} of them from an earlier run" if report.resumed else ""
    console.print(
        f"[bold]{report.loaded:,} items[/] and {report.photos:,} photos in {report.seconds:.1f} s"
        f"{resumed}.",
        highlight=False,
    )
    if report.joint is not None:
        console.print(f"Joint space: {describe(report.joint)}.", highlight=False)
    if report.lost:
        console.print(f"[yellow]{report.lost:,} rows were left out.[/]", highlight=False)
    show_problems("Rows", report.problem_count, report.problems, console)
    show_problems("Photos", report.photo_problem_count, report.photo_problems, console)
    if report.cleaned is not None:
        _show_cleaning(report.cleaned, console)


def _show_cleaning(cleaned: Cleaned, console: Console) -> None:
    found = {kind: findings for kind in Kind if (findings := cleaned.report.of(kind))}
    if not found:
        console.print("Nothing is wrong with the items as a whole.")
        return
    table = Table(title="Found in the catalogue as a whole", title_justify="left", box=None)
    table.add_column("What")
    table.add_column("Findings", justify="right")
    table.add_column("Items", justify="right")
    table.add_column("Done")
    for kind, findings in found.items():
        items = len({item_id for finding in findings for item_id in finding.item_ids})
        done = sum(bool(finding.done) for finding in findings)
        said = f"mended {done:,}" if done else "told only"
        table.add_row(HEADINGS[kind][0], f"{len(findings):,}", f"{items:,}", said)
    console.print(table)
    console.print(Text(f"All of it: {cleaned.html}", style="dim"), soft_wrap=True)


def show_problems(what: str, count: int, problems: Sequence[RowProblem], console: Console) -> None:
    """Show the first problems as a table, and how many more there are."""
    if not count:
        return
    table = Table(title=f"{what} with a problem", title_justify="left", box=None)
    table.add_column("Line", justify="right")
    table.add_column("Field")
    table.add_column("What is wrong")
    for problem in problems[:PROBLEMS_SHOWN]:
        table.add_row(str(problem.line), Text(problem.field), Text(problem.reason))
    console.print(table)
    if count > PROBLEMS_SHOWN:
        console.print(f"… and {count - PROBLEMS_SHOWN:,} more; --json lists them.", highlight=False)


def report_json(report: BuildReport) -> Mapping[str, Any]:
    """Return a build's report as JSON values."""
    return {
        "build_id": report.build_id,
        "unchanged": report.unchanged,
        "items": report.loaded,
        "resumed": report.resumed,
        "lost": report.lost,
        "photos": report.photos,
        "seconds": round(report.seconds, 3),
        "problem_count": report.problem_count,
        "problems": [problem_json(problem) for problem in report.problems],
        "photo_problem_count": report.photo_problem_count,
        "photo_problems": [problem_json(problem) for problem in report.photo_problems],
        "cleaning": None if report.cleaned is None else _cleaning_json(report.cleaned),
        "joint": _joint_json(report.joint) if report.joint is not None else None,
        "encoded": {one.leg.value: one.encoded for one in report.embeddings},
    }


def _cleaning_json(cleaned: Cleaned) -> Mapping[str, Any]:
    return {
        "counts": {kind.value: len(cleaned.report.of(kind)) for kind in Kind},
        "done": sum(bool(finding.done) for finding in cleaned.report.findings),
        "html": str(cleaned.html),
        "json": str(cleaned.json),
    }


def _joint_json(joint: Artefact) -> Mapping[str, Any]:
    return {
        "method": joint.method.value,
        "serves": joint.serves,
        "figures": {method.value: one.as_json() for method, one in joint.figures.items()},
    }


def problem_json(problem: RowProblem) -> Mapping[str, Any]:
    """Return a problem as JSON values."""
    return {
        "line": problem.line,
        "field": problem.field,
        "reason": problem.reason,
        "item_id": problem.item_id,
    }
