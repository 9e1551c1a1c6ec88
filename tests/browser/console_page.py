"""The service console, as the tests enter it."""

from playwright.sync_api import Page

from tests.fakes.service import PASSWORD


def sign_in_as(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def bring_up(page: Page, selector: str) -> None:
    """Scroll to what stands in a panel that renews itself, and may be replaced meanwhile."""
    page.wait_for_function(
        """selector => {
          const found = document.querySelector(selector);
          found?.scrollIntoView({ block: "center" });
          return found !== null;
        }""",
        arg=selector,
    )
