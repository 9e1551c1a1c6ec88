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
# Black, navy and chocolate lie below.
_DARK = 0.3


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
        red, green, blue = bytes.fromhex(code.removeprefix("#"))
        return cls(red, green, blue)

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
            round(self.red + (other.red - self.red) * share),
            round(self.green + (other.green - self.green) * share),
            round(self.blue + (other.blue - self.blue) * share),
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
        return self.lighter(share) if self.lightness < _DARK else self.darker(share)

    def turned(self, degrees: float, lighter: float = 0.0) -> "Tone":
        """Turn the hue by degrees, keeping saturation; then lighten by a share."""
        hue, light, saturation = colorsys.rgb_to_hls(
            self.red / 255, self.green / 255, self.blue / 255
        )
        red, green, blue = colorsys.hls_to_rgb((hue + degrees / 360) % 1, light, saturation)
        turned = Tone(round(red * 255), round(green * 255), round(blue * 255), self.alpha)
        return turned.lighter(lighter)

    def at(self, alpha: float) -> "Tone":
        """Return the tone with another opacity."""
        return replace(self, alpha=alpha)


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
