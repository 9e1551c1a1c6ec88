"""Necklaces, earrings, bracelets and rings."""

from math import cos, pi, sin

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import Point, oval, star
from retrieval.demo_shop.drawing.tone import PAPER, SHINE, Tone

_GEMS = tuple(Tone.of(code) for code in ("#7FC7D9", "#E7A7BE", "#6DA98B", "#F4F1EC", "#6C7BC0"))


def _gem(canvas: Canvas, x: float, y: float, size: float, tone: Tone) -> None:
    canvas.part(oval(x, y, size), tone, "ball")
    canvas.fill(
        f"M{x - size * 0.5} {y - size * 0.2}L{x} {y - size * 0.7}L{x + size * 0.5} {y - size * 0.2}"
        f"L{x} {y + size * 0.1}Z",
        SHINE.at(0.5),
    )
    canvas.line(
        [(x - size * 0.6, y + size * 0.2), (x, y + size * 0.8), (x + size * 0.6, y + size * 0.2)],
        SHINE.at(0.4),
        1.5,
    )


def _bead_tone(canvas: Canvas, index: int) -> Tone:
    return canvas.accent(index) if canvas.look.multicolour else canvas.tone


def _card(canvas: Canvas) -> None:
    canvas.part(
        "M112 70H400Q412 70 412 82V430Q412 442 400 442H112Q100 442 100 430V82Q100 70 112 70Z",
        PAPER.mix(canvas.tone, 0.04),
        "soft",
        1,
    )


@draws
def necklace(canvas: Canvas) -> None:
    """A chain or string of beads with a pendant."""
    low = canvas.span(310, 360)
    kind = canvas.form("chain", "beads", "double")
    arcs = (low, low - 62) if kind == "double" else (low,)
    for depth in arcs:
        if kind == "beads":
            for index in range(37):
                x, y = _arc_point(index / 36, depth)
                canvas.part(
                    oval(x, y, 8.5 + 3 * sin(pi * index / 36)), _bead_tone(canvas, index), "ball", 1
                )
        else:
            path = (
                f"M140 92C132 {depth - 60} 200 {depth} 256 {depth}C312 {depth} 380 "
                f"{depth - 60} 372 92"
            )
            canvas.line(path, canvas.dark.darker(0.2), 5.5)
            canvas.line(path, canvas.light, 3.4, "5 3")
    pendant = canvas.pick("drop", "disc", "heart", "star", "bar")
    y = low + 10
    canvas.line(oval(MID, y, 7), canvas.dark, 3.5)
    gem = canvas.pick(*_GEMS)
    if pendant == "drop":
        canvas.part(
            f"M{MID} {y + 8}C{MID + 14} {y + 34} {MID + 30} {y + 48} {MID + 30} {y + 68}"
            f"A30 30 0 0 1 {MID - 30} {y + 68}C{MID - 30} {y + 48} {MID - 14} {y + 34} "
            f"{MID} {y + 8}Z",
            canvas.tone,
            "ball",
        )
        _gem(canvas, MID, y + 66, 19, gem)
    elif pendant == "disc":
        canvas.part(oval(MID, y + 42, 36), canvas.tone, "ball")
        canvas.line(oval(MID, y + 42, 26), canvas.dark, 2)
        canvas.fill(star(MID, y + 42, 15, 7, 8), canvas.light.lighter(0.4))
    elif pendant == "heart":
        canvas.part(
            f"M{MID} {y + 84}C{MID - 76} {y + 34} {MID - 36} {y - 10} {MID} {y + 24}"
            f"C{MID + 36} {y - 10} {MID + 76} {y + 34} {MID} {y + 84}Z",
            canvas.tone,
            "ball",
        )
    elif pendant == "star":
        canvas.part(star(MID, y + 46, 42, 19), canvas.tone, "soft")
        _gem(canvas, MID, y + 46, 9, gem)
    else:
        canvas.part(
            f"M{MID - 44} {y + 6}h88q6 0 6 7t-6 7h-88q-6 0 -6 -7t6 -7Z", canvas.tone, "metal"
        )
        _gem(canvas, MID, y + 13, 8, gem)


def _arc_point(share: float, depth: float) -> Point:
    """A point along a string of beads hanging to ``depth``; share in [0, 1]."""
    t = share
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    x = 140 * a + 110 * b + 402 * c + 372 * d
    return x, 92 * (a + d) + (92 + (depth - 92) * 4 / 3) * (b + c)


@draws
def earrings(canvas: Canvas) -> None:
    """A pair of hoops, drops, studs or tassels on a card."""
    kind = canvas.form("hoops", "drops", "studs", "tassels")
    gem = canvas.pick(*_GEMS)
    _card(canvas)
    canvas.line("M226 104H286", canvas.tone.at(0.5), 3)

    def earring() -> None:
        x, y = 322.0, 190.0
        if kind == "hoops":
            canvas.line(oval(x, y + 62, 56), canvas.dark.darker(0.15), 13)
            canvas.line(oval(x - 1, y + 61, 56), canvas.tone, 9)
            canvas.line(
                f"M{x - 44} {y + 30}A56 56 0 0 1 {x + 10} {y + 6}", canvas.light.lighter(0.4), 3
            )
        elif kind == "drops":
            canvas.line([(x, y), (x, y + 66)], canvas.dark, 3)
            canvas.part(
                f"M{x} {y + 60}C{x + 14} {y + 96} {x + 34} {y + 112} {x + 34} {y + 138}"
                f"A34 34 0 0 1 {x - 34} {y + 138}C{x - 34} {y + 112} {x - 14} {y + 96} {x} "
                f"{y + 60}Z",
                canvas.tone,
                "ball",
            )
            _gem(canvas, x, y + 138, 17, gem)
        elif kind == "studs":
            for petal in range(6):
                angle = petal * pi / 3
                canvas.part(
                    oval(x + 26 * cos(angle), y + 60 + 26 * sin(angle), 19),
                    _bead_tone(canvas, petal),
                    "ball",
                )
            _gem(canvas, x, y + 60, 17, gem)
        else:
            canvas.line([(x, y), (x, y + 40)], canvas.dark, 3)
            canvas.part(f"M{x - 14} {y + 36}h28v18h-28Z", canvas.dark, "metal")
            for step in range(-4, 5):
                canvas.line(
                    [(x + step * 3, y + 54), (x + step * 6, y + 158)],
                    _bead_tone(canvas, step + 4),
                    5,
                )
        canvas.dots([(x, y)], 8, canvas.light)

    canvas.both(earring)


@draws
def bracelet(canvas: Canvas) -> None:
    """A bangle, a string of beads or a chain with charms."""
    kind = canvas.form("bangle", "beads", "charms", "cuff")
    canvas.floor(MID, 352, 150)
    rx, ry = 142, canvas.span(88, 104)
    if kind == "beads":
        size = canvas.pick(15, 20)
        count = int(2 * pi * 118 / (1.7 * size))
        for index in range(count):
            angle = -pi / 2 + 2 * pi * index / count
            canvas.part(
                oval(MID + rx * cos(angle), 262 + ry * sin(angle), size),
                _bead_tone(canvas, index),
                "ball",
                1,
            )
        _gem(canvas, MID, 262 + ry, size + 3, canvas.pick(*_GEMS))
        return
    width = {"bangle": 16, "charms": 6, "cuff": 40}[kind]
    ring = oval(MID, 262, rx, ry)
    if kind == "cuff":
        ring = f"M{MID - 40} {262 - ry * 0.96}A{rx} {ry} 0 1 0 {MID + 40} {262 - ry * 0.96}"
    canvas.line(ring, canvas.deep, width + 5)
    canvas.line(ring, canvas.tone, width)
    canvas.line(
        oval(MID, 258, rx, ry) if kind != "cuff" else ring,
        canvas.light.lighter(0.3).at(0.8),
        width * 0.25,
        "90 60" if kind != "charms" else "6 4",
    )
    if kind == "charms":
        for step in range(-2, 3):
            angle = pi / 2 + step * 0.38
            x, y = MID + rx * cos(angle), 262 + ry * sin(angle)
            canvas.line([(x, y), (x, y + 16)], canvas.dark, 3)
            if step % 2:
                canvas.part(oval(x, y + 32, 17), canvas.tone, "ball")
            else:
                canvas.part(star(x, y + 34, 22, 10), canvas.light, "soft")
    elif kind == "bangle" and canvas.chance(0.6):
        for step in range(-3, 4):
            angle = pi / 2 + step * 0.16
            _gem(canvas, MID + rx * cos(angle), 262 + ry * sin(angle), 8, canvas.pick(*_GEMS))


@draws
def ring(canvas: Canvas) -> None:
    """A ring with a stone, a row of stones or a plain band."""
    kind = canvas.form("solitaire", "band", "signet", "trio")
    canvas.floor(MID, 426, 92)
    radius = 118
    wide = canvas.pick(16, 22, 30)
    canvas.line(oval(MID, 306, radius, radius), canvas.deep, wide + 6)
    canvas.line(oval(MID, 306, radius, radius), canvas.tone, wide)
    canvas.line(
        f"M{MID - radius} 320A{radius} {radius} 0 0 1 {MID - 40} {306 - radius * 0.94}",
        canvas.light.lighter(0.5),
        wide * 0.3,
    )
    canvas.line(
        f"M{MID + radius - 2} 320A{radius} {radius} 0 0 1 {MID + 40} {306 + radius * 0.94}",
        canvas.dark,
        wide * 0.35,
    )
    gem = canvas.pick(*_GEMS)
    y = 306 - radius
    if kind == "solitaire":
        canvas.part(
            f"M{MID - 30} {y - 8}L{MID - 12} {y + 14}H{MID + 12}L{MID + 30} {y - 8}Z", canvas.dark
        )
        canvas.part(
            f"M{MID - 52} {y - 44}L{MID - 30} {y - 72}H{MID + 30}L{MID + 52} {y - 44}L{MID} "
            f"{y + 8}Z",
            gem,
            "soft",
        )
        canvas.line(
            f"M{MID - 52} {y - 44}H{MID + 52}M{MID - 30} {y - 72}L{MID - 18} {y - 44}L{MID} {y + 8}"
            f"L{MID + 18} {y - 44}L{MID + 30} {y - 72}M{MID - 18} {y - 44}L{MID} {y - 72}"
            f"L{MID + 18} {y - 44}",
            SHINE.at(0.65),
            2,
        )
    elif kind == "signet":
        canvas.part(oval(MID, y - 6, 50, 42), canvas.tone, "ball")
        canvas.line(oval(MID, y - 6, 38, 31), canvas.dark, 2.5)
        canvas.fill(star(MID, y - 6, 22, 10), canvas.dark)
    elif kind == "trio":
        for dx, size in ((-38, 19), (38, 19), (0, 28)):
            canvas.part(oval(MID + dx, y - 4 + abs(dx) * 0.15, size + 4), canvas.dark, "ball")
            _gem(canvas, MID + dx, y - 4 + abs(dx) * 0.15, size, gem)
    else:
        for step in range(-4, 5):
            angle = -pi / 2 + step * 0.19
            _gem(canvas, MID + radius * cos(angle), 306 + radius * sin(angle), wide * 0.4, gem)
