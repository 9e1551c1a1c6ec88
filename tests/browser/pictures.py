"""The pictures of the documentation, taken anew with AISLE_SCREENSHOTS=1."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Page

PICTURES = Path(__file__).parents[2] / "docs" / "images"
LARGEST_PICTURE = 400_000


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture of the page as it stands, where that is asked for."""
    if not os.environ.get("AISLE_SCREENSHOTS"):
        return
    # Smooth scrolling, pictures and what rises come to rest first.
    page.wait_for_timeout(1200)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    for bits in (8, 7, 6, 5):
        ImageOps.posterize(shot, bits).save(path, optimize=True)
        if path.stat().st_size < LARGEST_PICTURE:
            return
    pytest.fail(f"{path} is too large for the documentation")
