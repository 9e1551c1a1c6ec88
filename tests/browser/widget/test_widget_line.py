"""The widget when things go slowly or break: the line, the server, the writer, a second tab."""

import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from assistant.models.chat_model import ModelStatus, Readiness
from tests.browser.axe import assert_accessible
from tests.browser.breakable_line import BreakableLine
from tests.browser.marks import BROWSER
from tests.browser.widget_page import REQUEST, SAY, at_rest, open_widget, say, send

pytestmark = BROWSER


@pytest.fixture
def line(address):
    line = BreakableLine(urlsplit(address).port)
    yield line
    line.close()


@pytest.fixture
def page(line, open_page):
    page = open_page(f"{line.address}/shop")
    open_widget(page)
    return page


def turns(assistant):
    """The shopper's turns of the only conversation."""
    (session,) = assistant._sessions
    return [turn.text for turn in assistant.dialogue(session) if turn.role == "shopper"]


def test_a_break_in_the_middle_of_an_answer_loses_and_doubles_nothing(page, assistant, line):
    assistant._pause = 0.3
    send(page, REQUEST)
    expect(page.locator(".why:not(.waiting)").first).to_be_visible()
    line.cut()
    expect(page.locator(".status")).to_contain_text("The connection broke")
    assert_accessible(page)
    line.mend()
    at_rest(page)
    expect(page.locator(".status")).to_be_empty()
    expect(page.locator(".why:not(.waiting)")).to_have_count(6)
    expect(page.locator(".entry")).to_have_count(1)
    assert turns(assistant) == [REQUEST]


def test_a_message_sent_while_the_line_is_cut_arrives_once_it_is_mended(page, assistant, line):
    say(page, "rain jacket")
    line.cut()
    send(page, "in green")
    expect(page.locator(".said").last).to_have_text("in green")
    expect(page.locator(".status")).to_contain_text("The connection broke")
    line.mend()
    page.get_by_role("button", name="Try now").click()
    at_rest(page)
    expect(page.locator(".said")).to_have_text(["rain jacket", "in green"])
    assert turns(assistant) == ["rain jacket", "in green"]


def test_a_message_sent_too_early_is_sent_in_its_turn(page, assistant, line):
    line.cut()
    send(page, "rain jacket")
    expect(page.locator(".status")).to_contain_text("The connection broke")
    send(page, "in green")
    expect(page.get_by_label(SAY)).to_have_value("in green")
    line.mend()
    page.get_by_role("button", name="Try now").click()
    expect(page.locator(".said")).to_have_text(["rain jacket", "in green"])
    at_rest(page)
    assert turns(assistant) == ["rain jacket", "in green"]


def test_a_message_changed_before_its_turn_is_not_sent(page, assistant, line):
    line.cut()
    send(page, "rain jacket")
    send(page, "in green")
    page.get_by_label(SAY).fill("in green or")
    line.mend()
    page.get_by_role("button", name="Try now").click()
    at_rest(page)
    expect(page.get_by_label(SAY)).to_have_value("in green or")
    assert turns(assistant) == ["rain jacket"]


def test_a_message_survives_a_reload_while_the_line_is_cut(page, assistant, line):
    say(page, "rain jacket")
    line.cut()
    send(page, "in green")
    expect(page.locator(".status")).to_contain_text("The connection broke")
    line.mend()
    page.reload()
    expect(page.locator(".said")).to_have_text(["rain jacket", "in green"])
    at_rest(page)
    assert turns(assistant) == ["rain jacket", "in green"]


def test_the_browser_going_offline_is_no_loss_either(page, assistant):
    assistant._pause = 0.3
    send(page, REQUEST)
    expect(page.locator(".why:not(.waiting)").first).to_be_visible()
    page.context.set_offline(True)
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    at_rest(page)
    expect(page.locator(".why:not(.waiting)")).to_have_count(6)
    assert turns(assistant) == [REQUEST]


def test_a_reload_in_the_middle_of_an_answer_hears_the_rest(page, assistant):
    assistant._pause = 0.4
    send(page, REQUEST)
    expect(page.locator(".card")).to_have_count(6)
    page.reload()
    expect(page.locator(".why.waiting").first).to_be_visible()
    at_rest(page)
    expect(page.locator(".why:not(.waiting)")).to_have_count(6)
    assert turns(assistant) == [REQUEST]


def test_two_tabs_show_one_conversation_as_it_happens(page, assistant, line, open_page):
    other = open_page(f"{line.address}/shop", beside=page)
    open_widget(other)
    assistant._pause = 1.0
    send(page, REQUEST)
    expect(other.locator(".said")).to_have_text(REQUEST)
    expect(other.locator(".why.waiting").first).to_be_visible()
    assistant._pause = 0
    at_rest(other)
    at_rest(page)
    assert other.locator(".why").all_inner_texts() == page.locator(".why").all_inner_texts()
    say(other, "in green")
    expect(page.locator(".said")).to_have_text([REQUEST, "in green"])
    at_rest(page)
    page.get_by_label("Remove “green”").click()
    expect(page.get_by_label("Remove “green”")).to_have_count(0)
    expect(other.get_by_label("Remove “green”")).to_have_count(0)
    page.get_by_role("button", name="Start over").click()
    expect(other.locator(".entry")).to_have_count(0)
    assert turns(assistant) == [REQUEST, "in green", ""]


def test_two_tabs_that_begin_at_once_share_a_conversation(page, assistant, line, open_page):
    other = open_page(f"{line.address}/shop", beside=page)
    open_widget(other)
    say(page, "rain jacket")
    say(other, "in green")
    assert len(assistant._sessions) == 1
    expect(page.locator(".said")).to_have_text(["rain jacket", "in green"])


def test_a_conversation_the_server_forgot_begins_anew_and_says_so(page, assistant):
    say(page, "rain jacket")
    assistant._sessions.clear()
    send(page, "in green")
    expect(page.locator(".said")).to_have_text(["in green"])
    at_rest(page)
    expect(page.locator(".problem")).to_contain_text("no longer kept")
    assert_accessible(page)
    assert turns(assistant) == ["in green"]


def test_a_slow_writer_leaves_the_cards_in_use(page, assistant):
    assistant._pause = 1.0
    send(page, REQUEST)
    expect(page.locator(".card")).to_have_count(6)
    page.get_by_role("button", name="Add to cart: Ridgeline Shell, navy").click()
    expect(page.locator(".bag .count")).to_have_text("1")
    send(page, "in green")
    expect(page.locator(".said")).to_have_text([REQUEST, "in green"])
    assistant._pause = 0
    at_rest(page)


@pytest.mark.parametrize(
    ("readiness", "said"),
    [
        (Readiness.WARMING, "until the writer is ready"),
        (Readiness.UNAVAILABLE, ""),
    ],
)
def test_a_writer_that_warms_up_or_is_dead_hinders_nobody(
    address, open_page, assistant, readiness, said
):
    assistant._status = ModelStatus(readiness, "")
    page = open_page(f"{address}/shop")
    open_widget(page)
    expect(page.locator(".status")).to_contain_text(said)
    assert_accessible(page)
    say(page, REQUEST)
    expect(page.locator(".why:not(.waiting)")).to_have_count(6)


def test_a_server_that_is_not_up_yet_is_waited_for(page, line):
    line.cut()
    page.context.route("**/ready", lambda route: route.fulfill(status=503, body="no such server"))
    page.evaluate("document.querySelector('aisle-assistant').setAttribute('catalogue', '/')")
    expect(page.locator(".status")).to_contain_text("is starting up")
    page.context.unroute("**/ready")
    line.mend()
    page.get_by_role("button", name="Try now").click()
    expect(page.locator(".status")).to_be_empty()
    say(page, REQUEST)


def test_too_many_shoppers_are_told_to_wait_and_served(page, assistant):
    refused = []

    def refuse_twice(route):
        refused.append(route)
        if len(refused) > 2:
            route.continue_()
        else:
            headers = {"Retry-After": "1", "Content-Type": "application/json"}
            body = '{"error": {"code": "busy", "message": "Busy.", "remedy": "Wait."}}'
            route.fulfill(status=429, headers=headers, body=body)

    page.route("**/turns", refuse_twice)
    send(page, REQUEST)
    expect(page.locator(".problem")).to_contain_text("Yours is next")
    at_rest(page)
    expect(page.locator(".problem")).to_be_hidden()
    assert turns(assistant) == [REQUEST]


def test_two_hundred_messages_are_shown_from_the_end_and_stay_quick(address, open_page, assistant):
    session = assistant.open_session()
    for number in range(100):
        list(assistant.respond(session, f"rain jacket {number}", key=f"k{number}", k=2))
    page = open_page(f"{address}/shop")
    page.evaluate(
        "(session) => localStorage.setItem('aisle:' + location.origin + '/',"
        " JSON.stringify({ session, pending: null }))",
        session,
    )
    page.reload()
    open_widget(page)
    expect(page.locator(".entry")).to_have_count(20)
    expect(page.locator(".said").last).to_be_in_viewport()
    page.get_by_role("button", name="Show earlier messages").click()
    expect(page.locator(".entry")).to_have_count(100)
    began = time.monotonic()
    say(page, "in green")
    assert time.monotonic() - began < 3
    page.get_by_label(SAY).press_sequentially("typing stays quick", delay=0)


def test_nothing_can_be_kept_where_storage_is_forbidden(address, browser):
    context = browser.new_context()
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no'); } });"
    )
    context.route("**/shop.js", lambda route: route.fulfill(body=""))
    page = context.new_page()
    page.goto(f"{address}/shop")
    open_widget(page)
    say(page, REQUEST)
    say(page, "in green")
    expect(page.locator(".entry")).to_have_count(2)
    context.close()
