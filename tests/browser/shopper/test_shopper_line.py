"""The shopper's page when things are odd: a broken line, a second tab, a failure, a slow model."""

import re
import threading

import pytest
from playwright.sync_api import expect

from assistant.models.chat_model import ModelStatus, Readiness
from assistant.settings import Settings
from tests.browser.axe import assert_accessible
from tests.browser.breakable_line import BreakableLine
from tests.browser.marks import GRADIO
from tests.browser.pictures import keep_picture
from tests.browser.shopper_page import REQUEST, SAY, say, send
from tests.fakes.chat_models import SlowChatModel, UnavailableChatModel
from tests.fakes.faces import FakeAssistant, shop_items
from tests.fakes.shop import open_shop
from ui.api.app import create_app

pytestmark = GRADIO


class HeldAssistant(FakeAssistant):
    """Answers once it is released."""

    def __init__(self, items):
        super().__init__(items)
        self.released = threading.Event()

    def respond(self, *arguments, **options):
        assert self.released.wait(60)
        yield from super().respond(*arguments, **options)


def test_a_failure_gives_the_message_back(page):
    send(page, "explode")
    expect(page.locator(".problem")).to_contain_text("Something went wrong on our side")
    expect(page.get_by_label(SAY)).to_have_value("explode")
    assert_accessible(page, ".aisle")
    keep_picture(page, "shopper-error-desktop-light")
    assert "hunter2" not in page.content()
    say(page, REQUEST)
    expect(page.locator(".card")).to_have_count(6)


def test_the_word_that_it_takes_long_goes_when_the_answer_comes(tmp_path, serve, visit):
    assistant = HeldAssistant(shop_items(tmp_path))
    page = visit(serve(create_app(assistant, Settings(_env_file=None))))
    page.clock.install()
    send(page, REQUEST)
    expect(page.locator(".thinking")).to_be_visible()
    page.clock.fast_forward(20_000)
    expect(page.get_by_role("alert")).to_contain_text("longer than it should")
    assistant.released.set()
    expect(page.locator(".card")).to_have_count(6)
    expect(page.locator(".problem")).to_be_hidden()


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


def test_a_break_of_the_line_loses_nothing(page):
    say(page, REQUEST)
    page.context.set_offline(True)
    send(page, "in green")
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    page.reload()
    expect(page.locator(".said").first).to_have_text(REQUEST)
    box = page.get_by_label(SAY)
    expect(box).to_be_visible()
    say(page, "in navy")
    expect(page.locator(".said").last).to_have_text("in navy")


def test_a_break_in_the_middle_of_an_answer_is_mended_by_coming_back(assistant, serve, visit):
    served = serve(create_app(assistant, Settings(_env_file=None)))
    line = BreakableLine(int(served.rpartition(":")[2]))
    page = visit(line.address)
    assistant._pause = 0.5
    send(page, REQUEST)
    expect(page.locator(".card")).to_have_count(6)
    line.cut()
    page.wait_for_timeout(500)
    line.mend()
    assistant._pause = 0
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.reload()
    expect(page.locator(".said")).to_have_text(REQUEST)
    expect(page.locator(".card")).to_have_count(6)
    expect(page.locator(".why.waiting")).to_have_count(0)
    say(page, "in green")
    expect(page.locator(".turn")).to_have_count(2)
    line.close()


def test_a_message_sent_while_the_line_is_closed_behind_another_is_answered(
    assistant, serve, visit
):
    served = serve(create_app(assistant, Settings(_env_file=None)))
    line = BreakableLine(int(served.rpartition(":")[2]))
    line.hold(b"close_stream")
    page = visit(line.address)
    with page.expect_response(lambda answer: REQUEST in (answer.request.post_data or "")) as joined:
        send(page, REQUEST)
    joined.value.finished()
    line.release()
    expect(page.locator(".card")).to_have_count(6)
    say(page, "in green")
    line.close()


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


def test_the_page_says_that_the_writer_is_not_ready(tmp_path, serve, visit):
    warming = ModelStatus(Readiness.WARMING, "The model is loading.")
    assistant = FakeAssistant(shop_items(tmp_path), status=warming)
    page = visit(serve(create_app(assistant, Settings(_env_file=None))))
    expect(page.locator(".status")).to_have_text(
        "Sentences come straight from the product facts until the writer is ready."
    )
    assert_accessible(page, ".aisle")
    keep_picture(page, "shopper-warming-up-desktop-light")


MODEL_SECONDS = 10.0
# Notes when a message is sent, its first card is there, and its last reason, in milliseconds.
TIMES = """() => {
  window.times = {};
  const note = (name) => { times[name] ??= performance.now(); };
  addEventListener("keydown", (event) => { if (event.key === "Enter") note("sent"); }, true);
  new MutationObserver(() => {
    if (!document.querySelector(".card")) return;
    note("card");
    if (!document.querySelector(".why.waiting")) note("told");
  }).observe(document, { attributes: true, childList: true, subtree: true });
}"""


@pytest.mark.parametrize(
    "model", [SlowChatModel("No.", MODEL_SECONDS), UnavailableChatModel()], ids=["slow", "dead"]
)
def test_a_slow_or_dead_model_keeps_no_card_back(tmp_path, serve, visit, model):
    shop = open_shop(tmp_path, shop_items(tmp_path), model=model, patience=2 * MODEL_SECONDS)
    page = visit(serve(create_app(shop, Settings(_env_file=None))))
    page.evaluate(TIMES)
    say(page, "jacket")
    expect(page.locator(".why").first).to_contain_text(re.compile(r"\w{3}"))
    times = page.evaluate("times")
    assert times["card"] - times["sent"] < 1_000 * MODEL_SECONDS
    if isinstance(model, SlowChatModel):
        # Told together they would be there together, however slow the machine.
        assert times["told"] - times["card"] > 500 * MODEL_SECONDS


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
