"""The shopper's page, as the tests of it talk on it."""

import re

from playwright.sync_api import Page, expect

REQUEST = "I need a waterproof jacket under $120 for hiking, not black"
SAY = "Say what you are looking for"


def send(page: Page, text: str) -> None:
    page.get_by_label(SAY).fill(text)
    page.keyboard.press("Enter")


def say(page: Page, text: str) -> None:
    """Say it and wait until everything is answered."""
    before = page.locator(".turn .lead").count()
    send(page, text)
    answered(page, before + 1)


def answered(page: Page, count: int) -> None:
    """Wait until so many turns are answered, and nothing is awaited."""
    expect(page.locator(".turn .lead")).to_have_count(count)
    expect(page.locator(".waiting > .aisle, .aisle .turn[aria-busy=true]")).to_have_count(0)


def last(page: Page, selector: str) -> list[str]:
    """The texts of those of the last turn."""
    return page.locator(".turn").last.locator(selector).all_inner_texts()


def prices(page: Page) -> list[float]:
    """Of the last turn's cards, in their order."""
    return [float(re.sub(r"[^\d.]", "", text)) for text in last(page, ".price")]
