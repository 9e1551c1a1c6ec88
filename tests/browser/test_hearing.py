"""A person of the shop heard as they speak, and the thumb on a reply: widget and shopper's page."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from assistant.settings import Settings
from retrieval.demo_shop.catalogue import demo_items
from tests.browser.axe import assert_accessible
from tests.browser.marks import GRADIO
from tests.browser.widget_page import open_widget, say
from tests.fakes.faces import FakeAssistant, shop_items
from tests.fakes.service import open_desk
from tests.fakes.shop import open_shop
from ui.api.app import create_app

pytestmark = GRADIO

TENTS = [item for item in demo_items() if item.category[-1] == "Tents"]
SAID = "Hello, this is Maya. The second one is dry in a storm."


class Desk:
    """A shop with a service desk, at an address."""

    def __init__(self, folder, serve):
        self.service = open_desk(folder, lambda: datetime.now(UTC))
        self.shop = open_shop(folder, TENTS, attendance=self.service.desk)
        settings = Settings(_env_file=None, home=folder)
        self.address = serve(create_app(self.shop, settings, service=self.service))

    @property
    def session(self):
        (conversation,) = self.service.desk.live()
        return conversation.session_id

    def speak(self, text):
        self.shop.say_as_agent(self.session, "Maya", text)
        self.service.desk.changed(self.session)

    def thumbs(self):
        return list(self.service.journal.ratings(self.session).values())


@pytest.fixture
def desk(tmp_path, serve):
    return Desk(tmp_path, serve)


def hide(page, state):
    page.evaluate(
        """state => {
          Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )


def big_enough(buttons):
    boxes = [button.bounding_box() for button in buttons.all()]
    return [box["width"] >= 44 and box["height"] >= 44 for box in boxes] == [True, True]


def judge(page, desk, helpful, yes, no):
    """Press one thumb, then the other; the last one counts."""
    group = page.get_by_role("group", name=helpful)
    expect(group).to_be_visible()
    assert big_enough(group.get_by_role("button"))
    up, down = (group.get_by_role("button", name=name, exact=True) for name in (yes, no))
    with page.expect_response("**/rating"):
        up.click()
    expect(up).to_have_attribute("aria-pressed", "true")
    assert desk.thumbs() == [True]
    with page.expect_response("**/rating"):
        down.click()
    expect(down).to_have_attribute("aria-pressed", "true")
    expect(up).to_have_attribute("aria-pressed", "false")
    assert desk.thumbs() == [False]
    assert_accessible(page)


def test_the_widget_shows_what_a_person_says_within_two_seconds(desk, open_page):
    page = open_page(f"{desk.address}/shop")
    streams = []
    page.on("request", lambda r: streams.append(r.url) if "/events?" in r.url else None)
    open_widget(page)
    say(page, "tents")
    expect(page.locator(".helpful:visible")).to_be_visible()  # the stream spoke
    desk.speak(SAID)
    expect(page.locator(".lead").last).to_have_text(SAID, timeout=2_000)
    expect(page.locator(".agent")).to_have_text("Maya, from the shop")
    desk.speak("It also weighs less.")
    expect(page.locator(".lead").last).to_have_text("It also weighs less.", timeout=2_000)
    expect(page.locator(".entry")).to_have_count(3)
    assert len(streams) == 1

    hide(page, "hidden")
    desk.speak("Are you still there?")
    hide(page, "visible")
    expect(page.locator(".lead").last).to_have_text("Are you still there?", timeout=2_000)
    expect(page.locator(".entry")).to_have_count(4)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Was this helpful?", "Yes, it was helpful", "No, it was not helpful")),
        ("zh", ("这对您有帮助吗？", "有帮助", "没有帮助")),
    ],
)
def test_a_thumb_on_the_widgets_last_reply_is_kept(desk, open_page, language, words):
    page = open_page(f"{desk.address}/shop")
    page.evaluate("lang => document.querySelector('aisle-assistant').lang = lang", language)
    open_widget(page)
    say(page, "tents")
    judge(page, desk, *words)
    say(page, "cheaper")
    expect(page.locator(".helpful:visible")).to_have_count(1)
    expect(page.locator(".helpful:visible [aria-pressed=true]")).to_have_count(0)


def test_a_thumb_on_the_shoppers_page_is_kept_in_both_languages(desk, visit):
    page = visit(desk.address)
    page.get_by_label("Say what you are looking for").fill("tents")
    page.keyboard.press("Enter")
    judge(page, desk, "Was this helpful?", "Yes, it was helpful", "No, it was not helpful")
    page.locator("button.language").click()
    expect(page.get_by_role("group", name="这对您有帮助吗？")).to_be_visible()
    page.get_by_label("说说您想找什么").fill("cheaper")
    page.keyboard.press("Enter")
    expect(page.locator(".turn").last.locator(".helpful")).to_be_visible()
    expect(page.locator(".helpful [aria-pressed=true]")).to_have_count(0)


def test_without_a_service_desk_nobody_is_asked_for_a_thumb(tmp_path, serve, open_page):
    shop = FakeAssistant(shop_items(tmp_path))
    page = open_page(f"{serve(create_app(shop, Settings(_env_file=None), with_page=False))}/shop")
    open_widget(page)
    with page.expect_response(lambda response: "/events?" in response.url) as asked:
        say(page, "rain jacket")
    assert asked.value.status == 404
    expect(page.locator(".lead").last).to_be_visible()
    expect(page.locator(".helpful:visible")).to_have_count(0)
    expect(page.locator(".status")).to_be_empty()
