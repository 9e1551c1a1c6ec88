"""Furniture, from the front."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.joinery import grain, leg_pairs
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    ASSORTED,
    BRASS,
    OFF_WHITE,
    PAPER,
    RUBBER,
    STEEL,
    Tone,
)


@draws
def dining_table(canvas: Canvas) -> None:
    """A table: oblong with four legs, round on a column, or trestles."""
    kind = canvas.form("legs", "round", "trestle")
    canvas.floor(MID, 410, 200, 16)
    if kind == "round":
        canvas.main(
            symmetric("M0 196 L15 196 Q18 330 26 372 L92 400 Q92 410 80 410 L0 410"),
            "tube",
            canvas.tone.darker(0.1),
        )
        canvas.main("M56 184H456V200Q456 232 256 236Q56 232 56 200Z", "down", canvas.dark)
        canvas.main(oval(MID, 182, 200, 40), "soft")
        canvas.line(oval(MID, 182, 130, 24), canvas.dark.at(0.3), 1.6)
        return
    if kind == "legs":
        leg_pairs(canvas, 186, 216, 410, canvas.tone.darker(0.08), splay=canvas.pick(0, 10))
    else:
        metal = canvas.pick(RUBBER, canvas.tone.darker(0.15))
        for side in (-1, 1):
            x = MID + side * 140
            canvas.strap(
                f"M{x} 220L{x - 44} 408M{x} 220L{x + 44} 408M{x - 26} 330H{x + 26}", metal, 11
            )
        canvas.strap("M130 330H382", metal, 7)
    canvas.main("M96 166H416L474 206H38Z", "soft")
    grain(canvas, 90, 166, 330, 40)
    canvas.main(box(38, 205, 436, 22, 4), "down", canvas.dark)


@draws
def desk(canvas: Canvas) -> None:
    """A desk with drawers, on legs or a frame."""
    kind = canvas.form("drawers", "frame", "secretary")
    metal = canvas.pick(RUBBER, BRASS, STEEL, OFF_WHITE)
    canvas.floor(MID, 420, 200, 16)
    if kind == "frame":
        canvas.strap("M84 420V222M428 420V222M84 392H428", metal, 12)
    else:
        leg_pairs(canvas, 186, 216, 420, canvas.pick(canvas.tone.darker(0.1), metal))
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
    grain(canvas, 44, 200, 424, 20)


@draws
def bookcase(canvas: Canvas) -> None:
    """Shelves with books and small things."""
    wide = canvas.pick(104, 136, 160)
    shelves = canvas.pick(3, 4, 5)
    low = canvas.pick(452, 440)
    top = 52 if wide < 150 else 108
    canvas.floor(MID, low + 12, wide)
    if low < 452:
        leg_pairs(canvas, wide - 14, low - 6, low + 14, canvas.dark)
    canvas.main(box(MID - wide, top, 2 * wide, low - top, 5), "cloth")
    canvas.fill(box(MID - wide + 13, top + 13, 2 * wide - 26, low - top - 26, 2), canvas.deep)
    pitch = (low - top - 13) / shelves
    for shelf in range(shelves):
        base = top + (shelf + 1) * pitch
        _books(canvas, MID - wide + 18, MID + wide - 18, base, pitch)
        canvas.main(box(MID - wide + 6, base, 2 * wide - 12, 13, 2), "down")


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
    """A bed from its foot: slatted, panelled or padded."""
    kind = canvas.form("panel", "slats", "padded")
    top = canvas.pick(64, 108, 150)
    canvas.floor(MID, 436, 206, 16)
    if kind == "slats":
        for step in range(-6, 7):
            canvas.main(box(MID + step * 29 - 6, top + 22, 12, 300 - top, 3), "tube")
        canvas.main(box(56, top, 400, 28, 8), "down")
        canvas.both(lambda: canvas.main(box(436, top - 8, 22, 408 - top, 6), "tube"))
    else:
        arch = canvas.pick(0, 0, 46)
        canvas.main(
            symmetric(f"M0 {top - arch} Q150 {top - arch} 200 {top + 14} L200 370 L0 370"), "soft"
        )
        if kind == "padded":
            _buttons(canvas, top)
        else:
            for step in range(3):
                panel = box(74 + step * 124, top + 24, 116, 250 - top, 4)
                canvas.line(panel, canvas.dark.at(0.7), 3)
    linen = OFF_WHITE if canvas.tone.lightness < 0.8 else Tone.of("#D5DAE2")
    cover = Tone.of(canvas.pick("#C9D3DA", "#D8C7B0", "#AEB9A6", "#E7E2DA", "#5D6B80"))
    canvas.both(lambda: canvas.part(box(276, 230, 142, 76, 30), linen, "ball"))
    canvas.part("M76 284H436L456 376H56Z", linen, "down")
    fold = canvas.pick(300, 322)
    canvas.part(f"M64 {fold}Q256 {fold - 18} 448 {fold}L460 386H52Z", cover, "down")
    foot = canvas.pick(372, 340)
    canvas.main(box(44, foot, 424, 416 - foot, 6), "down")
    grain(canvas, 44, foot, 424, 416 - foot)
    for x in (60, 452):
        canvas.main(box(x - 10, 410, 20, 28, 4), "tube", canvas.dark)


def _buttons(canvas: Canvas, top: float) -> None:
    """Button a padded headboard in offset rows."""
    for row in range(int((250 - top) / 44) + 1):
        offset = 21 if row % 2 else 0
        spots = [(MID + step * 42 - offset, top + 34 + row * 44) for step in range(-3, 5 - row % 2)]
        canvas.dots([(x, y) for x, y in spots if abs(x - MID) < 170], 4.5, canvas.dark)


@draws
def side_table(canvas: Canvas) -> None:
    """A small table: three legs, a drawer or a drum."""
    kind = canvas.form("tripod", "drawer", "tray")
    canvas.floor(MID, 430, 112)
    if kind == "tripod":
        for dx in (-84, 84, 8):
            canvas.main(
                f"M{MID + dx * 0.6 - 8} 214h16L{MID + dx + 5} 430h-10Z",
                "tube",
                canvas.tone.darker(0.1),
            )
        canvas.main("M126 200Q126 232 256 236Q386 232 386 200Z", "down", canvas.dark)
        canvas.main(oval(MID, 198, 130, 30), "soft")
    elif kind == "drawer":
        leg_pairs(canvas, 84, 300, 430, canvas.tone.darker(0.1), splay=5)
        canvas.main(box(154, 196, 204, 122, 6), "cloth")
        rows = canvas.pick(1, 2)
        for row in range(rows):
            canvas.main(
                box(166, 210 + row * 50, 180, 96 / rows, 4), "soft", canvas.tone.lighter(0.06)
            )
            canvas.dots([(MID, 210 + 48 / rows + row * 50)], 7, canvas.pick(BRASS, RUBBER, STEEL))
        canvas.main(box(140, 180, 232, 20, 5), "down")
    else:
        metal = canvas.pick(BRASS, RUBBER, STEEL)
        canvas.strap("M166 200V426M346 200V426M166 412H346", metal, 8)
        canvas.main("M130 180H382V206Q382 224 362 224H150Q130 224 130 206Z", "down")
        canvas.main(oval(MID, 182, 126, 22), "soft")
    if canvas.chance(0.5):
        y = 190 if kind != "drawer" else 184
        canvas.part(f"M224 {y}l-8 -50h44l-8 50Z", OFF_WHITE, "tube")
        canvas.fill(oval(238, y - 70, 28, 26), Tone.of("#6FA463"))
