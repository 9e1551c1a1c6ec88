"""What one cooks with."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    BRASS,
    GLOW,
    OAK,
    OFF_WHITE,
    RUBBER,
    SCREEN,
    STEEL,
    WALNUT,
    Tone,
)

_GLASS = Tone.of("#CFE0E6")
_COFFEE = Tone.of("#3E261B")


@draws
def frying_pan(canvas: Canvas) -> None:
    """A pan from above, its handle to the lower right."""
    inside = canvas.pick(RUBBER, STEEL.darker(0.1), canvas.deep)
    handle = canvas.pick(RUBBER, OAK, WALNUT, STEEL)
    radius = canvas.span(128, 146)
    with canvas.turned(canvas.pick(-36, 36, 0), 256, 250):
        if canvas.chance(0.4):
            canvas.both(lambda: canvas.main(box(MID + radius - 6, 182, 22, 40, 8), "soft"))
        canvas.part(box(MID - 9, 200 + radius, 18, 46, 5), STEEL, "metal")
        canvas.part(
            f"M{MID - 13} {236 + radius}Q{MID} {228 + radius} {MID + 13} {236 + radius}"
            f"L{MID + 18} {360 + radius}Q{MID} {376 + radius} {MID - 18} {360 + radius}Z",
            handle,
            "tube",
        )
        canvas.fill(oval(MID, 344 + radius, 6), STEEL.darker(0.5))
        canvas.main(oval(MID, 204, radius), "soft")
        canvas.fill(oval(MID, 204, radius - 9), canvas.dark)
        canvas.part(oval(MID, 204, radius - 20), inside, "ball")
        for ring in (0.62, 0.44, 0.26):
            canvas.line(oval(MID, 204, radius * ring), inside.lighter(0.25).at(0.45), 1.6)
    canvas.gloss("M176 176Q200 126 250 116Q206 146 190 190Z", 0.22)


def _lid(canvas: Canvas, y: float, half: float, knob: Tone, glass: bool) -> None:
    path = symmetric(
        f"M0 {y - 42} Q{half * 0.7} {y - 40} {half} {y - 4} L{half} {y + 8} L0 {y + 10}"
    )
    if glass:
        canvas.fill(path, _GLASS.at(0.75))
        canvas.line(path, STEEL, 4)
        canvas.gloss(
            f"M{MID - half * 0.6} {y - 14}Q{MID - half * 0.3} {y - 34} {MID} {y - 34}"
            f"Q{MID - half * 0.3} {y - 22} {MID - half * 0.6} {y - 14}Z",
            0.6,
        )
    else:
        canvas.main(path, "tube")
    canvas.part(box(MID - 9, y - 58, 18, 20, 4), knob.darker(0.2), "tube")
    canvas.part(oval(MID, y - 62, 25, 13), knob, "ball")


@draws
def saucepan(canvas: Canvas) -> None:
    """A pan with one long handle and a lid."""
    handle = canvas.pick(RUBBER, OAK, STEEL)
    half, high = canvas.span(112, 132), canvas.span(112, 152)
    top = 402 - high
    with canvas.turned(0, dx=-44):
        canvas.floor(MID, 402, half)
        canvas.part(
            f"M{MID + half - 4} {top + 20}L{MID + half + 44} {top + 10}V{top + 32}"
            f"L{MID + half - 4} {top + 42}Z",
            STEEL,
            "down",
        )
        canvas.part(
            f"M{MID + half + 34} {top + 6}L{MID + half + 160} {top - 18}q16 2 16 15q-2 12 -12 14"
            f"L{MID + half + 36} {top + 36}Z",
            handle,
            "down",
        )
        canvas.main(box(MID - half, top, 2 * half, high, 24), "tube")
        canvas.part(box(MID - half - 5, top - 6, 2 * half + 10, 16, 7), STEEL, "metal")
        if canvas.chance(0.5):
            canvas.part(box(MID - half + 8, 388, 2 * half - 16, 15, 6), STEEL.darker(0.1), "metal")
        if canvas.chance(0.8):
            _lid(canvas, top - 10, half, handle, canvas.chance(0.5))


@draws
def casserole(canvas: Canvas) -> None:
    """An enamelled pot with two handles."""
    half, high = canvas.span(140, 164), canvas.span(116, 152)
    top = 404 - high
    knob = canvas.pick(BRASS, STEEL, canvas.deep)
    canvas.floor(MID, 404, half)
    canvas.both(
        lambda: canvas.line(
            f"M{MID + half - 4} {top + 24}q46 -6 46 16t-46 22", canvas.dark.darker(0.1), 15
        )
    )
    canvas.both(
        lambda: canvas.line(f"M{MID + half - 4} {top + 23}q44 -6 44 15t-44 21", canvas.tone, 9)
    )
    canvas.main(
        symmetric(
            f"M0 {top} L{half} {top} L{half - 4} 356 Q{half - 10} 404 {half - 56} 404 L0 405"
        ),
        "tube",
    )
    canvas.fill(box(MID - half - 3, top - 6, 2 * half + 6, 16, 7), canvas.light.lighter(0.2))
    canvas.part(box(MID - half - 3, top - 6, 2 * half + 6, 16, 7), canvas.light, "tube")
    _lid(canvas, top - 8, half, knob, glass=False)
    if canvas.chance(0.5):
        for dy in (8, 20):
            canvas.line(
                f"M{MID - half + 8 + dy} {top - 8 - dy}H{MID + half - 8 - dy}",
                canvas.dark.at(0.5),
                2,
            )


@draws
def kitchen_knife(canvas: Canvas) -> None:
    """A chef's, santoku or bread knife."""
    kind = canvas.form("chef", "santoku", "bread")
    with canvas.turned(canvas.pick(-38, -30, 38), MID, 256):
        blade = {
            "chef": "M224 60C262 90 284 190 284 330H224Z",
            "santoku": "M224 96C224 76 240 70 254 90C284 130 288 200 288 330H224Z",
            "bread": "M226 70Q262 90 270 130V330H226Z",
        }[kind]
        canvas.part(blade, STEEL.lighter(0.3), "metal")
        canvas.line([(228, 100), (228, 328)], STEEL.darker(0.3).at(0.6), 2)
        if kind == "bread":
            for y in range(132, 326, 14):
                canvas.fill(oval(272, y, 6, 7), STEEL.lighter(0.05))
        elif kind == "santoku":
            for y in range(150, 316, 26):
                canvas.fill(oval(268, y, 6, 11), STEEL.darker(0.12).at(0.7))
        canvas.part(box(220, 326, 68, 20, 4), STEEL, "metal")
        canvas.main(
            "M222 346H286Q284 400 288 452Q288 478 262 480Q232 478 228 456Q232 400 222 346Z", "tube"
        )
        canvas.dots([(255, y) for y in (370, 408, 446)], 6, canvas.pick(BRASS, STEEL))


@draws
def chopping_board(canvas: Canvas) -> None:
    """A board with a handle, a hole or a juice groove."""
    kind = canvas.form("paddle", "block", "round")
    with canvas.turned(canvas.pick(-10, 8, 0), MID, 256):
        if kind == "paddle":
            shape = (
                "M226 66Q226 46 256 46Q286 46 286 66V140Q290 160 330 162Q360 166 360 196V430"
                "Q360 460 330 460H182Q152 460 152 430V196Q152 166 182 162Q222 160 226 140Z"
            )
            hole = oval(MID, 84, 12)
        elif kind == "block":
            shape, hole = box(96, 136, 320, 248, 22), box(364, 220, 20, 80, 10)
        else:
            shape, hole = oval(MID, 262, 172), oval(MID, 122, 14)
        with canvas.turned(0, dx=5, dy=9):
            canvas.fill(shape, canvas.deep)
        canvas.main(shape, "soft")
        if canvas.look.pattern == "plain":
            for dx in (-66, -40, -14, 18, 44, 70):
                sway = canvas.span(-14, 14)
                canvas.line(
                    f"M{MID + dx} 196Q{MID + dx + sway} 300 {MID + dx + sway * 0.4} 410",
                    canvas.dark.at(0.45),
                    2,
                )
        canvas.fill(hole, canvas.deep)
        if kind == "block":
            canvas.line(box(116, 156, 232, 208, 14), canvas.dark.at(0.8), 5)
        if kind == "paddle" and canvas.chance(0.5):
            canvas.line(
                f"M{MID - 8} 50Q{MID - 30} 20 {MID} 10Q{MID + 28} 22 {MID + 4} 72", WALNUT, 4
            )


@draws
def kettle(canvas: Canvas) -> None:
    """A kettle for the hob, electric, or with a swan neck."""
    kind = canvas.form("electric", "hob", "swan")
    grip = canvas.pick(RUBBER, OAK, WALNUT)
    canvas.floor(MID, 430, 138)
    if kind == "hob":
        canvas.strap("M150 250C130 70 382 70 362 250", grip, 16)
        canvas.main("M150 240L98 204Q80 196 92 184L112 178L176 222Z", "soft")
        canvas.main(symmetric("M0 214 C84 214 138 270 148 400 Q146 430 112 430 L0 431"), "tube")
        canvas.main(symmetric("M0 204 Q60 204 74 220 L70 232 L0 234"), "down", canvas.dark)
        canvas.part(oval(MID, 196, 17, 13), grip, "ball")
    elif kind == "electric":
        canvas.strap("M336 176Q432 176 424 286Q418 372 352 378", grip, 22)
        canvas.main("M190 168L120 178Q112 184 124 196L182 236Z", "soft")
        canvas.main(symmetric("M0 156 L78 156 L112 386 Q112 408 92 408 L0 409"), "tube")
        canvas.part(symmetric("M0 136 Q60 136 76 158 L0 160"), grip, "down")
        canvas.part(box(238, 122, 36, 17, 7), grip)
        canvas.part(box(134, 404, 244, 27, 10), RUBBER, "down")
        canvas.fill(box(244, 250, 24, 110, 10), _GLASS.at(0.85))
        canvas.fill(box(248, 300, 16, 56, 7), Tone.of("#7FB8D8").at(0.9))
    else:
        canvas.strap("M344 240Q436 220 424 310Q412 372 404 388", grip, 18)
        canvas.line("M178 372C96 372 150 214 78 190", canvas.dark.darker(0.25), 21)
        canvas.line("M178 372C96 372 150 214 78 190", canvas.tone, 17)
        canvas.main(symmetric("M0 222 L62 224 Q88 232 98 392 Q96 430 70 430 L0 431"), "tube")
        canvas.part(symmetric("M0 200 Q40 200 60 224 L0 228"), canvas.dark, "down")
        canvas.part(oval(MID, 190, 15), grip, "ball")


@draws
def coffee_maker(canvas: Canvas) -> None:
    """A filter machine, a moka pot, a French press or an espresso machine."""
    kind = canvas.form("filter", "moka", "press", "espresso")
    canvas.floor(MID, 440, 132)
    if kind == "filter":
        canvas.main(box(142, 92, 228, 346, 24), "cloth")
        canvas.fill(box(166, 210, 180, 176, 12), canvas.deep)
        canvas.part(symmetric("M0 188 L70 188 L48 232 L0 234"), RUBBER, "down")
        canvas.fill("M196 262H304Q330 330 314 382H186Q170 330 196 262Z", _GLASS.at(0.75))
        canvas.fill("M184 316H316Q322 350 314 382H186Q178 350 184 316Z", _COFFEE)
        canvas.strap("M318 282Q362 290 350 340Q342 364 318 366", RUBBER, 11)
        canvas.part(box(150, 386, 212, 16, 6), RUBBER, "down")
        canvas.part(box(176, 118, 104, 38, 8), SCREEN)
        canvas.dots([(312, 137), (342, 137)], 9, STEEL)
    elif kind == "moka":
        canvas.strap("M334 176L402 190L388 300", RUBBER, 17)
        canvas.main("M182 160L146 150L190 214Z", "soft")
        canvas.main("M176 150H336L314 276H198Z", "metal")
        canvas.part(box(188, 270, 136, 22, 6), STEEL.darker(0.2), "metal")
        canvas.main("M198 292H314L346 436H166Z", "metal")
        canvas.main("M172 150L256 116L340 150Z", "metal", canvas.dark)
        canvas.part(oval(MID, 108, 14), RUBBER, "ball")
        canvas.part(oval(224, 336, 9), BRASS, "ball")
    elif kind == "press":
        canvas.strap("M330 200Q414 196 408 290Q402 366 332 370", canvas.tone, 15)
        canvas.fill(box(178, 168, 156, 250, 8), _GLASS.at(0.7))
        canvas.fill(box(184, 262, 144, 150, 6), _COFFEE)
        canvas.line([(MID, 100), (MID, 250)], STEEL.darker(0.2), 5)
        canvas.part(box(186, 246, 140, 14, 4), STEEL, "metal")
        canvas.main("M172 396H340V428Q338 438 326 438H186Q174 438 172 428Z", "tube")
        for x in (178, 328):
            canvas.main(box(x - 7, 160, 14, 264, 3), "tube")
        canvas.main("M170 168Q256 112 342 168V178H170Z", "tube")
        canvas.part(oval(MID, 98, 18), canvas.dark, "ball")
        canvas.gloss(box(196, 190, 14, 190, 7), 0.4)
    else:
        canvas.part(box(120, 408, 272, 30, 8), RUBBER, "down")
        canvas.main(box(128, 116, 256, 122, 20), "cloth")
        canvas.main(box(272, 220, 112, 196, 10), "cloth", canvas.dark)
        canvas.part(box(176, 236, 76, 24, 6), STEEL, "metal")
        canvas.part("M190 258H238V282H190Z", STEEL.darker(0.2), "metal")
        canvas.part(box(96, 262, 100, 17, 8), WALNUT, "down")
        canvas.part("M176 330H252L242 394Q240 404 228 404H200Q188 404 186 394Z", OFF_WHITE, "tube")
        canvas.line([(208, 286), (208, 330)], _COFFEE, 4)
        canvas.line([(220, 286), (220, 330)], _COFFEE, 4)
        canvas.part(oval(326, 176, 30), OFF_WHITE, "soft")
        canvas.line([(326, 176), (340, 158)], RUBBER, 4)
        canvas.dots([(160, 176), (196, 176), (232, 176)], 12, STEEL)
        canvas.part(box(140, 92, 232, 26, 6), STEEL, "metal")


@draws
def toaster(canvas: Canvas) -> None:
    """A toaster with two slices rising."""
    canvas.floor(MID, 416, 168)
    retro = canvas.chance(0.5)
    if canvas.chance(0.75):
        for x in (164, 254):
            canvas.part(
                f"M{x} 240V150Q{x - 14} 116 {x + 22} 112H{x + 62}Q{x + 98} 116 {x + 84} 150V240Z",
                Tone.of("#D9A866"),
                "soft",
                3,
            )
            canvas.fill(
                f"M{x + 9} 240V152Q{x} 126 {x + 24} 124H{x + 60}Q{x + 84} 126 {x + 75} 152V240Z",
                Tone.of("#F0D3A0"),
            )
    canvas.part(box(124, 394, 40, 24, 6), RUBBER)
    canvas.part(box(348, 394, 40, 24, 6), RUBBER)
    shape = (
        symmetric("M0 194 L110 194 Q166 198 168 300 L168 386 Q168 406 148 406 L0 407")
        if retro
        else box(88, 196, 336, 210, 26)
    )
    canvas.main(shape, "cloth")
    canvas.fill(box(148, 190, 216, 14, 6), canvas.deep)
    if canvas.chance(0.5):
        canvas.part(box(96, 374, 320, 22, 6), STEEL, "metal")
    for y in canvas.pick((262, 290, 318), (290,), ()):
        canvas.line([(130, y), (330, y)], canvas.dark.at(0.7), 4)
    canvas.fill(box(376, 236, 10, 92, 5), canvas.deep)
    canvas.part(box(362, 252, 38, 22, 8), RUBBER, "down")
    canvas.part(oval(381, 352, 17), STEEL, "ball")
    canvas.line([(381, 352), (388, 341)], RUBBER, 3)


@draws
def blender(canvas: Canvas) -> None:
    """A jug on its motor base."""
    canvas.floor(MID, 452, 100)
    fill = canvas.pick(Tone.of("#F08A7A"), Tone.of("#9CC56B"), Tone.of("#F3C65A"), None)
    canvas.strap("M322 148Q402 150 388 236Q378 300 318 304", RUBBER, 15)
    canvas.fill("M176 108H336L312 326H200Z", _GLASS.at(0.72))
    if fill:
        canvas.fill("M184 184Q220 172 256 184T328 184L312 322H200Z", fill.at(0.92))
        for x, y, r in ((226, 230, 9), (276, 210, 6), (262, 268, 11), (236, 290, 6)):
            canvas.fill(oval(x, y, r), fill.lighter(0.45))
    canvas.line("M176 108H336L312 326H200Z", STEEL, 4)
    for y in (160, 200, 240):
        canvas.line([(300, y), (318, y)], STEEL.darker(0.2), 3)
    canvas.gloss("M192 124H212L222 310H210Z", 0.45)
    canvas.part(box(168, 86, 176, 28, 8), RUBBER, "down")
    canvas.part(box(230, 66, 52, 24, 7), RUBBER.lighter(0.15), "down")
    canvas.line("M236 322L256 306L276 322", STEEL.darker(0.3), 5)
    canvas.part(box(194, 322, 124, 22, 5), STEEL, "metal")
    canvas.main("M192 342H320L346 430Q348 452 326 452H186Q164 452 166 430Z", "tube")
    if canvas.chance(0.5):
        canvas.part(oval(MID, 398, 31), STEEL, "ball")
        canvas.line([(MID, 398), (MID + 12, 378)], RUBBER, 5)
    else:
        for dx in (-42, -14, 14, 42):
            canvas.part(box(MID + dx - 10, 386, 20, 26, 5), OFF_WHITE, "down")
        canvas.dots([(MID, 428)], 5, GLOW)
