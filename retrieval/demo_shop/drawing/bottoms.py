"""Trousers, skirts, dresses and things worn whole."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.garment import (
    Arm,
    Cut,
    armholes,
    body,
    cuffs,
    inside,
    neckband,
    shirt_collar,
    sleeves,
)
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import Point, box, symmetric
from retrieval.demo_shop.drawing.tone import BRASS, GUM, OFF_WHITE, STEEL


def _legs(canvas: Canvas, bottom: float, thigh: float, hem: float, waist: float = 62) -> None:
    """Draw two legs hanging from a waist at y 70; widths are halves of the pair."""
    canvas.fill(symmetric(f"M0 62 L{waist} 66 L{waist} 90 L0 96"), canvas.deep)
    canvas.main(
        symmetric(
            f"M0 76 Q{waist * 0.6} 75 {waist} 68 Q{thigh - 4} 130 {thigh} 180 "
            f"L{22 + 2 * hem} {bottom} Q{22 + hem} {bottom + 7} 22 {bottom} L4 218 L0 206"
        )
    )
    canvas.line([(MID, 82), (MID, 206)], canvas.deep.at(0.7), 2)
    canvas.dim(
        f"M{MID} 200L{MID + 24} {bottom}L{MID + 40} {bottom}Q{MID + 28} 280 {MID} 200Z", 0.12
    )
    canvas.dim(f"M{MID - 22} {bottom}L{MID - 4} 220L{MID - 14} 300Z", 0.08)


def _waistband(canvas: Canvas, waist: float, height: float = 20) -> None:
    canvas.main(
        symmetric(
            f"M0 76 Q{waist * 0.6} 75 {waist} 68 L{waist + 3} {68 + height} "
            f"Q{waist * 0.6} {75 + height} 0 {76 + height}"
        ),
        tone=canvas.tone.stepped(0.1),
    )


@draws
def jeans(canvas: Canvas) -> None:
    """Five-pocket denim with gold seams."""
    hem = canvas.pick(24, 31, 42)
    bottom = canvas.span(440, 466)
    _legs(canvas, bottom, canvas.span(88, 96), hem, 64)
    fade = canvas.pick(0.0, 0.35, 0.55)
    if fade:
        wash = canvas.radial(((0, canvas.light.lighter(0.3).at(fade)), (1, canvas.light.at(0))))
        for side in (-1, 1):
            x = MID + side * 54
            canvas.fill(f"M{x - 26} 250a26 86 0 1 1 52 0a26 86 0 1 1 -52 0Z", wash)
    _waistband(canvas, 64)
    thread = GUM.lighter(0.2)

    def details() -> None:
        canvas.stitch(f"M{MID + 24} 98Q{MID + 34} 132 {MID + 76} 130", thread)
        canvas.stitch([(MID + 84, 170), (MID + 16 + 2 * hem, bottom - 6)], thread)
        canvas.fill(box(MID + 36, 68, 7, 26, 2), canvas.dark)
        canvas.dots([(MID + 30, 104), (MID + 74, 124)], 2.6, BRASS)

    canvas.both(details)
    canvas.stitch(f"M{MID + 16} 98V160Q{MID + 14} 180 {MID + 2} 184", thread)
    canvas.dots([(MID, 86)], 6, BRASS)
    if canvas.chance(0.35):
        for side in (-1, 1):
            canvas.part(
                box(MID + side * (22 + hem) - hem, bottom - 18, 2 * hem, 22, 3),
                canvas.light.lighter(0.2),
                "cloth",
            )


@draws
def trousers(canvas: Canvas) -> None:
    """Pressed trousers: slim, straight or wide."""
    hem = canvas.pick(26, 34, 48)
    bottom = canvas.span(444, 468)
    _legs(canvas, bottom, canvas.span(86, 96), hem)
    _waistband(canvas, 62, canvas.pick(18, 26))
    pleats = canvas.chance(0.5)

    def details() -> None:
        x = MID + 22 + hem
        canvas.line([(MID + 44, 150), (x, bottom - 4)], canvas.deep.at(0.4), 1.8)
        canvas.line([(MID + 62, 100), (MID + 78, 150)], canvas.deep.at(0.8), 2.4)
        canvas.fill(box(MID + 34, 70, 6, 24, 2), canvas.dark)
        if pleats:
            canvas.line([(MID + 26, 98), (MID + 32, 150)], canvas.deep.at(0.5), 2)

    canvas.both(details)
    canvas.dots([(MID + 3, 86)], 4, canvas.light)
    if canvas.chance(0.3):
        canvas.line([(MID, 94), (MID - 10, 140)], OFF_WHITE, 4)
        canvas.line([(MID, 94), (MID + 12, 134)], OFF_WHITE, 4)


@draws
def shorts(canvas: Canvas) -> None:
    """Shorts with cargo pockets, a drawstring or a button."""
    bottom = canvas.span(292, 350)
    with canvas.turned(0, dy=40, scale=1.12):
        _legs(canvas, bottom, 104, canvas.span(42, 48), 70)
        _waistband(canvas, 70, 24)
        if canvas.chance(0.5):
            for dx in range(-56, 60, 8):
                canvas.line([(MID + dx, 78), (MID + dx, 96)], canvas.deep.at(0.4), 1.6)
            cord = canvas.contrast
            canvas.line(f"M{MID} 92q-14 30 -10 52", cord, 4)
            canvas.line(f"M{MID} 92q12 26 14 46", cord, 4)
        else:
            canvas.dots([(MID, 88)], 5, canvas.light)
        cargo = canvas.chance(0.4)

        def pocket() -> None:
            canvas.line(f"M{MID + 40} 100Q{MID + 58} 134 {MID + 88} 138", canvas.deep.at(0.7), 2.2)
            if cargo:
                canvas.part(box(MID + 58, 196, 50, 56, 5), canvas.tone.stepped(0.08))
                canvas.part(box(MID + 56, 190, 54, 18, 4), canvas.dark, "down")

        canvas.both(pocket)
        for side in (-1, 1):
            canvas.stitch([(MID + side * 24, bottom - 10), (MID + side * 108, bottom - 12)])


@draws
def leggings(canvas: Canvas) -> None:
    """Close-fitting tights with a high waistband and a side panel."""
    bottom = canvas.pick(400, 455, 466)
    _legs(canvas, bottom, 76, 15, 54)
    canvas.main(symmetric("M0 74 Q34 73 54 68 Q60 96 66 122 Q34 132 0 133"), tone=canvas.dark)
    stripe = canvas.pick(canvas.trim, canvas.light.lighter(0.3), canvas.deep)
    panel = canvas.pick("side", "mesh", "none")

    def details() -> None:
        if panel == "side":
            canvas.line(
                f"M{MID + 68} 136Q{MID + 76} 190 {MID + 49} {bottom - 4}", stripe, 7, cap="butt"
            )
        elif panel == "mesh":
            canvas.fill(
                f"M{MID + 24} 330L{MID + 62} 310L{MID + 56} 360L{MID + 24} 380Z",
                canvas.deep.at(0.5),
            )
        canvas.gloss(
            f"M{MID + 30} 160Q{MID + 52} 230 {MID + 36} 330Q{MID + 38} 230 {MID + 30} 160Z",
            0.14,
        )

    canvas.both(details)
    canvas.line([(MID + 26, 96), (MID + 42, 94)], canvas.light.lighter(0.5), 4)


@draws
def skirt(canvas: Canvas) -> None:
    """Pleated, A-line, pencil or tiered."""
    kind = canvas.form("pleated", "a-line", "pencil", "tiered")
    bottom = canvas.pick(330, 390, 446)
    half = {"pleated": 150, "a-line": 138, "pencil": 84, "tiered": 146}[kind]
    half *= 1 if kind == "pencil" else 0.62 + 0.38 * (bottom - 100) / 346
    canvas.fill(symmetric("M0 80 L58 82 L58 96 L0 100"), canvas.deep)
    canvas.main(
        symmetric(
            f"M0 92 Q40 91 60 86 Q{half * 0.72} 160 {half} {bottom} "
            f"Q{half / 2} {bottom + 18} 0 {bottom + 18}"
        )
    )
    if kind == "pleated":
        for step in range(-5, 6):
            x = MID + step * half / 5.6
            canvas.line(
                [(MID + step * 10, 112), (x, bottom + 14 - abs(step) * 2.4)],
                canvas.deep.at(0.4),
                2.4,
            )
            canvas.line(
                [(MID + step * 10 + 4, 116), (x + 8, bottom + 10 - abs(step) * 2.4)],
                canvas.light.at(0.4),
                3,
            )
    elif kind == "tiered":
        for share in (0.38, 0.7):
            y, wide = 92 + (bottom - 92) * share, 60 + (half - 60) * share
            canvas.line(
                f"M{MID - wide} {y}Q{MID} {y + 18} {MID + wide} {y}", canvas.deep.at(0.5), 3
            )
    elif kind == "pencil":
        canvas.line([(MID + 30, bottom - 70), (MID + 30, bottom + 14)], canvas.deep.at(0.8), 2.5)
    else:
        buttons: list[Point] = [(MID, y) for y in range(126, int(bottom), 40)]
        canvas.line([(MID - 12, 104), (MID - 12, bottom + 16)], canvas.dark, 1.6)
        canvas.dots(buttons, 5, canvas.pick(BRASS, canvas.light, GUM))
    canvas.part(symmetric("M0 90 Q40 89 60 84 L63 106 Q40 112 0 113"), canvas.dark, "cloth")


@draws
def dress(canvas: Canvas) -> None:
    """A waisted dress; the neck, sleeves and skirt vary."""
    length = canvas.pick(392, 440, 472)
    flare = canvas.span(96, 150) * (0.6 + 0.4 * (length - 240) / 230)
    neck = canvas.pick("round", "v", "collar")
    drop = {"round": 128, "v": 158, "collar": 112}[neck]
    cut = Cut(drop=drop, neck=44, shoulder=82, chest=74, hem=260, pointed=neck == "v")
    arm = canvas.pick(0, 74, 118, 240)
    inside(canvas, cut)
    if arm:
        sleeve = Arm(cut, arm, 30 if arm < 200 else 19, 30)
        sleeves(canvas, sleeve)
    bend = f"L{cut.neck} 92" if cut.pointed else f"Q{cut.neck * 0.85} {drop} {cut.neck} 92"
    shoulder = 76 if arm else 66
    canvas.main(
        symmetric(
            f"M0 {drop} {bend} L{shoulder} 112 Q{shoulder - 4} 170 74 204 Q66 236 58 262 "
            f"Q{flare * 0.8} {330} {flare} {length} Q{flare / 2} {length + 14} 0 {length + 14}"
        )
    )
    if arm:
        armholes(canvas, cut)
    for dx in (-0.7, -0.34, 0.1, 0.46, 0.78):
        canvas.line(
            f"M{MID + 46 * dx} 278Q{MID + flare * dx * 0.8} 350 {MID + flare * dx} {length + 2}",
            canvas.deep.at(0.22),
            3,
        )
    if neck == "collar":
        shirt_collar(canvas, 38, canvas.pick(None, OFF_WHITE))
        canvas.dots([(MID, y) for y in range(140, 256, 28)], 3.5, canvas.light)
    else:
        neckband(canvas, cut, 5)
    belt = canvas.pick(canvas.dark, canvas.deep, GUM)
    canvas.part(symmetric("M0 256 L59 252 L57 270 L0 274"), belt, "cloth")
    if canvas.chance(0.4):
        canvas.line(box(MID - 12, 251, 24, 26, 4), BRASS, 3.5)


@draws
def pyjamas(canvas: Canvas) -> None:
    """A two-piece set: buttoned top over trousers."""
    with canvas.turned(0, scale=0.62, dx=58, dy=62):
        _legs(canvas, 452, 96, 36, 66)
        canvas.both(lambda: canvas.part(box(MID + 20, 436, 76, 20, 4), canvas.trim, "cloth"))
    cut = Cut(hem=402, drop=118, hem_half=96)
    long = canvas.chance(0.65)
    with canvas.turned(-4, scale=0.74, dx=-54, dy=-44):
        sleeve = Arm(cut, 262 if long else 120, 26 if long else 34)
        sleeves(canvas, sleeve)
        canvas.main(body(cut))
        armholes(canvas, cut)
        canvas.line([(MID, 120), (MID, cut.hem + 4)], canvas.trim, 4)
        canvas.dots([(MID - 1, y) for y in range(156, 390, 56)], 6, canvas.light.lighter(0.5))
        shirt_collar(canvas, 48, canvas.trim if canvas.chance(0.6) else None)
        if long:
            cuffs(canvas, sleeve, 14, canvas.trim)
        canvas.line(box(MID + 28, 180, 48, 50, 6), canvas.trim, 3)


@draws
def baby_romper(canvas: Canvas) -> None:
    """A one-piece with poppers, short or long legs."""
    long = canvas.chance(0.55)
    neck = 50
    cut = Cut(neck=neck, drop=124, shoulder=92, chest=92)
    arm = canvas.pick(72, 150)
    bottom = 430 if long else 356
    inside(canvas, cut)
    sleeve = Arm(cut, arm, 30 if arm < 100 else 24, 46)
    sleeves(canvas, sleeve)
    canvas.main(
        symmetric(
            f"M0 124 Q42 124 {neck} 92 L86 116 Q96 121 92 135 Q88 175 94 212 Q108 270 110 318 "
            f"L{100 if long else 116} {bottom} Q70 {bottom + 8} {36 if long else 44} {bottom} "
            f"Q30 372 0 {364 if long else 372}"
        )
    )
    armholes(canvas, cut)
    neckband(canvas, cut, 9, canvas.trim)
    if canvas.chance(0.5):
        canvas.line([(MID + 2, 130), (MID + 2, 360)], canvas.dark.at(0.8), 2)
        canvas.dots([(MID, y) for y in range(148, 360, 34)], 4.5, STEEL.lighter(0.4))
    else:
        canvas.dots(
            [(MID + dx, 352 - abs(dx) * 0.1) for dx in (-22, 0, 22)], 4.5, STEEL.lighter(0.4)
        )
        ink = canvas.trim if canvas.look.pattern != "plain" else canvas.tone.stepped(0.45)
        canvas.fill(
            f"M{MID} 254C{MID - 62} 214 {MID - 30} 172 {MID} 202"
            f"C{MID + 30} 172 {MID + 62} 214 {MID} 254Z",
            ink,
        )

    def cuff() -> None:
        x, wide = (34, 68) if long else (42, 76)
        canvas.part(box(MID + x, bottom - 12, wide, 16, 6), canvas.trim, "cloth")

    canvas.both(cuff)
