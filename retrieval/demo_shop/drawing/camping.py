"""What one takes along into the open."""

from math import pi, sin

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    GLOW,
    GUM,
    OAK,
    OFF_WHITE,
    RUBBER,
    STEEL,
    Tone,
)

_FLAME = Tone.of("#5AA7E0")


@draws
def tent(canvas: Canvas) -> None:
    """A dome, ridge or tunnel tent."""
    kind = canvas.form("dome", "ridge", "tunnel")
    canvas.floor(MID, 400, 200, 16)
    for x, lean in ((70, -34), (442, 34)):
        canvas.line([(x, 330), (x + lean, 404)], canvas.deep.at(0.6), 2)
    if kind == "dome":
        canvas.main("M64 400C90 240 150 128 256 124C362 128 422 240 448 400Z", "soft")
        canvas.dim("M256 124C362 128 422 240 448 400H340Q330 220 256 124Z", 0.14)
        canvas.part("M256 160Q196 240 176 400H336Q316 240 256 160Z", canvas.dark, "down")
        canvas.fill("M256 190Q234 280 232 400H336Q316 250 256 190Z", canvas.deep)
        canvas.part("M256 190Q214 270 196 400H232Q236 280 256 190Z", canvas.light)
        for path in ("M64 400C110 220 200 100 256 124", "M448 400C402 220 312 100 256 124"):
            canvas.line(path, canvas.trim, 5)
    elif kind == "ridge":
        canvas.main("M206 128L392 112L470 392H330Z", "down", canvas.dark)
        canvas.main("M206 128L52 400H346Z", "soft")
        canvas.fill("M206 158L156 400H262Z", canvas.deep)
        canvas.part("M206 150L118 400H158Q190 280 206 158Z", canvas.light)
        canvas.part("M206 150L300 400H260Q222 280 206 158Z", canvas.light)
        canvas.line([(206, 120), (206, 136)], STEEL, 7)
    else:
        canvas.main("M150 400C140 190 240 130 320 140C410 150 468 250 470 400Z", "soft")
        for x in (300, 376):
            canvas.line(f"M{x - 30} 146Q{x + 62} 220 {x + 66} 400", canvas.trim, 5)
        canvas.main("M46 400C44 220 110 152 172 152C240 152 280 240 284 400Z", "soft", canvas.light)
        canvas.fill("M96 400C98 260 130 206 170 206C212 206 236 280 238 400Z", canvas.deep)
        canvas.part("M96 400C98 260 130 206 170 206Q130 280 128 400Z", canvas.trim)
        canvas.line("M46 400C44 220 110 152 172 152C240 152 280 240 284 400", canvas.dark, 5)
    if canvas.chance(0.6) and kind != "ridge":
        canvas.part(f"M{MID + 96} 296q26 -10 44 6l6 42q-26 4 -46 -2Z", OFF_WHITE.at(0.9), "soft")
    canvas.line([(60, 401), (452, 401)], canvas.deep.at(0.5), 3)


@draws
def sleeping_bag(canvas: Canvas) -> None:
    """A mummy or blanket bag, half unzipped."""
    mummy = canvas.chance(0.6)
    inner = canvas.pick(canvas.trim, canvas.light.lighter(0.4), canvas.tone.turned(30, 0.3))
    with canvas.turned(canvas.pick(-18, 18, 0), MID, 256):
        if mummy:
            shape = symmetric("M0 40 C66 40 92 90 96 146 Q100 190 104 220 L66 444 Q60 472 0 474")
        else:
            shape = box(150, 46, 212, 424, 26)
        canvas.main(shape)
        for y in range(170, 460, 44):
            half = 104 - (y - 170) * 0.11 if mummy else 106
            canvas.line(
                f"M{MID - half} {y}Q{MID} {y + 14} {MID + half} {y}", canvas.deep.at(0.4), 2.6
            )
            canvas.line(
                f"M{MID - half + 8} {y + 10}Q{MID} {y + 24} {MID + half - 8} {y + 10}",
                canvas.light.lighter(0.3).at(0.35),
                6,
            )
        if mummy:
            canvas.part(oval(MID, 116, 60, 54), inner, "down")
            canvas.part(oval(MID, 122, 44, 36), canvas.deep, "down")
            canvas.part("M214 140Q256 112 298 140Q290 168 256 168Q222 168 214 140Z", OFF_WHITE)
        else:
            canvas.part(
                "M150 150Q210 120 362 138V72Q362 46 336 46H176Q150 46 150 72Z", inner, "down"
            )
            canvas.part(box(176, 60, 160, 58, 26), OFF_WHITE, "ball")
        canvas.line(f"M{MID + 84} 160Q{MID + 92} 260 {MID + 66} 380", canvas.deep, 6)
        canvas.line(f"M{MID + 84} 160Q{MID + 92} 260 {MID + 66} 380", STEEL, 2, "3 3")


@draws
def sleeping_mat(canvas: Canvas) -> None:
    """A foam or air mat: half rolled, rolled up or lying flat."""
    kind = canvas.form("half", "rolled", "flat")
    ribs = canvas.chance(0.5)
    if kind == "rolled":
        _rolled_mat(canvas)
    elif kind == "flat":
        _flat_mat(canvas, ribs)
    else:
        _half_rolled_mat(canvas, ribs)


def _half_rolled_mat(canvas: Canvas, ribs: bool) -> None:
    canvas.floor(MID, 392, 200, 16)
    canvas.main("M150 392Q146 372 168 362L440 300Q466 306 470 328L470 344Q300 392 200 396Z", "down")
    for step in range(7):
        x = 208 + step * 38
        canvas.line([(x, 356 - step * 8.6), (x + 20, 388 - step * 9)], canvas.deep.at(0.4), 3)
        if ribs:
            ends = [(x + 10, 356 - step * 8.6), (x + 30, 384 - step * 9)]
            canvas.line(ends, canvas.light.at(0.7), 7)
    canvas.main(
        "M74 196L324 140Q384 140 392 210Q392 280 340 296L104 390Q40 386 34 300Q34 212 74 196Z",
        "down",
    )
    for step in range(6):
        x = 130 + step * 42
        seam = f"M{x} {183 - step * 9}Q{x + 46} {260 - step * 12} {x + 22} {360 - step * 16}"
        canvas.line(seam, canvas.deep.at(0.3), 3)
    _spiral(canvas, 92, 294, 62, 98)
    for x in (210, 300):
        strap = f"M{x} {166 - (x - 210) * 0.2}Q{x + 50} 240 {x + 20} {340 - (x - 210) * 0.36}"
        canvas.line(strap, canvas.pick(RUBBER, canvas.deep), 10)


def _rolled_mat(canvas: Canvas) -> None:
    canvas.floor(MID, 366, 200, 18)
    canvas.main("M104 176H420Q470 184 470 270Q470 356 420 366H104Z", "down")
    for x in range(160, 460, 34):
        canvas.line(f"M{x} 178Q{x + 44} 270 {x} 364", canvas.deep.at(0.25), 3)
    _spiral(canvas, 104, 271, 62, 95)
    strap = canvas.pick(RUBBER, canvas.deep, canvas.contrast)
    for x in (200, 350):
        canvas.line(f"M{x} 176Q{x + 46} 270 {x} 366", strap, 16, cap="butt")
    canvas.strap("M206 178Q290 96 356 178", strap, 11)


def _flat_mat(canvas: Canvas, ribs: bool) -> None:
    with canvas.turned(-28):
        canvas.main(box(164, 36, 184, 440, 40), "cloth")
        for y in range(84, 452, 28):
            wave = 10 if ribs else 0
            canvas.line(f"M172 {y}Q218 {y - wave} 256 {y}T340 {y}", canvas.deep.at(0.3), 3)
            shine = f"M176 {y + 11}Q218 {y + 11 - wave} 256 {y + 11}T336 {y + 11}"
            canvas.line(shine, canvas.light.lighter(0.3).at(0.45), 6)
        canvas.main(box(178, 44, 156, 62, 26), "ball", canvas.tone.stepped(0.08))
        canvas.part(oval(330, 458, 10), RUBBER, "ball")


def _spiral(canvas: Canvas, x: float, y: float, rx: float, ry: float) -> None:
    canvas.part(oval(x, y, rx, ry), canvas.dark, "ball")
    for ring in (0.78, 0.56, 0.34):
        canvas.line(oval(x, y, rx * ring, ry * ring), canvas.deep, 3.4)
    canvas.fill(oval(x, y, rx * 0.15, ry * 0.15), canvas.deep)


@draws
def camp_stove(canvas: Canvas) -> None:
    """A gas burner on its cartridge, or a two-ring box."""
    canvas.floor(MID, 424, 140)
    if canvas.form("burner", "two-ring") == "burner":
        canvas.main(
            symmetric("M0 318 L62 318 Q96 320 98 344 L98 402 Q96 424 70 424 L0 424"), "tube"
        )
        canvas.part(box(200, 300, 112, 22, 8), STEEL, "metal")
        canvas.fill(box(176, 352, 160, 34, 4), canvas.contrast)
        canvas.line([(196, 369), (286, 369)], canvas.tone, 6)
        canvas.part(box(240, 226, 32, 78, 6), STEEL.darker(0.15), "metal")
        canvas.part(box(272, 262, 60, 13, 6), STEEL, "down")
        canvas.part(oval(342, 268, 20, 16), canvas.tone, "ball")
        canvas.part(symmetric("M0 196 L56 200 L46 226 L0 230"), RUBBER, "metal")
        for dx in (-110, -52, 52, 110):
            canvas.line(
                f"M{MID + dx * 0.3} 226L{MID + dx} 168H{MID + dx * 0.8}", STEEL.darker(0.25), 8
            )
        for dx in (-34, -12, 12, 34):
            canvas.fill(f"M{MID + dx - 9} 198q0 -22 9 -40q9 18 9 40Z", _FLAME.at(0.85))
            canvas.fill(f"M{MID + dx - 4} 198q0 -10 4 -20q4 10 4 20Z", OFF_WHITE.at(0.8))
    else:
        canvas.main(
            "M96 212L118 120Q122 108 136 108H376Q390 108 394 120L416 212Z", "down", canvas.dark
        )
        canvas.part("M126 200L142 128H370L386 200Z", STEEL, "soft")
        canvas.part("M70 300L98 208H414L442 300Z", RUBBER, "down")
        for x in (176, 336):
            canvas.line(oval(x, 252, 58, 26), STEEL, 6)
            canvas.line(oval(x, 252, 26, 12), _FLAME, 7, "8 5")
            canvas.line([(x - 66, 252), (x + 66, 252)], STEEL.darker(0.2), 5)
            canvas.line([(x - 12, 226), (x + 14, 280)], STEEL.darker(0.2), 5)
        canvas.main(box(70, 300, 372, 112, 16), "down")
        for x in (146, 366):
            canvas.part(oval(x, 356, 28), RUBBER, "ball")
            canvas.line([(x, 354), (x + 10, 338)], OFF_WHITE, 4)
        canvas.part(box(218, 344, 76, 22, 6), canvas.contrast)


@draws
def headlamp(canvas: Canvas) -> None:
    """A head torch with one lamp or two, on one strap or with a second over the top."""
    canvas.floor(MID, 392, 150)
    band = canvas.pick(canvas.dark, RUBBER, canvas.tone)
    stripe = canvas.pick(canvas.tone, canvas.contrast) if band is not canvas.tone else canvas.trim
    high = canvas.pick(112, 150)
    loop = f"M104 300C92 {high + 38} 180 {high} 256 {high}C332 {high} 420 {high + 38} 408 300"
    if canvas.chance(0.5):
        canvas.strap(f"M256 {high - 64}V240", band, 30)
        canvas.strap(f"M256 {high - 60}C330 {high - 70} 400 {high} 404 {high + 90}", band, 14)
        canvas.strap(f"M256 {high - 60}C182 {high - 70} 112 {high} 108 {high + 90}", band, 14)
    canvas.strap(loop, band, 43)
    canvas.line(loop, stripe, 12)
    canvas.main(
        "M84 270Q80 236 112 236Q256 282 400 236Q432 236 428 270L424 316Q256 372 88 316Z", "down"
    )
    for x in (120, 392):
        canvas.part(box(x - 18, 250, 36, 66, 8), RUBBER, "down")
    half, corner = canvas.pick((86, 26), (86, 70), (112, 34))
    canvas.main(box(MID - half, 228, 2 * half, 154, corner), "soft")
    lamps = (
        ((MID, 60),) if canvas.chance(0.5) else ((MID - half * 0.46, 38), (MID + half * 0.46, 38))
    )
    for x, radius in lamps:
        canvas.part(oval(x, 304, radius), RUBBER, "ball")
        canvas.part(oval(x, 304, radius * 0.77), GLOW, "ball")
        canvas.fill(oval(x, 304, radius * 0.36), OFF_WHITE)
    canvas.part(box(230, 222, 52, 13, 6), canvas.trim)


@draws
def water_bottle(canvas: Canvas) -> None:
    """A drinking bottle: steel flask, sports bottle or wide mouth."""
    kind = canvas.form("flask", "sport", "loop")
    half = canvas.span(56, 72)
    top = canvas.pick(170, 196)
    canvas.floor(MID, 460, half + 14)
    lid = canvas.pick(RUBBER, STEEL, OAK, canvas.deep)
    if kind == "sport":
        canvas.part(box(MID - 17, top - 104, 34, 48, 10), canvas.contrast, "tube")
        canvas.part(
            symmetric(
                f"M0 {top - 66} L36 {top - 66} L{half - 8} {top - 26} L{half - 8} {top - 6} "
                f"L0 {top - 4}"
            ),
            lid,
            "tube",
        )
    else:
        if kind == "loop":
            canvas.line(
                f"M{MID - 26} {top - 58}Q{MID - 26} {top - 112} {MID} {top - 112}"
                f"Q{MID + 26} {top - 112} {MID + 26} {top - 58}",
                lid.darker(0.15),
                13,
            )
        canvas.part(box(MID - 40, top - 68, 80, 50, 10), lid, "tube")
        canvas.part(box(MID - 34, top - 22, 68, 14, 2), STEEL, "metal")
    neck = 36 if kind != "sport" else half - 8
    canvas.main(
        symmetric(
            f"M0 {top - 8} L{neck} {top - 8} Q{half} {top + 6} {half} {top + 50} L{half} 440 "
            f"Q{half} 460 {half - 18} 460 L0 461"
        ),
        "tube",
    )
    if canvas.look.clear or canvas.chance(0.25):
        canvas.fill(box(MID - half + 8, 300, 2 * half - 16, 150, 10), _FLAME.at(0.25))
    mark = canvas.pick("mountain", "band", "label", "grip")
    if mark == "mountain":
        canvas.line(
            f"M{MID - 34} 330L{MID - 10} 292L{MID + 4} 312L{MID + 16} 298L{MID + 36} 330",
            canvas.contrast,
            5,
        )
    elif mark == "band":
        canvas.part(box(MID - half - 1, 420, 2 * half + 2, 18, 3), lid, "tube")
    elif mark == "label":
        canvas.part(box(MID - 11, 240, 22, 120, 11), canvas.contrast.at(0.85), "flat", 0)
    else:
        for y in (286, 304, 322, 340):
            canvas.line(
                [(MID - half + 2, y), (MID + half - 2, y)], canvas.deep.at(0.35), 4, cap="butt"
            )


@draws
def trekking_poles(canvas: Canvas) -> None:
    """A pair of telescopic poles, crossed."""
    grip = canvas.pick(OAK, RUBBER, GUM)
    basket = canvas.pick(RUBBER, canvas.deep)
    for angle, dx in ((-16, 26), (16, -26)):
        with canvas.turned(angle, MID, 260, dx=dx):
            canvas.line([(MID, 440), (MID, 486)], STEEL.darker(0.1), 6)
            canvas.part(box(MID - 7, 120, 14, 160, 4), canvas.tone, "tube")
            canvas.main(box(MID - 7, 120, 14, 150, 4), "tube")
            canvas.part(box(MID - 5, 270, 10, 186, 3), canvas.pick(STEEL, canvas.dark), "tube")
            canvas.part(box(MID - 11, 258, 26, 26, 6), RUBBER)
            canvas.line(
                f"M{MID - 4} 40Q{MID + 70} 60 {MID + 46} 130Q{MID + 30} 170 {MID + 4} 60",
                canvas.dark,
                9,
            )
            canvas.part(
                f"M{MID - 13} 46Q{MID - 12} 26 {MID + 4} 26Q{MID + 22} 28 {MID + 18} 50"
                f"L{MID + 10} 60"
                f"L{MID + 13} 90L{MID + 10} 132Q{MID} 140 {MID - 10} 132L{MID - 13} 90Z",
                grip,
                "tube",
            )
            for y in (74, 90, 106, 120):
                canvas.line([(MID - 11, y), (MID + 11, y)], grip.darker(0.3).at(0.6), 2)
            canvas.part(oval(MID, 450, 28, 9), basket, "soft")
            canvas.part(f"M{MID - 5} 478h10l-5 16Z", STEEL.darker(0.3))


@draws
def cool_box(canvas: Canvas) -> None:
    """An ice chest with a swing handle, or a soft cooler."""
    canvas.floor(MID, 420, 172)
    if canvas.chance(0.65):
        lid = canvas.pick(OFF_WHITE, canvas.dark)
        if canvas.chance(0.5):
            canvas.line("M92 240Q92 120 150 118H362Q420 120 420 240", RUBBER.lighter(0.15), 16)
        canvas.main(symmetric("M0 226 L164 226 L150 404 Q148 420 130 420 L0 421"), "cloth")
        canvas.part(box(82, 172, 348, 66, 18), lid, "down")
        canvas.part(box(214, 160, 84, 18, 8), lid.darker(0.12), "down")
        canvas.part(box(236, 222, 40, 38, 7), RUBBER, "down")
        canvas.line(box(132, 276, 248, 104, 12), canvas.dark, 4)
        canvas.part(box(120, 300, 14, 34, 5), lid)
        canvas.fill("M256 292l8 26l26 8l-26 8l-8 26l-8 -26l-26 -8l26 -8Z", canvas.contrast)
    else:
        canvas.line("M150 210C150 80 362 80 362 210", canvas.dark, 16)
        canvas.main(symmetric("M0 190 Q130 188 150 214 L152 398 Q150 420 126 420 L0 421"))
        canvas.line("M110 226Q256 206 402 226", canvas.deep, 8)
        canvas.line("M110 226Q256 206 402 226", STEEL, 2.4, "3 3")
        canvas.part(box(160, 278, 192, 112, 14), canvas.dark, "soft")
        canvas.line([(176, 304), (336, 304)], canvas.deep, 5)
        canvas.part(box(226, 244, 60, 24, 5), canvas.contrast)


@draws
def hammock(canvas: Canvas) -> None:
    """A cloth hung between two posts or a stand."""
    canvas.floor(MID, 436, 206, 16)
    wood = canvas.pick(OAK, Tone.of("#7A5236"), RUBBER)
    if canvas.chance(0.5):
        for x in (44, 444):
            canvas.part(box(x, 104, 24, 334, 8), wood, "tube")
    else:
        canvas.line("M40 150Q80 430 256 430Q432 430 472 150", wood.darker(0.3), 20)
        canvas.line("M40 150Q80 430 256 430Q432 430 472 150", wood, 15)
    for dx in (-3, -1, 1, 3):
        canvas.line([(60, 168), (124 + abs(dx) * 4, 226 + dx * 10)], GUM.lighter(0.4), 2.5)
        canvas.line([(452, 168), (388 - abs(dx) * 4, 226 + dx * 10)], GUM.lighter(0.4), 2.5)
    canvas.main(
        "M112 190Q256 290 400 190Q408 220 396 256Q330 372 256 374Q182 372 116 256Q104 220 112 190Z",
        "down",
    )
    canvas.main("M112 190Q256 290 400 190Q256 330 112 190Z", "down", canvas.dark)
    if canvas.chance(0.6):
        for step in range(17):
            x = 128 + step * 16
            y = 276 + 98 * sin(pi * (step + 0.5) / 17) ** 0.8
            canvas.line([(x, y - 6), (x, y + 22)], canvas.light.lighter(0.3), 3.5)
    canvas.part("M150 206Q190 204 206 232Q190 256 160 238Z", canvas.trim, "ball")


@draws
def camp_chair(canvas: Canvas) -> None:
    """A folding chair of cloth and tubes with a cup holder."""
    frame = canvas.pick(RUBBER, STEEL.darker(0.15))
    canvas.floor(MID, 444, 150)
    for path in ("M142 270L356 440", "M370 270L156 440", "M120 442L170 130", "M392 442L342 130"):
        canvas.line(path, frame.darker(0.3), 13)
        canvas.line(path, frame, 9)
    high = canvas.span(84, 118)
    canvas.main(symmetric(f"M0 {high + 8} Q60 {high + 6} 92 {high} L100 286 Q50 306 0 308"), "soft")
    canvas.main(
        symmetric("M0 296 Q60 292 110 276 L138 320 Q70 346 0 348"), "down", canvas.tone.stepped(0.1)
    )
    canvas.stitch(box(182, high + 24, 148, 60, 8))
    if canvas.chance(0.6):
        canvas.fill(box(196, high + 34, 120, 42, 6), canvas.deep.at(0.4))

    def arm() -> None:
        canvas.main(
            "M340 214Q400 210 424 222Q430 236 416 240Q380 238 342 240Z", "down", canvas.dark
        )
        canvas.line([(408, 238), (392, 440)], frame, 9)
        canvas.part(box(376, 434, 34, 12, 5), RUBBER)

    canvas.both(arm)
    canvas.part("M392 226h40l-5 56h-30Z", canvas.deep.stepped(0.1), "tube")
    canvas.line(oval(412, 226, 20, 6), canvas.dark, 3)
