"""The made-up shop with the real assistant behind its widget, as `aisle demo` opens it.

With AISLE_SCREENSHOTS=1 the pictures of the documentation are taken anew.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.breakable_line import BreakableLine
from tests.browser.demo_shop import REQUEST, SCREENS, DemoShop, photo_of
from tests.browser.marks import DEMO_SHOP
from tests.browser.pictures import keep_picture
from tests.browser.widget_page import at_rest, last, open_widget, say, send

pytestmark = DEMO_SHOP

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


@pytest.fixture
def shop(demo_shop: DemoShop) -> str:
    return f"{demo_shop.address}/shop"


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
    picture = photo_of(page, source)
    page.get_by_role("button", name="Start over").click()
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


def test_a_break_of_the_line_is_said_and_a_person_is_announced(demo_shop, open_page):
    line = BreakableLine(int(demo_shop.address.rpartition(":")[2]))
    page = open_page(f"{line.address}/shop", **SCREENS["phone-light"])
    open_widget(page)
    say(page, REQUEST)
    line.cut()
    send(page, "in green")
    expect(page.locator(".status")).to_contain_text("Your message is kept")
    assert_accessible(page)
    keep_picture(page, "widget-reconnecting-phone-light")
    line.mend()
    page.get_by_role("button", name="Try now").click()
    at_rest(page)
    say(page, "I want to talk to a person")
    expect(page.locator(".person")).to_contain_text("was called")
    desk = demo_shop.service.desk
    waiting = desk.waiting()[-1]
    jonas = next(one for one in demo_shop.service.people.all() if one.name == "Jonas")
    desk.take(waiting.ref, jonas.agent_id)
    expect(page.locator(".person")).to_have_text("Jonas from the shop is with you.")
    assert_accessible(page)
    keep_picture(page, "widget-person-phone-light")
    desk.give_back(waiting.ref)
    expect(page.locator(".person")).to_be_hidden()
    line.close()


def test_words_from_right_to_left_on_such_a_page(demo_shop, open_page):
    page = open_page(f"{demo_shop.address}/shop", **SCREENS["phone-dark"])
    page.evaluate("document.documentElement.dir = 'rtl'")
    open_widget(page)
    say(page, "سترة مقاومة للماء Fellside")
    expect(page.locator(".card").first).to_be_visible()
    assert_accessible(page)
    keep_picture(page, "widget-right-to-left-phone-dark")
