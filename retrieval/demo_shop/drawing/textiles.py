"""Cushions, blankets, curtains and other soft furnishings."""

from math import cos, pi, sin

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    BRASS,
    GUM,
    OAK,
    OFF_WHITE,
    PAPER,
    RUBBER,
    STEEL,
    WALNUT,
    Tone,
)

_CORNERS = ((-1, -1), (-1, 1), (1, -1), (1, 1))


@draws
def cushion(canvas: Canvas) -> None:
    """A square, oblong or round cushion."""
    kind = canvas.form("square", "square", "oblong", "round")
    trim = canvas.pick("piping", "tassels", "fringe", "none")
    if kind == "round":
        _round_cushion(canvas)
        return
    rx, ry = (168, 160) if kind == "square" else (196, 116)
    shape = (
        f"M{MID - rx} {256 - ry}Q{MID} {256 - ry + 26} {MID + rx} {256 - ry}"
        f"Q{MID + rx - 26} 256 {MID + rx} {256 + ry}Q{MID} {256 + ry - 22} {MID - rx} {256 + ry}"
        f"Q{MID - rx + 26} 256 {MID - rx} {256 - ry}Z"
    )
    with canvas.turned(canvas.pick(-6, 0, 5)):
        if trim == "fringe":
            _cushion_fringe(canvas, rx, ry)
        elif trim == "tassels":
            _tassels(canvas, rx, ry)
        canvas.main(shape, "ball")
        if trim == "piping":
            canvas.line(shape, canvas.pick(canvas.trim, canvas.contrast), 5)
        for sx, sy in _CORNERS:
            crease = (
                f"M{MID + sx * (rx - 10)} {256 + sy * (ry - 12)}Q{MID + sx * (rx - 50)} "
                f"{256 + sy * (ry - 42)} {MID + sx * (rx - 74)} {256 + sy * (ry - 84)}"
            )
            canvas.line(crease, canvas.deep.at(0.18), 5)


def _round_cushion(canvas: Canvas) -> None:
    canvas.main(oval(MID, 262, 166, 160), "ball")
    for step in range(12):
        along, across = cos(step * pi / 6), sin(step * pi / 6)
        pleat = [(MID + reach * along, 258 + reach * 0.96 * across) for reach in (16, 150)]
        canvas.line(pleat, canvas.deep.at(0.25), 3)
    canvas.part(oval(MID, 258, 15), canvas.dark, "ball")


def _cushion_fringe(canvas: Canvas, rx: float, ry: float) -> None:
    for x in range(int(MID - rx) + 14, int(MID + rx) - 6, 9):
        bend = 11 * (1 - ((x - MID) / rx) ** 2)
        for side in (-1, 1):
            ends = [(x, 256 + side * (ry - bend - 4)), (x, 256 + side * (ry + 16 - bend))]
            canvas.line(ends, canvas.dark, 4)


def _tassels(canvas: Canvas, rx: float, ry: float) -> None:
    for sx, sy in _CORNERS:
        x, y = MID + sx * (rx + 4), 256 + sy * (ry + 4)
        canvas.part(oval(x, y, 10), canvas.dark, "ball")
        for spread in (-7, 0, 7):
            end = (x + sx * 20 + spread, y + sy * 26 - spread * sx * sy)
            canvas.line([(x, y), end], canvas.dark, 4.5)


@draws
def throw_blanket(canvas: Canvas) -> None:
    """A blanket folded to a pile, rolled, or hung over a rail."""
    kind = canvas.form("pile", "roll", "rail")
    if kind == "pile":
        _blanket_pile(canvas)
    elif kind == "roll":
        _blanket_roll(canvas)
    else:
        _hung_blanket(canvas)


def _blanket_pile(canvas: Canvas) -> None:
    canvas.floor(MID, 404, 172)
    for layer in range(3):
        y = 342 - layer * 58
        tone = canvas.tone if layer % 2 else canvas.tone.stepped(0.05)
        canvas.main(f"M108 {y}Q92 {y + 30} 108 {y + 60}H398Q424 {y + 30} 398 {y}Z", "down", tone)
        canvas.line(f"M398 {y + 4}Q420 {y + 30} 398 {y + 56}", canvas.light.at(0.5), 5)
    canvas.main(
        "M118 168Q106 196 116 226L150 372Q240 392 330 372L372 226Q420 198 392 168Z", "cloth"
    )
    if canvas.chance(0.7):
        _fringe(canvas, 152, 332, 372, 13)
    if canvas.look.pattern == "plain":
        for y in (330, 346):
            canvas.line(f"M146 {y}Q240 {y + 14} 336 {y}", canvas.contrast, 6)


def _blanket_roll(canvas: Canvas) -> None:
    canvas.floor(MID, 372, 180, 18)
    canvas.main("M120 172H420Q456 180 456 270Q456 362 420 372H120Z", "down")
    for x in range(176, 440, 30):
        canvas.line(f"M{x} 174Q{x + 34} 270 {x} 370", canvas.deep.at(0.2), 4)
    canvas.part(oval(120, 272, 66, 100), canvas.dark, "ball")
    for ring in (0.8, 0.6, 0.4, 0.2):
        canvas.line(oval(120, 272, 66 * ring, 100 * ring), canvas.light.at(0.8), 5)
    ribbon = canvas.pick(GUM, canvas.contrast, canvas.trim)
    canvas.line("M290 173Q330 270 290 371", ribbon, 20, cap="butt")
    canvas.part("M312 262l-44 -26v52l44 -26l44 26v-52Z", ribbon)
    canvas.part(oval(312, 262, 12), ribbon.darker(0.2), "ball")


def _hung_blanket(canvas: Canvas) -> None:
    canvas.strap("M56 100H456", canvas.pick(OAK, WALNUT, BRASS), 13)
    canvas.main("M128 92Q256 82 384 92L400 404Q256 424 112 404Z")
    _fringe(canvas, 116, 398, 404, 12)
    for dx in (-84, -20, 44, 96):
        canvas.line(
            f"M{MID + dx} 104Q{MID + dx * 1.1} 250 {MID + dx * 1.06} 396", canvas.deep.at(0.14), 7
        )
    if canvas.look.pattern == "plain":
        for y in canvas.pick((320, 344, 368), (150, 356), ()):
            canvas.line(f"M{116} {y}Q256 {y + 16} {396} {y}", canvas.contrast, 9, cap="butt")


def _fringe(canvas: Canvas, left: float, right: float, y: float, sag: float) -> None:
    """Hang a fringe along an edge that sags in the middle."""
    count = int((right - left) / 9)
    for step in range(count + 1):
        x, low = left + 9 * step, y + sag * sin(pi * step / count)
        canvas.line([(x, low - 2), (x + (step % 3 - 1) * 2, low + 28)], canvas.light, 4.5)


@draws
def rug(canvas: Canvas) -> None:
    """A rug lying on the floor, round or oblong with fringes."""
    line = canvas.contrast
    if canvas.pick("oblong", "oblong", "round") == "round":
        canvas.main(oval(MID, 270, 200, 148), "soft")
        for ring, width in ((0.92, 5), (0.84, 3), (0.56, 3)):
            canvas.line(oval(MID, 270, 200 * ring, 148 * ring), line.at(0.85), width)
        return
    top, low = canvas.span(120, 150), 200
    for step in range(25):
        share = step / 24
        for y, half, drop in ((128, top, -13), (400, low, 18)):
            x = MID - half + 2 * half * share
            canvas.line([(x, y), (x + (share - 0.5) * 6, y + drop)], PAPER.darker(0.12), 4)
    canvas.main(f"M{MID - top} 128H{MID + top}L{MID + low} 400H{MID - low}Z", "soft")
    if canvas.look.pattern == "plain":
        _woven_motif(canvas, top, low)


def _woven_motif(canvas: Canvas, top: float, low: float) -> None:
    """Weave a border and a motif into a plain rug; widths are halves."""
    line = canvas.contrast
    for inset, width in ((12, 4), (24, 2)):
        border = (
            f"M{MID - top + inset} {128 + inset}H{MID + top - inset}L{MID + low - inset * 1.7} "
            f"{400 - inset}H{MID - low + inset * 1.7}Z"
        )
        canvas.line(border, line.at(0.8), width)
    motif = canvas.pick("diamond", "lines", "plain")
    if motif == "diamond":
        for scale in (1.0, 0.66, 0.3):
            diamond = (
                f"M{MID} {264 - 96 * scale}L{MID + 106 * scale} 264L{MID} {264 + 96 * scale}"
                f"L{MID - 106 * scale} 264Z"
            )
            canvas.line(diamond, line.at(0.85), 5)
    elif motif == "lines":
        for y in range(170, 380, 30):
            canvas.line([(MID - top * 0.8, y), (MID + top * 0.8, y)], canvas.dark, 6)


@draws
def curtain(canvas: Canvas) -> None:
    """A pair of curtains on a rod, straight or tied back."""
    rod = canvas.pick(BRASS, RUBBER, OAK)
    tied = canvas.chance(0.5)
    canvas.strap("M70 84H442", rod, 10)
    for x in (66, 446):
        canvas.part(oval(x, 84, 13), rod, "ball")

    def panel() -> None:
        if tied:
            canvas.main("M262 90H428L436 300Q420 320 440 460H352Q360 340 400 306Q300 250 262 90Z")
            canvas.line(
                "M392 302Q416 318 440 298", canvas.pick(BRASS, canvas.deep, canvas.contrast), 11
            )
        else:
            canvas.main(
                "M276 90H432L438 462Q420 470 402 460Q384 470 366 460Q348 470 330 460Q310 "
                "470 296 462"
                "L284 460Z"
            )
        for index in range(5):
            x = 292 + index * 30
            if tied:
                canvas.line(
                    f"M{x - 10} 94Q{x + 20} 230 {402 + index * 7} 300", canvas.deep.at(0.28), 5
                )
                canvas.line(
                    f"M{402 + index * 7} 316Q{376 + index * 12} 380 {366 + index * 15} 456",
                    canvas.deep.at(0.24),
                    4,
                )
            else:
                canvas.line(f"M{x} 94Q{x - 4} 280 {x + 6} 456", canvas.deep.at(0.28), 7)
                canvas.line(f"M{x + 12} 94Q{x + 10} 280 {x + 17} 456", canvas.light.at(0.4), 5)
        for index in range(5):
            canvas.line(oval(290 + index * 33, 86, 8, 11), rod.darker(0.15), 4)

    canvas.both(panel)


@draws
def bedding(canvas: Canvas) -> None:
    """A made bed from the front: pillows and a turned-down duvet."""
    canvas.floor(MID, 436, 200, 15)
    head = canvas.pick(OAK, Tone.of("#B9A48C"), WALNUT, STEEL.lighter(0.3))
    canvas.part(symmetric("M0 112 L176 112 Q196 116 196 140 L196 330 L0 330"), head, "soft")
    sheet = OFF_WHITE if canvas.tone.lightness < 0.85 else Tone.of("#D9DEE4")
    canvas.part(box(64, 300, 384, 120, 14), sheet, "down")

    def pillow() -> None:
        canvas.part(
            "M268 232Q336 206 424 226Q440 260 430 306Q350 322 270 306Q258 268 268 232Z",
            sheet,
            "ball",
        )
        canvas.main(
            "M274 262Q336 240 412 256Q424 284 416 318Q346 330 276 318Q266 290 274 262Z", "ball"
        )

    canvas.both(pillow)
    canvas.main("M60 322Q256 292 452 322L462 424Q256 446 50 424Z", "down")
    canvas.main(
        "M60 322Q256 292 452 322L455 352Q256 322 57 352Z",
        "down",
        sheet if canvas.chance(0.5) else canvas.tone.stepped(0.15),
    )
    for dx in (-110, -30, 60, 130):
        canvas.line(
            f"M{MID + dx} 346Q{MID + dx * 1.1 + 8} 390 {MID + dx * 1.06} 430",
            canvas.deep.at(0.16),
            5,
        )
    for x in (66, 446):
        canvas.part(box(x - 8, 420, 16, 22, 4), head.darker(0.2))


@draws
def towel(canvas: Canvas) -> None:
    """Folded towels in a pile, or one on a rail."""
    band = canvas.pick(canvas.light.lighter(0.3), canvas.deep, canvas.trim)
    if canvas.chance(0.55):
        canvas.floor(MID, 406, 168)
        tones = (canvas.tone, canvas.tone.stepped(0.14), canvas.tone.lighter(0.16))
        for layer in range(3):
            y = 330 - layer * 74
            wide = 158 - layer * canvas.pick(0, 9)
            tone = canvas.accent(layer * 2) if canvas.look.multicolour else tones[layer]
            canvas.main(
                f"M{MID - wide} {y + 8}Q{MID - wide} {y} {MID - wide + 14} {y}H{MID + wide - 20}"
                f"Q{MID + wide + 16} {y + 36} {MID + wide - 20} {y + 74}H{MID - wide + 8}"
                f"Q{MID - wide - 6} {y + 40} {MID - wide} {y + 8}Z",
                "down",
                tone,
            )
            canvas.line(
                f"M{MID - wide + 2} {y + 37}H{MID + wide - 8}", tone.darker(0.35).at(0.7), 2.5
            )
            for dx in (-100, -84):
                canvas.line(
                    [(MID + dx, y + 3), (MID + dx, y + 71)],
                    tone.lighter(0.45).at(0.7),
                    6,
                    cap="butt",
                )
    else:
        canvas.strap("M84 112H428", canvas.pick(STEEL, BRASS, OAK), 11)
        canvas.main("M150 104Q256 94 362 104V330Q256 342 150 330Z", "cloth", canvas.dark)
        canvas.main("M140 106Q256 94 372 106L376 420Q256 432 136 420Z")
        for y in (352, 372):
            canvas.line(f"M137 {y}Q256 {y + 11} 375 {y}", band, 9, cap="butt")
        for x in range(142, 374, 8):
            canvas.line([(x, 421), (x, 436)], canvas.light, 3)
        for dx in (-70, 20, 84):
            canvas.line(
                f"M{MID + dx} 120Q{MID + dx + 6} 260 {MID + dx} 410", canvas.deep.at(0.14), 6
            )
