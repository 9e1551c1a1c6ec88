"""The widget for everybody: keyboard, phone, two languages, both directions, twice the size."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible
from tests.browser.marks import BROWSER
from tests.browser.widget_page import REQUEST, SAY, at_rest, open_widget, say, send

pytestmark = BROWSER

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_it_all_works_by_keyboard(address, open_page):
    page = open_page(f"{address}/shop")
    page.locator(".launcher").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label(SAY)).to_be_focused()
    page.keyboard.type("rain jacket")
    page.keyboard.press("Enter")
    at_rest(page)
    page.locator(".thread").focus()
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.querySelector('aisle-assistant').shadowRoot.activeElement?.className"
            )
        )
    assert {"cart", "quiet-button similar", "icon like", "icon dislike"} <= set(reached)
    page.locator(".card summary").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".card .bars").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.panel")).to_be_hidden()
    expect(page.locator(".launcher")).to_be_focused()


def test_the_focus_goes_on_where_what_held_it_is_gone(page):
    say(page, REQUEST)
    page.get_by_role("button", name="Cheaper").press("Enter")
    expect(page.locator(".entry")).to_have_count(2)
    at_rest(page)
    expect(page.locator(".entry").last.locator(".answer")).to_be_focused()
    for number in range(2):
        page.locator(".entry").last.locator(".pick").nth(number).click()
    page.locator(".compare-now").click()
    expect(page.locator(".entry")).to_have_count(3)
    at_rest(page)
    expect(page.locator(".entry").last.locator(".answer")).to_be_focused()
    for chip in ("up to $120", "not black"):
        page.get_by_label(f"Remove “{chip}”").press("Enter")
        expect(page.get_by_label(f"Remove “{chip}”")).to_have_count(0)
        at_rest(page)
    expect(page.locator(".entry").last.locator(".lead")).to_be_focused()


def test_on_a_phone_the_latest_condition_is_seen(address, open_page):
    page = open_page(f"{address}/shop", **PHONE)
    open_widget(page)
    say(page, REQUEST)
    say(page, "in navy")
    expect(page.get_by_label("Remove “navy”")).to_be_in_viewport(ratio=1)


def test_on_a_phone_it_covers_the_page_and_holds_the_focus(address, open_page):
    page = open_page(f"{address}/shop", **PHONE)
    open_widget(page)
    say(page, REQUEST + " " + "averyveryverylongword" * 12)
    box = page.locator("dialog.panel").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    assert page.evaluate(
        "document.querySelector('aisle-assistant').shadowRoot.querySelector('dialog').matches(':modal')"
    )
    assert page.locator(".thread").evaluate("t => t.scrollWidth <= t.clientWidth")
    page.keyboard.press("Escape")
    expect(page.locator(".launcher")).to_be_focused()


def test_everything_tapped_is_large_enough(page):
    say(page, "which jacket, not black")
    page.get_by_role("button", name="Compare: Ridgeline Shell, navy").click()
    small = page.evaluate("""() => [...document.querySelector("aisle-assistant").shadowRoot
      .querySelectorAll("button, summary, textarea")]
      .filter((one) => one.checkVisibility() && !one.closest(".title"))
      .map((one) => [one.className || one.tagName, one.getBoundingClientRect()])
      .filter(([, box]) => box.width < 44 || (box.height < 44 && box.height !== 42))
      .map(([name, box]) => `${name} ${box.width}x${box.height}`)""")
    assert small == []


def test_chinese_speaks_throughout(elsewhere, open_page):
    page = open_page(elsewhere('lang="zh"', html='lang="zh-CN"'))
    expect(page.get_by_role("button", name="选购咨询")).to_be_visible()
    open_widget(page)
    say(page, "我想要一件绿色的防水夹克")
    expect(page.locator(".said")).to_have_text("我想要一件绿色的防水夹克")
    expect(page.get_by_role("button", name=re.compile("加入购物车")).first).to_be_visible()
    page.locator("summary").first.click()
    assert_accessible(page)
    shown = page.locator("dialog.panel").evaluate(
        "p => [...p.querySelectorAll('button, summary, h2, h3, h4')]"
        ".filter(e => !e.closest('.entry .taps, .title'))"
        ".map(e => e.getAttribute('aria-label') || e.textContent)"
    )
    assert [text for text in shown if not re.search(r"[\u4e00-\u9fff]", text)] == []


def test_a_page_from_right_to_left(elsewhere, open_page):
    page = open_page(elsewhere(html='lang="ar" dir="rtl"'), viewport={"width": 900, "height": 800})
    launcher = page.locator(".launcher").bounding_box()
    assert launcher["x"] < 60, "the end of a line is at the left"
    open_widget(page)
    say(page, "سترة واقية من المطر ليست سوداء")
    assert page.locator(".said p").evaluate("p => getComputedStyle(p).direction") == "rtl"
    assert page.locator(".lead").evaluate("p => getComputedStyle(p).direction") == "ltr"
    picture = page.locator(".picture").first.bounding_box()
    facts = page.locator(".facts").first.bounding_box()
    assert picture["x"] > facts["x"]
    # A minus stays before its figure: the first paragraph level is the text's own.
    expect(page.locator(".off").first).to_have_css("unicode-bidi", "plaintext")
    assert page.locator(".thread").evaluate("t => t.scrollWidth <= t.clientWidth")
    assert_accessible(page)


def test_at_twice_its_size_everything_is_in_reach(address, open_page):
    # What a browser makes of a window of 1280 by 800 pixels at 200 %.
    page = open_page(
        f"{address}/shop", viewport={"width": 640, "height": 400}, device_scale_factor=2
    )
    open_widget(page)
    say(page, REQUEST)
    panel = page.locator("dialog.panel").bounding_box()
    assert (panel["width"], panel["height"]) == (640, 400)
    assert page.locator(".thread").bounding_box()["height"] > 150
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    for name in ("Send", "Close", "Start over"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport()
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_accessible(address, open_page, scheme, assistant):
    page = open_page(f"{address}/shop", color_scheme=scheme)
    expect(page.locator(".launcher")).to_be_visible()
    assert_accessible(page)
    open_widget(page)
    assert_accessible(page)
    assistant._pause = 0.4
    send(page, "which jacket, not black")
    expect(page.locator(".why.waiting").first).to_be_visible()
    assert_accessible(page)
    at_rest(page)
    page.locator(".card summary").first.click()
    page.get_by_role("button", name="Wider").click()
    assert_accessible(page)
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Bag").click()
    assert_accessible(page)
    page.goto(f"{address}/shop/items/fell-green")
    assert_accessible(page)


def test_motion_is_reduced_where_that_is_wished(address, open_page, assistant):
    page = open_page(f"{address}/shop", reduced_motion="reduce")
    open_widget(page)
    assistant._pause = 0.3
    send(page, REQUEST)
    expect(page.locator(".why.waiting").first).to_be_visible()
    running = "document.querySelector('aisle-assistant').shadowRoot.getAnimations().length"
    assert page.evaluate(running) == 0
