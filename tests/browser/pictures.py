"""The pictures of the documentation, taken anew with AISLE_SCREENSHOTS=1."""

import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

PICTURES = Path(__file__).parents[2] / "docs" / "images"
LARGEST_PICTURE = 200_000


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture of the page as it stands, where that is asked for."""
    if not os.environ.get("AISLE_SCREENSHOTS"):
        return
    # Smooth scrolling, pictures and what rises come to rest first.
    page.wait_for_timeout(1200)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    for colours in (256, 128, 64):
        palette = _frugal(shot).quantize(colours, kmeans=1)
        shot.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size < LARGEST_PICTURE:
            return
    pytest.fail(f"{path} is too large for the documentation")


def _frugal(shot: Image.Image) -> Image.Image:
    """The colours of a picture with its large areas held back, lest small marks lose theirs."""
    colours, counts = np.unique(np.asarray(shot).reshape(-1, 3) >> 2, axis=0, return_counts=True)
    row = np.repeat(colours << 2 | colours >> 4, np.ceil(counts**0.5).astype(int), axis=0)
    return Image.fromarray(row[None].astype(np.uint8), "RGB")
