"""Tops: from T-shirts to hoodies."""

from math import pi, sin

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
    neckband,
    patch_pocket,
    rib,
    shirt_collar,
    sleeves,
)
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import Point, box, oval, polyline, star, symmetric
from retrieval.demo_shop.drawing.tone import ASSORTED, OFF_WHITE, Tone


@draws
def t_shirt(canvas: Canvas) -> None:
    """A shirt with a crew or V neck, its sleeves short or long."""
    pointed = canvas.chance(0.35)
    cut = Cut(
        hem=canvas.span(398, 425),
        neck=44,
        drop=146 if pointed else canvas.span(118, 130),
        hem_half=canvas.span(88, 96),
        pointed=pointed,
    )
    short = canvas.span(92, 122)
    _tee(canvas, cut, 236 if canvas.has_form("long-sleeved") else short)
    if canvas.chance(0.4):
        patch_pocket(canvas, MID + 26, 172, 44, flap=False)


@draws
def kids_t_shirt(canvas: Canvas) -> None:
    """A small, boxy T-shirt with a cheerful print."""
    cut = Cut(hem=canvas.span(352, 374), neck=46, drop=124, chest=94, hem_half=canvas.span(96, 106))
    _tee(canvas, cut, canvas.span(84, 98))
    ink = canvas.accent(2) if canvas.look.multicolour else canvas.tone.stepped(0.62)
    sun = OFF_WHITE if canvas.tone.lightness < 0.55 else canvas.pick(ASSORTED[0], ASSORTED[3])
    _print(canvas, canvas.pick("star", "rainbow", "bear", "rocket"), ink, sun)


def _print(canvas: Canvas, motif: str, ink: Tone, pale: Tone) -> None:
    x, y = MID, 245
    if motif == "star":
        canvas.fill(star(x, y, 52, 24), pale)
        canvas.dots([(x - 12, y - 2), (x + 12, y - 2)], 4, ink)
        canvas.line(f"M{x - 10} {y + 12}q10 9 20 0", ink, 3.5)
    elif motif == "rainbow":
        for radius, tone in ((56, pale), (42, ink), (28, pale)):
            canvas.line(f"M{x - radius} {y + 26}a{radius} {radius} 0 0 1 {2 * radius} 0", tone, 11)
    elif motif == "bear":
        for side in (-1, 1):
            canvas.fill(oval(x + side * 34, y - 34, 17), pale)
        canvas.fill(oval(x, y, 50, 46), pale)
        canvas.dots([(x - 17, y - 8), (x + 17, y - 8)], 5, ink)
        canvas.fill(oval(x, y + 10, 10, 7), ink)
    else:
        canvas.fill(
            f"M{x} {y - 60}Q{x + 34} {y - 20} {x + 22} {y + 34}H{x - 22}"
            f"Q{x - 34} {y - 20} {x} {y - 60}Z",
            pale,
        )
        canvas.fill(oval(x, y - 10, 11), ink)
        canvas.fill(f"M{x - 12} {y + 40}h24l-12 28Z", ink)


def _tee(canvas: Canvas, cut: Cut, length: float) -> None:
    inside(canvas, cut)
    cuff = 34
    sleeve = Arm(cut, length, cuff, 36)
    sleeves(canvas, sleeve)
    canvas.main(body(cut))
    armholes(canvas, cut)
    trim = canvas.pick(canvas.dark, canvas.dark, canvas.trim)
    neckband(canvas, cut, 9, trim)
    canvas.stitch(
        f"M{MID - cut.hem_half + 2} {cut.hem - 10}Q{MID} {cut.hem - 3} "
        f"{MID + cut.hem_half - 2} {cut.hem - 10}"
    )
    if canvas.chance(0.3):
        cuffs(canvas, sleeve, 12, trim)


@draws
def shirt(canvas: Canvas) -> None:
    """A buttoned shirt with a turned-down collar."""
    cut = Cut(hem=canvas.span(408, 432), drop=118, hem_half=90)
    short = canvas.chance(0.3)
    length, cuff = (118, 34) if short else (272, 21)
    sleeve = Arm(cut, length, cuff)
    sleeves(canvas, sleeve)
    tail = canvas.pick(0, 16, 26)
    canvas.main(
        symmetric(
            f"M0 118 Q36 112 42 92 L90 116 Q100 121 96 135 Q84 175 88 212 "
            f"L{cut.hem_half} {cut.hem - tail} Q60 {cut.hem + 8} 0 {cut.hem + tail / 2 + 5}"
        )
    )
    armholes(canvas, cut)
    collar = canvas.pick(None, None, canvas.contrast)
    canvas.line([(MID - 10, 120), (MID - 10, cut.hem + 4)], canvas.dark.at(0.8), 1.6)
    canvas.line([(MID + 10, 120), (MID + 10, cut.hem + 4)], canvas.dark.at(0.8), 1.6)
    buttons: list[Point] = [(MID, y) for y in range(150, int(cut.hem) - 10, 42)]
    canvas.dots(buttons, 4, canvas.contrast)
    shirt_collar(canvas, canvas.span(34, 50), collar)
    for x in canvas.pick((26,), (26, -70), ()):
        patch_pocket(canvas, MID + x, 178, 44, flap=canvas.chance(0.4))
    if not short:
        cuffs(canvas, sleeve, 24, collar or canvas.dark)


@draws
def blouse(canvas: Canvas) -> None:
    """A light top with gathered sleeves and a bow, ruffle or V neck."""
    pointed = canvas.chance(0.5)
    cut = Cut(
        hem=canvas.span(388, 415),
        neck=46,
        drop=158 if pointed else 122,
        shoulder=88,
        chest=84,
        hem_half=canvas.span(98, 116),
        pointed=pointed,
    )
    inside(canvas, cut)
    length = canvas.pick(150, 235, 250)
    end = MID + 88

    def puff() -> None:
        y = 118 + length
        canvas.main(
            f"M{end - 24} 108 C{end + 30} 112 {end + 62} 190 {end + 66} {y - 26} "
            f"Q{end + 56} {y} {end + 32} {y + 2} Q{end + 12} {y} {end} {y - 16} "
            f"L{MID + 82} 226 Q{MID + 70} 165 {end - 24} 108Z"
        )
        canvas.main(box(end + 14, y - 6, 46, 14, 5), "soft")
        for dx in (24, 36, 48):
            canvas.line([(end + dx, y - 8), (end + dx - 2, y - 40)], canvas.deep.at(0.25), 2)

    canvas.both(puff)
    canvas.main(body(cut))
    armholes(canvas, cut)
    neckband(canvas, cut, 5)
    if not pointed:
        _bow(canvas, 132)
    else:
        for side in (-1, 1):
            canvas.line(
                f"M{MID + side * 44} 100Q{MID + side * 34} 150 {MID} 168",
                canvas.light,
                canvas.pick(6, 13),
            )
    for dx in (-58, -24, 30, 62):
        canvas.line(
            f"M{MID + dx * 0.7} 300Q{MID + dx} 350 {MID + dx * 1.1} {cut.hem - 2}",
            canvas.deep.at(0.2),
            3,
        )


def _bow(canvas: Canvas, y: float) -> None:
    tone = canvas.dark

    def loop() -> None:
        canvas.part(f"M{MID} {y}q16 -24 42 -20q8 16 -4 32q-22 4 -38 -12Z", tone)
        canvas.part(f"M{MID} {y}q12 40 26 78l-16 6q-12 -40 -14 -84Z", tone)

    canvas.both(loop)
    canvas.part(oval(MID, y, 9, 10), tone.darker(0.12))


@draws
def sweater(canvas: Canvas) -> None:
    """A knitted pullover: crew, V or roll neck, plain, cabled or ribbed."""
    neck = canvas.pick("crew", "v", "roll")
    cut = Cut(
        hem=canvas.span(392, 420),
        drop=152 if neck == "v" else 120,
        chest=92,
        hem_half=canvas.span(90, 100),
        pointed=neck == "v",
    )
    inside(canvas, cut)
    sleeve = Arm(cut, 262, 25)
    sleeves(canvas, sleeve)
    canvas.main(body(cut))
    armholes(canvas, cut)
    knit = canvas.pick("cable", "rib", "fair_isle", "plain")
    if knit == "cable":
        for dx in (-48, 0, 48):
            _cable(canvas, MID + dx, 168 if dx == 0 else 150, cut.hem - 28)
    elif knit == "rib":
        rib(canvas, MID - cut.chest + 2, MID + cut.chest - 2, 168, cut.hem - 22)
    elif knit == "fair_isle" and canvas.look.pattern == "plain":
        _yoke(canvas, 190)
    cuffs(canvas, sleeve, 26, canvas.dark)
    canvas.main(hem_band(cut, 24), "cloth", canvas.dark)
    rib(canvas, MID - cut.hem_half + 4, MID + cut.hem_half - 4, cut.hem - 22, cut.hem + 4)
    if neck == "roll":
        high_collar(canvas, 62, canvas.dark.mix(canvas.tone, 0.4))
        rib(canvas, MID - 44, MID + 44, 70, 116)
    else:
        neckband(canvas, cut, 14)


def _cable(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    for shift in (0.0, pi):
        points = [
            (x + 9 * sin(step * 0.42 + shift), top + step * 5)
            for step in range(int((bottom - top) / 5))
        ]
        canvas.line(polyline(points), canvas.deep.at(0.45), 6)
        canvas.line(polyline(points), canvas.light, 3.4)


def _yoke(canvas: Canvas, y: float) -> None:
    ink = canvas.contrast
    for row, (size, gap) in enumerate(((4, 18), (8, 26), (4, 18))):
        for step in range(-4, 5):
            x, top = MID + step * gap * (18 / gap), y - 22 + row * 20
            canvas.fill(f"M{x} {top - size}l{size} {size}l{-size} {size}l{-size} {-size}Z", ink)
    for level in (y - 36, y + 34):
        canvas.line([(MID - 82, level), (MID + 82, level)], ink.at(0.9), 3.5)


@draws
def hoodie(canvas: Canvas) -> None:
    """A hooded sweatshirt with a kangaroo pocket, closed or zipped."""
    cut = Cut(hem=canvas.span(396, 420), drop=122, chest=93, hem_half=canvas.span(90, 96))
    hood(canvas, canvas.deep.mix(canvas.tone, 0.35), canvas.span(38, 48))
    sleeve = Arm(cut, 264, 25)
    sleeves(canvas, sleeve)
    canvas.main(body(cut))
    armholes(canvas, cut)
    canvas.both(
        lambda: canvas.main(
            f"M{MID} 150 Q{MID + 34} 132 {MID + 54} 92 L{MID + 66} 118 Q{MID + 46} 152 {MID} 170Z",
            "soft",
            canvas.dark,
        )
    )
    zipped = canvas.chance(0.4)
    pocket = symmetric("M0 306 L44 306 L68 356 L64 392 L0 394")
    canvas.part(pocket, canvas.tone.stepped(0.08), "soft")
    if zipped:
        canvas.zip(MID, 156, cut.hem + 4)
    cord = canvas.contrast
    for side in (-1, 1):
        drop = canvas.span(208, 244)
        canvas.line(
            f"M{MID + side * 20} 150Q{MID + side * 26} 180 {MID + side * 22} {drop}", cord, 4
        )
        canvas.line([(MID + side * 22, drop - 2), (MID + side * 22, drop + 9)], cord.darker(0.3), 6)
    cuffs(canvas, sleeve, 24, canvas.dark)
    canvas.main(hem_band(cut, 22), "cloth", canvas.dark)
    rib(canvas, MID - 88, MID + 88, cut.hem - 20, cut.hem + 4)
