import pytest
from playwright.sync_api import Page

from assistant.settings import Settings
from ui.api.app import create_app


@pytest.fixture
def address(assistant, serve) -> str:
    """Where that assistant is, with the shopper's page."""
    return serve(create_app(assistant, Settings(_env_file=None)))


@pytest.fixture
def page(address, visit) -> Page:
    return visit(address)
