"""Headphones, earbuds and speakers."""

from math import pi, sin

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval
from retrieval.demo_shop.drawing.tone import (
    OFF_WHITE,
    RUBBER,
    STEEL,
    Tone,
)


@draws
def headphones(canvas: Canvas) -> None:
    """Over-ear headphones from the front."""
    pad = canvas.pick(RUBBER, canvas.dark, OFF_WHITE)
    wide = canvas.span(126, 142)
    canvas.line(
        f"M{MID - wide} 300C{MID - wide - 10} 60 {MID + wide + 10} 60 {MID + wide} 300",
        canvas.dark.darker(0.3),
        29,
    )
    canvas.line(
        f"M{MID - wide} 300C{MID - wide - 10} 60 {MID + wide + 10} 60 {MID + wide} 300",
        canvas.tone,
        25,
    )
    canvas.line(f"M{MID - 78} 138Q{MID} 96 {MID + 78} 138", pad, 17)
    canvas.line(
        f"M{MID - wide + 4} 240C{MID - wide + 6} 150 {MID - 60} 116 {MID - 20} 110",
        canvas.light.lighter(0.3).at(0.6),
        4,
    )
    slim = canvas.pick(0, 10)

    def cup() -> None:
        x = MID + wide
        canvas.part(box(x - 9, 220, 18, 66, 6), STEEL, "metal")
        canvas.part(box(x - 64, 258, 48, 128 - slim, 22), pad, "tube")
        canvas.main(box(x - 30, 250, 66, 144 - slim, 31), "tube")
        canvas.part(box(x + 8, 278, 22, 88 - slim, 11), canvas.dark, "tube")
        if slim:
            canvas.line([(x + 19, 296), (x + 19, 340)], STEEL, 4)

    canvas.both(cup)
    if canvas.chance(0.25):
        canvas.strap(f"M{MID - wide - 4} 386Q{MID - wide + 10} 450 {MID - 60} 446", RUBBER, 7)


@draws
def earbuds(canvas: Canvas) -> None:
    """Two buds over their open case."""
    canvas.floor(MID, 436, 120)
    stem = canvas.chance(0.6)
    canvas.main(box(136, 250, 240, 52, 26), "down", canvas.dark)
    canvas.fill(box(150, 276, 212, 40, 18), canvas.deep)

    def bud() -> None:
        canvas.part(oval(292, 150, 25, 22), RUBBER, "ball")
        if stem:
            canvas.main(box(318, 136, 32, 138, 16), "tube")
        canvas.main(oval(326, 152, 41, 37), "ball")
        canvas.fill(oval(334, 146, 12, 9), canvas.deep.at(0.7))

    canvas.both(bud)
    canvas.main(
        "M128 318Q128 292 154 292H358Q384 292 384 318V384Q384 436 332 436H180Q128 436 128 384Z",
        "soft",
    )
    canvas.fill(oval(MID, 352, 6), Tone.of("#7BE0A0"))
    canvas.line("M132 316H380", canvas.deep.at(0.5), 2.5)
    canvas.gloss("M150 330Q150 310 170 310H220Q170 320 160 370Z", 0.3)


@draws
def speaker(canvas: Canvas) -> None:
    """A tube, a box or a bookshelf speaker."""
    kind = canvas.form("tube", "box", "ball")
    canvas.floor(MID, 426, 130)
    if kind == "tube":
        canvas.main(box(158, 110, 196, 316, 60), "tube")
        for row in range(17):
            for step in range(9):
                canvas.fill(
                    oval(180 + step * 19 + row % 2 * 9, 160 + row * 13, 2.8), canvas.deep.at(0.4)
                )
        canvas.part(oval(MID, 132, 78, 20), RUBBER, "soft")
        canvas.strap("M352 150Q404 160 384 240", RUBBER, 9)
        canvas.part(box(222, 388, 68, 17, 4), canvas.contrast)
    elif kind == "box":
        canvas.strap("M120 190Q120 100 160 98H352Q392 100 392 190", canvas.dark, 15)
        canvas.main(box(82, 172, 348, 248, 30), "cloth")
        canvas.fill(box(104, 194, 304, 172, 18), canvas.deep.at(0.85))
        for x in (182, 330):
            canvas.part(oval(x, 280, 66), RUBBER, "ball")
            canvas.part(oval(x, 280, 46), RUBBER.lighter(0.2), "ball")
            canvas.part(oval(x, 280, 17), canvas.tone, "ball")
        canvas.dots([(124 + step * 30, 394) for step in range(4)], 8, STEEL)
        canvas.part(box(336, 386, 64, 15, 7), canvas.contrast)
    else:
        canvas.main(oval(MID, 284, 152, 142), "ball")
        for row in range(13):
            half = 138 * sin(pi * (row + 2) / 16)
            canvas.line(
                [(MID - half, 204 + row * 15), (MID + half, 204 + row * 15)],
                canvas.deep.at(0.3),
                3,
                "2 6",
            )
        canvas.part(oval(MID, 166, 82, 22), RUBBER, "soft")
        canvas.line(oval(MID, 166, 62, 15), Tone.of("#6FC5E8"), 4)
