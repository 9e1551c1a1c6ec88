"""One page loaded in Chromium with nothing cached: what it sent, and when it could be used."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Any, Final

from eval.benchmarks.page_timing import QUIET_MS, Span, blocking, interactive_at

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page, ViewportSize

LONGEST_MS: Final = 40_000.0
"""A page that is not interactive by then is given up."""

_LOOK_MS: Final = 500
_OBSERVE: Final = """
window.aisleTasks = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries())
    aisleTasks.push([startTime, startTime + duration]);
}).observe({ type: "longtask", buffered: true });
"""
_PAINTED: Final = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime"""


class PageLoadError(Exception):
    """A page can't be measured."""


@dataclass(frozen=True, slots=True)
class Device:
    """What a page is opened on.

    Attributes:
        name: In the report.
        width: In CSS pixels, as ``height``.
        slower: By how much the processor is slowed down.
        latency: Milliseconds added to every request.
        rate: Bytes a second, -1 for no limit.
    """

    name: str
    width: int
    height: int
    slower: float = 1.0
    latency: float = 0.0
    rate: float = -1.0


DESKTOP: Final = Device("desktop", 1280, 800)
# Lighthouse's phone: a processor of a quarter of the speed on a slow 4G line.
PHONE: Final = Device("phone", 390, 844, slower=4.0, latency=150.0, rate=1.6e6 / 8)


# Without slots: Playwright leaves a mark on whose methods it calls.
@dataclass
class Traffic:
    """What went over the line, as the browser's debugger tells it.

    Attributes:
        kinds: By request: document, script, stylesheet, image, fetch and so on.
        unpacked: Bytes after decompression, by kind.
        sent: Bytes on the line with their headers, by kind.
        spans: Begin and end of every GET, in seconds of the browser's clock.
    """

    kinds: dict[str, str] = field(default_factory=dict[str, str])
    unpacked: Counter[str] = field(default_factory=Counter[str])
    sent: Counter[str] = field(default_factory=Counter[str])
    spans: dict[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])

    def asked(self, event: Mapping[str, Any]) -> None:
        """Take note of a request."""
        if event["request"]["url"].startswith("http"):
            self.kinds[event["requestId"]] = str(event.get("type", "Other")).lower()
            if event["request"]["method"] == "GET":
                self.spans[event["requestId"]] = (event["timestamp"], inf)

    def got(self, event: Mapping[str, Any]) -> None:
        """Take note of a piece of an answer."""
        self.unpacked[self._kind(event)] += int(event["dataLength"])

    def done(self, event: Mapping[str, Any]) -> None:
        """Take note of an answer's end."""
        self.sent[self._kind(event)] += int(event.get("encodedDataLength", 0))
        if event["requestId"] in self.spans:
            begun, _ = self.spans[event["requestId"]]
            self.spans[event["requestId"]] = (begun, event["timestamp"])

    def _kind(self, event: Mapping[str, Any]) -> str:
        return self.kinds.get(event["requestId"], "other")

    def requests(self) -> list[Span]:
        """Return the GET requests in milliseconds since the first."""
        first = min((begun for begun, _ in self.spans.values()), default=0.0)
        return [Span((a - first) * 1e3, (b - first) * 1e3) for a, b in self.spans.values()]


@dataclass(frozen=True, slots=True)
class Load:
    """One load of a page; times in milliseconds since the navigation began.

    Attributes:
        requests: How many.
        sent: Bytes on the line, by kind.
        unpacked: Bytes after decompression, by kind.
        first_paint: When the first words or pictures stood there.
        usable: When what a visitor came for stood there.
        interactive: See ``interactive_at``.
        long_tasks: How many tasks took longer than 50 ms.
        blocking: By how much they did, together.
    """

    requests: int
    sent: Mapping[str, int]
    unpacked: Mapping[str, int]
    first_paint: float
    usable: float
    interactive: float
    long_tasks: int
    blocking: float


def load_page(
    browser: "Browser", address: str, usable: str, device: Device, state: "Path | None" = None
) -> Load:
    """Load a page once, with nothing in the cache.

    Args:
        browser: Opens a context of its own.
        address: Of the page.
        usable: Selector of what a visitor came for.
        device: What it is opened on.
        state: File of the cookies of somebody who is signed in, as Playwright keeps them.

    Raises:
        PageLoadError: If it is not interactive in ``LONGEST_MS``.
    """
    viewport: ViewportSize = {"width": device.width, "height": device.height}
    context = browser.new_context(viewport=viewport, storage_state=state)
    try:
        page = context.new_page()
        page.add_init_script(_OBSERVE)
        traffic = _listen(page, device)
        page.goto(address, wait_until="commit")
        page.locator(usable).first.wait_for(state="visible", timeout=LONGEST_MS)
        seen_at = float(page.evaluate("performance.now()"))
        return _settled(page, traffic, seen_at, address)
    finally:
        context.close()


def _listen(page: "Page", device: Device) -> Traffic:
    traffic = Traffic()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Emulation.setCPUThrottlingRate", {"rate": device.slower})
    if device.rate > 0:
        limits = {"downloadThroughput": device.rate, "uploadThroughput": device.rate}
        line.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": device.latency, **limits},
        )
    line.on("Network.requestWillBeSent", traffic.asked)
    line.on("Network.dataReceived", traffic.got)
    line.on("Network.loadingFinished", traffic.done)
    return traffic


def _settled(page: "Page", traffic: Traffic, usable: float, address: str) -> Load:
    while True:
        page.wait_for_timeout(_LOOK_MS)
        now = float(page.evaluate("performance.now()"))
        painted = page.evaluate(_PAINTED)
        tasks = [Span(begin, end) for begin, end in page.evaluate("aisleTasks")]
        requests = traffic.requests()
        ready = None if painted is None else interactive_at(painted, tasks, requests, now)
        if painted is not None and ready is not None:
            return Load(
                requests=len(traffic.kinds),
                sent=dict(traffic.sent),
                unpacked=dict(traffic.unpacked),
                first_paint=float(painted),
                usable=usable,
                interactive=ready,
                long_tasks=len(tasks),
                blocking=blocking(tasks, float(painted), ready),
            )
        if now > LONGEST_MS + QUIET_MS:
            raise PageLoadError(f"{address} is not interactive after {now / 1e3:.0f} s")
