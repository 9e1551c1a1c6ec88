"""The demo shop as all browser tests share it, its screens, and a photo of an item."""

import io
from dataclasses import dataclass

from PIL import Image, ImageEnhance
from playwright.sync_api import Page

from assistant.assistant import Assistant
from assistant.service.service import Service

_DESKTOP = {"viewport": {"width": 1280, "height": 800}}
_PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
SCREENS = {
    "desktop-light": _DESKTOP | {"color_scheme": "light"},
    "desktop-dark": _DESKTOP | {"color_scheme": "dark"},
    "phone-light": _PHONE | {"color_scheme": "light"},
    "phone-dark": _PHONE | {"color_scheme": "dark"},
}
REQUEST = "I need a waterproof jacket under $120 for hiking, not black"


@dataclass(frozen=True, slots=True)
class DemoShop:
    """The shop at its address, with what stands behind it."""

    address: str
    assistant: Assistant
    service: Service

    def converse(self, *texts: str) -> tuple[str, str]:
        """Let a shopper say something; gives the session and the desk's name for it."""
        session = self.assistant.open_session()
        for text in texts:
            list(self.assistant.respond(session, text))
        return session, self.service.desk.of_session(session).ref


def photo_of(page: Page, source: str) -> dict[str, object]:
    """A shop's picture as a phone might have taken it: tilted, darker and smaller."""
    photo = Image.open(io.BytesIO(page.request.get(source).body()))
    photo = photo.rotate(6, fillcolor=(225, 222, 218)).resize((300, 300))
    content = io.BytesIO()
    ImageEnhance.Brightness(photo).enhance(0.9).save(content, "JPEG", quality=80)
    return {"name": "seen.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}
