"""The console when things are odd: a broken line, two agents, long talks, big type."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from assistant.service.people import Role
from assistant.settings import Settings
from retrieval.demo_shop.catalogue import demo_items
from tests.browser.axe import assert_accessible
from tests.browser.breakable_line import BreakableLine
from tests.browser.console_page import sign_in_as
from tests.browser.marks import BROWSER
from tests.fakes.chat_models import SlowChatModel, UnavailableChatModel
from tests.fakes.service import PASSWORD, open_desk
from tests.fakes.shop import open_shop
from ui.api.app import create_app

pytestmark = BROWSER

TENTS = [item for item in demo_items() if item.category[-1] == "Tents"]


class Desk:
    """A shop of tents with its console, at an address."""

    def __init__(self, folder, serve, model=None):
        self.service = open_desk(folder, lambda: datetime.now(UTC))
        self.shop = open_shop(folder, TENTS, model=model, attendance=self.service.desk)
        for name in ("Maya", "Jonas"):
            self.service.people.add(name, PASSWORD, Role.AGENT)
        settings = Settings(_env_file=None, home=folder)
        self.address = serve(create_app(self.shop, settings, service=self.service, with_page=False))
        self.session = self.shop.open_session()

    def say(self, text):
        list(self.shop.respond(self.session, text))

    @property
    def path(self):
        return f"/console/conversations/{self.service.desk.of_session(self.session).ref}"


@pytest.fixture
def desk(tmp_path, serve):
    return Desk(tmp_path, serve)


@pytest.fixture
def enter(open_page):
    """Sign somebody in at an address and show a page."""

    def sign_in(name: str, address: str, path: str, **context) -> Page:
        page = open_page(f"{address}/console", **context)
        sign_in_as(page, name)
        page.wait_for_url("**/console")
        page.goto(address + path)
        return page

    return sign_in


def test_what_is_said_while_the_line_is_broken_is_there_once_it_is_mended(desk, enter):
    desk.say("tents")
    line = BreakableLine(int(desk.address.rpartition(":")[2]))
    page = enter("Jonas", line.address, desk.path)
    expect(page.locator(".line.shopper")).to_have_count(1)
    line.cut()
    desk.say("I want to talk to a person")
    page.wait_for_timeout(300)
    line.mend()
    expect(page.locator(".line.shopper")).to_have_count(2)
    expect(page.locator(".line.shopper").last).to_contain_text("I want to talk to a person")
    line.close()


def test_two_agents_and_two_tabs_see_who_has_it(desk, enter):
    desk.say("I want to talk to a person")
    jonas = enter("Jonas", desk.address, desk.path)
    maya = enter("Maya", desk.address, desk.path)
    beside = jonas.context.new_page()
    beside.goto(jonas.url)
    jonas.get_by_role("button", name="Take over").click()
    jonas.get_by_label("Your reply", exact=True).fill("Hello!")
    jonas.get_by_role("button", name="Send").click()
    for other in (maya, beside):
        expect(other.locator(".line.agent")).to_contain_text("Hello!")
    maya.reload()
    expect(maya.locator(".head")).to_contain_text("Jonas")
    expect(maya.get_by_role("button", name="Take over")).to_have_count(0)
    jonas.goto(f"{desk.address}/console/reviews")
    jonas.go_back()
    expect(jonas.locator(".line.agent")).to_have_count(1)
    jonas.go_forward()
    jonas.go_back()
    expect(jonas.get_by_label("Your reply", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_other_scripts_and_directions_stand_right_at_twice_the_size(desk, enter, scheme):
    desk.say("我想要一顶双人帐篷")
    desk.say("أريد خيمة لشخصين")
    # A window of 1280 by 800 at 200 % is one of 640 by 400 of twice the density.
    size = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
    page = enter("Jonas", desk.address, desk.path, color_scheme=scheme, **size)
    said = page.locator(".line.shopper [dir=auto]").last
    expect(said).to_have_css("direction", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_label("Your reply", exact=True)).to_be_in_viewport()
    page.set_viewport_size({"width": 640, "height": 5_000})
    assert_accessible(page)


def test_a_conversation_of_two_hundred_messages_is_shown_from_its_end(desk, enter):
    for number in range(100):
        desk.say(f"tents under ${300 + number}")
    page = enter("Jonas", desk.address, desk.path)
    expect(page.locator(".line")).to_have_count(200)
    expect(page.locator(".line.shopper").last).to_contain_text("$399")
    expect(page.locator(".line").last).to_be_in_viewport()
    page.get_by_role("button", name="Take over").click()
    page.get_by_label("Your reply", exact=True).fill("Hello!")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".line.agent")).to_be_in_viewport()


@pytest.mark.parametrize(
    "model", [SlowChatModel("No words.", 4.0), UnavailableChatModel()], ids=["slow", "dead"]
)
def test_a_slow_or_dead_model_still_leaves_a_draft(tmp_path, serve, enter, model):
    desk = Desk(tmp_path, serve, model)
    desk.say("tents")
    desk.say("I want to talk to a person")
    page = enter("Jonas", desk.address, desk.path)
    page.get_by_role("button", name="Take over").click()
    page.get_by_role("link", name="Draft for me").click()
    expect(page.get_by_label("Your reply", exact=True)).not_to_have_value("")
