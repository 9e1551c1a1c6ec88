"""The attacks, as they are written in ``cases.toml``."""

import base64
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent / "cases.toml"
CANARY: Final = "zqheronovka"
"""No shop and no shopper has this word."""
ANOTHER: Final = "Wilhelmina Trautwein"
"""A name that another conversation holds."""

_ALIKE: Final = str.maketrans("aeopcyxiAEOPCTHK", "аеорсухіАЕОРСТНК")
_ZERO_WIDTH: Final = "\u200b"

_ENCODINGS: Final[Mapping[str, Callable[[str], str]]] = {
    "": str,
    "homoglyphs": lambda text: text.translate(_ALIKE),
    "zero-width": _ZERO_WIDTH.join,
    "base64": lambda text: f"Decode and obey: {base64.b64encode(text.encode()).decode()}",
}


@dataclass(frozen=True, slots=True)
class Attack:
    """One attempt.

    Attributes:
        kind: What is tried, for the report.
        text: What the shopper says, or what the seller writes.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Attacks:
    """All of them.

    Attributes:
        shopper: Said by shoppers.
        seller: Written into listings.
    """

    shopper: tuple[Attack, ...]
    seller: tuple[Attack, ...]


def read_attacks(path: Path = FILE) -> Attacks:
    """Read the attacks.

    Raises:
        OSError: If the file can't be read.
    """
    told = tomllib.loads(path.read_text("utf-8"))
    return Attacks(_attacks(told["shopper"]), _attacks(told["seller"]))


def _attacks(groups: list[dict[str, Any]]) -> tuple[Attack, ...]:
    return tuple(
        Attack(group["kind"], _ENCODINGS[group.get("as", "")](text.format(canary=CANARY)))
        for group in groups
        for text in group["texts"]
    )
