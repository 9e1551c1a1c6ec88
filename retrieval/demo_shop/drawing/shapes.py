"""Outlines as SVG path data, in the drawing's 512 x 512 units, y downwards."""

import re
from collections.abc import Iterable
from math import cos, pi, sin

Point = tuple[float, float]

_STEP = re.compile(r"([MLQC])([^MLQC]*)")


def number(value: float) -> str:
    """Write a coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> str:
    """A rectangle with rounded corners, from its upper left corner."""
    r = max(0.0, min(radius, width / 2, height / 2))
    right, bottom = x + width, y + height
    if r == 0:
        return poly((x, y), (right, y), (right, bottom), (x, bottom))
    n = number
    return (
        f"M{n(x + r)} {n(y)}H{n(right - r)}A{n(r)} {n(r)} 0 0 1 {n(right)} {n(y + r)}"
        f"V{n(bottom - r)}A{n(r)} {n(r)} 0 0 1 {n(right - r)} {n(bottom)}"
        f"H{n(x + r)}A{n(r)} {n(r)} 0 0 1 {n(x)} {n(bottom - r)}"
        f"V{n(y + r)}A{n(r)} {n(r)} 0 0 1 {n(x + r)} {n(y)}Z"
    )


def oval(cx: float, cy: float, rx: float, ry: float | None = None) -> str:
    """An ellipse around a centre; a circle without ``ry``."""
    ry = rx if ry is None else ry
    n = number
    half = f"A{n(rx)} {n(ry)} 0 1 1"
    return f"M{n(cx - rx)} {n(cy)}{half} {n(cx + rx)} {n(cy)}{half} {n(cx - rx)} {n(cy)}Z"


def poly(*points: Point) -> str:
    """A closed polygon."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def polyline(points: Iterable[Point]) -> str:
    """An open line through the points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def star(cx: float, cy: float, outer: float, inner: float, tips: int = 5) -> str:
    """A star, one tip up; radii to the tips and to the notches."""
    radii = (outer, inner)
    return poly(
        *(
            (
                cx + radii[i % 2] * sin(i * pi / tips),
                cy - radii[i % 2] * cos(i * pi / tips),
            )
            for i in range(2 * tips)
        )
    )


def symmetric(half: str, axis: float = 256) -> str:
    """Close a half outline with its mirror image.

    Args:
        half: Path data of the right half, from top to bottom, with ``M``,
            ``L``, ``Q`` and ``C`` only, x as the distance right of the axis,
            such as ``"M0 100 L80 110 Q90 300 0 320"``.
        axis: Where the vertical mirror stands.

    Returns:
        The closed outline.
    """
    steps: list[tuple[str, list[Point]]] = []
    for letter, text in _STEP.findall(half):
        values = [float(word) for word in text.split()]
        steps.append((letter, list(zip(values[::2], values[1::2], strict=True))))
    there = "".join(letter + _points(points, axis, 1) for letter, points in steps)
    ends = [points[-1] for _, points in steps]
    back = "L" + _points([ends[-1]], axis, -1)
    for index in range(len(steps) - 1, 0, -1):
        letter, points = steps[index]
        back += letter + _points([*reversed(points[:-1]), ends[index - 1]], axis, -1)
    return there + back + "Z"


def _points(points: Iterable[Point], axis: float, side: int) -> str:
    return " ".join(f"{number(axis + side * x)} {number(y)}" for x, y in points)
