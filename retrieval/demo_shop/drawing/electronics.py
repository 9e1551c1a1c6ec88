"""Devices and what belongs to them."""

from math import pi

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    ASSORTED,
    INK,
    OFF_WHITE,
    PAPER,
    RUBBER,
    SCREEN,
    STEEL,
    Tone,
)

_GLASS = Tone.of("#7FA9C9")


def _wallpaper(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """Light a screen up with soft hills, from its upper left corner."""
    radius = 8
    night, day = canvas.pick(("#24365C", "#E98F73"), ("#1F5C6B", "#B9E0C6"), ("#43307A", "#F0A6B8"))
    sky = canvas.linear(((0, Tone.of(night)), (1, Tone.of(day))))
    canvas.fill(box(x, y, width, height, radius), sky)
    right, low = x + width, y + height
    for share, alpha in ((0.62, 0.22), (0.78, 0.3)):
        level = y + height * share
        canvas.fill(
            f"M{x} {level}Q{x + width * 0.3} {level - height * 0.14} {x + width * 0.55} {level}"
            f"T{right} {level - height * 0.04}V{low - radius}Q{right} {low} {right - radius} {low}"
            f"H{x + radius}Q{x} {low} {x} {low - radius}Z",
            SCREEN.at(alpha),
        )
    canvas.fill(
        oval(x + width * 0.7, y + height * 0.3, min(width, height) * 0.09), OFF_WHITE.at(0.85)
    )


@draws
def smartwatch(canvas: Canvas) -> None:
    """A square or round watch with a lit face."""
    square = canvas.chance(0.6)
    body = canvas.pick(RUBBER, STEEL, Tone.of("#D8B58F"))
    canvas.main(
        symmetric("M0 34 L50 34 Q58 36 60 50 L74 160 L74 352 L60 462 Q58 478 48 478 L0 478")
    )
    canvas.dots([(MID, y) for y in (404, 428, 452)], 4, canvas.deep)
    canvas.part(box(MID - 66, 62, 132, 20, 6), canvas.dark)
    canvas.part(box(MID + 92, 224, 18, 40, 7), body, "tube")
    shape = box(MID - 98, 148, 196, 220, 52) if square else oval(MID, 258, 110)
    canvas.part(shape, body, "metal")
    face = box(MID - 84, 162, 168, 192, 42) if square else oval(MID, 258, 95)
    canvas.fill(face, SCREEN.darker(0.4))
    for index, radius in enumerate((52, 38, 24)):
        tone = (Tone.of("#F0567A"), Tone.of("#9BE15A"), Tone.of("#55CDEB"))[index]
        y = 290 if square else 262
        canvas.line(oval(MID, y, radius), tone.darker(0.7), 10)
        sweep = canvas.pick(0.55, 0.75, 0.9) * 2 * pi * radius
        canvas.line(oval(MID, y, radius), tone, 10, f"{sweep:.0f} 999")
    if square:
        for index, x in enumerate((-44, -16, 16, 44)):
            canvas.fill(box(MID + x - 9, 184, 18, 30, 4), OFF_WHITE.at(0.9 if index != 1 else 0.75))
        canvas.dots([(MID, 193), (MID, 205)], 2.5, OFF_WHITE)
    canvas.gloss(
        f"M{MID - 70} 190Q{MID - 20} 166 {MID + 30} 170Q{MID - 40} 200 {MID - 66} 270Z", 0.1
    )


@draws
def tablet(canvas: Canvas) -> None:
    """A tablet, upright or lying, with its screen on."""
    wide, high = canvas.pick((150, 200), (204, 146))
    bezel = canvas.pick(13, 20)
    with canvas.turned(canvas.pick(-7, 0, 6)):
        canvas.main(box(MID - wide, MID - high, 2 * wide, 2 * high, 24), "soft")
        canvas.fill(
            box(MID - wide + 6, MID - high + 6, 2 * wide - 12, 2 * high - 12, 19),
            SCREEN.darker(0.3),
        )
        w, h = wide - bezel, high - bezel
        _wallpaper(canvas, MID - w, MID - h, 2 * w, 2 * h)
        for row in range(2):
            for column in range(4):
                x = MID + (column - 1.5) * w * 0.42
                tone = ASSORTED[(row * 4 + column) % len(ASSORTED)]
                canvas.fill(
                    box(x - 17, MID + h * 0.36 + row * 46 - 17, 34, 34, 9), tone.lighter(0.1)
                )
        canvas.fill(oval(MID, MID - high + bezel / 2 + 2, 3), STEEL)
    if canvas.chance(0.5):
        with canvas.turned(12, 440, 256):
            canvas.part(box(436, 110, 13, 262, 6), OFF_WHITE, "tube")
            canvas.part("M436 372h13l-6 24Z", STEEL)


@draws
def e_reader(canvas: Canvas) -> None:
    """A reader with a page of text."""
    chin = canvas.pick(44, 66)
    with canvas.turned(canvas.pick(-8, 0, 7)):
        canvas.main(box(122, 64, 268, 384, 20), "soft")
        canvas.part(box(142, 86, 228, 384 - 22 - chin, 4), Tone.of("#EEEBE3"), "flat")
        canvas.line([(166, 118), (270, 118)], INK.at(0.85), 9, cap="butt")
        y = 144
        for index in range(int((250 - chin * 0.6) / 16)):
            end = 346 if index % 6 != 5 else 250
            canvas.line([(166, y), (end, y)], INK.at(0.55), 4, cap="butt")
            y += 16
        canvas.line(
            [(236, 458 - chin * 0.62), (276, 458 - chin * 0.62)], canvas.contrast.at(0.7), 5
        )
    if canvas.chance(0.4):
        canvas.gloss("M150 90H240L160 300H150Z", 0.25)


@draws
def phone_case(canvas: Canvas) -> None:
    """A case seen from its back; the camera's window varies."""
    window = canvas.pick("square", "bar", "pill")
    with canvas.turned(canvas.pick(-9, 0, 8)):
        if canvas.look.clear:
            canvas.part(box(168, 62, 176, 388, 32), Tone.of("#B7C0CC"), "soft")
        canvas.main(box(158, 50, 196, 412, 42), "soft", edge=3)
        canvas.line(box(165, 57, 182, 398, 36), canvas.light.at(0.6), 3)
        if window == "square":
            hole, lenses = box(176, 70, 92, 96, 26), [(202, 98), (202, 140), (242, 118)]
        elif window == "bar":
            hole, lenses = box(160, 92, 192, 58, 12), [(200, 121), (244, 121), (288, 121)]
        else:
            hole, lenses = box(178, 70, 50, 132, 25), [(203, 98), (203, 136), (203, 174)]
        canvas.part(hole, SCREEN, "soft", 3)
        for x, y in lenses:
            canvas.part(oval(x, y, 16), STEEL.darker(0.4), "ball")
            canvas.fill(oval(x, y, 10), SCREEN.darker(0.5))
            canvas.fill(oval(x - 3, y - 3, 3.5), _GLASS)
        if canvas.look.pattern == "plain" and not canvas.look.multicolour:
            motif = canvas.pick("ring", "heart", "wave", "none")
            if motif == "ring":
                canvas.line(oval(MID, 306, 46), canvas.contrast.at(0.55), 9)
            elif motif == "heart":
                canvas.fill(
                    "M256 352C196 308 222 268 256 298C290 268 316 308 256 352Z",
                    canvas.contrast.at(0.85),
                )
            elif motif == "wave":
                for dy in (0, 24, 48):
                    canvas.line(
                        f"M164 {356 + dy}q24 -22 46 0t46 0t46 0t46 0", canvas.contrast.at(0.5), 7
                    )
        canvas.dim(box(350, 150, 7, 58, 3), 0.35)
        canvas.gloss("M170 190Q168 92 190 70L214 62Q184 100 184 300Z", 0.16)


@draws
def power_bank(canvas: Canvas) -> None:
    """A portable battery with ports and a charge light."""
    with canvas.turned(canvas.pick(-12, 0, 12)):
        wide = canvas.pick(82, 104)
        canvas.main(box(MID - wide, 84, 2 * wide, 344, canvas.pick(20, 44)), "tube")
        for dx in (-34, 16):
            canvas.fill(box(MID + dx - 8, 90, 34, 12, 4), SCREEN)
        if canvas.chance(0.5):
            canvas.part(box(MID - 40, 140, 80, 44, 10), SCREEN, "soft")
            for index in range(4):
                canvas.fill(
                    box(MID - 30 + index * 16, 152, 11, 20, 2),
                    Tone.of("#7BE0A0").at(1 - 0.22 * index),
                )
        else:
            for index in range(4):
                canvas.fill(
                    oval(MID - 30 + index * 20, 146, 5),
                    Tone.of("#7BE0A0").at(1 if index < 3 else 0.3),
                )
        canvas.fill(
            f"M{MID + 10} 224L{MID - 30} 300H{MID - 4}L{MID - 12} 356L{MID + 30} 276H{MID + 4}Z",
            canvas.contrast.at(0.85),
        )
    if canvas.chance(0.6):
        canvas.strap("M318 90Q340 40 396 60Q450 90 430 200Q420 300 440 380", canvas.contrast, 8)
        canvas.part(box(428, 376, 26, 44, 6), OFF_WHITE, "tube")
        canvas.part(box(434, 418, 14, 18, 2), STEEL, "metal")


@draws
def keyboard(canvas: Canvas) -> None:
    """A keyboard, compact or full."""
    columns = canvas.pick(13, 15)
    cap = canvas.pick(OFF_WHITE, RUBBER, canvas.light, canvas.dark)
    width, rows = 432.0, 5
    with canvas.turned(canvas.pick(-5, 0, 5)):
        canvas.part(box(40, 168, width, 190, 18), canvas.deep, "down")
        canvas.main(box(40, 160, width, 188, 18), "down")
        pitch = (width - 28) / columns
        for row in range(rows):
            y = 172 + row * 33.5
            column = 0.0
            while column < columns:
                span = _key_span(row, column, columns)
                accent = (row == 0 and column == 0) or (row == 2 and column + span >= columns)
                tone = canvas.accent(1 if accent else 0) if canvas.look.multicolour else cap
                tone = canvas.tone if accent and not canvas.look.multicolour else tone
                canvas.fill(
                    box(54 + column * pitch + 1.5, y + 3, pitch * span - 3, 29, 5),
                    tone.darker(0.35),
                )
                canvas.fill(box(54 + column * pitch + 2.5, y, pitch * span - 5, 27, 5), tone)
                column += span
    if canvas.chance(0.3):
        canvas.strap("M256 160Q256 110 300 96", RUBBER, 6)


def _key_span(row: int, column: float, columns: int) -> float:
    """How many columns the key at a place takes."""
    if row == 4 and column == 3:
        return 6
    first = (1.0, 1.5, 1.75, 2.25, 1.0)[row]
    span = first if column == 0 else 1.0
    return columns - column if columns - column < 2 or span > columns - column else span


@draws
def mouse(canvas: Canvas) -> None:
    """A computer mouse from above."""
    grip = canvas.pick("plain", "side", "gaming")
    if canvas.chance(0.4):
        canvas.strap("M256 130Q250 60 310 40", RUBBER, 7)
    with canvas.turned(canvas.pick(-14, 0, 12)):
        canvas.main(symmetric("M0 108 C78 108 104 160 106 240 C108 340 96 420 0 420"), "ball")
        if grip != "plain":
            canvas.both(
                lambda: canvas.part("M352 250Q368 300 344 372Q324 320 338 256Z", RUBBER, "soft")
            )
        canvas.line("M256 110V236M152 226Q256 250 360 226", canvas.deep.at(0.55), 3)
        canvas.part(box(MID - 13, 144, 26, 64, 13), RUBBER, "tube")
        for y in range(154, 204, 8):
            canvas.line([(MID - 9, y), (MID + 9, y)], STEEL.at(0.6), 2)
        if grip == "gaming":
            canvas.line("M232 366Q256 346 280 366", Tone.of("#63E0D0"), 6)
        canvas.gloss("M178 190Q184 136 226 124Q196 160 194 230Z", 0.35)


@draws
def webcam(canvas: Canvas) -> None:
    """A camera on a clip or a small stand."""
    canvas.floor(MID, 430, 90)
    bar = canvas.chance(0.5)
    canvas.part(symmetric("M0 300 L26 300 L30 390 L0 396"), RUBBER, "tube")
    canvas.part(symmetric("M0 388 L78 392 Q88 398 88 430 L0 431"), canvas.dark, "down")
    if bar:
        canvas.main(box(94, 176, 324, 130, 62), "soft")
    else:
        canvas.main(oval(MID, 222, 114), "ball")
    canvas.part(oval(MID, 240 if bar else 222, 56), SCREEN, "ball")
    y = 240 if bar else 222
    for radius, tone in (
        (44, SCREEN.darker(0.4)),
        (28, Tone.of("#3B5A8C")),
        (13, SCREEN.darker(0.6)),
    ):
        canvas.fill(oval(MID, y, radius), tone)
    canvas.fill(oval(MID - 16, y - 18, 10, 8), OFF_WHITE.at(0.75))
    canvas.fill(oval(MID + (124 if bar else 80), y - (0 if bar else 36), 6), Tone.of("#7BE0A0"))
    if bar:
        for step in range(5):
            canvas.fill(oval(128 + step * 11, y, 2.6), canvas.deep)


@draws
def camera(canvas: Canvas) -> None:
    """A camera with its lens: classic, compact or instant."""
    kind = canvas.form("classic", "instant", "mirrorless")
    canvas.floor(MID, 396, 170)
    if kind == "instant":
        canvas.part(box(176, 372, 160, 60, 4), PAPER, "soft")
        canvas.fill(box(190, 372, 132, 46, 2), Tone.of("#8FB7C9"))
        canvas.main(symmetric("M0 110 L116 110 Q146 112 150 150 L166 340 Q168 388 140 388 L0 388"))
        canvas.part(box(102, 354, 308, 22, 8), canvas.deep, "down")
        canvas.part(box(130, 134, 76, 44, 10), _GLASS.lighter(0.5), "soft")
        canvas.part(box(318, 138, 54, 38, 8), SCREEN, "soft")
        x, y, radius = MID, 256, 78
        for index, tone in enumerate(ASSORTED[:5]):
            canvas.fill(box(MID - 30 + index * 12, 338, 12, 40, 0), tone)
    else:
        canvas.part(box(122, 146, 56, 24, 6), STEEL, "metal")
        canvas.dots([(356, 158)], 15, STEEL)
        if kind == "classic":
            canvas.part("M204 172L222 122H290L308 172Z", STEEL, "soft")
        canvas.part(box(70, 160, 372, 232, 28), STEEL if kind == "classic" else RUBBER, "down")
        canvas.main(box(70, 204, 372, 144, 2), "cloth")
        canvas.part(box(96, 172, 52, 24, 6), _GLASS.lighter(0.45), "soft")
        canvas.dots([(408, 184)], 9, Tone.of("#D9534F"))
        x, y, radius = 262, 278, 98
    canvas.part(oval(x, y, radius), RUBBER, "ball", 2)
    canvas.line(oval(x, y, radius - 9), STEEL.at(0.7), 3, "3 4")
    canvas.part(oval(x, y, radius * 0.74), SCREEN, "ball")
    lens = canvas.radial(
        ((0, Tone.of("#6C84C4")), (0.6, Tone.of("#2B3160")), (1, SCREEN.darker(0.5)))
    )
    canvas.fill(oval(x, y, radius * 0.56), lens)
    canvas.fill(
        oval(x - radius * 0.2, y - radius * 0.22, radius * 0.16, radius * 0.12), OFF_WHITE.at(0.8)
    )
    canvas.fill(oval(x + radius * 0.18, y + radius * 0.2, radius * 0.06), OFF_WHITE.at(0.45))
