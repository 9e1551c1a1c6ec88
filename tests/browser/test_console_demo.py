"""The service console of the demo shop, with the real assistant behind it.

With AISLE_SCREENSHOTS=1 the pictures of the documentation are taken anew.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.console_page import bring_up, sign_in_as
from tests.browser.demo_shop import SCREENS, photo_of
from tests.browser.marks import DEMO_SHOP
from tests.browser.pictures import keep_picture
from ui.api.messages import photo_url

pytestmark = DEMO_SHOP

PROMISES = "The first one is waterproof. It costs $3 and arrives tomorrow."


@pytest.fixture
def enter(demo_shop, open_page):
    """Open the console as somebody on a screen."""

    def sign_in(name: str, screen: str) -> Page:
        page = open_page(f"{demo_shop.address}/console", **SCREENS[screen])
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        keep_picture(page, f"console-sign-in-{screen}")
        sign_in_as(page, name)
        page.wait_for_url("**/console")
        return page

    return sign_in


def shown(page: Page, name: str) -> None:
    """Judge a state, and keep its picture."""
    assert_accessible(page)
    keep_picture(page, f"console-{name}")


def test_an_agent_takes_a_conversation_over_and_helps(demo_shop, enter):
    demo_shop.converse("kayak", "you keep getting this wrong, get me a human")
    session, ref = demo_shop.converse(
        "a waterproof jacket for hiking, not black", "cheaper", "I want to talk to a person"
    )
    page = enter("Jonas", "desktop-light")
    expect(page.locator(".row.waiting")).not_to_have_count(0)
    shown(page, "queue-desktop-light")
    page.goto(f"{demo_shop.address}/console/conversations/{ref}")
    shown(page, "conversation-desktop-light")
    page.get_by_role("button", name="Take over").click()
    expect(page.locator(".chart .now")).to_have_count(1)
    expect(page.locator(".ranked .bars").first).to_be_visible()
    bring_up(page, ".chart")
    shown(page, "contributions-desktop-light")

    text = page.get_by_label("Your reply", exact=True)
    text.fill(PROMISES)
    expect(page.locator("#verdict mark.claim").first).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.locator('[name="reason"]')).to_be_focused()
    shown(page, "draft-refused-desktop-light")
    text.fill("The first one is waterproof. Shall I put one aside for you?")
    expect(page.locator("#verdict mark.claim")).to_have_count(0)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".line.agent").last).to_contain_text("put one aside")

    page.get_by_label("Note for colleagues").fill("Wants it by Friday; size M. Prefers green.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("Wants it by Friday")).to_be_visible()
    bring_up(page, ".notes")
    shown(page, "notes-desktop-light")
    assert demo_shop.assistant.dialogue(session).turns[-1].name == "Jonas"


@pytest.mark.parametrize("screen", ["desktop-dark", "phone-light"])
def test_a_photo_is_searched_for_on_a_shoppers_behalf(demo_shop, enter, screen):
    _, ref = demo_shop.converse("a rain jacket in red", "a person please")
    page = enter("Jonas", screen)
    item = demo_shop.assistant.shelf.search("red rain jacket", k=1)[0].item
    photo = photo_of(page, demo_shop.address + photo_url(item))
    page.goto(f"{demo_shop.address}/console/search?for_={ref}")
    page.get_by_label("Photo", exact=True).set_input_files(photo)
    page.get_by_role("button", name="Search with the photo").click()
    expect(page.locator("#found")).to_contain_text("like the photo")
    expect(page.locator(".results h3").filter(has_text=item.title)).to_be_visible()
    bring_up(page, "#found")
    shown(page, f"search-photo-{screen}")


def test_policies_are_quoted_and_reviews_watched(demo_shop, enter):
    page = enter("Jonas", "desktop-light")
    page.goto(f"{demo_shop.address}/console/policy?question=how+long+can+it+be+returned")
    expect(page.locator(".passages li").first).to_contain_text("60 days")
    shown(page, "policy-desktop-light")
    page.get_by_role("link", name="Reviews").click()
    shown(page, "reviews-desktop-light")
    page.get_by_role("row").filter(has_text="Turn for the worse").first.get_by_role("link").click()
    expect(page.get_by_role("note")).to_contain_text("A turn for the worse")
    shown(page, "trend-desktop-light")
    page.goto(f"{demo_shop.address}/console/map")
    # Laying out some 1,200 items takes seconds, and many on a busy machine.
    expect(page.locator("#map-said")).to_contain_text("items, by their texts", timeout=90_000)
    keep_picture(page, "console-map-desktop-light")


def test_a_lead_sees_figures_and_the_audit_log(demo_shop, enter):
    demo_shop.converse("kayak")
    demo_shop.converse("tents under $2")
    demo_shop.converse("do you have a grand piano?")
    page = enter("Maya", "phone-dark")
    shown(page, "queue-phone-dark")
    page.goto(f"{demo_shop.address}/console/figures")
    expect(page.locator(".tiles")).to_contain_text("of")
    shown(page, "figures-phone-dark")
    page.set_viewport_size({"width": 1280, "height": 800})
    shown(page, "figures-desktop-dark")
    page.goto(f"{demo_shop.address}/console/audit")
    expect(page.get_by_role("status")).to_contain_text("Whole.")
    shown(page, "audit-desktop-dark")
