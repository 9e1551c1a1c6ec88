"""Jackets and coats."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.garment import (
    Arm,
    Cut,
    armholes,
    body,
    cuffs,
    hem_band,
    high_collar,
    hood,
    inside,
    patch_pocket,
    slanted_pockets,
    sleeves,
)
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import Point, box, symmetric
from retrieval.demo_shop.drawing.tone import BRASS, INK, LEATHER, OFF_WHITE, STEEL


@draws
def rain_jacket(canvas: Canvas) -> None:
    """A hooded shell with a storm flap and taped pockets."""
    cut = Cut(hem=canvas.span(408, 448), hem_half=canvas.span(92, 104), drop=118)
    _shell(canvas, cut, canvas.chance(0.8))


@draws
def kids_rain_jacket(canvas: Canvas) -> None:
    """A short, wide raincoat with big buttons and a rounded hood."""
    cut = Cut(hem=canvas.span(372, 395), chest=94, hem_half=canvas.span(112, 124), drop=118)
    hood(canvas, canvas.accent(1) if canvas.look.multicolour else canvas.trim, 34)
    sleeve = Arm(cut, 210, 25, 46)
    sleeves(canvas, sleeve)
    canvas.main(body(cut))
    armholes(canvas, cut)
    canvas.line([(MID, 122), (MID, cut.hem + 4)], canvas.dark.darker(0.2), 2)
    toggles = canvas.chance(0.5)
    for y in range(160, int(cut.hem) - 30, 54):
        if toggles:
            canvas.line([(MID - 22, y), (MID + 22, y)], canvas.deep, 3)
            canvas.part(box(MID - 14, y - 5, 28, 10, 5), LEATHER.lighter(0.25))
        else:
            canvas.dots([(MID, y)], 7.5, canvas.light.lighter(0.35))
    for x in (MID - 84, MID + 32):
        patch_pocket(canvas, x, cut.hem - 96, 52, flap=True)
    _reflective(canvas, cut, canvas.chance(0.6))


def _shell(canvas: Canvas, cut: Cut, hooded: bool) -> None:
    lining = canvas.deep.mix(canvas.tone, 0.25)
    if hooded:
        hood(canvas, lining, canvas.span(32, 46))
    sleeve = Arm(cut, 275, 23, 44)
    sleeves(canvas, sleeve)
    canvas.main(body(cut))
    armholes(canvas, cut)
    if canvas.chance(0.45):
        yoke = f"M0 118 Q36 112 42 94 L{cut.shoulder - 6} 116 L{cut.shoulder - 6} 172 L0 186"
        canvas.part(symmetric(yoke), canvas.trim, "cloth")
    if not hooded or canvas.chance(0.6):
        high_collar(canvas, 74)
    off = canvas.pick(0, 0, 16)
    canvas.zip(MID + off, 92, cut.hem + 5, canvas.pick(INK, canvas.deep, canvas.trim))
    if off:
        canvas.line([(MID - 8, 128), (MID - 8, cut.hem + 5)], canvas.dark.at(0.8), 2)
    if canvas.chance(0.5):
        slanted_pockets(canvas, 38, cut.hem - 130)
    else:
        for x in (MID - 82, MID + 34):
            patch_pocket(canvas, x, cut.hem - 92, 48, flap=True)
    cuffs(canvas, sleeve, 18, canvas.dark)
    if canvas.chance(0.5):
        canvas.line([(MID + 48, 150), (MID + 76, 152)], OFF_WHITE.at(0.85), 5)
    canvas.part(hem_band(cut, 12), canvas.dark, "cloth")


def _reflective(canvas: Canvas, cut: Cut, wanted: bool) -> None:
    if wanted:
        canvas.line(
            [(MID - cut.hem_half + 3, cut.hem - 16), (MID + cut.hem_half - 3, cut.hem - 16)],
            OFF_WHITE.mix(STEEL, 0.4),
            9,
            cap="butt",
        )


@draws
def puffer_jacket(canvas: Canvas) -> None:
    """A quilted jacket: the fill bulges between the seams."""
    cut = Cut(hem=canvas.span(380, 430), chest=96, hem_half=canvas.span(98, 108), drop=116)
    if canvas.chance(0.45):
        hood(canvas, canvas.deep, 36)
    sleeve = Arm(cut, 268, 30, 44)
    sleeves(canvas, sleeve)
    canvas.main(body(cut))
    pitch = canvas.pick(26, 34, 44)

    def sleeve_quilts() -> None:
        steps = int(225 / pitch)
        for step in range(1, steps + 1):
            outer, inner = sleeve.across((step - 0.4) / steps)
            _quilt(canvas, inner, outer)

    canvas.both(sleeve_quilts)
    for step in range(1, int((cut.hem - 130) / pitch) + 1):
        y = 126 + step * pitch
        half = cut.chest - 4 + (cut.hem_half - cut.chest) * step * pitch / 300
        _quilt(canvas, (MID - half, y), (MID + half, y))
    armholes(canvas, cut)
    high_collar(canvas, 66)
    canvas.line(f"M{MID - 44} 92Q{MID} 104 {MID + 44} 92", canvas.deep.at(0.5), 2)
    canvas.zip(MID, 76, cut.hem + 5, canvas.pick(INK, canvas.deep, BRASS))
    slanted_pockets(canvas, 42, cut.hem - 112, 50)


def _quilt(canvas: Canvas, left: Point, right: Point) -> None:
    middle, y = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
    seam = f"M{left[0]:.1f} {left[1]:.1f}Q{middle:.1f} {y + 8:.1f} {right[0]:.1f} {right[1]:.1f}"
    canvas.line(seam, canvas.deep.at(0.5), 2.4)
    bulge = (
        f"M{left[0] + 6:.1f} {left[1] + 8:.1f}Q{middle:.1f} {y + 16:.1f} "
        f"{right[0] - 6:.1f} {right[1] + 8:.1f}"
    )
    canvas.line(bulge, canvas.light.lighter(0.3).at(0.4), 6)


@draws
def fleece(canvas: Canvas) -> None:
    """A soft zip jacket with a contrast chest pocket."""
    cut = Cut(hem=canvas.span(392, 418), drop=114, hem_half=canvas.span(90, 97))
    sleeve = Arm(cut, 262, 23)
    sleeves(canvas, sleeve)
    canvas.main(body(cut))
    armholes(canvas, cut)
    trim = canvas.pick(canvas.trim, canvas.deep)
    if canvas.chance(0.5):
        for _ in range(150):
            x, y = canvas.span(-84, 84), canvas.span(130, cut.hem - 14)
            canvas.line(
                f"M{MID + x:.0f} {y:.0f}q4 -5 8 0",
                canvas.pick(canvas.light, canvas.dark).at(0.4),
                2.2,
            )
    high_collar(canvas, 64)
    half_zip = canvas.chance(0.4)
    canvas.zip(MID, 72, 240 if half_zip else cut.hem + 4, trim)
    x, y = MID + 26, 168
    canvas.part(box(x, y, 50, 54, 6), trim, "soft")
    canvas.line([(x + 6, y + 13), (x + 44, y + 13)], canvas.deep.stepped(0.2), 3)
    if not half_zip:
        slanted_pockets(canvas, 44, cut.hem - 104, 48)
    cuffs(canvas, sleeve, 14, trim)
    canvas.part(hem_band(cut, 12), trim, "cloth")


@draws
def coat(canvas: Canvas) -> None:
    """A long coat with lapels, buttons and flap pockets."""
    cut = Cut(hem=canvas.span(450, 474), hem_half=canvas.span(98, 122), drop=170, pointed=True)
    inside(canvas, cut, nape=72)
    sleeve = Arm(cut, 282, 24, 36)
    sleeves(canvas, sleeve)
    canvas.main(body(cut))
    armholes(canvas, cut)
    double = canvas.chance(0.5)
    overlap = 22 if double else 7
    canvas.line([(MID + overlap, 176), (MID + overlap, cut.hem + 5)], canvas.deep.at(0.7), 2.2)
    _lapels(canvas, 196 if double else 214, canvas.span(44, 58))
    button = canvas.pick(canvas.deep, BRASS, LEATHER)
    for row in range(3):
        y = 232 + row * 50
        canvas.dots([(MID - 24, y), (MID + 24, y)] if double else [(MID, y)], 6, button)
    if canvas.chance(0.4):
        canvas.part(symmetric("M0 278 L92 275 L93 297 L0 300"), canvas.dark, "cloth")
        canvas.line(box(MID - 20, 274, 36, 30, 5), button, 5)
    for side in (-1, 1):
        canvas.part(box(MID + side * 56 - 26, 340, 52, 17, 4), canvas.dark, "down")


@draws
def blazer(canvas: Canvas) -> None:
    """A tailored jacket over a shirt's triangle."""
    cut = Cut(
        hem=canvas.span(398, 424),
        hem_half=94,
        shoulder=100,
        drop=canvas.span(220, 260),
        neck=40,
        pointed=True,
    )
    inside(canvas, cut, nape=72)
    canvas.fill(symmetric(f"M0 96 L38 92 L34 120 L0 {cut.drop + 10}"), OFF_WHITE)
    if canvas.chance(0.35):
        canvas.part(symmetric(f"M0 104 L11 106 L6 122 L15 {cut.drop - 10} L0 {cut.drop + 8}"), INK)
    sleeve = Arm(cut, 276, 22, 32)
    sleeves(canvas, sleeve)
    canvas.main(body(cut))
    armholes(canvas, cut)
    canvas.line([(MID + 3, cut.drop), (MID + 3, cut.hem + 4)], canvas.deep.at(0.8), 2)
    _lapels(canvas, cut.drop, canvas.span(46, 62))
    buttons = canvas.pick(1, 2, 2)
    for row in range(buttons):
        canvas.dots([(MID, cut.drop + 14 + row * 42)], 5.5, canvas.pick(canvas.deep, BRASS))
    for side in (-1, 1):
        canvas.part(box(MID + side * 54 - 26, 322, 52, 15, 3), canvas.dark, "down")
    canvas.line([(MID + 36, 200), (MID + 70, 196)], canvas.deep.at(0.8), 4)
    if canvas.chance(0.5):
        canvas.part(
            f"M{MID + 40} 199 L{MID + 47} 180 L{MID + 55} 190 L{MID + 64} 178 L{MID + 67} 196Z",
            OFF_WHITE,
        )
    canvas.both(lambda: canvas.dots([(MID + 146, 372), (MID + 144, 360)], 2.6, canvas.deep))


def _lapels(canvas: Canvas, low: float, width: float) -> None:
    tone = canvas.tone.stepped(0.1)

    def lapel() -> None:
        x = MID
        canvas.main(
            f"M{x + 38} 84 L{x + 46} 104 L{x + width + 14} 138 L{x + width - 4} 146 "
            f"L{x + width + 4} 158 Q{x + 34} {low - 24} {x + 1} {low + 4} L{x + 34} 104Z",
            "soft",
            tone,
        )
        canvas.line([(x + 40, 122), (x + width - 4, 146)], canvas.deep.at(0.6), 1.8)

    canvas.both(lapel)
    canvas.fill(
        f"M{MID - 38} 84Q{MID} 74 {MID + 38} 84L{MID + 36} 92Q{MID} 82 {MID - 36} 92Z",
        tone.darker(0.16),
    )
