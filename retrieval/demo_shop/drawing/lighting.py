"""Lamps, candles and lanterns."""

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.registry import draws
from retrieval.demo_shop.drawing.shapes import box, oval, symmetric
from retrieval.demo_shop.drawing.tone import (
    BRASS,
    GLOW,
    INK,
    OAK,
    OFF_WHITE,
    PAPER,
    RUBBER,
    STEEL,
    WALNUT,
    Tone,
)


def _shade(canvas: Canvas, y: float, height: float, top: float, low: float) -> None:
    """Draw a lamp's lit shade hanging from ``y``; widths are halves."""
    canvas.main(symmetric(f"M0 {y} L{top} {y} L{low} {y + height} L0 {y + height + 6}"), "cloth")
    glow = canvas.radial(((0, GLOW.lighter(0.4).at(0.6)), (1, GLOW.at(0))), 0.5, 0.8, 0.6)
    canvas.fill(symmetric(f"M0 {y} L{top} {y} L{low} {y + height} L0 {y + height + 6}"), glow)
    canvas.line(
        [(MID - low + 1, y + height - 3), (MID + low - 1, y + height - 3)], canvas.dark.at(0.6), 4
    )


@draws
def table_lamp(canvas: Canvas) -> None:
    """A lamp on a vase, a stem, a globe or a jointed arm."""
    kind = canvas.form("vase", "stem", "mushroom", "arm")
    canvas.floor(MID, 440, 100)
    base = canvas.pick(OAK, BRASS, OFF_WHITE, RUBBER, WALNUT)
    if kind == "vase":
        canvas.part(box(MID - 6, 236, 12, 40, 2), BRASS, "metal")
        canvas.part(
            symmetric("M0 268 L20 268 C28 292 76 310 74 366 C72 418 44 438 40 440 L0 441"),
            base,
            "tube",
        )
        _shade(canvas, 96, 150, canvas.span(56, 84), 118)
    elif kind == "stem":
        canvas.part(box(MID - 7, 220, 14, 210, 3), base, "tube")
        canvas.part(symmetric("M0 420 L70 422 Q84 424 84 440 L0 441"), base, "down")
        _shade(canvas, 92, 136, canvas.span(78, 104), 110)
    elif kind == "mushroom":
        glow = canvas.radial(((0, GLOW.lighter(0.5)), (1, GLOW.at(0.1))))
        canvas.main(symmetric("M0 220 L26 220 Q34 380 66 424 Q70 440 50 440 L0 441"), "tube")
        canvas.fill(oval(MID, 236, 120, 22), glow)
        canvas.main(symmetric("M0 108 C86 108 138 168 140 236 Q70 252 0 252"), "ball")
    else:
        canvas.part(symmetric("M0 418 L78 420 Q90 424 90 440 L0 441"), canvas.dark, "down")
        canvas.strap("M256 420L196 270L304 176", canvas.tone, 11)
        canvas.dots([(196, 270), (256, 418), (304, 176)], 10, BRASS)
        glow = canvas.linear(((0, GLOW.at(0.4)), (1, GLOW.at(0))))
        canvas.fill("M286 236L420 214L470 372L268 392Z", glow)
        with canvas.turned(-14, 340, 190):
            canvas.main(
                "M316 128H364Q372 130 374 150Q420 180 420 236H260Q260 180 306 150Q308 130 316 128Z",
                "tube",
            )


@draws
def floor_lamp(canvas: Canvas) -> None:
    """A tall lamp: straight, tripod or arc."""
    kind = canvas.form("straight", "tripod", "arc")
    metal = canvas.pick(BRASS, RUBBER, OAK, STEEL)
    canvas.floor(MID, 478, 74)
    if kind == "arc":
        canvas.part(box(130, 462, 112, 17, 7), metal.darker(0.1), "down")
        canvas.strap("M186 464C176 120 250 60 330 62Q378 66 380 116", metal, 7)
        canvas.main("M380 108C440 112 458 160 458 190H302C302 160 320 112 380 108Z", "ball")
        canvas.fill(oval(380, 192, 66, 12), GLOW.lighter(0.3))
        return
    if kind == "tripod":
        for dx in (-88, 88, 10):
            canvas.strap(f"M{MID} 204L{MID + dx} 476", metal, 9)
        canvas.line([(MID - 46, 340), (MID + 46, 340)], metal.darker(0.3), 4)
    else:
        canvas.strap(f"M{MID} 190V466", metal, 8)
        canvas.part(symmetric("M0 460 L66 462 Q76 466 76 479 L0 480"), metal, "down")
    _shade(canvas, 44, canvas.pick(112, 150), canvas.span(60, 92), 102)


@draws
def candle(canvas: Canvas) -> None:
    """A candle in a jar or tin, a pillar, or a set of three."""
    kind = canvas.form("jar", "pillar", "trio", "jar")
    if kind == "trio":
        canvas.floor(MID, 424, 140)
        for x, top, half in ((166, 236, 42), (346, 280, 42), (MID, 176, 50)):
            _flame(canvas, x, top)
            canvas.main(f"M{x - half} {top}H{x + half}V{412}Q{x} {430} {x - half} 412Z", "tube")
            canvas.part(oval(x, top, half, 11), canvas.light, "soft")
        return
    half, top = (94, 206) if kind == "jar" else (70, 168)
    canvas.floor(MID, 426, half + 10)
    _flame(canvas, MID, top + (24 if kind == "jar" else 0))
    if kind == "pillar":
        canvas.main(f"M{MID - half} {top}H{MID + half}V412Q{MID} 432 {MID - half} 412Z", "tube")
        canvas.part(oval(MID, top, half, 16), canvas.light, "soft")
        canvas.fill(f"M{MID - 40} {top + 8}q6 60 14 60t10 -54Z", canvas.light)
        return
    canvas.main(box(MID - half, top, 2 * half, 220, 22), "tube")
    glow = canvas.radial(((0, GLOW.at(0.7)), (1, GLOW.at(0))), 0.5, 0.1, 0.6)
    canvas.fill(box(MID - half, top, 2 * half, 220, 22), glow)
    canvas.part(oval(MID, top + 6, half, 15), canvas.light.lighter(0.3), "soft")
    canvas.part(box(MID - 58, top + 86, 116, 82, canvas.pick(4, 41)), PAPER, "soft")
    canvas.line([(MID - 26, top + 116), (MID + 26, top + 116)], INK.at(0.75), 4)
    canvas.line([(MID - 34, top + 134), (MID + 34, top + 134)], INK.at(0.4), 2.5)


def _flame(canvas: Canvas, x: float, y: float) -> None:
    halo = canvas.radial(((0, GLOW.lighter(0.3).at(0.7)), (1, GLOW.at(0))))
    canvas.fill(oval(x, y - 44, 62), halo)
    canvas.line([(x, y + 2), (x, y - 20)], INK, 3)
    canvas.fill(
        f"M{x} {y - 78}C{x + 10} {y - 56} {x + 17} {y - 44} {x + 17} {y - 32}"
        f"A17 17 0 0 1 {x - 17} {y - 32}C{x - 17} {y - 44} {x - 10} {y - 56} {x} {y - 78}Z",
        Tone.of("#F6A63C"),
    )
    canvas.fill(oval(x, y - 30, 8, 13), Tone.of("#FFF3C9"))


@draws
def lantern(canvas: Canvas) -> None:
    """A glowing camp or garden lantern."""
    kind = canvas.form("camp", "garden", "storm")
    canvas.floor(MID, 436, 104)
    canvas.line(
        f"M{MID - 62} 168C{MID - 60} 40 {MID + 60} 40 {MID + 62} 168", canvas.dark.darker(0.25), 8
    )
    glow = canvas.radial(((0, GLOW.lighter(0.5)), (0.55, GLOW), (1, GLOW.darker(0.15).at(0.75))))
    if kind == "garden":
        canvas.main("M256 112L352 176H160Z", "soft")
        canvas.fill(box(176, 176, 160, 212, 4), glow)
        _candle(canvas, 388)
        for x in (172, 250, 328):
            canvas.main(box(x, 174, 13, 216, 2), "soft")
        canvas.line([(176, 282), (338, 282)], canvas.tone, 7)
        canvas.main(box(154, 386, 204, 46, 6), "down")
        canvas.part(oval(256, 112, 13), canvas.dark, "ball")
    else:
        half = canvas.span(56, 74)
        canvas.fill(box(MID - half, 168, 2 * half, 190, 28), glow)
        canvas.line(box(MID - half, 168, 2 * half, 190, 28), STEEL.at(0.8), 2)
        if kind == "storm":
            _candle(canvas, 352)
            canvas.both(
                lambda: canvas.line(
                    f"M{MID + 60} 150C{MID + 120} 200 {MID + 120} 330 {MID + 74} 366",
                    canvas.dark,
                    8,
                )
            )
        for dx in (-half * 0.5, half * 0.5):
            canvas.line([(MID + dx, 172), (MID + dx, 354)], canvas.dark.at(0.7), 4)
        canvas.main(symmetric(f"M0 116 L40 118 Q{half + 14} 130 {half + 16} 172 L0 174"), "tube")
        canvas.main(
            symmetric(
                f"M0 350 L{half + 16} 350 L{half + 28} 416 Q{half + 26} 436 {half + 6} 436 L0 437"
            ),
            "tube",
        )
        canvas.part(oval(MID, 394, 19), canvas.contrast, "ball")
    canvas.gloss(box(MID - 46, 190, 12, 130, 6), 0.35)


def _candle(canvas: Canvas, base: float) -> None:
    canvas.part(box(MID - 24, base - 84, 48, 84, 4), OFF_WHITE, "tube")
    canvas.fill(
        f"M{MID} {base - 132}Q{MID + 22} {base - 100} {MID} {base - 88}Q{MID - 22} "
        f"{base - 100} {MID}"
        f" {base - 132}Z",
        Tone.of("#F59B3C"),
    )
    canvas.fill(oval(MID, base - 100, 5, 10), OFF_WHITE)
