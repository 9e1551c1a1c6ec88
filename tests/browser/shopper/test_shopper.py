"""A shopper and the page, before an assistant that a test controls."""

from dataclasses import replace

from playwright.sync_api import expect

from assistant.intent import Dislike, Like, Refer
from assistant.settings import Settings
from tests.browser.marks import GRADIO
from tests.browser.shopper_page import REQUEST, SAY, answered, prices, say, send
from tests.fakes.faces import FakeAssistant, shop_items
from ui.api.app import create_app

pytestmark = GRADIO


def test_a_request_shows_cards_with_picture_price_and_reason(page):
    say(page, REQUEST)
    card = page.locator(".card").first
    expect(card.locator("h2")).to_have_text("Fellside Rain Jacket, green")
    expect(card.locator(".price")).to_have_text("$89")
    expect(card.locator(".was")).to_contain_text("$119")
    expect(card.locator(".off")).to_have_text("−25 %")
    expect(card.locator(".why")).to_have_text("It is waterproof, comes in green and costs $89.00.")
    assert card.locator("img").evaluate(
        "image => image.decode().then(() => image.naturalWidth > 0)"
    )
    assert max(prices(page)) <= 120


def test_cards_come_before_reasons(page, assistant):
    assistant._pause = 0.4
    send(page, REQUEST)
    expect(page.locator(".card")).to_have_count(6)
    assert page.locator(".why.waiting").count() > 3
    expect(page.locator(".why.waiting")).to_have_count(0)
    expect(page.locator(".why mark").first).to_have_text("waterproof")


def test_an_open_detail_stays_open_while_reasons_stream(page, assistant):
    assistant._pause = 0.3
    send(page, REQUEST)
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


def test_what_comes_while_an_answer_is_awaited_is_sent_in_its_turn(page, assistant):
    say(page, REQUEST)
    assistant._think = 0.5
    page.get_by_label("I like Ridgeline Shell, navy").click()
    page.get_by_label("Not for me: Fellside Rain Jacket, green").click()
    send(page, "in navy")
    expect(page.get_by_label(SAY)).to_have_value("in navy")
    expect(page.locator(".said").last).to_have_text("in navy")
    expect(page.get_by_label(SAY)).to_have_value("")
    answered(page, 2)
    assert assistant.taps == [(Like("ridge-navy"),), (Dislike("fell-green"),)]


def test_a_message_changed_before_its_turn_is_not_sent(page, assistant):
    say(page, REQUEST)
    assistant._think = 0.5
    page.get_by_label("I like Ridgeline Shell, navy").click()
    send(page, "in navy")
    page.get_by_label(SAY).fill("in navy or")
    page.wait_for_timeout(1_000)
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.get_by_label(SAY)).to_have_value("in navy or")


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


def test_start_over_brings_the_welcome_back(page):
    say(page, REQUEST)
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("heading", name="What are you looking for?")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".chip")).to_have_count(0)


def test_seller_text_is_shown_and_never_run(tmp_path, serve, visit):
    bad = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>"
    items = [replace(item, title=bad, description=bad, brand=bad) for item in shop_items(tmp_path)]
    items = [replace(item, link="javascript:window.hacked=1") for item in items]
    page = visit(serve(create_app(FakeAssistant(items), Settings(_env_file=None))))
    say(page, bad)
    expect(page.locator(".card h2").first).to_have_text(bad)
    expect(page.locator(".card h2 a")).to_have_count(0)
    assert page.evaluate("window.hacked") is None
