"""Boots, seen from the side with the toe to the right."""

from retrieval.demo_shop.drawing.canvas import Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval
from retrieval.demo_shop.drawing.tone import BRASS, GUM, LEATHER, OFF_WHITE, RUBBER, STEEL, Tone

_SOLE = Tone.of("#5A3B29")


@draws
def hiking_boots(canvas: Canvas) -> None:
    """A laced boot with a lugged sole and a rubber toe."""
    canvas.floor(262, 418, 184)
    top = canvas.pick(122, 142, 176)
    trim = canvas.pick(canvas.dark, LEATHER.darker(0.2), canvas.trim)
    lace = canvas.pick(BRASS.lighter(0.2), OFF_WHITE, Tone.of("#C8553D"))
    canvas.part(
        f"M196 {top + 10}Q236 {top - 30} 274 {top - 10}Q286 {top + 40} 322 250L226 280Z",
        canvas.light,
    )
    canvas.main(
        f"M106 372C92 320 116 250 108 {top + 4}Q170 {top - 14} 232 {top + 6}"
        f"C244 {top + 70} 292 244 352 262C420 278 450 320 444 372Z",
        "soft",
    )
    canvas.part(
        f"M106 {top + 6}Q104 {top - 20} 130 {top - 16}Q190 {top - 26} 236 {top - 6}"
        f"L240 {top + 28}Q170 {top + 14} 110 {top + 34}Z",
        trim,
        "down",
    )
    canvas.part("M372 268C424 286 448 326 444 372H350Q396 330 372 268Z", RUBBER.lighter(0.1))
    canvas.part("M106 372C96 336 104 296 108 264Q160 300 176 372Z", trim)
    canvas.line("M180 360Q196 300 262 268Q320 300 330 366", canvas.deep.at(0.5), 2.4)
    canvas.stitch("M188 362Q204 306 262 276Q314 306 322 366")
    rows = 6 if top < 150 else 5
    for step in range(rows):
        share = step / (rows - 1)
        x, y = 330 - share * 84 - share * share * 8, 262 - share * (246 - top)
        canvas.line([(x - 34, y + 22), (x + 8, y - 4)], lace.darker(0.35), 8)
        canvas.line([(x - 34, y + 20), (x + 8, y - 6)], lace, 5.5)
        canvas.dots([(x - 37, y + 23)], 5, BRASS if canvas.look.colour != "gold" else STEEL)
    canvas.part(box(122, top + 44, 12, 40, 5), lace, "soft")
    canvas.part(
        "M98 362Q270 380 448 362Q462 378 450 400L424 402L412 414H384L374 402L346 404L336 416H"
        "306L296 404H250L240 416H208L198 404H180L170 416H112Q88 396 98 362Z",
        RUBBER,
        "down",
    )
    canvas.line("M102 374Q270 390 446 374", canvas.pick(GUM, RUBBER.lighter(0.3), canvas.trim), 5)


@draws
def ankle_boots(canvas: Canvas) -> None:
    """Chelsea, zipped or laced, on a low or high heel."""
    canvas.floor(262, 414, 178)
    kind = canvas.form("chelsea", "zip", "lace")
    heel = canvas.pick(28, 46, 66)
    top = canvas.span(136, 160)
    sole = canvas.pick(RUBBER, GUM, _SOLE)
    lift = heel - 28
    canvas.part(f"M106 {378 - lift}H196L{186 - lift * 0.2} 412H{108 + lift * 0.1}Z", sole, "tube")
    canvas.part(
        f"M104 {372 - lift}Q210 {376 - lift * 0.5} 250 398H430Q448 398 446 382Q300 384 220 352Z",
        sole,
        "down",
    )
    canvas.main(
        f"M106 {378 - lift}C92 {330 - lift} 112 250 112 {top}Q170 {top - 12} 234 {top}"
        f"C238 {top + 70} 258 264 320 292C400 316 448 340 446 386Q300 392 232 {372 - lift * 0.3}"
        f"Q180 {376 - lift} 106 {378 - lift}Z",
        "soft",
    )
    if kind == "chelsea":
        canvas.part(
            f"M150 {top + 4}H206Q208 250 196 274Q178 282 164 270Q150 230 150 {top + 4}Z",
            canvas.deep.stepped(0.12),
            "soft",
        )
        for x in range(156, 204, 7):
            canvas.line([(x, top + 10), (x + 1, 262)], canvas.dark.at(0.7), 1.5)
        canvas.part(box(104, top - 16, 13, 38, 6), canvas.dark)
    elif kind == "zip":
        canvas.line(f"M186 {top + 4}Q192 270 204 340", canvas.deep, 7)
        canvas.line(f"M186 {top + 4}Q192 270 204 340", STEEL, 2.5, "3 3")
        canvas.part(box(181, top + 8, 9, 26, 3), STEEL)
    else:
        for step in range(5):
            x, y = 234 + step * 13 + step * step, top + 26 + step * 28
            canvas.line([(x - 36, y + 12), (x - 2, y - 4)], canvas.contrast, 5.5)
            canvas.dots([(x - 38, y + 13)], 3.5, BRASS)
    canvas.line(f"M232 {368 - lift * 0.3}Q240 320 306 290", canvas.deep.at(0.35), 2.2)
    canvas.gloss("M330 306Q390 318 420 344Q380 330 330 316Z", 0.22)
    if canvas.chance(0.4):
        canvas.line(f"M110 {top + 86}Q180 {top + 104} 246 {top + 78}", canvas.dark, 11, cap="butt")
        canvas.line(box(198, top + 82, 22, 24, 4), BRASS, 4)


@draws
def rain_boots(canvas: Canvas) -> None:
    """A pair of tall rubber boots."""
    top = canvas.pick(92, 130, 196)
    sole = canvas.pick(RUBBER, canvas.deep, GUM)
    band = canvas.pick(canvas.trim, canvas.contrast, canvas.deep)
    buckle = canvas.chance(0.4)
    canvas.floor(266, 428, 170)
    for dx, dy in ((44, -14), (-36, 0)):
        with canvas.turned(0, dx=dx, dy=dy):
            canvas.fill(oval(208, top, 66, 15), canvas.deep)
            canvas.main(
                f"M142 {top}Q208 {top + 22} 274 {top}C272 220 268 280 290 304"
                f"C350 316 396 340 392 404H140C148 330 146 230 142 {top}Z",
                "tube",
            )
            canvas.line(f"M142 {top + 3}Q208 {top + 27} 274 {top + 3}", band, 11)
            canvas.line("M150 300Q230 322 288 304", canvas.deep.at(0.3), 3)
            canvas.gloss("M318 322Q364 336 374 366Q344 342 312 334Z", 0.4)
            if buckle:
                canvas.part(
                    f"M240 {top + 34}L271 {top + 28}L270 {top + 46}L240 {top + 52}Z", canvas.dark
                )
                canvas.line(box(236, top + 33, 16, 20, 4), STEEL, 4)
            canvas.part(
                "M136 396H396Q402 412 392 426H228V418H212V426H140Q130 410 136 396Z", sole, "down"
            )
            canvas.line("M140 392Q280 396 392 390", band, 5)
