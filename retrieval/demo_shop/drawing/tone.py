"""Colours and what the drawings derive from them."""

import colorsys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Self

_BLACK = (18, 16, 24)
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Tone:
    """An sRGB colour.

    Attributes:
        red: In [0, 255].
        green: In [0, 255].
        blue: In [0, 255].
        alpha: Opacity in [0, 1].
    """

    red: int
    green: int
    blue: int
    alpha: float = 1.0

    @classmethod
    def of(cls, code: str) -> Self:
        """Read ``#rrggbb``."""
        return cls(*bytes.fromhex(code.removeprefix("#")))

    @property
    def code(self) -> str:
        """``#rrggbb``, without the opacity."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def lightness(self) -> float:
        """Perceived lightness (Rec. 601 luma) in [0, 1]."""
        return (0.299 * self.red + 0.587 * self.green + 0.114 * self.blue) / 255

    def mix(self, other: "Tone", share: float) -> "Tone":
        """Blend in ``other`` by a share in [0, 1]; the opacity stays."""
        return Tone(
            *(
                round(mine + (theirs - mine) * share)
                for mine, theirs in zip(self._rgb(), other._rgb(), strict=True)
            ),
            self.alpha,
        )

    def lighter(self, share: float) -> "Tone":
        """Move towards white by a share in [0, 1]."""
        return self.mix(Tone(*_WHITE), share)

    def darker(self, share: float) -> "Tone":
        """Move towards a warm black by a share in [0, 1]."""
        return self.mix(Tone(*_BLACK), share)

    def stepped(self, share: float) -> "Tone":
        """Move away from the tone's own end: dark tones lighten, light ones darken."""
        return self.lighter(share) if self.lightness < 0.3 else self.darker(share)  # noqa: PLR2004 - black, navy and chocolate lie below

    def turned(self, degrees: float, lighter: float = 0.0) -> "Tone":
        """Turn the hue by degrees, keeping saturation; then lighten by a share."""
        hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in self._rgb()))
        parts = colorsys.hls_to_rgb((hue + degrees / 360) % 1, light, saturation)
        return Tone(*(round(part * 255) for part in parts), self.alpha).lighter(lighter)

    def at(self, alpha: float) -> "Tone":
        """Return the tone with another opacity."""
        return replace(self, alpha=alpha)

    def _rgb(self) -> tuple[int, int, int]:
        return self.red, self.green, self.blue


INK = Tone.of("#2B2A30")
SHADE = Tone(*_BLACK)
SHINE = Tone(*_WHITE)
PAPER = Tone.of("#FBF8F1")
STEEL = Tone.of("#BFC4CB")
BRASS = Tone.of("#D2AC52")
RUBBER = Tone.of("#37363C")
GUM = Tone.of("#B98656")
OFF_WHITE = Tone.of("#F3F1EC")
LEATHER = Tone.of("#8A5A38")
OAK = Tone.of("#C99A63")
WALNUT = Tone.of("#7A5236")
SCREEN = Tone.of("#20242E")
LEAF = Tone.of("#5E9B57")
SKIN = Tone.of("#E9BF9E")
GLOW = Tone.of("#FFDf8E")

# What "multicolour" is made of: bright, friendly and of one chroma.
ASSORTED = tuple(
    Tone.of(code) for code in ("#E8574E", "#F5B83D", "#4FAE73", "#3F8FD2", "#8C62B5", "#F28AA8")
)


@cache
def palette() -> Mapping[str, Tone]:
    """Read the demo shop's colour names, each with its tone."""
    text = files("retrieval.demo_shop").joinpath("palette.toml").read_text(encoding="utf-8")
    colours = tomllib.loads(text)["colours"]
    return MappingProxyType({name: Tone.of(code) for name, code in colours.items()})
