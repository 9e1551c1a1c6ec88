"""The service console in a real browser: an agent's and a lead's main journeys."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from PIL import Image
from playwright.sync_api import Page, expect

from assistant.service.people import Role
from assistant.service.reviews.files import DEMO_REVIEWS, read_reviews
from assistant.settings import Settings
from retrieval.demo_shop.catalogue import demo_items
from tests.browser.axe import assert_accessible
from tests.browser.console_page import sign_in_as
from tests.browser.marks import GRADIO
from tests.fakes.service import PASSWORD, open_desk
from tests.fakes.shop import open_shop
from ui.api.app import create_app

pytestmark = GRADIO

FEW = [i for i in demo_items() if i.category[-1] in ("Jackets & Coats", "Tents", "Backpacks")]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


class Served:
    """A shop and its desk at an address."""

    def __init__(self, folder, serve):
        self.service = open_desk(folder, lambda: datetime.now(UTC))
        self.shop = open_shop(folder, FEW, attendance=self.service.desk)
        self.service.people.add("Maya", PASSWORD, Role.LEAD)
        self.service.people.add("Jonas", PASSWORD, Role.AGENT)
        self.service.reviews.add(read_reviews(DEMO_REVIEWS).reviews)
        settings = Settings(_env_file=None, home=folder)
        self.address = serve(create_app(self.shop, settings, service=self.service))

    def converse(self, *texts):
        session = self.shop.open_session()
        for text in texts:
            list(self.shop.respond(session, text))
        return session, self.service.desk.of_session(session).ref


@pytest.fixture
def served(tmp_path, serve: Callable[[FastAPI], str]) -> Served:
    return Served(tmp_path, serve)


@pytest.fixture
def sign_in(open_page: Callable[..., Page], served: Served) -> Callable[..., Page]:
    """Open the console as somebody."""

    def enter(name: str, **context: object) -> Page:
        page = open_page(f"{served.address}/console", **({"viewport": DESKTOP} | context))
        sign_in_as(page, name)
        page.wait_for_url("**/console")
        return page

    return enter


def take(page: Page, served: Served, ref: str) -> None:
    page.goto(f"{served.address}/console/conversations/{ref}")
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_label("Your reply", exact=True)).to_be_focused()


def test_a_shopper_who_asks_for_a_person_appears_at_once(served, sign_in):
    page = sign_in("Jonas")
    expect(page.get_by_text("Nobody waits")).to_be_visible()
    served.converse("tents", "my parcel arrived broken, I want to talk to a person")
    row = page.locator(".row.waiting")
    expect(row).to_contain_text("Something is broken or wrong")
    expect(page).to_have_title(re.compile(r"^\(1\)"))
    row.click()
    expect(page.locator(".line.shopper").last).to_contain_text("my parcel arrived broken")


def test_agent_and_shopper_talk_and_the_assistant_is_silent_meanwhile(served, sign_in, visit):
    shopper = visit(served.address)
    box = shopper.get_by_label("Say what you are looking for")
    box.fill("waterproof jacket under $120")
    shopper.keyboard.press("Enter")
    expect(shopper.locator(".card")).to_have_count(6)
    expect(shopper.locator(".why.waiting")).to_have_count(0)
    box.fill("I want to talk to a person")
    shopper.keyboard.press("Enter")
    expect(shopper.locator(".lead").last).to_contain_text("called a colleague")
    expect(shopper.locator(".person")).to_contain_text("was called")

    agent = sign_in("Jonas")
    agent.locator(".row.waiting").click()
    agent.get_by_role("button", name="Take over").click()
    expect(shopper.locator(".person")).to_have_text("Jonas from the shop is with you.")
    agent.get_by_label("Your reply", exact=True).fill("Hello, what can I do for you?")
    agent.get_by_role("button", name="Send").click()
    expect(shopper.locator(".turn").last).to_contain_text(
        "Hello, what can I do for you?", timeout=2_000
    )

    box.fill("is the first one dry in a storm?")
    shopper.keyboard.press("Enter")
    expect(agent.locator(".line.shopper").last).to_contain_text("dry in a storm", timeout=2_000)
    expect(shopper.locator(".turn").last).to_contain_text("Passed on to Jonas")
    expect(agent.locator(".line.assistant")).to_have_count(2)

    agent.get_by_role("button", name="Hand back").click()
    expect(shopper.locator(".person")).to_be_hidden()
    box.fill("show me tents")
    shopper.keyboard.press("Enter")
    expect(shopper.locator(".turn").last.locator(".card").first).to_be_visible()
    expect(agent.locator(".line.assistant")).to_have_count(3)
    shopper.reload()
    expect(shopper.get_by_text("Hello, what can I do for you?")).to_have_count(1)


def test_a_draft_is_checked_as_it_is_written(served, sign_in):
    session, ref = served.converse(
        "waterproof jacket", "a person please, I want to talk to a human"
    )
    page = sign_in("Jonas")
    take(page, served, ref)
    text = page.get_by_label("Your reply", exact=True)
    text.fill("The first one costs $3 and arrives tomorrow.")
    expect(page.locator("#verdict mark.claim")).to_have_text(["$3", "tomorrow"])
    page.get_by_role("button", name="Send").click()
    expect(page.locator('[name="reason"]')).to_be_focused()
    assert len(served.shop.dialogue(session)) == 4, "it was held back"
    page.locator('[name="reason"]').fill("agreed with the shop's manager")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".line.agent")).to_contain_text("costs $3")
    assert served.service.audit.entries(action="sent_unsupported")[0].agent == "Jonas"


def test_items_found_by_words_go_into_the_reply_and_the_words_are_kept(served, sign_in):
    session, ref = served.converse("tents", "I want to talk to a person")
    page = sign_in("Jonas")
    take(page, served, ref)
    page.get_by_label("Your reply", exact=True).fill("Have a look at this one.")
    page.get_by_role("link", name="Find items").click()
    page.get_by_label("Words").fill("two-person tent")
    page.get_by_label("to USD").fill("300")
    page.get_by_label("Only what is in stock").check()
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".ranked").first.locator(".bars")).to_be_attached()
    title = page.locator(".ranked h3").first.inner_text().split(" ", 1)[1]
    page.get_by_role("link", name="Add to the reply").first.click()
    expect(page.locator(".attached")).to_contain_text(title)
    expect(page.get_by_label("Your reply", exact=True)).to_have_value("Have a look at this one.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".line.agent .things")).to_contain_text(title)
    assert served.shop.dialogue(session).turns[-1].shown


def test_search_by_a_photo(sign_in):
    page = sign_in("Jonas")
    page.get_by_role("link", name="Search").click()
    content = io.BytesIO()
    Image.new("RGB", (300, 300), "green").save(content, "PNG")
    photo = {"name": "a.png", "mimeType": "image/png", "buffer": content.getvalue()}
    page.get_by_label("Photo", exact=True).set_input_files(photo)
    page.get_by_role("button", name="Search with the photo").click()
    expect(page.locator("#found")).to_contain_text("like the photo")
    expect(page.locator(".ranked").first).to_be_visible()


def test_the_curve_has_its_eleven_points_and_the_list_shown(served, sign_in):
    _, ref = served.converse("waterproof jacket")
    page = sign_in("Jonas")
    page.goto(f"{served.address}/console/conversations/{ref}")
    expect(page.locator(".chart .dots circle")).to_have_count(11)
    expect(page.locator(".chart .now")).to_have_count(1)
    expect(page.locator(".legend")).to_contain_text("dial at 0.3")


def test_a_policy_question_is_answered_with_its_passages(sign_in):
    page = sign_in("Jonas")
    page.get_by_role("link", name="Policy").click()
    page.get_by_label("Question").fill("how long do I have to return something?")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".passages li")).to_have_count(4)


def test_a_turn_for_the_worse_is_seen_from_the_list(sign_in):
    page = sign_in("Jonas")
    page.get_by_role("link", name="Reviews").click()
    page.get_by_role("row").filter(has_text="Turn for the worse").get_by_role("link").click()
    expect(page.get_by_role("note")).to_contain_text("A turn for the worse")
    expect(page.locator(".terms li").first).to_contain_text("buckle")


def test_a_lead_sees_figures_and_every_action(served, sign_in):
    served.converse("kayak", "tents under $2", "I want to talk to a person")
    page = sign_in("Maya")
    page.get_by_role("link", name="Figures").click()
    expect(page.locator(".tiles")).to_contain_text("0 of 1")
    expect(page.get_by_text("Asked for a person")).to_be_visible()
    expect(page.get_by_text("under $2")).to_be_visible()
    page.get_by_role("link", name="Audit log").click()
    expect(page.get_by_role("status")).to_contain_text("Whole.")
    expect(page.get_by_role("row").nth(1)).to_contain_text("Maya")


def test_it_works_without_a_script(served, sign_in):
    session, ref = served.converse("tents", "I want to talk to a person")
    page = sign_in("Jonas", java_script_enabled=False)
    page.goto(f"{served.address}/console/conversations/{ref}")
    page.get_by_role("button", name="Take over").click()
    page.locator("#text").fill("It costs $3.")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdict")).to_contain_text("“$3” is not supported")
    page.locator("#text").fill("Hello!")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".line.agent")).to_contain_text("Hello!")
    assert served.shop.dialogue(session).turns[-1].text == "Hello!"


def test_by_keyboard_alone(served, sign_in):
    session, ref = served.converse("tents", "I want to talk to a person")
    page = sign_in("Jonas")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".row.waiting")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take over").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your reply", exact=True)).to_be_focused()
    page.keyboard.type("Hello!")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".line.agent")).to_contain_text("Hello!")
    assert ref in page.url
    assert served.shop.dialogue(session).turns[-1].name == "Jonas"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_is_accessible(served, sign_in, scheme, viewport):
    _, ref = served.converse("waterproof jacket under $120", "I want to talk to a person")
    served.converse("kayak")
    page = sign_in("Maya", color_scheme=scheme, viewport=viewport)
    at = f"/console/conversations/{ref}"
    for path in (
        "/console",
        at,
        f"/console/search?words=tent&for_={ref}",
        "/console/search?max_price=cheap",
        "/console/policy?question=how+long+to+return",
        "/console/reviews",
        "/console/reviews/commuter-roll-top-backpack",
        "/console/figures",
        "/console/audit",
        "/console/nothing-here",
    ):
        page.goto(served.address + path)
        assert_accessible(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], f"{path} scrolls sideways"
    take(page, served, ref)
    page.get_by_label("Your reply", exact=True).fill("The first one costs $3, hurrah.")
    expect(page.locator("#verdict mark.claim")).to_have_text(["$3"])
    assert_accessible(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert_accessible(page)


def test_the_theme_is_chosen_and_kept(sign_in):
    page = sign_in("Jonas", color_scheme="light")
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("html")).to_have_class("dark")
    page.reload()
    expect(page.locator("html")).to_have_class("dark")
