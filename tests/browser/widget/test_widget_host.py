"""The widget as a guest of the shop's page: its policy, its cart, its theme."""

import io
from dataclasses import replace

from PIL import Image
from playwright.sync_api import expect

from assistant.settings import Settings
from tests.browser.axe import assert_accessible
from tests.browser.marks import BROWSER
from tests.browser.widget_page import (
    REQUEST,
    SAY,
    STRICT,
    at_rest,
    host_app,
    open_widget,
    say,
    send,
    shop_html,
)
from tests.fakes.faces import FakeAssistant, shop_items
from ui.api.app import create_app

pytestmark = BROWSER

EVENTS = """() => {
  window.heard = [];
  for (const name of ["aisle:add-to-cart", "aisle:view-item"]) {
    document.addEventListener(name, (event) => {
      heard.push([name, event.target.tagName, event.detail]);
      if (window.keep) event.preventDefault();
    });
  }
}"""


def test_the_page_hears_of_the_cart_and_of_views(page):
    page.evaluate(EVENTS)
    say(page, REQUEST)
    page.get_by_role("button", name="Add to cart: Fellside Rain Jacket, green").click()
    expect(page.locator(".cart").first).to_contain_text("Added")
    expect(page.locator(".bag .count")).to_have_text("1")
    page.evaluate("window.keep = true")
    page.get_by_role("link", name="Fellside Rain Jacket, green").last.click()
    (cart, view) = page.evaluate("heard")
    assert cart[:2] == ["aisle:add-to-cart", "AISLE-ASSISTANT"]
    assert view[0] == "aisle:view-item"
    detail = cart[2]
    assert (detail["itemId"], detail["price"], detail["currency"]) == ("fell-green", "89.00", "USD")
    assert detail["url"].endswith("/shop/items/fell-green")
    assert page.url.endswith("/shop"), "the page wanted to show the item itself"


def test_a_page_that_keeps_the_cart_to_itself_is_not_spoken_for(page):
    page.evaluate(EVENTS + "; window.keep = true")
    say(page, REQUEST)
    page.get_by_role("button", name="Add to cart: Fellside Rain Jacket, green").click()
    expect(page.locator(".cart").first).to_contain_text("Add to cart")


def test_a_page_under_the_strictest_policy_of_its_own_origin(address, open_page):
    page = open_page(f"{address}/shop")
    policy = page.request.get(f"{address}/shop").headers["content-security-policy"]
    assert all(part in policy for part in STRICT.split("; "))
    assert "unsafe" not in policy
    open_widget(page)
    say(page, REQUEST)
    assert page.locator(".stars").first.evaluate("s => getComputedStyle(s).width") != "0px"


def test_a_page_of_another_origin_under_a_strict_policy(elsewhere, open_page):
    page = open_page(elsewhere())
    open_widget(page)
    content = io.BytesIO()
    Image.new("RGB", (400, 300), "olive").save(content, "PNG")
    photo = {"name": "seen.png", "mimeType": "image/png", "buffer": content.getvalue()}
    page.locator(".photo-file").set_input_files(photo)
    expect(page.locator(".attached canvas")).to_be_visible()
    say(page, REQUEST)
    assert page.locator(".card img").first.evaluate(
        "image => image.decode().then(() => image.naturalWidth > 0)"
    )
    assert_accessible(page)


def test_another_origin_that_is_not_named_is_kept_out(assistant, serve, browser):
    served = serve(create_app(assistant, Settings(_env_file=None), with_page=False))
    shop = serve(host_app({"html": shop_html(f"{served}/aisle-widget.js")}))
    page = browser.new_page()
    page.goto(f"{shop}/page")
    open_widget(page)
    send(page, REQUEST)
    expect(page.locator(".status")).not_to_be_empty()
    expect(page.locator(".card")).to_have_count(0)
    assert assistant._sessions == {}
    page.close()


def test_seller_text_is_shown_and_never_run(tmp_path, serve, open_page):
    bad = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>"
    items = [
        replace(item, title=bad, description=bad, brand=bad, link="javascript:window.hacked=1")
        for item in shop_items(tmp_path)
    ]
    served = serve(create_app(FakeAssistant(items), Settings(_env_file=None), with_page=False))
    page = open_page(f"{served}/shop")
    open_widget(page)
    page.evaluate("document.querySelector('aisle-assistant').removeAttribute('item-url')")
    say(page, bad)
    expect(page.locator(".card h3").first).to_have_text(bad)
    expect(page.locator(".card h3 a")).to_have_count(0)
    page.locator(".card h3 button").first.click()
    assert page.evaluate("window.hacked") is None


def test_the_theme_can_be_set_and_overruled(elsewhere, open_page):
    head = "<style>aisle-assistant { --aisle-accent: rgb(120, 20, 90) }</style>"
    page = open_page(
        elsewhere('theme="dark"', policy=lambda _: "", head=head), color_scheme="light"
    )
    open_widget(page)
    colour = "p => getComputedStyle(p).backgroundColor"
    assert page.locator("dialog.panel").evaluate(colour) == "rgb(20, 23, 26)"
    assert page.locator(".launcher").evaluate(colour) == "rgb(120, 20, 90)"
    page.evaluate("document.querySelector('aisle-assistant').setAttribute('theme', 'light')")
    assert page.locator("dialog.panel").evaluate(colour) == "rgb(250, 248, 244)"


def test_it_can_stand_in_the_page(elsewhere, open_page):
    page = open_page(
        elsewhere('position="inline" heading="Ask us" cart="off" examples="a jacket|"')
    )
    expect(page.locator(".launcher")).to_have_count(0)
    expect(page.get_by_role("heading", name="Ask us")).to_be_visible()
    page.get_by_role("button", name="a jacket").click()
    at_rest(page)
    expect(page.locator(".cart")).to_have_count(0)
    assert_accessible(page)


def test_a_page_can_ask_and_change_the_language_while_a_draft_is_written(page):
    page.get_by_label(SAY).fill("half a thou")
    page.evaluate("document.querySelector('aisle-assistant').setAttribute('lang', 'zh')")
    expect(page.get_by_label(SAY)).to_have_value("half a thou")
    page.evaluate("document.querySelector('aisle-assistant').ask('rain jacket')")
    at_rest(page)
    expect(page.locator(".said")).to_have_text("rain jacket")


def test_what_is_typed_stays_from_the_page_and_a_composition_sends_nothing(page):
    page.evaluate("window.keys = 0; document.addEventListener('keydown', () => keys++)")
    page.get_by_label(SAY).press_sequentially("abc")
    assert page.evaluate("keys") == 0
    page.get_by_label(SAY).dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(page.locator(".entry")).to_have_count(0)
