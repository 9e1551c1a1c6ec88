"""Textiles, lamps and things that stand or hang about the house."""

from math import cos, pi, sin

from retrieval.demo_shop.drawing.canvas import Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    BRASS,
    GLOW,
    GUM,
    INK,
    LEAF,
    OAK,
    OFF_WHITE,
    PAPER,
    RUBBER,
    STEEL,
    WALNUT,
    Tone,
)

_X = 256


def _shade(canvas: Canvas, y: float, height: float, top: float, low: float) -> None:
    """Draw a lamp's lit shade hanging from ``y``; widths are halves."""
    canvas.main(symmetric(f"M0 {y} L{top} {y} L{low} {y + height} L0 {y + height + 6}"), "cloth")
    glow = canvas.radial(((0, GLOW.lighter(0.4).at(0.6)), (1, GLOW.at(0))), 0.5, 0.8, 0.6)
    canvas.fill(symmetric(f"M0 {y} L{top} {y} L{low} {y + height} L0 {y + height + 6}"), glow)
    canvas.line(
        [(_X - low + 1, y + height - 3), (_X + low - 1, y + height - 3)], canvas.dark.at(0.6), 4
    )


@draws
def table_lamp(canvas: Canvas) -> None:
    """A lamp on a vase, a stem, a globe or a jointed arm."""
    kind = canvas.pick("vase", "stem", "mushroom", "arm")
    canvas.floor(_X, 440, 100)
    base = canvas.pick(OAK, BRASS, OFF_WHITE, RUBBER, WALNUT)
    if kind == "vase":
        canvas.part(box(_X - 6, 236, 12, 40, 2), BRASS, "metal")
        canvas.part(
            symmetric("M0 268 L20 268 C28 292 76 310 74 366 C72 418 44 438 40 440 L0 441"),
            base,
            "tube",
        )
        _shade(canvas, 96, 150, canvas.span(56, 84), 118)
    elif kind == "stem":
        canvas.part(box(_X - 7, 220, 14, 210, 3), base, "tube")
        canvas.part(symmetric("M0 420 L70 422 Q84 424 84 440 L0 441"), base, "down")
        _shade(canvas, 92, 136, canvas.span(78, 104), 110)
    elif kind == "mushroom":
        glow = canvas.radial(((0, GLOW.lighter(0.5)), (1, GLOW.at(0.1))))
        canvas.main(symmetric("M0 220 L26 220 Q34 380 66 424 Q70 440 50 440 L0 441"), "tube")
        canvas.fill(oval(_X, 236, 120, 22), glow)
        canvas.main(symmetric("M0 108 C86 108 138 168 140 236 Q70 252 0 252"), "ball")
    else:
        canvas.part(symmetric("M0 418 L78 420 Q90 424 90 440 L0 441"), canvas.dark, "down")
        canvas.strap("M256 420L196 270L304 176", canvas.tone, 11)
        canvas.dots([(196, 270), (256, 418), (304, 176)], 10, BRASS)
        glow = canvas.linear(((0, GLOW.at(0.4)), (1, GLOW.at(0))))
        canvas.fill("M286 236L420 214L470 372L268 392Z", glow)
        with canvas.turned(-14, 340, 190):
            canvas.main(
                "M316 128H364Q372 130 374 150Q420 180 420 236H260Q260 180 306 150Q308 130 316 128Z",
                "tube",
            )


@draws
def floor_lamp(canvas: Canvas) -> None:
    """A tall lamp: straight, tripod or arc."""
    kind = canvas.pick("straight", "tripod", "arc")
    metal = canvas.pick(BRASS, RUBBER, OAK, STEEL)
    canvas.floor(_X, 478, 74)
    if kind == "arc":
        canvas.part(box(130, 462, 112, 17, 7), metal.darker(0.1), "down")
        canvas.strap("M186 464C176 120 250 60 330 62Q378 66 380 116", metal, 7)
        canvas.main("M380 108C440 112 458 160 458 190H302C302 160 320 112 380 108Z", "ball")
        canvas.fill(oval(380, 192, 66, 12), GLOW.lighter(0.3))
        return
    if kind == "tripod":
        for dx in (-88, 88, 10):
            canvas.strap(f"M{_X} 204L{_X + dx} 476", metal, 9)
        canvas.line([(_X - 46, 340), (_X + 46, 340)], metal.darker(0.3), 4)
    else:
        canvas.strap(f"M{_X} 190V466", metal, 8)
        canvas.part(symmetric("M0 460 L66 462 Q76 466 76 479 L0 480"), metal, "down")
    _shade(canvas, 44, canvas.pick(112, 150), canvas.span(60, 92), 102)


@draws
def cushion(canvas: Canvas) -> None:
    """A square, oblong or round cushion."""
    kind = canvas.pick("square", "square", "oblong", "round")
    trim = canvas.pick("piping", "tassels", "fringe", "none")
    if kind == "round":
        canvas.main(oval(_X, 262, 166, 160), "ball")
        for step in range(12):
            angle = step * pi / 6
            canvas.line(
                f"M{_X + 16 * cos(angle):.0f} {258 + 16 * sin(angle):.0f}"
                f"L{_X + 150 * cos(angle):.0f} {258 + 144 * sin(angle):.0f}",
                canvas.deep.at(0.25),
                3,
            )
        canvas.part(oval(_X, 258, 15), canvas.dark, "ball")
        return
    rx, ry = (168, 160) if kind == "square" else (196, 116)
    shape = (
        f"M{_X - rx} {256 - ry}Q{_X} {256 - ry + 26} {_X + rx} {256 - ry}"
        f"Q{_X + rx - 26} 256 {_X + rx} {256 + ry}Q{_X} {256 + ry - 22} {_X - rx} {256 + ry}"
        f"Q{_X - rx + 26} 256 {_X - rx} {256 - ry}Z"
    )
    with canvas.turned(canvas.pick(-6, 0, 5)):
        if trim == "fringe":
            for x in range(int(_X - rx) + 14, int(_X + rx) - 6, 9):
                for side in (-1, 1):
                    bend = 22 * (1 - ((x - _X) / rx) ** 2) * 0.5
                    canvas.line(
                        [(x, 256 + side * (ry - bend - 4)), (x, 256 + side * (ry + 16 - bend))],
                        canvas.dark,
                        4,
                    )
        elif trim == "tassels":
            for sx in (-1, 1):
                for sy in (-1, 1):
                    x, y = _X + sx * (rx + 4), 256 + sy * (ry + 4)
                    canvas.part(oval(x, y, 10), canvas.dark, "ball")
                    for spread in (-7, 0, 7):
                        canvas.line(
                            [(x, y), (x + sx * 20 + spread, y + sy * 26 - spread * sx * sy)],
                            canvas.dark,
                            4.5,
                        )
        canvas.main(shape, "ball")
        if trim == "piping":
            canvas.line(shape, canvas.pick(canvas.trim, canvas.contrast), 5)
        for sx in (-1, 1):
            for sy in (-1, 1):
                canvas.line(
                    f"M{_X + sx * (rx - 10)} {256 + sy * (ry - 12)}"
                    f"Q{_X + sx * (rx - 50)} {256 + sy * (ry - 42)} {_X + sx * (rx - 74)} "
                    f"{256 + sy * (ry - 84)}",
                    canvas.deep.at(0.18),
                    5,
                )


@draws
def throw_blanket(canvas: Canvas) -> None:
    """A folded blanket with fringes or a waffle weave."""
    canvas.floor(_X, 404, 172)
    fringe = canvas.chance(0.6)
    layers = 3
    for layer in range(layers):
        y = 342 - layer * 58
        canvas.main(
            f"M108 {y}Q92 {y + 30} 108 {y + 60}H398Q424 {y + 30} 398 {y}Z",
            "down",
            canvas.tone if layer % 2 else canvas.tone.stepped(0.05),
        )
        canvas.line(f"M398 {y + 4}Q420 {y + 30} 398 {y + 56}", canvas.light.at(0.5), 5)
    canvas.main(
        "M118 168Q106 196 116 226L150 372Q240 392 330 372L372 226Q420 198 392 168Z", "cloth"
    )
    if fringe:
        for step in range(21):
            x = 152 + step * 9
            y = 372 + 13 * sin(pi * step / 20)
            canvas.line([(x, y - 2), (x + (step % 3 - 1) * 2, y + 28)], canvas.light, 4.5)
    if canvas.chance(0.5) and canvas.look.pattern == "plain":
        for y in range(196, 370, 22):
            canvas.line(
                f"M{126 + (y - 190) * 0.15} {y}H{380 - (y - 190) * 0.28}", canvas.deep.at(0.2), 3
            )
        for x in range(150, 370, 24):
            canvas.line([(x, 176), (x + (250 - x) * 0.1, 368)], canvas.deep.at(0.2), 3)
    elif canvas.look.pattern == "plain":
        for y in (330, 346):
            canvas.line(f"M{146} {y}Q240 {y + 14} {336} {y}", canvas.contrast, 6)


@draws
def rug(canvas: Canvas) -> None:
    """A rug lying on the floor: oblong, round or a runner."""
    kind = canvas.pick("oblong", "oblong", "round")
    line = canvas.contrast
    if kind == "round":
        canvas.main(oval(_X, 270, 200, 148), "soft")
        for ring in (0.92, 0.84, 0.56):
            canvas.line(
                oval(_X, 270, 200 * ring, 148 * ring), line.at(0.85), 5 if ring > 0.9 else 3
            )
        return
    top, low = canvas.span(120, 150), 200
    shape = f"M{_X - top} 128H{_X + top}L{_X + low} 400H{_X - low}Z"
    for step in range(25):
        share = step / 24
        for y, half, drop in ((128, top, -13), (400, low, 18)):
            x = _X - half + 2 * half * share
            canvas.line([(x, y), (x + (share - 0.5) * 6, y + drop)], PAPER.darker(0.12), 4)
    canvas.main(shape, "soft")
    if canvas.look.pattern == "plain":
        for inset in (12, 24):
            canvas.line(
                f"M{_X - top + inset} {128 + inset}H{_X + top - inset}L{_X + low - inset * 1.7} "
                f"{400 - inset}H{_X - low + inset * 1.7}Z",
                line.at(0.8),
                4 if inset < 20 else 2,
            )
        motif = canvas.pick("diamond", "lines", "plain")
        if motif == "diamond":
            for scale in (1.0, 0.66, 0.3):
                canvas.line(
                    f"M{_X} {264 - 96 * scale}L{_X + 106 * scale} 264L{_X} {264 + 96 * scale}"
                    f"L{_X - 106 * scale} 264Z",
                    line.at(0.85),
                    5,
                )
        elif motif == "lines":
            for y in range(170, 380, 30):
                canvas.line([(_X - top * 0.8, y), (_X + top * 0.8, y)], canvas.dark, 6)


@draws
def vase(canvas: Canvas) -> None:
    """A vase with dried or fresh stems, or empty."""
    kind = canvas.pick("bottle", "round", "cylinder", "amphora")
    canvas.floor(_X, 450, 84)
    stems = canvas.pick("leaves", "flowers", "none", "pampas")
    mouth = {"bottle": 24, "round": 36, "cylinder": 62, "amphora": 46}[kind]
    top = {"bottle": 206, "round": 250, "cylinder": 206, "amphora": 216}[kind]
    if stems != "none":
        _stems(canvas, stems, top, min(mouth, 34))
    canvas.fill(oval(_X, top, mouth, mouth * 0.2), canvas.deep)
    shape = {
        "bottle": "M0 208 L24 206 L26 280 C34 316 78 330 80 390 Q80 450 46 450 L0 451",
        "round": "M0 252 L36 250 L38 272 C80 286 108 316 106 364 C104 420 66 450 52 450 L0 451",
        "cylinder": "M0 210 L62 206 Q56 330 64 436 Q64 450 50 450 L0 451",
        "amphora": "M0 218 L46 216 Q34 240 42 256 C80 270 94 300 90 340 C82 400 48 420 46 450 L0 451",
    }[kind]
    canvas.main(symmetric(shape), "tube")
    canvas.line(oval(_X, top, mouth, mouth * 0.2), canvas.light, 4)
    if kind == "amphora":
        canvas.both(lambda: canvas.strap("M298 232Q356 236 340 296", canvas.dark, 9))
    if canvas.look.pattern == "plain" and canvas.chance(0.4):
        canvas.part(
            symmetric("M0 400 L78 396 Q78 450 46 450 L0 451"), canvas.light.lighter(0.3), "tube", 0
        ) if kind == "bottle" else canvas.line(
            [(_X - 56, 330), (_X + 56, 330)], canvas.contrast.at(0.7), 3
        )


def _stems(canvas: Canvas, kind: str, top: float, spread: float) -> None:
    bloom = canvas.pick(Tone.of("#E88BA0"), Tone.of("#F0B44C"), OFF_WHITE, Tone.of("#B58AD6"))
    for index in range(5):
        lean = (index - 2) / 2
        x, y = _X + lean * (spread + 62), top - 150 + abs(lean) * 36 + (index % 2) * 16
        green = GUM.lighter(0.2) if kind == "pampas" else LEAF.darker(0.15)
        canvas.line(
            f"M{_X + lean * spread * 0.6} {top + 8}Q{_X + lean * spread} {top - 60} {x} {y}",
            green,
            3.5,
        )
        if kind == "pampas":
            with canvas.turned(lean * 26, x, y):
                canvas.part(oval(x, y - 20, 13, 42), Tone.of("#E7D3B1"), "ball", 0)
        elif kind == "flowers":
            for petal in range(6):
                angle = petal * pi / 3
                canvas.part(oval(x + 13 * cos(angle), y + 13 * sin(angle), 10), bloom, "flat")
            canvas.fill(oval(x, y, 7), BRASS)
        else:
            for step in range(4):
                share = 0.35 + step * 0.2
                lx, ly = (
                    _X + lean * spread + (x - _X - lean * spread) * share,
                    top + (y - top) * share,
                )
                for side in (-1, 1):
                    with canvas.turned(side * 48 + lean * 26, lx, ly):
                        canvas.fill(
                            oval(lx, ly - 15, 7, 17), LEAF.mix(canvas.pick(OFF_WHITE, INK), 0.18)
                        )


@draws
def candle(canvas: Canvas) -> None:
    """A candle in a jar or tin, a pillar, or a set of three."""
    kind = canvas.pick("jar", "pillar", "trio", "jar")
    if kind == "trio":
        canvas.floor(_X, 424, 140)
        for x, top, half in ((166, 236, 42), (346, 280, 42), (_X, 176, 50)):
            _flame(canvas, x, top)
            canvas.main(f"M{x - half} {top}H{x + half}V{412}Q{x} {430} {x - half} 412Z", "tube")
            canvas.part(oval(x, top, half, 11), canvas.light, "soft")
        return
    half, top = (94, 206) if kind == "jar" else (70, 168)
    canvas.floor(_X, 426, half + 10)
    _flame(canvas, _X, top + (24 if kind == "jar" else 0))
    if kind == "pillar":
        canvas.main(f"M{_X - half} {top}H{_X + half}V412Q{_X} 432 {_X - half} 412Z", "tube")
        canvas.part(oval(_X, top, half, 16), canvas.light, "soft")
        canvas.fill(f"M{_X - 40} {top + 8}q6 60 14 60t10 -54Z", canvas.light)
        return
    canvas.main(box(_X - half, top, 2 * half, 220, 22), "tube")
    glow = canvas.radial(((0, GLOW.at(0.7)), (1, GLOW.at(0))), 0.5, 0.1, 0.6)
    canvas.fill(box(_X - half, top, 2 * half, 220, 22), glow)
    canvas.part(oval(_X, top + 6, half, 15), canvas.light.lighter(0.3), "soft")
    canvas.part(box(_X - 58, top + 86, 116, 82, canvas.pick(4, 41)), PAPER, "soft")
    canvas.line([(_X - 26, top + 116), (_X + 26, top + 116)], INK.at(0.75), 4)
    canvas.line([(_X - 34, top + 134), (_X + 34, top + 134)], INK.at(0.4), 2.5)


def _flame(canvas: Canvas, x: float, y: float) -> None:
    halo = canvas.radial(((0, GLOW.lighter(0.3).at(0.7)), (1, GLOW.at(0))))
    canvas.fill(oval(x, y - 44, 62), halo)
    canvas.line([(x, y + 2), (x, y - 20)], INK, 3)
    canvas.fill(
        f"M{x} {y - 78}C{x + 10} {y - 56} {x + 17} {y - 44} {x + 17} {y - 32}"
        f"A17 17 0 0 1 {x - 17} {y - 32}C{x - 17} {y - 44} {x - 10} {y - 56} {x} {y - 78}Z",
        Tone.of("#F6A63C"),
    )
    canvas.fill(oval(x, y - 30, 8, 13), Tone.of("#FFF3C9"))


@draws
def picture_frame(canvas: Canvas) -> None:
    """A frame with a mount and a small landscape."""
    wide, high = canvas.pick((150, 186), (186, 150), (166, 166))
    moulding = canvas.pick(16, 24, 34)
    canvas.main(box(_X - wide, _X - high, 2 * wide, 2 * high, 4), "soft")
    for inset in (moulding - 4, 5):
        canvas.line(
            box(_X - wide + inset, _X - high + inset, 2 * (wide - inset), 2 * (high - inset)),
            canvas.dark.at(0.7),
            2,
        )
    w, h = wide - moulding, high - moulding
    canvas.part(box(_X - w, _X - h, 2 * w, 2 * h), PAPER, "soft")
    margin = canvas.pick(0, 30, 42)
    w, h = w - margin, h - margin
    left, right, top, low = _X - w, _X + w, _X - h, _X + h
    sky = canvas.linear(((0, Tone.of("#A9D3E8")), (1, Tone.of("#FBE7C9"))))
    canvas.fill(box(left, top, 2 * w, 2 * h), sky)
    canvas.fill(oval(_X + w * 0.4, _X - h * 0.35, w * 0.16), Tone.of("#F8C765"))
    canvas.fill(
        f"M{left} {_X + h * 0.3}L{_X - w * 0.4} {_X - h * 0.2}L{_X} {_X + h * 0.24}L{_X + w * 0.5} "
        f"{_X - h * 0.06}L{right} {_X + h * 0.3}V{low}H{left}Z",
        Tone.of("#7C9FB0"),
    )
    canvas.fill(
        f"M{left} {_X + h * 0.4}Q{_X} {_X + h * 0.16} {right} {_X + h * 0.46}V{low}H{left}Z",
        LEAF.mix(OFF_WHITE, 0.1),
    )
    canvas.gloss(f"M{left} {low}L{_X - w * 0.1} {top}H{_X + w * 0.3}L{left} {low}Z", 0.14)


@draws
def clock(canvas: Canvas) -> None:
    """A wall clock or an alarm clock on feet."""
    alarm = canvas.chance(0.35)
    radius = 140 if alarm else canvas.span(156, 178)
    face = canvas.pick(PAPER, canvas.tone.lighter(0.85), RUBBER.darker(0.2))
    ink = INK if face.lightness > 0.5 else OFF_WHITE  # noqa: PLR2004 - dark faces need light hands
    if alarm:
        canvas.floor(_X, 432, 110)
        for side in (-1, 1):
            canvas.strap(f"M{_X + side * 84} 372L{_X + side * 108} 428", canvas.dark, 14)
            with canvas.turned(side * 36, _X + side * 78, 112):
                canvas.part(f"M{_X + side * 78 - 52} 128a52 42 0 0 1 104 0Z", STEEL, "ball")
        canvas.line(f"M{_X - 20} 92Q{_X} 66 {_X + 20} 92", RUBBER, 8)
    y = 270 if alarm else 256
    canvas.main(oval(_X, y, radius), "ball")
    canvas.part(oval(_X, y, radius - 18), face, "soft")
    numerals = canvas.pick("dots", "ticks", "quarters")
    for hour in range(12):
        angle, reach = hour * pi / 6, radius - 36
        x1, y1 = _X + reach * sin(angle), y - reach * cos(angle)
        if numerals == "dots":
            canvas.fill(oval(x1, y1, 7 if hour % 3 == 0 else 4), ink)
        elif numerals == "ticks" or hour % 3 == 0:
            inner = reach - (26 if hour % 3 == 0 else 13)
            canvas.line(
                [(x1, y1), (_X + inner * sin(angle), y - inner * cos(angle))],
                ink,
                6 if hour % 3 == 0 else 3,
            )
    canvas.line([(_X, y), (_X - 48, y - 46)], ink, 10)
    canvas.line([(_X, y), (_X + 56, y - 74)], ink, 7)
    canvas.line([(_X + 12, y - 22), (_X - 34, y + 78)], Tone.of("#D6483F"), 2.5)
    canvas.dots([(_X, y)], 8, canvas.tone)


@draws
def plant_pot(canvas: Canvas) -> None:
    """A pot with a plant, on the floor, on legs or on a saucer."""
    kind = canvas.pick("rim", "round", "legs")
    canvas.floor(_X, 452, 100)
    top = 286
    _plant(canvas, canvas.pick("leaf", "cactus", "fern"), top)
    if kind == "legs":
        for dx in (-62, 62):
            canvas.part(box(_X + dx - 6, 390, 12, 64, 3), OAK, "tube")
        canvas.main(box(_X - 88, top, 176, 120, 14), "tube")
    elif kind == "round":
        canvas.main(symmetric(f"M0 {top} L80 {top} C118 340 106 430 64 450 L0 451"), "tube")
    else:
        canvas.main(
            symmetric(f"M0 {top + 20} L86 {top + 20} L66 436 Q64 446 52 446 L0 447"), "tube"
        )
        canvas.main(box(_X - 98, top - 8, 196, 40, 6), "tube", canvas.tone.stepped(0.06))
        canvas.part(box(_X - 84, 440, 168, 15, 6), canvas.dark, "tube")


def _plant(canvas: Canvas, kind: str, top: float) -> None:
    if kind == "cactus":
        green = LEAF.darker(0.12)
        canvas.part(box(_X - 36, top - 168, 72, 190, 36), green, "tube")
        canvas.strap(f"M{_X + 34} {top - 66}h26q16 0 16 -16v-34", green, 28)
        canvas.strap(f"M{_X - 34} {top - 40}h-22q-16 0 -16 -16v-22", green, 26)
        for dx in (-16, 0, 16):
            canvas.line(
                [(_X + dx, top - 150), (_X + dx, top)], green.lighter(0.35).at(0.7), 2, "2 9"
            )
        canvas.fill(oval(_X, top - 172, 15, 11), Tone.of("#E77F98"))
        return
    count = 9 if kind == "fern" else 7
    for index in range(count):
        lean = (index - (count - 1) / 2) / ((count - 1) / 2)
        green = LEAF.mix((INK, LEAF, OFF_WHITE)[index % 3], 0.2)
        with canvas.turned(lean * 62, _X, top + 6):
            tall = 196 - abs(lean) * 56 - (index % 2) * 20
            if kind == "fern":
                canvas.line([(_X, top), (_X, top - tall)], green, 4)
                for step in range(7):
                    y = top - 40 - step * (tall - 40) / 7
                    size = 24 - step * 2.4
                    canvas.fill(f"M{_X} {y}q{size} -4 {size + 5} -17q-19 1 {-size - 5} 17Z", green)
                    canvas.fill(f"M{_X} {y}q{-size} -4 {-size - 5} -17q19 1 {size + 5} 17Z", green)
            else:
                canvas.part(
                    f"M{_X} {top}C{_X + 48} {top - tall * 0.4} {_X + 26} {top - tall * 0.9} {_X} "
                    f"{top - tall}C{_X - 26} {top - tall * 0.9} {_X - 48} {top - tall * 0.4} {_X} {top}Z",
                    green,
                    "soft",
                )
                canvas.line([(_X, top - 10), (_X, top - tall + 20)], green.lighter(0.35).at(0.7), 2)


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
                "M276 90H432L438 462Q420 470 402 460Q384 470 366 460Q348 470 330 460Q310 470 296 462"
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
    canvas.floor(_X, 436, 200, 15)
    head = canvas.pick(OAK, Tone.of("#B9A48C"), WALNUT, STEEL.lighter(0.3))
    canvas.part(symmetric("M0 112 L176 112 Q196 116 196 140 L196 330 L0 330"), head, "soft")
    sheet = OFF_WHITE if canvas.tone.lightness < 0.85 else Tone.of("#D9DEE4")  # noqa: PLR2004 - white linen
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
            f"M{_X + dx} 346Q{_X + dx * 1.1 + 8} 390 {_X + dx * 1.06} 430", canvas.deep.at(0.16), 5
        )
    for x in (66, 446):
        canvas.part(box(x - 8, 420, 16, 22, 4), head.darker(0.2))


@draws
def towel(canvas: Canvas) -> None:
    """Folded towels in a pile, or one on a rail."""
    band = canvas.pick(canvas.light.lighter(0.3), canvas.deep, canvas.trim)
    if canvas.chance(0.55):
        canvas.floor(_X, 406, 168)
        tones = (canvas.tone, canvas.tone.stepped(0.14), canvas.tone.lighter(0.16))
        for layer in range(3):
            y = 330 - layer * 74
            wide = 158 - layer * canvas.pick(0, 9)
            tone = canvas.accent(layer * 2) if canvas.look.multicolour else tones[layer]
            canvas.main(
                f"M{_X - wide} {y + 8}Q{_X - wide} {y} {_X - wide + 14} {y}H{_X + wide - 20}"
                f"Q{_X + wide + 16} {y + 36} {_X + wide - 20} {y + 74}H{_X - wide + 8}"
                f"Q{_X - wide - 6} {y + 40} {_X - wide} {y + 8}Z",
                "down",
                tone,
            )
            canvas.line(
                f"M{_X - wide + 2} {y + 37}H{_X + wide - 8}", tone.darker(0.35).at(0.7), 2.5
            )
            for dx in (-100, -84):
                canvas.line(
                    [(_X + dx, y + 3), (_X + dx, y + 71)], tone.lighter(0.45).at(0.7), 6, cap="butt"
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
            canvas.line(f"M{_X + dx} 120Q{_X + dx + 6} 260 {_X + dx} 410", canvas.deep.at(0.14), 6)


@draws
def mirror(canvas: Canvas) -> None:
    """A round, arched or square mirror."""
    kind = canvas.pick("round", "arch", "square", "oval")
    rim = canvas.pick(9, 16, 24)
    shape = {
        "round": oval(_X, 256, 170),
        "arch": "M130 460V214A126 126 0 0 1 382 214V460Z",
        "square": box(112, 96, 288, 320, 14),
        "oval": oval(_X, 256, 132, 186),
    }[kind]
    silver = canvas.linear(
        (
            (0, Tone.of("#F4F8FA")),
            (0.45, Tone.of("#C9D6DD")),
            (0.55, Tone.of("#DEE8EC")),
            (1, Tone.of("#AEBFC9")),
        ),
        "diagonal",
    )
    canvas.fill(shape, silver)
    canvas.gloss("M176 330L286 130H318L208 330Z", 0.45)
    canvas.gloss("M226 340L336 140H346L236 340Z", 0.4)
    canvas.line(shape, canvas.dark.darker(0.2), rim + 4)
    canvas.line(shape, canvas.tone, rim)
    canvas.line(shape, canvas.light.at(0.7), max(2, rim * 0.2))
    if kind == "round" and canvas.chance(0.5):
        canvas.line("M190 92Q256 10 322 92", WALNUT, 7)
        canvas.dots([(_X, 50)], 6, BRASS)
