"""Accessibility of a page as it stands.

A test brings the page into a state and calls ``assert_accessible(page)``.
"""

from playwright.sync_api import Page

from eval.accessibility import violations


def assert_accessible(page: Page, context: str | None = None) -> None:
    """Fail with everything axe-core finds on the page; ``context`` as for ``violations``."""
    found = violations(page, context)
    assert not found, "\n" + "\n".join(found)
