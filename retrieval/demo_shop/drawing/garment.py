"""Parts that clothes share: bodies, sleeves, hoods, collars, pockets."""

from dataclasses import dataclass
from math import dist

from retrieval.demo_shop.drawing.canvas import MID, Canvas
from retrieval.demo_shop.drawing.shapes import Point, box, oval, symmetric
from retrieval.demo_shop.drawing.tone import Tone

# Sleeves shorter than this end above the elbow.
_SHORT = 160


@dataclass(frozen=True, slots=True)
class Cut:
    """The measures of an upper garment, in drawing units from its middle.

    Attributes:
        hem: Where it ends, as y.
        neck: Half the neck's width.
        drop: How deep the neckline dips, as y.
        shoulder: Half the width at the shoulders.
        chest: Half the width under the arms.
        hem_half: Half the width at the hem.
        pointed: Whether the neckline is a V.
    """

    hem: float = 415
    neck: float = 42
    drop: float = 112
    shoulder: float = 96
    chest: float = 88
    hem_half: float = 92
    pointed: bool = False


def body(cut: Cut) -> str:
    """Outline the front, from the neckline to the hem."""
    bend = f"L{cut.neck} 92" if cut.pointed else f"Q{cut.neck * 0.85} {cut.drop} {cut.neck} 92"
    return symmetric(
        f"M0 {cut.drop} {bend} L{cut.shoulder - 6} 116 Q{cut.shoulder + 4} 121 {cut.shoulder} 135 "
        f"Q{cut.chest - 4} 175 {cut.chest} 212 L{cut.hem_half} {cut.hem} "
        f"Q{cut.hem_half / 2} {cut.hem + 7} 0 {cut.hem + 7}"
    )


@dataclass(frozen=True, slots=True)
class Arm:
    """The right sleeve of a garment.

    Attributes:
        cut: The garment it belongs to.
        length: From the shoulder down, in drawing units; short below 160.
        cuff: Half the sleeve's width at its end.
        away: How far the end stands off from the shoulder.
    """

    cut: Cut
    length: float
    cuff: float = 21
    away: float = 42

    @property
    def short(self) -> bool:
        """Whether the sleeve ends above the elbow, and so stands off more."""
        return self.length < _SHORT

    def edges(self) -> tuple[Point, Point, Point, Point]:
        """Where the outer edge starts and ends, and where the inner one ends and starts."""
        x, y = MID + self.cut.shoulder, 118 + self.length
        end, tilt = x + self.away, self.cuff * 0.14
        under = (MID + self.cut.chest - 2.0, 228.0)
        if not self.short:
            return (x + 24, 165), (end + self.cuff, y - tilt), (end - self.cuff, y + tilt), under
        end, y, tilt = x + self.away * 0.8, 118 + self.length * 0.86, self.cuff * 0.42
        across = self.cuff * 0.9
        return (x + 15, 134), (end + across, y - tilt), (end - across, y + tilt), under

    def outline(self) -> str:
        """The whole sleeve."""
        start, outer, inner, under = self.edges()
        x = MID + self.cut.shoulder
        sink = 3 if self.short else 7
        return (
            f"M{x - 22} 110 Q{x + 4} 114 {start[0]} {start[1]} L{outer[0]} {outer[1]} "
            f"Q{(outer[0] + inner[0]) / 2} {(outer[1] + inner[1]) / 2 + sink} {inner[0]} "
            f"{inner[1]} "
            f"L{under[0]} {under[1]} Q{MID + self.cut.chest - 14} 170 {x - 22} 110Z"
        )

    def band(self, height: float) -> str:
        """A band at the sleeve's end, ``height`` wide."""
        start, outer, inner, under = self.edges()
        outer_up = _along(outer, start, height)
        inner_up = _along(inner, under, height)
        sink = 3 if self.short else 7
        return (
            f"M{outer[0] + 1} {outer[1]} Q{(outer[0] + inner[0]) / 2} "
            f"{(outer[1] + inner[1]) / 2 + sink} {inner[0] - 1} {inner[1]} "
            f"L{inner_up[0] - 1} {inner_up[1]} Q{(outer_up[0] + inner_up[0]) / 2} "
            f"{(outer_up[1] + inner_up[1]) / 2 + sink - 2} {outer_up[0] + 1} {outer_up[1]}Z"
        )

    def across(self, share: float) -> tuple[Point, Point]:
        """Return the outer and inner edge points at a share of the way down."""
        start, outer, inner, under = self.edges()
        return _between(start, outer, share), _between(under, inner, share)


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _along(start: Point, end: Point, distance: float) -> Point:
    return _between(start, end, distance / max(dist(start, end), distance))


def hem_band(cut: Cut, height: float) -> str:
    """Outline a band along the hem."""
    return symmetric(
        f"M0 {cut.hem - height} L{cut.hem_half - 1} {cut.hem - height - 5} "
        f"L{cut.hem_half - 3} {cut.hem + 1} Q{cut.hem_half / 2} {cut.hem + 8} 0 {cut.hem + 8}"
    )


def sleeves(canvas: Canvas, arm: Arm) -> None:
    """Draw both sleeves; call it before the body."""
    canvas.both(lambda: canvas.main(arm.outline()))


def cuffs(canvas: Canvas, arm: Arm, height: float, tone: Tone) -> None:
    """Draw a band at the end of both sleeves."""
    canvas.both(lambda: canvas.part(arm.band(height), tone))


def armholes(canvas: Canvas, cut: Cut) -> None:
    """Draw the seams and the shade where the sleeves meet the body."""
    x = MID + cut.shoulder - 8

    def seam() -> None:
        path = f"M{x} 115 Q{MID + cut.chest - 16} 165 {MID + cut.chest} 222"
        canvas.line(path, canvas.dark.darker(0.12).at(0.75), 2)
        low = MID + cut.chest
        canvas.dim(f"M{low} 212 Q{low - 26} 250 {low - 34} 300 Q{low - 8} 260 {low} 240Z", 0.1)

    canvas.both(seam)


def inside(canvas: Canvas, cut: Cut, nape: float = 104) -> None:
    """Show the inside of the back, up to the nape at its y; call it before the body."""
    half = cut.neck
    canvas.fill(
        f"M{MID - half} 92 Q{MID} {nape} {MID + half} 92 L{MID + half} {cut.drop + 6}"
        f"L{MID - half} {cut.drop + 6}Z",
        canvas.deep,
    )
    canvas.fill(box(MID - 9, 100, 18, 8, 2), canvas.light.lighter(0.4).at(0.8))


def neckband(canvas: Canvas, cut: Cut, width: float, tone: Tone | None = None) -> None:
    """Trim the neckline."""
    if cut.pointed:
        path = f"M{MID - cut.neck} 92 L{MID} {cut.drop} L{MID + cut.neck} 92"
    else:
        bend = cut.neck * 0.85
        path = (
            f"M{MID - cut.neck} 92 Q{MID - bend} {cut.drop} {MID} {cut.drop} "
            f"Q{MID + bend} {cut.drop} {MID + cut.neck} 92"
        )
    band = tone or canvas.dark
    canvas.line(path, band, width)
    canvas.line(path, band.darker(0.3).at(0.35), 1.2)


def hood(canvas: Canvas, lining: Tone, height: float = 40) -> None:
    """Draw an upright hood, open to the front; call it before the body."""
    canvas.main(symmetric(f"M0 {height} C46 {height} 74 {height + 34} 66 118 L40 140 L0 146"))
    canvas.part(
        symmetric(f"M0 {height + 20} C30 {height + 20} 50 {height + 44} 44 104 L20 138 L0 144"),
        lining,
        "down",
    )


def high_collar(canvas: Canvas, top: float, tone: Tone | None = None) -> None:
    """Draw a stand-up collar over the neck."""
    canvas.main(symmetric(f"M0 {top + 6} Q24 {top + 5} 40 {top} L50 112 Q26 126 0 127"), tone=tone)


def shirt_collar(canvas: Canvas, spread: float, tone: Tone | None = None) -> None:
    """Draw a turned-down collar with points ``spread`` from the middle."""
    canvas.fill(oval(MID, 92, 38, 13), canvas.deep)

    def half() -> None:
        x = MID
        path = f"M{x + 42} 84 Q{x + 26} 104 {x} 118 L{x + spread} 152 Q{x + 50} 126 {x + 52} 98Z"
        canvas.main(path, "soft", tone)

    canvas.both(half)


def patch_pocket(canvas: Canvas, x: float, y: float, width: float, flap: bool) -> None:
    """Sew a pocket on, with or without a flap, from its upper left corner."""
    height = width * 1.1
    path = (
        f"M{x} {y}h{width}v{height * 0.78}q0 {height * 0.22} {-width * 0.2} {height * 0.22}"
        f"h{-width * 0.6}q{-width * 0.2} 0 {-width * 0.2} {-height * 0.22}Z"
    )
    canvas.line(path, canvas.dark.darker(0.12), 2)
    if flap:
        canvas.part(
            f"M{x - 2} {y - 4}h{width + 4}v12l{-width / 2 - 2} 8l{-width / 2 - 2} -8Z",
            canvas.dark,
            "down",
        )
        canvas.dots([(x + width / 2, y + 8)], 2.5, canvas.light)
    else:
        canvas.line([(x, y + 7), (x + width, y + 7)], canvas.dark.darker(0.12).at(0.7), 1.5)


def slanted_pockets(canvas: Canvas, x: float, y: float, length: float = 56) -> None:
    """Cut a welt pocket into each side, ``x`` from the middle."""

    def welt() -> None:
        canvas.line([(MID + x, y), (MID + x + 14, y + length)], canvas.dark.darker(0.25), 6)
        canvas.line([(MID + x, y), (MID + x + 14, y + length)], canvas.light.at(0.6), 1.5)

    canvas.both(welt)


def rib(canvas: Canvas, left: float, right: float, top: float, bottom: float) -> None:
    """Knit fine upright ribs between two sides."""
    points = int((right - left) / 7)
    for step in range(1, points):
        x = left + (right - left) * step / points
        canvas.line([(x, top), (x, bottom)], canvas.deep.at(0.28), 1.4)
