"""The widget on a shop's page, before an assistant that a test controls."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image
from playwright.sync_api import expect

from assistant.settings import Settings
from tests.browser.axe import assert_accessible
from tests.browser.widget_page import (
    REQUEST,
    SAY,
    STRICT,
    at_rest,
    host_app,
    last,
    open_widget,
    say,
    send,
    shop_html,
    strict_for,
)
from tests.fakes.faces import FakeAssistant, shop_items
from ui.api.app import create_app

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WHY = "It is waterproof, comes in green and costs $89.00."
EVENTS = """() => {
  window.heard = [];
  for (const name of ["aisle:add-to-cart", "aisle:view-item"]) {
    document.addEventListener(name, (event) => {
      heard.push([name, event.target.tagName, event.detail]);
      if (window.keep) event.preventDefault();
    });
  }
}"""


@pytest.fixture
def elsewhere(assistant, serve):
    """Serve a page of another origin that carries the widget; gives the page's address."""

    def start(attributes="", policy=strict_for, **frame):
        page = {}
        shop = serve(host_app(page))
        settings = Settings(_env_file=None, widget_origins=shop)
        served = serve(create_app(assistant, settings, with_page=False))
        page["html"] = shop_html(f"{served}/aisle-widget.js", attributes, **frame)
        page["policy"] = policy(served)
        return f"{shop}/page"

    return start


@pytest.fixture
def page(address, open_page):
    page = open_page(f"{address}/shop")
    open_widget(page)
    return page


def titles(page):
    return last(page, ".title").all_inner_texts()


def test_a_request_shows_cards_with_picture_price_and_reason(page):
    say(page, REQUEST)
    card = page.locator(".card").first
    expect(card.locator("h3")).to_have_text("Fellside Rain Jacket, green")
    expect(card.locator(".price")).to_have_text("$89")
    expect(card.locator(".was")).to_contain_text("$119")
    expect(card.locator(".off")).to_have_text("−25\u202f%")
    expect(card.locator(".count")).to_have_text("4.6 (212)")
    expect(card.locator(".stock")).to_have_text("In stock")
    expect(card.locator(".why")).to_have_text(WHY)
    assert card.locator(".why mark").all_inner_texts() == ["waterproof", "green", "$89.00"]
    assert card.locator("img").evaluate("image => image.complete && image.naturalWidth > 0")
    assert len(titles(page)) == 6


def test_cards_come_before_reasons(page, assistant):
    assistant._pause = 0.4
    send(page, REQUEST)
    expect(page.locator(".card")).to_have_count(6)
    assert page.locator(".why.waiting").count() > 3
    page.locator(".card summary").first.click()
    at_rest(page)
    detail = page.locator(".card details").first
    expect(detail.locator(".bars li")).to_have_count(4)
    expect(detail.locator(".checked")).to_contain_text("Price “$89.00”")


def test_chips_can_be_removed_and_taken_back_by_keyboard_too(page):
    say(page, REQUEST)
    expect(page.locator(".chip")).to_have_text([REQUEST, "up to $120", "not black"])
    page.get_by_label("Remove “up to $120”").press("Enter")
    expect(page.locator(".chip")).to_have_text([REQUEST, "not black"])
    expect(page.get_by_label("Remove “not black”")).to_be_focused()
    expect(page.locator(".entry")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".chip")).to_have_count(3)


def test_like_dislike_and_more_like_this(page, assistant):
    say(page, REQUEST)
    page.get_by_label("I like it: Ridgeline Shell, navy").click()
    at_rest(page)
    expect(page.get_by_label("I like it: Ridgeline Shell, navy")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.get_by_label("I like it: Ridgeline Shell, navy")).to_be_focused()
    page.get_by_label("Not for me: Fellside Rain Jacket, green").click()
    expect(page.locator("[data-item=fell-green]")).to_have_count(0)
    page.get_by_role("button", name="More like this: Ridgeline Shell, navy").click()
    expect(page.locator(".said").last).to_have_text("More like “Ridgeline Shell, navy”")
    at_rest(page)
    page.reload()
    expect(page.locator(".said")).to_have_text([REQUEST, "More like “Ridgeline Shell, navy”"])
    assert len(assistant.taps) == 3


def test_two_items_side_by_side(page):
    say(page, REQUEST)
    for title in ("Fellside Rain Jacket, green", "Ridgeline Shell, navy"):
        page.get_by_role("button", name=f"Compare: {title}").click()
    assert_accessible(page)
    page.get_by_role("button", name="Compare 2").click()
    expect(page.locator(".said").last).to_have_text(
        "Compare “Fellside Rain Jacket, green” and “Ridgeline Shell, navy”"
    )
    table = last(page, "table")
    expect(table.locator("thead th")).to_have_text(
        ["Fellside Rain Jacket, green", "Ridgeline Shell, navy"]
    )
    expect(table.locator("tr:has(th:text-is('price')) .best")).to_contain_text("$89")
    expect(page.locator(".tray")).to_be_hidden()
    assert_accessible(page)


def test_a_question_is_answered_with_a_tap(page):
    say(page, "which jacket")
    expect(page.get_by_text("Will you walk, cycle or wear it in town?")).to_be_visible()
    page.get_by_role("button", name="Cycling").click()
    expect(page.locator(".said").last).to_have_text("for cycling")
    expect(page.locator(".question").first).to_be_hidden()
    at_rest(page)
    page.get_by_role("button", name="Only green").click()
    expect(page.locator(".said").last).to_have_text("in green")


def test_nothing_found_says_so(page):
    say(page, "nothing at all")
    expect(page.locator(".lead")).to_contain_text("The price limit was in the way")
    expect(page.get_by_role("button", name="Drop the price limit")).to_be_visible()
    assert_accessible(page)


def test_start_over_brings_the_welcome_back(page):
    say(page, REQUEST)
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("heading", name="What are you looking for?")).to_be_visible()
    expect(page.get_by_label(SAY)).to_be_focused()
    expect(page.locator(".entry, .chip")).to_have_count(0)
    page.reload()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".entry")).to_have_count(0)


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


def test_back_and_forward_keep_the_conversation(page):
    say(page, REQUEST)
    page.get_by_role("link", name="Ridgeline Shell, navy").last.click()
    expect(page).to_have_url(re.compile("/shop/items/ridge-navy$"))
    expect(page.locator("dialog.panel")).to_be_visible()
    expect(page.locator(".card")).to_have_count(6)
    expect(page.locator(".why").first).to_have_text(WHY)
    say(page, "in green")
    page.go_back()
    expect(page).to_have_url(re.compile("/shop$"))
    expect(page.locator(".said")).to_have_text([REQUEST, "in green"])
    page.go_forward()
    expect(page.locator(".said")).to_have_text([REQUEST, "in green"])


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
    assert page.locator(".card img").first.evaluate("image => image.naturalWidth > 0")
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


def test_a_twelve_megapixel_photo_is_made_small_and_sent(page, assistant):
    content = io.BytesIO()
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(content, "JPEG", quality=90)
    arrived = []
    respond = assistant.respond

    def noting(*said, photo=None, **more):
        arrived.append(photo)
        return respond(*said, photo=photo, **more)

    assistant.respond = noting
    photo = {"name": "shoe.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}
    page.locator(".photo-file").set_input_files(photo)
    expect(page.locator(".attached canvas")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Send").click()
    at_rest(page)
    expect(page.locator(".said canvas")).to_be_visible()
    expect(page.locator(".chip").last).to_have_text("like your photo")
    assert Image.open(io.BytesIO(arrived[0])).size == (1024, 768)
    assert len(arrived[0]) < 600_000 < len(content.getvalue())
    page.reload()
    expect(page.locator(".said")).to_have_text("Photo")


def test_a_photo_can_be_pasted_and_taken_away(page):
    page.get_by_label(SAY).evaluate("""async (box) => {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 40;
      const blob = await new Promise((done) => canvas.toBlob(done));
      const transfer = new DataTransfer();
      transfer.items.add(new File([blob], "pasted.png", { type: "image/png" }));
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, cancelable: true }));
    }""")
    expect(page.locator(".attached canvas")).to_be_visible()
    page.get_by_role("button", name="Remove the photo").click()
    expect(page.locator(".attached")).to_be_hidden()


def test_a_file_that_is_no_picture_is_refused_at_once(page):
    photo = {"name": "holiday.png", "mimeType": "image/png", "buffer": b"PK\x03\x04 a zip"}
    page.locator(".photo-file").set_input_files(photo)
    expect(page.get_by_role("alert").filter(has_text="holiday.png")).to_be_visible()
    assert_accessible(page)


def test_a_phone_can_take_the_photo(address, open_page):
    page = open_page(f"{address}/shop", **PHONE)
    open_widget(page)
    expect(page.get_by_role("button", name="Take a photo")).to_be_visible()
    assert page.locator(".camera-file").get_attribute("capture") == "environment"


def test_a_failure_gives_the_message_back(page):
    send(page, "explode")
    expect(page.locator(".problem")).to_contain_text("Something went wrong on our side")
    expect(page.get_by_label(SAY)).to_have_value("explode")
    expect(page.locator(".entry")).to_have_count(0)
    assert "hunter2" not in page.content()
    assert_accessible(page)
    say(page, REQUEST)
    expect(page.locator(".problem")).to_be_hidden()


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


def test_motion_is_reduced_where_that_is_wished(address, open_page, assistant):
    page = open_page(f"{address}/shop", reduced_motion="reduce")
    open_widget(page)
    assistant._pause = 0.3
    send(page, REQUEST)
    expect(page.locator(".why.waiting").first).to_be_visible()
    running = "document.querySelector('aisle-assistant').shadowRoot.getAnimations().length"
    assert page.evaluate(running) == 0


def test_what_is_typed_stays_from_the_page_and_a_composition_sends_nothing(page):
    page.evaluate("window.keys = 0; document.addEventListener('keydown', () => keys++)")
    page.get_by_label(SAY).press_sequentially("abc")
    assert page.evaluate("keys") == 0
    page.get_by_label(SAY).dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(page.locator(".entry")).to_have_count(0)
