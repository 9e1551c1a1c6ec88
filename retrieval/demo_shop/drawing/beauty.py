"""Bottles, jars and tubes for skin and hair."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    BRASS,
    INK,
    LEAF,
    OAK,
    OFF_WHITE,
    PAPER,
    RUBBER,
    STEEL,
    Tone,
)


def _label(canvas: Canvas, y: float, half: float, height: float) -> None:
    """Stick a label on: paper with a sprig, a drop or a line, and words as bars."""
    canvas.part(box(MID - half, y, 2 * half, height, 5), PAPER, "soft", 0.8)
    ink = canvas.tone.darker(0.45) if canvas.tone.lightness > 0.3 else canvas.tone
    middle = y + height * 0.36
    sign = canvas.pick("sprig", "drop", "ring")
    size = min(height * 0.22, 26)
    if sign == "sprig":
        canvas.line([(MID, middle + size), (MID, middle - size)], LEAF.darker(0.2), 2.6)
        for step in range(3):
            for side in (-1, 1):
                at = middle + size * (0.6 - step * 0.6)
                canvas.fill(
                    f"M{MID} {at}q{side * size * 0.8} 0 {side * size * 0.9} {-size * 0.6}"
                    f"q{-side * size * 0.8} 0 {-side * size * 0.9} {size * 0.6}Z",
                    LEAF,
                )
    elif sign == "drop":
        canvas.fill(
            f"M{MID} {middle - size}C{MID + size * 0.5} {middle - size * 0.2} {MID + size * 0.7} "
            f"{middle} {MID + size * 0.7} {middle + size * 0.3}A{size * 0.7} {size * 0.7} 0 0 1 "
            f"{MID - size * 0.7} {middle + size * 0.3}C{MID - size * 0.7} {middle} "
            f"{MID - size * 0.5} "
            f"{middle - size * 0.2} {MID} {middle - size}Z",
            ink,
        )
    else:
        canvas.line(oval(MID, middle, size * 0.8), ink, 4)
        canvas.fill(oval(MID, middle, size * 0.3), ink)
    for share, reach, weight in ((0.7, 0.62, 5), (0.82, 0.42, 3)):
        canvas.line(
            [(MID - half * reach, y + height * share), (MID + half * reach, y + height * share)],
            ink.at(0.8),
            weight,
        )


@draws
def shampoo(canvas: Canvas) -> None:
    """A bottle with a pump or a flip cap."""
    half = canvas.span(70, 88)
    cap = canvas.pick(RUBBER, OFF_WHITE, canvas.dark, OAK)
    canvas.floor(MID, 456, half + 6)
    if canvas.chance(0.55):
        canvas.part(box(MID - 7, 92, 14, 52, 2), cap.darker(0.1), "tube")
        canvas.part(
            f"M{MID - 26} 70H{MID + 24}Q{MID + 30} 70 {MID + 30} 80V96H{MID - 24}L{MID - 74} 104"
            f"Q{MID - 82} 92"
            f" {MID - 70} 84Z",
            cap,
            "down",
        )
        canvas.part(box(MID - 32, 136, 64, 38, 6), cap, "tube")
    else:
        canvas.part(box(MID - 46, 112, 92, 62, 12), cap, "tube")
    shape = canvas.pick(
        f"M0 168 L34 168 Q{half} 178 {half} 230 L{half} 436 Q{half} 456 {half - 20} 456 L0 457",
        f"M0 168 L40 168 Q{half + 8} 230 {half} 330 Q{half - 4} 420 {half - 14} 456 L0 457",
    )
    canvas.main(symmetric(shape), "tube")
    _label(canvas, 244, half - 16, 150)


@draws
def face_cream(canvas: Canvas) -> None:
    """A jar, closed or open with the lid beside it."""
    half = canvas.span(112, 136)
    lid = canvas.pick(OFF_WHITE, BRASS, canvas.dark, OAK)
    canvas.floor(MID, 398, half + 8)
    is_open = canvas.chance(0.35)
    canvas.main(box(MID - half, 246, 2 * half, 152, canvas.pick(22, 46)), "tube")
    if is_open:
        canvas.part(oval(MID, 250, half - 8, 30), OFF_WHITE, "soft")
        canvas.fill(
            f"M{MID - 60} 248Q{MID - 20} 196 {MID + 10} 226Q{MID + 60} 218 {MID + 70} 252Q{MID} "
            f"276 {MID - 60}"
            " 248Z",
            PAPER,
        )
        canvas.line(f"M{MID - 30} 240Q{MID} 222 {MID + 34} 238", canvas.light.at(0.7), 4)
    else:
        canvas.part(box(MID - half - 4, 170, 2 * half + 8, 82, 16), lid, "tube")
        canvas.gloss(box(MID - half + 14, 180, 2 * half - 28, 9, 4), 0.35)
    _label(canvas, 282, half * 0.62, 88)


@draws
def hand_cream(canvas: Canvas) -> None:
    """A tube standing on its cap."""
    _tube(canvas, canvas.span(72, 88), 96)


@draws
def sunscreen(canvas: Canvas) -> None:
    """A tube or a spray with a sun on it."""
    if canvas.chance(0.5):
        _tube(canvas, 92, 84, sun=True)
        return
    canvas.floor(MID, 452, 88)
    canvas.part(
        "M214 96H290Q302 98 302 112L312 168H200V150L182 142Q178 128 192 122Z",
        canvas.pick(OFF_WHITE, BRASS, canvas.dark),
        "down",
    )
    canvas.main(symmetric("M0 168 L50 168 Q86 190 84 250 L82 436 Q82 452 66 452 L0 453"), "tube")
    _sun(canvas, 300)


def _tube(canvas: Canvas, half: float, top: float, sun: bool = False) -> None:
    cap = canvas.pick(OFF_WHITE, canvas.dark, BRASS, RUBBER)
    canvas.floor(MID, 452, half - 14)
    canvas.main(
        symmetric(
            f"M0 {top} L{half + 6} {top} L{half + 6} {top + 18} Q{half} 250 {half - 20} 384 L0 388"
        ),
        "cloth",
    )
    canvas.part(
        symmetric(f"M0 {top} L{half + 6} {top} L{half + 6} {top + 20} L0 {top + 20}"),
        canvas.light,
        "down",
    )
    for x in range(int(MID - half), int(MID + half), 7):
        canvas.line([(x, top + 3), (x, top + 17)], canvas.dark.at(0.5), 1.5)
    canvas.part(symmetric(f"M0 384 L{half - 20} 384 L{half - 24} 452 L0 452"), cap, "tube")
    if sun:
        _sun(canvas, 226)
    else:
        _label(canvas, 164, half - 26, 150)


def _sun(canvas: Canvas, y: float) -> None:
    glow = Tone.of("#F7B733") if canvas.tone.lightness < 0.85 else Tone.of("#F09A1F")
    if abs(canvas.tone.red - glow.red) + abs(canvas.tone.green - glow.green) < 90:
        glow = OFF_WHITE
    for step in range(12):
        with canvas.turned(step * 30, MID, y):
            canvas.line([(MID, y - 38), (MID, y - 50)], glow, 6)
    canvas.fill(oval(MID, y, 28), glow)
    for dy, reach in ((74, 34), (90, 22)):
        canvas.line([(MID - reach, y + dy), (MID + reach, y + dy)], canvas.contrast, 5)


@draws
def soap(canvas: Canvas) -> None:
    """Bars of soap in a pile, or a dispenser."""
    if canvas.form("bars", "bars", "dispenser") == "dispenser":
        canvas.floor(MID, 444, 100)
        canvas.part(box(MID - 7, 104, 14, 60, 2), STEEL, "metal")
        canvas.part("M230 82H284Q292 84 290 104H236L184 112Q174 98 188 92Z", RUBBER, "down")
        canvas.part(box(222, 156, 68, 36, 6), RUBBER, "tube")
        canvas.main(box(164, 188, 184, 256, 34), "tube")
        _label(canvas, 250, 62, 130)
        return
    canvas.floor(MID, 412, 156)
    for index, (dx, dy, angle) in enumerate(((0, 64, 0), (-10, -20, -5), (14, -98, 6))):
        tone = (
            canvas.accent((0, 3, 1)[index])
            if canvas.look.multicolour
            else (canvas.tone, canvas.tone.lighter(0.3), canvas.tone)[index]
        )
        with canvas.turned(angle, MID + dx, 300 + dy):
            x, y = MID + dx, 300 + dy
            canvas.main(box(x - 136, y - 38, 272, 84, canvas.pick(22, 40)), "down", tone)
            canvas.line(box(x - 104, y - 22, 208, 50, 22), tone.darker(0.3).at(0.5), 3)
            canvas.line([(x - 48, y + 2), (x + 48, y + 2)], tone.darker(0.4).at(0.5), 5)
            canvas.gloss(box(x - 116, y - 32, 120, 8, 4), 0.4)
    for x, y, r in ((404, 316, 17), (430, 286, 10), (96, 352, 13), (112, 318, 7)):
        canvas.fill(oval(x, y, r), OFF_WHITE.at(0.55))
        canvas.line(oval(x, y, r), canvas.dark.at(0.35), 1.6)


@draws
def perfume(canvas: Canvas) -> None:
    """A flacon of tinted glass with a stopper."""
    kind = canvas.form("square", "round", "tall")
    cap = canvas.pick(BRASS, RUBBER, OFF_WHITE, canvas.dark)
    canvas.floor(MID, 430, 112)
    shape = {
        "square": box(142, 206, 228, 224, 26),
        "round": "M256 200C346 200 384 262 384 318C384 392 340 430 256 430C172 430 128 392 128 318"
        "C128 262 166 200 256 200Z",
        "tall": box(180, 176, 152, 254, 14),
    }[kind]
    inner = {
        "square": box(160, 270, 192, 144, 16),
        "round": "M140 318H372C370 386 330 416 256 416C182 416 142 386 140 318Z",
        "tall": box(194, 232, 124, 186, 8),
    }[kind]
    top = 206 if kind != "tall" else 176
    canvas.part(box(MID - 30, top - 28, 60, 32, 4), BRASS if cap != BRASS else STEEL, "metal")
    ball = canvas.chance(0.4)
    canvas.part(
        oval(MID, top - 66, 46) if ball else box(MID - 42, top - 106, 84, 82, 8),
        cap,
        "ball" if ball else "tube",
    )
    canvas.fill(shape, canvas.light.lighter(0.45).at(0.85))
    canvas.main(inner, "tube", edge=0)
    canvas.line(shape, canvas.dark.darker(0.2), 3)
    canvas.line(shape, OFF_WHITE.at(0.6), 1.4)
    canvas.line([(MID, top + 4), (MID + 6, 406)], OFF_WHITE.at(0.6), 2.5)
    canvas.part(box(MID - 48, 306, 96, 58, 3), PAPER, "soft")
    canvas.line([(MID - 26, 328), (MID + 26, 328)], INK.at(0.8), 4)
    canvas.line([(MID - 16, 343), (MID + 16, 343)], INK.at(0.4), 2.5)


@draws
def lipstick(canvas: Canvas) -> None:
    """A wound-out lipstick beside its cap."""
    metal = canvas.pick(BRASS, STEEL, RUBBER, OFF_WHITE)
    canvas.floor(MID, 444, 140)
    with canvas.turned(0, dx=-56):
        canvas.main("M216 262V158Q218 116 296 92V262Z", "tube")
        canvas.fill(
            "M218 158Q224 120 294 96Q300 128 268 150Q240 164 218 158Z", canvas.light.at(0.6)
        )
        canvas.part(box(206, 248, 100, 62, 4), BRASS if metal != BRASS else STEEL, "metal")
        canvas.part(box(194, 302, 124, 142, 8), metal, "tube")
        canvas.line([(196, 322), (316, 322)], metal.darker(0.35).at(0.6), 3)
    if canvas.chance(0.6):
        canvas.part(box(330, 258, 122, 186, 10), metal, "tube")
        canvas.part(box(330, 416, 122, 12, 2), BRASS if metal != BRASS else STEEL, "metal")
    else:
        with canvas.turned(84, 380, 400):
            canvas.part(box(322, 316, 110, 168, 10), metal, "tube")


@draws
def hair_brush(canvas: Canvas) -> None:
    """A paddle, round or comb-shaped brush."""
    kind = canvas.form("paddle", "oval", "round")
    bristle = canvas.pick(RUBBER, OFF_WHITE, OAK)
    with canvas.turned(canvas.pick(-32, 28, 0)):
        if kind == "round":
            for y in range(76, 262, 11):
                canvas.line([(196, y), (316, y)], bristle, 4)
            canvas.main(box(216, 64, 80, 208, 22), "tube")
            for y in range(86, 262, 24):
                canvas.dots([(MID - 16, y), (MID + 16, y)], 5, canvas.deep)
        else:
            half = 88 if kind == "paddle" else 70
            canvas.main(box(MID - half, 44, 2 * half, 236, 40 if kind == "paddle" else 70), "soft")
            canvas.part(
                box(MID - half + 15, 60, 2 * half - 30, 204, 32 if kind == "paddle" else 56),
                canvas.light.lighter(0.45),
                "ball",
            )
            for row in range(9):
                for step in range(-3, 4):
                    x, y = MID + step * (half - 26) / 3.2, 84 + row * 19.5
                    reach = half - 26 if 0 < row < 8 else half - 44
                    if abs(x - MID) <= reach:
                        canvas.line([(x, y), (x, y - 7)], bristle.darker(0.2), 3)
                        canvas.fill(oval(x, y - 8, 3.4), bristle)
        canvas.main(
            "M236 270H276Q272 320 282 380Q288 470 256 472Q224 470 230 380Q240 320 236 270Z", "tube"
        )
        canvas.fill(oval(MID, 446, 6), canvas.deep)
