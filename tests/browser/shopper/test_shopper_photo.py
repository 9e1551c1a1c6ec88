"""Photos on the shopper's page: large ones, the camera's, and files that are none."""

import io

from PIL import Image
from playwright.sync_api import expect

from tests.browser.marks import GRADIO

pytestmark = GRADIO


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


def test_a_phone_offers_its_camera(address, visit):
    page = visit(address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Take a photo").click()
    assert chooser.value.element.get_attribute("capture") == "environment"
