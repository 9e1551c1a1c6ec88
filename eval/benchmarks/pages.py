"""What the faces' pages weigh and when they can be used: bytes, requests, times, axe-core."""

import gzip
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from assistant.settings import Settings
from eval.accessibility import violations
from eval.benchmarks.page_browser import chromium
from eval.benchmarks.page_load import DESKTOP, PHONE, Device, Load, load_page
from eval.report import Report, percentile
from eval.served_shop import NAME, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDGET: Final = Path(__file__).parents[2] / "ui" / "static" / "aisle-widget.js"
ROUNDS: Final = 3
"""How often each page is loaded on each device."""

_KINDS: Final = ("script", "stylesheet", "image")
_COLUMNS: Final = (
    "page",
    "requests",
    "kB sent",
    "unpacked",
    "paint ms",
    "usable",
    "interactive",
    "long tasks",
    "axe",
)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page to measure: its name, its path and what a visitor comes for."""

    name: str
    path: str
    usable: str
    is_for_agents: bool = False


PAGES: Final = (
    _Page("shopper", "/", "#aisle-say"),
    _Page("widget", "/shop", ".launcher"),
    _Page("console", "/console", "main", is_for_agents=True),
)


@dataclass(frozen=True, slots=True)
class _Visit:
    """Where the pages are, and who is signed in there."""

    browser: "Browser"
    address: str
    state: Path


@dataclass(frozen=True, slots=True)
class _Measured:
    """A page on a device: its loads, and the rules of axe-core it breaks in both themes."""

    page: _Page
    device: Device
    loads: Sequence[Load]
    faults: Sequence[str]


def run(data: Path | None = None) -> Report:
    """Load each face's page on the demo shop, cache empty, and take the medians.

    A server of its own shows the shop; what shoppers and agents said there is
    neither read nor written. There is no language model in the loop, whose
    loading would be measured too.

    Args:
        data: Home of an indexed shop; None for the one the settings name.

    Raises:
        PageLoadError: If Chromium or Playwright is missing, or a page does not
            come to rest.
        SystemUnderTestError: If there is no shop, or the server does not start.
    """
    settings = Settings() if data is None else Settings(home=data)
    with chromium() as browser, served(settings) as (address, password), _folder() as folder:
        state = _signed_in(browser, address, password, folder / "cookies.json")
        visit = _Visit(browser, address, state)
        measured = [_measure(visit, page, device) for page in PAGES for device in (DESKTOP, PHONE)]
        version = browser.version
    script = WIDGET.read_bytes()
    packed = len(gzip.compress(script, 9))
    return Report(
        name="pages",
        columns=_COLUMNS,
        rows=[_row(each) for each in measured],
        figures={
            "widget.raw_bytes": len(script),
            "widget.gzip_bytes": packed,
            **dict(figure for each in measured for figure in _figures(each)),
        },
        facts={
            "browser": f"Chromium {version}",
            "phone": "390x844, processor slowed 4 times, 150 ms and 1.6 Mbit/s",
            "rounds": str(ROUNDS),
            **dict(_kinds(each) for each in measured),
            "widget script": f"{len(script):,} bytes, {packed:,} gzip",
        },
        notes=[fault for each in measured for fault in each.faults],
    )


@contextmanager
def _folder() -> Generator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder)


def _signed_in(browser: "Browser", address: str, password: str, file: Path) -> Path:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/console")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/console")
    context.storage_state(path=file)
    context.close()
    return file


def _measure(visit: _Visit, page: _Page, device: Device) -> _Measured:
    address, known = visit.address + page.path, visit.state if page.is_for_agents else None
    loads = [load_page(visit.browser, address, page.usable, device, known) for _ in range(ROUNDS)]
    return _Measured(page, device, loads, list(_faults(visit, page, device)))


def _faults(visit: _Visit, page: _Page, device: Device) -> Iterator[str]:
    for scheme in ("light", "dark"):
        context = visit.browser.new_context(
            viewport={"width": device.width, "height": device.height},
            color_scheme=scheme,
            storage_state=visit.state if page.is_for_agents else None,
        )
        shown = context.new_page()
        shown.goto(visit.address + page.path)
        shown.locator(page.usable).first.wait_for(state="visible")
        # Gradio's frame around the shopper's page is not ours.
        found = violations(shown, ".aisle" if page.name == "shopper" else None)
        yield from (f"{page.name}, {device.name}, {scheme}: {fault}" for fault in found)
        context.close()


def _median(measured: _Measured, figure: str) -> float:
    return percentile([float(getattr(load, figure)) for load in measured.loads], 0.5)


def _bytes(measured: _Measured) -> Mapping[str, float]:
    """Return the last load's bytes; the rounds differ in nothing but cookies."""
    load = measured.loads[-1]
    kinds = {f"{kind}_bytes": float(load.sent.get(kind, 0)) for kind in _KINDS}
    total = {"sent_bytes": sum(load.sent.values()), "unpacked_bytes": sum(load.unpacked.values())}
    return {"requests": float(load.requests), **total, **kinds}


def _row(measured: _Measured) -> tuple[str, ...]:
    counted = _bytes(measured)
    return (
        f"{measured.page.name}, {measured.device.name}",
        f"{counted['requests']:.0f}",
        f"{counted['sent_bytes'] / 1e3:,.0f}",
        f"{counted['unpacked_bytes'] / 1e3:,.0f}",
        *(f"{_median(measured, name):,.0f}" for name in ("first_paint", "usable", "interactive")),
        f"{_median(measured, 'long_tasks'):.0f} ({_median(measured, 'blocking'):,.0f} ms)",
        str(len(measured.faults)),
    )


def _kinds(measured: _Measured) -> tuple[str, str]:
    sent = sorted(measured.loads[-1].sent.items(), key=lambda pair: -pair[1])
    told = ", ".join(f"{kind} {size / 1e3:,.1f}" for kind, size in sent if size)
    return f"{measured.page.name}, {measured.device.name}, kB", told


def _figures(measured: _Measured) -> Iterator[tuple[str, float]]:
    prefix = f"{measured.page.name}.{measured.device.name}"
    for name, value in _bytes(measured).items():
        yield f"{prefix}.{name}", value
    for name in ("first_paint", "usable", "interactive", "blocking"):
        yield f"{prefix}.{name}_ms", round(_median(measured, name), 1)
    yield f"{prefix}.long_tasks", _median(measured, "long_tasks")
    yield f"{prefix}.axe_violations", float(len(measured.faults))
