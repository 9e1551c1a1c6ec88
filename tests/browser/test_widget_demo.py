"""The made-up shop with the real assistant behind its widget, as `aisle demo` opens it.

With AISLE_SCREENSHOTS=1 the pictures of the documentation are taken anew.
"""

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance, ImageOps
from playwright.sync_api import Page, expect
from rich.console import Console

from assistant.bootstrap import build_assistant
from assistant.settings import LanguageModel, Settings
from tests.browser.axe import assert_accessible
from tests.browser.widget_page import at_rest, last, open_widget, opener, say
from ui.api.app import create_app
from ui.commands.demo import make_demo_shop

pytestmark = [pytest.mark.browser, pytest.mark.models, pytest.mark.slow]

PICTURES = Path(__file__).parents[2] / "docs" / "images"
LARGEST_PICTURE = 400_000
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


@pytest.fixture(scope="module")
def settings() -> Settings:
    """A demo shop of the tests' own beside the models that are there already."""
    home = Path(os.environ.get("AISLE_HOME", ".aisle")).resolve()
    own = home / "browser-test"
    own.mkdir(parents=True, exist_ok=True)
    (home / "models").mkdir(exist_ok=True)
    if not (own / "models").exists():
        (own / "models").symlink_to(home / "models")
    settings = Settings(_env_file=None, home=own, llm=LanguageModel.NONE)
    make_demo_shop(settings, Console(file=io.StringIO()))
    return settings


@pytest.fixture
def visit(browser):
    yield from opener(browser)


@pytest.fixture
def shop(settings, serve):
    return serve(create_app(build_assistant(settings), settings, with_page=False)) + "/shop"


def take(page: Page, name: str) -> None:
    """Keep a picture for the documentation, where that is asked for and it shows this one."""
    if not os.environ.get("AISLE_SCREENSHOTS") or name not in SHOWN:
        return
    # Smooth scrolling, pictures and the rise of the panel come to rest first.
    page.wait_for_timeout(1000)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"widget-{name}.png"
    for bits in (8, 7, 6, 5):
        ImageOps.posterize(shot, bits).save(path, optimize=True)
        if path.stat().st_size < LARGEST_PICTURE:
            return
    pytest.fail(f"{path} is too large for the documentation")


def prices(page: Page) -> list[float]:
    return [
        float(text.strip("$").replace(",", "")) for text in last(page, ".price").all_inner_texts()
    ]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_jacket_from_the_shop_s_page_to_its_bag(shop, visit, screen):
    page = visit(shop, **SCREENS[screen])
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
def test_a_photo_finds_look_alikes(shop, visit, screen):
    page = visit(shop, **SCREENS[screen])
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


def test_a_wide_panel_lays_the_picks_side_by_side(shop, visit):
    page = visit(shop, **SCREENS["desktop-light"])
    open_widget(page)
    page.get_by_role("button", name="Wider").click()
    say(page, "a birthday gift for a coffee lover, around $50")
    first, second = (page.locator(".card").nth(nth).bounding_box() for nth in (0, 1))
    assert first["y"] == second["y"]
    assert_accessible(page)
    take(page, "wide-desktop-light")


def test_the_policy_is_quoted_and_what_is_not_there_is_said(shop, visit):
    page = visit(shop, **SCREENS["desktop-light"])
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


def test_chinese_is_answered_in_chinese(shop, visit):
    page = visit(shop, **SCREENS["phone-light"])
    page.evaluate("document.querySelector('aisle-assistant').setAttribute('lang', 'zh')")
    open_widget(page)
    say(page, "我想要一件防水夹克，不超过120美元")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in last(page, ".lead").inner_text())
    assert max(prices(page)) <= 120
    assert_accessible(page)
    take(page, "chinese-phone-light")


def test_an_item_s_page_carries_the_conversation_on(shop, visit):
    page = visit(shop, **SCREENS["desktop-light"])
    open_widget(page)
    say(page, REQUEST)
    title = page.locator(".card .title").first.inner_text()
    page.locator(".card .title a").first.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(page.locator(".card")).to_have_count(6)
    assert_accessible(page)
    take(page, "item-desktop-light")
