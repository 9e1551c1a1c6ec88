"""Shoes and boots, seen from the side with the toe to the right."""

from retrieval.demo_shop.drawing.canvas import Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval
from retrieval.demo_shop.drawing.tone import BRASS, GUM, LEATHER, OFF_WHITE, RUBBER, STEEL, Tone

_SOLE = Tone.of("#5A3B29")
_TOE = "C432 300 444 326 440 356"


def _eyelets(canvas: Canvas, count: int, lace: Tone, top: float) -> None:
    """Lace a shoe up along its instep, from the toe end to ``top``."""
    for step in range(count):
        share = step / max(1, count - 1)
        x, y = 322 - share * 84, 272 - share * (272 - top)
        canvas.line(
            f"M{x - 26:.0f} {y + 18:.0f}Q{x - 8:.0f} {y - 12:.0f} {x + 14:.0f} {y - 8:.0f}",
            lace.darker(0.25),
            8.5,
        )
        canvas.line(
            f"M{x - 26:.0f} {y + 17:.0f}Q{x - 8:.0f} {y - 13:.0f} {x + 14:.0f} {y - 9:.0f}", lace, 6
        )
        canvas.dots([(x - 28, y + 19)], 3.4, STEEL)


@draws
def sneakers(canvas: Canvas) -> None:
    """A casual shoe with a cup sole, low or high."""
    _sneaker(canvas, canvas.pick(0, 0, 72))


@draws
def kids_sneakers(canvas: Canvas) -> None:
    """A stubby shoe with hook-and-loop straps and a bright sole."""
    with canvas.turned(0, 256, 372, scale=0.9):
        canvas.floor(262, 400, 176)
        sole = canvas.pick(OFF_WHITE, canvas.light.lighter(0.4), GUM.lighter(0.3))
        canvas.part("M106 346H436Q450 372 436 398Q272 406 108 398Q92 372 106 346Z", sole, "down")
        canvas.fill("M128 300Q124 180 150 176L300 196L300 260Z", canvas.deep)
        canvas.main(
            "M112 358C96 300 104 230 116 196Q150 226 196 204L244 172C290 190 300 236 348 248"
            "C410 258 448 300 440 358Z",
            "soft",
        )
        canvas.part("M362 254C416 264 444 306 440 358H356Q340 300 362 254Z", canvas.trim, "soft")
        canvas.part("M112 358C98 306 104 250 112 222Q150 236 156 358Z", canvas.trim, "soft")
        for x, y in ((226, 238), (272, 268)):
            with canvas.turned(24, x, y):
                canvas.part(box(x - 58, y - 17, 120, 34, 12), canvas.accent(3), "down")
                canvas.stitch(box(x - 52, y - 11, 108, 22, 8))
        canvas.line([(118, 372), (432, 372)], canvas.tone, canvas.pick(7, 12))
        canvas.fill(_little_star(190, 318, 20), canvas.accent(3))


def _little_star(x: float, y: float, size: float) -> str:
    half = size * 0.28
    return (
        f"M{x} {y - size}Q{x + half} {y - half} {x + size} {y}Q{x + half} {y + half} {x} {y + size}"
        f"Q{x - half} {y + half} {x - size} {y}Q{x - half} {y - half} {x} {y - size}Z"
    )


def _sneaker(canvas: Canvas, rise: float) -> None:
    canvas.floor(262, 396, 182)
    sole = canvas.pick(OFF_WHITE, OFF_WHITE, GUM, RUBBER, canvas.light.lighter(0.55))
    lace = canvas.pick(OFF_WHITE, canvas.dark, OFF_WHITE)
    top = 240 - rise
    canvas.part(
        f"M168 {top + 22}Q210 {top - 34} 258 {top - 22}Q276 {top + 10} 300 262L200 280Z",
        canvas.light,
    )
    canvas.fill(
        f"M122 {top + 14}Q160 {top - 8} 208 {top + 6}L214 {top + 40}L130 {top + 46}Z", canvas.deep
    )
    canvas.main(
        f"M104 362C92 310 94 {top + 60} 112 {top - 2}Q124 {top - 14} 138 {top + 6}"
        f"Q166 {top + 34} 226 {top + 12}C252 {top + 34} 296 258 352 268{_TOE}L440 362Z",
        "soft",
    )
    toe = canvas.pick("cap", "panel", "none")
    if toe == "cap":
        canvas.part(f"M372 272{_TOE}L440 362H356Q348 300 372 272Z", OFF_WHITE, "soft")
    elif toe == "panel":
        canvas.part(f"M330 264Q346 266 352 268{_TOE}L440 362H318Q368 330 330 264Z", canvas.dark)
    heel = canvas.pick(canvas.dark, canvas.trim, canvas.deep)
    canvas.part(
        f"M104 362C92 310 94 {top + 60} 112 {top - 2}Q124 {top - 14} 134 {top}Q128 300 166 362Z",
        heel,
    )
    side = canvas.pick("stripes", "chevrons", "badge", "none")
    mark = canvas.contrast
    if side == "stripes":
        for dx in (0, 30):
            canvas.line([(222 + dx, 352), (200 + dx, 270 - dx * 0.1)], mark, 12, cap="butt")
    elif side == "chevrons":
        for dx in (0, 26):
            canvas.line([(188 + dx, 292), (216 + dx, 314), (188 + dx, 336)], mark, 9)
    elif side == "badge" or rise:
        canvas.part(oval(176, 304 - rise, 24), mark)
        canvas.fill(_little_star(176, 304 - rise, 15), canvas.tone)
    canvas.line("M226 300Q290 262 318 290Q334 320 300 356", canvas.deep.at(0.4), 2)
    _eyelets(canvas, 5 if rise else 4, lace, top + 22)
    canvas.stitch(f"M136 {top + 20}Q164 {top + 48} 214 {top + 28}")
    canvas.part("M98 354H444Q452 374 440 394Q270 402 104 394Q92 374 98 354Z", sole, "down")
    canvas.line([(102, 384), (440, 384)], sole.darker(0.22), 2)
    if canvas.chance(0.5):
        canvas.line([(102, 368), (442, 368)], canvas.tone, 4)


@draws
def running_shoes(canvas: Canvas) -> None:
    """A cushioned trainer on a thick, rockered sole."""
    canvas.floor(262, 400, 186)
    foam = canvas.pick(OFF_WHITE, canvas.light.lighter(0.5), RUBBER.lighter(0.2))
    pop = canvas.pick(canvas.trim, canvas.tone.turned(28, 0.15), canvas.contrast)
    stack = canvas.pick(0, 12, 20)
    canvas.part("M166 214Q212 168 250 184Q286 214 312 262L196 284Z", canvas.light)
    canvas.fill("M122 214Q164 206 210 220L214 250L130 256Z", canvas.deep)
    canvas.main(
        "M102 350C84 300 92 240 96 196Q108 178 124 200Q160 238 222 220C258 236 300 262 352 272"
        "C430 286 452 318 452 350Z",
        "soft",
    )
    for row in range(4):
        for step in range(6):
            canvas.fill(oval(316 + step * 17 + row * 4, 284 + row * 15, 2.2), canvas.deep.at(0.4))
    canvas.part("M102 350C84 300 92 240 96 196Q106 182 116 192Q124 282 178 350Z", pop)
    overlay = canvas.pick("bolt", "waves", "slash")
    if overlay == "bolt":
        canvas.part("M190 342L236 276L268 286L252 312L300 304L250 346Z", pop)
    elif overlay == "waves":
        for dy in (0, 16, 32):
            canvas.line(f"M170 {300 + dy}Q230 {340 + dy * 0.4} 316 {286 + dy * 1.2}", pop, 6)
    else:
        canvas.part("M200 350L262 256L290 268L244 350Z", pop)
        canvas.part("M256 350L304 270L322 274L290 350Z", pop)
    canvas.part("M404 290C440 302 452 326 452 350H396Q420 322 404 290Z", canvas.dark)
    _eyelets(canvas, 4, canvas.pick(OFF_WHITE, canvas.contrast), 226)
    low = 386 + stack * 0.4
    canvas.part(
        f"M84 {338 - stack}Q160 {352 - stack} 250 {344 - stack * 0.6}Q370 344 462 334Q476 "
        f"352 448 378"
        f"Q420 {low + 10} 300 {low + 8}Q160 {low + 12} 96 {low}Q74 {366} 84 {338 - stack}Z",
        foam,
        "down",
    )
    canvas.line(f"M90 {360 - stack * 0.5}Q250 {378 - stack * 0.5} 458 350", pop, canvas.pick(4, 8))
    canvas.part(
        f"M100 {low}Q240 {low + 12} 340 {low + 6}Q420 {low + 4} 450 374L440 390"
        f"Q400 {low + 18} 300 {low + 17}Q160 {low + 20} 104 {low + 9}Z",
        RUBBER,
        "flat",
    )


@draws
def sandals(canvas: Canvas) -> None:
    """Straps over a footbed: slides, ankle straps or crossed bands."""
    canvas.floor(262, 398, 184)
    kind = canvas.form("buckles", "ankle", "sport")
    bed = canvas.pick(GUM.lighter(0.25), LEATHER.lighter(0.2), OFF_WHITE)
    wedge = canvas.pick(0, 0, 34)
    if kind == "ankle":
        canvas.line(f"M112 {336 - wedge}Q100 230 128 206Q190 190 236 216", canvas.dark, 14)
        canvas.line(f"M112 {336 - wedge}Q100 230 128 206Q190 190 236 216", canvas.tone, 10)
        canvas.line(box(168, 192, 20, 22, 4), BRASS, 4)
        canvas.main("M232 214Q262 270 316 340L296 350Q246 280 218 216Z", "soft")
    canvas.part(
        f"M90 {344 - wedge}Q180 {352 - wedge} 260 352Q360 356 452 340Q462 368 436 386H104"
        f"Q84 376 90 {344 - wedge}Z",
        GUM.darker(0.05) if wedge else RUBBER.lighter(0.12),
        "down",
    )
    canvas.part(
        f"M84 {334 - wedge}Q100 {326 - wedge} 170 {336 - wedge}Q270 346 360 336Q430 322 458 330"
        f"Q464 346 440 350Q330 364 240 {360 - wedge * 0.5}Q150 {360 - wedge} 92 {352 - wedge}Z",
        bed,
        "down",
    )
    if kind == "buckles":
        for x, high in ((222, 60), (322, 48)):
            canvas.main(
                f"M{x - 38} 350Q{x - 30} {332 - high} {x + 14} {328 - high}"
                f"Q{x + 52} {332 - high} {x + 58} 346Q{x + 10} 360 {x - 38} 350Z",
                "soft",
            )
            canvas.line(box(x - 14, 306 - high * 0.2, 28, 24, 5), BRASS, 5)
    elif kind == "ankle":
        canvas.main("M300 350Q312 290 356 282Q402 290 414 340Q360 358 300 350Z", "soft")
    else:
        canvas.main("M302 352L352 276Q392 268 420 336Q370 360 302 352Z", "soft")
        canvas.main("M176 352Q190 250 252 224L288 246Q226 300 232 354Z", "soft")
        canvas.main(
            "M98 344Q84 250 130 236L252 226L262 250L140 268Q124 290 130 352Z", "soft", canvas.dark
        )
        canvas.part(box(196, 226, 44, 30, 5), canvas.deep)


@draws
def loafers(canvas: Canvas) -> None:
    """A slip-on with a penny strap, tassels or a bit."""
    canvas.floor(262, 390, 182)
    sole = canvas.pick(_SOLE, RUBBER, GUM)
    canvas.fill("M116 262Q190 240 262 262L300 300L130 300Z", canvas.deep)
    canvas.fill("M124 268Q190 254 244 266L250 284H128Z", LEATHER.lighter(0.45))
    canvas.main(
        "M98 366C88 320 96 268 112 252Q130 244 140 262Q200 300 262 262Q274 250 290 254"
        "C350 268 444 296 448 366Z",
        "soft",
    )
    canvas.line("M268 286Q330 270 392 300Q424 322 430 350", canvas.deep.at(0.65), 3)
    canvas.stitch("M276 296Q332 280 384 306Q412 326 420 350")
    detail = canvas.pick("penny", "tassel", "bit", "stitch")
    if detail == "penny":
        canvas.part("M214 300Q260 262 330 262L352 290Q290 290 246 334Z", canvas.dark, "soft")
        canvas.fill("M268 300L300 282L306 290L276 308Z", canvas.deep)
    elif detail == "tassel":
        canvas.line("M150 284Q216 318 284 268", canvas.dark, 5)
        for x in (284, 306):
            canvas.part(f"M{x} 268l16 8l10 40l-22 2Z", canvas.dark)
            canvas.line([(x + 8, 290), (x + 14, 316)], canvas.deep.at(0.5), 2)
    elif detail == "bit":
        canvas.line("M232 318Q262 272 330 272", BRASS.darker(0.3), 10)
        canvas.line("M232 317Q262 271 330 271", BRASS, 6)
        canvas.line(oval(278, 287, 13), BRASS, 5)
    canvas.gloss("M352 286Q410 304 428 336Q390 306 352 296Z", 0.25)
    canvas.part("M94 362H450Q456 374 446 382H196V388H100Q88 376 94 362Z", sole, "down")


@draws
def slippers(canvas: Canvas) -> None:
    """Soft indoor shoes with a fluffy lining, seen from above."""
    lining = canvas.pick(OFF_WHITE, canvas.light.lighter(0.4), Tone.of("#E8D9C0"))
    closed = canvas.chance(0.5)
    bow = canvas.pick("bow", "pompom", "none")
    for x, angle in ((176, -8), (336, 8)):
        with canvas.turned(angle, x, 260):
            canvas.part(
                f"M{x} 88C{x + 62} 88 {x + 76} 170 {x + 62} 250C{x + 56} 310 {x + 66} 380 {x + 40}"
                f" 420Q{x} 450 {x - 40} 420C{x - 66} 380 {x - 56} 310 {x - 62} 250"
                f"C{x - 76} 170 {x - 62} 88 {x} 88Z",
                GUM.mix(canvas.tone, 0.4),
                "soft",
            )
            canvas.part(
                f"M{x} 100C{x + 48} 100 {x + 62} 170 {x + 52} 250C{x + 46} 310 {x + 54} 370 "
                f"{x + 30}"
                f" 408Q{x} 434 {x - 30} 408C{x - 54} 370 {x - 46} 310 {x - 52} 250"
                f"C{x - 62} 170 {x - 48} 100 {x} 100Z",
                lining,
                "cloth",
            )
            if closed:
                canvas.main(
                    f"M{x - 58} 262C{x - 56} 310 {x - 64} 380 {x - 40} 420Q{x} 448 {x + 40} 420"
                    f"C{x + 64} 380 {x + 56} 310 {x + 58} 262L{x + 42} 266Q{x + 44} 330 "
                    f"{x + 38} 380"
                    f"Q{x} 412 {x - 38} 380Q{x - 44} 330 {x - 42} 266Z"
                )
            canvas.main(
                f"M{x} 84C{x + 64} 84 {x + 82} 170 {x + 66} 258Q{x} 222 {x - 66} 258"
                f"C{x - 82} 170 {x - 64} 84 {x} 84Z"
            )
            for step in range(-4, 5):
                canvas.fill(oval(x + step * 14.5, 248 - 14 + abs(step) * 4.6, 11), lining)
            if bow == "bow":
                canvas.part(f"M{x} 186l-34 -16v34l34 -16l34 16v-34Z", canvas.dark)
                canvas.part(oval(x, 187, 8), canvas.deep)
            elif bow == "pompom":
                canvas.part(oval(x, 176, 24), canvas.light, "ball")
