"""Toys and things for babies."""

from math import sin

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, star, symmetric
from retrieval.demo_shop.drawing.tone import (
    INK,
    OAK,
    OFF_WHITE,
    PAPER,
    RUBBER,
    SKIN,
    STEEL,
    Tone,
)

_GLASS = Tone.of("#BFDDEA")
_BLUSH = Tone.of("#EFA3A0")
_PALE = 0.8


def _face(canvas: Canvas, y: float, gap: float, size: float) -> None:
    canvas.dots([(MID - gap, y), (MID + gap, y)], size, INK)
    canvas.fill(oval(MID - gap - size * 0.25, y - size * 0.35, size * 0.3), OFF_WHITE)
    canvas.fill(oval(MID + gap - size * 0.25, y - size * 0.35, size * 0.3), OFF_WHITE)


@draws
def teddy_bear(canvas: Canvas) -> None:
    """A sitting bear with a bow or a scarf."""
    canvas.floor(MID, 448, 126)
    pale = canvas.light.lighter(0.35)
    ears = canvas.span(30, 40)

    def limbs() -> None:
        canvas.main(oval(330, 112, ears), "ball")
        canvas.part(oval(331, 115, ears * 0.58), pale, "ball")
        with canvas.turned(-34, 344, 300):
            canvas.main(oval(344, 300, 36, 72), "ball")

    canvas.both(limbs)
    canvas.main(oval(MID, 336, 98, 102), "ball")
    canvas.part(oval(MID, 350, 58, 64), pale, "ball", 0.8)

    def leg() -> None:
        canvas.main(oval(342, 408, 58, 46), "ball")
        canvas.part(oval(352, 412, 29, 27), pale, "ball", 0.8)

    canvas.both(leg)
    canvas.main(oval(MID, 170, 104, 92), "ball")
    canvas.part(oval(MID, 204, 44, 36), pale, "ball", 0.8)
    _face(canvas, 158, 38, 9)
    canvas.fill("M238 190Q256 180 274 190Q268 206 256 208Q244 206 238 190Z", INK)
    canvas.line("M256 208V218M238 220Q248 232 256 218Q264 232 274 220", INK, 3.5)
    trim = canvas.pick(Tone.of("#D9534F"), Tone.of("#4F86C6"), Tone.of("#E0A93B"), canvas.trim)
    dressing = canvas.pick("bow", "scarf", "heart")
    if dressing == "bow":
        canvas.part("M256 262l-46 -22v44l46 -22l46 22v-44Z", trim)
        canvas.part(oval(MID, 262, 12), trim.darker(0.2), "ball")
    elif dressing == "scarf":
        canvas.part("M182 240Q256 280 330 240L334 262Q256 304 178 262Z", trim, "down")
        canvas.part("M280 268l34 84l-30 8l-24 -82Z", trim, "down")
    else:
        canvas.fill("M256 386C206 350 230 314 256 342C282 314 306 350 256 386Z", trim)


@draws
def building_blocks(canvas: Canvas) -> None:
    """A tower of wooden blocks or of studded bricks."""
    canvas.floor(MID, 424, 170)
    tones = [canvas.accent(i) for i in range(6)]
    if canvas.look.pattern != "plain":
        tones = [canvas.tone, *tones[1:]]
    if canvas.chance(0.5):
        for index, (x, y, wide) in enumerate(
            (
                (88, 356, 168),
                (262, 356, 168),
                (132, 288, 110),
                (248, 288, 150),
                (180, 220, 168),
                (216, 152, 96),
            )
        ):
            for stud in range(int(wide / 42)):
                canvas.part(
                    box(x + 12 + stud * 42, y - 13, 26, 18, 4), tones[index].lighter(0.1), "tube"
                )
            canvas.main(
                box(x, y, wide, 68, 5), "down", tones[index]
            ) if index == 0 else canvas.part(box(x, y, wide, 68, 5), tones[index], "down")
    else:
        canvas.part(box(92, 330, 92, 92, 8), tones[1], "soft")
        canvas.part(box(328, 330, 92, 92, 8), tones[4], "soft")
        canvas.main(box(204, 330, 104, 92, 8), "soft", tones[0])
        canvas.part(box(112, 288, 288, 42, 8), tones[2], "down")
        canvas.part("M150 288V232a46 46 0 0 1 92 0V288H218a22 22 0 0 0 -44 0Z", tones[3], "soft")
        canvas.part(box(276, 200, 88, 88, 8), tones[5], "soft")
        canvas.part("M268 200L320 126L372 200Z", tones[0], "soft")
        canvas.part(oval(196, 156, 34), tones[1], "ball")
        canvas.line("M122 394L138 352L154 394M128 380H148", OFF_WHITE, 7)
        canvas.fill(star(320, 244, 24, 11), OFF_WHITE)


@draws
def puzzle(canvas: Canvas) -> None:
    """A box beside two pieces, or four pieces joined."""
    tones = [canvas.accent(i) for i in range(6)]
    if canvas.chance(0.5):
        with canvas.turned(canvas.pick(-6, 5), scale=1.1):
            for index in (3, 2, 1, 0):
                x, y = MID - 74 + 148 * (index % 2), MID - 74 + 148 * (index // 2)
                canvas.main(
                    _piece(x, y, 74, right=index % 2 == 0, below=index // 2 == 0),
                    "soft",
                    tones[index],
                    edge=2.5,
                )
        return
    canvas.floor(MID, 410, 150)
    canvas.part(box(92, 108, 290, 300, 8), canvas.dark, "soft")
    canvas.main(box(84, 96, 290, 300, 8), "soft")
    canvas.part(box(104, 116, 250, 170, 4), Tone.of("#BFE0EE"), "soft")
    canvas.fill("M104 286V240L170 180L226 238L280 196L354 262V286Z", Tone.of("#6FA98C"))
    canvas.fill(oval(300, 160, 22), Tone.of("#F6C453"))
    canvas.line([(120, 324), (280, 324)], canvas.contrast, 11)
    canvas.line([(120, 350), (220, 350)], canvas.contrast.at(0.7), 6)
    for x, y, angle, tone in ((350, 356, 18, tones[1]), (428, 404, -22, tones[2])):
        with canvas.turned(angle, x, y):
            canvas.part(_piece(x, y, 38, right=True, below=True), tone, "soft")


def _piece(x: float, y: float, half: float, *, right: bool, below: bool) -> str:
    """A jigsaw piece around a point, with a knob to the right and below if wanted."""
    k = half * 0.3
    path = f"M{x - half} {y - half}L{x + half} {y - half}"
    if right:
        path += (
            f"L{x + half} {y - k * 0.55}C{x + half + k * 0.2} {y - k * 0.9} {x + half + k * 0.3} "
            f"{y - k * 1.2} {x + half + k} {y - k * 0.9}C{x + half + k * 1.8} {y - k * 0.5} "
            f"{x + half + k * 1.8} {y + k * 0.5} {x + half + k} {y + k * 0.9}"
            f"C{x + half + k * 0.3} {y + k * 1.2} {x + half + k * 0.2} {y + k * 0.9} "
            f"{x + half} {y + k * 0.55}"
        )
    path += f"L{x + half} {y + half}"
    if below:
        path += (
            f"L{x + k * 0.55} {y + half}C{x + k * 0.9} {y + half + k * 0.2} {x + k * 1.2} "
            f"{y + half + k * 0.3} {x + k * 0.9} {y + half + k}C{x + k * 0.5} {y + half + k * 1.8} "
            f"{x - k * 0.5} {y + half + k * 1.8} {x - k * 0.9} {y + half + k}"
            f"C{x - k * 1.2} {y + half + k * 0.3} {x - k * 0.9} {y + half + k * 0.2} "
            f"{x - k * 0.55} {y + half}"
        )
    return path + f"L{x - half} {y + half}Z"


@draws
def board_game(canvas: Canvas) -> None:
    """A box and its board with dice and pawns."""
    kind = canvas.form("trail", "chequers")
    canvas.main("M92 146L124 78H388L420 146Z", "down", canvas.dark)
    canvas.main(box(76, 142, 360, 292, 14), "soft")
    canvas.part(box(100, 166, 312, 244, 6), PAPER, "soft")
    ink = canvas.tone if canvas.tone.lightness < _PALE else canvas.deep
    if kind == "chequers":
        for row in range(6):
            for column in range(8):
                if (row + column) % 2 == 0:
                    canvas.fill(box(108 + column * 37, 175 + row * 37.8, 37, 37.8), ink)
    else:
        tones = [canvas.accent(i) for i in range(5)]
        spots = [(132 + i * 42, 376) for i in range(6)] + [
            (342 + 42 * sin(i), 350 - i * 34) for i in (1, 2)
        ]
        spots += [(384 - i * 42, 262 - 4 * i) for i in range(1, 6)] + [
            (146, 214),
            (188, 196),
            (230, 198),
        ]
        for index, (x, y) in enumerate(spots):
            canvas.part(box(x - 18, y - 16, 36, 32, 8), tones[index % 5], "flat", 1)
        canvas.fill(star(300, 204, 26, 12), Tone.of("#F1B434"))
    for index, (x, y) in enumerate(((178, 330), (228, 352), (330, 300))):
        tone = (Tone.of("#D9534F"), Tone.of("#3F8FD2"), Tone.of("#F1B434"))[index]
        canvas.part(
            f"M{x - 17} {y}Q{x - 6} {y - 20} {x - 5} {y - 32}H{x + 5}Q{x + 6} {y - 20} "
            f"{x + 17} {y}Z",
            tone,
            "tube",
        )
        canvas.part(oval(x, y - 42, 13), tone, "ball")
    with canvas.turned(16, 276, 300):
        canvas.part(box(256, 280, 42, 42, 9), OFF_WHITE, "soft")
        canvas.dots([(266, 290), (277, 301), (288, 312)], 3.6, INK)


@draws
def toy_car(canvas: Canvas) -> None:
    """A small car, van or racer."""
    kind = canvas.form("beetle", "racer", "truck")
    canvas.floor(MID, 378, 186)
    wheel = canvas.pick(RUBBER, OAK)
    hub = canvas.pick(STEEL, canvas.contrast, Tone.of("#F1B434"))
    if kind == "beetle":
        canvas.main(
            "M62 346C58 270 100 252 150 246C176 176 222 150 280 152C346 154 376 200 390 246"
            "C440 254 456 290 450 346Q448 356 438 356H76Q64 356 62 346Z",
            "ball",
        )
        canvas.part("M176 246Q196 186 252 180V246Z", _GLASS, "soft")
        canvas.part("M270 180Q338 180 362 246H270Z", _GLASS, "soft")
        canvas.part(oval(434, 296, 14, 18), Tone.of("#FFE9A8"), "ball")
        canvas.line([(262, 250), (262, 348)], canvas.deep.at(0.5), 3)
        canvas.part(box(226, 268, 26, 8, 4), STEEL)
        if canvas.chance(0.5):
            canvas.part(box(216, 118, 120, 34, 6), OAK, "down")
    elif kind == "racer":
        canvas.part(box(40, 226, 22, 92, 5), canvas.dark, "down")
        canvas.main(
            "M52 326C52 280 90 268 170 262L240 262Q300 262 400 300Q474 312 476 346Q474 356 "
            "460 356H70"
            "Q52 352 52 326Z",
            "ball",
        )
        canvas.part("M206 264Q216 212 262 216Q284 222 302 272Z", _GLASS, "soft")
        canvas.part(oval(236, 236, 24), OFF_WHITE, "ball")
        canvas.part(oval(178, 308, 30), OFF_WHITE, "flat")
        canvas.line("M170 296L180 290V326", INK, 6)
        canvas.line("M250 300Q350 300 450 326", canvas.contrast, 9)
    else:
        canvas.part(box(60, 322, 396, 34, 8), canvas.deep, "down")
        canvas.main("M300 200H372Q392 202 400 222L424 270H440Q452 272 452 286V338H300Z", "soft")
        canvas.part("M322 220H366L388 270H322Z", _GLASS, "soft")
        canvas.part("M64 190H290V336H84Z", canvas.trim, "soft")
        for x in (122, 176, 230):
            canvas.line([(x, 204), (x + 4, 322)], canvas.deep.at(0.4), 5)
        canvas.part(oval(444, 310, 9, 13), Tone.of("#FFE9A8"))
    for x in (146, 370):
        canvas.part(oval(x, 348, 46), wheel, "ball")
        canvas.part(oval(x, 348, 24), hub, "ball")
        canvas.dots([(x, 348)], 6, RUBBER)


@draws
def doll(canvas: Canvas) -> None:
    """A rag doll in a dress."""
    hair = canvas.pick(
        Tone.of("#6B3F24"), Tone.of("#D69A3E"), Tone.of("#2E2723"), Tone.of("#B4502F")
    )
    skin = canvas.pick(SKIN, Tone.of("#C58A5E"), Tone.of("#8D5A3C"))
    style = canvas.pick("plaits", "bob", "buns")

    def behind() -> None:
        if style == "plaits":
            for step in range(5):
                canvas.part(oval(334 + step * 5, 190 + step * 27, 21, 19), hair, "ball", 0.8)
            canvas.part(box(342, 308, 30, 12, 5), canvas.trim)
        elif style == "buns":
            canvas.part(oval(330, 84, 35), hair, "ball")
        canvas.part(box(296, 400, 30, 66, 14), skin, "tube")
        canvas.part("M294 440H328Q340 444 342 468H290Z", canvas.deep, "soft")
        with canvas.turned(-32, 330, 262):
            canvas.part(box(318, 240, 26, 116, 13), skin, "tube")
            canvas.main(oval(330, 258, 29, 34), "ball")

    if style == "bob":
        canvas.part(
            "M150 158C150 40 362 40 362 158L366 226Q340 246 316 226H196Q172 246 146 226Z",
            hair,
            "down",
        )
    canvas.both(behind)
    canvas.main(symmetric("M0 226 L40 228 Q58 300 116 408 Q60 430 0 430"))
    canvas.part(symmetric("M0 396 L108 392 L116 408 Q60 430 0 430"), canvas.trim, "cloth")
    canvas.part(symmetric("M0 226 L38 228 Q44 252 24 262 Q10 256 0 262"), OFF_WHITE, "soft")
    canvas.dots([(MID, y) for y in (286, 318)], 5.5, OFF_WHITE)
    canvas.part(oval(MID, 152, 84, 82), skin, "ball")
    canvas.part(
        "M168 150C164 40 348 40 344 150C330 108 296 92 262 94C226 92 186 108 168 150Z", hair, "down"
    )
    _face(canvas, 160, 30, 8)
    for dx in (-46, 46):
        canvas.fill(oval(MID + dx, 184, 14, 10), _BLUSH.at(0.7))
    canvas.line("M238 192Q256 210 274 192", Tone.of("#B6454A"), 4)
    if canvas.chance(0.5):
        canvas.part("M300 84l-30 -18v36l30 -18l30 18v-36Z", canvas.tone, "soft")


@draws
def kite(canvas: Canvas) -> None:
    """A diamond or delta kite with a tail."""
    tones = [canvas.accent(i) for i in range(4)]
    tail = "M256 338C300 380 190 400 240 440Q270 470 220 490"
    with canvas.turned(canvas.pick(18, -18, 8)):
        canvas.line(tail, canvas.dark, 4)
        for index, (x, y) in enumerate(((272, 374), (222, 412), (250, 450))):
            canvas.part(f"M{x} {y}l-24 -13v26l24 -13l24 13v-26Z", tones[index % 4])
        if canvas.chance(0.6):
            canvas.main("M256 30L384 166L256 344L128 166Z", "soft")
            if canvas.look.pattern == "plain":
                canvas.part("M256 30L384 166H256Z", tones[1], "soft", 0)
                canvas.part("M256 344L128 166H256Z", tones[3], "soft", 0)
            canvas.line("M256 30V344M128 166H384", canvas.deep.at(0.7), 4)
        else:
            canvas.main("M256 60L460 250Q360 250 256 330Q152 250 52 250Z", "soft")
            if canvas.look.pattern == "plain":
                canvas.part("M256 60L460 250Q406 250 350 270Z", tones[1], "soft", 0)
                canvas.part("M256 60L52 250Q106 250 162 270Z", tones[1], "soft", 0)
            canvas.line("M256 60V330M256 60L350 270M256 60L162 270", canvas.deep.at(0.6), 4)
            canvas.fill(oval(226, 226, 9), INK)
            canvas.fill(oval(286, 226, 9), INK)
