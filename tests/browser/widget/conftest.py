import pytest
from playwright.sync_api import Page

from tests.browser.widget_page import open_widget


@pytest.fixture
def page(address, open_page) -> Page:
    """The shop's page with its widget open."""
    page = open_page(f"{address}/shop")
    open_widget(page)
    return page
