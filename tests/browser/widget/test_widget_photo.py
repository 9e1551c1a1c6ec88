"""Photos in the widget: large ones, pasted ones, and files that are none."""

import io

from PIL import Image
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible
from tests.browser.marks import BROWSER
from tests.browser.widget_page import (
    SAY,
    at_rest,
    open_widget,
)

pytestmark = BROWSER

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_a_twelve_megapixel_photo_is_made_small_and_sent(page, assistant):
    content = io.BytesIO()
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(content, "JPEG", quality=90)
    arrived = []
    respond = assistant.respond

    def noting(*said, photo=None, **more):
        arrived.append(photo)
        return respond(*said, photo=photo, **more)

    assistant.respond = noting
    photo = {"name": "shoe.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}
    page.locator(".photo-file").set_input_files(photo)
    expect(page.locator(".attached canvas")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Send").click()
    at_rest(page)
    expect(page.locator(".said canvas")).to_be_visible()
    expect(page.locator(".chip").last).to_have_text("like your photo")
    assert Image.open(io.BytesIO(arrived[0])).size == (1024, 768)
    assert len(arrived[0]) < 600_000 < len(content.getvalue())
    page.reload()
    expect(page.locator(".said")).to_have_text("Photo")


def test_a_photo_can_be_pasted_and_taken_away(page):
    page.get_by_label(SAY).evaluate("""async (box) => {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 40;
      const blob = await new Promise((done) => canvas.toBlob(done));
      const transfer = new DataTransfer();
      transfer.items.add(new File([blob], "pasted.png", { type: "image/png" }));
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, cancelable: true }));
    }""")
    expect(page.locator(".attached canvas")).to_be_visible()
    page.get_by_role("button", name="Remove the photo").click()
    expect(page.locator(".attached")).to_be_hidden()


def test_a_file_that_is_no_picture_is_refused_at_once(page):
    photo = {"name": "holiday.png", "mimeType": "image/png", "buffer": b"PK\x03\x04 a zip"}
    page.locator(".photo-file").set_input_files(photo)
    expect(page.get_by_role("alert").filter(has_text="holiday.png")).to_be_visible()
    assert_accessible(page)


def test_a_phone_can_take_the_photo(address, open_page):
    page = open_page(f"{address}/shop", **PHONE)
    open_widget(page)
    expect(page.get_by_role("button", name="Take a photo")).to_be_visible()
    assert page.locator(".camera-file").get_attribute("capture") == "environment"
