"""The made-up shop with the real assistant behind its widget, as `aisle demo` opens it.

With AISLE_SCREENSHOTS=1 the pictures of the documentation are taken anew.
"""

import io

import pytest
from PIL import Image, ImageEnhance
from playwright.sync_api import Page, expect

from assistant.bootstrap import build_assistant
from tests.browser.axe import assert_accessible
from tests.browser.pictures import keep_picture
from tests.browser.widget_page import at_rest, last, open_widget, say
from ui.api.app import create_app

pytestmark = [pytest.mark.browser, pytest.mark.models, pytest.mark.slow]

SHOWN = {
    "shop-desktop-light",
    "shop-phone-dark",
    "welcome-desktop-light",
    "welcome-phone-dark",
    "picks-desktop-light",
    "picks-desktop-dark",
    "picks-phone-light",
    "picks-phone-dark",
    "details-desktop-light",
    "details-phone-dark",
    "compare-desktop-dark",
    "compare-phone-light",
    "photo-desktop-light",
    "photo-phone-dark",
    "wide-desktop-light",
    "policy-desktop-light",
    "nothing-found-desktop-light",
    "chinese-phone-light",
    "item-desktop-light",
}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
SCREENS = {
    "desktop-light": DESKTOP | {"color_scheme": "light"},
    "desktop-dark": DESKTOP | {"color_scheme": "dark"},
    "phone-light": PHONE | {"color_scheme": "light"},
    "phone-dark": PHONE | {"color_scheme": "dark"},
}
REQUEST = "I need a waterproof jacket under $120 for hiking, not black"


@pytest.fixture
def shop(demo_settings, serve):
    return (
        serve(create_app(build_assistant(demo_settings), demo_settings, with_page=False)) + "/shop"
    )


def take(page: Page, name: str) -> None:
    """Keep a picture for the documentation, if it shows this one."""
    if name in SHOWN:
        keep_picture(page, f"widget-{name}")


def prices(page: Page) -> list[float]:
    return [
        float(text.strip("$").replace(",", "")) for text in last(page, ".price").all_inner_texts()
    ]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_jacket_from_the_shop_s_page_to_its_bag(shop, open_page, screen):
    page = open_page(shop, **SCREENS[screen])
    expect(page.locator(".product")).to_have_count(24)
    assert_accessible(page)
    take(page, f"shop-{screen}")
    open_widget(page)
    take(page, f"welcome-{screen}")
    say(page, REQUEST)
    assert len(prices(page)) == 6
    assert max(prices(page)) <= 120
    assert all(len(why) > 20 for why in last(page, ".why").all_inner_texts())
    assert_accessible(page)
    take(page, f"picks-{screen}")

    page.locator(".card summary").first.click()
    page.locator(".card .bars").first.scroll_into_view_if_needed()
    assert_accessible(page)
    take(page, f"details-{screen}")

    for nth in (0, 1):
        page.locator(".card .pick").nth(nth).click()
    page.get_by_role("button", name="Compare 2").click()
    at_rest(page)
    expect(last(page, "table tbody tr").first).to_be_in_viewport()
    assert_accessible(page)
    take(page, f"compare-{screen}")
    page.locator(".cart").first.click()
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".bag .count")).to_have_text("1")


@pytest.mark.parametrize("screen", ["desktop-light", "phone-dark"])
def test_a_photo_finds_look_alikes(shop, open_page, screen):
    page = open_page(shop, **SCREENS[screen])
    open_widget(page)
    say(page, "a rain jacket in red")
    wanted = last(page, ".title").first.inner_text()
    source = page.locator(".card img").first.get_attribute("src")
    photo = Image.open(io.BytesIO(page.request.get(source).body()))
    # Not the shop's own file: tilted, darker and smaller, as a phone might take it.
    photo = photo.rotate(6, fillcolor=(225, 222, 218)).resize((300, 300))
    content = io.BytesIO()
    ImageEnhance.Brightness(photo).enhance(0.9).save(content, "JPEG", quality=80)
    page.get_by_role("button", name="Start over").click()
    picture = {"name": "seen.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}
    page.locator(".photo-file").set_input_files(picture)
    expect(page.locator(".attached canvas")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    at_rest(page)
    assert wanted in last(page, ".title").all_inner_texts()
    take(page, f"photo-{screen}")


def test_a_wide_panel_lays_the_picks_side_by_side(shop, open_page):
    page = open_page(shop, **SCREENS["desktop-light"])
    open_widget(page)
    page.get_by_role("button", name="Wider").click()
    say(page, "a birthday gift for a coffee lover, around $50")
    first, second = (page.locator(".card").nth(nth).bounding_box() for nth in (0, 1))
    assert first["y"] == second["y"]
    assert_accessible(page)
    take(page, "wide-desktop-light")


def test_the_policy_is_quoted_and_what_is_not_there_is_said(shop, open_page):
    page = open_page(shop, **SCREENS["desktop-light"])
    open_widget(page)
    say(page, "how long do I have to return something?")
    page.locator(".passages summary").first.click()
    quoted = page.locator(".passages p").first
    expect(quoted).to_be_visible()
    assert quoted.inner_text() in page.locator(".lead").inner_text()
    assert_accessible(page)
    take(page, "policy-desktop-light")
    say(page, "a tent under $3")
    assert "$3" in last(page, ".lead").inner_text()
    take(page, "nothing-found-desktop-light")


def test_chinese_is_answered_in_chinese(shop, open_page):
    page = open_page(shop, **SCREENS["phone-light"])
    page.evaluate("document.querySelector('aisle-assistant').setAttribute('lang', 'zh')")
    open_widget(page)
    say(page, "我想要一件防水夹克，不超过120美元")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in last(page, ".lead").inner_text())
    assert max(prices(page)) <= 120
    assert_accessible(page)
    take(page, "chinese-phone-light")


def test_an_item_s_page_carries_the_conversation_on(shop, open_page):
    page = open_page(shop, **SCREENS["desktop-light"])
    open_widget(page)
    say(page, REQUEST)
    title = page.locator(".card .title").first.inner_text()
    page.locator(".card .title a").first.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(page.locator(".card")).to_have_count(6)
    assert_accessible(page)
    take(page, "item-desktop-light")
