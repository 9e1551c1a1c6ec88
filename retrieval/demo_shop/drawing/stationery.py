"""For writing and keeping order."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval
from retrieval.demo_shop.drawing.tone import (
    ASSORTED,
    BRASS,
    INK,
    OAK,
    OFF_WHITE,
    PAPER,
    RUBBER,
    STEEL,
    Tone,
)


@draws
def notebook(canvas: Canvas) -> None:
    """A bound book with an elastic, or a spiral pad."""
    spiral = canvas.chance(0.4)
    with canvas.turned(canvas.pick(-9, 0, 8)):
        canvas.part(box(136, 74, 256, 372, 10), PAPER.darker(0.14), "flat")
        for step in range(4):
            canvas.line([(388 - step * 3, 84), (388 - step * 3, 438)], PAPER.darker(0.3).at(0.5), 1)
        canvas.main(box(124, 66, 258, 372, 12), "soft")
        if spiral:
            for y in range(88, 430, 24):
                canvas.fill(oval(146, y, 5), canvas.deep)
                canvas.line(
                    f"M146 {y}Q108 {y - 12} 112 {y + 4}Q118 {y + 12} 136 {y + 5}",
                    STEEL.darker(0.15),
                    4,
                )
        else:
            canvas.dim(box(124, 66, 28, 372, 12), 0.14)
            canvas.line(
                [(346, 66), (346, 438)],
                canvas.pick(canvas.deep, canvas.contrast, canvas.trim),
                10,
                cap="butt",
            )
            canvas.part("M216 436H234V478L225 466L216 478Z", canvas.trim)
        cover = canvas.pick("label", "lines", "none")
        if cover == "label":
            canvas.part(box(182, 130, 130, 82, 5), PAPER, "soft")
            canvas.line([(200, 158), (294, 158)], INK.at(0.8), 6)
            canvas.line([(200, 184), (264, 184)], INK.at(0.5), 4)
        elif cover == "lines":
            canvas.line([(184, 360), (300, 360)], canvas.contrast, 5)
            canvas.line([(184, 380), (258, 380)], canvas.contrast.at(0.7), 4)
    if canvas.chance(0.4):
        with canvas.turned(24, 420, 300):
            _pencil(canvas, 430, 150, 340, canvas.pick(Tone.of("#F1B434"), canvas.trim))


def _pencil(canvas: Canvas, x: float, top: float, low: float, tone: Tone) -> None:
    canvas.part(box(x - 11, top, 22, low - top, 2), tone, "tube")
    canvas.part(box(x - 11, top - 12, 22, 16, 3), Tone.of("#E58A93"), "tube")
    canvas.part(box(x - 11, top + 2, 22, 12, 1), STEEL, "metal")
    canvas.part(f"M{x - 11} {low}H{x + 11}L{x} {low + 32}Z", OAK.lighter(0.4), "tube")
    canvas.fill(f"M{x - 4} {low + 22}H{x + 4}L{x} {low + 32}Z", INK)


@draws
def pen(canvas: Canvas) -> None:
    """A fountain pen, a ballpoint or a set of felt tips."""
    kind = canvas.form("fountain", "ballpoint", "set")
    if kind == "set":
        for index in range(5):
            with canvas.turned(-18 + index * 9, MID, 560):
                tone = (
                    canvas.tone,
                    canvas.accent(1),
                    canvas.accent(4),
                    canvas.accent(2),
                    canvas.accent(3),
                )[index]
                x = MID
                canvas.part(f"M{x - 6} 108L{x} 84L{x + 6} 108Z", INK)
                canvas.part(box(x - 14, 106, 28, 54, 5), OFF_WHITE, "tube")
                canvas.main(box(x - 16, 150, 32, 290, 7), "tube", tone)
                canvas.part(box(x - 16, 420, 32, 24, 7), tone.darker(0.25), "tube")
        return
    metal = canvas.pick(BRASS, STEEL)
    with canvas.turned(canvas.pick(38, -38, 30)):
        if kind == "fountain":
            canvas.main(box(MID - 23, 226, 46, 250, 20), "tube")
            canvas.part(f"M{MID - 22} 226H{MID + 22}L{MID + 13} 150H{MID - 13}Z", RUBBER, "tube")
            canvas.part(
                f"M{MID - 14} 156Q{MID - 18} 110 {MID} 56Q{MID + 18} 110 {MID + 14} 156Z",
                metal,
                "metal",
            )
            canvas.line([(MID, 58), (MID, 120)], INK, 2)
            canvas.fill(oval(MID, 122, 3.5), INK)
            for y in (226, 250, 452):
                canvas.part(box(MID - 24, y, 48, 8, 2), metal, "metal")
        else:
            canvas.part(f"M{MID - 4} 60L{MID} 40L{MID + 4} 60Z", STEEL)
            canvas.part(f"M{MID - 19} 130L{MID - 5} 58H{MID + 5}L{MID + 19} 130Z", metal, "metal")
            canvas.main(box(MID - 20, 126, 40, 300, 6), "tube")
            canvas.part(box(MID - 21, 256, 42, 12, 2), metal, "metal")
            canvas.part(box(MID - 8, 424, 16, 40, 5), metal, "tube")
            canvas.part(box(MID + 10, 276, 13, 146, 5), metal, "tube")
            for y in range(146, 230, 12):
                canvas.line([(MID - 19, y), (MID + 19, y)], canvas.deep.at(0.4), 3)


@draws
def pencil_case(canvas: Canvas) -> None:
    """A zipped case with pencils looking out, or a roll."""
    canvas.floor(MID, 380, 200, 15)
    for index, (x, angle) in enumerate(((150, -24), (196, -12), (246, 2), (300, 14), (350, 26))):
        with canvas.turned(angle + 180, x, 230):
            _pencil(canvas, x, 190, 330 + index % 2 * 20, ASSORTED[index])
    if canvas.chance(0.6):
        canvas.main(
            "M66 250Q66 214 100 212H412Q446 214 446 250V346Q444 384 404 384H108Q68 384 66 346Z",
            "down",
        )
        canvas.line("M84 238Q256 222 428 238", canvas.deep, 9)
        canvas.line("M84 238Q256 222 428 238", BRASS, 4, "4 3")
        canvas.part(box(402, 232, 17, 46, 7), canvas.trim)
    else:
        canvas.main(box(66, 214, 380, 168, 78), "down")
        canvas.part(oval(98, 298, 34, 76), canvas.dark, "ball")
        canvas.line([(120, 240), (420, 240)], canvas.deep, 9)
        canvas.line([(120, 240), (420, 240)], STEEL, 3, "4 3")
    canvas.part(box(210, 296, 96, 44, 6), canvas.contrast, "soft")
    canvas.line([(228, 318), (288, 318)], canvas.tone.darker(0.3), 5)


@draws
def desk_organiser(canvas: Canvas) -> None:
    """A holder with compartments for pens, notes and clips."""
    canvas.floor(MID, 414, 180)
    for index, (x, angle) in enumerate(((146, -9), (176, 2), (206, 11))):
        with canvas.turned(angle + 180, x, 240):
            _pencil(canvas, x, 170, 350 + index * 12, ASSORTED[(index * 2 + 1) % 6])
    scissors = canvas.chance(0.5)
    if scissors:
        canvas.line([(330, 150), (344, 260)], STEEL, 10)
        canvas.line(oval(314, 128, 20, 26), ASSORTED[0], 9)
        canvas.line(oval(352, 124, 20, 26), ASSORTED[0], 9)
    else:
        for dx, tone in ((0, PAPER), (12, ASSORTED[1].lighter(0.3)), (24, PAPER.darker(0.08))):
            canvas.part(box(280 + dx, 170 + dx, 120, 160, 4), tone, "soft")
    round_cup = canvas.chance(0.5)
    if round_cup:
        canvas.fill(oval(176, 218, 72, 15), canvas.deep)
        canvas.main("M104 218Q176 244 248 218V402Q176 424 104 402Z", "tube")
        canvas.main(
            "M240 262Q330 286 420 262V402Q330 424 240 402Z", "tube", canvas.tone.stepped(0.08)
        )
    else:
        canvas.main(box(96, 212, 154, 200, 8), "soft")
        canvas.main(box(244, 264, 180, 148, 8), "soft", canvas.tone.stepped(0.08))
        canvas.line(box(266, 342, 136, 52, 5), canvas.dark, 3)
        canvas.dots([(334, 368)], 6, BRASS)
    canvas.part(box(84, 404, 348, 16, 6), canvas.pick(OAK, canvas.dark), "down")


@draws
def calendar(canvas: Canvas) -> None:
    """A wall or desk calendar with the days of a month."""
    desk = canvas.chance(0.5)
    top = 108 if desk else 76
    if desk:
        canvas.floor(MID, 424, 160)
        canvas.part("M104 420L120 396H392L408 420Z", canvas.deep, "down")
        canvas.part("M84 414L112 108H400L428 414Z", canvas.dark, "soft")
    low = 404 if desk else 446
    canvas.part(box(96, top, 320, low - top, 8), PAPER, "soft")
    picture = (low - top) * canvas.pick(0.3, 0.46)
    canvas.main(
        f"M96 {top + 8}Q96 {top} 104 {top}H408Q416 {top} 416 {top + 8}V{top + picture}H96Z", "soft"
    )
    if canvas.look.pattern == "plain" and not canvas.look.multicolour:
        canvas.fill(
            f"M96 {top + picture}V{top + picture * 0.74}L180 {top + picture * 0.46}L246 "
            f"{top + picture * 0.76}L318 {top + picture * 0.4}L416 {top + picture * 0.8}"
            f"V{top + picture}Z",
            canvas.dark,
        )
        canvas.fill(oval(356, top + picture * 0.32, 17), canvas.light.lighter(0.5))
    for x in range(124, 400, 24):
        canvas.fill(oval(x, top + 12, 4), canvas.deep)
        canvas.line([(x, top + 12), (x, top - 12)], STEEL.darker(0.2), 4)
    start, rows = canvas.pick(0, 2, 4), 5
    cell = (low - top - picture - 34) / rows
    marked = canvas.pick(9, 17, 22)
    for index in range(31):
        column, row = (index + start) % 7, (index + start) // 7
        if row < rows:
            x, y = 127 + column * 43, top + picture + 24 + row * cell + cell * 0.4
            if index == marked:
                canvas.fill(
                    oval(x, y, cell * 0.46),
                    canvas.tone if canvas.tone.lightness < 0.85 else canvas.trim,
                )
            canvas.fill(box(x - 8, y - 5, 16, 10, 3), OFF_WHITE if index == marked else INK.at(0.6))
