"""For the garden and its birds."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import BRASS, INK, OAK, OFF_WHITE, RUBBER, STEEL, WALNUT, Tone

_SEED = Tone.of("#C79A5B")


@draws
def garden_chair(canvas: Canvas) -> None:
    """A slatted armchair, a folding bistro chair or a deckchair."""
    kind = canvas.form("slats", "bistro", "deck")
    canvas.floor(MID, 456, 140)
    if kind == "deck":
        wood = canvas.pick(OAK, WALNUT, OFF_WHITE)
        canvas.strap("M140 90L380 444M392 250L150 444M150 444L128 452M372 90L132 444", wood, 13)
        canvas.strap("M140 90H372", wood, 13)
        canvas.main(
            "M158 92H356Q340 230 330 300Q326 372 346 396H170Q190 366 184 300Q176 230 158 92Z",
            "down",
        )
        canvas.strap("M150 396H364", wood, 13)
        return
    frame = canvas.tone.darker(0.08)
    if kind == "bistro":
        canvas.strap(
            "M186 84L206 300L150 452M326 84L306 300L362 452M196 300L340 452M316 300L172 452",
            frame,
            9,
        )
        for y in (100, 138, 176):
            canvas.main(box(182, y, 148, 22, 8), "down")
        for row in range(4):
            canvas.main(box(168 - row * 5, 282 + row * 17, 176 + row * 10, 13, 5), "down")
        return
    for x in (138, 374):
        canvas.main(box(x - 11, 230, 22, 224, 5), "tube", frame)
    for step in range(6):
        canvas.main(box(158 + step * 33.4, 80 + abs(step - 2.5) * 6, 28, 230, 7), "tube")
    canvas.main(box(148, 140, 216, 20, 5), "down", frame)
    for row in range(3):
        canvas.main(box(140 - row * 4, 302 + row * 22, 232 + row * 8, 20, 5), "down")
    canvas.both(lambda: canvas.main(box(348, 222, 66, 20, 9), "down"))
    if canvas.chance(0.4):
        canvas.part(box(166, 280, 180, 34, 14), canvas.contrast, "down")


@draws
def watering_can(canvas: Canvas) -> None:
    """A can with a rose on its spout."""
    tall = canvas.chance(0.5)
    canvas.floor(276, 426, 124)
    canvas.strap(
        "M352 236Q452 210 448 310Q440 386 368 390"
        if not tall
        else "M214 214Q230 80 330 110Q400 140 372 238",
        canvas.dark,
        15,
    )
    if not tall:
        canvas.strap("M222 204Q280 120 338 204", canvas.dark, 12)
    canvas.main("M206 372L92 196L72 206L58 192L116 150L124 168L112 180L216 296Z", "soft")
    canvas.part("M56 198L118 146L106 130Q64 148 42 186Z", canvas.pick(BRASS, canvas.dark), "soft")
    for x, y in ((64, 178), (80, 164), (96, 150), (72, 186), (104, 156)):
        canvas.fill(oval(x, y, 3), INK.at(0.6))
    canvas.fill(oval(280, 206, 82, 17), canvas.deep)
    canvas.main("M198 208Q280 232 362 208L378 404Q376 426 352 426H208Q184 426 182 404Z", "tube")
    canvas.main(
        "M198 208Q198 224 280 226L280 196Q216 192 198 208Z", "down", canvas.tone.stepped(0.06)
    )
    for y in (262, 384):
        canvas.line(
            f"M{193 - (y - 262) * 0.06} {y}Q280 {y + 18} {367 + (y - 262) * 0.06} {y}",
            canvas.dark,
            5,
        )
    if canvas.look.pattern == "plain" and canvas.chance(0.5):
        for petal in range(6):
            with canvas.turned(petal * 60, 280, 328):
                canvas.fill(oval(280, 306, 11, 17), canvas.contrast)
        canvas.fill(oval(280, 328, 9), BRASS)


@draws
def secateurs(canvas: Canvas) -> None:
    """Garden shears, open."""
    with canvas.turned(canvas.pick(-34, 30, -12)):
        canvas.part("M262 250C300 200 300 110 250 50C228 110 224 190 240 250Z", STEEL, "metal")
        canvas.part(
            "M238 256C206 220 196 170 208 126Q216 118 222 128Q224 190 268 236Z",
            STEEL.darker(0.25),
            "soft",
        )
        canvas.main(
            "M232 236Q216 260 218 300C206 380 184 420 172 458Q182 476 200 468C236 410 252 "
            "350 266 264Z",
            "soft",
        )
        canvas.main(
            "M280 236Q300 262 300 300C316 380 340 416 356 450Q348 470 330 464C290 410 268 "
            "350 250 268Z",
            "soft",
            canvas.tone.stepped(0.08),
        )
        canvas.line("M254 300L262 324L250 334L264 346L252 356", STEEL.darker(0.2), 5)
        canvas.part(oval(257, 250, 21), STEEL, "ball")
        canvas.part(oval(257, 250, 8), RUBBER, "ball")
        for path in ("M206 366Q196 402 188 430", "M318 368Q330 402 338 428"):
            canvas.line(path, canvas.pick(RUBBER, canvas.contrast), 8)
        if canvas.chance(0.5):
            canvas.line("M184 452Q256 490 344 446", WALNUT, 6)


@draws
def bird_feeder(canvas: Canvas) -> None:
    """A feeder hung up: a house, a tube or a lantern; perhaps with a bird."""
    kind = canvas.form("house", "tube")
    canvas.line([(MID, 26), (MID, 110)], RUBBER, 4)
    if kind == "house":
        canvas.fill(box(166, 214, 180, 160, 2), Tone.of("#D9E8EC").at(0.8))
        canvas.fill("M170 300Q256 270 342 300V374H170Z", _SEED)
        for x in (168, 330):
            canvas.main(box(x, 200, 16, 182, 2), "tube")
        canvas.main("M256 90L400 214L384 234L256 126L128 234L112 214Z", "soft", canvas.dark)
        canvas.main("M256 118L378 222H134Z", "soft")
        canvas.part(oval(MID, 182, 17), canvas.deep, "flat")
        canvas.main(box(112, 372, 288, 24, 6), "down")
    else:
        canvas.fill(box(196, 150, 120, 262, 10), Tone.of("#D9E8EC").at(0.8))
        canvas.fill(box(202, 214, 108, 196, 8), _SEED)
        for index in range(40):
            canvas.fill(
                oval(canvas.span(208, 304), canvas.span(220, 404), 4, 3),
                (_SEED.darker(0.3), _SEED.lighter(0.4))[index % 2],
            )
        canvas.line(box(196, 150, 120, 262, 10), STEEL, 3)
        canvas.main(symmetric("M0 96 Q60 100 96 160 L0 166"), "ball")
        canvas.main(symmetric("M0 404 L92 404 Q94 430 70 434 L0 436"), "tube")
        for y in (270, 346):
            canvas.strap(f"M160 {y + 22}H352", canvas.dark, 7)
            canvas.part(oval(220, y, 15), canvas.tone, "ball")
            canvas.part(oval(292, y, 15), canvas.tone, "ball")
    if canvas.chance(0.65):
        x, y = (372, 340) if kind == "house" else (364, 266)
        breast = canvas.pick(Tone.of("#E8704A"), Tone.of("#F1C644"), Tone.of("#6FA7D8"))
        canvas.part(f"M{x + 40} {y - 6}l40 22l-52 4Z", WALNUT)
        canvas.part(oval(x, y, 42, 31), WALNUT.lighter(0.2), "ball")
        canvas.part(oval(x - 12, y + 8, 26, 22), breast, "ball", 0)
        canvas.part(oval(x - 30, y - 24, 23), WALNUT.lighter(0.1), "ball")
        canvas.fill(f"M{x - 52} {y - 26}l-18 5l18 6Z", BRASS)
        canvas.dots([(x - 36, y - 28)], 3.6, INK)


@draws
def hose(canvas: Canvas) -> None:
    """A coiled hose with its spray gun."""
    canvas.floor(MID, 424, 160)
    reel = canvas.chance(0.4)
    ring = 13 if canvas.look.pattern == "plain" else 15
    for index, radius in enumerate((148, 124, 100, 76)):
        canvas.line(oval(MID, 272, radius, radius), canvas.dark.darker(0.35), ring + 10)
        canvas.line(oval(MID, 272, radius, radius), canvas.tone, ring + 6)
        canvas.line(
            f"M{MID - radius * 0.92} {272 - radius * 0.4}A{radius} {radius} 0 0 1 "
            f"{MID - radius * 0.1}"
            f" {272 - radius * 0.99}",
            canvas.light.lighter(0.35),
            4,
        )
        if canvas.look.pattern != "plain":
            canvas.line(oval(MID, 272, radius, radius), canvas.contrast, 5, f"{18 + index} 14")
    if reel:
        canvas.part(oval(MID, 272, 62), RUBBER, "ball")
        canvas.part(oval(MID, 272, 20), canvas.tone, "ball")
        canvas.strap("M256 272L300 214", RUBBER.lighter(0.2), 11)
    else:
        canvas.strap("M196 196Q256 236 316 196M196 348Q256 308 316 348", canvas.deep, 9)
    canvas.line("M392 230Q452 170 420 110", canvas.dark.darker(0.35), ring + 10)
    canvas.line("M392 230Q452 170 420 110", canvas.tone, ring + 6)
    with canvas.turned(-24, 412, 92):
        canvas.part(box(396, 70, 34, 52, 8), BRASS, "tube")
        canvas.part(
            "M392 72L430 62L400 14L352 -2L342 22L384 36Z",
            canvas.pick(RUBBER, Tone.of("#E8833A")),
            "soft",
        )
        canvas.part("M336 -10L360 0L350 30L326 20Z", RUBBER, "soft")
