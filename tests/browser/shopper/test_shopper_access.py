"""The shopper's page for everybody: keyboard, phone, Chinese, Arabic, twice the size."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible
from tests.browser.marks import GRADIO
from tests.browser.shopper_page import REQUEST, SAY, answered, say

pytestmark = GRADIO


def test_it_all_works_by_keyboard(page):
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the message box")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("rain jacket")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(6)
    page.locator(".card summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card .bars").first).to_be_visible()
    page.get_by_label("Not for me: Fellside Rain Jacket, green").focus()
    page.keyboard.press("Space")
    expect(page.locator(".card[data-item=fell-green]")).to_have_count(0)
    page.get_by_label("Variety of the picks").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Variety of the picks")).to_have_value("0.4")


def test_the_focus_goes_on_where_what_held_it_is_made_anew_or_gone(page):
    say(page, REQUEST)
    page.get_by_label("Remove “up to $120”").press("Enter")
    expect(page.get_by_label("Remove “not black”")).to_be_focused()
    answered(page, 1)
    like = page.get_by_label("I like Ridgeline Shell, navy")
    like.press("Enter")
    answered(page, 1)
    expect(like).to_be_focused()
    page.get_by_role("button", name="Cheaper").press("Enter")
    answered(page, 2)
    answer = page.locator(".turn").last.locator(".answer-box")
    expect(answer).to_be_focused()
    page.locator(".turn").last.get_by_label("Not for me: Ridgeline Shell, navy").press("Enter")
    answered(page, 2)
    expect(answer).to_be_focused()


def test_no_keyboard_comes_up_over_a_comparison(page):
    say(page, REQUEST)
    page.locator(".card .compare").nth(0).click()
    page.locator(".card .compare").nth(1).click()
    page.locator(".compare-now").click()
    answered(page, 2)
    expect(page.locator(".turn").last.locator(".answer-box")).to_be_focused()


def test_on_a_phone_the_latest_condition_is_seen(address, visit):
    page = visit(address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    say(page, REQUEST)
    say(page, "in navy")
    expect(page.get_by_label("Remove “navy”")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_state_is_accessible(address, visit, width, scheme):
    # So high that what stays in place at the bottom covers nothing that could be tapped.
    page = visit(address, viewport={"width": width, "height": 5_000}, color_scheme=scheme)
    assert_accessible(page, ".aisle")
    say(page, REQUEST)
    page.locator(".card summary").first.click()
    page.locator(".card .compare").first.click()
    assert_accessible(page, ".aisle")
    say(page, "which jacket?")
    assert_accessible(page, ".aisle")
    say(page, "nothing at all")
    photo = {"name": "holiday.png", "mimeType": "image/png", "buffer": b"PK\x03\x04 a zip"}
    page.locator(".photo-file").set_input_files(photo)
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator(".card .compare").nth(1).click()
    page.locator(".compare-now").click()
    expect(page.locator(".comparison")).to_be_visible()
    assert_accessible(page, ".aisle")
    page.get_by_role("button", name="中文").click()
    assert_accessible(page, ".aisle")


def test_a_phone_scrolls_only_downwards(address, visit):
    page = visit(address, viewport={"width": 360, "height": 740})
    say(page, REQUEST + " " + "averyveryverylongword" * 12)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.evaluate(
        "[...document.querySelectorAll('.aisle button')].filter(b => b.offsetParent)"
        ".filter(b => b.offsetHeight < 34).map(b => b.className)"
    )
    assert small == []
    nameless = page.evaluate(
        "[...document.querySelectorAll('.aisle button')].filter(b => b.offsetParent)"
        ".filter(b => !b.ariaLabel && !b.innerText.trim()).map(b => b.className)"
    )
    assert nameless == []


def test_the_page_speaks_chinese_where_it_is_asked_to_and_remembers(page):
    say(page, REQUEST)
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_label("说说您想找什么")).to_be_visible()
    expect(page.locator(".card .similar").first).to_contain_text("找相似")
    assert page.locator(".aisle").get_attribute("lang") == "zh"
    page.reload()
    expect(page.locator(".card .stock").first).to_have_text("有货")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".card .stock").first).to_have_text("In stock")


def test_a_page_for_a_chinese_browser_is_in_chinese(address, visit):
    page = visit(address, locale="zh-CN")
    expect(page.locator(".welcome h2")).to_have_text("您想找什么？")
    expect(page.locator(".example").first).to_contain_text("120美元以内")


def test_text_from_right_to_left_stands_right(page):
    say(page, "أحتاج إلى سترة مقاومة للماء")
    said = page.locator(".said p").last
    assert said.evaluate("p => getComputedStyle(p).direction") == "rtl"


def test_at_twice_the_size_nothing_is_cut_off(address, visit):
    # A window of 1280 by 900 at 200 % is one of 640 by 450 of twice the density.
    page = visit(address, viewport={"width": 640, "height": 450}, device_scale_factor=2)
    say(page, REQUEST)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    expect(page.get_by_label(SAY)).to_be_in_viewport()
    page.locator(".card summary").first.click()
    expect(page.locator(".card .bars").first).to_be_visible()
