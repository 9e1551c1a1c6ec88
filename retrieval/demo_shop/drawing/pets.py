"""For dogs and cats."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval
from retrieval.demo_shop.drawing.tone import BRASS, GUM, LEATHER, OAK, OFF_WHITE, PAPER, STEEL, Tone

_KIBBLE = Tone.of("#9A6A3F")
_ROPE = Tone.of("#D8BE94")


def _paw(canvas: Canvas, x: float, y: float, size: float, tone: Tone) -> None:
    canvas.fill(oval(x, y + size * 0.35, size * 0.62, size * 0.5), tone)
    for dx, dy in ((-0.78, -0.16), (-0.3, -0.62), (0.3, -0.62), (0.78, -0.16)):
        canvas.fill(oval(x + dx * size, y + dy * size, size * 0.24, size * 0.3), tone)


def _bone(x: float, y: float, half: float, size: float) -> str:
    s = size
    return (
        f"M{x - half} {y - s * 0.5}a{s} {s} 0 1 0 {-s} {s * 0.5}a{s} {s} 0 1 0 {s} "
        f"{s * 0.5}H{x + half}"
        f"a{s} {s} 0 1 0 {s} {-s * 0.5}a{s} {s} 0 1 0 {-s} {-s * 0.5}Z"
    )


@draws
def dog_bed(canvas: Canvas) -> None:
    """A round or oblong bed with a soft cushion."""
    canvas.floor(MID, 400, 200, 20)
    inner = canvas.pick(OFF_WHITE, canvas.light.lighter(0.45), Tone.of("#E6D6BC"))
    if canvas.chance(0.55):
        canvas.main(
            "M52 296C52 220 130 186 256 186C382 186 460 220 460 296V326C460 380 380 406 256 406"
            "C132 406 52 380 52 326Z",
            "down",
        )
        canvas.part(oval(MID, 276, 168, 66), inner.darker(0.18), "down")
        canvas.part(oval(MID, 290, 150, 50), inner, "ball")
        canvas.main(
            "M52 300C90 360 170 346 196 346H316C342 346 422 360 460 300V326C460 380 380 406 256 406"
            "C132 406 52 380 52 326Z",
            "down",
            canvas.tone.stepped(0.05),
        )
    else:
        canvas.main("M60 230Q60 170 120 170H392Q452 170 452 230V360H60Z", "down", canvas.dark)
        canvas.part(box(92, 236, 328, 110, 40), inner, "ball")
        canvas.both(
            lambda: canvas.main(
                "M400 200Q462 196 466 260V370Q462 400 430 400Q400 398 398 366Z", "soft"
            )
        )
        canvas.main("M60 336Q256 320 452 336V372Q448 402 410 402H102Q64 402 60 372Z", "down")
    _paw(canvas, MID, 372, 20, canvas.contrast)


@draws
def dog_lead(canvas: Canvas) -> None:
    """A coiled lead with a hook, or a retractable one."""
    metal = canvas.pick(STEEL, BRASS)
    if canvas.chance(0.65):
        path = (
            "M132 120C90 40 220 40 196 124C180 220 90 260 150 340C220 440 400 400 366 "
            "300C330 220 210 270 260 340C300 390 380 390 412 330"
        )
        rope = canvas.chance(0.4)
        canvas.line(path, canvas.dark.darker(0.35), 25)
        canvas.line(path, canvas.tone, 21)
        if rope:
            canvas.line(path, canvas.trim, 20, "5 15", "butt")
        else:
            canvas.line(path, canvas.contrast.at(0.65), 2, "7 5", "butt")
        canvas.part(box(172, 120, 40, 26, 6), canvas.deep, "soft")
        x, y = 412, 326
        canvas.part(box(x - 15, y - 44, 30, 40, 6), canvas.deep, "soft")
        canvas.line(oval(x, y - 52, 11), metal, 6)
        canvas.line(
            f"M{x} {y - 62}v-34q-22 -8 -22 -32q0 -26 26 -28q24 4 22 30v10", metal.darker(0.3), 13
        )
        canvas.line(f"M{x} {y - 62}v-34q-22 -8 -22 -32q0 -26 26 -28q24 4 22 30v10", metal, 9)
    else:
        canvas.strap("M170 276Q120 330 118 420", canvas.deep, 9)
        canvas.line("M118 412q-20 14 -8 34q22 14 28 -12", metal, 8)
        canvas.main(
            "M160 250C140 120 250 90 320 110C420 130 440 230 430 300C424 390 350 410 300 390"
            "C220 370 168 330 160 250ZM262 210C230 250 260 330 310 336C360 338 376 290 372 250"
            "C366 196 300 172 262 210Z",
            "ball",
        )
        canvas.part(
            "M262 210C230 250 260 330 310 336C360 338 376 290 372 250C366 196 300 172 262 210Z",
            PAPER.darker(0.08),
            "soft",
        )
        canvas.part(oval(220, 220, 34), canvas.dark, "ball")
        canvas.part(box(292, 104, 56, 22, 9), canvas.contrast, "down")


@draws
def cat_tree(canvas: Canvas) -> None:
    """Posts wound with sisal, with platforms, a cave and a ball."""
    canvas.floor(MID, 470, 168)
    tall = canvas.pick(70, 110)
    right = canvas.chance(0.5)

    def post(x: float, top: float, low: float) -> None:
        canvas.part(box(x - 15, top, 30, low - top, 3), _ROPE, "tube")
        for y in range(int(top) + 5, int(low), 8):
            canvas.line([(x - 15, y + 2), (x + 15, y - 2)], _ROPE.darker(0.3).at(0.6), 1.8)

    def tree() -> None:
        post(170, tall + 30, 446)
        post(336, 230, 446)
        canvas.main(box(232, 322, 178, 128, 16), "soft")
        canvas.part("M280 450V398a40 40 0 0 1 80 0V450Z", canvas.deep, "down")
        canvas.main(box(246, 206, 178, 28, 13), "down")
        canvas.main(
            f"M96 {tall + 6}Q96 {tall + 52} 140 {tall + 52}H204Q246 {tall + 52} 246 "
            f"{tall + 6}Q246 {tall - 8}"
            f" 230 {tall - 6}Q170 {tall + 18} 112 {tall - 6}Q96 {tall - 8} 96 {tall + 6}Z",
            "down",
        )
        canvas.main(box(104, 300, 132, 24, 11), "down", canvas.tone.stepped(0.08))
        canvas.line([(404, 232), (404, 286)], _ROPE.darker(0.2), 3)
        canvas.part(oval(404, 298, 15), canvas.trim, "ball")
        canvas.main(box(90, 444, 336, 27, 10), "down", canvas.tone.stepped(0.08))

    if right:
        with canvas.flipped():
            tree()
    else:
        tree()


@draws
def pet_bowl(canvas: Canvas) -> None:
    """A bowl of kibble or water, single or on a stand."""
    if canvas.chance(0.3):
        canvas.floor(MID, 404, 200, 16)
        wood = canvas.pick(OAK, LEATHER)
        canvas.part(box(48, 276, 416, 30, 8), wood, "down")
        for x in (76, 404):
            canvas.part(box(x, 304, 32, 100, 6), wood.darker(0.1), "tube")
        for x, fill in ((158, _KIBBLE), (354, Tone.of("#8EC7E4"))):
            canvas.main(f"M{x - 84} 254H{x + 84}L{x + 70} 290H{x - 70}Z", "tube")
            canvas.part(oval(x, 252, 88, 22), canvas.light.lighter(0.3), "soft")
            canvas.fill(oval(x, 255, 74, 15), fill)
            for dx in range(-56, 60, 16) if fill is _KIBBLE else ():
                canvas.part(oval(x + dx, 252 + dx % 7, 9, 7), fill.lighter(0.12), "ball", 0.8)
        return
    canvas.floor(MID, 400, 170)
    flare = canvas.pick(34, -22)
    canvas.main(
        f"M{126 - max(0, -flare)} 268H{386 + max(0, -flare)}L{386 + max(flare, 0)} 378"
        f"Q{386 + max(flare, 0)}"
        f" 400 {364 + max(flare, 0)} 400H{148 - max(flare, 0)}Q{126 - max(flare, 0)} 400 "
        f"{126 - max(flare, 0)} 378Z",
        "tube",
    )
    half = 132 + max(0, -flare)
    canvas.part(oval(MID, 266, half, 35), canvas.light.lighter(0.3), "soft")
    canvas.fill(oval(MID, 270, half - 14, 25), canvas.deep)
    full = canvas.pick("kibble", "water")
    if full == "kibble":
        for _ in range(34):
            x, y = canvas.span(-1, 1), canvas.span(-1, 1)
            canvas.part(
                oval(MID + x * (half - 40), 262 + y * 13 - (1 - abs(x)) * 16, 15, 11),
                _KIBBLE.mix(GUM, canvas.span(0, 0.6)),
                "ball",
                0.8,
            )
    else:
        canvas.fill(oval(MID, 272, half - 18, 21), Tone.of("#8EC7E4"))
        canvas.fill(oval(MID - 30, 266, 46, 6), OFF_WHITE.at(0.6))
    if canvas.chance(0.5):
        _paw(canvas, MID, 344, 27, canvas.contrast)
    else:
        canvas.fill(_bone(MID, 346, 36, 15), canvas.contrast)


@draws
def dog_toy(canvas: Canvas) -> None:
    """A bone, a knotted rope with a ball, or a squeaky duck."""
    kind = canvas.form("bone", "rope", "duck")
    if kind == "bone":
        with canvas.turned(canvas.pick(-24, 20)):
            canvas.main(_bone(MID, 256, 94, 50), "ball", edge=2)
            for dx in (-56, -20, 16, 52):
                canvas.line(
                    f"M{MID + dx} 232Q{MID + dx + 12} 256 {MID + dx} 280", canvas.dark.at(0.7), 6
                )
    elif kind == "rope":
        with canvas.turned(canvas.pick(-30, 24)):
            for side in (-1, 1):
                for spread in (-20, -7, 7, 20):
                    canvas.line(
                        [(MID + side * 150, 256), (MID + side * 206, 256 + spread * 1.6)],
                        _ROPE.darker(0.1),
                        8,
                    )
            canvas.line([(106, 256), (406, 256)], canvas.dark.darker(0.3), 33)
            canvas.line([(106, 256), (406, 256)], canvas.tone, 29)
            for x in range(112, 404, 17):
                canvas.line([(x, 244), (x + 9, 268)], OFF_WHITE.at(0.8), 5)
            for x in (126, 386):
                canvas.main(oval(x, 256, 33, 35), "ball")
                canvas.line(f"M{x - 18} 240Q{x} 262 {x + 20} 244", canvas.deep.at(0.5), 4)
            canvas.main(oval(MID, 256, 70), "ball", canvas.tone.stepped(0.08))
            canvas.line(
                f"M{MID - 58} 226Q{MID} 270 {MID + 58} 226M{MID - 58} 286Q{MID} 242 {MID + 58} 286",
                canvas.contrast,
                6,
            )
    else:
        canvas.floor(MID, 402, 140)
        canvas.main(
            "M88 262C120 290 190 262 226 268C320 250 436 250 436 330C430 392 350 404 250 404"
            "C130 404 92 340 88 262Z",
            "ball",
        )
        canvas.main(
            "M206 320C260 290 352 296 366 330C352 366 250 380 206 320Z", "soft", canvas.dark
        )
        canvas.main(oval(340, 188, 88, 86), "ball")
        canvas.part(
            "M402 190Q470 186 470 210Q462 232 402 226Q392 206 402 190Z", Tone.of("#F08A3C"), "down"
        )
        canvas.line("M404 208H460", Tone.of("#B85A1C"), 3)
        canvas.dots([(366, 166)], 11, Tone.of("#2B2A30"))
        canvas.fill(oval(362, 162, 4), OFF_WHITE)
