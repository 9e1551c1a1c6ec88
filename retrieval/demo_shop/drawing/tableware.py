"""What one eats and drinks from."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import BRASS, OAK, RUBBER, SHADE, SHINE, STEEL, Tone

_TEA = Tone.of("#8A5530")


def _vessel_inside(canvas: Canvas, y: float, rx: float, ry: float, drink: Tone | None) -> None:
    canvas.part(oval(MID, y, rx, ry), canvas.light.lighter(0.35), "soft")
    canvas.fill(oval(MID, y + 2, rx - 7, ry - 4), canvas.deep.mix(canvas.tone, 0.35))
    if drink:
        canvas.fill(oval(MID, y + 5, rx - 11, ry - 7), drink)


@draws
def mug(canvas: Canvas) -> None:
    """A mug: straight, tapered, rounded or enamel."""
    kind = canvas.form("straight", "taper", "round", "short")
    top = canvas.pick(140, 158) if kind != "short" else 196
    half = canvas.span(92, 106) if kind != "short" else 122
    with canvas.turned(0, dx=-28):
        canvas.floor(MID, 402, half + 8)
        mid = top + (400 - top) * 0.46
        reach = canvas.span(62, 82)
        canvas.strap(
            f"M{MID + half - 10} {mid - 52}C{MID + half + reach} {mid - 62} {MID + half + reach}"
            f" {mid + 66} {MID + half - 14} {mid + 58}",
            canvas.dark,
            21,
        )
        canvas.line(
            f"M{MID + half - 8} {mid - 56}C{MID + half + reach - 4} {mid - 64} "
            f"{MID + half + reach - 6}"
            f" {mid + 56} {MID + half - 12} {mid + 54}",
            canvas.tone,
            10,
        )
        low = {"straight": half - 2, "taper": half - 26, "round": half - 24, "short": half - 10}[
            kind
        ]
        swell = half + 14 if kind == "round" else half
        canvas.main(
            symmetric(
                f"M0 {top} L{half} {top} C{swell} {top + 110} {low + 8} 360 {low} 386 "
                f"Q{low - 8} 402 {low - 22} 402 L0 403"
            ),
            "tube",
        )
        if canvas.chance(0.35) and canvas.look.pattern == "plain":
            glaze = canvas.pick(canvas.light.lighter(0.5), canvas.deep)
            canvas.part(
                symmetric(
                    f"M0 {top} L{half} {top} L{half - 1} {top + 64} Q{half * 0.6} {top + 92} "
                    f"{half * 0.3} {top + 70} Q{half * 0.15} {top + 62} 0 {top + 78}"
                ),
                glaze,
                "tube",
                0,
            )
        _vessel_inside(canvas, top, half, half * 0.17, canvas.pick(None, _TEA, _TEA.darker(0.5)))
        if kind == "short":
            canvas.line(oval(MID, top, half, half * 0.17), RUBBER, 4)


@draws
def plate(canvas: Canvas) -> None:
    """A plate from above; the rim varies."""
    radius = canvas.span(166, 186)
    canvas.main(oval(MID, MID, radius), "soft")
    rim = canvas.pick("line", "coupe", "beads", "speckle")
    well = radius * canvas.pick(0.64, 0.7)
    canvas.dim(oval(MID + 2, MID + 4, well + 3), 0.12)
    centre = (
        canvas.tone.lighter(0.12)
        if canvas.look.pattern == "plain" and not canvas.look.multicolour
        else canvas.light.lighter(0.7)
    )
    canvas.part(oval(MID, MID, well), centre, "flat", 1)
    canvas.fill(
        oval(MID, MID, well), canvas.linear(((0, SHADE.at(0.16)), (1, SHINE.at(0.2))), "diagonal")
    )
    if rim == "line":
        for inset in (6, 14):
            canvas.line(oval(MID, MID, radius - inset), canvas.pick(BRASS, canvas.deep), 2.4)
    elif rim == "beads":
        canvas.line(oval(MID, MID, radius - 9), canvas.light.lighter(0.5), 9, "0.1 14")
    elif rim == "speckle":
        for _ in range(60):
            x, y = canvas.span(-1, 1), canvas.span(-1, 1)
            if x * x + y * y < 0.94:
                canvas.fill(
                    oval(MID + x * radius, MID + y * radius, canvas.span(1, 3)), canvas.deep.at(0.5)
                )
    canvas.gloss(
        f"M{MID - well * 0.7} {MID - well * 0.2}Q{MID - well * 0.5} {MID - well * 0.75} {MID} "
        f"{MID - well * 0.78}Q{MID - well * 0.4} {MID - well * 0.5} {MID - well * 0.7} "
        f"{MID - well * 0.2}Z",
        0.35,
    )


@draws
def bowl(canvas: Canvas) -> None:
    """A bowl, deep or wide, empty or with salad."""
    half, deep = canvas.span(150, 184), canvas.span(112, 158)
    top = 398 - deep
    canvas.floor(MID, 400, half * 0.55)
    canvas.main(
        symmetric(
            f"M0 {top} L{half} {top} C{half} {top + deep * 0.6} {half * 0.62} 386 "
            f"{half * 0.4} 388 L0 389"
        ),
        "tube",
    )
    canvas.part(
        symmetric(f"M0 386 L{half * 0.4} 386 L{half * 0.36} 402 L0 403"), canvas.dark, "tube"
    )
    _vessel_inside(canvas, top, half, half * 0.2, None)
    if canvas.chance(0.4):
        for index in range(22):
            x, y = canvas.span(-0.72, 0.72), canvas.span(-0.5, 0.4)
            tone = (Tone.of("#6FA953"), Tone.of("#A5C861"), Tone.of("#E2574C"), Tone.of("#F2D16B"))[
                index % 4
            ]
            canvas.part(
                oval(
                    MID + x * half,
                    top + y * half * 0.2 - 4,
                    19 - 6 * (index % 3),
                    13 - 3 * (index % 2),
                ),
                tone,
                "ball",
                1,
            )
    else:
        canvas.fill(oval(MID, top + 8, half * 0.7, half * 0.09), canvas.light.at(0.5))
    for dy in canvas.pick((), (26,), (22, 34)):
        width = half * (1 - (dy / deep) ** 2 * 0.5) - 2
        canvas.line(
            f"M{MID - width} {top + dy}Q{MID} {top + dy + half * 0.2} {MID + width} {top + dy}",
            canvas.contrast.at(0.9),
            4,
        )


@draws
def glass(canvas: Canvas) -> None:
    """A tumbler, a wine glass or a tall glass."""
    kind = canvas.form("tumbler", "wine", "tall")
    tint = canvas.tone
    canvas.floor(MID, 430, 74)
    drink = canvas.pick(None, Tone.of("#7FC3DE"), Tone.of("#E9A23B"))
    if kind == "wine":
        shape = symmetric("M0 300 C58 296 96 246 92 180 L80 92 L0 92")
        canvas.fill(oval(MID, 428, 74, 13), tint.at(0.5))
        canvas.line(oval(MID, 428, 74, 13), tint.darker(0.3), 2)
        canvas.fill(
            symmetric("M0 296 L9 298 L7 404 Q10 418 36 424 L0 428"), tint.darker(0.12).at(0.7)
        )
        surface, wide = 196, 93
        level = symmetric("M0 294 C54 290 92 246 92 196 L0 196")
        rim, rim_half = 92, 80
    else:
        top, half, low = (196, 84, 70) if kind == "tumbler" else (110, 66, 54)
        shape = symmetric(f"M0 {top} L{half} {top} L{low} 418 Q{low - 2} 430 {low - 14} 430 L0 431")
        surface = top + 84
        wide = half - (half - low) * 84 / (430 - top)
        level = symmetric(f"M0 {surface} L{wide - 6} {surface} L{low - 7} 408 L0 412")
        rim, rim_half = top, half
    canvas.fill(shape, tint.at(0.42))
    if drink:
        canvas.fill(level, drink.at(0.75))
        canvas.fill(oval(MID, surface, wide - 5, wide * 0.14), drink.lighter(0.35).at(0.9))
    canvas.main(shape, "tube", tint) if canvas.look.pattern != "plain" else canvas.line(
        shape, tint.darker(0.35).at(0.8), 2.5
    )
    canvas.fill(oval(MID, rim, rim_half, rim_half * 0.14), tint.lighter(0.5).at(0.5))
    canvas.line(oval(MID, rim, rim_half, rim_half * 0.14), tint.darker(0.35), 2.5)
    if kind == "tumbler" and canvas.chance(0.6):
        for dx in (-48, -24, 0, 24, 48):
            canvas.line([(MID + dx, 300), (MID + dx * 0.86, 420)], tint.darker(0.25).at(0.6), 3)
    canvas.gloss(
        f"M{MID - rim_half + 14} {rim + 26}h15L{MID - rim_half + 34} {surface + 90}h-12Z", 0.6
    )


@draws
def lunch_box(canvas: Canvas) -> None:
    """A box with a clipped lid, a bento or a tin."""
    kind = canvas.form("clip", "bento", "tin")
    canvas.floor(MID, 402, 172)
    lid = canvas.pick(OAK.lighter(0.15), canvas.dark, canvas.light.lighter(0.4))
    if kind == "bento":
        canvas.main(box(104, 282, 304, 118, 26), "tube")
        canvas.main(box(104, 176, 304, 112, 26), "tube", canvas.tone.stepped(0.12))
        canvas.part(box(98, 156, 316, 40, 18), lid, "down")
        canvas.line([(106, 285), (406, 285)], canvas.deep.at(0.7), 4)
        canvas.part(box(232, 150, 48, 254, 4), RUBBER.mix(canvas.tone, 0.2), "soft")
    elif kind == "clip":
        canvas.main(symmetric("M0 228 L158 228 L144 380 Q142 402 120 402 L0 403"), "cloth")
        canvas.part(box(88, 184, 336, 50, 18), lid, "down")
        for x in (124, 352):
            canvas.part(box(x, 200, 36, 74, 8), lid.darker(0.12), "down")
        canvas.line(box(150, 272, 212, 96, 16), canvas.dark.at(0.7), 3)
        if canvas.look.pattern == "plain":
            canvas.fill(
                "M256 350C200 312 224 282 256 304C288 282 312 312 256 350Z", canvas.contrast
            )
    else:
        canvas.line("M206 170Q206 124 256 124Q306 124 306 170", RUBBER, 12)
        canvas.main(symmetric("M0 168 Q148 166 156 214 L160 386 Q160 402 144 402 L0 403"))
        canvas.line("M98 246Q256 226 414 246", canvas.deep.at(0.6), 4)
        for x in (164, 330):
            canvas.part(box(x, 224, 20, 44, 4), STEEL, "metal")


@draws
def teapot(canvas: Canvas) -> None:
    """A round or tall pot with a spout and a handle."""
    knob = canvas.pick(OAK, canvas.dark, BRASS)
    canvas.floor(MID, 398, 120)
    if canvas.chance(0.5):
        canvas.strap("M356 220C456 190 460 350 346 352", canvas.pick(canvas.dark, OAK), 19)
    else:
        canvas.strap("M150 224C150 50 362 50 362 224", canvas.pick(OAK, BRASS, RUBBER), 13)
    canvas.main("M170 330C110 320 120 240 66 214Q58 204 78 202C140 204 150 250 186 262Z", "soft")
    squat = canvas.pick(126, 108)
    canvas.main(
        symmetric(
            f"M0 190 C{squat} 190 {squat + 6} 262 {squat + 4} 300 C{squat} 370 70 396 60 396 L0 397"
        ),
        "ball",
    )
    canvas.main(
        symmetric("M0 170 C46 170 66 188 70 206 Q36 216 0 217"), "soft", canvas.tone.stepped(0.08)
    )
    canvas.line(f"M186 206Q{MID} 226 326 206", canvas.deep.at(0.5), 2.5)
    canvas.part(oval(MID, 158, 17), knob, "ball")
    canvas.part(symmetric("M0 390 L62 388 L58 402 L0 403"), canvas.dark, "tube")
    if canvas.look.pattern == "plain" and canvas.chance(0.5):
        for dy in (0, 14):
            canvas.line(
                f"M{MID - squat - 2} {286 + dy}Q{MID} {320 + dy} {MID + squat + 2} {286 + dy}",
                canvas.contrast.at(0.85),
                4,
            )
