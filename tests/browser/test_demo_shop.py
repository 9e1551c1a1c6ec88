"""The demo shop with the real assistant in a real browser, as `aisle demo` opens it.

With AISLE_SCREENSHOTS=1 the pictures of the documentation are taken anew.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo_shop import REQUEST, SCREENS, DemoShop, photo_of
from tests.browser.marks import DEMO_SHOP
from tests.browser.pictures import keep_picture
from tests.browser.shopper_page import answered, last, prices, say

pytestmark = DEMO_SHOP

# Which pictures the documentation shows.
SHOWN = {
    "welcome-desktop-light",
    "welcome-phone-light",
    "picks-desktop-light",
    "picks-desktop-dark",
    "picks-phone-dark",
    "cheaper-green-desktop-light",
    "details-desktop-light",
    "details-phone-light",
    "tray-desktop-light",
    "tray-phone-dark",
    "compare-desktop-light",
    "photo-desktop-light",
    "photo-phone-dark",
}


@pytest.fixture
def address(demo_shop: DemoShop) -> str:
    return demo_shop.address


def take(page: Page, name: str) -> None:
    """Keep a picture for the documentation, if it shows this one."""
    if name in SHOWN:
        keep_picture(page, f"shopper-{name}")


@pytest.mark.parametrize("screen", SCREENS)
def test_a_jacket_then_cheaper_and_in_green(address, visit, screen):
    page = visit(address, **SCREENS[screen])
    take(page, f"welcome-{screen}")

    say(page, REQUEST)
    assert len(prices(page)) == 6
    assert max(prices(page)) <= 120
    assert not any(title.endswith("Black") for title in last(page, ".title"))
    assert all("waterproof" in attributes for attributes in last_attributes(page, "feature"))
    assert all(len(why) > 20 for why in last(page, ".why"))
    take(page, f"picks-{screen}")
    second = last(page, ".title")[1].rsplit(",", 1)[0]
    paid = prices(page)

    say(page, "cheaper, and what about the second one in green?")
    assert max(prices(page)) < max(paid)
    assert any(title.startswith(second) for title in last(page, ".title"))
    assert all(
        "green" in colour or colour in ("olive", "sage", "mint")
        for colour in last_attributes(page, "colour")
    )
    take(page, f"cheaper-green-{screen}")

    page.locator(".turn").last.locator(".card summary").first.click()
    page.locator(".turn").last.locator(".card").first.scroll_into_view_if_needed()
    expect(page.locator(".turn").last.locator(".bars").first).to_be_visible()
    bars = page.locator(".turn").last.locator(".bars").first
    bars.evaluate("bars => bars.scrollIntoView({block: 'center'})")
    take(page, f"details-{screen}")

    for nth in (0, 1):
        page.locator(".turn").last.locator(".card .compare").nth(nth).click()
    expect(page.get_by_role("button", name="Compare 2")).to_be_enabled()
    take(page, f"tray-{screen}")
    page.get_by_role("button", name="Compare 2").click()
    answered(page, 3)
    expect(page.locator(".comparison td").first).to_be_visible()
    take(page, f"compare-{screen}")


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
    picture = photo_of(page, address + source)
    page.get_by_role("button", name="Start over").click()

    page.locator(".photo-file").set_input_files(picture)
    expect(page.locator(".attached img")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    answered(page, 1)
    assert wanted in last(page, ".title")
    take(page, f"photo-{screen}")


def test_the_policy_is_quoted(address, visit):
    page = visit(address, **SCREENS["desktop-light"])
    say(page, "how long do I have to return something?")
    page.locator(".passages summary").first.click()
    expect(page.locator(".passages p").first).to_be_visible()
    assert page.locator(".passages p").first.inner_text() in page.locator(".lead").inner_text()
    keep_picture(page, "shopper-policy-desktop-light")


def test_what_is_not_there_is_said(address, visit):
    page = visit(address, **SCREENS["desktop-light"])
    say(page, "a tent under $3")
    assert "$3" in page.locator(".lead").inner_text()
    assert min(prices(page), default=4) > 3
    keep_picture(page, "shopper-nothing-found-desktop-light")


def test_a_broad_request_is_answered_and_asked_about(address, visit):
    page = visit(address, **SCREENS["desktop-light"])
    say(page, "a lamp")
    expect(page.locator(".card")).to_have_count(6)
    expect(page.locator(".question .answer").first).to_be_visible()
    page.locator(".question").scroll_into_view_if_needed()
    keep_picture(page, "shopper-question-desktop-light")
    page.locator(".question .answer").first.click()
    answered(page, 2)
    expect(page.locator(".question").first).to_be_hidden()


def test_chinese_is_answered_in_chinese(address, visit):
    page = visit(address, **SCREENS["phone-light"], locale="zh-CN")
    page.get_by_label("说说您想找什么").fill("我想要一件防水夹克，不超过120美元")
    page.keyboard.press("Enter")
    answered(page, 1)
    assert re.search(r"[一-鿿]", page.locator(".lead").inner_text())
    assert max(prices(page)) <= 120
    keep_picture(page, "shopper-chinese-phone-light")


def test_words_from_right_to_left_stand_right_and_are_answered(address, visit):
    page = visit(address, **SCREENS["phone-light"])
    say(page, "سترة مقاومة للماء Fellside")
    assert page.locator(".said p").evaluate("p => getComputedStyle(p).direction") == "rtl"
    expect(page.locator(".card").first).to_be_visible()
    keep_picture(page, "shopper-right-to-left-phone-light")
