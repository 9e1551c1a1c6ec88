"""For training, for the pitch and for the pool."""

from math import cos, pi, sin

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import Point, box, oval, poly
from retrieval.demo_shop.drawing.tone import GUM, INK, OAK, OFF_WHITE, RUBBER, SCREEN, STEEL, Tone


@draws
def yoga_mat(canvas: Canvas) -> None:
    """A mat, part unrolled or rolled up with a strap."""
    back = canvas.pick(canvas.dark, canvas.trim, canvas.light.lighter(0.4))
    if canvas.chance(0.6):
        canvas.floor(MID, 424, 160, 14)
        canvas.main("M166 128L392 96L450 396Q330 440 214 436Z", "down")
        canvas.line("M182 136L386 108L438 388", canvas.light.at(0.5), 2)
        if canvas.look.pattern == "plain" and canvas.chance(0.6):
            for radius in (26, 42, 58):
                canvas.line(oval(318, 262, radius, radius * 0.9), canvas.contrast.at(0.55), 3)
        canvas.part(
            "M86 166Q84 112 128 108L170 104Q214 112 214 160L214 436Q164 452 110 436Z", back, "tube"
        )
        canvas.part(oval(150, 124, 62, 26), canvas.tone, "flat")
        for ring in (0.76, 0.52, 0.28):
            canvas.line(oval(150, 124, 62 * ring, 26 * ring), canvas.deep, 2.6)
    else:
        canvas.floor(MID, 352, 190, 16)
        strap = canvas.pick(RUBBER, canvas.deep, canvas.contrast)
        canvas.line("M150 230Q256 60 362 230", strap, 11)
        canvas.main("M92 216H404Q440 222 440 286Q440 348 404 352H92Z", "down")
        canvas.part(oval(94, 284, 46, 68), back, "soft")
        for ring in (0.78, 0.56, 0.34, 0.14):
            canvas.line(oval(94, 284, 46 * ring, 68 * ring), canvas.deep, 3)
        for x in (164, 348):
            canvas.part(box(x - 13, 212, 26, 143, 5), strap, "down")
            canvas.line(box(x - 15, 268, 30, 24, 4), STEEL, 4)


@draws
def dumbbell(canvas: Canvas) -> None:
    """A pair of dumbbells: hexagonal, round or with discs."""
    kind = canvas.form("hex", "round", "discs")
    canvas.floor(MID, 420, 180, 16)
    for dy, scale in ((-84, 0.86), (50, 1.0)):
        with canvas.turned(-8, MID, 290, scale=scale, dy=dy):
            canvas.part(box(150, 270, 212, 34, 10), STEEL, "down")
            for x in range(210, 304, 10):
                canvas.line([(x, 274), (x + 6, 300)], STEEL.darker(0.3).at(0.6), 2)
            for side in (-1, 1):
                x = MID + side * 118
                if kind == "hex":
                    canvas.main(
                        poly(
                            (x - 44, 250),
                            (x - 30, 216),
                            (x + 30, 216),
                            (x + 44, 250),
                            (x + 44, 324),
                            (x + 30, 358),
                            (x - 30, 358),
                            (x - 44, 324),
                        ),
                        "down",
                    )
                    canvas.line([(x - 44, 250), (x + 44, 250)], canvas.light.at(0.6), 2)
                    canvas.line([(x - 44, 324), (x + 44, 324)], canvas.deep.at(0.6), 2)
                elif kind == "round":
                    canvas.main(box(x - 44, 214, 88, 146, 38), "down")
                else:
                    for shift, high in ((0, 146), (34, 104)):
                        at = x + side * shift - side * 20
                        canvas.main(box(at - 15, 287 - high / 2, 30, high, 9), "down")
                if kind != "discs":
                    canvas.fill(oval(x, 287, 15), canvas.contrast.at(0.9))


@draws
def resistance_band(canvas: Canvas) -> None:
    """Loop bands in three strengths, or a tube with handles."""
    if canvas.chance(0.6):
        canvas.floor(MID, 400, 170, 16)
        for index, (dx, dy) in enumerate(((-70, 30), (6, -26), (74, 34))):
            tone = (
                canvas.accent(index)
                if canvas.look.multicolour
                else canvas.tone.mix((OFF_WHITE, canvas.tone, INK)[index], (0.42, 0, 0.32)[index])
            )
            x, y = MID + dx, 270 + dy
            canvas.line(oval(x, y, 92, 108), tone.darker(0.35), 34)
            canvas.line(oval(x, y, 92, 108), tone, 29)
            canvas.line(
                f"M{x - 84} {y - 30}A92 108 0 0 1 {x + 20} {y - 104}", tone.lighter(0.45).at(0.8), 5
            )
            canvas.fill(box(x - 22, y + 101, 44, 14, 4), OFF_WHITE.at(0.85))
    else:
        canvas.floor(MID, 430, 150, 14)
        canvas.line(
            "M136 170C60 480 300 240 256 380C230 460 470 420 376 170", canvas.dark.darker(0.3), 16
        )
        canvas.line("M136 170C60 480 300 240 256 380C230 460 470 420 376 170", canvas.tone, 12)
        for x in (136, 376):
            canvas.line(f"M{x} 172L{x - 46} 110H{x + 46}Z", RUBBER.lighter(0.1), 8)
            canvas.part(box(x - 54, 92, 108, 32, 15), RUBBER, "down")
            canvas.part(oval(x, 176, 11), STEEL, "ball")


@draws
def bicycle_helmet(canvas: Canvas) -> None:
    """A vented helmet with straps."""
    canvas.floor(MID, 402, 150)
    canvas.line("M150 320Q190 420 252 432Q300 420 352 326", RUBBER, 9)
    canvas.line("M222 330Q236 390 252 430", RUBBER, 8)
    canvas.part(box(234, 420, 36, 20, 6), RUBBER.lighter(0.2))
    canvas.fill("M96 322Q256 372 430 312L420 344Q256 392 108 348Z", canvas.deep)
    canvas.main(
        "M84 326C70 200 150 112 262 112C380 112 446 196 440 312Q352 352 256 350Q160 350 84 326Z",
        "ball",
    )
    slots = canvas.pick(3, 4)
    for index in range(slots):
        share = (index + 0.5) / slots
        x = 120 + share * 280
        bend = (x - MID) * 0.34
        canvas.part(
            f"M{x - bend - 8} 150Q{x - 20 + bend * 0.3} 220 {x - 17 + bend * 0.3} 296"
            f"Q{x + bend * 0.3} 308 {x + 17 + bend * 0.3} 294Q{x + 16} 220 {x - bend + 10} 150"
            f"Q{x - bend} 140 {x - bend - 8} 150Z",
            canvas.deep,
            "down",
        )
    stripe = canvas.pick(canvas.contrast, canvas.trim)
    canvas.line("M88 322Q160 344 256 344Q352 346 438 308", stripe, canvas.pick(7, 12))
    if canvas.chance(0.5):
        canvas.part("M398 306Q460 306 478 340Q446 344 404 330Z", RUBBER)
    canvas.gloss("M126 220Q150 150 220 132Q160 170 140 236Z", 0.35)


@draws
def football(canvas: Canvas) -> None:
    """A ball of black, coloured and white panels."""
    canvas.floor(MID, 410, 110)
    canvas.main(oval(MID, 256, 154), "flat", OFF_WHITE if canvas.look.pattern == "plain" else None)
    dark = canvas.deep if canvas.look.pattern != "plain" else canvas.tone
    if canvas.tone.lightness > 0.8:
        dark = canvas.deep
    turn = canvas.span(-0.3, 0.3)

    def spot(angle: float, reach: float, size: float) -> Point:
        return MID + reach * sin(angle + turn) * size, 256 - reach * cos(angle + turn) * size

    centre = [spot(i * 2 * pi / 5, 52, 1) for i in range(5)]
    canvas.fill(poly(*centre), dark)
    for i in range(5):
        angle = i * 2 * pi / 5
        canvas.line([centre[i], spot(angle, 98, 1)], INK.at(0.6), 3.5)
        rim = [
            spot(angle - 0.24, 104, 1),
            spot(angle + 0.24, 104, 1),
            spot(angle + 0.33, 152, 1),
            spot(angle, 154, 1),
            spot(angle - 0.33, 152, 1),
        ]
        tone = canvas.accent(i) if canvas.look.multicolour else dark
        canvas.fill(poly(*rim), tone)
        canvas.line(
            [rim[1], spot(angle + pi / 5, 112, 1), spot(angle + 2 * pi / 5 - 0.24, 104, 1)],
            INK.at(0.6),
            3.5,
        )
        canvas.line([spot(angle + pi / 5, 112, 1), spot(angle + pi / 5, 152, 1)], INK.at(0.6), 3.5)
    canvas.shade(oval(MID, 256, 154), "ball")


@draws
def basketball(canvas: Canvas) -> None:
    """A grained ball with its black seams."""
    canvas.floor(MID, 410, 110)
    canvas.main(oval(MID, 256, 154), "ball")
    for _ in range(90):
        angle, reach = canvas.span(0, 2 * pi), 146 * canvas.span(0, 1) ** 0.5
        canvas.fill(
            oval(MID + reach * cos(angle), 256 + reach * sin(angle), 2), canvas.deep.at(0.25)
        )
    seam = canvas.deep.darker(0.5) if canvas.tone.lightness > 0.25 else canvas.contrast
    with canvas.turned(canvas.span(-40, 40)):
        canvas.line([(MID - 154, 256), (MID + 154, 256)], seam, 5)
        canvas.line(f"M{MID} 102Q{MID + 24} 256 {MID} 410", seam, 5)
        canvas.line("M150 146Q222 256 150 366", seam, 5)
        canvas.line("M362 146Q290 256 362 366", seam, 5)
    canvas.gloss(oval(200, 176, 30, 18), 0.16)


@draws
def tennis_racket(canvas: Canvas) -> None:
    """A strung racket with a ball."""
    ball = canvas.chance(0.7)
    with canvas.turned(canvas.pick(-32, 32), MID, 256):
        for step in range(-5, 6):
            canvas.line(
                [
                    (MID + step * 15, 158 - (118 - abs(step) * 7)),
                    (MID + step * 15, 158 + 118 - abs(step) * 7),
                ],
                OFF_WHITE.darker(0.1),
                1.8,
            )
        for step in range(-7, 8):
            half = 90 * (1 - (step / 8.2) ** 2) ** 0.5
            canvas.line(
                [(MID - half, 158 + step * 15), (MID + half, 158 + step * 15)],
                OFF_WHITE.darker(0.1),
                1.8,
            )
        for path in ("M222 268L250 344", "M290 268L262 344"):
            canvas.line(path, canvas.dark.darker(0.25), 15)
            canvas.line(path, canvas.tone, 11)
        canvas.line(oval(MID, 158, 94, 124), canvas.dark.darker(0.3), 18)
        canvas.line(oval(MID, 158, 94, 124), canvas.tone, 14)
        canvas.line(
            f"M{MID - 88} 118A94 124 0 0 1 {MID - 20} 38M{MID + 92} 190A94 124 0 0 1 "
            f"{MID + 30} 276",
            canvas.contrast,
            6,
        )
        canvas.part(box(MID - 12, 336, 24, 36, 4), canvas.tone, "tube")
        canvas.part(box(MID - 13, 366, 26, 116, 6), canvas.pick(RUBBER, OFF_WHITE, GUM), "tube")
        for y in range(376, 474, 15):
            canvas.line([(MID - 12, y + 7), (MID + 12, y)], INK.at(0.35), 2.4)
        canvas.part(box(MID - 16, 474, 32, 16, 6), canvas.dark)
    if ball:
        x, y = 394, 402
        canvas.floor(x, y + 46, 36)
        canvas.part(oval(x, y, 44), Tone.of("#CFE04E"), "ball")
        canvas.line(
            f"M{x - 34} {y - 28}Q{x + 6} {y} {x - 30} {y + 32}M{x + 30} {y - 32}Q{x - 2} "
            f"{y} {x + 34} {y + 28}",
            OFF_WHITE,
            4,
        )


@draws
def skipping_rope(canvas: Canvas) -> None:
    """A rope in coils with two handles."""
    beaded = canvas.chance(0.4)
    grip = canvas.pick(OAK, canvas.tone, RUBBER)
    coils = "M150 160C40 420 470 470 400 300C350 190 120 230 170 350C210 430 420 400 362 160"
    canvas.line(coils, canvas.dark.darker(0.3), 13 if beaded else 10)
    canvas.line(coils, canvas.tone, 11 if beaded else 7, "16 5" if beaded else "", "butt")
    if beaded:
        canvas.line(coils, canvas.trim, 11, "8 34", "butt")
    for x, angle in ((146, -10), (366, 12)):
        with canvas.turned(angle, x, 120):
            canvas.part(box(x - 14, 66, 28, 112, 13), grip, "tube")
            for y in (84, 96, 108):
                canvas.line([(x - 13, y), (x + 13, y)], canvas.deep.at(0.5), 4)
            canvas.part(box(x - 9, 174, 18, 14, 4), STEEL, "metal")


@draws
def swim_goggles(canvas: Canvas) -> None:
    """Goggles with a rubber strap."""
    glass = canvas.pick(
        Tone.of("#6FB4D8"), SCREEN.lighter(0.2), Tone.of("#8CA0C8"), Tone.of("#E0B25C")
    )
    canvas.line("M92 270C60 120 452 120 420 270", canvas.dark.darker(0.3), 20)
    canvas.line("M92 270C60 120 452 120 420 270", canvas.dark, 16)
    canvas.line("M92 252C74 152 438 152 420 252", canvas.tone, 9)
    round_lens = canvas.chance(0.5)

    def eye() -> None:
        rim = (
            oval(344, 288, 76, 60)
            if round_lens
            else "M280 250Q330 226 404 244Q436 256 430 296Q420 338 360 344Q296 346 276 306"
            "Q268 270 280 250Z"
        )
        canvas.main(rim, "soft", edge=2)
        inner = (
            oval(346, 288, 55, 41)
            if round_lens
            else "M296 264Q340 246 396 260Q416 268 412 294Q404 322 358 326Q308 328 294 300"
            "Q288 276 296 264Z"
        )
        canvas.fill(inner, canvas.linear(((0, glass.darker(0.2)), (1, glass.lighter(0.45)))))
        canvas.line(inner, canvas.deep, 2.5)
        canvas.gloss("M312 306L342 258L362 256L330 316Z", 0.4)
        canvas.part(box(412, 262, 26, 42, 7), canvas.deep, "soft")

    canvas.both(eye)
    canvas.line("M236 280Q256 268 276 280", canvas.deep, 11)
    canvas.line("M236 280Q256 268 276 280", canvas.tone, 6)
