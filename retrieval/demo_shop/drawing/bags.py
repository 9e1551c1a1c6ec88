"""Bags, cases and small leather goods."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import BRASS, LEATHER, RUBBER, STEEL, Tone


@draws
def backpack(canvas: Canvas) -> None:
    """A daypack with a front pocket; zipped, rolled or buckled."""
    kind = canvas.form("zip", "flap", "roll")
    canvas.floor(MID, 436, 132)
    half = canvas.span(104, 122)
    top = canvas.span(104, 128)
    canvas.line(
        f"M{MID - 34} {top + 8}C{MID - 34} {top - 48} {MID + 34} {top - 48} {MID + 34} {top + 8}",
        canvas.deep,
        11,
    )
    canvas.both(
        lambda: canvas.line(
            f"M{MID + half - 16} 190C{MID + half + 36} 220 {MID + half + 32} 360 "
            f"{MID + half - 10} 410",
            canvas.dark.darker(0.2),
            17,
        )
    )
    canvas.main(
        symmetric(
            f"M0 {top} C{half * 0.62} {top} {half - 6} {top + 26} {half} {top + 110} "
            f"L{half + 6} 398 Q{half + 6} 436 {half - 34} 436 L0 437"
        )
    )
    side = canvas.chance(0.55)
    if side:
        canvas.both(
            lambda: canvas.part(
                f"M{MID + half + 2} 330Q{MID + half + 30} 340 {MID + half + 24} 420"
                f"L{MID + half - 8} 428Z",
                canvas.dark,
            )
        )
    trim = canvas.pick(canvas.dark, canvas.trim, LEATHER)
    if kind == "zip":
        arc = (
            f"M{MID - half + 14} {top + 150}C{MID - half + 16} {top + 46} {MID - 50} "
            f"{top + 24} {MID} "
            f"{top + 24}C{MID + 50} {top + 24} {MID + half - 16} {top + 46} {MID + half - 14} "
            f"{top + 150}"
        )
        canvas.line(arc, canvas.deep, 7)
        canvas.line(arc, canvas.deep.stepped(0.35), 2.4, "3 3")
        canvas.part(box(MID + half - 19, top + 146, 9, 26, 4), trim)
    elif kind == "flap":
        canvas.main(
            symmetric(
                f"M0 {top - 2} C{half * 0.66} {top - 2} {half + 2} {top + 30} {half + 4} "
                f"{top + 118} Q{half} {top + 150} {half * 0.6} {top + 154} L0 {top + 158}"
            ),
            tone=canvas.tone.stepped(0.1),
        )
        for x in (MID - 50, MID + 50):
            canvas.part(box(x - 10, top + 96, 20, 96, 4), trim)
            canvas.line(box(x - 12, top + 152, 24, 22, 4), BRASS, 4)
    else:
        canvas.main(
            symmetric(
                f"M0 {top - 14} L{half - 22} {top - 14} Q{half - 10} {top + 6} {half - 16} "
                f"{top + 34} L0 {top + 36}"
            ),
            "down",
            canvas.dark,
        )
        canvas.part(box(MID - 12, top - 12, 24, 130, 4), trim)
        canvas.part(box(MID - 16, top + 70, 32, 24, 5), RUBBER)
    low = 290 if kind != "flap" else 318
    canvas.main(
        box(MID - half + 22, low, 2 * half - 44, 424 - low, 22), "soft", canvas.tone.stepped(0.1)
    )
    canvas.line(f"M{MID - half + 34} {low + 28}H{MID + half - 34}", canvas.deep, 5)
    canvas.line(
        f"M{MID - half + 34} {low + 28}H{MID + half - 34}", canvas.deep.stepped(0.35), 2, "3 3"
    )
    canvas.part(box(MID + half - 54, low + 24, 7, 24, 3), trim)
    if canvas.chance(0.6):
        canvas.part(
            box(MID - 20, low - 46 if kind == "zip" else low + 56, 40, 26, 5),
            canvas.pick(LEATHER.lighter(0.2), canvas.contrast),
        )


@draws
def tote_bag(canvas: Canvas) -> None:
    """An open shopper with two long handles."""
    canvas.floor(MID, 436, 150)
    wide, high = canvas.span(112, 140), canvas.span(196, 238)
    top = 434 - high
    flare = canvas.pick(0, 18, -8)
    strap = canvas.pick(canvas.dark, LEATHER, canvas.trim)
    reach = canvas.span(96, 140)

    def handle(shift: float, tone: Tone) -> None:
        canvas.line(
            f"M{MID - 58} {top + 60}V{top}C{MID - 54} {top - reach + shift} {MID + 54} "
            f"{top - reach + shift} {MID + 58} {top}V{top + 60}",
            tone,
            13,
        )

    handle(14, strap.darker(0.25))
    canvas.fill(
        symmetric(
            f"M0 {top - 7} L{wide + flare - 4} {top} L{wide + flare - 8} {top + 14} L0 {top + 18}"
        ),
        canvas.deep,
    )
    canvas.main(
        symmetric(
            f"M0 {top + 8} Q{wide * 0.6} {top + 6} {wide + flare} {top} L{wide} 414 "
            f"Q{wide - 2} 436 {wide - 24} 436 L0 437"
        )
    )
    handle(0, strap)
    if canvas.look.pattern == "plain":
        mark = canvas.pick("pocket", "sun", "base", "none")
        if mark == "pocket":
            canvas.part(box(MID - 58, top + 84, 116, 92, 6), canvas.tone.stepped(0.1))
            canvas.stitch(box(MID - 54, top + 88, 108, 84, 5))
        elif mark == "sun":
            canvas.fill(f"M{MID - 52} {top + 160}a52 52 0 0 1 104 0Z", canvas.contrast)
            for dy in (172, 184, 196):
                canvas.line(
                    [(MID - 52 + dy - 172, top + dy), (MID + 52 - dy + 172, top + dy)],
                    canvas.contrast,
                    5,
                )
        elif mark == "base":
            canvas.part(
                symmetric(
                    f"M0 372 L{wide + 2} 372 L{wide} 414 Q{wide - 2} 436 {wide - 24} 436 L0 437"
                ),
                canvas.pick(LEATHER, canvas.dark),
                "cloth",
            )
    for dx in (-58, 58):
        canvas.stitch(box(MID + dx - 9, top + 34, 18, 28, 2), strap.darker(0.4))
    for dx in (-0.6, 0.5):
        canvas.line(
            f"M{MID + wide * dx} {top + 20}Q{MID + wide * dx * 1.2} 330 {MID + wide * dx} 420",
            canvas.deep.at(0.14),
            4,
        )


@draws
def handbag(canvas: Canvas) -> None:
    """A structured bag: top handle, saddle or bucket."""
    kind = canvas.form("top", "saddle", "bucket")
    canvas.floor(MID, 420, 150)
    metal = canvas.pick(BRASS, STEEL)
    if kind == "top":
        canvas.strap(f"M{MID - 62} 236C{MID - 60} 96 {MID + 60} 96 {MID + 62} 236", canvas.dark, 13)
        canvas.main(symmetric("M0 214 L104 216 Q120 218 124 240 L142 396 Q142 418 118 419 L0 420"))
        canvas.part(symmetric("M0 210 L106 214 L112 262 Q60 290 0 292"), canvas.dark, "cloth")
        canvas.part(box(MID - 17, 272, 34, 30, 6), metal, "soft")
        canvas.dots([(MID, 286)], 4, metal.darker(0.4))
        for dx in (-62, 62):
            canvas.line(oval(MID + dx, 234, 10), metal, 5)
        if canvas.chance(0.5):
            canvas.line([(MID + 62, 244), (MID + 76, 300)], canvas.dark, 4)
            canvas.part(f"M{MID + 66} 300h22l6 46h-34Z", canvas.trim)
    elif kind == "saddle":
        canvas.strap(
            f"M{MID - 126} 266C{MID - 150} 60 {MID + 150} 60 {MID + 126} 266", canvas.dark, 9
        )
        canvas.main(symmetric("M0 236 L124 240 Q138 244 138 270 L136 350 Q130 418 60 420 L0 420"))
        canvas.main(
            symmetric("M0 230 L128 236 Q142 240 140 276 Q132 350 60 362 Q30 366 0 366"),
            tone=canvas.tone.stepped(0.1),
        )
        canvas.stitch(
            f"M{MID - 126} 268Q{MID - 118} 342 {MID - 58} 352Q{MID} 358 {MID + 58} 352"
            f"Q{MID + 118} 342 {MID + 126} 268"
        )
        canvas.part(box(MID - 15, 330, 30, 50, 7), canvas.dark)
        canvas.line(oval(MID, 366, 13), metal, 6)
        for dx in (-126, 126):
            canvas.line(oval(MID + dx, 262, 11), metal, 5)
    else:
        canvas.strap(f"M{MID - 92} 216C{MID - 80} 50 {MID + 80} 50 {MID + 92} 216", canvas.dark, 10)
        canvas.fill(symmetric("M0 186 Q70 186 100 204 L96 226 L0 230"), canvas.deep)
        canvas.main(symmetric("M0 220 Q70 218 106 200 Q112 300 124 392 Q122 420 90 420 L0 421"))
        canvas.line(f"M{MID - 104} 246Q{MID} 268 {MID + 104} 246", canvas.deep, 5)
        canvas.dots([(MID + dx, 260 - abs(dx) * 0.12) for dx in (-72, -36, 36, 72)], 5, metal)
        for dx in (-10, 12):
            canvas.line(f"M{MID} 258q{dx} 40 {dx * 1.4} 66", canvas.deep, 5)
            canvas.part(oval(MID + dx * 1.4, 330, 7, 11), canvas.trim)
        canvas.dim(symmetric("M0 396 L123 390 Q122 420 90 420 L0 421"), 0.18)


@draws
def suitcase(canvas: Canvas) -> None:
    """A hard-shell trolley case on four wheels."""
    canvas.floor(MID, 456, 124)
    half, top = canvas.span(92, 116), canvas.span(146, 186)
    if canvas.chance(0.7):
        for dx in (-34, 34):
            canvas.part(box(MID + dx - 5, 66, 10, top - 60, 2), STEEL, "metal")
        canvas.part(box(MID - 48, 54, 96, 22, 10), RUBBER, "down")
    else:
        canvas.line(f"M{MID - 34} {top}v-16q0 -12 12 -12h44q12 0 12 12v16", RUBBER, 10)
    for dx in (-half + 24, half - 24):
        canvas.part(box(MID + dx - 13, 430, 26, 26, 9), RUBBER, "tube")
    canvas.main(box(MID - half, top, 2 * half, 434 - top, canvas.pick(20, 34)), "tube")
    grooves = canvas.pick(5, 7, 0)
    if grooves:
        _grooves(canvas, half, top, grooves)
    else:
        _corner_guards(canvas, half, top)
    canvas.part(box(MID - 20, top + 26, 40, 16, 5), STEEL, "down")
    if canvas.chance(0.5):
        canvas.part(f"M{MID + half - 34} {top + 8}l16 50l-22 8l-14 -48Z", LEATHER.lighter(0.2))


def _grooves(canvas: Canvas, half: float, top: float, count: int) -> None:
    for step in range(1, count):
        x = MID - half + 2 * half * step / count
        canvas.line([(x, top + 22), (x, 414)], canvas.deep.at(0.4), 4)
        canvas.line([(x + 4, top + 22), (x + 4, 414)], canvas.light.at(0.55), 3)
    canvas.line([(MID, top + 3), (MID, 431)], canvas.deep.at(0.35), 2)


def _corner_guards(canvas: Canvas, half: float, top: float) -> None:
    for y in (top + 74, 372):
        canvas.part(box(MID - half - 2, y, 2 * half + 4, 14, 3), canvas.dark, "tube")
    for dx in (-1, 1):
        for y in (top, 434 - 36):
            canvas.part(box(MID + dx * (half - 17) - 18, y, 36, 36, 12), canvas.dark)


@draws
def wallet(canvas: Canvas) -> None:
    """A folded wallet, a zipped purse or a card holder."""
    kind = canvas.form("bifold", "purse", "cards")
    if kind == "bifold":
        with canvas.turned(-8, MID, 262):
            canvas.part(box(122, 176, 268, 186, 16), canvas.deep)
            canvas.part(box(140, 162, 210, 60, 8), canvas.contrast.darker(0.05))
            canvas.main(box(112, 186, 288, 192, 18), "soft")
            canvas.line([(122, 190), (122, 374)], canvas.light.at(0.6), 5)
            canvas.stitch(box(124, 198, 264, 168, 12))
            canvas.part(box(330, 318, 40, 28, 5), canvas.dark)
    elif kind == "purse":
        with canvas.turned(-6, MID, 262):
            canvas.main(box(96, 176, 320, 182, 22), "soft")
            canvas.line("M106 206Q108 186 128 184H384Q404 186 406 206", BRASS.darker(0.2), 8)
            canvas.line("M106 206Q108 186 128 184H384Q404 186 406 206", BRASS, 4, "3 3")
            canvas.part(box(84, 200, 16, 60, 7), canvas.dark)
            canvas.line("M92 256Q40 330 100 410Q150 440 130 360", canvas.dark, 9)
            canvas.stitch(box(110, 216, 292, 128, 12))
            canvas.part(box(232, 262, 48, 30, 6), BRASS, "soft")
    else:
        with canvas.turned(7, MID, 262):
            for dy, tone in ((0, canvas.accent(4)), (24, canvas.contrast), (48, canvas.trim)):
                canvas.part(box(144, 138 + dy, 224, 90, 10), tone)
            canvas.main(box(130, 214, 252, 168, 16), "soft")
            canvas.main(
                "M130 262Q256 296 382 262V366Q382 382 366 382H146Q130 382 130 366Z",
                "soft",
                canvas.tone.stepped(0.1),
            )
            canvas.stitch(box(140, 224, 232, 148, 10))


@draws
def belt(canvas: Canvas) -> None:
    """A rolled belt with its buckle in front."""
    canvas.floor(258, 390, 150)
    wide = canvas.span(58, 84)
    metal = canvas.pick(BRASS, STEEL, RUBBER)
    for ring in range(3):
        inset = ring * 26
        canvas.part(
            f"M{112 + inset} 300a{146 - inset} {74 - inset * 0.55} 0 0 1 {292 - 2 * inset} 0"
            f"v{wide - 10}h{-292 + 2 * inset}Z",
            canvas.deep if ring == 2 else canvas.dark,
            "cloth",
        )
    canvas.fill(oval(258, 304, 84, 34), canvas.deep)
    canvas.main(
        f"M108 296Q108 330 160 346Q258 372 356 346Q408 330 408 296V{296 + wide}"
        f"Q404 {336 + wide} 356 {346 + wide}Q258 {372 + wide} 160 {346 + wide}"
        f"Q112 {336 + wide} 108 {296 + wide}Z"
    )
    low = 362 + wide
    canvas.stitch("M112 308Q116 340 162 356Q258 380 354 356Q402 340 404 308")
    canvas.stitch(
        f"M112 {288 + wide}Q116 {324 + wide} 162 {336 + wide}Q258 {362 + wide} 354 "
        f"{336 + wide}Q402 {324 + wide} 404 {288 + wide}"
    )
    style = canvas.pick("frame", "plate", "round")
    y = 352
    if style == "plate":
        canvas.part(box(206, y - 6, 92, wide + 26, 8), metal, "metal")
    elif style == "round":
        canvas.line(oval(250, y + wide / 2 + 6, wide * 0.62, wide * 0.66), metal, 13)
        canvas.line(
            [(250, y + wide / 2 + 6), (250 + wide * 0.6, y + wide / 2 + 6)], metal.darker(0.2), 8
        )
    else:
        canvas.line(box(212, y - 6, 80, wide + 24, 10), metal.darker(0.3), 14)
        canvas.line(box(212, y - 7, 80, wide + 24, 10), metal, 10)
        canvas.line([(216, y + wide / 2 + 5), (294, y + wide / 2 + 5)], metal.darker(0.15), 9)
    canvas.part(box(312, y - 12, 20, wide + 22, 5), canvas.dark)
    canvas.dots(
        [(352 + step * 17, y - 4 + wide / 2 - step * 7) for step in range(3)], 3.4, canvas.deep
    )
    canvas.dim(
        f"M160 {346 + wide}Q258 {372 + wide} 356 {346 + wide}L350 {low - 26}Q258 {low - 2} 166 "
        f"{low - 26}Z",
        0.1,
    )
