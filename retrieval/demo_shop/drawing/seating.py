"""Things to sit on, from the front."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.joinery import leg_pairs
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    BRASS,
    OAK,
    OFF_WHITE,
    RUBBER,
    STEEL,
    WALNUT,
    Tone,
)


@draws
def sofa(canvas: Canvas) -> None:
    """A two- or three-seater; arms, legs and cushions vary."""
    _seat(canvas, 196, canvas.pick(2, 3))


@draws
def armchair(canvas: Canvas) -> None:
    """An armchair: boxy, rounded or winged."""
    kind = canvas.form("box", "wing", "tub")
    if kind == "box":
        _seat(canvas, 134, 1)
        return
    legs = canvas.pick(OAK, WALNUT, RUBBER)
    canvas.floor(MID, 448, 120)
    leg_pairs(canvas, 92, 380, 446, legs, splay=8)
    if kind == "wing":
        canvas.main(symmetric("M0 70 Q90 66 112 92 Q140 110 134 170 L124 300 L0 320"))
        canvas.main(
            symmetric("M0 96 Q70 94 84 116 L86 300 L0 310"), "soft", canvas.tone.stepped(0.05)
        )
        canvas.dots([(MID + dx, y) for y in (146, 206) for dx in (-48, 0, 48)], 4.5, canvas.dark)
    else:
        canvas.main(symmetric("M0 150 C110 150 150 210 146 300 L0 320"))
        for dx in (-84, -42, 0, 42, 84):
            canvas.line(
                f"M{MID + dx} {166 + abs(dx) * 0.3}Q{MID + dx * 1.05} 230 {MID + dx} 300",
                canvas.deep.at(0.35),
                3,
            )
    canvas.main(box(MID - 98, 282, 196, 62, 22), "down", canvas.tone.stepped(0.04))

    def arm() -> None:
        canvas.main("M338 252Q390 240 394 280L384 390Q382 400 366 400H340Z", "soft")

    canvas.main(box(MID - 100, 336, 200, 62, 10), "down")
    canvas.both(arm)


def _seat(canvas: Canvas, half: float, seats: int) -> None:
    legs = canvas.pick(OAK, WALNUT, RUBBER, BRASS)
    arm = canvas.span(30, 44)
    soft = canvas.pick(12, 26)
    top = canvas.span(164, 196)
    canvas.floor(MID, 414, half + 8)
    leg_pairs(canvas, half - 22, 370, 412, legs, splay=canvas.pick(0, 7))
    canvas.main(box(MID - half + 8, top, 2 * half - 16, 180, soft + 6), "down", canvas.dark)
    inner = half - arm
    wide = 2 * inner / seats
    for index in range(seats):
        x = MID - inner + index * wide
        canvas.main(box(x + 1, top + 14, wide - 2, 126, soft), "soft")
    if canvas.chance(0.4):
        canvas.dots(
            [
                (MID - inner + wide * (i + share), top + 74)
                for i in range(seats)
                for share in (0.28, 0.72)
            ],
            4.5,
            canvas.dark,
        )
    for index in range(seats):
        x = MID - inner + index * wide
        canvas.main(box(x + 1, 290, wide - 2, 50, min(soft, 18)), "down", canvas.tone.stepped(0.05))
    canvas.main(box(MID - half + 6, 336, 2 * half - 12, 46, 8), "down")
    rise = canvas.pick(232, 256)
    canvas.both(
        lambda: canvas.main(box(MID + inner - 1, rise, arm + 2, 150, min(soft, arm / 2)), "soft")
    )
    if canvas.chance(0.7):
        tone = canvas.pick(canvas.contrast, canvas.trim, BRASS, Tone.of("#D8825F"))
        for side in (-1, 1) if seats > 1 else (1,):
            with canvas.turned(side * 12, MID + side * (inner - 38), 256):
                canvas.part(box(MID + side * (inner - 38) - 36, 222, 72, 68, 16), tone, "ball")


@draws
def dining_chair(canvas: Canvas) -> None:
    """A chair: slatted, shell or upholstered."""
    kind = canvas.form("slats", "shell", "soft")
    legs = canvas.pick(OAK, WALNUT, RUBBER) if kind != "slats" else canvas.tone.darker(0.06)
    canvas.floor(MID, 460, 104)
    leg_pairs(canvas, 84, 300, 458, legs, splay=12)
    if kind == "slats":
        for side in (-1, 1):
            canvas.main(box(MID + side * 82 - 9, 66, 18, 244, 8), "tube")
        upright = canvas.chance(0.5)
        for step in range(4):
            if upright:
                canvas.main(box(MID - 58 + step * 34, 96, 14, 190, 4), "tube")
            else:
                canvas.main(box(MID - 82, 92 + step * 42, 164, 22, 8), "down")
        canvas.main(box(MID - 90, 72, 180, 30, 12), "down")
        canvas.main("M158 278H354L376 318Q256 334 136 318Z", "soft")
    elif kind == "shell":
        canvas.main(symmetric("M0 84 Q84 80 96 120 Q106 220 104 280 Q112 316 96 324 Q50 336 0 336"))
        canvas.main(
            symmetric("M0 276 Q70 272 100 282 Q112 316 96 324 Q50 336 0 336"),
            "down",
            canvas.tone.stepped(0.06),
        )
    else:
        canvas.main(symmetric("M0 72 Q78 68 88 92 L92 270 L0 280"), "soft")
        for dx in (-46, 0, 46):
            canvas.line([(MID + dx, 84), (MID + dx, 262)], canvas.dark.at(0.6), 3)
        canvas.main(symmetric("M0 268 L98 264 Q118 276 116 308 Q112 326 92 326 L0 328"), "down")


@draws
def office_chair(canvas: Canvas) -> None:
    """A swivel chair on castors, with a mesh or padded back."""
    frame = canvas.pick(RUBBER, STEEL.darker(0.1), OFF_WHITE)
    canvas.floor(MID, 464, 116)
    canvas.part(box(MID - 9, 340, 18, 76, 3), STEEL, "metal")
    for dx, y in ((-104, 448), (104, 448), (-56, 458), (56, 458), (0, 462)):
        canvas.strap(f"M{MID} 412L{MID + dx} {y - 12}", frame, 11)
        canvas.part(oval(MID + dx, y, 11), RUBBER, "ball")
    high = canvas.pick(64, 92)
    canvas.part(box(MID - 12, 230, 24, 110, 5), frame, "tube")
    canvas.main(
        symmetric(f"M0 {high} Q66 {high - 4} 78 {high + 26} Q92 {high + 120} 74 262 Q40 276 0 276")
    )
    if canvas.chance(0.5):
        for y in range(high + 22, 262, 12):
            canvas.line([(MID - 66, y), (MID + 66, y)], canvas.deep.at(0.35), 2)
        canvas.line(
            symmetric(
                f"M0 {high} Q66 {high - 4} 78 {high + 26} Q92 {high + 120} 74 262 Q40 276 0 276"
            ),
            frame,
            6,
        )
    else:
        canvas.line(
            f"M{MID - 72} {high + 96}Q{MID} {high + 110} {MID + 72} {high + 96}", canvas.dark, 3
        )
    canvas.main(symmetric("M0 290 Q90 286 104 306 Q112 336 92 344 Q50 350 0 350"), "down")
    if canvas.chance(0.7):
        canvas.both(lambda: canvas.strap("M352 326Q388 320 386 252", frame, 9))
        canvas.both(lambda: canvas.part(box(362, 240, 48, 17, 8), RUBBER, "down"))


@draws
def stool(canvas: Canvas) -> None:
    """A stool: bar height, low or padded."""
    tall = canvas.chance(0.5)
    low = 464 if tall else 420
    top = 96 if tall else 200
    legs = canvas.pick(OAK, WALNUT, RUBBER, canvas.tone.darker(0.1))
    canvas.floor(MID, low, 110)
    for dx, shade in ((-58, 0.3), (58, 0.3), (-104, 0), (104, 0)):
        y = low - (16 if shade else 0)
        canvas.strap(f"M{MID + dx * 0.6} {top + 30}L{MID + dx} {y - 6}", legs.darker(shade), 12)
    rest = top + (low - top) * 0.66
    canvas.strap(f"M{MID - 92} {rest}H{MID + 92}", legs.darker(0.1), 7)
    if canvas.chance(0.5):
        canvas.main(box(MID - 98, top, 196, 50, 24), "down")
        canvas.line([(MID - 94, top + 32), (MID + 94, top + 32)], canvas.deep.at(0.5), 3)
    else:
        canvas.main(
            f"M{MID - 104} {top + 20}V{top + 32}Q{MID} {top + 60} {MID + 104} {top + 32}"
            f"V{top + 20}Z",
            "down",
            canvas.dark,
        )
        canvas.main(oval(MID, top + 20, 104, 25), "soft")
