"""Light, background and shadow: from an SVG to the finished photo."""

from io import BytesIO

import numpy as np
import resvg_py
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from retrieval.demo_shop.drawing.tone import Tone

_WARM = Tone.of("#F7F5F1")
_COOL = Tone.of("#D2D8DF")
# Above this lightness an item would drown in the usual background.
_PALE = 0.8
_SHADOW = 0.3
# Light and shadow are so soft that they are computed this much smaller.
_COARSE = 4


def develop(svg: str, tone: Tone, size: int) -> Image.Image:
    """Render an SVG and set it before a softly lit background.

    Args:
        svg: A square picture on a transparent ground.
        tone: The item's colour: the background takes a hint of it, and is
            darker behind pale items.
        size: Side of the result in pixels, at least 1.

    Returns:
        An RGB picture.
    """
    png = resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size, skip_system_fonts=True)
    with Image.open(BytesIO(png)) as opened:
        art = _centred(opened.convert("RGBA"))
    coarse = max(1, size // _COARSE)
    ground = _backdrop(tone, coarse) * (1 - _SHADOW * _shadow(art, coarse)[..., None])
    photo = Image.fromarray(ground.astype(np.uint8), "RGB").resize(
        (size, size), Image.Resampling.BICUBIC
    )
    photo.paste(art, (0, 0), art)
    return photo


def _centred(art: Image.Image) -> Image.Image:
    """Move the item to the middle."""
    frame = art.getchannel("A").getbbox()
    if frame is None:
        return art
    left, top, right, bottom = frame
    place = ((art.width - right + left) // 2, (art.height - bottom + top) // 2)
    centred = Image.new("RGBA", art.size)
    centred.paste(art.crop(frame), place)
    return centred


def _shadow(art: Image.Image, side: int) -> NDArray[np.float32]:
    """Blur the item's silhouette, fallen a little down and to the right; in [0, 1]."""
    silhouette = art.getchannel("A").resize((side, side), Image.Resampling.BOX)
    fallen = Image.new("L", (side, side))
    fallen.paste(silhouette, (round(side * 0.008), round(side * 0.024)))
    blurred = fallen.filter(ImageFilter.GaussianBlur(side * 0.024))
    return np.asarray(blurred, dtype=np.float32) / np.float32(255)


def _backdrop(tone: Tone, side: int) -> NDArray[np.float32]:
    """Light from above: brightest behind the item, falling off to the corners."""
    pale = tone.lightness > _PALE
    base = (_COOL if pale else _WARM).mix(tone, 0.04 if pale else 0.06)
    place = np.linspace(-1, 1, side, dtype=np.float32)
    distance = np.sqrt(place[None, :] ** 2 * 0.8 + (place[:, None] + 0.25) ** 2)
    light = 1.03 - 0.075 * np.clip(distance, 0, 1.6) ** 1.6
    rgb = np.array([base.red, base.green, base.blue], dtype=np.float32)
    return np.clip(light[..., None] * rgb, 0, 255).astype(np.float32)
