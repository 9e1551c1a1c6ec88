"""Changes the shop while it serves: by a feed, by ids, by what is put into a folder."""

import logging
import shutil
import time
import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.text import Text
from watchfiles import watch

from assistant.bootstrap import build_live_shop, fold_changes
from assistant.settings import Settings
from retrieval.build_lock import BuildError
from retrieval.catalog import CatalogueError
from retrieval.embed import EncodingError
from retrieval.feeds.row import FeedError
from retrieval.fill import ShopFeed
from retrieval.knowledge import Passage, Promotion
from retrieval.knowledge_files import KnowledgeError, read_policies, read_promotions
from retrieval.live import LiveShop, UpdateReport
from ui.commands.indexing import problem_json, show_problems
from ui.commands.progress import steps_bar

DONE: Final = "done"
FAILED: Final = "failed"
REMOVALS: Final = ".remove"
"""Ending of a file of ids, one a line, that are no longer sold."""

_SETTLED_SECONDS: Final = 0.3
_LOOK_EVERY_MS: Final = 100
_ASK_EVERY_MS: Final = 500

_log = logging.getLogger(__name__)


def update_shop(
    feed: ShopFeed | None,
    settings: Settings,
    console: Console,
    *,
    removals: Collection[str] = (),
    passages: Sequence[Passage] | None = None,
    promotions: Sequence[Promotion] | None = None,
) -> UpdateReport:
    """Change what is given and leave the rest of the shop as it is.

    Args:
        feed: Items to add or change; None for none.
        settings: Where everything is kept.
        console: Where the bar goes.
        removals: Ids of items that are no longer sold.
        passages: The shop's policy from now on; None leaves it.
        promotions: The shop's promotions from now on; None leaves them.

    Raises:
        CatalogueEmptyError: If no feed was indexed yet.
        CatalogueError: If the catalogue cannot be changed.
        FeedError: If the feed cannot be read.
        EncodingError: If an encoder fails.
    """
    live = build_live_shop(settings)
    report = UpdateReport()
    if passages is not None or promotions is not None:
        live.replace_knowledge(passages, promotions)
    if feed is not None:
        with steps_bar(console) as tell:
            report = _apply(live, feed, lambda done: tell("Changing items", done, None))
    if removals:
        removed = live.remove(removals)
        report.removed, report.number = removed.removed, removed.number
    _fold(settings, console)
    return report


def show_update(report: UpdateReport, console: Console) -> None:
    """Say what changed, and which rows and photos had something wrong."""
    console.print(
        f"[bold]{report.updated:,} changed, {report.added:,} new, {report.removed:,} removed[/], "
        f"{report.unchanged:,} as before, in {report.seconds:.1f} s.",
        highlight=False,
    )
    filling = report.filling
    if filling.lost:
        console.print(f"[yellow]{filling.lost:,} rows were left out.[/]", highlight=False)
    show_problems("Rows", filling.problem_count, filling.problems, console)
    show_problems("Photos", filling.photo_problem_count, filling.photo_problems, console)


def update_json(report: UpdateReport) -> Mapping[str, Any]:
    """Return an update's report as JSON values."""
    filling = report.filling
    return {
        "revision": report.number,
        "updated": report.updated,
        "added": report.added,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "encoded": {leg.value: count for leg, count in report.encoded.items()},
        "lost": filling.lost,
        "problem_count": filling.problem_count,
        "problems": [problem_json(problem) for problem in filling.problems],
        "photo_problem_count": filling.photo_problem_count,
        "photo_problems": [problem_json(problem) for problem in filling.photo_problems],
        "seconds": round(report.seconds, 3),
    }


def watch_folder(
    folder: Path,
    settings: Settings,
    console: Console,
    read_as: Callable[[Path], ShopFeed],
    until: Callable[[], bool] | None = None,
) -> None:
    """Apply every file that is put into a folder, until interrupted.

    Feeds change the items of their rows; a file ending in ``.remove`` names ids,
    one a line; a TOML file replaces the promotions or the policy. A file that
    was applied goes to ``done``, one that cannot be read to ``failed`` beside
    the reason. A file still being written is waited for.

    Args:
        folder: Made if it is missing. Files that lie there already come first.
        settings: Where everything is kept.
        console: Where to say what was done.
        read_as: How a feed is to be read.
        until: Asked several times a second whether to end; None never ends.

    Raises:
        CatalogueEmptyError: If no feed was indexed yet.
        OSError: If the folder cannot be read or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    live = build_live_shop(settings)
    console.print(f"Watching {folder}; stop it with Ctrl-C.", highlight=False)
    _take_all(folder, live, settings, console, read_as)
    for changes in watch(
        folder,
        recursive=False,
        debounce=_LOOK_EVERY_MS,
        step=_LOOK_EVERY_MS,
        rust_timeout=_ASK_EVERY_MS,
        yield_on_timeout=until is not None,
    ):
        if changes:
            _take_all(folder, live, settings, console, read_as)
        if until is not None and until():
            return


def _take_all(
    folder: Path,
    live: LiveShop,
    settings: Settings,
    console: Console,
    read_as: Callable[[Path], ShopFeed],
) -> None:
    files = [path for path in sorted(folder.iterdir()) if _is_meant(path)]
    for path in files:
        if not _settled(path):
            continue
        try:
            said = _take(path, live, read_as)
        except (FeedError, KnowledgeError, CatalogueError, EncodingError, UnicodeError) as error:
            _tell_why(_move(path, FAILED), error)
            console.print(Text(f"{path.name}: {error}", style="yellow"))
        else:
            _move(path, DONE)
            console.print(Text(f"{path.name}: {said}"))
    if files:
        _fold(settings, console)


def _take(path: Path, live: LiveShop, read_as: Callable[[Path], ShopFeed]) -> str:
    """Apply one file and say in a few words what it did."""
    if path.suffix == REMOVALS:
        ids = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        report = live.remove([item_id for item_id in ids if item_id])
        return f"{report.removed:,} removed"
    if path.suffix == ".toml":
        return _take_knowledge(path, live)
    report = _apply(live, read_as(path))
    lost = f", {report.filling.lost:,} rows left out" if report.filling.lost else ""
    return f"{report.updated:,} changed, {report.added:,} new{lost}"


def _take_knowledge(path: Path, live: LiveShop) -> str:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path.name} is no TOML: {error}") from error
    if "promotion" in tables:
        offers = read_promotions(path)
        live.replace_knowledge(promotions=offers)
        return f"{len(offers):,} promotions in place of the old ones"
    says = read_policies(path)
    live.replace_knowledge(says)
    return f"{len(says):,} passages in place of the old policy"


def _apply(
    live: LiveShop, feed: ShopFeed, told: Callable[[int], None] | None = None
) -> UpdateReport:
    return live.apply(feed.records(partial=True), feed.photos(), told)


def _fold(settings: Settings, console: Console) -> None:
    try:
        if fold_changes(settings):
            console.print("[dim]The many changes were folded into an index of their own.[/]")
    except BuildError as error:
        # The changes serve all the same; the next update tries again.
        _log.warning("the changes were not folded: %s", error)


def _tell_why(path: Path, error: Exception) -> None:
    path.with_name(f"{path.name}.reason.txt").write_text(f"{error}\n", encoding="utf-8")


def _is_meant(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and path.suffix not in (".part", ".tmp")


def _settled(path: Path) -> bool:
    """Tell whether nobody is writing the file any more."""
    try:
        before = path.stat()
        time.sleep(max(0.0, _SETTLED_SECONDS - (time.time() - before.st_mtime)))
        after = path.stat()
    except FileNotFoundError:
        return False
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def _move(path: Path, where: str) -> Path:
    """Move a file into a folder beside it, under a name that is not taken."""
    place = path.parent / where
    place.mkdir(exist_ok=True)
    target = place / path.name
    number = 1
    while target.exists():
        number += 1
        target = place / f"{path.stem}-{number}{path.suffix}"
    return Path(shutil.move(path, target))
