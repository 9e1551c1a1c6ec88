"""Things worn with clothes."""

from math import cos, pi, sin

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    BRASS,
    GUM,
    INK,
    LEATHER,
    OFF_WHITE,
    PAPER,
    RUBBER,
    SCREEN,
    SHADE,
    STEEL,
    WALNUT,
    Tone,
)


@draws
def scarf(canvas: Canvas) -> None:
    """A scarf looped once, with fringed or plain ends."""
    fringe = canvas.pick("fringe", "plain", "pompom")
    low = canvas.span(396, 438)
    band = canvas.contrast if canvas.look.pattern == "plain" else canvas.dark
    for left, right, end in ((186, 258, low - 44), (252, 330, low)):
        if fringe == "fringe":
            for x in range(left + 4, right, 9):
                canvas.line([(x, end - 4), (x + (3 if x % 2 else -3), end + 30)], canvas.dark, 4)
        canvas.main(
            f"M{left + 10} 190Q{left - 4} 300 {left} {end}H{right}Q{right + 8} 300 {right - 4} 190Z"
        )
        for dy in canvas.pick((24, 40), (30,), ()):
            canvas.line([(left + 2, end - dy), (right - 2, end - dy)], band, 8, cap="butt")
        if fringe == "pompom":
            canvas.part(oval((left + right) / 2, end + 16, 24), canvas.light, "ball")
    canvas.fill(oval(MID, 142, 72, 30), canvas.deep)
    canvas.main(
        "M150 140C150 84 362 84 362 140C362 116 320 106 256 106C192 106 150 116 150 140Z",
        "down",
        canvas.dark,
    )
    canvas.main(
        "M150 136C140 200 190 236 256 236C322 236 372 200 362 136C344 178 300 184 256 184"
        "C212 184 168 178 150 136Z",
        "down",
    )
    for path in (
        "M164 178Q220 222 300 214",
        "M180 210Q240 236 330 196",
        "M322 168Q290 200 238 204",
    ):
        canvas.line(path, canvas.deep.at(0.3), 3)
    canvas.main(
        "M226 182Q256 170 300 178Q318 214 306 246Q262 262 224 244Q212 212 226 182Z",
        "soft",
        canvas.tone.stepped(0.08),
    )


@draws
def beanie(canvas: Canvas) -> None:
    """A knitted hat with a turned-up brim."""
    tall = canvas.span(120, 168)
    top = 330 - tall - 40
    bobble = canvas.pick("pompom", "none", "none")
    if bobble == "pompom":
        fluff = canvas.pick(canvas.light, OFF_WHITE, canvas.trim)
        for step in range(14):
            angle = step * pi / 7
            canvas.fill(oval(MID + 30 * cos(angle), top - 12 + 30 * sin(angle), 15), fluff)
        canvas.part(oval(MID, top - 12, 38), fluff, "ball", 0)
    canvas.main(symmetric(f"M0 {top} C66 {top} 122 {top + 44} 126 330 L0 344"))
    pitch = canvas.pick(14, 20)
    for step in range(-int(120 / pitch), int(120 / pitch) + 1):
        x = MID + step * pitch
        canvas.line(
            f"M{MID + step * pitch * 0.32} {top + 6 + abs(step) * 1.4}Q{x} {top + 60} "
            f"{x * 1.0} 324",
            canvas.deep.at(0.26),
            3,
        )
    deep = canvas.pick(56, 78)
    band = canvas.pick(canvas.dark, canvas.trim)
    canvas.main(
        symmetric(
            f"M0 {344 - deep} Q80 {342 - deep} 126 {330 - deep} Q138 {332 - deep} 138 340 "
            f"Q138 372 122 374 Q70 388 0 390"
        ),
        tone=band,
    )
    for x in range(int(MID) - 126, int(MID) + 130, 12):
        canvas.line(
            [(x, 348 - deep - abs(x - MID) * 0.1), (x, 382 - abs(x - MID) * 0.1)],
            band.darker(0.4).at(0.4),
            3,
        )
    if canvas.chance(0.5):
        canvas.part(
            box(MID - 24, 352 - deep * 0.4, 48, 28, 4), canvas.pick(LEATHER, canvas.contrast)
        )


@draws
def cap(canvas: Canvas) -> None:
    """A baseball cap from three quarters."""
    peak = canvas.pick(canvas.tone, canvas.dark, canvas.trim)
    high = canvas.span(136, 164)
    canvas.part(
        "M258 318C330 292 420 300 462 346Q468 366 440 370Q350 350 250 366Z",
        peak.darker(0.25),
        "down",
    )
    canvas.main(
        f"M98 330C92 230 140 {high} 226 {high}C312 {high} 362 220 364 318Q300 340 236 352"
        f"Q150 362 98 330Z",
        "soft",
    )
    panel = canvas.pick("mesh", "plain", "two-tone")
    if panel == "mesh":
        for row in range(9):
            for step in range(7 - abs(row - 5) // 2):
                canvas.fill(
                    oval(112 + step * 13 + (row % 2) * 6, 230 + row * 12, 2.6), canvas.deep.at(0.5)
                )
    elif panel == "two-tone":
        canvas.part(
            f"M226 {high}C180 {high + 40} 176 280 186 356Q140 352 98 330C92 230 140 {high} "
            f"226 {high}Z",
            canvas.trim,
        )
    canvas.line(f"M226 {high}C180 {high + 40} 176 280 186 354", canvas.deep.at(0.5), 2.2)
    canvas.line(f"M226 {high}C300 {high + 40} 318 270 316 336", canvas.deep.at(0.5), 2.2)
    canvas.dots([(226, high - 2)], 9, peak)
    canvas.dots([(150, 226), (288, 206)], 4.5, canvas.deep)
    canvas.main(
        "M236 350Q300 338 364 314C420 312 452 326 462 350Q466 360 446 362Q350 340 240 372Z",
        "soft",
        peak,
    )
    for inset in (7, 14):
        canvas.stitch(
            f"M{250 + inset} {360 - inset * 0.6}Q350 {334 - inset * 0.4} 448 {352 - inset}"
        )
    mark = canvas.pick("badge", "letter", "none")
    if mark == "badge":
        canvas.part(oval(262, 262, 28, 30), canvas.contrast)
        canvas.fill("M242 276L262 242L282 276Z", canvas.tone.darker(0.2))
    elif mark == "letter":
        canvas.line("M246 286L262 236L280 282M252 268L276 264", canvas.contrast, 8)


@draws
def sun_hat(canvas: Canvas) -> None:
    """A wide-brimmed hat with a ribbon."""
    brim = canvas.span(176, 204)
    high = canvas.span(142, 176)
    canvas.part(oval(MID, 338, brim, brim * 0.27), canvas.dark, "down")
    canvas.main(oval(MID, 328, brim, brim * 0.26), "soft")
    for ring in (0.94, 0.84, 0.74):
        canvas.line(oval(MID, 328, brim * ring, brim * 0.26 * ring), canvas.dark.at(0.45), 1.8)
    canvas.dim(oval(MID + 10, 326, 128, 36), 0.18)
    crown = symmetric(
        f"M0 {high} C54 {high - 6} 92 {high + 16} 98 {high + 60} L110 320 Q60 344 0 344"
    )
    canvas.main(crown)
    for y in range(int(high) + 52, 318, 13):
        canvas.line(f"M{MID - 98} {y}Q{MID} {y + 22} {MID + 98} {y}", canvas.dark.at(0.35), 1.6)
    ribbon = canvas.pick(canvas.deep, canvas.trim, INK, canvas.contrast)
    canvas.part(symmetric("M0 306 Q60 304 107 284 L110 318 Q60 342 0 344"), ribbon, "cloth")
    if canvas.chance(0.6):
        canvas.part("M322 310l34 -20l12 26l-20 10l26 24l-30 2l-22 -30Z", ribbon)


@draws
def gloves(canvas: Canvas) -> None:
    """A pair of gloves or mittens."""
    mitten = canvas.form("fingers", "mittens") == "mittens"
    cuff = canvas.pick(canvas.dark, canvas.trim)
    knit = canvas.chance(0.5)

    def glove() -> None:
        with canvas.turned(9, 348, 300):
            if mitten:
                canvas.main("M292 330C282 230 282 130 344 126C406 130 410 230 404 330Z", "soft")
            else:
                for x, top, wide in (
                    (300, 142, 27),
                    (330, 118, 28),
                    (360, 124, 28),
                    (389, 152, 26),
                ):
                    canvas.main(box(x - wide / 2, top, wide, 150, wide / 2), "soft")
                canvas.main("M287 236Q346 214 402 236L402 334H290Z", "soft", edge=0)
            canvas.main(
                "M294 250C270 240 258 212 246 204C230 196 222 214 230 232C244 268 262 306 296 322Z",
                "soft",
            )
            canvas.main(box(284, 324, 126, canvas.pick(56, 84), 12), "soft", cuff)
            for x in range(294, 404, 11):
                canvas.line([(x, 332), (x, 372)], cuff.darker(0.4).at(0.4), 2.4)
            if not knit:
                canvas.stitch("M316 250V300M346 246V300M376 250V300")
            else:
                canvas.line(
                    "M300 306l8 8l8 -8l8 8l8 -8l8 8l8 -8l8 8l8 -8l8 8l8 -8l8 8", canvas.contrast, 4
                )

    canvas.both(glove)


@draws
def sunglasses(canvas: Canvas) -> None:
    """Round, square, aviator or cat-eye frames with tinted lenses."""
    shape = canvas.form("round", "square", "aviator", "cat")
    lens = {
        "round": oval(342, 268, 62),
        "square": box(276, 218, 132, 96, 28),
        "aviator": "M282 222H394Q418 230 408 276Q392 330 342 326Q292 318 276 262Q270 228 282 222Z",
        "cat": "M278 240Q330 214 424 206Q430 300 358 318Q286 320 278 240Z",
    }[shape]
    glass = canvas.pick(SCREEN, Tone.of("#4A3A2E"), Tone.of("#2F4A46"), Tone.of("#39405C"))
    tint = canvas.linear(((0, glass.at(0.95)), (1, glass.lighter(0.4).at(0.8))))

    def half() -> None:
        canvas.strap("M408 240Q446 236 446 268L442 352", canvas.dark, 8)
        canvas.fill(lens, tint)
        canvas.gloss("M300 300L338 232L360 232L318 312Z", 0.2)
        canvas.line(lens, canvas.tone.darker(0.25), 14 if shape != "aviator" else 8)
        canvas.line(lens, canvas.tone, 10 if shape != "aviator" else 5)
        canvas.dots([(412, 234)], 3, STEEL)

    canvas.both(half)
    y = 244 if shape != "round" else 262
    canvas.line(f"M234 {y}Q256 {y - 16} 278 {y}", canvas.tone.darker(0.15), 9)
    if shape == "aviator":
        canvas.line("M238 226H274", canvas.tone, 6)


@draws
def watch(canvas: Canvas) -> None:
    """A wristwatch on a strap; dial, hands and markers vary."""
    metal = canvas.pick(STEEL, BRASS, RUBBER.lighter(0.1))
    links = canvas.chance(0.3)
    wide = canvas.span(40, 50)
    strap = symmetric(f"M0 36 L{wide - 8} 36 L{wide} 150 L{wide} 360 L{wide - 10} 470 Q0 488 0 488")
    canvas.main(strap)
    if links:
        for y in range(44, 470, 22):
            canvas.line([(MID - wide, y), (MID + wide, y)], canvas.deep.at(0.5), 2.4)
        for dx in (-14, 14):
            canvas.line([(MID + dx, 38), (MID + dx, 478)], canvas.deep.at(0.3), 2)
    else:
        canvas.stitch(
            f"M{MID - wide + 14} 46L{MID - wide + 9} 170M{MID + wide - 14} 46L{MID + wide - 9} 170"
        )
        canvas.dots([(MID, y) for y in (400, 424, 448)], 3.4, canvas.deep)
        canvas.part(box(MID - wide - 3, 52, 2 * wide + 6, 18, 5), canvas.dark)
    radius = canvas.span(84, 96)
    canvas.part(box(MID + radius - 4, 246, 18, 22, 5), metal, "down")
    canvas.part(oval(MID, 257, radius), metal, "ball")
    dial = canvas.pick(PAPER, SCREEN, canvas.tone.lighter(0.75), canvas.tone.darker(0.35))
    ink = INK if dial.lightness > 0.5 else OFF_WHITE
    canvas.part(oval(MID, 257, radius - 13), dial, "soft")
    for hour in range(12):
        angle = hour * pi / 6
        reach = radius - 22
        inner = reach - (14 if hour % 3 == 0 else 7)
        canvas.line(
            [
                (MID + reach * sin(angle), 257 - reach * cos(angle)),
                (MID + inner * sin(angle), 257 - inner * cos(angle)),
            ],
            ink,
            4 if hour % 3 == 0 else 2,
        )
    if canvas.chance(0.4):
        for dx, dy in ((-26, 6), (26, 6), (0, 34)):
            canvas.line(oval(MID + dx, 257 + dy, 14), ink.at(0.5), 2)
    canvas.line([(MID, 257), (MID - 30, 230)], ink, 6)
    canvas.line([(MID, 257), (MID + 32, 211)], ink, 4.5)
    canvas.line([(MID - 8, 270), (MID + 18, 318)], Tone.of("#D6483F"), 2)
    canvas.dots([(MID, 257)], 5, metal)
    canvas.gloss(
        f"M{MID - 60} 220Q{MID - 20} 170 {MID + 40} 188Q{MID - 20} 200 {MID - 60} 220Z", 0.25
    )


@draws
def umbrella(canvas: Canvas) -> None:
    """An open umbrella seen from the side."""
    high = canvas.span(96, 124)
    handle = canvas.pick(WALNUT, RUBBER, GUM)
    bend = canvas.form("crook", "straight")
    canvas.line([(MID, 90), (MID, 420)], STEEL.darker(0.1), 7)
    if bend == "crook":
        canvas.line(
            f"M{MID} 380V430Q{MID} 462 {MID + 30} 462Q{MID + 58} 462 {MID + 58} 432", handle, 14
        )
    else:
        canvas.part(box(MID - 10, 372, 20, 84, 9), handle, "tube")
    canvas.line([(MID, high - 26), (MID, high + 4)], handle, 7)
    edge = (
        "Q406 252 368 268Q346 248 312 282Q286 254 256 284Q226 254 200 282Q166 248 144 "
        "268Q106 252 60 276"
    )
    canvas.main(
        f"M{MID} {high}C370 {high} 446 190 452 276{edge}C66 190 142 {high} {MID} {high}Z", "ball"
    )
    for x, y in ((368, 268), (312, 282), (200, 282), (144, 268)):
        bow = (x - MID) * 0.85
        canvas.line(
            f"M{MID} {high}C{MID + bow} {high + 20} {x} 190 {x} {y}", canvas.deep.at(0.4), 2.2
        )
    if canvas.chance(0.45) and canvas.look.pattern == "plain" and not canvas.look.clear:
        canvas.fill(
            f"M{MID} {high}C{MID + 48} {high + 20} 312 190 312 282Q286 254 256 284"
            f"Q226 254 200 282C200 190 {MID - 48} {high + 20} {MID} {high}Z",
            canvas.trim.at(0.7),
        )
    canvas.fill(
        "M144 268Q166 248 200 282Q226 254 256 284Q286 254 312 282Q346 248 368 268"
        "Q346 262 312 290Q286 264 256 292Q226 264 200 290Q166 262 144 268Z",
        SHADE.at(0.25),
    )


@draws
def socks(canvas: Canvas) -> None:
    """A pair of socks, ankle, crew or knee length."""
    top = canvas.pick(96, 128, 190)
    tips = canvas.pick(canvas.dark, canvas.trim, canvas.contrast)
    bands = canvas.pick(0, 2, 3)
    for dx, dy in ((62, -22), (-42, 8)):
        with canvas.turned(0, dx=dx, dy=dy):
            canvas.main(
                f"M172 {top}H256V290Q262 316 312 338Q352 356 344 390Q336 420 296 416"
                f"Q216 408 186 376Q166 350 172 300Z"
            )
            canvas.part("M172 316Q166 350 186 376Q204 394 228 400Q226 340 172 316Z", tips)
            canvas.part("M306 336Q352 352 344 390Q336 420 296 416Q288 372 306 336Z", tips)
            canvas.main(box(168, top - 4, 92, 40, 7), "cloth", canvas.dark)
            for x in range(178, 254, 9):
                canvas.line([(x, top), (x, top + 32)], canvas.deep.at(0.3), 2)
            for band in range(bands):
                canvas.line(
                    [(174, top + 54 + band * 18), (254, top + 54 + band * 18)], tips, 8, cap="butt"
                )
