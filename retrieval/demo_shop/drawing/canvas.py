"""What a product is drawn on: shapes, shading, patterns and chance."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Literal, TypeVar

from retrieval.demo_shop.drawing.patterns import PATTERNS, SIDE, Tile, assorted, inks
from retrieval.demo_shop.drawing.shapes import Point, box, number, oval, polyline
from retrieval.demo_shop.drawing.tone import ASSORTED, OFF_WHITE, SHADE, SHINE, Tone

MID = SIDE // 2
"""The middle of the picture, across and down."""

Direction = Literal["down", "right", "diagonal"]
Shade = Literal["flat", "cloth", "tube", "ball", "down", "soft", "metal", "glass"]
Stop = tuple[float, Tone]
T = TypeVar("T")

_VECTORS: dict[Direction, tuple[int, int, int, int]] = {
    "down": (0, 0, 0, 1),
    "right": (0, 0, 1, 0),
    "diagonal": (0, 0, 1, 1),
}
_PALE = 0.66
_CLEAR = SHINE.at(0.0)
_SHADES: dict[Shade, tuple[Direction | Literal["ball"], tuple[Stop, ...]]] = {
    "cloth": (
        "right",
        (
            (0, SHADE.at(0.16)),
            (0.22, SHINE.at(0.05)),
            (0.4, SHINE.at(0.12)),
            (0.66, SHADE.at(0.02)),
            (1, SHADE.at(0.22)),
        ),
    ),
    "tube": (
        "right",
        (
            (0, SHADE.at(0.28)),
            (0.14, SHADE.at(0.06)),
            (0.26, SHINE.at(0.34)),
            (0.36, SHINE.at(0.1)),
            (0.62, SHADE.at(0.03)),
            (1, SHADE.at(0.34)),
        ),
    ),
    "metal": (
        "right",
        (
            (0, SHADE.at(0.3)),
            (0.12, SHINE.at(0.2)),
            (0.3, SHINE.at(0.55)),
            (0.42, SHINE.at(0.05)),
            (0.7, SHADE.at(0.16)),
            (0.86, SHINE.at(0.22)),
            (1, SHADE.at(0.3)),
        ),
    ),
    "down": ("down", ((0, SHINE.at(0.2)), (0.35, _CLEAR), (1, SHADE.at(0.22)))),
    "soft": ("diagonal", ((0, SHINE.at(0.2)), (0.5, _CLEAR), (1, SHADE.at(0.18)))),
    "ball": ("ball", ((0, SHINE.at(0.34)), (0.45, _CLEAR), (1, SHADE.at(0.34)))),
    "glass": (
        "right",
        (
            (0, SHADE.at(0.16)),
            (0.05, SHINE.at(0.6)),
            (0.12, SHINE.at(0.1)),
            (0.24, SHINE.at(0.5)),
            (0.32, SHINE.at(0.08)),
            (0.86, SHINE.at(0.06)),
            (0.95, SHINE.at(0.5)),
            (1, SHADE.at(0.2)),
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a shopper asked to see of a product type.

    Attributes:
        colour: A name of the palette.
        tone: The colour's value.
        pattern: A key of ``PATTERNS``.
        form: Which form of the type, such as ``espresso`` of a coffee maker;
            None leaves it to the seed.
    """

    colour: str
    tone: Tone
    pattern: str
    form: str | None = None

    @property
    def multicolour(self) -> bool:
        """Whether the item has many colours rather than one."""
        return self.colour == "multicolour"

    @property
    def clear(self) -> bool:
        """Whether one can look through the item."""
        return self.colour == "clear"


class Canvas:
    """One picture being drawn, in 512 x 512 units with y downwards.

    Chance depends on the product type and seed only, so that a product keeps
    its shape in every colour.

    Attributes:
        look: The colour and pattern asked for.
        tone: The item's own colour.
        light: A lighter relative, for highlights and panels.
        dark: A darker relative, for seams and shaded parts.
        deep: The darkest relative, for openings and undersides.
        contrast: Off-white, or the darkest relative on a pale item: for laces,
            prints and marks.
        trim: A relative that stands out from the tone, for bands and piping.
        forms: The forms that the sketch knew, as far as it is drawn.
    """

    def __init__(self, look: Look, random: Random) -> None:
        self.look = look
        self.tone = look.tone
        self.light = look.tone.lighter(0.28)
        self.dark = look.tone.darker(0.22 if look.tone.lightness < _PALE else 0.3)
        self.deep = look.tone.darker(0.5)
        self.trim = look.tone.stepped(0.34)
        if look.multicolour:
            # The relatives of a base tone would be mud beside the bright ones.
            self.light, self.dark, self.deep = (
                OFF_WHITE,
                ASSORTED[3].darker(0.3),
                ASSORTED[3].darker(0.6),
            )
            self.trim = ASSORTED[1]
        self.contrast = OFF_WHITE if look.tone.lightness < _PALE else self.deep
        self.random = random
        self.forms: set[str] = set()
        self._weave_seed = random.random()
        self._names: dict[str, str] = {}
        self._elements: list[str] = []

    def pick(self, *options: T) -> T:
        """Choose one of the options by the seed."""
        return self.random.choice(options)

    def form(self, *options: str) -> str:
        """Return the form asked for if it is among the options, else one of them by the seed."""
        by_seed = self.pick(*options)
        self.forms.update(options)
        return self.look.form if self.look.form in options else by_seed

    def has_form(self, form: str) -> bool:
        """Tell whether this form, which none has by chance, is asked for."""
        self.forms.add(form)
        return self.look.form == form

    def span(self, low: float, high: float) -> float:
        """Choose a measure between two by the seed."""
        return self.random.uniform(low, high)

    def chance(self, share: float) -> bool:
        """Say yes for a share in [0, 1] of the seeds."""
        return self.random.random() < share

    def accent(self, index: int) -> Tone:
        """One of six tones that go together: bright ones on a multicolour item."""
        if self.look.multicolour:
            return ASSORTED[index % len(ASSORTED)]
        relatives = (
            self.tone,
            self.tone.turned(22, 0.3),
            self.tone.stepped(0.25),
            self.tone.lighter(0.55),
            self.tone.turned(-28, 0.12),
            self.tone.stepped(0.45),
        )
        return relatives[index % len(relatives)]

    def fill(self, path: str, paint: Tone | str) -> None:
        """Fill an outline with a tone or a gradient."""
        self._elements.append(f'<path d="{path}" {_fill(paint)}/>')

    def line(
        self,
        path: str | Sequence[Point],
        tone: Tone | str,
        width: float,
        dash: str = "",
        cap: Literal["round", "butt"] = "round",
    ) -> None:
        """Stroke an outline, or a line through points; ``dash`` as in SVG."""
        data = path if isinstance(path, str) else polyline(path)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._elements.append(
            f'<path d="{data}" fill="none" {_stroke(tone)} stroke-width="{number(width)}" '
            f'stroke-linecap="{cap}" stroke-linejoin="round"{dashes}/>'
        )

    def part(self, path: str, tone: Tone, shade: Shade = "soft", edge: float = 1.5) -> None:
        """Draw a plain part: its tone, shaded, with a thin darker edge."""
        self._shaded(path, self._shade(shade, tone), tone, edge)

    def main(
        self, path: str, shade: Shade = "cloth", tone: Tone | None = None, edge: float = 1.5
    ) -> None:
        """Draw a part of the item's main surface: its colour, pattern and shading.

        Args:
            path: The outline.
            shade: How light falls on it.
            tone: A relative to take the place of the item's own colour.
            edge: Width of the darker edge; 0 for none.
        """
        tone = tone or self.tone
        weave = PATTERNS[self.look.pattern]
        if weave is None and not self.look.multicolour and not self.look.clear:
            self.part(path, tone, shade, edge)
            return
        self.fill(path, tone.at(0.3) if self.look.clear else tone)
        if weave:
            self.fill(path, self._tile(self.look.pattern, weave, tone))
        elif self.look.multicolour:
            self.fill(path, self._tile("assorted", lambda _, chance: assorted(chance), tone))
        see_through = self.look.clear and shade != "flat"
        self._shaded(path, self._shade("glass" if see_through else shade), tone, edge)

    def _shaded(self, path: str, paint: Tone | str, tone: Tone, edge: float) -> None:
        rim = ""
        if edge:
            rim = f' {_stroke(tone.darker(0.3).at(0.7))} stroke-width="{number(edge)}"'
        self._elements.append(f'<path d="{path}" {_fill(paint)}{rim} stroke-linejoin="round"/>')

    def shade(self, path: str, shade: Shade) -> None:
        """Let light fall on what is drawn so far."""
        self.fill(path, self._shade(shade))

    def gloss(self, path: str, strength: float = 0.3) -> None:
        """Lay a highlight over what is drawn so far."""
        self.fill(path, SHINE.at(strength))

    def dim(self, path: str, strength: float = 0.16) -> None:
        """Lay a shadow over what is drawn so far."""
        self.fill(path, SHADE.at(strength))

    def stitch(self, path: str | Sequence[Point], tone: Tone | None = None) -> None:
        """Sew a dashed seam in the darker tone or another."""
        self.line(path, (tone or self.dark.darker(0.15)).at(0.75), 1.6, "5 4")

    def strap(self, path: str, tone: Tone, width: float) -> None:
        """Draw a strap, wire or rod along a line, with edges."""
        self.line(path, tone.darker(0.35), width + 2.5)
        self.line(path, tone, width - 0.5)

    def dots(self, points: Sequence[Point], radius: float, tone: Tone) -> None:
        """Set small round things: buttons, rivets, eyelets."""
        for x, y in points:
            self.fill(oval(x, y, radius), tone)
            self.line(oval(x, y, radius), tone.darker(0.35).at(0.6), 1)

    def zip(self, x: float, top: float, bottom: float, tone: Tone | None = None) -> None:
        """Close a front with a zip and its pull."""
        teeth = tone or self.deep
        self.line([(x, top), (x, bottom)], self.dark.darker(0.1), 8, cap="butt")
        self.line([(x, top), (x, bottom)], teeth.stepped(0.35), 3, "3 3", "butt")
        self.fill(box(x - 3.5, top + 4, 7, 20, 3), teeth.stepped(0.2))

    def floor(self, cx: float, y: float, half_width: float, depth: float = 0) -> None:
        """Cast the shadow of something that stands at ``y``, before drawing it."""
        depth = depth or max(9, half_width * 0.11)
        fade = ((0, 0.47), (0.5, 0.36), (0.78, 0.13), (1, 0))
        paint = self.radial([(offset, SHADE.at(alpha)) for offset, alpha in fade])
        self.fill(oval(cx, y, half_width * 1.1, depth * 1.1), paint)

    def linear(self, stops: Sequence[Stop], direction: Direction = "down") -> str:
        """Define a gradient over the filled shape; return it as a paint."""
        x1, y1, x2, y2 = _VECTORS[direction]
        head = f'linearGradient id="{{id}}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
        return self._define(f"<{head}>{_stops(stops)}</linearGradient>")

    def radial(
        self, stops: Sequence[Stop], cx: float = 0.5, cy: float = 0.5, r: float = 0.5
    ) -> str:
        """Define a round gradient, in shares of the filled shape; return it as a paint."""
        head = f'radialGradient id="{{id}}" cx="{cx}" cy="{cy}" r="{r}"'
        return self._define(f"<{head}>{_stops(stops)}</radialGradient>")

    @contextmanager
    def turned(
        self,
        angle: float,
        cx: float = 256,
        cy: float = 256,
        *,
        scale: float = 1,
        dx: float = 0,
        dy: float = 0,
    ) -> Generator[None]:
        """Draw the block turned clockwise and scaled about a point, then shifted."""
        move = f"translate({number(cx + dx)} {number(cy + dy)}) rotate({number(angle)})"
        back = f"scale({scale:.3f}) translate({number(-cx)} {number(-cy)})"
        self._elements.append(f'<g transform="{move} {back}">')
        yield
        self._elements.append("</g>")

    @contextmanager
    def flipped(self, axis: float = 256) -> Generator[None]:
        """Draw the block as in a mirror standing at ``axis``."""
        self._elements.append(f'<g transform="matrix(-1 0 0 1 {number(2 * axis)} 0)">')
        yield
        self._elements.append("</g>")

    @contextmanager
    def clipped(self, path: str) -> Generator[None]:
        """Draw the block inside an outline only; costly, so once a picture at most."""
        clip = self._define(f'<clipPath id="{{id}}"><path d="{path}"/></clipPath>')
        self._elements.append(f'<g clip-path="{clip}">')
        yield
        self._elements.append("</g>")

    def both(self, sketch: Callable[[], None], axis: float = 256) -> None:
        """Draw something and its mirror image."""
        state = self.random.getstate()
        sketch()
        self.random.setstate(state)
        with self.flipped(axis):
            sketch()

    def svg(self) -> str:
        """The picture so far, on a transparent ground."""
        definitions = "".join(
            template.replace("{id}", name) for template, name in self._names.items()
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
            f"<defs>{definitions}</defs>{''.join(self._elements)}</svg>"
        )

    def _shade(self, shade: Shade, tone: Tone | None = None) -> Tone | str:
        """Paint a shade alone, or already laid over an opaque tone, which is faster."""
        if shade == "flat":
            return tone or _CLEAR
        direction, stops = _SHADES[shade]
        if tone and tone.alpha == 1:
            stops = tuple((offset, tone.mix(light, light.alpha)) for offset, light in stops)
        if direction == "ball":
            return self.radial(stops, 0.36, 0.3, 0.75)
        return self.linear(stops, direction)

    def _tile(
        self,
        name: str,
        weave: Callable[[tuple[Tone, Tone, Tone], Random], Tile],
        tone: Tone,
    ) -> str:
        """Define the pattern for a tone; its own chance keeps the shapes' apart."""
        chance = Random(f"{name} {self._weave_seed}")  # noqa: S311 - decoration, no secret
        tile = weave(inks(tone, self.look.multicolour), chance)
        return self._define(
            f'<pattern id="{{id}}" width="{tile.width}" height="{tile.height}" '
            f'patternUnits="userSpaceOnUse" patternTransform="rotate({tile.angle})">'
            f"{tile.content}</pattern>"
        )

    def _define(self, template: str) -> str:
        """Keep a definition once, and return the reference to it."""
        name = self._names.setdefault(template, f"d{len(self._names)}")
        return f"url(#{name})"


def _stops(stops: Sequence[Stop]) -> str:
    return "".join(
        f'<stop offset="{offset}" stop-color="{tone.code}" stop-opacity="{tone.alpha:.3f}"/>'
        for offset, tone in stops
    )


def _fill(paint: Tone | str) -> str:
    if isinstance(paint, str):
        return f'fill="{paint}"'
    return f'fill="{paint.code}" fill-opacity="{paint.alpha:.3f}"'


def _stroke(paint: Tone | str) -> str:
    if isinstance(paint, str):
        return f'stroke="{paint}"'
    return f'stroke="{paint.code}" stroke-opacity="{paint.alpha:.3f}"'
