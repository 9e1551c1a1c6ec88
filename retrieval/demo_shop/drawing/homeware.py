"""Textiles, lamps and things that stand or hang about the house."""

from math import cos, pi, sin

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    BRASS,
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


@draws
def vase(canvas: Canvas) -> None:
    """A vase with dried or fresh stems, or empty."""
    kind = canvas.form("bottle", "round", "cylinder", "amphora")
    canvas.floor(MID, 450, 84)
    stems = canvas.pick("leaves", "flowers", "none", "pampas")
    mouth = {"bottle": 24, "round": 36, "cylinder": 62, "amphora": 46}[kind]
    top = {"bottle": 206, "round": 250, "cylinder": 206, "amphora": 216}[kind]
    if stems != "none":
        _stems(canvas, stems, top, min(mouth, 34))
    canvas.fill(oval(MID, top, mouth, mouth * 0.2), canvas.deep)
    shape = {
        "bottle": "M0 208 L24 206 L26 280 C34 316 78 330 80 390 Q80 450 46 450 L0 451",
        "round": "M0 252 L36 250 L38 272 C80 286 108 316 106 364 C104 420 66 450 52 450 L0 451",
        "cylinder": "M0 210 L62 206 Q56 330 64 436 Q64 450 50 450 L0 451",
        "amphora": "M0 218 L46 216 Q34 240 42 256 C80 270 94 300 90 340 C82 400 48 420 46 "
        "450 L0 451",
    }[kind]
    canvas.main(symmetric(shape), "tube")
    canvas.line(oval(MID, top, mouth, mouth * 0.2), canvas.light, 4)
    if kind == "amphora":
        canvas.both(lambda: canvas.strap("M298 232Q356 236 340 296", canvas.dark, 9))
    if canvas.look.pattern == "plain" and canvas.chance(0.4):
        canvas.part(
            symmetric("M0 400 L78 396 Q78 450 46 450 L0 451"), canvas.light.lighter(0.3), "tube", 0
        ) if kind == "bottle" else canvas.line(
            [(MID - 56, 330), (MID + 56, 330)], canvas.contrast.at(0.7), 3
        )


def _stems(canvas: Canvas, kind: str, top: float, spread: float) -> None:
    bloom = canvas.pick(Tone.of("#E88BA0"), Tone.of("#F0B44C"), OFF_WHITE, Tone.of("#B58AD6"))
    for index in range(5):
        lean = (index - 2) / 2
        x, y = MID + lean * (spread + 62), top - 150 + abs(lean) * 36 + (index % 2) * 16
        green = GUM.lighter(0.2) if kind == "pampas" else LEAF.darker(0.15)
        canvas.line(
            f"M{MID + lean * spread * 0.6} {top + 8}Q{MID + lean * spread} {top - 60} {x} {y}",
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
                    MID + lean * spread + (x - MID - lean * spread) * share,
                    top + (y - top) * share,
                )
                for side in (-1, 1):
                    with canvas.turned(side * 48 + lean * 26, lx, ly):
                        canvas.fill(
                            oval(lx, ly - 15, 7, 17), LEAF.mix(canvas.pick(OFF_WHITE, INK), 0.18)
                        )


@draws
def picture_frame(canvas: Canvas) -> None:
    """A frame with a mount and a small landscape."""
    wide, high = canvas.pick((150, 186), (186, 150), (166, 166))
    moulding = canvas.pick(16, 24, 34)
    canvas.main(box(MID - wide, MID - high, 2 * wide, 2 * high, 4), "soft")
    for inset in (moulding - 4, 5):
        canvas.line(
            box(MID - wide + inset, MID - high + inset, 2 * (wide - inset), 2 * (high - inset)),
            canvas.dark.at(0.7),
            2,
        )
    w, h = wide - moulding, high - moulding
    canvas.part(box(MID - w, MID - h, 2 * w, 2 * h), PAPER, "soft")
    margin = canvas.pick(0, 30, 42)
    w, h = w - margin, h - margin
    left, right, top, low = MID - w, MID + w, MID - h, MID + h
    sky = canvas.linear(((0, Tone.of("#A9D3E8")), (1, Tone.of("#FBE7C9"))))
    canvas.fill(box(left, top, 2 * w, 2 * h), sky)
    canvas.fill(oval(MID + w * 0.4, MID - h * 0.35, w * 0.16), Tone.of("#F8C765"))
    canvas.fill(
        f"M{left} {MID + h * 0.3}L{MID - w * 0.4} {MID - h * 0.2}L{MID} {MID + h * 0.24}"
        f"L{MID + w * 0.5} "
        f"{MID - h * 0.06}L{right} {MID + h * 0.3}V{low}H{left}Z",
        Tone.of("#7C9FB0"),
    )
    canvas.fill(
        f"M{left} {MID + h * 0.4}Q{MID} {MID + h * 0.16} {right} {MID + h * 0.46}V{low}H{left}Z",
        LEAF.mix(OFF_WHITE, 0.1),
    )
    canvas.gloss(f"M{left} {low}L{MID - w * 0.1} {top}H{MID + w * 0.3}L{left} {low}Z", 0.14)


@draws
def clock(canvas: Canvas) -> None:
    """A wall clock or an alarm clock on feet."""
    alarm = canvas.form("wall", "alarm") == "alarm"
    radius = 140 if alarm else canvas.span(156, 178)
    face = canvas.pick(PAPER, canvas.tone.lighter(0.85), RUBBER.darker(0.2))
    ink = INK if face.lightness > 0.5 else OFF_WHITE
    if alarm:
        canvas.floor(MID, 432, 110)
        for side in (-1, 1):
            canvas.strap(f"M{MID + side * 84} 372L{MID + side * 108} 428", canvas.dark, 14)
            with canvas.turned(side * 36, MID + side * 78, 112):
                canvas.part(f"M{MID + side * 78 - 52} 128a52 42 0 0 1 104 0Z", STEEL, "ball")
        canvas.line(f"M{MID - 20} 92Q{MID} 66 {MID + 20} 92", RUBBER, 8)
    y = 270 if alarm else 256
    canvas.main(oval(MID, y, radius), "ball")
    canvas.part(oval(MID, y, radius - 18), face, "soft")
    numerals = canvas.pick("dots", "ticks", "quarters")
    for hour in range(12):
        angle, reach = hour * pi / 6, radius - 36
        x1, y1 = MID + reach * sin(angle), y - reach * cos(angle)
        if numerals == "dots":
            canvas.fill(oval(x1, y1, 7 if hour % 3 == 0 else 4), ink)
        elif numerals == "ticks" or hour % 3 == 0:
            inner = reach - (26 if hour % 3 == 0 else 13)
            canvas.line(
                [(x1, y1), (MID + inner * sin(angle), y - inner * cos(angle))],
                ink,
                6 if hour % 3 == 0 else 3,
            )
    canvas.line([(MID, y), (MID - 48, y - 46)], ink, 10)
    canvas.line([(MID, y), (MID + 56, y - 74)], ink, 7)
    canvas.line([(MID + 12, y - 22), (MID - 34, y + 78)], Tone.of("#D6483F"), 2.5)
    canvas.dots([(MID, y)], 8, canvas.tone)


@draws
def plant_pot(canvas: Canvas) -> None:
    """A pot with a plant, on the floor, on legs or on a saucer."""
    kind = canvas.form("rim", "round", "legs")
    canvas.floor(MID, 452, 100)
    top = 286
    _plant(canvas, canvas.pick("leaf", "cactus", "fern"), top)
    if kind == "legs":
        for dx in (-62, 62):
            canvas.part(box(MID + dx - 6, 390, 12, 64, 3), OAK, "tube")
        canvas.main(box(MID - 88, top, 176, 120, 14), "tube")
    elif kind == "round":
        canvas.main(symmetric(f"M0 {top} L80 {top} C118 340 106 430 64 450 L0 451"), "tube")
    else:
        canvas.main(
            symmetric(f"M0 {top + 20} L86 {top + 20} L66 436 Q64 446 52 446 L0 447"), "tube"
        )
        canvas.main(box(MID - 98, top - 8, 196, 40, 6), "tube", canvas.tone.stepped(0.06))
        canvas.part(box(MID - 84, 440, 168, 15, 6), canvas.dark, "tube")


def _plant(canvas: Canvas, kind: str, top: float) -> None:
    if kind == "cactus":
        green = LEAF.darker(0.12)
        canvas.part(box(MID - 36, top - 168, 72, 190, 36), green, "tube")
        canvas.strap(f"M{MID + 34} {top - 66}h26q16 0 16 -16v-34", green, 28)
        canvas.strap(f"M{MID - 34} {top - 40}h-22q-16 0 -16 -16v-22", green, 26)
        for dx in (-16, 0, 16):
            canvas.line(
                [(MID + dx, top - 150), (MID + dx, top)], green.lighter(0.35).at(0.7), 2, "2 9"
            )
        canvas.fill(oval(MID, top - 172, 15, 11), Tone.of("#E77F98"))
        return
    count = 9 if kind == "fern" else 7
    for index in range(count):
        lean = (index - (count - 1) / 2) / ((count - 1) / 2)
        green = LEAF.mix((INK, LEAF, OFF_WHITE)[index % 3], 0.2)
        with canvas.turned(lean * 62, MID, top + 6):
            tall = 196 - abs(lean) * 56 - (index % 2) * 20
            if kind == "fern":
                canvas.line([(MID, top), (MID, top - tall)], green, 4)
                for step in range(7):
                    y = top - 40 - step * (tall - 40) / 7
                    size = 24 - step * 2.4
                    canvas.fill(f"M{MID} {y}q{size} -4 {size + 5} -17q-19 1 {-size - 5} 17Z", green)
                    canvas.fill(f"M{MID} {y}q{-size} -4 {-size - 5} -17q19 1 {size + 5} 17Z", green)
            else:
                canvas.part(
                    f"M{MID} {top}C{MID + 48} {top - tall * 0.4} {MID + 26} "
                    f"{top - tall * 0.9} {MID} "
                    f"{top - tall}C{MID - 26} {top - tall * 0.9} {MID - 48} "
                    f"{top - tall * 0.4} {MID} {top}Z",
                    green,
                    "soft",
                )
                canvas.line(
                    [(MID, top - 10), (MID, top - tall + 20)], green.lighter(0.35).at(0.7), 2
                )


@draws
def mirror(canvas: Canvas) -> None:
    """A round, arched or square mirror."""
    kind = canvas.form("round", "arch", "square", "oval")
    rim = canvas.pick(9, 16, 24)
    shape = {
        "round": oval(MID, 256, 170),
        "arch": "M130 460V214A126 126 0 0 1 382 214V460Z",
        "square": box(112, 96, 288, 320, 14),
        "oval": oval(MID, 256, 132, 186),
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
        canvas.dots([(MID, 50)], 6, BRASS)
