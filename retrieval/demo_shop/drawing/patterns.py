"""The patterns a surface can carry, as the content of one SVG tile each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from retrieval.demo_shop.drawing.shapes import oval
from retrieval.demo_shop.drawing.tone import ASSORTED, LEAF, PAPER, Tone

SIDE = 512
"""Side of the square that everything is drawn in, in drawing units."""

_DARK = 0.5


@dataclass(frozen=True, slots=True)
class Tile:
    """One repeat of a pattern.

    Attributes:
        width: In drawing units.
        height: In drawing units.
        content: SVG elements, drawn over the surface's own tone.
        angle: Degrees the repeat is turned, clockwise.
    """

    width: float
    height: float
    content: str
    angle: float = 0.0


def inks(tone: Tone, multicolour: bool) -> tuple[Tone, Tone, Tone]:
    """Choose the three inks that stand out from a surface.

    A multicolour surface takes bright ones; otherwise the first contrasts, the
    second is related to the tone and the third near to it.
    """
    if multicolour:
        return ASSORTED[0], ASSORTED[3], ASSORTED[2]
    if tone.lightness > 0.72:
        return tone.darker(0.62), tone.turned(25).darker(0.34), tone.darker(0.16)
    return tone.lighter(0.86), tone.turned(-25).lighter(0.45), tone.stepped(0.28)


def striped(colours: tuple[Tone, Tone, Tone], random: Random) -> Tile:
    """Even, banded or pin stripes; level, upright or slanting."""
    first, second, _ = colours
    pitch = random.choice((26, 34, 44))
    share = random.choice((0.5, 0.3, 0.16))
    bars = _bar(0, pitch * share, first)
    if random.random() < 0.4:
        bars += _bar(pitch * (share + 0.2), pitch * 0.12, second)
    return Tile(pitch, pitch, bars, random.choice((0, 0, 90, 38)))


def checked(colours: tuple[Tone, Tone, Tone], random: Random) -> Tile:
    """Gingham or tartan."""
    first, second, third = colours
    pitch = random.choice((36, 48, 60))
    wide = pitch / 2
    content = _bar(0, wide, first.at(0.42)) + _post(0, wide, first.at(0.42))
    if random.random() < 0.6:
        content = _bar(0, wide, third.at(0.8)) + _post(0, wide, third.at(0.55))
        content += _bar(pitch * 0.72, 3, first) + _post(pitch * 0.72, 3, first)
        content += _bar(pitch * 0.22, 2, second) + _post(pitch * 0.22, 2, second)
    return Tile(pitch, pitch, content, random.choice((0, 0, 45)))


def dotted(colours: tuple[Tone, Tone, Tone], random: Random) -> Tile:
    """Staggered dots, small to large."""
    pitch = random.choice((26, 34, 46))
    radius = pitch * random.choice((0.15, 0.2, 0.26))
    quarter = pitch / 4
    content = _dot(quarter, quarter, radius, colours[0])
    content += _dot(3 * quarter, 3 * quarter, radius, colours[0])
    return Tile(pitch, pitch, content)


def floral(colours: tuple[Tone, Tone, Tone], random: Random) -> Tile:
    """Scattered blossoms with leaves."""
    first, second, _ = colours
    flowers = (first, second.lighter(0.15), first)
    if first.lightness < _DARK:
        flowers = (Tone.of("#D9728A"), Tone.of("#E8A15C"), Tone.of("#8C8FC7"))
    spots = ((24, 26, 12), (72, 60, 14), (34, 88, 9))
    content = ""
    for (x, y, size), petal in zip(spots, flowers, strict=True):
        turn = random.randrange(72)
        content += _leaf(x + size, y + size * 0.9, size, 35)
        content += _leaf(x - size, y + size * 0.9, size, 145)
        content += "".join(
            f'<g transform="rotate({turn + 72 * step} {x} {y})">'
            f"{_blob(oval(x, y - size * 0.62, size * 0.42, size * 0.6), petal)}</g>"
            for step in range(5)
        )
        content += _dot(x, y, size * 0.3, Tone.of("#F2C14E"))
    content += _dot(88, 18, 3.2, second) + _dot(12, 60, 3.2, second) + _dot(66, 100, 3, second)
    return Tile(104, 112, content, random.choice((0, 20)))


def camouflage(colours: tuple[Tone, Tone, Tone], random: Random) -> Tile:
    """Woodland blotches in three tones, wrapped round the tile's edges."""
    side = 150
    _, second, third = colours
    tones = (third, second.mix(third, 0.75).darker(0.1), third.darker(0.35))
    content = ""
    for index in range(12):
        x, y = random.uniform(0, side), random.uniform(0, side)
        path = _blotch(random, random.uniform(13, 28))
        for dx in (-side, 0, side):
            for dy in (-side, 0, side):
                if -45 < x + dx < side + 45 and -45 < y + dy < side + 45:
                    content += (
                        f'<path transform="translate({x + dx:.1f} {y + dy:.1f})" d="{path}" '
                        f'fill="{tones[index % 3].code}"/>'
                    )
    return Tile(side, side, content)


def geometric(colours: tuple[Tone, Tone, Tone], random: Random) -> Tile:
    """Triangles, diamonds or zigzags."""
    first, second, third = colours
    kind = random.choice(("triangles", "diamonds", "zigzag"))
    if kind == "triangles":
        content = _blob("M0 0L24 40L48 0Z", first) + _blob("M0 40L12 20L24 40Z", second)
        return Tile(48, 40, content + _blob("M24 40L36 20L48 40Z", third))
    if kind == "diamonds":
        content = _blob("M22 0L44 30L22 60L0 30Z", third) + _blob("M22 12L35 30L22 48L9 30Z", first)
        return Tile(44, 60, content + _blob("M22 22L28 30L22 38L16 30Z", second))
    line = '<path d="M-6 {y}L12 {z}L30 {y}L48 {z}" fill="none" stroke="{code}" stroke-width="7"/>'
    content = line.format(y=30, z=12, code=first.code) + line.format(y=46, z=28, code=second.code)
    return Tile(36, 52, content)


def marbled(colours: tuple[Tone, Tone, Tone], random: Random) -> Tile:
    """Veins of stone, from broad haze to fine lines."""
    first, _, third = colours
    side = SIDE
    content = ""
    for width, ink, alpha in (
        (30, third, 0.22),
        (16, third, 0.3),
        (5, first, 0.4),
        (2, first, 0.7),
    ):
        for _ in range(6):
            y = random.uniform(-220, side)
            lift = [random.uniform(-60, 60) for _ in range(4)]
            content += (
                f'<path d="M-20 {y:.0f}C90 {y + lift[0]:.0f} 150 {y + lift[1]:.0f} 250 {y + 90:.0f}'
                f'S430 {y + lift[2] + 110:.0f} 540 {y + lift[3] + 180:.0f}" fill="none" '
                f'stroke="{ink.code}" stroke-opacity="{alpha}" stroke-width="{width}"/>'
            )
    return Tile(side, side, content, random.choice((0, 12, -8)))


def colour_block(colours: tuple[Tone, Tone, Tone], random: Random) -> Tile:
    """Three broad fields over the whole picture."""
    first, second, third = colours
    upper = random.uniform(215, 255)
    lower = upper + random.uniform(50, 95)
    slant = random.choice((0, 0, 40, -40))
    content = _blob(
        f"M0 {upper - slant:.0f}L512 {upper + slant:.0f}V512H0Z", third.mix(second, 0.35)
    )
    content += _blob(f"M0 {lower - slant:.0f}L512 {lower + slant:.0f}V512H0Z", first)
    return Tile(SIDE, SIDE, content)


def assorted(random: Random) -> Tile:
    """Bands of every bright tone: what a plain multicolour surface looks like."""
    start = random.randrange(len(ASSORTED))
    tones = ASSORTED[start:] + ASSORTED[:start]
    content = "".join(_bar(index * 30, 31, tone) for index, tone in enumerate(tones))
    return Tile(30 * len(tones), 30 * len(tones), content, random.choice((0, 90, 35, -35)))


Weave = Callable[[tuple[Tone, Tone, Tone], Random], Tile]

PATTERNS: Mapping[str, Weave | None] = MappingProxyType(
    {
        "plain": None,
        "striped": striped,
        "checked": checked,
        "dotted": dotted,
        "floral": floral,
        "camouflage": camouflage,
        "colour-block": colour_block,
        "geometric": geometric,
        "marbled": marbled,
    }
)


def _paint(tone: Tone) -> str:
    return f'fill="{tone.code}" fill-opacity="{tone.alpha}"'


def _bar(y: float, height: float, tone: Tone) -> str:
    return f'<rect y="{y:.1f}" width="600" height="{height:.1f}" {_paint(tone)}/>'


def _post(x: float, width: float, tone: Tone) -> str:
    return f'<rect x="{x:.1f}" width="{width:.1f}" height="600" {_paint(tone)}/>'


def _dot(x: float, y: float, radius: float, tone: Tone) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {_paint(tone)}/>'


def _blob(path: str, tone: Tone) -> str:
    return f'<path d="{path}" {_paint(tone)}/>'


def _leaf(x: float, y: float, size: float, angle: float) -> str:
    leaf = _blob(oval(x, y, size * 0.5, size * 0.22), LEAF.mix(PAPER, 0.15))
    return f'<g transform="rotate({angle} {x:.1f} {y:.1f})">{leaf}</g>'


def _blotch(random: Random, radius: float) -> str:
    """A rounded, uneven patch around the origin."""
    reach = [radius * random.uniform(0.6, 1.35) for _ in range(4)]
    right, down, left, up = reach
    return (
        f"M{right:.1f} 0C{right:.1f} {down:.1f} {down * 0.5:.1f} {down:.1f} 0 {down:.1f}"
        f"C{-left * 0.4:.1f} {down:.1f} {-left:.1f} {down * 0.3:.1f} {-left:.1f} 0"
        f"C{-left:.1f} {-up:.1f} {-left * 0.3:.1f} {-up * 0.7:.1f} 0 {-up:.1f}"
        f"C{right * 0.6:.1f} {-up:.1f} {right:.1f} {-up * 0.5:.1f} {right:.1f} 0Z"
    )
