"""For babies and the way there."""

from math import cos, pi, sin

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, star, symmetric
from retrieval.demo_shop.drawing.tone import (
    INK,
    LEATHER,
    OFF_WHITE,
    RUBBER,
    STEEL,
    Tone,
)


@draws
def baby_bottle(canvas: Canvas) -> None:
    """A feeding bottle with milk."""
    half = canvas.span(64, 80)
    canvas.floor(MID, 452, half + 6)
    canvas.part(
        "M256 54C272 54 274 72 272 84C296 92 308 116 306 136H206C204 116 216 92 240 84C238 "
        "72 240 54 256 54Z",
        Tone.of("#EFD6B8"),
        "ball",
    )
    canvas.main(box(MID - 68, 132, 136, 54, 12), "tube")
    for x in range(int(MID) - 56, int(MID) + 60, 12):
        canvas.line([(x, 140), (x, 178)], canvas.deep.at(0.3), 3)
    waist = canvas.pick(0, 12)
    shape = symmetric(
        f"M0 184 L56 184 Q{half} 196 {half} 230 Q{half - waist} 310 {half} 380 L{half} 428 "
        f"Q{half} 452 {half - 22} 452 L0 453"
    )
    canvas.fill(shape, canvas.tone.lighter(0.6).at(0.75))
    level = canvas.span(230, 290)
    canvas.fill(
        symmetric(
            f"M0 {level} L{half - 8} {level} Q{half - waist - 6} 320 {half - 8} 380 "
            f"L{half - 8} 424 "
            f"Q{half - 8} 444 {half - 26} 444 L0 445"
        ),
        OFF_WHITE,
    )
    canvas.line(shape, canvas.dark.darker(0.15), 3)
    for step in range(7):
        y = 250 + step * 26
        canvas.line(
            [(MID + half - 34, y), (MID + half - (10 if step % 2 else 18), y)], canvas.dark, 3.5
        )
    motif = canvas.pick("star", "bear", "none")
    if motif == "star":
        canvas.fill(star(MID - 14, 350, 30, 14), canvas.tone)
    elif motif == "bear":
        for dx in (-22, 22):
            canvas.fill(oval(MID - 12 + dx, 332, 12), canvas.tone)
        canvas.fill(oval(MID - 12, 352, 32, 28), canvas.tone)
        canvas.dots([(MID - 22, 348), (MID - 2, 348)], 3, INK)
    canvas.gloss(box(MID - half + 12, 220, 12, 190, 6), 0.5)
    if canvas.chance(0.35):
        canvas.both(
            lambda: canvas.strap(
                f"M{MID + half - 4} 240Q{MID + half + 52} 250 {MID + half + 44} 310"
                f"Q{MID + half + 36} 356 {MID + half - 4} 352",
                canvas.tone,
                15,
            )
        )


@draws
def stroller(canvas: Canvas) -> None:
    """A pushchair from the side: a seat or a carrycot, its hood up."""
    frame = canvas.pick(STEEL, RUBBER, Tone.of("#C9A27A"))
    front, back = canvas.pick((45, 45), (34, 60), (58, 58))
    canvas.floor(262, 448, 170)
    canvas.strap("M92 96Q120 96 134 120L348 404", frame, 11)
    canvas.line("M74 100Q96 88 124 106", canvas.pick(RUBBER, LEATHER), 19)
    canvas.strap("M330 246L176 404M196 330H380", frame, 10)
    if canvas.chance(0.6):
        canvas.part(
            "M188 336H352L338 384Q336 392 326 392H214Q206 392 204 384Z", canvas.deep, "down"
        )
    reach = canvas.pick(286, 330)
    if canvas.chance(0.5):
        canvas.main("M168 250H396Q404 250 402 262Q388 326 336 330H250Q196 330 168 250Z", "soft")
        canvas.part(
            "M352 250Q420 250 440 300L446 348L424 352L412 312Q398 280 352 282Z", canvas.dark, "soft"
        )
        canvas.strap("M300 236Q360 196 400 246", frame, 8)
    else:
        canvas.main(
            "M160 240H440Q452 240 448 258L436 312Q430 330 410 330H206Q172 330 160 240Z", "soft"
        )
        canvas.part(f"M{reach - 40} 226H436Q456 228 450 256H{reach - 40}Z", canvas.trim, "down")
    canvas.main(
        f"M164 250C146 160 200 96 {reach + 4} 98Q{reach + 18} 100 {reach + 14} 114L{reach} 252Z",
        "soft",
        canvas.tone.stepped(0.08),
    )
    for bend in (0.36, 0.68):
        canvas.line(
            f"M{166 + (reach - 170) * bend} 252Q{164 + 90 * bend} 160 {reach + 8} 102",
            canvas.deep.at(0.4),
            3,
        )
    canvas.line(f"M164 250C146 160 200 96 {reach + 4} 98", canvas.contrast.at(0.8), 5)
    _wheel(canvas, 176, 449 - back, back)
    _wheel(canvas, 366, 449 - front, front)


def _wheel(canvas: Canvas, x: float, y: float, radius: float) -> None:
    canvas.part(oval(x, y, radius), RUBBER, "ball")
    canvas.part(oval(x, y, radius * 0.62), OFF_WHITE, "soft")
    for step in range(5):
        angle = step * 2 * pi / 5
        rim = (x + radius * 0.6 * cos(angle), y + radius * 0.6 * sin(angle))
        canvas.line([(x, y), rim], STEEL, 3)
    canvas.part(oval(x, y, 8), canvas.tone, "ball")
