"""The demo shop with the real assistant in a real browser, as `aisle demo` opens it.

With AISLE_SCREENSHOTS=1 the pictures of the documentation are taken anew.
"""

import io
import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from PIL import Image, ImageEnhance
from playwright.sync_api import Page, expect

from assistant.bootstrap import build_assistant
from assistant.settings import Settings
from tests.browser.pictures import keep_picture
from ui.api.app import create_app

pytestmark = [
    pytest.mark.browser,
    pytest.mark.models,
    pytest.mark.slow,
    # Gradio sums up its queue with options that pandas has deprecated.
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]

SHOWN = {
    "shopper-welcome-desktop-light",
    "shopper-picks-desktop-light",
    "shopper-picks-desktop-dark",
    "shopper-cheaper-green-desktop-light",
    "shopper-details-desktop-light",
    "shopper-photo-desktop-light",
    "shopper-nothing-found-desktop-light",
    "shopper-policy-desktop-light",
    "shopper-welcome-phone-light",
    "shopper-details-phone-light",
    "shopper-picks-phone-dark",
    "shopper-photo-phone-dark",
}
SCREENS = {
    "desktop-light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "desktop-dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone-light": {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "light",
        "device_scale_factor": 2,
        "has_touch": True,
    },
    "phone-dark": {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "dark",
        "device_scale_factor": 2,
        "has_touch": True,
    },
}


@pytest.fixture
def address(demo_settings: Settings, serve: Callable[[FastAPI], str]) -> str:
    return serve(create_app(build_assistant(demo_settings), demo_settings))


def say(page: Page, text: str) -> None:
    before = page.locator(".turn").count()
    page.get_by_label("Say what you are looking for").fill(text)
    page.keyboard.press("Enter")
    answered(page, before + 1)


def answered(page: Page, count: int) -> None:
    expect(page.locator(".turn .lead")).to_have_count(count)
    expect(page.locator(".turn[aria-busy=true]")).to_have_count(0)


def last(page: Page, selector: str) -> list[str]:
    return page.locator(".turn").last.locator(selector).all_inner_texts()


def prices(page: Page) -> list[float]:
    return [float(re.sub(r"[^\d.]", "", text)) for text in last(page, ".price")]


def take(page: Page, name: str) -> None:
    """Keep a picture for the documentation, if it shows this one."""
    if name in SHOWN:
        keep_picture(page, name)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_jacket_then_cheaper_and_in_green(address, visit, screen):
    page = visit(address, **SCREENS[screen])
    take(page, f"shopper-welcome-{screen}")

    say(page, "I need a waterproof jacket under $120 for hiking, not black")
    assert len(prices(page)) == 6
    assert max(prices(page)) <= 120
    assert not any(title.endswith("Black") for title in last(page, ".title"))
    assert all("waterproof" in attributes for attributes in last_attributes(page, "feature"))
    assert all(len(why) > 20 for why in last(page, ".why"))
    take(page, f"shopper-picks-{screen}")
    second = last(page, ".title")[1].rsplit(",", 1)[0]
    paid = prices(page)

    say(page, "cheaper, and what about the second one in green?")
    assert max(prices(page)) < max(paid)
    assert any(title.startswith(second) for title in last(page, ".title"))
    assert all(
        "green" in colour or colour in ("olive", "sage", "mint")
        for colour in last_attributes(page, "colour")
    )
    take(page, f"shopper-cheaper-green-{screen}")

    page.locator(".turn").last.locator(".card summary").first.click()
    page.locator(".turn").last.locator(".card").first.scroll_into_view_if_needed()
    expect(page.locator(".turn").last.locator(".bars").first).to_be_visible()
    bars = page.locator(".turn").last.locator(".bars").first
    bars.evaluate("bars => bars.scrollIntoView({block: 'center'})")
    take(page, f"shopper-details-{screen}")


def last_attributes(page: Page, name: str) -> list[str]:
    """The attribute of every item of the last list, as its details say."""
    found = page.locator(".turn").last.locator(f".attributes div:has(dt:text-is('{name}')) dd")
    return [(text or "").strip() for text in found.all_text_contents()]


@pytest.mark.parametrize("screen", ["desktop-light", "phone-dark"])
def test_a_photo_finds_look_alikes(address, visit, screen):
    page = visit(address, **SCREENS[screen])
    say(page, "a rain jacket in red")
    wanted = last(page, ".title")[0]
    source = page.locator(".card img").first.get_attribute("src")
    photo = Image.open(io.BytesIO(page.request.get(address + source).body()))
    # Not the shop's own file: tilted, darker and smaller, as a phone might take it.
    photo = photo.rotate(6, fillcolor=(225, 222, 218)).resize((300, 300))
    content = io.BytesIO()
    ImageEnhance.Brightness(photo).enhance(0.9).save(content, "JPEG", quality=80)
    page.get_by_role("button", name="Start over").click()

    picture = {"name": "seen.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}
    page.locator(".photo-file").set_input_files(picture)
    expect(page.locator(".attached img")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    answered(page, 1)
    assert wanted in last(page, ".title")
    take(page, f"shopper-photo-{screen}")


def test_the_policy_is_quoted(address, visit):
    page = visit(address, **SCREENS["desktop-light"])
    say(page, "how long do I have to return something?")
    page.locator(".passages summary").first.click()
    expect(page.locator(".passages p").first).to_be_visible()
    assert page.locator(".passages p").first.inner_text() in page.locator(".lead").inner_text()
    take(page, "shopper-policy-desktop-light")


def test_what_is_not_there_is_said(address, visit):
    page = visit(address, **SCREENS["desktop-light"])
    say(page, "a tent under $3")
    assert "$3" in page.locator(".lead").inner_text()
    assert min(prices(page), default=4) > 3
    take(page, "shopper-nothing-found-desktop-light")


def test_chinese_is_answered_in_chinese(address, visit):
    page = visit(address, **SCREENS["phone-light"])
    say(page, "我想要一件防水夹克，不超过120美元")
    assert re.search(r"[一-鿿]", page.locator(".lead").inner_text())
    assert max(prices(page)) <= 120
