"""Holds a report's figures against the bounds that the project promises."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

BOUNDS = Path(__file__).parent / "bounds.toml"


class Measured(Protocol):
    """What has figures to be held against bounds: a report, or its file."""

    @property
    def name(self) -> str:
        """Return the measurement's name."""
        ...

    @property
    def figures(self) -> Mapping[str, float]:
        """Return every number by its dotted name."""
        ...


class BoundsError(ValueError):
    """The file of bounds is not as it should be."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A bound that does not hold.

    Attributes:
        figure: Its dotted name.
        value: What was measured; None where the report lacks the figure.
        bound: What was promised.
        at_most: True where the value must not exceed the bound, False where it
            must reach it.
    """

    figure: str
    value: float | None
    bound: float
    at_most: bool

    def __str__(self) -> str:
        """Name the figure, its value and its bound in one line."""
        have = "was not measured" if self.value is None else f"is {self.value:g}"
        return f"{self.figure} {have}, bound {'<=' if self.at_most else '>='} {self.bound:g}"


def breaches(
    report: Measured, bounds: Mapping[str, Mapping[str, Mapping[str, float]]]
) -> list[Breach]:
    """Return the bounds of this report that do not hold, in the file's order.

    Args:
        report: What was measured.
        bounds: As ``read_bounds`` gives them: measurement, figure, then
            ``at_most`` or ``at_least``.

    Raises:
        BoundsError: If a bound is neither ``at_most`` nor ``at_least``.
    """
    found: list[Breach] = []
    for figure, bound in bounds.get(report.name, {}).items():
        value = report.figures.get(figure)
        for kind, limit in bound.items():
            if kind not in ("at_most", "at_least"):
                raise BoundsError(f"{report.name}.{figure}: {kind!r} is no kind of bound")
            at_most = kind == "at_most"
            if value is None or not (value <= limit if at_most else value >= limit):
                found.append(Breach(figure, value, limit, at_most))
    return found


def read_bounds(path: Path = BOUNDS) -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """Read the file of bounds."""
    return tomllib.loads(path.read_text("utf-8"))
