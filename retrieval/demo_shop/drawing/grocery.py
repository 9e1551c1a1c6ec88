"""Packed food and drink."""

from math import cos, sin

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

_BEAN = Tone.of("#5B3A26")
_HONEY = Tone.of("#E9A12C")
_OIL = Tone.of("#C9B43A")
_BISCUIT = Tone.of("#D9A45B")


def _words(canvas: Canvas, y: float, half: float, ink: Tone) -> None:
    """Set a brand line and two smaller ones as bars."""
    for dy, reach, weight, alpha in ((0, 1.0, 10, 0.95), (20, 0.66, 5, 0.75), (34, 0.46, 4, 0.5)):
        canvas.line(
            [(MID - half * reach, y + dy), (MID + half * reach, y + dy)], ink.at(alpha), weight
        )


def _pouch(canvas: Canvas, half: float, top: float) -> None:
    canvas.floor(MID, 448, half + 10)
    canvas.main(
        symmetric(
            f"M0 {top} L{half - 14} {top} L{half - 12} {top + 40} Q{half + 4} 250 {half} 424 "
            f"Q{half} 448 {half - 22} 448 L0 449"
        ),
        "cloth",
    )
    canvas.part(
        symmetric(f"M0 {top} L{half - 14} {top} L{half - 13} {top + 30} L0 {top + 30}"),
        canvas.dark,
        "cloth",
    )
    canvas.line(
        [(MID - half + 18, top + 15), (MID + half - 18, top + 15)], canvas.deep.at(0.5), 2, "5 4"
    )


@draws
def coffee_beans(canvas: Canvas) -> None:
    """A bag of coffee with beans before it."""
    half = canvas.span(96, 116)
    if canvas.chance(0.6):
        _pouch(canvas, half, 84)
    else:
        canvas.floor(MID, 448, half + 10)
        canvas.main(
            f"M{MID - half} 140L{MID - half + 20} 86H{MID + half - 20}L{MID + half} 140V430"
            f"Q{MID + half} 448 "
            f"{MID + half - 16} 448H{MID - half + 16}Q{MID - half} 448 {MID - half} 430Z",
            "cloth",
        )
        canvas.part(
            f"M{MID - half + 12} 110H{MID + half - 12}L{MID + half - 2} 138H{MID - half + 2}Z",
            canvas.dark,
        )
        canvas.line([(MID - half + 20, 124), (MID + half - 20, 124)], BRASS, 7)
    canvas.part(oval(MID, 148, 8), canvas.deep, "ball")
    canvas.part(box(MID - 70, 190, 140, 172, canvas.pick(4, 70)), PAPER, "soft")
    _bean(canvas, MID, 236, 25, 24)
    _words(canvas, 290, 46, INK)
    for x, y, angle in (
        (136, 440, 20),
        (176, 452, -40),
        (352, 450, 60),
        (388, 436, -15),
        (330, 462, 10),
    ):
        _bean(canvas, x, y, angle, 17)


def _bean(canvas: Canvas, x: float, y: float, angle: float, size: float) -> None:
    with canvas.turned(angle, x, y):
        canvas.part(oval(x, y, size * 0.72, size), _BEAN, "ball", 0.8)
        canvas.line(
            f"M{x} {y - size * 0.8}Q{x + size * 0.3} {y - size * 0.2} {x} {y}Q{x - size * 0.3} "
            f"{y + size * 0.3} {x} {y + size * 0.8}",
            _BEAN.darker(0.5),
            2.6,
        )


@draws
def tea(canvas: Canvas) -> None:
    """A caddy or a box, with a bag or leaves."""
    if canvas.chance(0.5):
        canvas.floor(MID, 440, 116)
        canvas.main(box(156, 172, 200, 268, 12), "tube")
        canvas.part(box(150, 120, 212, 64, 12), canvas.pick(canvas.dark, BRASS, OFF_WHITE), "tube")
        canvas.part(oval(MID, 114, 19, 11), BRASS, "ball")
    else:
        canvas.floor(MID, 424, 170)
        canvas.main("M120 150L152 116H392L372 150Z", "soft", canvas.dark)
        canvas.main("M372 150L392 116L402 396L372 424Z", "soft", canvas.dark)
        canvas.main(box(120, 150, 252, 274, 4), "soft")
    x = 256 if canvas.chance(0.5) else 250
    canvas.part(oval(x, 272, 74, 82), PAPER, "soft")
    for angle in (-44, 0, 44):
        with canvas.turned(angle, x, 290):
            canvas.part(f"M{x} 290Q{x - 20} 262 {x} 222Q{x + 20} 262 {x} 290Z", LEAF, "soft", 0.8)
            canvas.line([(x, 288), (x, 240)], LEAF.lighter(0.4), 1.8)
    for dy, reach, weight in ((312, 36, 7), (328, 22, 4)):
        canvas.line([(x - reach, dy), (x + reach, dy)], INK.at(0.75), weight)
    if canvas.chance(0.6):
        canvas.line("M402 420Q446 380 420 330", PAPER.darker(0.2), 2.5)
        canvas.part(box(404, 300, 34, 36, 3), canvas.light, "soft")
        canvas.part("M368 414L386 396H424L442 414V458H368Z", PAPER.at(0.95), "soft")
        canvas.fill("M376 426H434V452H376Z", _BEAN.at(0.55))


@draws
def chocolate(canvas: Canvas) -> None:
    """A bar half unwrapped, or a box of pralines."""
    cocoa = canvas.pick(Tone.of("#5A3322"), Tone.of("#7B4A2E"), Tone.of("#3B2219"))
    if canvas.chance(0.6):
        with canvas.turned(canvas.pick(-14, 10)):
            canvas.part(box(150, 50, 212, 200, 8), cocoa, "soft")
            for row in range(3):
                for column in range(4):
                    x, y = 158 + column * 50, 60 + row * 56
                    canvas.part(box(x, y, 46, 50, 4), cocoa.lighter(0.06), "soft")
                    canvas.line(box(x + 8, y + 8, 30, 34, 2), cocoa.darker(0.3).at(0.6), 2)
            foil = (
                "M138 236L160 210L184 232L210 206L236 232L262 208L290 232L318 206L346 "
                "230L372 212V262H138Z"
            )
            canvas.part(foil, STEEL if canvas.chance(0.5) else BRASS, "metal")
            canvas.main("M138 250H374V454Q374 462 366 462H146Q138 462 138 454Z", "soft")
            canvas.part(box(168, 290, 176, 122, 4), PAPER, "soft")
            _words(canvas, 330, 62, cocoa)
            canvas.line([(152, 264), (360, 264)], BRASS, 3)
            canvas.line([(152, 446), (360, 446)], BRASS, 3)
    else:
        canvas.main("M92 92L420 70L432 232L84 240Z", "soft", canvas.dark)
        canvas.main(box(76, 196, 360, 244, 14), "soft")
        canvas.part(box(96, 216, 320, 204, 8), PAPER, "soft")
        for row in range(3):
            for column in range(5):
                x, y = 130 + column * 63, 250 + row * 68
                tone = (cocoa, cocoa.lighter(0.3), Tone.of("#F1E1C8"))[(row + column * 2) % 3]
                canvas.fill(oval(x, y + 4, 29, 27), BRASS.at(0.6))
                canvas.part(
                    oval(x, y, 25, 23) if (row + column) % 2 else box(x - 23, y - 21, 46, 42, 9),
                    tone,
                    "ball",
                    0.8,
                )
                canvas.line(f"M{x - 13} {y + 3}q6 -12 13 0t13 0", tone.stepped(0.4), 2.6)


@draws
def olive_oil(canvas: Canvas) -> None:
    """A bottle or a tin of oil, with olives."""
    if canvas.chance(0.65):
        half = canvas.span(52, 68)
        canvas.floor(MID, 460, half + 24)
        glass = canvas.tone
        canvas.part(box(MID - 19, 44, 38, 46, 6), canvas.pick(RUBBER, BRASS, OAK), "tube")
        canvas.main(
            symmetric(
                f"M0 86 L17 86 L20 150 Q24 184 {half} 210 L{half} 440 Q{half} 460 {half - 18} 460 "
                "L0 461"
            ),
            "tube",
            glass,
        )
        canvas.fill(symmetric(f"M0 226 L{half - 8} 226 L{half - 8} 300 L0 300"), _OIL.at(0.35))
        canvas.part(box(MID - half + 4, 268, 2 * half - 8, 138, 2), PAPER, "tube", 0.8)
        y = 308
    else:
        half = 92
        canvas.floor(MID, 456, half + 20)
        canvas.part(box(MID + 26, 84, 34, 36, 5), BRASS, "tube")
        canvas.line(
            f"M{MID - 60} 124Q{MID - 60} 84 {MID - 20} 84Q{MID + 6} 84 {MID + 6} 124", STEEL, 10
        )
        canvas.main(box(MID - half, 118, 2 * half, 338, 12), "metal")
        canvas.part(box(MID - half + 14, 214, 2 * half - 28, 190, 90), PAPER, "soft")
        y = 270
    canvas.line(f"M{MID - 34} {y + 14}Q{MID} {y - 30} {MID + 34} {y - 18}", LEAF.darker(0.2), 3)
    for dx, dy, angle in ((-20, -4, -40), (6, -26, 30), (24, -8, 120)):
        with canvas.turned(angle, MID + dx, y + dy):
            canvas.fill(oval(MID + dx, y + dy, 7, 17), LEAF)
    canvas.part(oval(MID - 6, y + 10, 12, 15), Tone.of("#7C8A36"), "ball", 0.8)
    _words(canvas, y + 48, min(half - 22, 44), INK)
    for x, tone in (
        (MID + half + 30, Tone.of("#7C8A36")),
        (MID + half + 58, Tone.of("#4E4A32")),
        (MID - half - 32, Tone.of("#8C9A44")),
    ):
        canvas.part(oval(x, 446, 16, 19), tone, "ball")
        canvas.fill(oval(x - 5, 438, 4), OFF_WHITE.at(0.6))


@draws
def honey(canvas: Canvas) -> None:
    """A jar of honey with a dipper."""
    half = canvas.span(92, 110)
    canvas.floor(MID, 430, half + 8)
    hexagon = canvas.chance(0.4)
    canvas.fill(box(MID - half, 178, 2 * half, 252, 16 if hexagon else 40), _HONEY)
    canvas.part(box(MID - half, 178, 2 * half, 252, 16 if hexagon else 40), _HONEY, "tube")
    canvas.fill(box(MID - half + 6, 180, 2 * half - 12, 34, 14), Tone.of("#F7E3B0").at(0.8))
    if hexagon:
        for dx in (-half * 0.5, half * 0.5):
            canvas.line([(MID + dx, 184), (MID + dx, 424)], _HONEY.darker(0.25).at(0.5), 3)
    canvas.main(box(MID - half + 4, 118, 2 * half - 8, 66, 14), "tube")
    if canvas.chance(0.5):
        canvas.main(
            symmetric(
                f"M0 94 Q{half * 0.7} 92 {half - 2} 116 L{half + 14} 176 L{half - 12} 168 "
                f"L{half * 0.5} "
                f"180 L0 172"
            ),
            "soft",
        )
        canvas.line([(MID - half + 2, 150), (MID + half - 2, 150)], OAK.darker(0.2), 5)
    canvas.part(box(MID - half + 16, 250, 2 * half - 32, 128, canvas.pick(4, 60)), PAPER, "soft")
    y = 288
    canvas.part(oval(MID, y, 26, 17), Tone.of("#F2C230"), "ball", 0.8)
    for dx in (-9, 6):
        canvas.line([(MID + dx, y - 15), (MID + dx, y + 15)], INK, 6, cap="butt")
    for dx in (-8, 10):
        canvas.fill(oval(MID + dx, y - 24, 9, 14), Tone.of("#CFE3EC").at(0.9))
    _words(canvas, 328, 44, INK)
    if canvas.chance(0.6):
        with canvas.turned(28, 404, 320):
            canvas.part(box(399, 190, 12, 200, 5), OAK, "tube")
            for row in range(5):
                wide = (20, 28, 31, 28, 20)[row]
                canvas.part(box(405 - wide, 376 + row * 15, 2 * wide, 11, 5), OAK, "tube")


@draws
def cookies(canvas: Canvas) -> None:
    """A tin or a jar of biscuits, some beside it."""
    dough = canvas.pick(_BISCUIT, Tone.of("#B5793F"), Tone.of("#6B432B"))
    if canvas.chance(0.5):
        canvas.floor(MID, 420, 160)
        for x, y in ((176, 200), (256, 184), (336, 200)):
            _cookie(canvas, x, y, 58, dough)
        canvas.main(symmetric("M0 218 L140 218 L140 400 Q140 420 120 420 L0 421"), "tube")
        canvas.part(box(108, 206, 296, 26, 8), canvas.dark, "tube")
        canvas.part(oval(MID, 318, 92, 62), PAPER, "soft")
        _words(canvas, 302, 54, INK)
    else:
        canvas.floor(MID, 430, 150)
        canvas.main("M142 120L160 96H352L370 120V410Q370 430 350 430H162Q142 430 142 410Z", "cloth")
        canvas.line([(146, 124), (366, 124)], canvas.deep.at(0.5), 3, "6 4")
        canvas.part(oval(MID, 250, 82), PAPER, "soft")
        _cookie(canvas, MID, 250, 62, dough)
        _words(canvas, 362, 60, canvas.contrast)
    _cookie(canvas, 404, 402, 46, dough)
    if canvas.chance(0.6):
        _cookie(canvas, 104, 408, 42, dough)


def _cookie(canvas: Canvas, x: float, y: float, radius: float, dough: Tone) -> None:
    canvas.part(oval(x, y, radius, radius * 0.96), dough, "ball", 2)
    for index in range(7):
        angle, reach = index * 2.4, radius * (0.28 + 0.07 * index)
        chip = oval(x + reach * cos(angle), y + reach * sin(angle), radius * 0.13, radius * 0.11)
        canvas.part(chip, dough.darker(0.62), "ball", 0)
    canvas.line(
        f"M{x - radius * 0.5:.0f} {y - radius * 0.5:.0f}q{radius * 0.14:.0f} {-radius * 0.1:.0f} "
        f"{radius * 0.3:.0f} {-radius * 0.14:.0f}",
        dough.lighter(0.4).at(0.7),
        3,
    )
