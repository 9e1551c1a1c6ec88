"""The browser that the pages are measured with."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from eval.benchmarks.page_load import PageLoadError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM: Final = Path("/usr/bin/chromium")

_ARGUMENTS: Final = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions")


@contextmanager
def chromium() -> Generator["Browser"]:
    """Open Debian's Chromium while the block lasts.

    Raises:
        PageLoadError: If it or Playwright is missing.
    """
    if not CHROMIUM.exists():
        raise PageLoadError(f"there is no {CHROMIUM}: `make chromium` installs Debian's package")
    try:
        import axe_playwright_python  # noqa: F401, PLC0415 - a tool of development  # pyright: ignore[reportUnusedImport]
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a tool of development
    except ModuleNotFoundError as error:
        remedy = "`pip install --constraint constraints.txt --group dev` brings it"
        raise PageLoadError(f"{error.name} is missing: {remedy}") from error
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        yield browser
        browser.close()
