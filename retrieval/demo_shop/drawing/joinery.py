"""Parts that furniture shares."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.tone import Tone


def leg_pairs(
    canvas: Canvas, half: float, top: float, low: float, tone: Tone, *, splay: float = 0
) -> None:
    """Draw a front pair of legs, and a shaded pair behind.

    Args:
        canvas: What to draw on.
        half: Half the distance between the front ones.
        top: Where they start, as y.
        low: Where they end, as y.
        tone: Of the front ones.
        splay: How far their feet stand out.
    """
    for inset, shade in ((34, 0.35), (0, 0)):
        for side in (-1, 1):
            x = MID + side * (half - inset)
            y = low - inset * 0.5
            canvas.part(
                f"M{x - 8} {top}H{x + 8}L{x + side * splay + 5} {y}H{x + side * splay - 5}Z",
                tone.darker(shade),
                "tube",
            )


def grain(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """Draw the grain of wood over a board, from its upper left corner."""
    for _ in range(4):
        level = y + height * canvas.span(0.15, 0.85)
        sway = canvas.span(-4, 4)
        canvas.line(
            f"M{x + width * canvas.span(0.02, 0.2)} {level}Q{x + width / 2} {level + sway} "
            f"{x + width * canvas.span(0.7, 0.97)} {level}",
            canvas.dark.at(0.45),
            1.6,
        )
