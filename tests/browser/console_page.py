"""The service console, as the tests enter it."""

from playwright.sync_api import Page

from tests.fakes.service import PASSWORD


def sign_in_as(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
