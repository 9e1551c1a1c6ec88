"""Furniture, from the front."""

from retrieval.demo_shop.drawing.canvas import Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    ASSORTED,
    BRASS,
    OAK,
    OFF_WHITE,
    PAPER,
    RUBBER,
    STEEL,
    WALNUT,
    Tone,
)

_X = 256


def _legs(
    canvas: Canvas, half: float, top: float, low: float, tone: Tone, splay: float = 0
) -> None:
    """Draw a front pair of legs, and a shaded pair behind."""
    for inset, shade in ((34, 0.35), (0, 0)):
        for side in (-1, 1):
            x = _X + side * (half - inset)
            y = low - inset * 0.5
            canvas.part(
                f"M{x - 8} {top}H{x + 8}L{x + side * splay + 5} {y}H{x + side * splay - 5}Z",
                tone.darker(shade),
                "tube",
            )


def _grain(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    for _ in range(4):
        level = y + height * canvas.span(0.15, 0.85)
        sway = canvas.span(-4, 4)
        canvas.line(
            f"M{x + width * canvas.span(0.02, 0.2)} {level}Q{x + width / 2} {level + sway} "
            f"{x + width * canvas.span(0.7, 0.97)} {level}",
            canvas.dark.at(0.45),
            1.6,
        )


@draws
def sofa(canvas: Canvas) -> None:
    """A two- or three-seater; arms, legs and cushions vary."""
    _seat(canvas, 196, canvas.pick(2, 3))


@draws
def armchair(canvas: Canvas) -> None:
    """An armchair: boxy, rounded or winged."""
    kind = canvas.pick("box", "wing", "tub")
    if kind == "box":
        _seat(canvas, 134, 1)
        return
    legs = canvas.pick(OAK, WALNUT, RUBBER)
    canvas.floor(_X, 448, 120)
    _legs(canvas, 92, 380, 446, legs, 8)
    if kind == "wing":
        canvas.main(symmetric("M0 70 Q90 66 112 92 Q140 110 134 170 L124 300 L0 320"))
        canvas.main(
            symmetric("M0 96 Q70 94 84 116 L86 300 L0 310"), "soft", canvas.tone.stepped(0.05)
        )
        canvas.dots([(_X + dx, y) for y in (146, 206) for dx in (-48, 0, 48)], 4.5, canvas.dark)
    else:
        canvas.main(symmetric("M0 150 C110 150 150 210 146 300 L0 320"))
        for dx in (-84, -42, 0, 42, 84):
            canvas.line(
                f"M{_X + dx} {166 + abs(dx) * 0.3}Q{_X + dx * 1.05} 230 {_X + dx} 300",
                canvas.deep.at(0.35),
                3,
            )
    canvas.main(box(_X - 98, 282, 196, 62, 22), "down", canvas.tone.stepped(0.04))

    def arm() -> None:
        canvas.main("M338 252Q390 240 394 280L384 390Q382 400 366 400H340Z", "soft")

    canvas.main(box(_X - 100, 336, 200, 62, 10), "down")
    canvas.both(arm)


def _seat(canvas: Canvas, half: float, seats: int) -> None:
    legs = canvas.pick(OAK, WALNUT, RUBBER, BRASS)
    arm = canvas.span(30, 44)
    soft = canvas.pick(12, 26)
    top = canvas.span(164, 196)
    canvas.floor(_X, 414, half + 8)
    _legs(canvas, half - 22, 370, 412, legs, canvas.pick(0, 7))
    canvas.main(box(_X - half + 8, top, 2 * half - 16, 180, soft + 6), "down", canvas.dark)
    inner = half - arm
    wide = 2 * inner / seats
    for index in range(seats):
        x = _X - inner + index * wide
        canvas.main(box(x + 1, top + 14, wide - 2, 126, soft), "soft")
    if canvas.chance(0.4):
        canvas.dots(
            [
                (_X - inner + wide * (i + share), top + 74)
                for i in range(seats)
                for share in (0.28, 0.72)
            ],
            4.5,
            canvas.dark,
        )
    for index in range(seats):
        x = _X - inner + index * wide
        canvas.main(box(x + 1, 290, wide - 2, 50, min(soft, 18)), "down", canvas.tone.stepped(0.05))
    canvas.main(box(_X - half + 6, 336, 2 * half - 12, 46, 8), "down")
    rise = canvas.pick(232, 256)
    canvas.both(
        lambda: canvas.main(box(_X + inner - 1, rise, arm + 2, 150, min(soft, arm / 2)), "soft")
    )
    if canvas.chance(0.7):
        tone = canvas.pick(canvas.contrast, canvas.trim, BRASS, Tone.of("#D8825F"))
        for side in (-1, 1) if seats > 1 else (1,):
            with canvas.turned(side * 12, _X + side * (inner - 38), 256):
                canvas.part(box(_X + side * (inner - 38) - 36, 222, 72, 68, 16), tone, "ball")


@draws
def dining_table(canvas: Canvas) -> None:
    """A table: oblong with four legs, round on a column, or trestles."""
    kind = canvas.pick("legs", "round", "trestle")
    canvas.floor(_X, 410, 200, 16)
    if kind == "round":
        canvas.main(
            symmetric("M0 196 L15 196 Q18 330 26 372 L92 400 Q92 410 80 410 L0 410"),
            "tube",
            canvas.tone.darker(0.1),
        )
        canvas.main("M56 184H456V200Q456 232 256 236Q56 232 56 200Z", "down", canvas.dark)
        canvas.main(oval(_X, 182, 200, 40), "soft")
        canvas.line(oval(_X, 182, 130, 24), canvas.dark.at(0.3), 1.6)
        return
    if kind == "legs":
        _legs(canvas, 186, 216, 410, canvas.tone.darker(0.08), canvas.pick(0, 10))
    else:
        metal = canvas.pick(RUBBER, canvas.tone.darker(0.15))
        for side in (-1, 1):
            x = _X + side * 140
            canvas.strap(
                f"M{x} 220L{x - 44} 408M{x} 220L{x + 44} 408M{x - 26} 330H{x + 26}", metal, 11
            )
        canvas.strap("M130 330H382", metal, 7)
    canvas.main("M96 166H416L474 206H38Z", "soft")
    _grain(canvas, 90, 166, 330, 40)
    canvas.main(box(38, 205, 436, 22, 4), "down", canvas.dark)


@draws
def dining_chair(canvas: Canvas) -> None:
    """A chair: slatted, shell or upholstered."""
    kind = canvas.pick("slats", "shell", "soft")
    legs = canvas.pick(OAK, WALNUT, RUBBER) if kind != "slats" else canvas.tone.darker(0.06)
    canvas.floor(_X, 460, 104)
    _legs(canvas, 84, 300, 458, legs, 12)
    if kind == "slats":
        for side in (-1, 1):
            canvas.main(box(_X + side * 82 - 9, 66, 18, 244, 8), "tube")
        upright = canvas.chance(0.5)
        for step in range(4):
            if upright:
                canvas.main(box(_X - 58 + step * 34, 96, 14, 190, 4), "tube")
            else:
                canvas.main(box(_X - 82, 92 + step * 42, 164, 22, 8), "down")
        canvas.main(box(_X - 90, 72, 180, 30, 12), "down")
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
            canvas.line([(_X + dx, 84), (_X + dx, 262)], canvas.dark.at(0.6), 3)
        canvas.main(symmetric("M0 268 L98 264 Q118 276 116 308 Q112 326 92 326 L0 328"), "down")


@draws
def desk(canvas: Canvas) -> None:
    """A desk with drawers, on legs or a frame."""
    kind = canvas.pick("drawers", "frame", "secretary")
    metal = canvas.pick(RUBBER, BRASS, STEEL, OFF_WHITE)
    canvas.floor(_X, 420, 200, 16)
    if kind == "frame":
        canvas.strap("M84 420V222M428 420V222M84 392H428", metal, 12)
    else:
        _legs(canvas, 186, 216, 420, canvas.pick(canvas.tone.darker(0.1), metal))
    if kind == "drawers":
        canvas.main(box(290, 214, 150, 172, 6), "cloth", canvas.tone.darker(0.05))
        for row in range(3):
            canvas.main(box(300, 222 + row * 54, 130, 48, 4), "soft")
            canvas.part(box(346, 240 + row * 54, 38, 8, 4), metal, "down")
    elif kind == "secretary":
        canvas.main(box(66, 132, 380, 72, 6), "cloth", canvas.tone.darker(0.08))
        for column in range(3):
            canvas.fill(box(78 + column * 122, 142, 112, 54, 3), canvas.deep.at(0.75))
        for index, wide in enumerate((12, 18, 10, 15)):
            canvas.fill(
                box(88 + index * 20, 150 + index % 2 * 6, wide, 46 - index % 2 * 6, 2),
                ASSORTED[index],
            )
        canvas.main(box(74, 222, 364, 36, 4), "soft", canvas.tone.darker(0.04))
        canvas.dots([(166, 240), (346, 240)], 6, metal)
    else:
        canvas.main(box(150, 222, 212, 34, 4), "soft", canvas.tone.darker(0.05))
        canvas.part(box(236, 236, 40, 8, 4), metal)
    canvas.main(box(44, 200, 424, 22, 4), "down")
    _grain(canvas, 44, 200, 424, 20)


@draws
def office_chair(canvas: Canvas) -> None:
    """A swivel chair on castors, with a mesh or padded back."""
    frame = canvas.pick(RUBBER, STEEL.darker(0.1), OFF_WHITE)
    canvas.floor(_X, 464, 116)
    canvas.part(box(_X - 9, 340, 18, 76, 3), STEEL, "metal")
    for dx, y in ((-104, 448), (104, 448), (-56, 458), (56, 458), (0, 462)):
        canvas.strap(f"M{_X} 412L{_X + dx} {y - 12}", frame, 11)
        canvas.part(oval(_X + dx, y, 11), RUBBER, "ball")
    high = canvas.pick(64, 92)
    canvas.part(box(_X - 12, 230, 24, 110, 5), frame, "tube")
    canvas.main(
        symmetric(f"M0 {high} Q66 {high - 4} 78 {high + 26} Q92 {high + 120} 74 262 Q40 276 0 276")
    )
    if canvas.chance(0.5):
        for y in range(high + 22, 262, 12):
            canvas.line([(_X - 66, y), (_X + 66, y)], canvas.deep.at(0.35), 2)
        canvas.line(
            symmetric(
                f"M0 {high} Q66 {high - 4} 78 {high + 26} Q92 {high + 120} 74 262 Q40 276 0 276"
            ),
            frame,
            6,
        )
    else:
        canvas.line(
            f"M{_X - 72} {high + 96}Q{_X} {high + 110} {_X + 72} {high + 96}", canvas.dark, 3
        )
    canvas.main(symmetric("M0 290 Q90 286 104 306 Q112 336 92 344 Q50 350 0 350"), "down")
    if canvas.chance(0.7):
        canvas.both(lambda: canvas.strap("M352 326Q388 320 386 252", frame, 9))
        canvas.both(lambda: canvas.part(box(362, 240, 48, 17, 8), RUBBER, "down"))


@draws
def bookcase(canvas: Canvas) -> None:
    """Shelves with books and small things."""
    wide = canvas.pick(104, 136, 160)
    shelves = canvas.pick(3, 4, 5)
    low = canvas.pick(452, 440)
    top = 52 if wide < 150 else 108  # noqa: PLR2004 - broad ones are lower
    canvas.floor(_X, low + 12, wide)
    if low < 452:  # noqa: PLR2004 - raised ones stand on feet
        _legs(canvas, wide - 14, low - 6, low + 14, canvas.dark)
    canvas.main(box(_X - wide, top, 2 * wide, low - top, 5), "cloth")
    canvas.fill(box(_X - wide + 13, top + 13, 2 * wide - 26, low - top - 26, 2), canvas.deep)
    pitch = (low - top - 13) / shelves
    for shelf in range(shelves):
        base = top + (shelf + 1) * pitch
        _books(canvas, _X - wide + 18, _X + wide - 18, base, pitch)
        canvas.main(box(_X - wide + 6, base, 2 * wide - 12, 13, 2), "down")


def _books(canvas: Canvas, left: float, right: float, base: float, room: float) -> None:
    x = left + canvas.span(0, 14)
    while x < right - 24:
        wide = canvas.span(9, 18)
        if canvas.chance(0.08):
            canvas.part(f"M{x} {base}h22l4 -26h-30Z", OFF_WHITE, "tube")
            canvas.fill(oval(x + 11, base - 38, 15, 17), Tone.of("#6FA463"))
            x += 38
            continue
        tall = (room - 20) * canvas.span(0.6, 0.92)
        tone = canvas.pick(*ASSORTED).mix(PAPER, 0.25).darker(0.08)
        canvas.part(box(x, base - tall, wide, tall, 1.5), tone, "tube", 0.8)
        canvas.line(
            [(x + 2, base - tall * 0.78), (x + wide - 2, base - tall * 0.78)],
            PAPER.at(0.8),
            2,
            cap="butt",
        )
        x += wide + (canvas.span(20, 60) if canvas.chance(0.1) else 1)


@draws
def bed_frame(canvas: Canvas) -> None:
    """A bed seen from its foot at an angle: slatted, panelled or padded."""
    kind = canvas.pick("panel", "slats", "padded")
    canvas.floor(_X, 436, 206, 16)
    head = symmetric("M0 108 L188 108 Q200 110 200 124 L200 370 L0 370")
    if kind == "slats":
        for step in range(-6, 7):
            canvas.main(box(_X + step * 29 - 6, 130, 12, 190, 3), "tube")
        canvas.main(box(56, 108, 400, 28, 8), "down")
        canvas.both(lambda: canvas.main(box(436, 100, 22, 300, 6), "tube"))
    else:
        canvas.main(head, "soft")
        if kind == "padded":
            for row in range(3):
                for step in range(-4 + row % 2, 5):
                    canvas.dots(
                        [(_X + step * 42 - (21 if row % 2 else 0), 142 + row * 44)],
                        4.5,
                        canvas.dark,
                    )
        else:
            for step in range(3):
                canvas.line(box(74 + step * 124, 132, 116, 170, 4), canvas.dark.at(0.7), 3)
    linen = OFF_WHITE if canvas.tone.lightness < 0.8 else Tone.of("#D5DAE2")  # noqa: PLR2004 - white beds
    canvas.both(lambda: canvas.part(box(276, 230, 142, 76, 30), linen, "ball"))
    canvas.part("M76 284H436L456 376H56Z", linen, "down")
    canvas.part("M64 322Q256 304 448 322L460 386H52Z", Tone.of("#C9D3DA"), "down")
    canvas.main(box(44, 372, 424, 44, 6), "down")
    _grain(canvas, 44, 372, 424, 44)
    for x in (60, 452):
        canvas.main(box(x - 10, 410, 20, 28, 4), "tube", canvas.dark)


@draws
def side_table(canvas: Canvas) -> None:
    """A small table: three legs, a drawer or a drum."""
    kind = canvas.pick("tripod", "drawer", "tray")
    canvas.floor(_X, 430, 112)
    if kind == "tripod":
        for dx in (-84, 84, 8):
            canvas.main(
                f"M{_X + dx * 0.6 - 8} 214h16L{_X + dx + 5} 430h-10Z",
                "tube",
                canvas.tone.darker(0.1),
            )
        canvas.main("M126 200Q126 232 256 236Q386 232 386 200Z", "down", canvas.dark)
        canvas.main(oval(_X, 198, 130, 30), "soft")
    elif kind == "drawer":
        _legs(canvas, 84, 300, 430, canvas.tone.darker(0.1), 5)
        canvas.main(box(154, 196, 204, 122, 6), "cloth")
        rows = canvas.pick(1, 2)
        for row in range(rows):
            canvas.main(
                box(166, 210 + row * 50, 180, 96 / rows, 4), "soft", canvas.tone.lighter(0.06)
            )
            canvas.dots([(_X, 210 + 48 / rows + row * 50)], 7, canvas.pick(BRASS, RUBBER, STEEL))
        canvas.main(box(140, 180, 232, 20, 5), "down")
    else:
        metal = canvas.pick(BRASS, RUBBER, STEEL)
        canvas.strap("M166 200V426M346 200V426M166 412H346", metal, 8)
        canvas.main("M130 180H382V206Q382 224 362 224H150Q130 224 130 206Z", "down")
        canvas.main(oval(_X, 182, 126, 22), "soft")
    if canvas.chance(0.5):
        y = 190 if kind != "drawer" else 184
        canvas.part(f"M224 {y}l-8 -50h44l-8 50Z", OFF_WHITE, "tube")
        canvas.fill(oval(238, y - 70, 28, 26), Tone.of("#6FA463"))


@draws
def stool(canvas: Canvas) -> None:
    """A stool: bar height, low or padded."""
    tall = canvas.pick(True, False)
    low = 464 if tall else 420
    top = 96 if tall else 200
    legs = canvas.pick(OAK, WALNUT, RUBBER, canvas.tone.darker(0.1))
    canvas.floor(_X, low, 110)
    for dx, shade in ((-58, 0.3), (58, 0.3), (-104, 0), (104, 0)):
        y = low - (16 if shade else 0)
        canvas.strap(f"M{_X + dx * 0.6} {top + 30}L{_X + dx} {y - 6}", legs.darker(shade), 12)
    rest = top + (low - top) * 0.66
    canvas.strap(f"M{_X - 92} {rest}H{_X + 92}", legs.darker(0.1), 7)
    if canvas.chance(0.5):
        canvas.main(box(_X - 98, top, 196, 50, 24), "down")
        canvas.line([(_X - 94, top + 32), (_X + 94, top + 32)], canvas.deep.at(0.5), 3)
    else:
        canvas.main(
            f"M{_X - 104} {top + 20}V{top + 32}Q{_X} {top + 60} {_X + 104} {top + 32}V{top + 20}Z",
            "down",
            canvas.dark,
        )
        canvas.main(oval(_X, top + 20, 104, 25), "soft")
