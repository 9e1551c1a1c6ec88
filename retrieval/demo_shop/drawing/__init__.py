"""Product pictures for the demo shop, drawn by code."""

from collections.abc import Iterable
from random import Random

from PIL import Image

from retrieval.demo_shop.drawing.canvas import Canvas, Look
from retrieval.demo_shop.drawing.departments import PRODUCT_TYPES
from retrieval.demo_shop.drawing.patterns import PATTERNS
from retrieval.demo_shop.drawing.registry import SKETCHES
from retrieval.demo_shop.drawing.studio import develop
from retrieval.demo_shop.drawing.tone import palette

__all__ = ["PRODUCT_TYPES", "draw"]


def draw(
    product_type: str,
    colour: str,
    pattern: str = "plain",
    seed: int = 0,
    size: int = 512,
    *,
    form: str | None = None,
) -> Image.Image:
    """Draw a product as a shop would photograph it.

    Equal arguments give equal pictures. A seed gives a product its own shape
    and details, the same ones in every colour.

    Args:
        product_type: One of ``PRODUCT_TYPES``.
        colour: A name from the shop's palette; ``multicolour`` and ``clear``
            are drawn as such.
        pattern: ``plain``, ``striped``, ``checked``, ``dotted``, ``floral``,
            ``camouflage``, ``colour-block``, ``geometric`` or ``marbled``.
        seed: Tells products of one type apart.
        size: Side in pixels, at least 1.
        form: Which form of the type, such as ``espresso`` of a coffee maker;
            None leaves it to the seed.

    Returns:
        A square RGB picture.

    Raises:
        ValueError: If the type, colour, pattern or form is unknown, or the size
            is below 1; the message lists what is known.
    """
    colours = palette()
    if product_type not in PRODUCT_TYPES:
        raise ValueError(_unknown("product type", product_type, PRODUCT_TYPES))
    if colour not in colours:
        raise ValueError(_unknown("colour", colour, colours))
    if pattern not in PATTERNS:
        raise ValueError(_unknown("pattern", pattern, PATTERNS))
    if size < 1:
        raise ValueError(f"a picture's side is at least 1 pixel, not {size}")
    look = Look(colour, colours[colour], pattern, form)
    canvas = Canvas(look, Random(f"{product_type} {seed}"))  # noqa: S311 - decoration, no secret
    SKETCHES[product_type](canvas)
    if form is not None and form not in canvas.forms:
        raise ValueError(_unknown(f"form of a {product_type}", form, canvas.forms))
    return develop(canvas.svg(), look.tone, size)


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    return f"unknown {what} {name!r}; known: {', '.join(sorted(known))}"
