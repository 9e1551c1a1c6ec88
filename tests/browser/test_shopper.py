"""The shopper's page in a real browser, before an assistant that a test controls."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi import FastAPI
from PIL import Image
from playwright.sync_api import Page, expect

from assistant.intent import Refer
from assistant.models.chat_model import ModelStatus, Readiness
from assistant.settings import Settings
from tests.browser.axe import assert_accessible
from tests.fakes.chat_models import SlowChatModel, UnavailableChatModel
from tests.fakes.faces import FakeAssistant, shop_items
from tests.fakes.shop import open_shop
from ui.api.app import create_app

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    # Gradio sums up its queue with options that pandas has deprecated.
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]

REQUEST = "I need a waterproof jacket under $120 for hiking, not black"


@pytest.fixture
def page(
    assistant: FakeAssistant, serve: Callable[[FastAPI], str], visit: Callable[..., Page]
) -> Page:
    return visit(serve(create_app(assistant, Settings(_env_file=None))))


def say(page: Page, text: str) -> None:
    page.get_by_label("Say what you are looking for").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".turn").last.locator(".lead")).to_be_visible()
    expect(page.locator(".waiting > .aisle, .aisle .turn[aria-busy=true]")).to_have_count(0)


def prices(page: Page) -> list[float]:
    shown = page.locator(".turn").last.locator(".price").all_inner_texts()
    return [float(text.removeprefix("$")) for text in shown]


def test_a_request_shows_cards_with_picture_price_and_reason(page):
    say(page, REQUEST)
    card = page.locator(".card").first
    expect(card.locator("h2")).to_have_text("Fellside Rain Jacket, green")
    expect(card.locator(".price")).to_have_text("$89")
    expect(card.locator(".was")).to_contain_text("$119")
    expect(card.locator(".off")).to_have_text("−25 %")
    expect(card.locator(".why")).to_have_text("It is waterproof, comes in green and costs $89.00.")
    assert card.locator("img").evaluate("image => image.complete && image.naturalWidth > 0")
    assert max(prices(page)) <= 120


def test_cards_come_before_reasons(page, assistant):
    assistant._pause = 0.4
    page.get_by_label("Say what you are looking for").fill(REQUEST)
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(6)
    assert page.locator(".why.waiting").count() > 3
    expect(page.locator(".why.waiting")).to_have_count(0)
    expect(page.locator(".why mark").first).to_have_text("waterproof")


def test_an_open_detail_stays_open_while_reasons_stream(page, assistant):
    assistant._pause = 0.3
    page.get_by_label("Say what you are looking for").fill(REQUEST)
    page.keyboard.press("Enter")
    page.locator(".card summary").first.click()
    expect(page.locator(".why.waiting")).to_have_count(0)
    detail = page.locator(".card details").first
    expect(detail.locator(".bars li")).to_have_count(4)
    expect(detail.locator(".checked")).to_contain_text("price “$89.00”")


def test_chips_say_what_was_understood_and_can_be_removed(page):
    say(page, REQUEST)
    expect(page.locator(".chip")).to_have_text([REQUEST, "up to $120✕", "not black✕"])
    page.get_by_label("Remove “up to $120”").click()
    expect(page.locator(".chip")).to_have_text([REQUEST, "not black✕"])
    expect(page.locator(".turn")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".chip")).to_have_count(3)


def test_the_dial_asks_again_with_its_trade_off(page, assistant):
    say(page, REQUEST)
    assert assistant.trade_offs == [0.3]
    page.get_by_label("Variety of the picks").focus()
    page.keyboard.press("End")
    expect(page.locator(".aisle")).to_be_visible()
    page.wait_for_function("() => !document.querySelector('.waiting > .aisle')")
    page.wait_for_timeout(300)
    assert assistant.trade_offs[-1] == 1.0
    expect(page.locator(".turn")).to_have_count(1)


def test_a_disliked_item_goes_and_a_liked_one_is_marked(page):
    say(page, REQUEST)
    page.get_by_label("Not for me: Fellside Rain Jacket, green").click()
    expect(page.locator(".card[data-item=fell-green]")).to_have_count(0)
    page.get_by_label("I like Ridgeline Shell, navy").click()
    liked = page.get_by_label("I like Ridgeline Shell, navy")
    expect(liked).to_have_attribute("aria-pressed", "true")
    say(page, "in navy")
    expect(
        page.locator(".turn").last.get_by_label("I like Ridgeline Shell, navy")
    ).to_have_attribute("aria-pressed", "true")


def test_more_like_this_is_a_turn_of_its_own(page):
    say(page, REQUEST)
    page.locator(".card .similar").nth(1).click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".said").last).to_have_text("More like “Ridgeline Shell, navy”")
    expect(page.locator(".chip").last).to_contain_text("more like one you picked")


def test_a_question_is_answered_by_a_tap(page):
    say(page, "which jacket?")
    page.get_by_role("button", name="Cycling").click()
    expect(page.locator(".said").last).to_have_text("for cycling")
    expect(page.locator(".question").first).to_be_hidden()


def test_nothing_found_says_so(page):
    say(page, "nothing at all")
    expect(page.locator(".lead")).to_contain_text("The price limit was in the way")
    expect(page.get_by_role("button", name="Drop the price limit")).to_be_visible()


def test_a_reload_finds_the_conversation_again(page):
    say(page, REQUEST)
    say(page, "in green")
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".said").first).to_have_text(REQUEST)
    expect(page.locator(".why").first).to_have_text(
        "It is waterproof, comes in green and costs $89.00."
    )
    expect(page.locator(".chip").last).to_contain_text("green")


def test_start_over_brings_the_welcome_back(page):
    say(page, REQUEST)
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("heading", name="What are you looking for?")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".chip")).to_have_count(0)


def test_a_large_photo_is_made_small_and_sent(page):
    content = io.BytesIO()
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(content, "JPEG", quality=90)
    photo = {"name": "shoe.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}
    page.locator(".photo-file").set_input_files(photo)
    expect(page.locator(".attached img")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".card")).to_have_count(6)
    expect(page.locator(".said img")).to_be_visible()
    expect(page.locator(".chip").last).to_have_text("like your photo")


def test_a_file_that_is_no_picture_is_refused_at_once(page):
    photo = {"name": "holiday.png", "mimeType": "image/png", "buffer": b"PK\x03\x04 a zip"}
    page.locator(".photo-file").set_input_files(photo)
    expect(page.get_by_role("alert").filter(has_text="holiday.png")).to_be_visible()


def test_a_failure_gives_the_message_back(page):
    page.get_by_label("Say what you are looking for").fill("explode")
    page.keyboard.press("Enter")
    expect(page.locator(".problem")).to_contain_text("Something went wrong on our side")
    expect(page.get_by_label("Say what you are looking for")).to_have_value("explode")
    assert "hunter2" not in page.content()
    say(page, REQUEST)
    expect(page.locator(".card")).to_have_count(6)


def test_seller_text_is_shown_and_never_run(tmp_path, serve, visit):
    bad = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>"
    items = [replace(item, title=bad, description=bad, brand=bad) for item in shop_items(tmp_path)]
    items = [replace(item, link="javascript:window.hacked=1") for item in items]
    page = visit(serve(create_app(FakeAssistant(items), Settings(_env_file=None))))
    say(page, bad)
    expect(page.locator(".card h2").first).to_have_text(bad)
    expect(page.locator(".card h2 a")).to_have_count(0)
    assert page.evaluate("window.hacked") is None


def test_the_page_says_that_the_writer_is_not_ready(tmp_path, serve, visit):
    warming = ModelStatus(Readiness.WARMING, "The model is loading.")
    assistant = FakeAssistant(shop_items(tmp_path), status=warming)
    page = visit(serve(create_app(assistant, Settings(_env_file=None))))
    expect(page.locator(".status")).to_have_text(
        "Sentences come straight from the product facts until the writer is ready."
    )


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


def test_a_phone_scrolls_only_downwards(assistant, serve, visit):
    address = serve(create_app(assistant, Settings(_env_file=None)))
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


def test_a_page_for_a_chinese_browser_is_in_chinese(assistant, serve, visit):
    page = visit(serve(create_app(assistant, Settings(_env_file=None))), locale="zh-CN")
    expect(page.locator(".welcome h2")).to_have_text("您想找什么？")
    expect(page.locator(".example").first).to_contain_text("120美元以内")


def test_items_of_two_lists_can_be_compared(page, assistant):
    say(page, REQUEST)
    page.locator(".card .compare").first.click()
    expect(page.get_by_role("button", name="Pick one more to compare")).to_be_disabled()
    say(page, "in green")
    page.locator(".turn").last.locator(".card .compare").nth(1).click()
    page.get_by_role("button", name="Compare 2").click()
    expect(page.locator(".said").last).to_contain_text("Compare “")
    expect(page.locator(".turn").last.locator(".lead")).to_be_visible()
    operation = assistant.taps[-1][0]
    assert isinstance(operation, Refer)
    assert len(operation.item_ids) == 2
    expect(page.locator(".tray")).to_be_hidden()


def test_no_more_than_four_are_compared_and_each_can_be_taken_back(page):
    say(page, REQUEST)
    for index in range(5):
        page.locator(".card .compare").nth(index).click()
    expect(page.get_by_role("alert")).to_have_text("Four at most fit side by side.")
    expect(page.get_by_role("button", name="Compare 4")).to_be_enabled()
    page.locator(".picks button").first.click()
    expect(page.get_by_role("button", name="Compare 3")).to_be_enabled()
    expect(page.locator(".card .compare").first).to_have_attribute("aria-pressed", "false")


def test_a_phone_offers_its_camera(assistant, serve, visit):
    address = serve(create_app(assistant, Settings(_env_file=None)))
    page = visit(address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Take a photo").click()
    assert chooser.value.element.get_attribute("capture") == "environment"


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_every_state_is_accessible(assistant, serve, visit, width, scheme):
    address = serve(create_app(assistant, Settings(_env_file=None)))
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
    assert_accessible(page, ".aisle")


def test_text_from_right_to_left_stands_right(page):
    say(page, "أحتاج إلى سترة مقاومة للماء")
    said = page.locator(".said p").last
    assert said.evaluate("p => getComputedStyle(p).direction") == "rtl"


def test_at_twice_the_size_nothing_is_cut_off(assistant, serve, visit):
    # A window of 1280 by 900 at 200 % is one of 640 by 450 of twice the density.
    address = serve(create_app(assistant, Settings(_env_file=None)))
    page = visit(address, viewport={"width": 640, "height": 450}, device_scale_factor=2)
    say(page, REQUEST)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    expect(page.get_by_label("Say what you are looking for")).to_be_in_viewport()
    page.locator(".card summary").first.click()
    expect(page.locator(".card .bars").first).to_be_visible()


def test_a_conversation_of_two_hundred_messages_stays_usable(tmp_path, serve, visit):
    assistant = FakeAssistant(shop_items(tmp_path)[:1])
    page = visit(serve(create_app(assistant, Settings(_env_file=None))))
    for number in range(100):
        say(page, f"under ${100 + number}")
    expect(page.locator(".turn")).to_have_count(100)
    took = page.evaluate(
        """async () => {
          const start = performance.now();
          document.querySelector(".theme").click();
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          return performance.now() - start;
        }"""
    )
    assert took < 1_000


def test_a_break_of_the_line_loses_nothing(page):
    say(page, REQUEST)
    page.context.set_offline(True)
    page.get_by_label("Say what you are looking for").fill("in green")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    page.reload()
    expect(page.locator(".said").first).to_have_text(REQUEST)
    box = page.get_by_label("Say what you are looking for")
    expect(box).to_be_visible()
    say(page, "in navy")
    expect(page.locator(".said").last).to_have_text("in navy")


def test_a_second_tab_goes_on_with_the_conversation(page):
    say(page, REQUEST)
    second = page.context.new_page()
    second.goto(page.url)
    expect(second.locator(".said")).to_have_text(REQUEST)
    say(second, "in green")
    page.bring_to_front()
    # A headless page is never hidden, so the news of being looked at is told to it.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".said").last).to_have_text("in green")
    expect(page.locator(".turn")).to_have_count(2)


def test_back_and_forward_find_the_conversation(page):
    address = page.url
    say(page, REQUEST)
    page.goto(f"{address}health")
    page.go_back()
    expect(page.locator(".said")).to_have_text(REQUEST)
    page.go_forward()
    page.go_back()
    expect(page.locator(".card")).to_have_count(6)


@pytest.mark.parametrize(
    "model", [SlowChatModel("No words.", 4.0), UnavailableChatModel()], ids=["slow", "dead"]
)
def test_a_slow_or_dead_model_keeps_no_card_back(tmp_path, serve, visit, model):
    shop = open_shop(tmp_path, shop_items(tmp_path), model=model)
    page = visit(serve(create_app(shop, Settings(_env_file=None))))
    page.get_by_label("Say what you are looking for").fill("jacket")
    page.keyboard.press("Enter")
    expect(page.locator(".card").first).to_be_visible(timeout=3_000)
    expect(page.locator(".why").first).to_contain_text(re.compile(r"\w{3}"))
    expect(page.locator(".turn[aria-busy=true]")).to_have_count(0)
