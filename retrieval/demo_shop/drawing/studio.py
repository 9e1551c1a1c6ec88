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
    shadow = np.asarray(_shadow(art), dtype=np.float32)[..., None] * (_SHADOW / 255)
    ground = _backdrop(tone, size) * (1 - shadow)
    photo = Image.fromarray(ground.astype(np.uint8), "RGB")
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


def _shadow(art: Image.Image) -> Image.Image:
    """Blur the item's silhouette, fallen a little down and to the right."""
    size = art.width
    small = max(1, size // 6)
    silhouette = art.getchannel("A").resize((small, small), Image.Resampling.BOX)
    fallen = Image.new("L", (small, small))
    fallen.paste(silhouette, (round(small * 0.008), round(small * 0.024)))
    blurred = fallen.filter(ImageFilter.GaussianBlur(small * 0.024))
    return blurred.resize((size, size), Image.Resampling.BICUBIC)


def _backdrop(tone: Tone, size: int) -> NDArray[np.float32]:
    """Light from above: brightest behind the item, falling off to the corners."""
    pale = tone.lightness > _PALE
    base = (_COOL if pale else _WARM).mix(tone, 0.04 if pale else 0.06)
    place = np.linspace(-1, 1, size, dtype=np.float32)
    distance = np.sqrt(place[None, :] ** 2 * 0.8 + (place[:, None] + 0.25) ** 2)
    light = 1.03 - 0.075 * np.clip(distance, 0, 1.6) ** 1.6
    rgb = np.array([base.red, base.green, base.blue], dtype=np.float32)
    return np.clip(light[..., None] * rgb, 0, 255).astype(np.float32)
