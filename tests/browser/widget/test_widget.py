"""A shopper and the widget, before an assistant that a test controls."""

import re

from playwright.sync_api import expect

from tests.browser.axe import assert_accessible
from tests.browser.marks import BROWSER
from tests.browser.widget_page import REQUEST, SAY, at_rest, last, say, send

pytestmark = BROWSER

WHY = "It is waterproof, comes in green and costs $89.00."


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
    assert card.locator("img").evaluate(
        "image => image.decode().then(() => image.naturalWidth > 0)"
    )
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


def test_a_failure_gives_the_message_back(page):
    send(page, "explode")
    expect(page.locator(".problem")).to_contain_text("Something went wrong on our side")
    expect(page.get_by_label(SAY)).to_have_value("explode")
    expect(page.locator(".entry")).to_have_count(0)
    assert "hunter2" not in page.content()
    assert_accessible(page)
    say(page, REQUEST)
    expect(page.locator(".problem")).to_be_hidden()
